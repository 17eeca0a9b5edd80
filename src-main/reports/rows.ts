import type { Day } from '../../src-shared/day.ts'
import type { Discipline, Service } from '../charges/index.ts'
import type { CodedRow } from './records.ts'
import type { CodedSession, Documented } from './rules.ts'

/** A row as the rules take it. */
export const sessionOf = (row: CodedRow): CodedSession => ({
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
})

type Known = Pick<CodedRow, 'times' | 'modality' | 'location' | 'necessity' | 'plan' | 'signedOn'>
const factOf = (kept: number | null): Documented['facts']['times'] => (kept === null ? 'unknown' : kept === 1 ? 'yes' : 'no')
export const documentedOf = ({ times, modality, location, necessity, plan, signedOn }: Known): Documented => ({
  facts: {
    times: factOf(times),
    modality: factOf(modality),
    location: factOf(location),
    necessity: factOf(necessity),
    plan: factOf(plan),
  },
  signedOn: signedOn as Day | null,
})
