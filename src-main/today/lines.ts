import { LOOK_WORDS } from '../../src-shared/contract/practice.ts'
import { dayAt, daysBetween, shownDay, workdaysBetween, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney, sum as sumOf, type Cents } from '../../src-shared/money.ts'
import { reasonWords } from '../codes/index.ts'
import { fullName } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import type { Chance } from './history.ts'
import { plural, type Kind, type Line, type Sum } from './kind.ts'
import { groupsOf, idsOf, itemsOf, type Group, type ItemRow, type Only } from './records/rows.ts'
import { contractOf } from './records/waiting.ts'
import { lineWeight, type Bucket } from './rules.ts'

/** Rows that stand in the panel. */
const SHOWN = 12
/** What a filter by number takes. */
const MOST_IDS = 200
/** Rows up to which contract rates are looked up line by line. */
const MOST_PRICED = 3000

/** What a line comes to over some of its rows. */
export type Facts = {
  readonly groups: readonly Group[]
  readonly items: number
  readonly cents: Cents
  readonly due: Day | null
  readonly buckets: readonly Bucket[]
  /** Contract money of claims whose column shows charges. */
  readonly contract: { readonly cents: Cents; readonly known: number; readonly lines: number } | undefined
  readonly weight: number
}

/** What ranks a line, over some of its rows. */
export function factsOf(db: Reading, today: Day, kind: Kind, only: Only): Facts {
  const groups = groupsOf(db, kind.rows, only)
  const items = groups.reduce((all, group) => all + group.items, 0)
  const total = sumOf(groups.map(kind.money))
  const priced = kind.basis === 'charges' && items > 0 && items <= MOST_PRICED ? contractOf(db, kind.rows, only) : undefined
  const contract = priced && { ...priced, cents: cents(priced.cents) }
  const part = contract && contract.known > 0 && total > 0 ? contract.cents / total : 1
  const buckets = groups.map((group) => bucketOf(kind, group, part))
  const days = buckets.flatMap(({ due }) => (due === null ? [] : [due])).sort()
  return { groups, items, cents: total, due: days[0] ?? null, buckets, contract, weight: lineWeight(today, buckets) }
}

function bucketOf(kind: Kind, group: Group, part: number): Bucket {
  const chance = kind.chance(group)
  return {
    items: group.items,
    cents: cents(Math.round((kind.counts ?? kind.money(group)) * part)),
    chance: typeof chance === 'number' ? chance : chance.share,
    due: (group.due as Day | null) ?? kind.due,
    isLimit: kind.isLimit,
  }
}

type Named = Line['owner']
/** Who has it and why it is back, by row. */
export type Marks = {
  readonly owner: Named
  readonly back: string | null
  readonly aside: number
  readonly ownerOf: (item: number) => Named
  readonly backOf: (item: number) => string | null
}

/** A line as it is shown. */
export function lineOf(db: Reading, today: Day, kind: Kind, facts: Facts, only: Only, marks: Marks): Line {
  const rows = itemsOf(db, kind.rows, only, SHOWN)
  const [first] = rows
  const sum: Sum = { items: facts.items, cents: facts.cents, due: facts.due, first, groups: facts.groups }
  return {
    id: kind.id,
    of: kind.of,
    shape: kind.shape,
    title: kind.title(sum),
    detail: [kind.detail(sum, db), ...(marks.aside > 0 ? [`${marks.aside} more put off.`] : [])].join(' '),
    items: facts.items,
    cents: facts.cents,
    basis: kind.basis,
    due: facts.due,
    time: (first && kind.time?.(first)) ?? null,
    screen: kind.screen,
    view: viewOf(db, kind, facts, only),
    owner: marks.owner,
    back: marks.back,
    aside: marks.aside,
    first: kind.of === null ? [] : rows.map((row) => itemOf(kind, row, marks)),
    why: whyOf(today, kind, facts, rows),
  }
}

/** The filters whose rows are those of the line: its own, or the numbers of its rows where some of them are left out. */
function viewOf(db: Reading, kind: Kind, facts: Facts, only: Only): Line['view'] {
  if (kind.screen === 'charges') {
    const oldest = facts.groups.map(({ cause }) => cause ?? '').sort()[0] as Day
    return { filters: [{ is: 'days', field: 'day', from: oldest, to: oldest }], sort: [] }
  }
  const isWhole = 'not' in only && only.not.length === 0
  if (isWhole && kind.filters) return { filters: [...kind.filters], sort: [] }
  const ids = idsOf(db, kind.rows, only, MOST_IDS + 1)
  if (ids.length > MOST_IDS && kind.filters) return { filters: [...kind.filters], sort: [] }
  return { filters: [{ is: 'any', field: 'id', of: ids.slice(0, MOST_IDS).map(String) }], sort: [] }
}

const OUTCOMES: Readonly<Record<string, string>> = {
  'not-asked': 'Not asked yet',
  asked: 'Asked, no answer',
  undetermined: 'Not determined',
  rejected: 'Question refused',
  inactive: 'Inactive',
  'other-administrator': 'Other administrator',
}

