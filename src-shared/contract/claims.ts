import { REPORTS, WAYS } from '../attachments.ts'
import { z } from 'zod'
import { command, query, task } from './call.ts'
import { DrugField, DrugsOfLines } from './drugs.ts'
import { CentsField, ClaimStatus, DayField, Document, HistoryLine, Id, Line, Npi, SegmentLine, Shape, State } from './fields.ts'
import { Bulk, chosenFields, isChosenOneWay, Left, listCalls, ONE_WAY, Part, Preview } from './list.ts'

const Row = z.strictObject({
  id: Id,
  status: ClaimStatus,
  patient: z.string(),
  day: DayField,
  payer: z.string(),
  codes: z.string(),
  charge: CentsField,
  paid: CentsField,
  /** Still owed by payer and patient together. */
  owed: CentsField,
  provider: z.string().nullable(),
  batch: z.string().nullable(),
  fileBy: DayField,
})

const Finding = z.strictObject({
  rule: z.string(),
  /** `rejected` is what an answer turned it back for; the others are of our own checks. */
  grade: z.enum(['rejected', 'stop', 'hold', 'warning', 'repair', 'tag']),
  words: z.string(),
  field: z.string(),
  box: z.string(),
  source: z.string(),
  /** Loop, segment and element of the 837P; empty of a rule of the practice. */
  x12: z.string(),
  /** What one key does about it: the words, and what is mended. */
  fix: z
    .strictObject({
      words: z.string(),
      place: z.string().optional(),
      /** Another coverage of the patient is billed first. */
      coverage: Id.optional(),
      modifiers: z.array(z.strictObject({ line: Id, modifiers: z.array(z.string()) })).optional(),
      drugs: DrugsOfLines.optional(),
    })
    .nullable(),
})

/** The next step of a panel: why in one sentence, an amount, what the one filled button does. */
const NextStep = z.strictObject({
  title: z.string(),
  why: z.string(),
  cents: CentsField.nullable(),
  action: z.enum([
    'send',
    'bill-next',
    'mend',
    'approve',
    'release',
    'wait',
    'ask-payer',
    'send-again',
    'dispute',
    'open-remittance',
    'open-denial',
    'open-appeal',
    'open-patient',
    'open-clinicians',
    'open-practice',
    'open-facts',
    'none',
  ]),
  target: Id.nullable(),
})

/** PWK: what goes with a claim, how it is sent, and the number that ties it to the claim; held here until asked for (AA) it has none. */
const Attachment = z.strictObject({
  report: z.enum(Object.keys(REPORTS) as (keyof typeof REPORTS)[]),
  by: z.enum(Object.keys(WAYS) as (keyof typeof WAYS)[]),
  control: Line(50, 2).nullable(),
})
const DelayReason = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15'])

/** Who else a claim names (2310A, 2310C), and what the patient paid on it (AMT F5). Each is told as the payer’s rules have it. */
const PARTIES = {
  paid: CentsField.refine((paid) => paid >= 0, 'an amount, not below zero').nullable(),
  referrer: z.strictObject({ last: Line(60, 1), first: Line(35), npi: Npi }).nullable(),
  site: z
    .strictObject({
      name: Line(60, 1),
      /** Only where the place has one of its own. */
      npi: Npi.nullable(),
      line1: Line(55, 1),
      city: Line(30, 2),
      state: State,
      zip: z.string().regex(/^\d{9}$/, 'nine digits'),
    })
    .nullable(),
}
const MoneyLine = z.strictObject({
  words: z.string(),
  from: z.string(),
  payer: CentsField,
  patient: CentsField,
  file: Id.nullable(),
  segment: z.int().nullable(),
})

