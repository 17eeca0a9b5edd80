import type { IntakeField, IntakePreview, IntakeVerdict } from '../../../src-shared/contract/intake.ts'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { counted } from '../../kit/figures.tsx'

/** What becomes of a row, as shape and word; what a person looks at first stands first. */
export const VERDICTS: Readonly<Record<IntakeVerdict, { readonly shape: Shape; readonly word: string }>> = {
  cannot: { shape: 'rejected', word: 'Not readable' },
  waits: { shape: 'look-here', word: 'Who is meant?' },
  charged: { shape: 'held', word: 'Charged, stays' },
  changed: { shape: 'received', word: 'Changed' },
  cancelled: { shape: 'voided', word: 'Cancelled' },
  new: { shape: 'ready', word: 'New' },
  same: { shape: 'closed', word: 'Here already' },
  other: { shape: 'note', word: 'No session' },
}

const SOURCES: Readonly<Record<NonNullable<IntakePreview['source']>, string>> = {
  therapynotes: 'TherapyNotes',
  simplepractice: 'SimplePractice',
  table: 'A table',
  fhir: 'FHIR',
  hl7: 'HL7 messages',
}

export const FIELDS: Readonly<Record<IntakeField, string>> = {
  patient: 'Patient',
  last: 'Patient, last name',
  first: 'Patient, first name',
  born: 'Birth date',
  sex: 'Sex',
  patientKey: 'Patient number',
  memberId: 'Member id',
  payer: 'Payer',
  clinician: 'Clinician',
  npi: 'Clinician NPI',
  day: 'Day of the session',
  start: 'Start',
  stop: 'Stop',
  minutes: 'Minutes',
  service: 'Service',
  code: 'Code',
  modifiers: 'Modifiers',
  place: 'Place of service',
  units: 'Units',
  fee: 'Fee of the session',
  rate: 'Rate of a unit',
  patientCents: 'Charged to the patient',
  payerCents: 'Charged to the payer',
  diagnoses: 'Diagnoses',
  status: 'What became of it',
  external: 'Session number',
}

/** `SimplePractice, 11/16/2026 to 11/20/2026. Fees $490.00: $90.00 to patients, $400.00 to payers.` */
export function headWords({ source, from, to, money }: IntakePreview): string {
  const days = from === null || to === null ? '' : from === to ? `, ${shownDay(from)}` : `, ${shownDay(from)} to ${shownDay(to)}`
  const shares =
    money.patient !== 0 || money.payer !== 0 ? `: ${sentenceMoney(money.patient)} to patients, ${sentenceMoney(money.payer)} to payers` : ''
  const fees = money.fee === 0 ? '' : ` Fees ${sentenceMoney(money.fee)}${shares}.`
  return `${source === null ? '' : SOURCES[source]}${days}.${fees}`
}

const NOUNS = { patients: 'patient', clinicians: 'clinician', sessions: 'session' } as const

/** `Birth date: 12 patients`, one each. */
export const lackWords = ({ lacks, payers }: IntakePreview): readonly string[] => [
  ...lacks.map(({ what, of, count }) => `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${counted(count, NOUNS[of])}`),
  ...payers.slice(0, 5).map(({ name, patients }) => `${name} is no payer of yours yet: ${counted(patients, 'patient')}`),
]

/** How many sessions an import would touch. */
export const willOf = ({ counts }: IntakePreview): number => (counts.new ?? 0) + (counts.changed ?? 0) + (counts.cancelled ?? 0)
