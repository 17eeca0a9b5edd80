import type { LedgerTables } from '../../ledger/index.ts'
import { prepared, tables, type Reading } from '../../store/index.ts'

type BackTables = Pick<LedgerTables, 'entry' | 'posting' | 'claim_sum'> & {
  claim: { id: number; patient: number; payer: number; first_day: string }
  patient_move: { id: number; patient: number; day: string; credit: number }
}
const from = tables<BackTables>()

/** A claim on which a payer or the patient is owed something. */
export type Below = {
  readonly id: number
  readonly patient: number
  readonly payer: number
  readonly day: string
  readonly payerCents: number
  readonly patientCents: number
}

const below = prepared(() =>
  from
    .selectFrom('claim_sum')
    .innerJoin('claim', 'claim.id', 'claim_sum.claim')
    .select([
      'claim.id',
      'claim.patient',
      'claim.payer',
      'claim.first_day as day',
      'claim_sum.payer as payerCents',
      'claim_sum.patient as patientCents',
    ])
    .where((e) => e.or([e('claim_sum.payer', '<', 0), e('claim_sum.patient', '<', 0)]))
    .orderBy('claim.id'),
)
export const claimsBelow = (db: Reading): Below[] => db.all(below())

const moves = prepared((claim: number, account: string) =>
  from
    .selectFrom('posting')
    .innerJoin('entry', 'entry.id', 'posting.entry')
    .select((e) => ['entry.day', e.fn.sum<number>('posting.cents').as('cents')])
    .where('posting.claim', '=', claim)
    .where('posting.account', '=', account as 'payer')
    .groupBy(['entry.id', 'entry.day'])
    .orderBy('entry.id'),
)
/** What entries did to an account of a claim, in the order they were written. */
export const movesOn = (db: Reading, claim: number, account: 'payer' | 'patient'): { day: string; cents: number }[] =>
  db.all(moves(claim, account))

const credited = prepared(() =>
  from.selectFrom('patient_move').select(['patient', 'day', 'credit']).where('credit', '<>', 0).orderBy('patient').orderBy('id'),
)
/** What happened to what patients have on no session; what came in is below nothing, as a debt of the practice. */
export const creditMoves = (db: Reading): { patient: number; day: string; cents: number }[] =>
  db.all(credited()).map(({ patient, day, credit }) => ({ patient, day, cents: -credit }))
