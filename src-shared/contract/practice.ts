import { z } from 'zod'
import { memberIdPattern } from '../member-id.ts'
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
  'injection',
] as const
export const SUPERVISED = ['own', 'named', 'supervisor', 'none'] as const
/** How much a payer takes on one claim. */
export const TOGETHER = ['none', 'day', 'week', 'month'] as const
export const WANTS_NDC = ['usual', 'always', 'never'] as const
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
  /** Under which ids it is asked about coverage and authorizations (270, 278) and about claims (276), where those are others; an empty text is the same. */
  eligibilityId: z.union([EnvelopeId, z.literal('')]).default(''),
  statusId: z.union([EnvelopeId, z.literal('')]).default(''),
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
  /** Codes of 15 minutes: a unit from more than half of it (CPT), from all of it, or from more than half of what all codes of the day come to. */
  quarterHours: z.enum(['midpoint', 'full', 'together']).default('midpoint'),
  /** The minute from which the first 90840 counts. */
  crisisFrom: z.literal([75, 76]).default(75),
  /** The least minutes of a family session. */
  familyLeast: z.int().min(26).max(60).default(26),
  /** The E/M beside psychotherapy carries 25. */
  emWith25: z.boolean().default(false),
  /** How it takes what a supervised clinician did: as any other’s, with the supervisor named, in the supervisor’s name, or not at all. */
  supervised: z.enum(SUPERVISED).default('own'),
  /** What it wants behind the code then; an empty text is none. */
  supervisedModifier: z
    .string()
    .regex(/^([0-9A-Z]{2})?$/, 'two letters or digits')
    .default(''),
  /** It is told what the patient paid (AMT F5); many payers pay that much less. */
  tellsPaid: z.boolean().default(false),
  /** No claim goes to it without who referred the patient (2310A). */
  wantsReferrer: z.boolean().default(false),
  /** The place of service is named where it is not the practice’s address (2310C). */
  namesSite: z.boolean().default(true),
  /** The taxonomy of the clinician who rendered the service is told (PRV). */
  namesTaxonomy: z.boolean().default(true),
  /** Whether a claim of a drug goes to it without its NDC: as payers of its kind have it, never, or as it likes. */
  wantsNdc: z.enum(WANTS_NDC).default('usual'),
  together: z.enum(TOGETHER).default('none'),
  /** What its member ids look like, in words; an empty text when nobody says so. Another id is warned of, never stopped. */
  memberShape: Line(120)
    .refine((words) => words === '' || memberIdPattern(words) !== undefined, 'as 3 letters then 9 digits')
    .default(''),
  /** A question about coverage may name several service types; else it names one. */
  manyServices: z.boolean().default(false),
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
  /** Paper claims say it. */
  subscriberLives: z.enum(['unknown', 'with-patient', 'elsewhere']).default('unknown'),
  /** Of one who lives elsewhere. */
  subscriberAddress: Address.default({ line1: '', line2: null, city: '', state: null, zip: null }),
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

/** What is charged for a code from a day on: for every line, or for those with some modifiers, of a credential, of one clinician. */
const Fee = z.strictObject({
  code: Line(5, 5),
  modifiers: z
    .array(z.string().regex(/^[0-9A-Z]{2}$/, 'two letters or digits'))
    .max(4)
    .default([]),
  credential: Line(20).default(''),
  provider: Id.nullable().default(null),
  starts: DayField,
  cents: CentsField,
})
const FeeRow = z.strictObject({
  code: z.string(),
  /** Parted by a space; empty when it holds whatever is on the line. */
  modifiers: z.string(),
  credential: z.string(),
  provider: Id.nullable(),
  providerName: z.string(),
  starts: DayField,
  cents: CentsField,
})

/** What is to be seen to in a patient's standing data before it is billed, the worst first in the order of the letters. */
export const LOOKS = [
  'a-none-holds',
  'b-born',
  'c-member-id',
  'd-dates',
  'e-subscriber',
  'f-order',
  'g-name',
  'h-shared',
  'i-ask',
  'j-sex',
  'k-nothing',
] as const
export type Look = (typeof LOOKS)[number]
/** The same as a person reads it. */
export const LOOK_WORDS: Readonly<Record<Look, string>> = {
  'a-none-holds': 'No coverage now',
  'b-born': 'Birth date',
  'c-member-id': 'Member id',
  'd-dates': 'Coverage dates',
  'e-subscriber': 'Subscriber',
  'f-order': 'Who pays first',
  'g-name': 'Name',
  'h-shared': 'Shared member id',
  'i-ask': 'Ask who is first',
  'j-sex': 'Sex',
  'k-nothing': 'Nothing',
}
/** Those that make a claim come back, or go to the wrong payer: work. The others are worth knowing. */
export const COSTLY_LOOKS: readonly Look[] = [
  'a-none-holds',
  'b-born',
  'c-member-id',
  'd-dates',
  'e-subscriber',
  'f-order',
  'g-name',
  'h-shared',
]

const PatientRow = z.strictObject({
  id: Id,
  name: z.string(),
  born: DayField.nullable(),
  payer: z.string().nullable(),
  memberId: z.string().nullable(),
  lastSeen: DayField.nullable(),
  nextSeen: DayField.nullable(),
  wrong: z.enum(LOOKS),
  /** Sessions booked in the next 30 days, and those of the last three months that were held and not charged. */
  waiting: z.int(),
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
  'payers.memberShape': query(
    z.strictObject({ id: Id }),
    z.strictObject({
      /** How nearly all member ids look that this payer took; null where they differ or are few. */
      shape: z.string().nullable(),
      like: z.int(),
      all: z.int(),
    }),
    {
      does: 'What the member ids of a payer’s accepted claims have in common, to be taken over by a person.',
      needs: 'payers.write',
      audit: 'none',
      fails: ['record.missing'],
    },
  ),
  ...listCalls('patients', PatientRow, {
    does: 'Patients with coverage and what is owed.',
    needs: 'patients.read',
    audit: 'view',
  }),
  'patients.get': query(
    z.strictObject({ id: Id }),
    PatientFields.extend({
      id: Id,
      /** Null where nobody told it yet: files of other systems leave it out. */
      born: DayField.nullable(),
      coverages: z.array(Coverage.extend({ id: Id, payerName: z.string() })),
      /** What a payer would send back for these facts alone: what is wrong and why it matters. */
      checks: z.array(
        z.strictObject({ of: z.enum(LOOKS), field: z.enum(['born', 'sex', 'last', 'coverages']), words: z.string(), why: z.string() }),
      ),
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
  'fees.list': query(z.strictObject({}), z.array(FeeRow), {
    does: 'What the practice charges.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'fees.save': command(Fee, z.strictObject({}), {
    does: 'Sets a charge from a day on.',
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
