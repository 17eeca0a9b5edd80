import { IconKeyboard } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { counted } from '../../kit/figures.tsx'
import type { Sheet } from './useEntry.ts'

type Props = {
  readonly day: Day
  readonly hasClinicians: boolean
  readonly onDay: (day: Day) => void
  readonly isAhead: boolean
  readonly waiting: Sheet['waiting'][number] | undefined
  readonly onType: () => void
}

/** A day without sessions: what the sheet is for, and one way on. */
export function NoSessions({ day, isAhead, hasClinicians, waiting, onDay, onType }: Props): ReactNode {
  const router = useRouter()
  if (!hasClinicians)
    return (
      <Empty
        icon={IconKeyboard}
        title="No clinician yet"
        actions={
          <Button needs="practice.write" onPress={() => router.go({ screen: 'setup', section: 'clinicians' })}>
            Add a clinician
          </Button>
        }
      >
        A charge is of a session somebody held. Once there is a clinician and a patient, a day’s sessions are typed here: start and stop
        become a code, with the reason; place, modifiers, diagnoses and fee fill themselves in.
      </Empty>
    )
  return (
    <Empty
      icon={IconKeyboard}
      title={`No sessions on ${shownDay(day)}`}
      actions={
        waiting ? (
          <Button
            onPress={() => onDay(waiting.day)}
          >{`To ${shownDay(waiting.day)}, ${counted(waiting.sessions, 'session')} missing`}</Button>
        ) : (
          !isAhead && (
            <Button needs="charges.write" onPress={onType}>
              Type a row
            </Button>
          )
        )
      }
    >
      {isAhead
        ? 'This day is still to come. What is booked on it will stand here.'
        : 'Sessions that were booked stand here until they are charged. One that was not booked is typed in the row below.'}
    </Empty>
  )
}
