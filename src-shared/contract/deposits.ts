import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'
import { listCalls } from './list.ts'

/*
 * What the bank says came in, against what payers told they paid. Every line of the bank and every remittance stands in one row: tied together, or alone.
 */

/**
 * `money` has no remittance, `remittance` no money, `differs` is tied and comes to another amount; `agrees` is settled, `before` is a
 * remittance of a day before the first that a file of the bank tells of, `none` pays nothing, and `aside` was
 * put aside by a person.
 */
export const DEPOSIT_STATES = ['money', 'remittance', 'differs', 'agrees', 'before', 'none', 'aside'] as const
export type DepositState = (typeof DEPOSIT_STATES)[number]
const VERDICTS = ['new', 'known', 'cannot'] as const

const State = z.enum(DEPOSIT_STATES)
const Given = z.strictObject({
  path: z.string().max(4096),
  /** What the account is called where the file does not say. */
  account: Line(40).default(''),
})

const Row = z.strictObject({
  id: Id,
  state: State,
  day: DayField,
  /** The payer; of money without a remittance, what the bank says. */
  party: z.string(),
  reference: z.string(),
  bank: CentsField.nullable(),
  told: CentsField.nullable(),
  /** What the bank has more than the remittances say. */
  off: CentsField,
  /** By when the money of a remittance should be there. */
  due: DayField.nullable(),
  why: z.string(),
})

const Money = z.strictObject({
  id: Id,
  /** Its row in the list, while it stands alone. */
  row: Id,
  account: z.string(),
  day: DayField,
  cents: CentsField,
  description: z.string(),
  reference: z.string(),
})
const Told = z.strictObject({
  id: Id,
  row: Id,
  payer: z.string(),
  trace: z.string(),
  method: z.string(),
  day: DayField,
  cents: CentsField,
})

const Preview = z.strictObject({
  name: z.string(),
  /** Why it is no bank's file; empty when it is one. */
  why: z.string(),
  /** What its accounts are called, and whether the file says so itself. */
  account: z.string(),
  saysAccount: z.boolean(),
  counts: z.record(z.enum(VERDICTS), z.int()),
  /** Lines of money that went out, which are not brought in. */
  out: z.int(),
  cents: CentsField,
  from: DayField.nullable(),
  to: DayField.nullable(),
  /** At most 200 of each verdict. */
  rows: z.array(
    z.strictObject({
      place: z.string(),
      verdict: z.enum(VERDICTS),
      day: DayField.nullable(),
      description: z.string(),
      reference: z.string(),
      cents: CentsField.nullable(),
      /** Of a row that cannot be read: its field, and why. */
      field: z.string(),
      why: z.string(),
    }),
  ),
})
export type DepositPreview = z.infer<typeof Preview>

export const deposits = {
  ...listCalls('deposits', Row, {
    does: 'Money of the bank and remittances: what has no other side, what differs, what agrees.',
    needs: 'remittance.read',
    audit: 'none',
  }),
  'deposits.get': query(
    z.strictObject({ id: Id }),
    z.strictObject({
      id: Id,
      state: State,
      money: z.array(Money),
      remittances: z.array(Told),
      /** The tie; null when there is none. `by` is empty when Parity made it. */
      match: z.strictObject({ id: Id, at: z.string(), by: z.string(), why: z.string() }).nullable(),
      off: CentsField,
      /** Why it differs or stands alone, and what to do. */
      says: z.string(),
      /** What is likely its other side. */
      offers: z.array(z.strictObject({ money: z.array(Money), remittances: z.array(Told), why: z.string() })),
      /** What else has no other side yet, the nearest amounts first; 50 at most. */
      others: z.strictObject({ money: z.array(Money), remittances: z.array(Told) }),
    }),
    {
      does: 'One row: its money, its remittances, why they differ, and what may belong to it.',
      needs: 'remittance.read',
      audit: 'view',
      fails: ['record.missing'],
    },
  ),
  'deposits.preview': task(Given, Preview, {
    does: 'Looks into a file of a bank and says what an import would bring. Nothing is changed.',
    needs: 'deposits.reconcile',
    audit: 'view',
    fails: ['file.missing', 'file.refused'],
  }),
  'deposits.import': task(
    Given,
    z.strictObject({
      counts: z.record(z.enum(VERDICTS), z.int()),
      /** Ties that are certain, made with it. */
      tied: z.int(),
    }),
    {
      does: 'Brings the money that came in by a file of a bank, each line once, and ties what is certain.',
      needs: 'deposits.reconcile',
      audit: 'change',
      fails: ['file.missing', 'file.refused', 'deposits.unreadable'],
    },
  ),
  'deposits.tie': command(
    z.strictObject({
      /** Rows of the list that are one payment; those of one side alone are put aside. */
      rows: z.array(Id).min(1).max(200),
      /** Why one side is put aside. */
      note: Line(300).default(''),
    }),
    z.strictObject({ match: Id, row: Id, state: State, off: CentsField }),
    {
      does: 'Ties money of the bank to remittances, or puts one side aside with a reason.',
      needs: 'deposits.reconcile',
      audit: 'change',
      fails: ['record.missing', 'deposits.alone', 'deposits.tied', 'deposits.nothing'],
    },
  ),
  'deposits.untie': command(z.strictObject({ match: Id }), z.strictObject({}), {
    does: 'Undoes a tie. Who made it and who undid it stay.',
    needs: 'deposits.reconcile',
    audit: 'change',
    fails: ['record.missing', 'deposits.untied'],
  }),
} as const
