import { z } from 'zod'
import { command, query } from './call.ts'
import { Address, CentsField, Clock, DayField, EnvelopeId, Id, Line, Npi, State, Zip } from './fields.ts'
import { listCalls } from './list.ts'
import { PracticeFields } from './store.ts'

export const DISCIPLINES = [
  'physician',
  'nurse-practitioner',
  'physician-assistant',
  'psychologist',
  'social-worker',
  'counselor',
  'family-therapist',
  'analyst',
  'other',
] as const
export const PAYER_KINDS = ['commercial', 'blue', 'medicare', 'medicare-advantage', 'medicaid', 'tricare', 'other'] as const
export const SERVICES = [
  'individual',
  'em-therapy',
  'em',
  'evaluation',
  'evaluation-medical',
  'crisis',
  'family',
  'family-alone',
  'group',
  'multi-family',
] as const
export const MODES = ['in-person', 'video', 'audio'] as const

export const Provider = z.strictObject({
  id: Id.nullable().default(null),
  last: Line(60, 1),
  first: Line(35, 1),
  credential: Line(20),
  discipline: z.enum(DISCIPLINES),
  npi: Npi,
  taxonomy: z.string().regex(/^[0-9A-Z]{9}X$/, 'ten signs that end in X'),
  isActive: z.boolean().default(true),
})
const ProviderRow = z.strictObject({
  id: Id,
  name: z.string(),
  last: z.string(),
  first: z.string(),
  credential: z.string(),
  discipline: z.string(),
  npi: z.string().nullable(),
  taxonomy: z.string().nullable(),
  isActive: z.boolean(),
})

export const Payer = z.strictObject({
  id: Id.nullable().default(null),
  name: Line(60, 1),
  ediId: EnvelopeId,
  kind: z.enum(PAYER_KINDS),
  filing: z.string().regex(/^[0-9A-Z]{2}$/, 'a claim filing indicator'),
  phone: Line(20).default(''),
  appealsLine1: Line(55).default(''),
  appealsCity: Line(30).default(''),
  appealsState: State.nullable().default(null),
  appealsZip: Zip.nullable().default(null),
  appealsFax: Line(20).default(''),
  filingDays: z.int().min(1).max(1100),
  correctedDays: z.int().min(1).max(1100),
  appealDays: z.int().min(1).max(1100),
  videoModifier: z.enum(['95', 'GT', '']).default('95'),
  audioModifier: z.enum(['93', 'FQ', '']).default('93'),
})

/** A coverage of a patient; the subscriber's own facts only when the patient is a dependent. */
const Coverage = z.strictObject({
  id: Id.nullable().default(null),
  payer: Id,
  position: z.int().min(1).max(11),
  memberId: Line(80, 2),
  group: Line(50).nullable().default(null),
  plan: Line(60).nullable().default(null),
  relationship: z.enum(['18', '01', '19', '20', '21', '39', '40', '53', 'G8']).default('18'),
  subscriberLast: Line(60).nullable().default(null),
  subscriberFirst: Line(35).nullable().default(null),
  subscriberBorn: DayField.nullable().default(null),
  starts: DayField.nullable().default(null),
  ends: DayField.nullable().default(null),
})

export const PatientFields = z.strictObject({
  id: Id.nullable().default(null),
  last: Line(60, 1),
  first: Line(35, 1),
  middle: Line(25).nullable().default(null),
  born: DayField,
  sex: z.enum(['F', 'M', 'U']),
  address: Address,
  phone: z
    .string()
    .regex(/^\d{10}$/, 'ten digits')
    .nullable()
    .default(null),
  /** Null to somebody who may not see them; null coming back leaves them as they are. */
  diagnoses: z.array(Line(8, 3)).max(12).nullable().default([]),
  coverages: z.array(Coverage).max(5).default([]),
})

const PatientRow = z.strictObject({
  id: Id,
  name: z.string(),
  born: DayField.nullable(),
  payer: z.string().nullable(),
  memberId: z.string().nullable(),
  lastSeen: DayField.nullable(),
  nextSeen: DayField.nullable(),
  claims: z.int(),
  owedByPayers: CentsField,
  owedByPatient: CentsField,
})

const Appointment = z.strictObject({
  id: Id,
  day: DayField,
  start: z.string(),
  stop: z.string(),
  patient: Id,
  patientName: z.string(),
  provider: Id,
  providerName: z.string(),
  service: z.enum(SERVICES),
  mode: z.enum(MODES),
  status: z.string(),
  charge: Id.nullable(),
})

