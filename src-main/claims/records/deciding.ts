import { sql } from 'kysely'
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
    .where('first_day', '<=', day)
    .where('last_day', '>=', day)
    .where((e) =>
      e.or([
        e.and([e('coverage', '=', coverage), e('status', 'in', DECIDED)]),
        // A turn that is over was decided.
        sql<boolean>`exists (select 1 from claim_turn t where t.claim = claim.id and t.coverage = ${coverage})`,
      ]),
    )
    .limit(1),
)

/** Whether the payer of a coverage decided on a claim of a patient for a day. */
export const isDecided = (db: Reading, patient: number, coverage: number, on: Day): boolean =>
  db.first(decided(patient, coverage, on)) !== undefined
