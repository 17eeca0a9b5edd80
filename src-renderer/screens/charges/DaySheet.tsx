import { IconKeyboard } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { addDays, shownDay, type Day } from '../../../src-shared/day.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useCommand } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { clock, counted } from '../../kit/figures.tsx'
import { ScreenHead } from '../../kit/Screen.tsx'
import classes from './Charges.module.css'
import { EntryPanel } from './EntryPanel.tsx'
import { EntryRow } from './EntryRow.tsx'
import { Foot, Legend } from './Foot.tsx'
import { LinePanel, type Mark } from './LinePanel.tsx'
import { Lines, linesOf, offWord, type Off } from './lines.tsx'
import { useEntry, type Entry, type Missing, type Sheet } from './useEntry.ts'

type Props = {
  /** Day and clinician, which stand at the head whatever shows below. */
  readonly head: ReactNode
  readonly day: Day
  readonly today: Day
  readonly sheet: Sheet
  /** Sessions of the day that did not take place. */
  readonly off: readonly Off[]
  /** The clinician a new row begins with. */
  readonly provider: number | null
  readonly hasClinicians: boolean
  readonly onDay: (day: Day) => void
}

/** One day: its sessions and charges, the row being typed, and beside them why. */
export function DaySheet({ head, day, today, sheet, off, provider, hasClinicians, onDay }: Props): ReactNode {
  const router = useRouter()
  const list = useRef<HTMLDivElement>(null)
  const isAhead = day > today
  const lines = linesOf(sheet, off)
  const [place, setPlace] = useState<{ readonly at: number; readonly isList: boolean }>({ at: 0, isList: true })
  const cursor = Math.max(0, Math.min(place.at, lines.length - 1))
  const line = lines[cursor]
  const mark = useCommand('appointments.mark')
  const [told, setTold] = useState<{ readonly words: string; readonly after: Entry['saved'] }>()
  const entry = useEntry(
    day,
    provider,
    (appointment) => {
      const at = sheet.missing.findIndex(({ id }) => id === appointment)
      const others = sheet.missing.filter(({ id }) => id !== appointment)
      return others[Math.min(Math.max(0, at), others.length - 1)]
    },
    () => toList(),
  )
  const toList = (at = cursor): void => {
    setPlace({ at, isList: true })
    list.current?.focus({ preventScroll: true })
  }
  const take = (session: Missing): void => {
    setTold(undefined)
    setPlace((before) => ({ ...before, isList: false }))
    entry.takeOver(session)
  }
  const markAs = async (session: Missing | Off, status: Mark): Promise<void> => {
    const reply = await mark.run({ id: session.id, status })
    if (!reply.ok) return
    if (entry.typed.appointment === session.id) entry.clear(true)
    const word = status === 'booked' ? 'it stands after all' : offWord(status).toLowerCase()
    setTold({ words: `${session.patientName}, ${clock(session.start)}: ${word}.`, after: entry.saved })
    toList()
  }
  const mayWrite = useWhyNot('charges.write') === undefined
  const canType = hasClinicians && !isAhead && mayWrite
  const newRow = (): void => entry.aimAt('patient')
  const next = sheet.missing.find((_, at) => at >= cursor) ?? sheet.missing[0]
  const [waiting] = sheet.waiting
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next line', run: () => toList(place.isList ? cursor + 1 : cursor) },
    { keys: ['k', 'ArrowUp'], words: 'Previous line', run: () => toList(Math.max(0, place.isList ? cursor - 1 : cursor)) },
    { keys: ['g g', 'Home'], words: 'First line', run: () => toList(0) },
    { keys: ['Shift+g', 'End'], words: 'Last line', run: () => toList(lines.length - 1) },
  ])
  useKeys('Row', [
    { keys: 'n', words: 'Type a row', run: newRow, when: canType },
    {
      keys: 'Mod+d',
      words: 'Times, service and clinician as in the last saved row',
      run: () => sameAsAbove(),
      when: canType,
      inFields: true,
    },
  ])
  const sameAsAbove = (): void => {
    const above = sheet.rows.find(({ id }) => id === entry.saved?.charge) ?? sheet.rows.at(-1)
    if (!above) return
    entry.set({
      start: clock(above.start),
      stop: clock(above.stop),
      service: above.service as Missing['service'],
      mode: above.mode as Missing['mode'],
      provider: above.provider,
    })
  }
  useEffect(() => {
    const isWorkElsewhere = sheet.waiting.length > 0
    if (sheet.missing.length > 0 || isWorkElsewhere || !canType) list.current?.focus({ preventScroll: true })
    else entry.aimAt('patient')
    // Once, when the day opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useEffect(() => {
    if (place.isList) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const showsLine = place.isList && line !== undefined

  return (
    <>
      <ScreenHead
        title="Charges"
        actions={
          sheet.missing.length > 0 && next && !isAhead ? (
            <Button
              keys="m"
              group="Charges"
              needs="charges.write"
              label={`Charge the ${sheet.missing.length} missing`}
              onPress={() => take(next)}
            >
              {`Missing ${sheet.missing.length}`}
            </Button>
          ) : (
            waiting && (
              <Button
                keys="m"
                group="Charges"
                label={`To ${shownDay(waiting.day)}, ${counted(waiting.sessions, 'session')} missing`}
                onPress={() => onDay(waiting.day)}
              >
                {`${shownDay(waiting.day)}: missing ${waiting.sessions}`}
              </Button>
            )
          )
        }
      >
        {head}
        <span className={`third small kept ${classes['counts'] ?? ''}`}>
          {sheet.booked.toLocaleString('en-US')} booked, {sheet.rows.length.toLocaleString('en-US')} charged
        </span>
      </ScreenHead>
      <div className={classes['body']}>
        <div className={classes['sheet']}>
          {entry.isBack && canType && (
            <div className={classes['back']}>
              <Back onDiscard={() => entry.clear()} />
            </div>
          )}
          <div className={classes['scroll']}>
            <div className={classes['inner']}>
              <Lines
                ref={list}
                lines={lines}
                cursor={cursor}
                isHere={place.isList}
                isAhead={isAhead}
                taken={entry.typed.appointment}
                label={`Sessions of ${shownDay(day)}`}
                onPoint={toList}
                onOpenClaim={(claim) => router.go({ screen: 'claims', open: claim })}
              />
              {lines.length === 0 && (
                <NoSessions day={day} isAhead={isAhead} hasClinicians={hasClinicians} waiting={waiting} onDay={onDay} onType={newRow} />
              )}
              {canType && (
                <EntryRow
                  key={entry.row}
                  entry={entry}
                  onEnterRow={() => setPlace((before) => ({ ...before, isList: false }))}
                  onLeave={() => toList()}
                  onDayBy={(days) => onDay(addDays(day, days))}
                />
              )}
              <Foot sheet={sheet} />
            </div>
          </div>
          <Legend told={told?.after === entry.saved ? told?.words : undefined} saved={entry.saved} canType={canType} />
        </div>
        {(showsLine || canType) && (
          <aside className={classes['panel']} aria-label={showsLine ? 'Session' : 'Why these values'}>
            {showsLine ? (
              <LinePanel
                key={line.key}
                line={line}
                isAhead={isAhead}
                isBusy={mark.isBusy}
                problem={mark.problem}
                onTake={take}
                onMark={(session, status) => void markAs(session, status)}
              />
            ) : (
              <EntryPanel entry={entry} day={day} />
            )}
          </aside>
        )}
      </div>
    </>
  )
}

type NoSessionsProps = Pick<Props, 'day' | 'hasClinicians' | 'onDay'> & {
  readonly isAhead: boolean
  readonly waiting: Sheet['waiting'][number] | undefined
  readonly onType: () => void
}

function NoSessions({ day, isAhead, hasClinicians, waiting, onDay, onType }: NoSessionsProps): ReactNode {
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