const Detail = z.strictObject({
  id: Id,
  status: ClaimStatus,
  frequency: z.string(),
  patient: z.strictObject({ id: Id, name: z.string(), born: DayField.nullable() }),
  payer: z.strictObject({ id: Id, name: z.string() }),
  coverage: Id,
  memberId: z.string(),
  provider: z.string().nullable(),
  biller: z.string(),
  day: DayField,
  lastDay: DayField,
  place: z.string(),
  charge: CentsField,
  control: z.string().nullable(),
  payerControl: z.string().nullable(),
  authorization: z.string().nullable(),
  /** Whose turn it is: 1 is the first payer. */
  turn: z.int(),
  /** Every payer of the claim in the order they pay; what was paid by those that decided. */
  payers: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      memberId: z.string(),
      /** In words: `first`, `second`. */
      order: z.string(),
      isNow: z.boolean(),
      paid: CentsField.nullable(),
      decided: DayField.nullable(),
      number: z.string().nullable(),
    }),
  ),
  /** What may be done with a claim that a payer decided, or that was opened since. */
  may: z.array(z.enum(['bill-next', 'replace', 'void', 'put-back'])),
  fileBy: DayField,
  diagnoses: z.array(z.strictObject({ code: z.string(), words: z.string() })),
  note: z.string().nullable(),
  delay: DelayReason.nullable(),
  attachments: z.array(Attachment),
  ...PARTIES,
  lines: z.array(
    z.strictObject({
      id: Id,
      n: z.int(),
      code: z.string(),
      short: z.string(),
      modifiers: z.array(z.string()),
      units: z.int(),
      pointers: z.array(z.int()),
      day: DayField,
      place: z.string(),
      drug: DrugField.nullable(),
      /** Its code bills a drug. */
      isDrug: z.boolean(),
      /** The session that it bills, of those that Parity knows. */
      chargeId: Id.nullable(),
      charge: CentsField,
      payer: CentsField,
      patient: CentsField,
      paid: CentsField,
      adjusted: CentsField,
    }),
  ),
  findings: z.array(Finding),
  next: NextStep,
  money: z.array(MoneyLine),
  owedByPayer: CentsField,
  owedByPatient: CentsField,
  file: z.strictObject({ id: Id, title: z.string(), where: z.string(), lines: z.array(SegmentLine) }).nullable(),
  /** Every file it left in, was answered in or was paid in, newest first; packets too. */
  documents: z.array(Document),
  history: z.array(HistoryLine),
})

