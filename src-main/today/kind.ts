import type { Output, Permission } from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/contract/list.ts'
import { addMonths, shownDay, weekday, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import type { Chance } from './history.ts'
import type { Group, ItemRow, Rows } from './records/rows.ts'

export type Line = Output<'today.get'>['lines'][number]

/** What a line comes to, for its words. */
export type Sum = {
  readonly items: number
  readonly cents: Cents
  readonly due: Day | null
  readonly first: ItemRow | undefined
  readonly groups: readonly Group[]
}

/** A standing kind of work: its rows, the grid that shows them, what ranks them, and its words. */
export type Kind = {
  readonly id: string
  readonly of: Line['of']
  readonly shape: Line['shape']
  /** What one must be allowed to see it, and to do it: who may do it has it among his own. */
  readonly sees: Permission
  readonly does: Permission
  readonly screen: Line['screen']
  readonly rows: Rows
  /** The filters whose rows are those of the line; without them it opens by its rows' numbers. */
  readonly filters?: readonly Filter[]
  readonly basis: Line['basis']
  readonly money: (group: Group) => Cents
  readonly chance: (group: Group) => Chance | number
  /** What the chance is a share of, in words. */
  readonly chanceWords: string
  readonly isLimit: boolean
  /** The day of all rows that have none of their own. */
  readonly due: Day | null
  /** What a row counts when no money hangs on it. */
  readonly counts?: Cents
  /** The time of day of a row, `09:00`, where it is nearer than a day. */
  readonly time?: (first: ItemRow) => string
  /** What a row says, where its own words do not. */
  readonly words?: (row: ItemRow) => string
  readonly title: (sum: Sum) => string
  readonly detail: (sum: Sum, db: Reading) => string
}

type Shared = 'of' | 'shape' | 'screen' | 'filters' | 'basis' | 'money' | 'counts' | 'chance' | 'chanceWords' | 'isLimit' | 'due'
/** Work on what stands in Setup: no money hangs on a row, but from its day on nothing leaves or comes. */
export const inSetup = (kind: Omit<Kind, Shared>): Kind => ({
  of: null,
  shape: 'look-here',
  screen: 'setup',
  filters: [],
  basis: 'none',
  money: () => NO_MONEY,
  counts: cents(20_000),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: true,
  due: null,
  ...kind,
})

export const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** `Monday, 11/23/2026`. */
export const dayWords = (on: Day): string => `${WEEKDAYS[weekday(on)] ?? ''}, ${shownDay(on)}`
export const any = (field: string, ...of: string[]): Filter => ({ is: 'any', field, of })
export const own = (group: Group): Cents => cents(group.cents)
/** Sessions older than this are not asked for again. */
export const unchargedSince = (today: Day): Day => addMonths(today, -3)
