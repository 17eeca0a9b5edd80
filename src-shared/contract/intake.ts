import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id } from './fields.ts'

export const INTAKE_FIELDS = [
  'patient',
  'last',
  'first',
  'born',
  'sex',
  'patientKey',
  'memberId',
  'payer',
  'clinician',
  'npi',
  'day',
  'start',
  'stop',
  'minutes',
  'service',
  'code',
  'modifiers',
  'place',
  'units',
  'fee',
  'rate',
  'patientCents',
  'payerCents',
  'diagnoses',
  'status',
  'external',
] as const
export const INTAKE_SOURCES = ['therapynotes', 'simplepractice', 'table', 'fhir', 'hl7'] as const
export const INTAKE_VERDICTS = ['new', 'same', 'changed', 'cancelled', 'charged', 'waits', 'cannot', 'other'] as const
export type IntakeField = (typeof INTAKE_FIELDS)[number]
export type IntakeVerdict = (typeof INTAKE_VERDICTS)[number]

const Mapping = z.array(z.enum(INTAKE_FIELDS).nullable()).max(512)

/** Somebody of the file: whom a person means, or null to make a record. */
const Meant = z.strictObject({ is: z.enum(['patient', 'clinician']), key: z.string().max(300), id: Id.nullable() })

/** A file and what a person said of it. */
const Given = z.strictObject({
  path: z.string().max(4096),
  /** What each column says; null to go by what was said of these heads before, or by the heads. */
  mapping: Mapping.nullable().default(null),
  meant: z.array(Meant).max(5000).default([]),
})

const Person = z.strictObject({
  is: z.enum(['patient', 'clinician']),
  key: z.string(),
  name: z.string(),
  born: DayField.nullable(),
  rows: z.int(),
  /** `make`: nobody here is of that name, and the import makes a record; `ask`: a person must say who is meant. */
  state: z.enum(['make', 'ask']),
  offers: z.array(z.strictObject({ id: Id, name: z.string(), born: DayField.nullable() })),
})

const Row = z.strictObject({
  place: z.string(),
  verdict: z.enum(INTAKE_VERDICTS),
  why: z.string(),
  field: z.string(),
  patient: z.string(),
  clinician: z.string(),
  day: DayField.nullable(),
  start: z.string(),
  stop: z.string(),
  code: z.string(),
  fee: CentsField.nullable(),
})

const Preview = z.strictObject({
  name: z.string(),
  /** Null when Parity knows no sessions in it; then `why` says what it is. */
  source: z.enum(INTAKE_SOURCES).nullable(),
  why: z.string(),
  /** Of a table: its heads, a row under them, and what each column says. */
  columns: z
    .strictObject({
      heads: z.array(z.string()),
      sample: z.array(z.string()),
      mapping: Mapping,
      isEnough: z.boolean(),
      /** These heads were mapped by a person before. */
      isRemembered: z.boolean(),
    })
    .nullable(),
  read: z.int(),
  counts: z.record(z.enum(INTAKE_VERDICTS), z.int()),
  from: DayField.nullable(),
  to: DayField.nullable(),
  money: z.strictObject({ fee: CentsField, patient: CentsField, payer: CentsField }),
  lacks: z.array(z.strictObject({ what: z.string(), of: z.enum(['patients', 'clinicians', 'sessions']), count: z.int() })),
  people: z.array(Person),
  /** Payers that are named and not known here, with their patients. */
  payers: z.array(z.strictObject({ name: z.string(), patients: z.int() })),
  /** At most 200 rows of each verdict. */
  rows: z.array(Row),
})
export type IntakePreview = z.infer<typeof Preview>

const Import = z.strictObject({
  id: Id,
  at: z.string(),
  name: z.string(),
  source: z.enum(INTAKE_SOURCES),
  added: z.int(),
  changed: z.int(),
  cancelled: z.int(),
  isWithdrawn: z.boolean(),
})

export const intake = {
  'intake.preview': task(Given, Preview, {
    does: 'Looks into a schedule of another system and says what an import would do. Nothing is changed.',
    needs: 'exchange.write',
    audit: 'view',
    fails: ['file.missing', 'file.refused'],
  }),
  'intake.import': task(
    Given,
    z.strictObject({
      /** Null when there was nothing to bring. */
      id: Id.nullable(),
      counts: z.record(z.enum(INTAKE_VERDICTS), z.int()),
      added: z.int(),
      changed: z.int(),
      cancelled: z.int(),
      patients: z.int(),
      /** It was stopped; the same file again brings the rest. */
      isStopped: z.boolean(),
    }),
    {
      does: 'Brings the sessions of a schedule in, each once, with the patients that are new.',
      needs: 'exchange.write',
      audit: 'change',
      fails: ['file.missing', 'file.refused', 'intake.unreadable', 'record.missing'],
    },
  ),
  'intake.list': query(z.strictObject({}), z.array(Import), {
    does: 'The newest imports of schedules.',
    needs: 'exchange.read',
    audit: 'none',
  }),
  'intake.withdraw': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Takes back what an import of a schedule brought, as long as nothing came of it. The patients it made stay.',
    needs: 'exchange.write',
    audit: 'change',
    fails: ['intake.used', 'intake.withdrawn', 'record.missing'],
  }),
} as const
