import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

const fee = prepared((code: string, on: Day) =>
  from.selectFrom('fee').select('cents').where('code', '=', code).where('starts', '<=', on).orderBy('starts', 'desc').limit(1),
)
/** What the practice charges for a code on a day; undefined when no fee is set. */
export function feeOn(db: Reading, code: string, on: Day): Cents | undefined {
  const row = db.first(fee(code, on))
  return row && cents(row.cents)
}

const rate = prepared((payer: number, code: string, on: Day) =>
  from
    .selectFrom('rate')
    .select('cents')
    .where('payer', '=', payer)
    .where('code', '=', code)
    .where('starts', '<=', on)
    .orderBy('starts', 'desc')
    .limit(1),
)
/** What a payer's contract allows for a code on a day; undefined when no rate is set. */
export function rateOn(db: Reading, payer: number, code: string, on: Day): Cents | undefined {
  const row = db.first(rate(payer, code, on))
  return row && cents(row.cents)
}

/** The whole fee schedule; of a code the newest fee first. */
export const fees = (db: Reading): { code: string; starts: string; cents: number }[] =>
  db.all(from.selectFrom('fee').selectAll().orderBy('code').orderBy('starts', 'desc'))

export function setFee(db: Writing, set: { readonly code: string; readonly starts: Day; readonly cents: Cents }): void {
  db.run(
    from
      .insertInto('fee')
      .values(set)
      .onConflict((conflict) => conflict.columns(['code', 'starts']).doUpdateSet({ cents: set.cents })),
  )
}

export function setRate(
  db: Writing,
  set: { readonly payer: number; readonly code: string; readonly starts: Day; readonly cents: Cents },
): void {
  db.run(
    from
      .insertInto('rate')
      .values(set)
      .onConflict((conflict) => conflict.columns(['payer', 'code', 'starts']).doUpdateSet({ cents: set.cents })),
  )
}
