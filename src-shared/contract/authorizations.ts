import { z } from 'zod'
import { UNITS } from '../quantity.ts'
import { command, query, task } from './call.ts'
import { DayField, Document, Id, Line, SegmentLine } from './fields.ts'
import { listCalls } from './list.ts'

/** `requested` is not answered yet; `voided` was entered by mistake. Approved ones alone are counted against. */
export const AUTHORIZATION_STATUSES = ['requested', 'approved', 'denied', 'voided'] as const
const Status = z.enum(AUTHORIZATION_STATUSES)
/** Parts of a unit: whole visits, units and days; minutes where the unit is an hour. */
const Parts = z.int().min(-1_000_000).max(1_000_000)

const Counted = {
  unit: z.enum(UNITS),
  amount: Parts,
  /** Used before it was entered here. */
  earlier: Parts,
  /** Booked and not charged. */
  reserved: Parts,
  /** Charged, and not decided by the payer. */
  used: Parts,
  /** Paid, or left to the patient by the payer. */
  confirmed: Parts,
  /** Nobody holds it; below zero when more is held than was agreed. */
  free: Parts,
}

/** How an authorization stands on a day: what a person is told first. `silent`: the payer took longer over a request than it should. */
const AUTHORIZATION_STATES = [
  'running',
  'ahead',
  'short',
  'over',
  'ended',
  'requested',
  'silent',
  'pended',
  'denied',
  'cancelled',
  'voided',
] as const

const AuthorizationRow = z.strictObject({
  id: Id,
  patient: Id,
  patientName: z.string(),
  payer: z.string(),
  number: z.string(),
  status: Status,
  state: z.enum(AUTHORIZATION_STATES),
  starts: DayField,
  ends: DayField,
  codes: z.string(),
  provider: z.string().nullable(),
  ...Counted,
  /** The day of the last service that is covered, as far as can be foreseen. */
  lastDay: DayField.nullable(),
  /** Days since its newest request, where the payer has not answered that. */
  waits: z.int().nullable(),
  /** The day from which an unanswered or put-off request is work again; null is at once, or nothing waits. */
  again: DayField.nullable(),
})

const Authorization = AuthorizationRow.extend({
  coverage: Id,
  providerId: Id.nullable(),
  reference: z.string(),
  note: z.string(),
  renews: Id.nullable(),
  isRenewed: z.boolean(),
  /** The first booked service that nothing covers. */
  uncoveredDay: DayField.nullable(),
  /** How far it reaches, with its arithmetic. */
  outlook: z.string(),
})

const Movement = z.strictObject({
  id: Id,
  /** `Booked`, `Charged`, `Paid`. */
  words: z.string(),
  /** What it is of: the session of a day, a claim. */
  day: DayField,
  claim: Id.nullable(),
  from: z.enum(['left', 'reserved', 'used', 'confirmed']),
  to: z.enum(['left', 'reserved', 'used', 'confirmed']),
  quantity: Parts,
  at: z.string(),
  who: z.string().nullable(),
})

/** What a payer decided; `modified` is in part or otherwise than asked, `contact` that it wants a call, `rejected` that it could not take the request. */
const REVIEW_OUTCOMES = ['asked', 'certified', 'modified', 'denied', 'pended', 'contact', 'not-needed', 'cancelled', 'rejected'] as const
/** What a payer told of a request when it was asked. */
const CALL_SAYS = ['in-review', 'not-received', 'decided', 'other'] as const
const CALL_WAYS = ['phone', 'portal'] as const
const Call = {
  way: z.enum(CALL_WAYS),
  /** Who said it, and the number of the call; a site names neither. */
  by: Line(80),
  reference: Line(50),
  said: z.enum(CALL_SAYS),
  note: Line(500),
  /** The day to look again; null is at once. */
  again: DayField.nullable(),
}
const ON_PHONE = 'who said it, and the number of the call'
/** A contact with the payer about a request, as it is entered. */
export const ReviewCall = z
  .strictObject(Call)
  .refine((one) => one.way === 'portal' || one.by !== '', { path: ['by'], message: ON_PHONE })
  .refine((one) => one.way === 'portal' || one.reference !== '', { path: ['reference'], message: ON_PHONE })
  .refine((one) => one.said !== 'in-review' || one.again !== null, { path: ['again'], message: 'a day to look again' })

const Terms = { starts: DayField, ends: DayField, unit: z.enum(UNITS), amount: Parts }

