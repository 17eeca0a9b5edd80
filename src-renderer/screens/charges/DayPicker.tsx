import { TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'
import { addDays, shownDay, typedDay, type Day } from '../../../src-shared/day.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { Button } from '../../kit/Button.tsx'
import classes from './Charges.module.css'

type Props = { readonly day: Day; readonly today: Day; readonly onDay: (day: Day) => void }

const weekdays = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' })

/** The day of the sheet: a day back or on, today, or any that is typed. */
export function DayPicker({ day, today, onDay }: Props): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string>()
  const read = typed === undefined ? undefined : typedDay(typed, addDays(today, 366))
  useKeys('Day', [
    { keys: ['-', 'ArrowLeft'], words: 'A day back', run: () => onDay(addDays(day, -1)) },
    { keys: ['+', '=', 'ArrowRight'], words: 'A day on', run: () => onDay(addDays(day, 1)) },
    { keys: 't', words: 'Today', run: () => onDay(today) },
    { keys: 'd', words: 'Type a day', run: () => field.current?.select() },
  ])
  const go = (): void => {
    if (read === undefined) return
    setTyped(undefined)
    onDay(read)
  }
  return (
    <div className={classes['day']}>
      <Button look="quiet" small icon={IconChevronLeft} label="A day back" onPress={() => onDay(addDays(day, -1))} />
      <span className="second">{weekdays.format(new Date(`${day}T00:00:00Z`))}</span>
      <TextInput
        ref={field}
        aria-label="Day"
        className="num"
        value={typed ?? shownDay(day)}
        error={typed !== undefined && read === undefined && typed.length >= 8}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => setTyped(undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go()
          else if (event.key !== 'Escape') return
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
      <Button look="quiet" small icon={IconChevronRight} label="A day on" onPress={() => onDay(addDays(day, 1))} />
    </div>
  )
}
