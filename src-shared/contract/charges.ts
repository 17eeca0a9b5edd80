import { z } from 'zod'
import { command, query, task } from './call.ts'
import { DRUG_NUMBERS, type DrugNumber } from '../drug.ts'
import { DrugField, GivenDrug } from './drugs.ts'
import { CentsField, Clock, DayField, Id, Line } from './fields.ts'
import { MODES, SERVICES } from './practice.ts'

/** Why a value of the row is as it is: the value, the reason, where the reason comes from. */
const Reason = z.strictObject({ what: z.string(), value: z.string(), why: z.string(), source: z.string() })

const ChargeLine = z.strictObject({
  code: z.string(),
  short: z.string(),
  modifiers: z.array(z.string()),
  units: z.int(),
  pointers: z.array(z.int()),
  cents: CentsField,
  /** Why this code and so many units, and where the rule stands. */
  why: z.string(),
  source: z.string(),
  drug: DrugField.nullable(),
})

/** The bands of minutes of a service, for the ruler: which code from which minute on, and what it is charged at. */
const Band = z.strictObject({ from: z.int(), code: z.string().nullable(), cents: CentsField.nullable() })

const Suggestion = z.strictObject({
  minutes: z.int().nullable(),
  outcome: z.enum(['billed', 'unbillable', 'incomplete']),
  /** What a person is asked about before the row is saved: it was charged before; or nothing of it can be billed, and not for being short. */
  asks: z.enum(['doubled', 'unbillable']).nullable(),
  /** Said under the row when something was changed or cannot be billed. */
  notice: z.strictObject({ grade: z.enum(['stop', 'warning']), words: z.string() }).nullable(),
  /** The typed code against the minutes, when it is above or below what they support. */
  held: z.strictObject({ is: z.enum(['over', 'under']), words: z.string() }).nullable(),
  place: z.string(),
  diagnoses: z.array(z.string()),
  coverage: z.strictObject({ id: Id, payer: z.string() }).nullable(),
  lines: z.array(ChargeLine),
  cents: CentsField,
  bands: z.array(Band),
  reasons: z.array(Reason),
})

const Entered = z.strictObject({
  appointment: Id.nullable().default(null),
  /** The saved row that this one takes the place of: it is taken back in the same step. */
  replaces: Id.optional(),
  patient: Id,
  provider: Id,
  day: DayField,
  start: Clock,
  stop: Clock,
  service: z.enum(SERVICES),
  mode: z.enum(MODES),
  /** What the biller typed over the suggestion; Parity still holds it against the minutes. */
  code: Line(5).optional(),
  /** The E/M code beside a psychotherapy add-on; its level comes from medical decision making, never from time. */
  em: Line(5).optional(),
  /** Minutes of psychotherapy within an E/M session. */
  therapyMinutes: z.int().min(0).max(600).optional(),
  diagnoses: z.array(Line(8, 3)).max(12).optional(),
  interactive: z.boolean().default(false),
  /** Drugs that were given, each a line of its own behind those of the session. */
  drugs: z.array(GivenDrug).max(6).optional(),
})

/** A saved row as it was typed. */
const Typed = Entered.omit({ replaces: true, appointment: true }).extend({ appointment: Id.nullable(), interactive: z.boolean() })

const Row = z.strictObject({
  id: Id,
  appointment: Id.nullable(),
  patient: Id,
  patientName: z.string(),
  provider: Id,
  providerName: z.string(),
  day: DayField,
  start: z.string(),
  stop: z.string(),
  minutes: z.int(),
  service: z.string(),
  mode: z.string(),
  place: z.string(),
  codes: z.string(),
  modifiers: z.string(),
  units: z.string(),
  diagnoses: z.array(z.string()),
  pointers: z.string(),
  cents: CentsField,
  outcome: z.enum(['billed', 'unbillable']),
  reason: z.string(),
  claim: Id.nullable(),
  claimStatus: z.string().nullable(),
  /** What was typed beside the facts, for the row to be changed. */
  beside: Entered.pick({ code: true, em: true, therapyMinutes: true, diagnoses: true, drugs: true }).extend({ interactive: z.boolean() }),
  /** Its claim has not left, so it can be changed and taken back. */
  isOpen: z.boolean(),
})