/** A request to the payer (278), and its newest decision on it. */
const Review = z.strictObject({
  id: Id,
  /** The newest of its authorization: the others were asked before. */
  isNewest: z.boolean(),
  /** Initial, renewal, extension. */
  certification: z.enum(['I', 'R', '4']),
  askedAt: z.string(),
  asked: z.strictObject(Terms),
  outcome: z.enum(REVIEW_OUTCOMES),
  answeredAt: z.string().nullable(),
  /** What the payer stated; what it did not is null. */
  said: z.strictObject({
    number: z.string().nullable(),
    reference: z.string().nullable(),
    starts: DayField.nullable(),
    ends: DayField.nullable(),
    unit: z.enum(UNITS).nullable(),
    amount: Parts.nullable(),
  }),
  /** What the authorization becomes when a person takes the decision over; null when it decides nothing. */
  becomes: z.strictObject({ status: z.enum(['approved', 'denied']), number: z.string(), ...Terms }).nullable(),
  /** Why it decided so: the code, what it says, what to do; words and step are empty where they are not known. */
  reasons: z.array(z.strictObject({ code: z.string(), words: z.string(), next: z.string() })),
  /** The payer's refusals and messages. */
  words: z.array(z.string()),
  /** Whom to call. */
  contact: z.string(),
  settledAt: z.string().nullable(),
  isUrgent: z.boolean(),
  /** The days a payer may take over such a request before it is work here. */
  usualDays: z.int(),
  /** The day from which it is work again; null is at once. */
  again: DayField.nullable(),
  /** What the payer told of it since, the newest first. */
  calls: z.array(z.strictObject({ ...Call, at: z.string(), who: z.string().nullable() })),
  /** It was sent, nothing was charged against it, and it is not over: it can be taken back. */
  mayCancel: z.boolean(),
  /** That it was taken back, and what the payer made of it: `open` is not decided, `refused` that it goes on. */
  cancelled: z
    .strictObject({ at: z.string(), outcome: z.enum(['asked', 'cancelled', 'open', 'refused']), words: z.array(z.string()) })
    .nullable(),
  segments: z.array(SegmentLine),
  /** The answer and the request, the answer first. */
  documents: z.array(Document),
})

/** What is agreed or asked for. */
const Wanted = {
  id: Id.nullable().default(null),
  patient: Id,
  coverage: Id,
  starts: DayField,
  ends: DayField,
  /** Codes, families (9083*) and ranges (90832-90837); none is any. */
  codes: Line(200),
  provider: Id.nullable().default(null),
  unit: z.enum(UNITS),
  amount: z.int().min(1).max(1_000_000),
  reference: Line(50).default(''),
  note: Line(200).default(''),
  renews: Id.nullable().default(null),
}
const isInOrder = (one: { readonly starts: string; readonly ends: string }): boolean => one.ends >= one.starts
const ORDER = { path: ['ends'], message: 'a day not before the first' }

const Fields = z
  .strictObject({ ...Wanted, number: Line(50), status: Status, earlier: z.int().min(0).max(1_000_000).default(0) })
  .refine(isInOrder, ORDER)
/** Urgent where the care cannot wait for the usual time of a review. */
const Request = z.strictObject({ ...Wanted, isUrgent: z.boolean().default(false) }).refine(isInOrder, ORDER)

const one = { appointment: Id.optional(), charge: Id.optional(), claim: Id.optional() }
const isOne = (of: { appointment?: number | undefined; charge?: number | undefined; claim?: number | undefined }): boolean =>
  [of.appointment, of.charge, of.claim].filter((id) => id !== undefined).length === 1
const ABOUT = { appointment: 'appointment', charge: 'charge', claim: 'claim' } as const

const Choice = z.strictObject({ id: Id, number: z.string(), words: z.string() })

