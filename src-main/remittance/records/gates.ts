import { must } from '../../../src-shared/result.ts'
import type { Gates } from '../../../src-shared/contract/remittance.ts'
import { cents } from '../../../src-shared/money.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

const gates = prepared(() => from.selectFrom('posting_gate').selectAll())
/** What an owner wants to hold before a remittance is posted with many others. */
export function gatesOf(db: Reading): Gates {
  const { whole, takebacks, provider, codes, money, most } = must('a store has its gates', db.first(gates()))
  return {
    whole: whole === 1,
    takebacks: takebacks === 1,
    provider: provider === 1,
    codes: codes === 1,
    money: money === 1,
    most: cents(most),
  }
}

const bit = (is: boolean): 0 | 1 => (is ? 1 : 0)
export function setGates(db: Writing, { whole, takebacks, provider, codes, money, most }: Gates): void {
  db.run(
    from
      .updateTable('posting_gate')
      .set({ whole: bit(whole), takebacks: bit(takebacks), provider: bit(provider), codes: bit(codes), money: bit(money), most }),
  )
}

const reasons = prepared((remittance: number) =>
  from
    .selectFrom('remit_adjustment')
    .innerJoin('remit_claim', 'remit_claim.id', 'remit_adjustment.remit_claim')
    .select('remit_adjustment.reason')
    .distinct()
    .where('remit_claim.remittance', '=', remittance),
)
/** The reasons (CARC) that a remittance names. */
export const reasonsIn = (db: Reading, remittance: number): string[] => db.all(reasons(remittance)).map(({ reason }) => reason)
