import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { addMonths, shownDay, typedDay, type Day } from '../../../src-shared/day.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { dayOf, placeOf, whenOn, type Target, type When } from './words.ts'

/** Puts a line or a row off until a day, with a reason. Behind its limit it says so, and asks again. */
export function PutOffDialog({ target, onClose }: { readonly target: Target; readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const [when, setWhen] = useState<When>('tomorrow')
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const command = useCommand('today.putOff')
  const notices = useNotices()
  const connection = useConnection()
  const until = when === 'date' ? typedDay(typed, addMonths(today, 12)) : dayOf(when, today)
  const why = reason.trim()
  const isLate = command.problem?.code === 'desk.limit'
  const change = (set: () => void): void => {
    command.forget()
    set()
  }
  const save = async (): Promise<void> => {
    if (until === undefined || why.length < 3 || command.isBusy) return
    const reply = await command.run({ ...placeOf(target), until, reason: why, anyway: isLate })
    if (!reply.ok) return
    onClose()
    const { id } = reply.value
    notices.tell({
      words: `Put off until ${shownDay(until)}: ${target.title}.`,
      undo: () => connection.call('today.takeBack', { id }, { key: crypto.randomUUID() }),
      open: { screen: 'today', tab: 'aside' },
    })
  }
  return (
    <Dialog
      title={`Put off: ${target.name}`}
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            isBusy={command.isBusy}
            disabled={until === undefined || why.length < 3}
            onPress={() => void save()}
          >
            {isLate ? 'Put off anyway' : until === undefined ? 'Put off' : `Put off until ${shownDay(until)}`}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <Choices
        label="Until"
        isStacked
        all={whenOn(today)}
        words={wordsOf(today)}
        chosen={when}
        onChoose={(next) => change(() => setWhen(next))}
      />
      {when === 'date' && (
        <TextInput
          label="Day"
          placeholder="MM/DD/YYYY"
          className="num"
          autoComplete="off"
          value={typed}
          error={typed.trim() !== '' && until === undefined ? 'A date is needed, as 11/19/2026.' : undefined}
          onChange={(event) => change(() => setTyped(event.currentTarget.value))}
        />
      )}
      <TextInput
        label="Why"
        description="It stands with it until it is back, for everybody who sees this line. Name no patient."
        maxLength={300}
        autoComplete="off"
        aria-required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void save()
        }}
      />
      {isLate && command.problem ? <Note family="warn">{command.problem.message}</Note> : <ProblemNote problem={command.problem} />}
    </Dialog>
  )
}

const wordsOf = (today: Day): Readonly<Record<When, readonly [string, string]>> => ({
  tomorrow: ['The next working day', shownDay(dayOf('tomorrow', today))],
  monday: ['Monday', shownDay(dayOf('monday', today))],
  week: ['In a week', shownDay(dayOf('week', today))],
  date: ['On a day', 'typed below'],
})
