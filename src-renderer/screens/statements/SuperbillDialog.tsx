import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { parseDay, shownDay, typedDay, type Day } from '../../../src-shared/day.ts'
import { useNotices } from '../../app/notices.ts'
import { useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

type Props = { readonly patient: number; readonly onClose: () => void }

/** An itemized bill of the sessions between two days; the year so far is proposed. */
export function SuperbillDialog({ patient, onClose }: Props): ReactNode {
  const today = useToday()
  const notices = useNotices()
  const make = useTask('statements.superbill')
  const [first, setFirst] = useState(shownDay(parseDay(`${today.slice(0, 4)}-01-01`) ?? today))
  const [last, setLast] = useState(shownDay(today))
  const [from, to] = [typedDay(first, today), typedDay(last, today)]
  const isTurned = from !== undefined && to !== undefined && from > to
  const submit = async (): Promise<void> => {
    if (from === undefined || to === undefined || isTurned || make.isBusy) return
    const path = await window.parity.saveAs(`Superbill ${from} to ${to}.pdf`)
    if (path === null) return
    const reply = await make.run({ patient, from, to, path })
    if (!reply.ok) return
    notices.tell({ words: 'The superbill is made.' })
    onClose()
  }
  return (
    <Dialog
      title="Make a superbill?"
      isOpen
      onClose={onClose}
      width={500}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            needs="receipts.write"
            isBusy={make.isBusy}
            onPress={() => void submit()}
            disabled={from === undefined || to === undefined || isTurned}
          >
            Choose where, and make
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        For a plan the practice does not bill: codes, diagnoses, clinicians with their numbers, charges, and what the patient paid. The
        patient sends it in.
      </p>
      <div className="row">
        <DayInput label="Sessions from" value={first} day={from} onChange={setFirst} isFirst />
        <DayInput label="to" value={last} day={to} onChange={setLast} error={isTurned ? 'A day on or after the first.' : undefined} />
      </div>
      <ProblemNote problem={make.problem} />
    </Dialog>
  )
}

function DayInput({
  label,
  value,
  day,
  onChange,
  error,
  isFirst = false,
}: {
  readonly label: string
  readonly value: string
  readonly day: Day | undefined
  readonly onChange: (text: string) => void
  readonly error?: string | undefined
  readonly isFirst?: boolean
}): ReactNode {
  return (
    <TextInput
      label={label}
      value={value}
      error={day === undefined ? 'A date is needed, as 11/19/2026.' : error}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => day !== undefined && onChange(shownDay(day))}
      placeholder="MM/DD/YYYY"
      className="num"
      autoComplete="off"
      aria-required
      data-autofocus={isFirst || undefined}
    />
  )
}