function itemOf(kind: Kind, row: ItemRow, marks: Marks): Line['first'][number] {
  const name = row.last === '' ? row.party : fullName(row)
  const isBirth = kind.of === 'patient'
  return {
    id: row.id,
    name,
    party: row.last === '' ? '' : row.party,
    line: [row.day === null ? '' : `${isBirth ? 'born ' : ''}${shownDay(row.day as Day)}`, row.codes].filter(Boolean).join(' · '),
    code: row.code,
    words:
      kind.words?.(row) ??
      (row.code === '' ? ({ ...OUTCOMES, ...LOOK_WORDS }[row.words] ?? row.words) : reasonWords(row.code.slice(0, 2), row.code.slice(3))),
    cents: kind.money({ ...row, items: 1 }),
    due: (row.due as Day | null) ?? null,
    owner: marks.ownerOf(row.id),
    back: marks.backOf(row.id),
  }
}

const BASIS: Readonly<Record<Line['basis'], string>> = {
  contract: 'Money at contract rates',
  charges: 'Charges',
  payments: 'Paid, not posted',
  shares: 'Left to patients',
  usual: 'What such sessions are usually charged',
  none: '',
}

/** The figures a line stands where it stands by. */
function whyOf(today: Day, kind: Kind, facts: Facts, rows: readonly ItemRow[]): Line['why'] {
  const { contract, due } = facts
  const worked =
    facts.items <= rows.length
      ? rows
          .flatMap(({ touched }) => (touched === null ? [] : [touched]))
          .sort()
          .at(-1)
      : undefined
  const past = facts.buckets.filter((bucket) => bucket.due !== null && bucket.due < today).reduce((all, { items }) => all + items, 0)
  return [
    ...(kind.basis === 'none' ? [] : [{ what: BASIS[kind.basis], value: sentenceMoney(facts.cents) }]),
    ...(contract && contract.known > 0
      ? [
          {
            what:
              contract.known < contract.lines
                ? `At contract rates (known for ${contract.known} of ${contract.lines} lines)`
                : 'At contract rates',
            value: sentenceMoney(contract.cents),
          },
        ]
      : []),
    ...(kind.counts === undefined ? [] : [{ what: 'Counts as', value: sentenceMoney(kind.counts) }]),
    ...chanceLines(kind, facts),
    dayLine(today, kind, due, past),
    ...(kind.isLimit ? [] : [{ what: 'Late money weighs a quarter of lost money', value: '¼' }]),
    ...(worked === undefined || dayAt(worked) >= today ? [] : [{ what: 'Nobody has worked them since', value: shownDay(dayAt(worked)) }]),
    { what: 'Weight: money × chance × nearness', value: Math.round(facts.weight / 100).toLocaleString('en-US') },
  ]
}

/** How far the day is that the line hangs on. */
function dayLine(today: Day, kind: Kind, due: Day | null, past: number): Line['why'][number] {
  if (due === null) return { what: 'No day of its own: counted as 20 business days', value: '–' }
  if (due < today) return { what: kind.isLimit ? 'Limits already passed' : 'Overdue', value: past.toLocaleString('en-US') }
  const workdays = workdaysBetween(today, due)
  return {
    what: kind.isLimit ? 'Days to the first limit' : 'Days until it is late',
    value: `${daysBetween(today, due)} (${plural(workdays, 'business day')})`,
  }
}

/** The chance over all rows, weighed by their money, and how well it is known. */
function chanceLines(kind: Kind, facts: Facts): Line['why'] {
  const money = facts.buckets.reduce((all, bucket) => all + bucket.cents, 0)
  const mean =
    money > 0
      ? facts.buckets.reduce((all, bucket) => all + bucket.cents * bucket.chance, 0) / money
      : facts.buckets.reduce((all, bucket) => all + bucket.chance, 0) / Math.max(1, facts.buckets.length)
  const known = new Map<string, Chance>()
  for (const group of facts.groups) {
    const chance = kind.chance(group)
    if (typeof chance !== 'number') known.set(`${group.payer} ${group.cause}`, chance)
  }
  const share = { what: kind.chanceWords, value: `${Math.round(mean * 100)}%` }
  if (known.size === 0) return mean === 1 ? [] : [share]
  const own = [...known.values()].reduce((all, { own: tally }) => all + tally.n, 0)
  const good = [...known.values()].reduce((all, { own: tally }) => all + tally.good, 0)
  const wider = [...known.values()][0]?.wider.n ?? 0
  const grounds =
    own >= 4 * known.size
      ? { what: 'Counted over cases of the same payer', value: `${good.toLocaleString('en-US')} of ${own.toLocaleString('en-US')}` }
      : wider > own
        ? {
            what: 'Few cases of the same payer: those of all count too',
            value: `${own.toLocaleString('en-US')} of ${wider.toLocaleString('en-US')}`,
          }
        : { what: 'Few cases yet: drawn toward an even chance', value: `${own.toLocaleString('en-US')} so far` }
  return [share, grounds]
}