export const claims = {
  ...listCalls('claims', Row, { does: 'Claims in any order, filtered, grouped.', needs: 'claims.read', audit: 'view' }),
  'claims.get': query(z.strictObject({ id: Id }), Detail, {
    does: 'One claim: facts, money, what the files say, history, next step.',
    needs: 'claims.read',
    audit: 'view',
    about: { id: 'claim' },
    fails: ['record.missing'],
  }),
  'claims.recheck': task(
    z
      .strictObject({
        ...chosenFields,
        /** Why claims that a person held back may go; it stands in their history. */
        reason: Line(300, 3).optional(),
      })
      .refine(isChosenOneWay, ONE_WAY),
    Bulk.extend({
      /** Of those that were checked. */
      ready: z.int(),
      held: z.int(),
    }),
    {
      does: 'Runs the checks again on claims that have not left.',
      needs: 'claims.write',
      audit: 'change',
      about: { ids: 'claim' },
      fails: ['claim.sent', 'record.missing'],
    },
  ),
  'claims.mend': command(
    z.strictObject({
      id: Id,
      diagnoses: z.array(Line(8, 3)).min(1).max(12).optional(),
      memberId: Line(80, 2).optional(),
      authorization: Line(50).nullable().optional(),
      /** Words for the payer (NTE ADD), and why the claim is late (CLM20). */
      note: Line(80).nullable().optional(),
      delay: DelayReason.nullable().optional(),
      /** All that goes with the claim; one that is sent apart and has no number gets one. */
      attachments: z.array(Attachment).max(10).optional(),
      paid: PARTIES.paid.optional(),
      referrer: PARTIES.referrer.optional(),
      site: PARTIES.site.optional(),
      place: z
        .string()
        .regex(/^\d{2}$/)
        .optional(),
      /** Another coverage of the patient that is billed, and from then on comes first of the two. */
      coverage: Id.optional(),
      modifiers: z.array(z.strictObject({ line: Id, modifiers: z.array(z.string().regex(/^[0-9A-Z]{2}$/)).max(4) })).optional(),
      drugs: DrugsOfLines.optional(),
    }),
    z.strictObject({ status: ClaimStatus, stops: z.int() }),
    {
      does: 'Mends what kept a claim back, and checks it again.',
      needs: 'claims.write',
      audit: 'change',
      about: { id: 'claim' },
      fails: ['record.missing', 'claim.sent'],
    },
  ),
  'claims.billNext': command(z.strictObject({ id: Id }), z.strictObject({ status: ClaimStatus, stops: z.int(), payer: z.string() }), {
    does: 'Bills a claim that one payer decided to the next one, with what the first decided line by line.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim' },
    fails: ['record.missing', 'claim.last', 'claim.forwarded'],
  }),
  'claims.replace': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Opens a claim that the payer decided, to be mended and sent whole in its place (frequency 7).',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim' },
    fails: ['record.missing', 'claim.sent', 'claim.number'],
  }),
  'claims.void': command(z.strictObject({ id: Id, reason: Line(300, 3) }), z.strictObject({ status: ClaimStatus, stops: z.int() }), {
    does: 'Makes a claim ready to be voided with the payer (frequency 8), with the content the payer has.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim' },
    fails: ['record.missing', 'claim.sent', 'claim.number'],
  }),
  'claims.putBack': command(z.strictObject({ id: Id }), z.strictObject({ status: ClaimStatus }), {
    does: 'Puts a claim back that was opened for a void or for the next payer and has not left.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim' },
    fails: ['record.missing', 'claim.left'],
  }),
  'claims.resend': command(z.strictObject({ id: Id }), z.strictObject({ status: ClaimStatus, stops: z.int() }), {
    does: 'Opens a claim that its payer did not find, to be sent again under a new number.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim' },
    fails: ['record.missing', 'claim.sent'],
  }),
  'claims.split': command(z.strictObject({ id: Id, charge: Id }), z.strictObject({ claim: Id }), {
    does: 'Gives one session of a claim that has not left a claim of its own.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim', charge: 'charge' },
    fails: ['record.missing', 'claim.sent', 'claim.single'],
  }),
  'claims.join': command(z.strictObject({ id: Id, into: Id }), z.strictObject({ claim: Id }), {
    does: 'Puts the sessions of a claim on another; neither has left.',
    needs: 'claims.write',
    audit: 'change',
    about: { id: 'claim', into: 'claim' },
    fails: ['record.missing', 'claim.sent', 'claim.apart'],
  }),
  'claims.hold': task(z.strictObject({ ...chosenFields, reason: Line(200, 3) }).refine(isChosenOneWay, ONE_WAY), Bulk, {
    does: 'Keeps claims back that have not left, with a reason.',
    needs: 'claims.write',
    audit: 'change',
    about: { ids: 'claim' },
    fails: ['claim.sent', 'record.missing'],
  }),
  'claims.preview': query(
    z.strictObject({
      ...chosenFields,
      /** What is to be done; without ids or a view, with all that are ready. */
      of: z.enum(['send', 'hold', 'recheck', 'print', 'route']).default('send'),
    }),
    Preview.extend({
      /** Of sending: by which way the files leave, a connection or, under 0, the hand of a person, and to which payers. */
      ways: z.array(z.strictObject({ id: z.int(), name: z.string(), isTesting: z.boolean(), payers: z.array(Part) })),
    }),
    {
      does: 'What sending, printing, moving, holding or checking claims would do, before it does.',
      needs: 'claims.read',
      audit: 'none',
      about: { ids: 'claim' },
    },
  ),
  'claims.send': task(
    z.strictObject({
      ...chosenFields,
      /** A test (ISA15 T) is no sending: the files leave, and every claim stays ready. */
      usage: z.enum(['T', 'P']).default('P'),
      /** The ways whose files leave as a test, where the others count; 0 is by hand. */
      tests: z.array(z.int().nonnegative()).max(200).optional(),
    }),
    z.strictObject({
      batches: z.array(
        z.strictObject({
          id: Id,
          file: Id,
          name: z.string(),
          payer: z.string(),
          claims: z.int(),
          cents: CentsField,
          usage: z.enum(['T', 'P']),
        }),
      ),
      /** The first of those that stay, and all of them by reason. */
      held: z.array(z.strictObject({ id: Id, why: z.string() })),
      wont: z.array(Left),
      /** Claims of whole batches that were not written because a person stopped it; they are as they were. */
      left: z.int(),
    }),
    {
      does: 'Writes ready claims as 837P files, one a payer; each claim leaves once.',
      needs: 'claims.write',
      audit: 'export',
      about: { ids: 'claim' },
      fails: ['claim.none', 'x12.unwritable'],
    },
  ),
  'claims.proof': task(
    z.strictObject({ id: Id, path: z.string().min(1).max(4096) }),
    z.strictObject({
      path: z.string(),
      /** Whether a 277CA says that the claim itself was taken; an acknowledgment of the file alone is no proof. */
      isTaken: z.boolean(),
    }),
    {
      does: 'The proof that a claim was filed in time, as PDF from the files as they were sent and received, of this claim alone.',
      needs: 'claims.write',
      audit: 'export',
      about: { id: 'claim' },
      fails: ['record.missing', 'claim.none', 'consent.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'claims.cover': task(
    z.strictObject({ id: Id, path: z.string().min(1).max(4096) }),
    z.strictObject({ path: z.string(), covers: z.int() }),
    {
      does: 'The covers of the papers that go with a claim by mail or fax, a page each, with the number that the claim names them by.',
      needs: 'claims.write',
      audit: 'export',
      about: { id: 'claim' },
      fails: ['record.missing', 'claim.none', 'consent.none', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'claims.batches': query(
    z.strictObject({}),
    z.array(
      z.strictObject({
        id: Id,
        reference: z.string(),
        payer: z.string(),
        file: Id.nullable(),
        name: z.string(),
        claims: z.int(),
        cents: CentsField,
        usage: z.enum(['T', 'P']),
        status: z.string(),
        words: z.string(),
        shape: Shape,
        at: z.string(),
      }),
    ),
    { does: 'Batches that were written, and what came back on each.', needs: 'claims.read', audit: 'none' },
  ),
} as const
