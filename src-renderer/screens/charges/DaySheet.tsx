import { IconClipboardText } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Problem } from '../../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../../src-shared/day.ts'
import { useBox } from '../../app/box.ts'
import { useKeys } from '../../app/keyboard.tsx'
import { useNotices } from '../../app/notices.ts'
import { useCommand, useConnection } from '../../app/queries.ts'
import { useRouter } from '../../app/routes.ts'
import { useWhyNot } from '../../app/sitting.ts'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { clock, counted } from '../../kit/figures.tsx'
import { arrive, isBeneath } from '../../kit/focus.ts'
import { Key } from '../../kit/Key.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { ScreenHead } from '../../kit/Screen.tsx'
import classes from './Charges.module.css'
import { changing, saveReady, sendRow, withdraw } from './doing.ts'
import { EntryPanel } from './EntryPanel.tsx'
import { EntryRow } from './EntryRow.tsx'
import { FinishDialog } from './FinishDialog.tsx'
import { Foot, Legend } from './Foot.tsx'
import { LinePanel, type Mark } from './LinePanel.tsx'
import { isOnItsWay, Lines, linesOf, offWord, type Charge, type Off } from './lines.tsx'
import { ImportSchedule } from '../intake/schedules.tsx'
import { NoSessions } from './NoSessions.tsx'
import { paceOf, rowBegun, rowSent } from './pace.ts'
import { PasteDialog } from './PasteDialog.tsx'
import { sheetRows, type Waiting } from './sheet.ts'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import { startOf, stopOf } from './typed.ts'
import { useEntry, type Missing, type Sheet } from './useEntry.ts'
import { usePaste } from './usePaste.ts'
import { WaitingBar } from './WaitingBar.tsx'

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
  const connection = useConnection()
  const notices = useNotices()
  const rows = sheetRows(connection, day)
  const waiting = useBox(rows.rows)
  const returned = useBox(rows.returned)
  const list = useRef<HTMLDivElement>(null)
  const isAhead = day > today
  const lines = useMemo(() => linesOf(sheet, off, waiting), [sheet, off, waiting])
  const [place, setPlace] = useState<{ readonly at: number; readonly isList: boolean }>({ at: 0, isList: true })
  const cursor = Math.max(0, Math.min(place.at, lines.length - 1))
  const line = lines[cursor]
  const mark = useCommand('appointments.mark')
  const [told, setTold] = useState<string>()
  const [isPasting, setPasting] = useState(false)
  const [isFinishing, setFinishing] = useState(false)
  const [takingBack, setTakingBack] = useState<Charge>()
  const [problem, setProblem] = useState<Problem>()
  const toList = useCallback((at: number): void => {
    setPlace({ at, isList: true })
    list.current?.focus({ preventScroll: true })
  }, [])
  const missing = sheet.missing.filter(({ id }) => !waiting.some((row) => isOnItsWay(row) && row.typed.appointment === id))
  const entry = useEntry({
    day,
    provider,
    rows,
    nextOf(appointment) {
      const at = sheet.missing.findIndex(({ id }) => id === appointment)
      const isLeft = ({ id }: Missing): boolean => id !== appointment && missing.some((one) => one.id === id)
      return sheet.missing.slice(at + 1).find(isLeft) ?? sheet.missing.find(isLeft)
    },
    onLast: () => toList(cursor),
    onSend(row) {
      setTold(undefined)
      rowSent(day, Date.now())
      const before = sheet.rows.find(({ id }) => id === row.typed.replaces)
      sendRow({ connection, notices }, rows, row, before && changing(before))
    },
  })
  useEffect(() => {
    if (entry.hasTyped) rowBegun(day, Date.now())
  }, [day, entry.hasTyped])
  useEffect(() => rows.shownAs(new Set(sheet.rows.map(({ id }) => id))), [rows, sheet, waiting])
  const toRow = (): void => setPlace((before) => ({ ...before, isList: false }))
  useEffect(() => {
    if (!returned || entry.hasTyped) return
    rows.returned.set(undefined)
    toRow()
    entry.mend(returned)
  }, [returned, entry, rows])
  const take = (session: Missing): void => {
    setTold(undefined)
    toRow()
    entry.takeOver(session)
  }
  const fix = (row: Waiting): void => {
    toRow()
    entry.mend(row)
  }
  const markAs = async (session: Missing | Off, status: Mark): Promise<void> => {
    const reply = await mark.run({ id: session.id, status })
    if (!reply.ok) return
    if (entry.typed.appointment === session.id) entry.clear(true)
    const word = status === 'booked' ? 'it stands after all' : offWord(status).toLowerCase()
    setTold(`${session.patientName}, ${clock(session.start)}: ${word}.`)
    toList(cursor)
  }
  const mayWrite = useWhyNot('charges.write') === undefined
  const canType = hasClinicians && !isAhead && mayWrite
  const newRow = (): void => entry.aimAt('patient')
  const next = missing.find((_, at) => at >= cursor) ?? missing[0]
  const [waitingDay] = sheet.waiting
  const paste = usePaste({ day, provider, rows, when: canType && !isPasting, onProblem: setProblem })
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
      words: 'Times, service and clinician as in the row above',
      run: () => sameAsAbove(),
      when: canType,
      inFields: true,
    },
    // While something is typed in the row, the key takes back typing.
    { keys: 'Mod+z', words: 'Undo the last row', run: () => void notices.undo(), when: canType && !entry.hasTyped, inFields: true },
    { keys: 'Mod+v', words: 'Paste rows', run: () => undefined, when: false },
  ])
  const sameAsAbove = (): void => {
    const above = waiting.findLast(isOnItsWay)?.typed ?? sheet.rows.at(-1)
    if (!above) return
    entry.set({
      start: clock(startOf(above) ?? above.start),
      stop: clock(stopOf(above) ?? above.stop),
      service: above.service as Missing['service'],
      mode: above.mode as Missing['mode'],
      provider: above.provider,
    })
  }
  useEffect(() => {
    const isWorkElsewhere = sheet.waiting.length > 0
    if (sheet.missing.length > 0 || isWorkElsewhere || !canType) arrive(list.current)
    else if (!isBeneath()) entry.aimAt('patient')
    // Once, when the day opens.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useEffect(() => {
    if (place.isList) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [place])
  const showsLine = place.isList && line !== undefined
  const isReadyToSave = waiting.some(({ is, n }) => is === 'ready' && n !== null)
  const toWaiting = (): void => toList(lines.findIndex(({ is }) => is === 'waiting'))

  return (
    <>
      <ScreenHead
        title="Charges"
        actions={
          <>
            <ImportSchedule />
            {canType && (
              <Button look="quiet" icon={IconClipboardText} onPress={() => setPasting(true)} className={classes['paste']}>
                Paste rows <Key of="Mod+v" />
              </Button>
            )}
            {missing.length > 0 && next && !isAhead ? (
              <Button
                keys="m"
                group="Charges"
                needs="charges.write"
                label={`Charge the ${missing.length} missing`}
                onPress={() => take(next)}
              >
                {`Missing ${missing.length}`}
              </Button>
            ) : (
              waitingDay && (
                <Button
                  keys="m"
                  group="Charges"
                  label={`To ${shownDay(waitingDay.day)}, ${counted(waitingDay.sessions, 'session')} missing`}
                  onPress={() => onDay(waitingDay.day)}
                >
                  {`${shownDay(waitingDay.day)}: missing ${waitingDay.sessions}`}
                </Button>
              )
            )}
            {canType && (
              <Button
                look={isReadyToSave ? 'default' : 'go'}
                {...(!isReadyToSave && { keys: 'Mod+Enter', inFields: true, group: 'Charges' })}
                onPress={() => setFinishing(true)}
              >
                Finish the day
              </Button>
            )}
          </>
        }
      >
        {head}
        <span className={`third small kept ${classes['counts'] ?? ''}`}>
          {sheet.booked.toLocaleString('en-US')} booked, {sheet.rows.length.toLocaleString('en-US')} charged
        </span>
      </ScreenHead>
      <div className={classes['body']}>
        <div className={classes['sheet']}>
          <WaitingBar
            rows={waiting}
            pasted={paste.pasted}
            onSave={() => void saveReady({ connection, notices }, rows)}
            onStop={rows.stop}
            onFirst={toWaiting}
          />
          {problem && (
            <div className={classes['back']}>
              <ProblemNote problem={problem} />
            </div>
          )}
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
                mended={entry.from}
                changed={entry.typed.replaces}
                label={`Sessions of ${shownDay(day)}`}
                onPoint={toList}
                onOpenClaim={(claim) => router.go({ screen: 'claims', open: claim })}
                onFix={fix}
                onOffer={paste.offer}
              />
              {lines.length === 0 && (
                <NoSessions day={day} isAhead={isAhead} hasClinicians={hasClinicians} waiting={waitingDay} onDay={onDay} onType={newRow} />
              )}
              {canType && (
                <EntryRow
                  key={entry.row}
                  entry={entry}
                  missing={missing}
                  onEnterRow={toRow}
                  onLeave={() => toList(cursor)}
                  onDayBy={(days) => onDay(addDays(day, days))}
                />
              )}
              <Foot
                sheet={sheet}
                unsaved={waiting.filter(({ is }) => is !== 'saved').length + (entry.hasTyped && entry.from === null ? 1 : 0)}
              />
            </div>
          </div>
          <Legend told={told} pace={paceOf(day)} canType={canType} />
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
                onChange={(charge) => {
                  toRow()
                  entry.open(changing(charge))
                }}
                onTakeBack={setTakingBack}
                onFix={fix}
                onOffer={paste.offer}
                onLeaveOut={(row) => {
                  rows.drop([row.key])
                  toList(cursor)
                }}
              />
            ) : (
              <EntryPanel entry={entry} day={day} />
            )}
          </aside>
        )}
      </div>
      <PasteDialog isOpen={isPasting} onClose={() => setPasting(false)} onText={(text) => void paste.read(text)} />
      <FinishDialog
        day={day}
        sheet={{ ...sheet, missing: [...missing] }}
        waiting={waiting}
        isTyping={entry.hasTyped}
        isOpen={isFinishing}
        onClose={() => setFinishing(false)}
        onMissing={() => next && take(next)}
        onWaiting={() => (waiting.length > 0 ? toWaiting() : newRow())}
      />
      <TakeBackDialog
        charge={takingBack}
        onClose={() => setTakingBack(undefined)}
        onTakeBack={async ({ id }) => {
          const reply = await withdraw(connection, id)
          if (!reply.ok) notices.tell({ words: `Not taken back: ${reply.problem.message}`, family: 'bad' })
        }}
      />
    </>
  )
}
