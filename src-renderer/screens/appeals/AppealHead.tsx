import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { timeLeft } from '../../kit/figures.tsx'
import { ScreenHead } from '../../kit/Screen.tsx'
import { Tag } from '../../kit/Status.tsx'
import classes from './Appeals.module.css'
import { isOpen, STATUSES, type Appeal } from './words.ts'

export type DeskMoves = {
  readonly onClose: () => void
  /** To the next in the list, or the one before. */
  readonly onMove: (by: 1 | -1) => void
  /** Where it stands in the list. */
  readonly place: string | undefined
}

type Props = DeskMoves & { readonly appeal?: Appeal; readonly actions?: ReactNode }

/** Whose appeal, about what, until when; the way back, and the way through the list. */
export function AppealHead({ appeal, actions, onClose, onMove, place }: Props): ReactNode {
  return (
    <ScreenHead
      title={
        <span className={classes['title']}>
          <button type="button" className={classes['back']} onClick={onClose}>
            Appeals
          </button>
          <span className={classes['slash']} aria-hidden>
            /
          </span>
          <span className="words">{appeal?.patient ?? ''}</span>
        </span>
      }
      actions={
        <>
          {place !== undefined && (
            <span className={classes['moves']}>
              <Button look="quiet" small icon={IconChevronUp} label="The appeal before" onPress={() => onMove(-1)} />
              <span className="small third num">{place}</span>
              <Button look="quiet" small icon={IconChevronDown} label="The next appeal" onPress={() => onMove(1)} />
            </span>
          )}
          {actions}
        </>
      }
    >
      {appeal && (
        <>
          <span className={`third cut ${classes['about']}`} title={about(appeal)}>
            {about(appeal)}
          </span>
          <Standing appeal={appeal} />
        </>
      )}
    </ScreenHead>
  )
}

const about = ({ day, code, reason, payer, levelName }: Appeal): string => `${shownDay(day)}, ${code}, ${reason}, ${payer}, ${levelName}`

/** Until it has left, the last day to appeal matters most; then how it stands. */
function Standing({ appeal }: { readonly appeal: Appeal }): ReactNode {
  const today = useToday()
  const { shape, word } = STATUSES[appeal.status]
  if (!isOpen(appeal)) return <Tag shape={shape} word={word} />
  const { words, family } = timeLeft(today, appeal.due)
  return (
    <>
      <Tag shape={shape} word={word} />
      <Tag shape={family === 'bad' ? 'denied' : family === 'warn' ? 'look-here' : 'note'} word={`Due ${shownDay(appeal.due)}, ${words}`} />
    </>
  )
}