export const authorizations = {
  ...listCalls('authorizations', AuthorizationRow, {
    does: 'Authorizations with what is left of each, and until when.',
    needs: 'eligibility.read',
    audit: 'view',
  }),
  'authorizations.get': query(
    z.strictObject({ id: Id }),
    Authorization.extend({ movements: z.array(Movement), reviews: z.array(Review) }),
    {
      does: 'One authorization with every movement against it, and what was asked of the payer.',
      needs: 'eligibility.read',
      audit: 'view',
      about: { id: 'authorization' },
      fails: ['record.missing'],
    },
  ),
  'authorizations.cards': query(z.strictObject({ patient: Id }), z.array(Authorization), {
    does: 'The authorizations of a patient, those that hold first.',
    needs: 'eligibility.read',
    audit: 'view',
    about: { patient: 'patient' },
  }),
  'authorizations.standing': query(
    z.strictObject(one).refine(isOne, 'one of them'),
    z.strictObject({
      /** What it counts against; null is nothing. */
      authorization: Id.nullable(),
      /** In a sentence; empty when the patient has no authorization and none is asked for. */
      words: z.string(),
      grade: z.enum(['fine', 'warning', 'stop']),
      isByHand: z.boolean(),
      /** What it may be counted against instead. */
      others: z.array(Choice),
    }),
    {
      does: 'Which authorization a session, a charge or a claim counts against, and what is lacking.',
      needs: 'eligibility.read',
      audit: 'view',
      about: ABOUT,
      fails: ['record.missing'],
    },
  ),
  'authorizations.save': command(Fields, z.strictObject({ id: Id }), {
    does: 'Enters or changes an authorization, and counts the patient’s services against it.',
    needs: 'eligibility.write',
    audit: 'change',
    about: { id: 'authorization', patient: 'patient', renews: 'authorization' },
    fails: ['record.missing', 'authorization.codes', 'authorization.exists'],
  }),
  'authorizations.ask': command(Request, z.strictObject({ id: Id, file: Id, name: z.string(), payer: z.string() }), {
    does: 'Enters an authorization as asked for, and writes the request to its payer (278).',
    needs: 'eligibility.write',
    audit: 'change',
    about: { id: 'authorization', patient: 'patient', renews: 'authorization' },
    fails: [
      'record.missing',
      'authorization.codes',
      'authorization.exists',
      'authorization.decided',
      'authorization.unasked',
      'consent.none',
      'x12.unwritable',
    ],
  }),
  'authorizations.accept': command(
    z.strictObject({ authorization: Id, review: Id, undo: z.boolean().default(false) }),
    z.strictObject({ id: Id }),
    {
      does: 'Takes the payer’s decision over to the authorization, or takes that back.',
      needs: 'eligibility.write',
      audit: 'change',
      about: { authorization: 'authorization' },
      fails: ['record.missing', 'record.changed', 'authorization.undecided', 'authorization.exists'],
    },
  ),
  'authorizations.tell': command(z.strictObject({ authorization: Id, review: Id, call: ReviewCall }), z.strictObject({}), {
    does: 'Keeps what a payer told of a request: who said it, under which number of the call, and when to look again.',
    needs: 'eligibility.write',
    audit: 'change',
    about: { authorization: 'authorization' },
    fails: ['record.missing', 'record.changed', 'consent.none'],
  }),
  'authorizations.cancel': command(
    z.strictObject({ authorization: Id, review: Id }),
    z.strictObject({ file: Id, name: z.string(), payer: z.string() }),
    {
      does: 'Takes a request back from its payer (278) and lets go what is booked against it; there is no way back.',
      needs: 'eligibility.write',
      audit: 'change',
      about: { authorization: 'authorization' },
      fails: [
        'record.missing',
        'record.changed',
        'authorization.used',
        'authorization.decided',
        'authorization.unasked',
        'consent.none',
        'x12.unwritable',
      ],
    },
  ),
  'authorizations.packet': task(
    z
      .strictObject({
        authorization: Id,
        /** The days whose sessions are listed. */
        from: DayField,
        to: DayField,
        /** Typed for the reviewer; it is in the PDF alone. */
        summary: z.string().max(8000),
        path: z.string().min(1).max(4096),
      })
      .refine((one) => one.to >= one.from, { path: ['to'], message: 'a day not before the first' }),
    z.strictObject({ path: z.string(), sessions: z.int() }),
    {
      does: 'The packet for a concurrent review, as PDF: what was agreed, used and is left, and the sessions without their content.',
      needs: 'clinical.read',
      audit: 'export',
      about: { authorization: 'authorization' },
      fails: ['record.missing', 'consent.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'authorizations.choose': command(
    z.strictObject({ ...one, authorization: Id.nullable(), reason: Line(200, 3) }).refine(isOne, 'one of them'),
    z.strictObject({}),
    {
      does: 'Says by hand what a session, a charge or a claim counts against, with the reason.',
      needs: 'eligibility.write',
      audit: 'change',
      about: { ...ABOUT, authorization: 'authorization' },
      fails: ['record.missing', 'claim.sent'],
    },
  ),
} as const
