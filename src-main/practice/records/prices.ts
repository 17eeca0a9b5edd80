import type { Selectable } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { bareCredential } from '../rates/rules.ts'
import { from, type PracticeTables } from './tables.ts'

const begun = prepared((code: string, on: Day) =>
  from
    .selectFrom('fee')
    .select(['modifiers', 'credential', 'provider', 'cents'])
    .where('code', '=', code)
    .where('starts', '<=', on)
    .orderBy('starts', 'desc'),
)
const credentialOf = prepared((provider: number) => from.selectFrom('provider').select('credential').where('id', '=', provider))

/** A line that a fee is looked up for, as far as it is known. */
export type PricedLine = { readonly modifiers?: readonly string[]; readonly provider?: number | undefined }

/**
 * What the practice charges for a code on a day; undefined when no fee is set. A fee of the clinician goes before one of his credential, that before one
 * of modifiers, the more of them the sooner, and that before one for everybody; among equals the newest that has begun.
 */
export function feeOn(db: Reading, code: string, on: Day, { modifiers = [], provider = 0 }: PricedLine = {}): Cents | undefined {
  const rows = db.all(begun(code, on))
  const isPlain = rows.every((row) => row.modifiers === '' && row.credential === '' && row.provider === 0)
  const holds = holding(db, modifiers, isPlain ? 0 : provider)
  let [best, rank] = [undefined as (typeof rows)[number] | undefined, -1]
  for (const row of rows) {
    if (!holds(row)) continue
    const own =
      (row.provider === 0 ? 0 : 20) + (row.credential === '' ? 0 : 10) + (row.modifiers === '' ? 0 : row.modifiers.split(' ').length)
    if (own > rank) [best, rank] = [row, own]
  }
  return best && cents(best.cents)
}

type Scope = { readonly modifiers: string; readonly credential: string; readonly provider: number }

function holding(db: Reading, modifiers: readonly string[], provider: number): (row: Scope) => boolean {
  const held = provider === 0 ? [] : (db.first(credentialOf(provider))?.credential ?? '').split(/[,;/\s]+/).map(bareCredential)
  return (row) =>
    (row.provider === 0 || row.provider === provider) &&
    (row.credential === '' || held.includes(bareCredential(row.credential))) &&
    (row.modifiers === '' || row.modifiers.split(' ').every((one) => modifiers.includes(one)))
}

export type FeeRow = Selectable<PracticeTables['fee']>
/** The whole fee schedule; of a code the fee for everybody first, and of each the newest. */
export const fees = (db: Reading): FeeRow[] =>
  db.all(
    from
      .selectFrom('fee')
      .selectAll()
      .orderBy('code')
      .orderBy('provider')
      .orderBy('credential')
      .orderBy('modifiers')
      .orderBy('starts', 'desc'),
  )

/** The key of a fee: modifiers are kept in their order, so that `95 HO` and `HO 95` are one. */
export type FeeKey = Omit<FeeRow, 'cents'>

export function setFee(db: Writing, set: Pick<FeeRow, 'code' | 'starts' | 'cents'> & Partial<FeeRow>): void {
  db.run(
    from
      .insertInto('fee')
      .values(set)
      .onConflict((conflict) =>
        conflict.columns(['code', 'modifiers', 'credential', 'provider', 'starts']).doUpdateSet({ cents: set.cents }),
      ),
  )
}
const exactFee = prepared((code: string, modifiers: string, credential: string, provider: number, starts: string) =>
  from
    .selectFrom('fee')
    .select('cents')
    .where('code', '=', code)
    .where('modifiers', '=', modifiers)
    .where('credential', '=', credential)
    .where('provider', '=', provider)
    .where('starts', '=', starts),
)
/** The fee of this very key. */
export const feeOf = (db: Reading, { code, modifiers, credential, provider, starts }: FeeKey): FeeRow | undefined => {
  const row = db.first(exactFee(code, modifiers, credential, provider, starts))
  return row && { code, modifiers, credential, provider, starts, cents: row.cents }
}
export function removeFee(db: Writing, { code, modifiers, credential, provider, starts }: FeeKey): void {
  db.run(
    from
      .deleteFrom('fee')
      .where('code', '=', code)
      .where('modifiers', '=', modifiers)
      .where('credential', '=', credential)
      .where('provider', '=', provider)
      .where('starts', '=', starts),
  )
}
