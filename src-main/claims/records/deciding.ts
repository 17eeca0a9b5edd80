import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/** Where a payer has said what it pays. */
const DECIDED = ['paid', 'partly-paid', 'short', 'with-patient', 'denied', 'appealed', 'overturned', 'closed']

const decided = prepared((patient: number, coverage: number, day: string) =>
  from
    .selectFrom('claim')
    .select('id')
    .where('patient', '=', patient)
    .where('coverage', '=', coverage)
    .where('first_day', '<=', day)
    .where('last_day', '>=', day)
    .where('status', 'in', DECIDED)
    .limit(1),
)

/** Whether the payer of a coverage decided on a claim of a patient for a day. */
export const isDecided = (db: Reading, patient: number, coverage: number, on: Day): boolean =>
  db.first(decided(patient, coverage, on)) !== undefined
