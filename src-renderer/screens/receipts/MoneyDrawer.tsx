import { useState, type ReactNode } from 'react'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Dialog, Drawer } from '../../kit/Dialog.tsx'
import { counted, Day, Money as Amount } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { canChange, LineDialog } from './LineDialog.tsx'
import classes from './Receipts.module.css'
import { BLOCK_WORDS, type Money, type OpenLine } from './words.ts'

type Row = Money['rows'][number]

/** All of a patient's money: what is open on each session, and everything that moved it, with what was owed after each. */
export function MoneyDrawer({ patient, onClose }: { readonly patient: number; readonly onClose: () => void }): ReactNode {
  const asked = useCall('receipts.of', { patient })
  const [line, setLine] = useState<OpenLine>()
  const [row, setRow] = useState<Row>()
  return (
    <>
      <Drawer
        title="The patient’s money"
        under={asked.data?.name}
        isOpen
        onClose={onClose}
        width={880}
        foot={
          <Button className="end" onPress={onClose}>
            Close
          </Button>
        }
      >
        <Answer of={asked}>
          {(money) => (
            <>
              {money.block !== null && (
                <Note family="warn" title={BLOCK_WORDS[money.block][0]}>
                  {BLOCK_WORDS[money.block][1]}
                </Note>
              )}
              <Open lines={money.lines} onChoose={setLine} />
              <Moves money={money} onUndo={setRow} />
            </>
          )}
        </Answer>
      </Drawer>
      {line && <LineDialog key={line.line} line={line} onClose={() => setLine(undefined)} />}
      {row && <UndoDialog row={row} onClose={() => setRow(undefined)} />}
    </>
  )
}

function Open({ lines, onChoose }: { readonly lines: Money['lines']; readonly onChoose: (line: OpenLine) => void }): ReactNode {
  const open = lines.filter((line) => line.payer !== 0 || line.patient !== 0)
  return (
    <FieldGroup title="Open sessions" aside={counted(open.length, 'session')}>
      <Span of={12}>
        {open.length === 0 ? (
          <p className="second small">Nothing is open.</p>
        ) : (
          <table className={classes['moves']} aria-label="Open sessions">
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Why</th>
                <th scope="col" className={classes['end']}>
                  Payer
                </th>
                <th scope="col" className={classes['end']}>
                  Patient
                </th>
                <th scope="col">
                  <span className="unseen">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {open.map((line) => (
                <tr key={line.line}>
                  <td>
                    <Day day={line.day} />
                  </td>
                  <td className="second small words">{line.why}</td>
                  <td className={classes['end']}>
                    <Amount cents={line.payer} />
                  </td>
                  <td className={classes['end']}>
                    <Amount cents={line.patient} />
                  </td>
                  <td className={classes['end']}>
                    {canChange(line) && (
                      <Button
                        look="quiet"
                        small
                        needs="receipts.write"
                        label={`Write off or move, claim ${line.claim}`}
                        onPress={() => onChoose(line)}
                      >
                        Write off or move
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Span>
    </FieldGroup>
  )
}

function Moves({ money, onUndo }: { readonly money: Money; readonly onUndo: (row: Row) => void }): ReactNode {
  const { rows, before } = money
  return (
    <FieldGroup title="Everything that moved it" aside="oldest first">
      <Span of={12}>
        {before > 0 && <p className="third small">{counted(before, 'earlier entry', 'earlier entries')} in the balance.</p>}
        <table className={classes['moves']} aria-label="Everything that moved it">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">What</th>
              <th scope="col" className={classes['end']}>
                Payer
              </th>
              <th scope="col" className={classes['end']}>
                Patient
              </th>
              <th scope="col" className={classes['end']}>
                Credit
              </th>
              <th scope="col" className={classes['end']}>
                Patient owes
              </th>
              <th scope="col">
                <span className="unseen">Undo</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, n) => (
              // Rows have no name of their own, and their order is the ledger's.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={n}>
                <td>
                  <Day day={row.day} />
                </td>
                <td className="words">
                  <span className={row.isUndone ? classes['undone'] : undefined}>{row.words}</span>
                  {row.isUndone && <span className="third small"> undone</span>}
                  {row.claim !== null && <div className="third small">claim {row.claim}</div>}
                </td>
                <td className={classes['end']}>
                  <Amount cents={row.payer} />
                </td>
                <td className={classes['end']}>
                  <Amount cents={row.patient} />
                </td>
                <td className={classes['end']}>
                  <Amount cents={row.credit} />
                </td>
                <td className={classes['end']}>
                  <Amount cents={row.balance} isSum />
                </td>
                <td className={classes['end']}>
                  {row.move !== null && (
                    <Button look="quiet" small needs="receipts.write" label={`Undo: ${row.words}`} onPress={() => onUndo(row)}>
                      Undo
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Span>
    </FieldGroup>
  )
}

/** Takes a move back by an entry of its own; both stay in the book. */
function UndoDialog({ row, onClose }: { readonly row: Row; readonly onClose: () => void }): ReactNode {
  const undo = useCommand('receipts.undo')
  const take = async (): Promise<void> => {
    if (row.move !== null && (await undo.run({ move: row.move, note: '' })).ok) onClose()
  }
  return (
    <Dialog
      title="Undo this?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" keys="Enter" isBusy={undo.isBusy} needs="receipts.write" onPress={() => void take()}>
            Undo it
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <p>{row.words}.</p>
      <p>
        The opposite is posted today, and both stay in the book.
        {row.what === 'receive' && ` With it goes where its ${sentenceMoney(row.credit)} was applied.`}
      </p>
      <ProblemNote problem={undo.problem} />
    </Dialog>
  )
}
