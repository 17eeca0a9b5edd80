import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'
import { chosenFields, isChosenOneWay, Left, ONE_WAY, Preview } from './list.ts'

/*
 * How claims stand with their payers: asked in a 276 and answered in a 277, or told on the telephone, on a site, in a letter.
 */

/** What was last told of a claim; `asked` is not answered yet, `retry` a question that could not be answered. */
export const TOLD = [
  'asked',
  'wanted',
  'not-found',
  'denied',
  'paid',
  'finished',
  'pending',
  'accepted',
  'rejected',
  'retry',
  'unclear',
] as const

export const CONTACT_WAYS = ['phone', 'portal', 'letter'] as const
/** What a payer said of a claim when a person asked. */
export const CONTACT_SAYS = ['in-process', 'not-on-file', 'wanted', 'paid', 'denied', 'other'] as const

const ON_PHONE = 'who said it, and the number of the call'
/** A contact with a payer about a claim, as it is entered. */
export const Contact = z
  .strictObject({
    way: z.enum(CONTACT_WAYS),
    /** Who said it, and the number of the call or letter; a site names neither. */
    by: Line(80),
    reference: Line(50),
    said: z.enum(CONTACT_SAYS),
    /** In a few plain words; no diagnosis belongs here. */
    note: Line(500),
    /** The day to look again; null is at once, and no day where it said something else. */
    again: DayField.nullable(),
  })
  .refine((one) => one.way !== 'phone' || one.by !== '', { path: ['by'], message: ON_PHONE })
  .refine((one) => one.way !== 'phone' || one.reference !== '', { path: ['reference'], message: ON_PHONE })
  .refine((one) => one.said !== 'in-process' || one.again !== null, { path: ['again'], message: 'a day to look again' })

/** One status of an answer, as it was stated: of the claim, or of one of its lines. */
const Statement = z.strictObject({
  words: z.string(),
  codes: z.string(),
  line: z.int().nullable(),
  file: Id.nullable(),
  segment: z.int().nullable(),
})

const Answer = z.strictObject({
  id: Id,
  told: z.enum(TOLD),
  at: z.string(),
  day: DayField,
  /** Whether it is the claim that was asked about: a payer may answer with several. */
  isOurs: z.boolean(),
  control: z.string().nullable(),
  payerControl: z.string().nullable(),
  charge: CentsField.nullable(),
  paid: CentsField.nullable(),
  decided: DayField.nullable(),
  check: z.string().nullable(),
  file: Id,
  segment: z.int(),
  statements: z.array(Statement),
})

const Status = z.strictObject({
  claim: Id,
  payer: z.string(),
  /** What was last told and when it is work again; null is at once. */
  last: z.strictObject({ told: z.enum(TOLD), title: z.string(), why: z.string(), again: DayField.nullable() }).nullable(),
  /** Why the payer cannot be asked now; null where it can. */
  whyNot: z.string().nullable(),
  /** The day to look again that is proposed for a contact, by how long this payer takes. */
  again: DayField,
  questions: z.array(
    z.strictObject({
      id: Id,
      trace: z.string(),
      askedAt: z.string(),
      who: z.string().nullable(),
      file: Id,
      /** What came of it as a whole; empty while nothing did. */
      words: z.string(),
      isAnswered: z.boolean(),
    }),
  ),
  answers: z.array(Answer),
  contacts: z.array(
    z.strictObject({
      id: Id,
      at: z.string(),
      who: z.string().nullable(),
      way: z.enum(CONTACT_WAYS),
      by: z.string(),
      reference: z.string(),
      said: z.enum(CONTACT_SAYS),
      note: z.string(),
      again: DayField.nullable(),
      isUndone: z.boolean(),
      /** Whoever wrote it may take it back. */
      mayUndo: z.boolean(),
    }),
  ),
})

export const claimStatus = {
  'inquiries.get': query(z.strictObject({ claim: Id }), Status, {
    does: 'How a claim stands with its payer: what was asked, answered and told, and when it is work again.',
    needs: 'claims.read',
    audit: 'view',
    about: { claim: 'claim' },
    fails: ['record.missing'],
  }),
  'inquiries.preview': query(z.strictObject(chosenFields).refine(isChosenOneWay, ONE_WAY), Preview, {
    does: 'Which claims can be asked about and which not, before they are; the parts are the payers.',
    needs: 'claims.read',
    audit: 'none',
    about: { ids: 'claim' },
  }),
  'inquiries.ask': task(
    z.strictObject({ ...chosenFields, /** Line by line too. */ lines: z.boolean().default(false) }).refine(isChosenOneWay, ONE_WAY),
    z.strictObject({
      files: z.array(z.strictObject({ id: Id, name: z.string(), payer: z.string(), asked: z.int() })),
      /** The first of those that were left out, and all of them by reason. */
      skipped: z.array(z.strictObject({ id: Id, why: z.string() })),
      wont: z.array(Left),
      /** Claims it did not come to because a person stopped it. */
      left: z.int(),
    }),
    {
      does: 'Writes the 276 that asks how claims stand, one file a payer; of more than 500 claims of a payer, several.',
      needs: 'claims.write',
      audit: 'export',
      about: { ids: 'claim' },
      fails: ['inquiry.none'],
    },
  ),
  'contacts.log': command(z.strictObject({ claim: Id, contact: Contact }), z.strictObject({ id: Id }), {
    does: 'Keeps what a payer told of a claim: who said it, under which number, and when to look again.',
    needs: 'claims.write',
    audit: 'change',
    about: { claim: 'claim' },
    fails: ['record.missing', 'consent.none'],
  }),
  'contacts.undo': command(z.strictObject({ claim: Id, contact: Id }), z.strictObject({}), {
    does: 'Takes back a contact that was logged by mistake; whoever wrote it may, and it stays in sight.',
    needs: 'claims.write',
    audit: 'change',
    about: { claim: 'claim' },
    fails: ['record.missing', 'contact.other'],
  }),
} as const
