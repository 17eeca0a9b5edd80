import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { clock, counted } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { SaveFile } from '../exchange/FilePanel.tsx'
import type { SessionRow } from './columns.tsx'
import classes from './Eligibility.module.css'
import { isAnswered } from './words.ts'

/** As many as one call takes. */
export const MOST_ASKED = 500

export type Session = Pick<SessionRow, 'id' | 'patient' | 'payer' | 'day' | 'time' | 'outcome'>
/** Sessions to ask about, and how many more there are than can be asked about at once. */
export type Asking = { readonly sessions: readonly Session[]; readonly more: number }
type Asked = Output<'eligibility.ask'>

type Props = { readonly asking: Asking; readonly onClose: () => void; readonly onAsked: () => void }

/** Says what is asked, before it is; then gives the files to save, and names who was left out. */
export function AskDialog({ asking, onClose, onAsked }: Props): ReactNode {
  const { sessions, more } = asking
  const ask = useCommand('eligibility.ask')
  const [asked, setAsked] = useState<Asked>()
  const write = async (): Promise<void> => {
    const reply = await ask.run({ appointments: sessions.map(({ id }) => id) })
    if (!reply.ok) return
    setAsked(reply.value)
    onAsked()
  }
  if (asked) return <Files asked={asked} sessions={sessions} onClose={onClose} />
  const [only] = sessions.length === 1 ? sessions : []
  const answered = sessions.filter(({ outcome }) => isAnswered(outcome)).length
  const waiting = sessions.filter(({ outcome }) => outcome === 'asked').length
  const count = counted(sessions.length, 'session')
  const payers = new Set(sessions.map(({ payer }) => payer)).size
  const whom = payers === 1 ? (sessions[0]?.payer ?? undefined) : undefined
  return (
    <Dialog
      title={`Ask ${whom ?? (only ? 'the payer' : 'the payers')} about ${only ? only.patient : count}?`}
      isOpen
      onClose={onClose}
      width={500}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={ask.isBusy} onPress={() => void write()} data-autofocus>
            {only ? 'Ask' : `Ask about ${sessions.length.toLocaleString('en-US')}`}
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        {whenWords(sessions)} Parity writes {payers === 1 ? 'a 270 file' : 'a 270 file for each payer'}. Nothing leaves this computer until
        you upload {payers === 1 ? 'it' : 'them'}.
      </p>
      {answered > 0 && (
        <p>
          {only ? 'There is an answer already.' : `${counted(answered, 'session has', 'sessions have')} an answer already.`} It is put
          aside, and what it said is not shown again: the card waits for the new answer.
        </p>
      )}
      {waiting > 0 && <p>{only ? 'It was' : `${waiting.toLocaleString('en-US')} were`} asked about before, and nothing came back yet.</p>}
      {more > 0 && (
        <p>
          At most {MOST_ASKED} at once, the next ones first. {more.toLocaleString('en-US')} more stay for the next time.
        </p>
      )}
      <ProblemNote problem={ask.problem} />
    </Dialog>
  )
}

function whenWords(sessions: readonly Session[]): string {
  const days = sessions.map(({ day }) => day).toSorted()
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return ''
  if (sessions.length === 1) return `The session is on ${shownDay(first)}, ${clock(sessions[0]?.time ?? '')}.`
  return first === last ? `All are on ${shownDay(first)}.` : `They are from ${shownDay(first)} to ${shownDay(last)}.`
}

type FilesProps = { readonly asked: Asked; readonly sessions: readonly Session[]; readonly onClose: () => void }

function Files({ asked, sessions, onClose }: FilesProps): ReactNode {
  const questions = asked.files.reduce((sum, one) => sum + one.asked, 0)
  const known = new Map(sessions.map((one) => [one.id, one]))
  return (
    <Dialog
      title={`${counted(questions, 'question')} in ${counted(asked.files.length, 'file')}`}
      isOpen
      onClose={onClose}
      width={640}
      actions={
        <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
          Done
        </Button>
      }
    >
      <p>
        Save {asked.files.length === 1 ? 'it and upload it to its' : 'each one and upload it to its'} payer or clearinghouse. When the
        answer comes, a 271 file, drop it anywhere on this window. The files stay in Exchange.
      </p>
      {/* Reached by the keyboard, so that a long list can be scrolled. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes['long']} tabIndex={0} role="region" aria-label="Files that were written">
        <PlainTable
          label="Files"
          rows={asked.files}
          columns={[
            { head: 'Payer', cell: ({ payer }) => payer },
            { head: 'File', cell: ({ name }) => <span className="id">{name}</span> },
            { head: 'Questions', isEnd: true, cell: ({ asked: n }) => <span className="num">{n.toLocaleString('en-US')}</span> },
            { head: 'Copy', cell: ({ id, name }) => <SaveFile id={id} name={name} /> },
          ]}
        />
        {asked.skipped.length > 0 && (
          <>
            <h3 className={classes['skipped']}>{counted(asked.skipped.length, 'session was', 'sessions were')} left out</h3>
            <ul className="small words">
              {asked.skipped.map(({ id, why }) => {
                const one = known.get(id)
                return (
                  <li key={id}>
                    <b>{one ? `${one.patient}, ${shownDay(one.day)}.` : `Session ${id}.`}</b> {why}
                  </li>
                )
              })}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
