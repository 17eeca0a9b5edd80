import { z } from 'zod'
import { command, query } from './call.ts'
import { CentsField, ClaimStatus, DayField, Id, Line, MonthField } from './fields.ts'

/*
 * The months of the books. What the entries of a month did to what is owed, and whether the month is closed: then no entry comes to it any more, and a
 * late one belongs to the first open month under its own day.
 */

/** What changes what payers and patients owe together. `credits`: money taken in before, or kept for later. Each is the change it makes. */
const MONTH_LINES = ['charges', 'insurance', 'takebacks', 'patient', 'refunds', 'adjustments', 'credits'] as const
/** What the entries of a month are. */
export const MONTH_ENTRIES = ['charge', 'insurance', 'takeback', 'patient', 'refund', 'write-off', 'transfer', 'provider'] as const
/** The accounts of the ledger. */
export const ACCOUNTS = ['payer', 'patient', 'charge', 'payment', 'adjustment', 'credit', 'provider'] as const
/** What may be left of a time: remittances not posted, posted in part or held; claims that are not sent. */
const UNFINISHED = ['rehearsed', 'partly', 'quarantined', 'claims'] as const

/** Who owes: the payer whose turn is the first, one whose turn came after, or the patient. */
export const OWING = ['first', 'later', 'patient'] as const
/** How many days old what is owed is, with the last day of each; the last has none. */
export const AGES = [
  { age: '0-30', to: 30 },
  { age: '31-60', to: 60 },
  { age: '61-90', to: 90 },
  { age: '91-120', to: 120 },
  { age: 'over-120', to: null },
] as const

const Owed = z.strictObject({ claims: z.int(), cents: CentsField })

const Roll = z.strictObject({
  opening: CentsField,
  changes: z.record(z.enum(MONTH_LINES), CentsField),
  closing: CentsField,
  /** Money of payers beside the claims (PLB): it changes nothing that is owed. Above nothing, they paid it. */
  provider: CentsField,
})

/** `running` is not over; `open` is, and can be closed. */
const State = z.enum(['running', 'open', 'closed'])

const Month = z.strictObject({
  month: MonthField,
  state: State,
  roll: Roll,
  /** When it was closed, and by whom; null while it is open. */
  closed: z.strictObject({ at: z.string(), by: z.string() }).nullable(),
  /** Entries of days in closed months, which belong to this one. */
  late: z.int(),
})

const Unfinished = z.strictObject({ what: z.enum(UNFINISHED), n: z.int(), cents: CentsField })

export const month = {
  'month.list': query(z.strictObject({}), z.strictObject({ closedThrough: MonthField.nullable(), months: z.array(Month) }), {
    does: 'The months of the books, the newest first: what was owed, charged, paid and let go, and which are closed.',
    needs: 'month.read',
    audit: 'none',
  }),
  'month.get': query(
    z.strictObject({ month: MonthField }),
    Month.extend({
      /** Each account with what the entries did to it, with the signs of the ledger. */
      accounts: z.array(
        z.strictObject({
          account: z.enum(ACCOUNTS),
          opening: CentsField,
          changes: z.array(z.strictObject({ what: z.enum(MONTH_ENTRIES), cents: CentsField })),
          closing: CentsField,
        }),
      ),
      /** What was open when it was closed; of an open month what is now, of its days and before. */
      unfinished: z.array(Unfinished),
      /** The remittances among it as they stand now, 200 at most. */
      remittances: z.array(
        z.strictObject({ id: Id, payer: z.string(), trace: z.string(), day: DayField, cents: CentsField, status: z.string() }),
      ),
      claims: z.array(z.strictObject({ id: Id, day: DayField, cents: CentsField, status: ClaimStatus })),
      /** The entries of days in closed months that belong to this one, the newest first, 200 at most. */
      lateEntries: z.array(
        z.strictObject({
          id: Id,
          day: DayField,
          what: z.enum(MONTH_ENTRIES),
          /** The claim it is on; null when it is on none, or on several. */
          claim: Id.nullable(),
          /** What it did to what payers and patients owe. */
          owed: CentsField,
          /** It takes another entry back. */
          undoes: z.boolean(),
        }),
      ),
      /** Each time it was opened again. */
      reopened: z.array(z.strictObject({ closedAt: z.string(), at: z.string(), by: z.string(), why: z.string() })),
    }),
    { does: 'One month: how each account rolled forward, and what is not finished.', needs: 'month.read', audit: 'view' },
  ),
  'month.aging': query(
    z.strictObject({}),
    z.strictObject({
      day: DayField,
      rows: z.array(
        z.strictObject({
          who: z.enum(OWING),
          /** In the order of the ages. `from` and `to`: the days of service, of patients the days since which they owe; null without an end. */
          ages: z.array(Owed.extend({ age: z.enum(AGES.map(({ age }) => age)), from: DayField.nullable(), to: DayField.nullable() })),
          all: Owed,
        }),
      ),
      ages: z.array(Owed),
      all: Owed,
      /** What the practice owes back on claims, to payers and patients: it is in none of the ages. Below nothing. */
      back: CentsField,
    }),
    {
      does: 'What is owed now, by who owes it and how old it is: by the day of service, of patients by the day since which they owe.',
      needs: 'month.read',
      audit: 'none',
    },
  ),
  'month.owedBack': query(
    z.strictObject({}),
    z.strictObject({
      /** What must be returned by a day first, then the oldest. */
      rows: z.array(
        z.strictObject({
          /** Null for what stands on no session. */
          claim: Id.nullable(),
          patient: Id,
          name: z.string(),
          service: DayField.nullable(),
          to: z.enum(['payer', 'patient']),
          /** The payer; empty for a patient. */
          party: z.string(),
          cents: CentsField,
          /** Since when it is so in the books. */
          since: DayField,
          /** When it must have been returned, where a law says so. */
          by: DayField.nullable(),
          words: z.string(),
        }),
      ),
      cents: CentsField,
      /** Rows beyond those. */
      more: z.int(),
    }),
    {
      does: 'What the practice owes back to payers and patients, since when, and by when Medicare and Medicaid must have it.',
      needs: 'month.read',
      audit: 'view',
    },
  ),
  'month.close': command(
    z.strictObject({
      /** The last month to close; what is open before it is closed with it, each month by itself. */
      through: MonthField,
      /** Closes although something is not finished, and notes it. */
      despite: z.boolean().default(false),
    }),
    z.strictObject({ months: z.array(MonthField) }),
    {
      does: 'Closes the months up to one that is over: their figures stand, and late entries go to the first open month.',
      needs: 'month.close',
      audit: 'change',
      confirm: true,
      fails: ['month.running', 'month.closed', 'month.unfinished', 'month.unbalanced'],
    },
  ),
  'month.reopen': command(z.strictObject({ month: MonthField, why: Line(300, 3) }), z.strictObject({}), {
    does: 'Opens the last closed month again, with a reason that stays.',
    needs: 'month.close',
    audit: 'change',
    confirm: true,
    fails: ['month.open'],
  }),
} as const
