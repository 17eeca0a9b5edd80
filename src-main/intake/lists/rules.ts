import { STANDING_VERDICTS, type StandingField, type StandingVerdict } from '../../../src-shared/contract/standing.ts'

/* What becomes of each row of a table of payers, fees or codes. Pure: what is here already is given. */

/** What a row writes: one record, as it stands and as it would. */
export type Effect = {
  readonly what: 'payer' | 'fee' | 'words' | 'rate'
  /** What the record is found by. */
  readonly key: string
  readonly was: Kept | null
  readonly now: Kept
  readonly isNew: boolean
  readonly changes: readonly Change[]
}
export type Kept = Readonly<Record<string, string | number | null>>
export type Change = { readonly field: StandingField; readonly before: string; readonly after: string }

/** A row that says something, and what it would write; nothing when all stands so already. */
export type Said = { readonly name: string; readonly key: string; readonly effects: readonly Effect[] }
/** A row that is refused: by which field, why, and what to do. */
export type Refused = { readonly field: StandingField; readonly name: string; readonly why: string; readonly fix: string }
export type Read = { readonly place: string } & (Said | Refused)

export type Planned = {
  readonly place: string
  readonly verdict: StandingVerdict
  readonly name: string
  readonly effects: readonly Effect[]
  readonly refused: Omit<Refused, 'name'> | null
  readonly why: string
}

/** Rows of one record are taken once: the same again changes nothing, and another that contradicts it is refused. */
export function plan(rows: readonly Read[]): Planned[] {
  const first = new Map<string, { readonly place: string; readonly says: string }>()
  return rows.map((row): Planned => {
    const { place, name } = row
    if ('fix' in row) {
      const { field, why, fix } = row
      return { place, verdict: 'cannot', name, effects: [], refused: { field, why, fix }, why }
    }
    const says = JSON.stringify(row.effects.map(({ key, now }) => [key, now]))
    const before = first.get(row.key)
    if (before === undefined) first.set(row.key, { place, says })
    else if (before.says === says)
      return { place, verdict: 'same', name, effects: [], refused: null, why: `It is the same as ${before.place}.` }
    else {
      const why = `It says otherwise than ${before.place}.`
      const field = row.effects[0]?.what === 'payer' ? 'ediId' : 'code'
      return { place, verdict: 'cannot', name, effects: [], refused: { field, why, fix: 'Keep one of the two rows.' }, why }
    }
    return { place, verdict: verdictOf(row), name, effects: row.effects, refused: null, why: '' }
  })
}

const verdictOf = ({ effects }: Said): StandingVerdict =>
  effects.length === 0 ? 'same' : effects.every(({ isNew }) => isNew) ? 'new' : 'changed'

export type Counts = Record<StandingVerdict, number>
/** How many rows of each verdict. They add up to the rows that were read. */
export const countsOf = (planned: readonly Planned[]): Counts =>
  Object.fromEntries(STANDING_VERDICTS.map((verdict) => [verdict, planned.filter((one) => one.verdict === verdict).length])) as Counts

/** Why a cell gives no value, and what to do. */
export type Unfit = { readonly why: string; readonly fix: string }
export const isUnfit = (value: string | number | Unfit): value is Unfit => typeof value === 'object'
