import type { Day } from '../../../src-shared/day.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import type { Reading, Writing } from '../../store/index.ts'
import { from } from './tables.ts'

/** What the practice charges for a code on a day; undefined when no fee is set. */
export function feeOn(db: Reading, code: string, on: Day): Cents | undefined {
  const row = db.first(
    from.selectFrom('fee').select('cents').where('code', '=', code).where('starts', '<=', on).orderBy('starts', 'desc').limit(1),
  )
  return row && cents(row.cents)
}

/** What a payer's contract allows for a code on a day; undefined when no rate is set. */
export function rateOn(db: Reading, payer: number, code: string, on: Day): Cents | undefined {
  const row = db.first(
    from
      .selectFrom('rate')
      .select('cents')
      .where('payer', '=', payer)
      .where('code', '=', code)
      .where('starts', '<=', on)
      .orderBy('starts', 'desc')
      .limit(1),
  )
  return row && cents(row.cents)
}

/** The whole fee schedule; of a code the newest fee first. */
export const fees = (db: Reading): { code: string; starts: string; cents: number }[] =>
  db.all(from.selectFrom('fee').selectAll().orderBy('code').orderBy('starts', 'desc'))

export function setFee(db: Writing, fee: { readonly code: string; readonly starts: Day; readonly cents: Cents }): void {
  db.run(
    from
      .insertInto('fee')
      .values(fee)
      .onConflict((conflict) => conflict.columns(['code', 'starts']).doUpdateSet({ cents: fee.cents })),
  )
}

export function setRate(
  db: Writing,
  rate: { readonly payer: number; readonly code: string; readonly starts: Day; readonly cents: Cents },
): void {
  db.run(
    from
      .insertInto('rate')
      .values(rate)
      .onConflict((conflict) => conflict.columns(['payer', 'code', 'starts']).doUpdateSet({ cents: rate.cents })),
  )
}
