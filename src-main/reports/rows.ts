import type { Day } from '../../src-shared/day.ts'
import { payerTimeOf, type Discipline, type Service } from '../charges/index.ts'
import type { CodeBook } from '../codes/index.ts'
import type { CodedRow } from './records.ts'
import type { CodedSession, Documented } from './rules.ts'

/** A row as the rules take it: counted as its payer counts, with the codes of the practice. */
export const sessionOf = (row: CodedRow, codes: CodeBook): CodedSession => ({
  charge: row.id,
  provider: row.provider,
  patient: row.patient,
  discipline: row.discipline as Discipline,
  day: row.day as Day,
  start: row.start,
  stop: row.stop,
  minutes: row.minutes,
  service: row.service as Service,
  therapyMinutes: row.entered === null ? null : ((JSON.parse(row.entered) as { therapyMinutes?: number }).therapyMinutes ?? null),
  lines: JSON.parse(row.lines) as CodedSession['lines'],
  codes,
  ...payerOf(row),
})

/** The payer that the session was billed to; of one that is not known, the usual rules hold. */
function payerOf({ quarter_hours, crisis_from, family_least, em_with_25 }: CodedRow): Pick<CodedSession, 'payer'> {
  if (quarter_hours === null || crisis_from === null || family_least === null || em_with_25 === null) return {}
  return { payer: payerTimeOf({ quarter_hours, crisis_from, family_least, em_with_25 }) }
}

type Known = Pick<
  CodedRow,
  | 'times'
  | 'modality'
  | 'location'
  | 'necessity'
  | 'plan'
  | 'signedOn'
  | 'isCrisis'
  | 'crisis_assessment'
  | 'crisis_resources'
  | 'crisis_intervention'
>
const factOf = (kept: number | null): Documented['facts']['times'] => (kept === null ? 'unknown' : kept === 1 ? 'yes' : 'no')
export const documentedOf = ({ times, modality, location, necessity, plan, signedOn, isCrisis, ...crisis }: Known): Documented => ({
  facts: {
    times: factOf(times),
    modality: factOf(modality),
    location: factOf(location),
    necessity: factOf(necessity),
    plan: factOf(plan),
  },
  crisis:
    isCrisis === 1
      ? {
          assessment: factOf(crisis.crisis_assessment),
          resources: factOf(crisis.crisis_resources),
          intervention: factOf(crisis.crisis_intervention),
        }
      : null,
  signedOn: signedOn as Day | null,
})
