import type { ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Day, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import classes from './Aging.module.css'

type Back = Output<'month.owedBack'>

/** What the practice owes back, one by one: to whom, since when, and by when it must be returned. */
export function OwedBack({ onClose }: { readonly onClose: () => void }): ReactNode {
  const asked = useCall('month.owedBack', {})
  return (
    <Dialog
      title="Owed back"
      isOpen
      onClose={onClose}
      width={900}
      actions={
        <Button keys="Escape" inFields onPress={onClose}>
          Close
        </Button>
      }
    >
      <Answer of={asked}>{(back) => <Rows back={back} onClose={onClose} />}</Answer>
    </Dialog>
  )
}

function Rows({ back: { rows, cents, more }, onClose }: { readonly back: Back; readonly onClose: () => void }): ReactNode {
  const router = useRouter()
  if (rows.length === 0) return <p>Nothing is owed back to payers or patients.</p>
  return (
    <>
      <p>
        {isNone(cents) ? '' : `${sentenceMoney(cents)} in all. `}
        What Medicare and Medicaid paid too much must be reported and returned within 60 days of finding it (42 CFR 401.305).
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['back']} tabIndex={0} role="group" aria-label="What is owed back, row by row">
        <PlainTable
          label="Owed back"
          rows={rows.map((one, id) => ({ ...one, id }))}
          columns={[
            {
              head: 'Of',
              cell: ({ claim, patient, name }) => (
                <Button
                  look="quiet"
                  small
                  onPress={() => {
                    onClose()
                    router.go(claim === null ? { screen: 'patients', open: patient } : { screen: 'claims', open: claim })
                  }}
                >
                  {claim === null ? name : `${name}, claim ${claim}`}
                </Button>
              ),
            },
            { head: 'To', cell: ({ to, party }) => (to === 'payer' ? party : 'the patient') },
            { head: 'Amount', isEnd: true, cell: (one) => <Money cents={one.cents} isSum /> },
            { head: 'Since', cell: ({ since }) => <Day day={since} /> },
            { head: 'Return by', cell: ({ by }) => (by === null ? '' : <Day day={by} />) },
            { head: 'What to do', cell: ({ words }) => <span className="second small">{words}</span> },
          ]}
        />
      </div>
      {more > 0 && <p className="second small">And {counted(more, 'more row')}: settle these first.</p>}
    </>
  )
}
