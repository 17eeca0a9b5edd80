import type { User } from '../../src-shared/contract/access.ts'
import type { Output, Permission } from '../../src-shared/contract/index.ts'
import { dayAt, daysBetween, type Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { fullName } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { historyOf } from './history.ts'
import type { Kind } from './kind.ts'
import { kindsOn } from './kinds.ts'
import { factsOf, lineOf, type Facts, type Marks } from './lines.ts'
import { asidesOf, ownersOf, type AsideRow } from './records/asides.ts'
import { itemsOf, rowOf, type Only } from './records/rows.ts'
import { byWeight, whyBack } from './rules.ts'

type Desk = Output<'today.get'>
/** Whether the person may see what a permission opens. */
type May = (permission: Permission) => boolean

export type Whose = 'mine' | 'everyone'
export type Lines = Pick<Desk, 'lines' | 'aside' | 'counts'>

type Asked = {
  readonly db: Reading
  readonly today: Day
  readonly user: Pick<User, 'id'>
  readonly may: May
  readonly whose: Whose
  readonly version: number
}

/** The ranked desk: each line is a view of a grid, and its figures are sums over the same rows. */
export function deskLines({ db, today, user, may, whose, version }: Asked): Lines {
  const given = ownersOf(db)
  const asides = asidesOf(db)
  const kinds = kindsOn(db, today, historyOf(db, today, version)).filter(({ sees }) => may(sees))
  const all = kinds.flatMap((kind) => desked({ db, today, user, may, kind, given, asides }))
  const shown = all.filter((one) => one.isAside === false && (whose === 'everyone' || one.mine !== undefined))
  const lines = shown
    .map((one) => {
      const { facts, only } = whose === 'mine' && one.mine ? one.mine : one.everyone
      return { id: one.kind.id, weight: facts.weight, line: lineOf(db, today, one.kind, facts, only, one.marks) }
    })
    .sort(byWeight)
    .map(({ line }) => line)
  const aside = all.flatMap((one) => one.aside)
  return {
    lines,
    aside,
    counts: {
      mine: all.filter((one) => !one.isAside && one.mine !== undefined).length,
      everyone: all.filter((one) => !one.isAside).length,
      aside: aside.length,
    },
  }
}

type Part = { readonly facts: Facts; readonly only: Only }
type Desked = {
  readonly kind: Kind
  readonly everyone: Part
  /** What of it the person has; undefined for nothing. */
  readonly mine: Part | undefined
  readonly isAside: boolean
  readonly aside: Lines['aside']
  readonly marks: Marks
}
type Given = ReturnType<typeof ownersOf>
type Standing = {
  readonly db: Reading
  readonly today: Day
  readonly user: Pick<User, 'id'>
  readonly may: May
  readonly kind: Kind
  readonly given: Given
  readonly asides: readonly AsideRow[]
}

/** A kind of work with what is put off of it taken out, and who has the rest; nothing when nothing waits. */
function desked({ db, today, user, may, kind, given, asides }: Standing): Desked[] {
  const own = given.filter(({ line }) => line === kind.id)
  const off = rowsAside(db, today, kind, asides)
  const only: Only = { not: off.hidden.map(({ item }) => item) }
  const facts = factsOf(db, today, kind, only)
  if (facts.items === 0) return off.shown.length === 0 ? [] : [restAside(kind, facts, only, off)]
  const whole = asides.find(({ line, item }) => line === kind.id && item === 0)
  const back = whole && whyBack(standingOf(whole), facts, today)
  const isAside = whole !== undefined && back === undefined
  const owner = own.find(({ item }) => item === 0)
  const people = new Map(own.map((row) => [row.item, { id: row.person, name: row.name }]))
  const everyone = { facts, only }
  return [
    {
      kind,
      everyone,
      mine: mineOf({ db, today, kind, everyone, own, user, isMine: owner ? owner.person === user.id : may(kind.does) }),
      isAside,
      aside: [...(whole && isAside ? [shownAside(kind, whole, facts, titleOf(db, kind, facts, only), '')] : []), ...off.shown],
      marks: {
        owner: people.get(0) ?? null,
        back: back === undefined ? null : `${back} ${whole?.reason ?? ''}`.trim(),
        aside: off.hidden.length,
        ownerOf: (item) => people.get(item) ?? null,
        backOf: (item) => off.back.get(item) ?? null,
      },
    },
  ]
}

/** Nothing of the line is left but what is put off row by row. */
const restAside = (kind: Kind, facts: Facts, only: Only, off: RowsAside): Desked => ({
  kind,
  everyone: { facts, only },
  mine: undefined,
  isAside: true,
  aside: off.shown,
  marks: { owner: null, back: null, aside: off.hidden.length, ownerOf: () => null, backOf: () => null },
})

type Mine = Pick<Standing, 'db' | 'today' | 'kind' | 'user'> & { everyone: Part; own: Given; isMine: boolean }
/** Rows given to the person, and those given to nobody of a line that is his or that he may work. */
function mineOf({ db, today, kind, everyone, own, user, isMine }: Mine): Part | undefined {
  const rows = own.filter(({ item }) => item !== 0)
  if (rows.length === 0) return isMine ? everyone : undefined
  const hidden = 'not' in everyone.only ? everyone.only.not : []
  const others = rows.filter(({ person }) => person !== user.id).map(({ item }) => item)
  const only: Only = isMine
    ? { not: [...new Set([...hidden, ...others])] }
    : { in: rows.filter(({ person, item }) => person === user.id && !hidden.includes(item)).map(({ item }) => item) }
  if ('in' in only && only.in.length === 0) return undefined
  const facts = factsOf(db, today, kind, only)
  return facts.items === 0 ? undefined : { facts, only }
}

type RowsAside = { readonly hidden: readonly AsideRow[]; readonly shown: Lines['aside']; readonly back: ReadonlyMap<number, string> }

/** The rows of a line that are put off, those that are back with why, and none that no longer wait. */
function rowsAside(db: Reading, today: Day, kind: Kind, asides: readonly AsideRow[]): RowsAside {
  const hidden: AsideRow[] = []
  const shown: Lines['aside'] = []
  const back = new Map<number, string>()
  for (const row of asides.filter(({ line, item }) => line === kind.id && item !== 0)) {
    const group = rowOf(db, kind.rows, row.item)
    if (!group) continue
    const now = { items: 1, cents: kind.money(group), due: (group.due as Day | null) ?? kind.due }
    const why = whyBack(standingOf(row), now, today)
    if (why !== undefined) {
      back.set(row.item, `${why} ${row.reason}`)
      continue
    }
    hidden.push(row)
    const [item] = itemsOf(db, kind.rows, { in: [row.item] }, 1)
    shown.push(
      shownAside(
        kind,
        row,
        now,
        titleOf(db, kind, undefined, { in: [row.item] }),
        item ? (item.last === '' ? item.party : fullName(item)) : '',
      ),
    )
  }
  return { hidden, shown, back }
}

const standingOf = (row: AsideRow) => ({ items: row.items, cents: cents(row.cents), due: row.due as Day | null, until: row.until as Day })

function titleOf(db: Reading, kind: Kind, facts: Facts | undefined, only: Only): string {
  const [first] = itemsOf(db, kind.rows, only, 1)
  return kind.title({
    items: facts?.items ?? 1,
    cents: facts?.cents ?? cents(0),
    due: facts?.due ?? null,
    first,
    groups: facts?.groups ?? [],
  })
}

const shownAside = (
  kind: Kind,
  row: AsideRow,
  now: { readonly items: number; readonly cents: Cents; readonly due: Day | null },
  title: string,
  name: string,
): Lines['aside'][number] => ({
  id: row.id,
  line: kind.id,
  of: kind.of,
  item: row.item === 0 ? null : row.item,
  shape: kind.shape,
  title,
  name,
  items: now.items,
  cents: now.cents,
  due: now.due,
  until: row.until as Day,
  reason: row.reason,
  by: row.by,
  on: dayAt(row.at),
})

/** What a line or a row of it is now: what is kept when it is put off. Undefined when it no longer waits. */
export function standingNow(
  db: Reading,
  today: Day,
  line: string,
  item: number,
  version: number,
): { readonly kind: Kind; readonly items: number; readonly cents: Cents; readonly due: Day | null } | undefined {
  const kind = kindsOn(db, today, historyOf(db, today, version)).find(({ id }) => id === line)
  if (!kind) return undefined
  if (item === 0) {
    const facts = factsOf(db, today, kind, { not: [] })
    return facts.items === 0 ? undefined : { kind, items: facts.items, cents: facts.cents, due: facts.due }
  }
  const row = rowOf(db, kind.rows, item)
  return row && { kind, items: 1, cents: kind.money(row), due: (row.due as Day | null) ?? kind.due }
}

/** Whether a day stands behind the day a thing hangs on. */
export const isPast = (until: Day, due: Day | null): boolean => due !== null && daysBetween(due, until) > 0