/** A drug of a pasted row, as it was written there. */
const PastedDrug = z.strictObject({
  code: z.string(),
  units: z.string(),
  ndc: z.string(),
  quantity: z.string(),
  unit: DrugField.shape.unit,
  isInjected: z.boolean(),
  kind: z.enum(Object.keys(DRUG_NUMBERS) as DrugNumber[]),
  number: z.string(),
})

/** A row as it is typed: what could not be read stays as it was written. */
const PastedRow = z.strictObject({
  /** Its place in what was pasted, from 1. */
  n: z.int(),
  grade: z.enum(['ready', 'look', 'cannot']),
  /** Why it is not ready; or what one should know of a row that is. */
  words: z.string().nullable(),
  /** The field to mend. */
  field: z
    .enum(['patient', 'day', 'start', 'stop', 'service', 'provider', 'code', 'em', 'therapyMinutes', 'diagnoses', 'drugs'])
    .nullable(),
  day: DayField.nullable(),
  /** As it was written, when it could not be read. */
  dayText: z.string(),
  patient: z.strictObject({ id: Id, name: z.string(), born: DayField.nullable() }).nullable(),
  /** Who may be meant, nearest first. */
  offers: z.array(z.strictObject({ id: Id, name: z.string(), born: DayField.nullable() })),
  patientText: z.string(),
  appointment: Id.nullable(),
  provider: Id.nullable(),
  start: z.string(),
  stop: z.string(),
  service: z.enum(SERVICES),
  mode: z.enum(MODES),
  code: z.string(),
  em: z.string(),
  therapyMinutes: z.string(),
  diagnoses: z.string(),
  interactive: z.boolean(),
  drugs: z.array(PastedDrug),
  /** What it becomes. */
  minutes: z.int().nullable(),
  codes: z.string(),
  modifiers: z.string(),
  units: z.string(),
  place: z.string(),
  cents: CentsField,
})

/** What a patient owes for a day's services. What was not stated stays open: a range, or nothing. */
const Estimate = z.strictObject({
  day: DayField,
  payer: z.string().nullable(),
  /** From what the payer stated; from the fee, where no plan pays; or nobody can say. */
  basis: z.enum(['benefits', 'self-pay', 'open']),
  lines: z.array(z.strictObject({ code: z.string(), charge: CentsField, allowed: CentsField, isContract: z.boolean() })),
  charge: CentsField,
  allowed: CentsField,
  /** The least and the most the patient may owe; the two are one where everything was stated, and null where nobody can say. */
  low: CentsField.nullable(),
  high: CentsField.nullable(),
  /** The arithmetic of the most, each line with the segment it came from and the file that segment stands in. */
  steps: z.array(
    z.strictObject({ what: z.string(), words: z.string(), cents: CentsField, segment: z.int().nullable(), file: Id.nullable() }),
  ),
  /** What makes it less certain. */
  warnings: z.array(z.string()),
  answeredAt: z.string().nullable(),
  answerFile: Id.nullable(),
  /** The answer was told by telephone. */
  told: z.boolean(),
})

