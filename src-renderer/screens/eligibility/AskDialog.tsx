import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { Wont } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { clock, counted } from '../../kit/figures.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { SaveFile } from '../exchange/FilePanel.tsx'
import type { SessionRow } from './columns.tsx'
import classes from './Eligibility.module.css'
import { isAnswered } from './words.ts'

/** As many are named one by one; more are asked about as a view. */
export const MOST_NAMED = 500

export type Session = Pick<SessionRow, 'id' | 'patient' | 'payer' | 'day' | 'time' | 'outcome' | 'next'>
/** What to ask about, and the sessions of it that are known here. */
export type Asking = { readonly chosen: Choice; readonly sessions: readonly Session[] }
type Asked = Output<'eligibility.ask'>

type Props = { readonly asking: Asking; readonly onClose: () => void; readonly onAsked: () => void }

/** Says what is asked, before it is; then gives the files to save, and names who was left out. */
export function AskDialog({ asking, onClose, onAsked }: Props): ReactNode {
  const { sessions } = asking
  const { ids, ...view } = asking.chosen
  const which = ids ? { appointments: ids } : view
  const preview = useCall('eligibility.preview', which).data
  const ask = useTask('eligibility.ask')
  const [asked, setAsked] = useState<Asked>()
  const write = async (): Promise<void> => {
    const reply = await ask.run(which)
    if (!reply.ok) return
    setAsked(reply.value)
    onAsked()
  }
  if (asked) return <Files asked={asked} sessions={sessions} onClose={onClose} />
  const many = preview?.will ?? sessions.length
  const count = counted(many, 'session')
  if (ask.isBusy)
    return (
      <Dialog title={`Asking about ${count}`} isOpen onClose={() => undefined} width={500} actions={null}>
        <Job title="Writing the questions" progress={ask.progress} onStop={ask.stop} />
      </Dialog>
    )
  const [only] = sessions.length === 1 && ids?.length === 1 ? sessions : []
  const further = sessions.filter(({ next }) => next !== null)
  const answered = sessions.filter(({ outcome, next }) => isAnswered(outcome) && next === null).length
  const waiting = sessions.filter(({ outcome }) => outcome === 'asked').length
  const names = preview ? preview.parts.map(({ words }) => words) : [...new Set(sessions.map(({ payer }) => payer ?? ''))]
  const payers = names.length
  const whom = payers === 1 && names[0] !== '' ? names[0] : undefined
  return (
    <Dialog
      title={`Ask ${whom ?? (only ? 'the payer' : 'the payers')} about ${only ? only.patient : count}?`}
      isOpen
      onClose={onClose}
      width={500}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={many === 0} onPress={() => void write()} data-autofocus>
            {only ? 'Ask' : `Ask about ${many.toLocaleString('en-US')}`}
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
      <p>{servicesWords(only, further, sessions.length)}</p>
      {answered > 0 && (
        <p>
          {only ? 'There is an answer already.' : `${counted(answered, 'session has', 'sessions have')} an answer already.`} It is put
          aside, and what it said is not shown again: the card waits for the new answer.
        </p>
      )}
      {waiting > 0 && <p>{only ? 'It was' : `${waiting.toLocaleString('en-US')} were`} asked about before, and nothing came back yet.</p>}
      {preview && <Wont wont={preview.wont} />}
      <ProblemNote problem={ask.problem} />
    </Dialog>
  )
}

/** What is asked about: the plan first, then what its answer left out. */
function servicesWords(only: Session | undefined, further: readonly Session[], all: number): string {
  if (only?.next) return `It asks about ${only.next.toLowerCase()} by name. What the payer answered before stays on the card.`
  const first = 'It asks about the plan; most payers say with it what mental health costs.'
  if (further.length === 0) return all === 1 ? first : first.replace('It asks', 'Each question asks')
  return `${counted(further.length, 'session')} of these ${further.length === 1 ? 'goes' : 'go'} on from an answer with the next service type, and it stays on the card; the others are asked about the plan.`
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
      {asked.left > 0 && (
        <p>
          Stopped: {counted(asked.left, 'session')} {asked.left === 1 ? 'was' : 'were'} not come to.
        </p>
      )}
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
