import { z } from 'zod'
import { EVERY } from '../payment-plan.ts'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'
import { Left } from './list.ts'

/** Why a patient gets no statement now, the first that holds. */
export const NO_STATEMENT = ['held', 'unexplained', 'medicaid', 'next-payer', 'nothing', 'credit', 'plan', 'small', 'recent'] as const

const Words = (longest: number) => z.string().trim().max(longest)
export const StatementTerms = z.strictObject({
  /** What the practice says of paying: how, to whom, what when it is hard. */
  policy: Words(900),
  /** What is said by the age of the oldest part: 30 days at most, 60, 90, longer. */
  fresh: Words(300),
  month: Words(300),
  twoMonths: Words(300),
  old: Words(300),
  /** Less than this is not worth a letter. */
  least: CentsField.refine((amount) => amount >= 0 && amount <= 100_000, 'an amount up to $1,000'),
  /** Days between two statements to one patient. */
  every: z.int().min(0).max(365),
  /** Days a patient has to pay. */
  payWithin: z.int().min(1).max(120),
})

const Aging = z.strictObject({ fresh: CentsField, month: CentsField, twoMonths: CentsField, old: CentsField })
const Row = z.strictObject({
  patient: Id,
  name: z.string(),
  /** What is asked, credit taken off; of one who gets none, what is due. */
  cents: CentsField,
  aging: Aging,
  /** What is asked now: all of it, or what is due by the patient's plan. */
  now: CentsField,
  /** The day of the last one. */
  last: DayField.nullable(),
  /** Null for one who gets a statement. */
  not: z.enum(NO_STATEMENT).nullable(),
  why: z.string(),
})

const PlanPart = z.strictObject({ day: DayField, cents: CentsField, paid: CentsField })
const Plan = z.strictObject({
  total: CentsField,
  part: CentsField,
  every: z.enum(EVERY),
  first: DayField,
  note: z.string(),
  /** Who agreed on it, and when. */
  by: z.string(),
  on: DayField,
  paid: CentsField,
  left: CentsField,
  /** Of parts whose day is over. */
  missed: CentsField,
  next: z.strictObject({ day: DayField, cents: CentsField }).nullable(),
  parts: z.array(PlanPart),
})

const Patients = { /** Without it everybody with a share that is open. */ patients: z.array(Id).min(1).max(500).optional() }

export const statements = {
  'statements.preview': query(
    z.strictObject(Patients),
    z.strictObject({
      rows: z.array(Row),
      /** Patients beyond those that are listed. */
      more: z.int(),
    }),
    {
      does: 'Who gets a statement, of how much, and who does not and why.',
      needs: 'receipts.read',
      audit: 'view',
      about: { patients: 'patient' },
    },
  ),
  'statements.make': task(
    z.strictObject({ ...Patients, path: z.string().min(1).max(4096) }),
    z.strictObject({
      path: z.string(),
      made: z.array(z.strictObject({ id: Id, patient: Id, number: z.string(), cents: CentsField })),
      pages: z.int(),
      cents: CentsField,
      /** Who got none, by reason. */
      wont: z.array(Left),
      /** Patients not come to because a person stopped it. */
      left: z.int(),
    }),
    {
      does: 'Makes the statements of patients: each kept as it was printed, all of them joined where a person chose.',
      needs: 'receipts.write',
      audit: 'export',
      about: { patients: 'patient' },
      fails: ['record.missing', 'statement.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'statements.of': query(
    z.strictObject({ patient: Id }),
    z.strictObject({
      /** Newest first. */
      statements: z.array(
        z.strictObject({ id: Id, number: z.string(), day: DayField, payBy: DayField, cents: CentsField, aging: Aging, by: z.string() }),
      ),
      /** Why the patient gets none for now; empty when nothing holds them. */
      hold: z.string(),
    }),
    {
      does: 'The statements a patient was sent.',
      needs: 'receipts.read',
      audit: 'view',
      about: { patient: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'statements.copy': task(z.strictObject({ statement: Id, path: z.string().min(1).max(4096) }), z.strictObject({ path: z.string() }), {
    does: 'A statement again, byte for byte as it was printed.',
    needs: 'receipts.write',
    audit: 'export',
    about: { statement: 'statement' },
    fails: ['record.missing', 'file.refused', 'file.unwritable'],
  }),
  'statements.receipt': task(z.strictObject({ receipt: Id, path: z.string().min(1).max(4096) }), z.strictObject({ path: z.string() }), {
    does: 'A receipt for what a patient paid, as a PDF where a person chose.',
    needs: 'receipts.take',
    audit: 'export',
    about: { receipt: 'receipt' },
    fails: ['record.missing', 'receipt.undone', 'packet.unprintable', 'file.refused', 'file.unwritable'],
  }),
  'statements.superbill': task(
    z
      .strictObject({ patient: Id, from: DayField, to: DayField, path: z.string().min(1).max(4096) })
      .refine(({ from, to }) => from <= to, { path: ['to'], message: 'a day on or after the first' }),
    z.strictObject({ path: z.string() }),
    {
      does: 'An itemized bill of a patient’s sessions between two days, for a plan the practice does not bill.',
      needs: 'receipts.write',
      audit: 'export',
      about: { patient: 'patient' },
      fails: ['record.missing', 'superbill.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'statements.hold': command(
    z.strictObject({
      patient: Id,
      /** Empty to send statements again. */
      why: Line(300),
    }),
    z.strictObject({}),
    {
      does: 'Holds the statements of a patient, with the reason, or lets them go again.',
      needs: 'receipts.write',
      audit: 'change',
      about: { patient: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'statements.plan': query(
    z.strictObject({ patient: Id }),
    z.strictObject({
      plan: Plan.nullable(),
      /** What is due of the patient now, and could be agreed on. */
      owed: CentsField,
    }),
    {
      does: 'What a patient agreed to pay in parts, what is paid of it and what was missed.',
      needs: 'receipts.read',
      audit: 'view',
      about: { patient: 'patient' },
      fails: ['record.missing'],
    },
  ),
  'statements.agree': command(
    z.strictObject({
      patient: Id,
      part: CentsField.refine((amount) => amount > 0, 'an amount above nothing'),
      every: z.enum(EVERY),
      first: DayField,
      note: Line(300).default(''),
    }),
    z.strictObject({}),
    {
      does: 'Agrees with a patient to pay what is due now in parts; statements ask for the parts that are due.',
      needs: 'receipts.write',
      audit: 'change',
      about: { patient: 'patient' },
      fails: ['record.missing', 'plan.open', 'plan.nothing', 'plan.parts', 'plan.day'],
    },
  ),
  'statements.endPlan': command(z.strictObject({ patient: Id, why: Line(300) }), z.strictObject({}), {
    does: 'Ends the plan of a patient: all that is due is asked again.',
    needs: 'receipts.write',
    audit: 'change',
    about: { patient: 'patient' },
    fails: ['record.missing', 'plan.none'],
  }),
  'statements.terms': query(z.strictObject({}), StatementTerms, {
    does: 'What the practice says on its statements, and when it sends them.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'statements.setTerms': command(StatementTerms, z.strictObject({}), {
    does: 'Changes what the practice says on its statements, and when it sends them.',
    needs: 'practice.write',
    audit: 'change',
  }),
} as const
