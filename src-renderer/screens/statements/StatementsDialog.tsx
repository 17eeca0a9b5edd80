import { useState, type ReactNode } from 'react'
import { sentenceMoney, sum } from '../../../src-shared/money.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Wont } from '../../grid/BulkDialog.tsx'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import classes from './Statements.module.css'
import { oldestWords, type Made, type Preview } from './words.ts'

type Props = {
  /** Without them everybody with a share that is open. */
  readonly patients?: readonly number[]
  readonly onClose: () => void
}

/** Who gets a statement and who does not and why; then the statements, in one PDF. */
export function StatementsDialog({ patients, onClose }: Props): ReactNode {
  const who = patients === undefined ? {} : { patients: [...patients] }
  const asked = useCall('statements.preview', who)
  const make = useTask('statements.make')
  const [made, setMade] = useState<Made>()
  const going = asked.data?.rows.filter(({ not }) => not === null) ?? []
  const run = async (): Promise<void> => {
    if (going.length === 0 || make.isBusy) return
    const path = await window.parity.saveAs('Statements.pdf')
    if (path === null) return
    const reply = await make.run({ ...who, path })
    if (reply.ok) setMade(reply.value)
  }
  if (made) return <Done made={made} onClose={onClose} />
  if (make.isBusy)
    return (
      <Dialog title={`Making ${counted(going.length, 'statement')}`} isOpen onClose={() => undefined} width={560} actions={null}>
        <p>Each is kept as it is printed. Stopped, those that are made stay made.</p>
        <Job title="Making the statements" progress={make.progress} onStop={make.stop} />
      </Dialog>
    )
  return (
    <Dialog
      title={going.length === 0 ? 'Statements' : `Make ${counted(going.length, 'statement')}?`}
      isOpen
      onClose={onClose}
      width={680}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields needs="receipts.write" disabled={going.length === 0} onPress={() => void run()}>
            Choose where, and make
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <Answer of={asked}>{(preview) => <Who preview={preview} />}</Answer>
      <ProblemNote problem={make.problem} />
    </Dialog>
  )
}

/** A part of the dialog that scrolls by itself, and is reached by the keyboard for it. */
function Scrolled({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['who']} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}

function Who({ preview: { rows, more } }: { readonly preview: Preview }): ReactNode {
  const going = rows.filter(({ not }) => not === null).map((row) => ({ ...row, id: row.patient }))
  const staying = rows.filter(({ not }) => not !== null).map((row) => ({ ...row, id: row.patient }))
  return (
    <>
      {going.length === 0 ? (
        <p>Nobody gets a statement now.</p>
      ) : (
        <>
          <p>{sentenceMoney(sum(going.map((row) => row.now)))} is asked in all.</p>
          <Scrolled label="The list of who gets one">
            <PlainTable
              label="Who gets a statement"
              rows={going}
              columns={[
                { head: 'Patient', cell: ({ name }) => name },
                { head: 'Asked', isEnd: true, cell: ({ now }) => <Money cents={now} /> },
                { head: 'Oldest part', cell: (row) => oldestWords(row) },
                ...(going.some(({ why }) => why !== '')
                  ? [{ head: 'Besides', cell: ({ why }: Preview['rows'][number]) => <span className="second small">{why}</span> }]
                  : []),
              ]}
            />
          </Scrolled>
        </>
      )}
      {staying.length > 0 && (
        <Scrolled label="The list of who gets none">
          <PlainTable
            label="Who gets none, and why"
            rows={staying}
            columns={[
              { head: 'Gets none', cell: ({ name }) => name },
              { head: 'Due', isEnd: true, cell: ({ cents }) => <Money cents={cents} /> },
              { head: 'Why', cell: ({ why }) => <span className="second small">{why}</span> },
            ]}
          />
        </Scrolled>
      )}
      {more > 0 && <p>And {counted(more, 'more patient')}, looked at when the statements are made.</p>}
    </>
  )
}

function Done({ made, onClose }: { readonly made: Made; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog
      title={`${counted(made.made.length, 'statement')}, ${sentenceMoney(made.cents)}`}
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <p>
        {counted(made.pages, 'page')} to print: <span className="id words">{made.path}</span>
      </p>
      <p>Each is kept with its patient, and can be had again as it was.</p>
      {made.left > 0 && <p>Stopped: {counted(made.left, 'patient')} not looked at.</p>}
      <Wont wont={made.wont} />
    </Dialog>
  )
}
