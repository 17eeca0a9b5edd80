import { useState, type ReactNode } from 'react'
import { columnMoney, isNone, sentenceMoney } from '../../../src-shared/money.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall } from '../../app/queries.ts'
import { useMay } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { counted, Day, Money as Amount } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { Facts, PanelSection } from '../../kit/Panel.tsx'
import { MoneyDrawer } from './MoneyDrawer.tsx'
import { ApplyDialog, RefundDialog } from './ReceiptDialogs.tsx'
import classes from './Receipts.module.css'
import { TakeButton } from './TakeButton.tsx'
import { BLOCK_WORDS, METHOD_WORDS, type Money, type Receipt } from './words.ts'

/** How many receipts stand in the panel; the drawer has all. */
const most = 5

/** What a patient paid, and what can be done with it. */
export function MoneySection({ patient }: { readonly patient: number }): ReactNode {
  return useMay()('receipts.read') && <Asked patient={patient} />
}

function Asked({ patient }: { readonly patient: number }): ReactNode {
  const asked = useCall('receipts.of', { patient })
  const [isOpen, setOpen] = useState(false)
  return (
    <PanelSection title="Paid by the patient" aside={asked.data && asked.data.receipts.length > 0 ? 'newest first' : undefined}>
      <Answer of={asked}>{(money) => <Receipts money={money} />}</Answer>
      <div className="row" style={{ marginTop: 9 }}>
        <TakeButton patient={patient} group="Patient" />
        <Button look="quiet" small onPress={() => setOpen(true)}>
          All the money
        </Button>
      </div>
      {isOpen && <MoneyDrawer patient={patient} onClose={() => setOpen(false)} />}
    </PanelSection>
  )
}

function Receipts({ money }: { readonly money: Money }): ReactNode {
  const [doing, setDoing] = useState<{ readonly what: 'apply' | 'refund'; readonly receipt: Receipt }>()
  const { block, credit, owed, receipts } = money
  const close = (): void => setDoing(undefined)
  return (
    <>
      {block !== null && (
        <Note family="warn" title={BLOCK_WORDS[block][0]}>
          {BLOCK_WORDS[block][1]}
        </Note>
      )}
      <Facts
        facts={[
          { name: 'Due now', value: <Amount cents={owed} isSum /> },
          { name: 'Credit not applied', value: <Amount cents={credit} isSum /> },
        ]}
      />
      {receipts.length === 0 ? (
        <p className="second small">Nothing received yet.</p>
      ) : (
        <ul className={classes['list']} aria-label="Received">
          {receipts.slice(0, most).map((receipt) => (
            <li key={receipt.id}>
              <div className="row">
                <Day day={receipt.day} />
                <span className={`grow cut ${receipt.isUndone ? (classes['undone'] ?? '') : ''}`}>
                  {METHOD_WORDS[receipt.method]} {receipt.reference}
                </span>
                <b className="num">{columnMoney(receipt.cents)}</b>
              </div>
              <div className="row small third">
                <span className="grow">{standingWords(receipt)}</span>
                {!receipt.isUndone && <ReceiptButton receipt={receipt} />}
                {!receipt.isUndone && (receipt.credit > 0 || receipt.parts.length > 0) && (
                  <Button look="quiet" small needs="receipts.write" onPress={() => setDoing({ what: 'apply', receipt })}>
                    {receipt.credit > 0 ? 'Apply' : 'Move'}
                  </Button>
                )}
                {receipt.refundable > 0 && (
                  <Button look="quiet" small needs="receipts.write" onPress={() => setDoing({ what: 'refund', receipt })}>
                    Refund
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {receipts.length > most && <p className="third small">and {counted(receipts.length - most, 'earlier one')}</p>}
      {doing?.what === 'apply' && <ApplyDialog money={money} receipt={doing.receipt} onClose={close} />}
      {doing?.what === 'refund' && <RefundDialog money={money} receipt={doing.receipt} onClose={close} />}
    </>
  )
}

/** A receipt on paper for what was paid. */
function ReceiptButton({ receipt }: { readonly receipt: Receipt }): ReactNode {
  const make = useTask('statements.receipt')
  const notices = useNotices()
  const save = async (): Promise<void> => {
    const path = await window.parity.saveAs(`Receipt ${receipt.day}.pdf`)
    if (path === null) return
    const reply = await make.run({ receipt: receipt.id, path })
    notices.tell({ words: reply.ok ? 'The receipt is made.' : reply.problem.message })
  }
  return (
    <Button
      look="quiet"
      small
      needs="receipts.take"
      label={`Receipt for ${sentenceMoney(receipt.cents)} of ${shownDay(receipt.day)}`}
      isBusy={make.isBusy}
      onPress={() => void save()}
    >
      Receipt
    </Button>
  )
}

function standingWords({ isUndone, credit, refunded, parts }: Receipt): string {
  if (isUndone) return 'undone'
  return [
    parts.length === 0 ? '' : `on ${counted(parts.length, 'session')}`,
    isNone(credit) ? '' : `${sentenceMoney(credit)} not applied`,
    isNone(refunded) ? '' : `${sentenceMoney(refunded)} given back`,
  ]
    .filter(Boolean)
    .join(', ')
}
