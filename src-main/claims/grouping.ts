import { addDays, weekday, type Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'

/*
 * Which charges may stand on one claim, and where a claim must end. Pure. Source: 005010X222A1: a claim is of one patient, coverage, billing and rendering
 * provider and place (2000B, 2310), has 50 lines (2400) and 12 diagnoses (HI) at most, and each line points to four of them; payers refuse claims that
 * span months.
 */

export const MOST_LINES = 50
const MOST_DIAGNOSES = 12

/** How much a payer takes on one claim: one session, or those of a day, a week from Monday on, or a calendar month. */
export type Together = 'none' | 'day' | 'week' | 'month'

export type ChargedLine = {
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number
  /** Places in the diagnoses of the charge, from 1, the most important first. */
  readonly pointers: readonly number[]
  readonly cents: Cents
}
export type Charged = {
  readonly charge: number
  readonly patient: number
  readonly coverage: number
  readonly biller: number
  readonly provider: number | null
  readonly place: string
  /** What names the service facility; empty where it is the practice’s own address. */
  readonly site: string
  readonly authorization: string | null
  readonly day: Day
  readonly diagnoses: readonly string[]
  readonly lines: readonly ChargedLine[]
}
export type GroupedLine = ChargedLine & { readonly charge: number; /** From 1, in its charge. */ readonly n: number; readonly day: Day }
export type Grouped = Pick<Charged, 'patient' | 'coverage' | 'biller' | 'provider' | 'place' | 'site' | 'authorization'> & {
  readonly diagnoses: readonly string[]
  readonly lines: readonly GroupedLine[]
}

/**
 * The claims of some charges, in the order of their days. An add-on goes on the claim of what it adds to, with every payer.
 * @param isAddOn whether a code is never billed alone
 */
export function grouped(charges: readonly Charged[], together: Together, isAddOn: (code: string) => boolean): Grouped[] {
  const inOrder = charges.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.charge - other.charge))
  const claims: { key: string; claim: Grouped }[] = []
  for (const bundle of bundles(inOrder, isAddOn)) {
    const key = keyOf(bundle, together)
    for (const piece of piecesOf(bundle)) {
      const at = claims.findLastIndex((one) => one.key === key)
      const joined = at < 0 ? undefined : join(claims[at]?.claim, piece)
      if (joined) claims[at] = { key, claim: joined }
      else claims.push({ key, claim: piece })
    }
  }
  return claims.map(({ claim }) => claim)
}

/** A session with the add-ons of it that were charged apart. */
type Bundle = { readonly first: Charged; readonly all: readonly Charged[] }

function bundles(charges: readonly Charged[], isAddOn: (code: string) => boolean): Bundle[] {
  const isAddedOn = (one: Charged): boolean => one.lines.length > 0 && one.lines.every(({ code }) => isAddOn(code))
  const bases = charges.filter((one) => !isAddedOn(one)).map((first) => ({ first, all: [first] }))
  for (const extra of charges.filter(isAddedOn)) {
    const base = bases.find(({ first }) => keyOf({ first }, 'day') === keyOf({ first: extra }, 'day'))
    if (base) base.all.push(extra)
    else bases.push({ first: extra, all: [extra] })
  }
  return bases.toSorted((one, other) => charges.indexOf(one.first) - charges.indexOf(other.first))
}

/** What all of a claim shares; with a payer that takes one session a claim, the session too. */
function keyOf({ first }: Pick<Bundle, 'first'>, together: Together): string {
  const { patient, coverage, biller, provider, place, site, authorization, day } = first
  return JSON.stringify([patient, coverage, biller, provider, place, site, authorization, day.slice(0, 7), periodOf(first, together)])
}

function periodOf({ charge, day }: Charged, together: Together): string {
  switch (together) {
    case 'none':
      return `charge ${charge}`
    case 'day':
      return day
    case 'week':
      return addDays(day, -((weekday(day) + 6) % 7))
    case 'month':
      return ''
  }
}

/** A bundle as claims: one, unless it alone is more than a claim holds. */
function piecesOf({ all }: Bundle): Grouped[] {
  const pieces: Grouped[] = []
  for (const one of all)
    for (let at = 0; at < one.lines.length; at += MOST_LINES) {
      const piece = claimOf(one, at)
      const joined = join(pieces.at(-1), piece)
      if (joined) pieces[pieces.length - 1] = joined
      else pieces.push(piece)
    }
  return pieces
}

function claimOf({ charge, day, diagnoses, lines, ...shared }: Charged, at: number): Grouped {
  const own = lines.slice(at, at + MOST_LINES).map((line, n) => ({ ...line, charge, n: at + n + 1, day }))
  return { ...shared, diagnoses, lines: own }
}

/** Two claims as one, the diagnoses of both once and the pointers of the second where theirs now stand; undefined where that is too much for one. */
function join(one: Grouped | undefined, other: Grouped): Grouped | undefined {
  if (!one) return undefined
  const diagnoses = [...new Set([...one.diagnoses, ...other.diagnoses])]
  if (diagnoses.length > MOST_DIAGNOSES || one.lines.length + other.lines.length > MOST_LINES) return undefined
  const moved = other.lines.map((line) => ({
    ...line,
    pointers: line.pointers.map((to) => diagnoses.indexOf(other.diagnoses[to - 1] ?? '') + 1),
  }))
  return { ...one, diagnoses, lines: [...one.lines, ...moved] }
}