export const charges = {
  'charges.day': query(
    z.strictObject({ day: DayField, provider: Id.optional() }),
    z.strictObject({
      rows: z.array(Row),
      /** Sessions of the day that were held and have no charge. */
      missing: z.array(
        z.strictObject({
          id: Id,
          patient: Id,
          patientName: z.string(),
          provider: Id,
          providerName: z.string(),
          start: z.string(),
          stop: z.string(),
          service: z.enum(SERVICES),
          mode: z.enum(MODES),
        }),
      ),
      booked: z.int(),
      minutes: z.int(),
      cents: CentsField,
      /** The other days of the last three months that have sessions without a charge, oldest first. */
      waiting: z.array(z.strictObject({ day: DayField, sessions: z.int() })),
    }),
    { does: 'The charge sheet of a day.', needs: 'charges.read', audit: 'view' },
  ),
  'charges.suggest': query(Entered.partial({ patient: true, provider: true, start: true, stop: true }), Suggestion, {
    does: 'What a session becomes: code from the minutes, modifiers, place, diagnoses, fee, each with its reason.',
    needs: 'charges.read',
    audit: 'none',
    about: { patient: 'patient' },
  }),
  'charges.estimate': query(
    z
      .strictObject({ appointment: Id.optional(), charge: Id.optional() })
      .refine((one) => (one.appointment === undefined) !== (one.charge === undefined), {
        message: 'a session or a charge',
      }),
    Estimate,
    {
      does: 'What the patient owes for a session or a charge, with the arithmetic line by line. An estimate, never a promise.',
      needs: 'eligibility.read',
      audit: 'view',
      about: { appointment: 'appointment', charge: 'charge' },
      fails: ['record.missing'],
    },
  ),
  'charges.goodFaith': task(
    z.strictObject({
      appointment: Id,
      /** How many such sessions within twelve months. */
      sessions: z.int().min(1).max(104),
      every: z.enum(['once', 'week', 'two-weeks', 'month']),
      path: z.string().min(1).max(4096),
    }),
    z.strictObject({ path: z.string(), expected: CentsField }),
    {
      does: 'The good-faith estimate a patient without coverage for a session is owed before it, as PDF (45 CFR 149.610).',
      needs: 'clinical.read',
      audit: 'export',
      about: { appointment: 'appointment' },
      fails: ['record.missing', 'charge.unbillable', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'charges.paste': query(
    z.strictObject({
      text: z.string().max(900_000),
      /** What a row that names no day is of. */
      day: DayField,
      /** Who held a session that names nobody. */
      provider: Id.nullable(),
      /** Rows of an earlier paste that these come after: they are counted on, and named so. */
      after: z.int().min(0).max(100_000).optional(),
    }),
    z.strictObject({
      rows: z.array(PastedRow),
      /** The heads that were recognised, in the order of the columns; none when they had to be told by their content. */
      heads: z.array(z.string()),
    }),
    {
      does: 'Reads rows of a spreadsheet as sessions: who, when, what, with the reason of each that is not ready. Nothing is saved.',
      needs: 'charges.write',
      audit: 'view',
      fails: ['paste.large'],
    },
  ),
  'charges.withdraw': command(
    z.strictObject({ charge: Id }),
    z.strictObject({ charge: Id, claim: Id.nullable(), patientName: z.string(), entered: Typed }),
    {
      does: 'Takes a saved row back whose claim has not left: the claim is voided, the session is missing again.',
      needs: 'charges.write',
      audit: 'change',
      about: { charge: 'charge' },
      fails: ['record.missing', 'charge.withdrawn', 'claim.sent'],
    },
  ),
  'charges.save': command(
    Entered.extend({
      /** A row that asks is not saved before a person said so. */
      asks: z.boolean().optional(),
    }),
    z.strictObject({ charge: Id, claim: Id.nullable(), outcome: z.enum(['billed', 'unbillable']), status: z.string().nullable() }),
    {
      does: 'Saves a session as a charge and makes its claim, checked.',
      needs: 'charges.write',
      audit: 'change',
      about: { patient: 'patient', appointment: 'appointment', replaces: 'charge' },
      fails: [
        'session.order',
        'session.ahead',
        'session.billed',
        'session.cancelled',
        'record.missing',
        'coverage.none',
        'charge.unbillable',
        'charge.doubled',
        'charge.withdrawn',
        'claim.sent',
      ],
    },
  ),
} as const