export const practice = {
  'practice.get': query(z.strictObject({}), PracticeFields.partial().extend({ name: z.string(), isSample: z.boolean() }), {
    does: 'The practice as its claims name it.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'practice.save': command(PracticeFields, z.strictObject({}), { does: 'Changes the practice.', needs: 'practice.write', audit: 'change' }),
  'providers.list': query(z.strictObject({}), z.array(ProviderRow), { does: 'Every clinician.', needs: 'practice.read', audit: 'none' }),
  'providers.save': command(Provider, z.strictObject({ id: Id }), {
    does: 'Adds or changes a clinician.',
    needs: 'practice.write',
    audit: 'change',
    fails: ['provider.exists', 'record.missing'],
  }),
  'payers.list': query(z.strictObject({}), z.array(Payer.extend({ id: Id, claims: z.int() })), {
    does: 'Every payer.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'payers.save': command(Payer, z.strictObject({ id: Id }), {
    does: 'Adds or changes a payer.',
    needs: 'payers.write',
    audit: 'change',
    fails: ['payer.exists', 'record.missing'],
  }),
  ...listCalls('patients', PatientRow, {
    does: 'Patients with coverage and what is owed.',
    needs: 'patients.read',
    audit: 'view',
  }),
  'patients.get': query(
    z.strictObject({ id: Id }),
    PatientFields.extend({
      id: Id,
      coverages: z.array(Coverage.extend({ id: Id, payerName: z.string() })),
      owedByPayers: CentsField,
      owedByPatient: CentsField,
      claims: z.array(
        z.strictObject({
          id: Id,
          day: DayField,
          codes: z.string(),
          payer: z.string(),
          status: z.string(),
          cents: CentsField,
          paid: CentsField,
        }),
      ),
      appointments: z.array(z.strictObject({ id: Id, day: DayField, start: z.string(), provider: z.string(), status: z.string() })),
    }),
    {
      does: 'One patient: facts, coverages, diagnoses, claims, sessions.',
      needs: 'patients.read',
      audit: 'view',
      about: { id: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'patients.save': command(PatientFields, z.strictObject({ id: Id }), {
    does: 'Adds or changes a patient with coverages and diagnoses; those left out are taken away.',
    needs: 'patients.write',
    audit: 'change',
    about: { id: 'patient' },
    fails: ['patient.exists', 'coverage.used', 'record.missing'],
  }),
  'patients.pick': query(
    z.strictObject({ text: z.string().max(60), limit: z.int().min(1).max(50).default(12) }),
    z.array(z.strictObject({ id: Id, name: z.string(), born: DayField.nullable(), payer: z.string().nullable() })),
    { does: 'Patients whose name holds what is typed.', needs: 'patients.read', audit: 'view' },
  ),
  'fees.list': query(z.strictObject({}), z.array(z.strictObject({ code: z.string(), starts: DayField, cents: CentsField })), {
    does: 'What the practice charges.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'fees.save': command(z.strictObject({ code: Line(5, 5), starts: DayField, cents: CentsField }), z.strictObject({}), {
    does: 'Sets a charge from a day on.',
    needs: 'fees.write',
    audit: 'change',
  }),
  'rates.save': command(z.strictObject({ payer: Id, code: Line(5, 5), starts: DayField, cents: CentsField }), z.strictObject({}), {
    does: 'Sets what a contract allows from a day on.',
    needs: 'fees.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
  'appointments.list': query(z.strictObject({ from: DayField, to: DayField }), z.array(Appointment), {
    does: 'The sessions of some days.',
    needs: 'sessions.read',
    audit: 'view',
  }),
  'appointments.save': command(
    z.strictObject({ patient: Id, provider: Id, day: DayField, start: Clock, stop: Clock, service: z.enum(SERVICES), mode: z.enum(MODES) }),
    z.strictObject({ id: Id }),
    {
      does: 'Books a session.',
      needs: 'sessions.write',
      audit: 'change',
      about: { patient: 'patient' },
      fails: ['session.order', 'record.missing'],
    },
  ),
  'appointments.mark': command(z.strictObject({ id: Id, status: z.enum(['booked', 'cancelled', 'no-show']) }), z.strictObject({}), {
    does: 'Says that a session was cancelled or missed, or that it stands after all.',
    needs: 'sessions.write',
    audit: 'change',
    about: { id: 'appointment' },
    fails: ['session.billed', 'record.missing'],
  }),
} as const
