import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/** A claim as a remittance looks for it. */
export type FoundClaim = {
  readonly id: number
  readonly status: string
  readonly patient: number
  readonly patientLast: string
  readonly patientFirst: string
  readonly memberId: string
  readonly payer: number
  readonly firstDay: Day
  readonly lastDay: Day
  readonly cents: number
  readonly codes: string
  readonly frequency: string
  /** Whose turn it is: 1 is the first payer. */
  readonly turn: number
}

const base = from
  .selectFrom('claim')
  .innerJoin('patient', 'patient.id', 'claim.patient')
  .innerJoin('coverage', 'coverage.id', 'claim.coverage')
  .select([
    'claim.id',
    'claim.status',
    'claim.patient',
    'patient.last as patientLast',
    'patient.first as patientFirst',
    'coverage.member_id as memberId',
    'claim.payer',
    'claim.first_day as firstDay',
    'claim.last_day as lastDay',
    'claim.cents',
    'claim.codes',
    'claim.frequency',
    'claim.turn',
  ])

const byControl = prepared((control: string) =>
  base
    .innerJoin('submission', 'submission.claim', 'claim.id')
    .where('submission.control', '=', control)
    .groupBy('claim.id')
    .orderBy('claim.id'),
)
/** The claims that ever left under a number (CLM01). Practices of before Parity reuse numbers, so there may be several. */
export const claimsByControl = (db: Reading, control: string): FoundClaim[] => db.all(byControl(control)) as FoundClaim[]

const byPayerControl = prepared((control: string) => base.where('claim.payer_control', '=', control).orderBy('claim.id').limit(20))
/** The claims that a payer knows under its own number. */
export const claimsByPayerControl = (db: Reading, control: string): FoundClaim[] => db.all(byPayerControl(control)) as FoundClaim[]

const byMember = prepared((memberId: string, on: string) =>
  base
    .where('coverage.member_id', '=', memberId)
    .where('claim.first_day', '<=', on)
    .where('claim.last_day', '>=', on)
    .orderBy('claim.id')
    .limit(50),
)
/** The claims of a member around a day, for a match by facts. */
export const claimsByMember = (db: Reading, memberId: string, day: Day): FoundClaim[] => db.all(byMember(memberId, day)) as FoundClaim[]

export const claimById = (db: Reading, id: number): FoundClaim | undefined =>
  db.first(base.where('claim.id', '=', id)) as FoundClaim | undefined
