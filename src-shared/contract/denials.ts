import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Document, HistoryLine, Id, Line, SegmentLine } from './fields.ts'
import { Bulk, chosenFields, isChosenOneWay, listCalls, ONE_WAY, Preview } from './list.ts'

export const ACTIONS = ['correct', 'appeal', 'rebill', 'bill-patient', 'close', 'investigate'] as const
/** What denials may have in common. */
export const PATTERNS_BY = ['payer', 'cause', 'reason', 'code', 'modifier', 'place', 'provider'] as const
/** The kinds of cause. */
export const CAUSES = [
  'Authorization',
  'Coverage',
  'Information and coding',
  'Necessity and level',
  'Filing limit',
  'Bundling',
  'Duplicate',
  'Enrollment',
  'Limits',
  'Other',
] as const
/** What a denial is until it is closed. */
export const OPEN_DENIAL = ['new', 'in-work', 'waiting'] as const
export const DENIAL_OUTCOMES = ['paid', 'upheld', 'written-off', 'patient-billed'] as const
export const CLOSE_REASONS = [
  'timely-filing',
  'no-authorization',
  'non-covered',
  'bundled',
  'duplicate',
  'credentialing',
  'medical-necessity-exhausted',
  'small-balance',
  'charity',
  'administrative',
] as const

const Row = z.strictObject({
  id: Id,
  status: z.enum([...OPEN_DENIAL, 'closed']),
  /** How it ended; null while it is open. */
  outcome: z.enum(DENIAL_OUTCOMES).nullable(),
  daysLeft: z.int(),
  due: DayField,
  cause: z.string(),
  reason: z.string(),
  reasonWords: z.string(),
  nextStep: z.string(),
  action: z.enum(ACTIONS),
  patient: z.string(),
  claim: Id,
  day: DayField,
  code: z.string(),
  cents: CentsField,
  payer: z.string(),
  owner: z.string(),
  /** Put off until this day; null is not. */
  again: DayField.nullable(),
})

export const denials = {
  ...listCalls('denials', Row, {
    does: 'Denied lines by days left, each with cause and next step.',
    needs: 'denials.read',
    audit: 'view',
  }),
  'denials.get': query(
    z.strictObject({ id: Id }),
    Row.extend({
      remarks: z.array(z.strictObject({ code: z.string(), words: z.string() })),
      why: z.string(),
      steps: z.array(z.string()),
      prevent: z.string(),
      /** For the telephone: what to have at hand, and what to ask. */
      call: z.strictObject({ have: z.array(z.strictObject({ name: z.string(), value: z.string() })), ask: z.array(z.string()) }),
      payerControl: z.string().nullable(),
      charge: CentsField,
      /** What the payer owes on the line by the ledger: what a write-off or a bill to the patient moves. */
      open: CentsField,
      mayBillPatient: z.boolean(),
      /** The reason of a write-off when nobody says another. */
      closeReason: z.enum(CLOSE_REASONS),
      patientId: Id,
      deniedOn: DayField,
      appeal: z
        .strictObject({
          id: Id,
          status: z.string(),
          level: z.int(),
          /** The level that is open to it now; null while this one is not decided, or when there is none. */
          next: z.strictObject({ level: z.int(), name: z.string() }).nullable(),
        })
        .nullable(),
      templates: z.array(z.strictObject({ id: z.string(), title: z.string(), fits: z.boolean() })),
      note: z.string(),
      /** The file the segments stand in. */
      file: Id,
      segments: z.array(SegmentLine),
      documents: z.array(Document),
      history: z.array(HistoryLine),
    }),
    {
      does: 'One denial: cause, why Parity thinks so, steps, deadline, the segments that say it.',
      needs: 'denials.read',
      audit: 'view',
      about: { id: 'denial' },
      fails: ['record.missing'],
    },
  ),
  'denials.work': command(
    z.strictObject({
      id: Id,
      owner: Line(60).optional(),
      note: Line(2000).optional(),
      action: z.enum(ACTIONS).optional(),
      status: z.enum(OPEN_DENIAL).optional(),
      /** What it comes of, in a person's judgement: remembered for this payer, reason and remarks. */
      cause: z.enum(CAUSES).optional(),
      /** Puts it off until a day, with the reason as the note; null takes it up again. */
      again: DayField.nullable().optional(),
    }),
    z.strictObject({}),
    {
      does: 'Takes a denial over, notes what was done, changes the action or the cause.',
      needs: 'denials.write',
      audit: 'change',
      about: { id: 'denial' },
      fails: ['record.missing', 'denial.closed', 'denial.again'],
    },
  ),
  'denials.assign': task(
    z
      .strictObject({
        ...chosenFields,
        owner: Line(60).optional(),
        note: Line(2000).optional(),
        action: z.enum(ACTIONS).optional(),
        status: z.enum(OPEN_DENIAL).optional(),
      })
      .refine(isChosenOneWay, ONE_WAY),
    Bulk.extend({
      /** Whose the changed ones were; null when they are too many to name. */
      before: z.array(z.strictObject({ owner: z.string(), ids: z.array(Id) })).nullable(),
    }),
    {
      does: 'Gives many denials to a person, or changes note, action or status of them all. Closed ones stay as they are.',
      needs: 'denials.write',
      audit: 'change',
      about: { ids: 'denial' },
      fails: ['record.missing'],
    },
  ),
  'denials.patterns': query(
    z.strictObject({ by: z.enum(PATTERNS_BY) }),
    z.strictObject({
      /** From this day on they are of late; those before it go back to the other. */
      since: DayField,
      before: DayField,
      rows: z.array(z.strictObject({ words: z.string(), says: z.string(), n: z.int(), cents: CentsField, before: z.int(), newest: Id })),
    }),
    {
      does: 'What denials of the last ninety days have in common, beside the ninety before, the most money first.',
      needs: 'denials.read',
      audit: 'none',
    },
  ),
  'denials.drift': query(
    z.strictObject({}),
    z.array(
      z.strictObject({
        kind: z.enum(['first', 'allowed', 'days']),
        words: z.string(),
        day: DayField,
        /** The first denial of the kind. */
        denial: Id.nullable(),
      }),
    ),
    {
      does: 'What payers do otherwise than they used to: reasons they never gave, amounts they allow, days they take.',
      needs: 'denials.read',
      audit: 'none',
    },
  ),
  'denials.preview': query(z.strictObject(chosenFields).refine(isChosenOneWay, ONE_WAY), Preview, {
    does: 'What working many denials at once would change, before it does.',
    needs: 'denials.read',
    audit: 'none',
    about: { ids: 'denial' },
  }),
  'denials.correct': command(z.strictObject({ id: Id }), z.strictObject({ claim: Id }), {
    does: 'Opens the claim as a replacement (frequency 7) with the payer’s number, ready to be mended and sent.',
    needs: 'denials.write',
    audit: 'change',
    about: { id: 'denial' },
    fails: ['record.missing', 'denial.closed', 'claim.sent'],
  }),
  'denials.close': command(
    z.strictObject({ id: Id, outcome: z.enum(DENIAL_OUTCOMES), reason: z.enum(CLOSE_REASONS).optional(), note: Line(2000).default('') }),
    z.strictObject({
      /** Set when it is above the person’s limit and waits for a second one; the denial stays open. */ approval: Id.nullable(),
    }),
    {
      does: 'Ends a denial with an outcome; a write-off is posted to the ledger with its reason, or asked for when it is above the person’s limit.',
      needs: 'denials.write',
      audit: 'money',
      about: { id: 'denial' },
      fails: ['record.missing', 'denial.closed', 'record.changed'],
    },
  ),
} as const
