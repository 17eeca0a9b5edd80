import type { User } from '../../src-shared/contract/access.ts'
import type { Argument, Output, Permission } from '../../src-shared/contract/index.ts'
import { DESK_ROWS } from '../../src-shared/contract/today.ts'
import { addDays, shownDay, weekday, type Day } from '../../src-shared/day.ts'
import { isVisible, mayDo, patientOf, userAt } from '../access/index.ts'
import { refuse, type CommandWork, type Handlers, type QueryWork, type Reading } from '../store/index.ts'
import { railCounts } from './counts.ts'
import { deskLines, isPast, standingNow, type Whose } from './desk.ts'
import { deskFigures } from './figures.ts'
import { historyOf } from './history.ts'
import { asideById, giveTo, setAside, takeBack, workers } from './records/asides.ts'
import { doneSince } from './records/figures.ts'

type Desk = Output<'today.get'>

/** What was last told on a connection: it holds until something is written, the day changes or somebody else asks. */
const told = new WeakMap<Reading, Map<string, { readonly version: number; readonly value: unknown }>>()
const KEPT = 12

function kept<T>({ db, lists, clock, user }: QueryWork, what: string, make: () => T): T {
  const own = told.get(db) ?? new Map<string, { version: number; value: unknown }>()
  told.set(db, own)
  const key = [what, clock.today(), user.id, user.role, user.part2, user.provider].join(' ')
  const known = own.get(key)
  if (known?.version === lists.version) return known.value as T
  const value = make()
  if (own.size >= KEPT) own.clear()
  own.set(key, { version: lists.version, value })
  return value
}

/** The front page. */
function deskOf({ db, clock, user, lists }: QueryWork, whose: Whose): Desk {
  const today = clock.today()
  const may = (permission: Permission): boolean => mayDo(user, permission)
  const version = lists.version
  const lines = deskLines({ db, today, user, may, whose, version })
  return {
    today,
    figures: deskFigures(db, today, historyOf(db, today, version), may),
    ...lines,
    people: workers(db),
    done: lines.lines.length > 0 ? null : doneSince(db, addDays(today, -((weekday(today) + 6) % 7))),
  }
}

type Place = Omit<Argument<'today.assign'>, 'person'>

/** The row a call names: of the kind its line has, and no other. */
function placeOf({ db, clock, user, lists }: CommandWork, place: Place) {
  const named = DESK_ROWS.flatMap((of) => (place[of] === undefined ? [] : [{ of, item: place[of] }]))
  const [row] = named
  const now = standingNow(db, clock.today(), place.line, row?.item ?? 0, lists.version) ?? refuse('record.missing')
  if (named.length > 1 || (row && row.of !== now.kind.of)) refuse('record.missing')
  if (!mayDo(user, now.kind.sees) || !mayDo(user, now.kind.does)) refuse('access.denied')
  const patient = row && row.of !== 'remittance' ? patientOf(db, row.of, row.item) : null
  return { ...now, item: row?.item ?? 0, row, patient }
}

function mayWork(db: Reading, person: User, { kind, row }: ReturnType<typeof placeOf>): boolean {
  return (
    mayDo(person, kind.sees) && mayDo(person, kind.does) && (!row || row.of === 'remittance' || isVisible(db, person, row.of, row.item))
  )
}

export const deskHandlers = {
  'today.get': (work, { whose }) => kept(work, `desk ${whose}`, () => deskOf(work, whose)),

  'desk.counts': (work) =>
    kept(work, 'counts', () => railCounts(work.db, work.clock.today(), (permission) => mayDo(work.user, permission))),

  'today.putOff': (work, { until, reason, anyway, ...place }) => {
    const { db, clock, user, announce } = work
    const now = placeOf(work, place)
    if (until <= clock.today()) refuse('desk.past', { at: { field: 'until' } })
    if (!anyway && now.kind.isLimit && isPast(until, now.due))
      refuse('desk.limit', {
        at: { field: 'until' },
        message: `The limit is ${shownDay(now.due as Day)}. Put off until ${shownDay(until)} anyway?`,
      })
    const { items, cents, due, item, patient } = now
    const id = setAside(db, { line: place.line, item, patient, until, reason, items, cents, due, by: user.id, at: clock.now() })
    announce('work')
    return { id }
  },

  'today.takeBack': ({ db, clock, user, announce }, { id }) => {
    const row = asideById(db, id)
    if (!row || (row.patient !== null && !isVisible(db, user, 'patient', row.patient))) refuse('record.missing')
    takeBack(db, id, clock.now())
    announce('work')
    return {}
  },

  'today.assign': (work, { person, ...place }) => {
    const { db, clock, user, announce } = work
    const now = placeOf(work, place)
    const other = person === null ? undefined : (userAt(db, person) ?? refuse('record.missing'))
    if (other && !mayWork(db, other, now)) refuse('desk.unseen')
    giveTo(
      db,
      { line: place.line, item: now.item, patient: now.patient },
      other ? { person: other.id, by: user.id, at: clock.now() } : null,
    )
    announce('work')
    return {}
  },
} satisfies Pick<Handlers, 'today.get' | 'desk.counts' | 'today.putOff' | 'today.takeBack' | 'today.assign'>
