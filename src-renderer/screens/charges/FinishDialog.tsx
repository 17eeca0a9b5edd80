import type { ReactNode } from 'react'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, Money } from '../../kit/figures.tsx'
import { Mark } from '../../kit/Status.tsx'
import { paceOf, paceWords } from './pace.ts'
import type { Waiting } from './sheet.ts'
import type { Sheet } from './useEntry.ts'
import classes from './Waiting.module.css'

type Props = {
  readonly day: Day
  readonly sheet: Sheet
  readonly waiting: readonly Waiting[]
  readonly isTyping: boolean
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onMissing: () => void
  readonly onWaiting: () => void
}

/** What a day still lacks; and when it lacks nothing, what it came to and what comes next. */
export function FinishDialog({ day, sheet, waiting, isTyping, isOpen, onClose, onMissing, onWaiting }: Props): ReactNode {
  const router = useRouter()
  const held = sheet.rows.filter(({ claimStatus }) => claimStatus === 'held')
  const ready = sheet.rows.filter(({ claimStatus }) => claimStatus === 'ready')
  const unsaved = waiting.filter(({ is }) => is !== 'saved').length
  const isDone = sheet.missing.length === 0 && unsaved === 0 && !isTyping
  const pace = paceOf(day)
  const claims = (status: string): void =>
    router.go({
      screen: 'claims',
      view: {
        filters: [
          { is: 'any', field: 'status', of: [status] },
          { is: 'days', field: 'day', from: day, to: day },
        ],
        sort: [],
      },
    })
  const next = isDone
    ? ready.length > 0
      ? { words: `To the ${ready.length} ready to send`, go: () => claims('ready') }
      : held.length > 0
        ? { words: `To the ${held.length} held`, go: () => claims('held') }
        : { words: 'Back to the sheet', go: onClose }
    : sheet.missing.length > 0
      ? { words: `Charge the ${sheet.missing.length} missing`, go: onMissing }
      : {
          words:
            isTyping && unsaved === 0 ? 'Back to the row' : `To the ${counted(unsaved, 'row')} that ${unsaved === 1 ? 'waits' : 'wait'}`,
          go: onWaiting,
        }
  const go = (): void => {
    onClose()
    next.go()
  }
  return (
    <Dialog
      title={isDone ? `${shownDay(day)} is charged` : `${shownDay(day)} is not finished`}
      isOpen={isOpen}
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" keys="Enter" onPress={go}>
            {next.words}
          </Button>
          <Button onPress={onClose} keys="Escape">
            {isDone ? 'Stay here' : 'Not yet'}
          </Button>
        </>
      }
    >
      <ul className={classes['finish']} aria-label={isDone ? 'What the day came to' : 'What is missing'}>
        {sheet.missing.length > 0 && (
          <li>
            <Mark shape="draft" /> {counted(sheet.missing.length, 'session')} without a charge
          </li>
        )}
        {unsaved > 0 && (
          <li>
            <Mark shape="look-here" /> {counted(unsaved, 'row')} not saved, each with its reason
          </li>
        )}
        {isTyping && (
          <li>
            <Mark shape="draft" /> The row being typed is not saved
          </li>
        )}
        {held.length > 0 && (
          <li>
            <Mark shape="held" /> {counted(held.length, 'claim')} held by the checks
          </li>
        )}
        {ready.length > 0 && (
          <li>
            <Mark shape="ready" /> {counted(ready.length, 'claim')} ready to send
          </li>
        )}
      </ul>
      <p className={classes['sums']}>
        <b>{counted(sheet.rows.length, 'session')}</b>
        <span className="num">{sheet.minutes.toLocaleString('en-US')} min</span>
        <b>
          <Money cents={sheet.cents} inWords />
        </b>
        {pace.rows > 0 && <span className="third end">{paceWords(pace)}</span>}
      </p>
    </Dialog>
  )
}
