import { z } from 'zod'
import { command, query, task } from './call.ts'
import { Base64, CentsField, DayField, Id, Line } from './fields.ts'
import { listCalls } from './list.ts'

export const APPEAL_STATUSES = ['draft', 'ready', 'sent', 'won', 'partly-won', 'lost', 'withdrawn'] as const
/** How a packet leaves. */
export const APPEAL_WAYS = ['fax', 'portal', 'mail', 'certified-mail', 'e-mail'] as const

/** Pages of the record that may go with an appeal, by what they are. */
export const ENCLOSURE_KINDS = [
  'treatment-plan',
  'note',
  'scale',
  'statement',
  'criteria',
  'authorization',
  'representative',
  'decision',
  'proof',
  'other',
] as const

/**
 * A letter is blocks of text: paragraphs, a table of what happened, the list of exhibits. `{{name}}` marks a fact that Parity fills in; a fact that
 * is not there keeps the letter from being printed.
 */
const Block = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('paragraph'),
    text: z.string().max(4000),
    /** A heading, or an item of a list; items that follow each other are one list. */
    as: z.enum(['heading', 'item']).optional(),
  }),
  z.strictObject({ is: z.literal('chronology') }),
  z.strictObject({ is: z.literal('criteria'), rows: z.array(z.strictObject({ criterion: Line(200), evidence: Line(400) })).max(20) }),
])
export const Letter = z.strictObject({ title: Line(120, 1), blocks: z.array(Block).min(1).max(60) })
export type Letter = z.infer<typeof Letter>

const Row = z.strictObject({
  id: Id,
  status: z.enum(APPEAL_STATUSES),
  daysLeft: z.int(),
  due: DayField,
  level: z.int(),
  /** What the payer's level is called. */
  levelName: z.string(),
  patient: z.string(),
  payer: z.string(),
  reason: z.string(),
  title: z.string(),
  claim: Id,
  day: DayField,
  code: z.string(),
  cents: CentsField,
  /** Null until it has left. */
  sentOn: DayField.nullable(),
  /** The day by which the payer must answer; until it has left, counted from today. */
  answerBy: DayField,
})

const Exhibit = z.strictObject({
  /** What it is called where exhibits are put in order. */
  id: z.string(),
  label: z.string(),
  title: z.string(),
  /** Why it goes. */
  shows: z.string(),
  kind: z.enum(['remittance', 'claim', 'eligibility', 'acknowledgment', 'authorization', 'contacts', 'decision', 'record']),
  /** Pages of the record behind the first; none for what Parity prints itself. */
  pages: z.int(),
  /** What the pages were said to be; null for what Parity prints itself. */
  enclosed: z.enum(ENCLOSURE_KINDS).nullable(),
})
/** What an enclosure is said to be. */
const Said = { kind: z.enum(ENCLOSURE_KINDS), title: Line(80, 1), shows: Line(200, 1) }
/** `isAsked`: no program can tell, so somebody says that it is so. */
const Need = z.strictObject({ id: z.string(), holds: z.boolean(), isAsked: z.boolean(), says: z.string(), detail: z.string() })

/** What appeals of one kind came to: `overturned` is won or won in part, with what was asked for on those. */
const Came = z.strictObject({ words: z.string(), decided: z.int(), overturned: z.int(), cents: CentsField })

export const appeals = {
  ...listCalls('appeals', Row, { does: 'Appeals by days left.', needs: 'appeals.read', audit: 'view' }),
  'appeals.start': command(
    z.strictObject({ denial: Id, template: Line(40, 1), level: z.int().min(1).max(5).default(1) }),
    z.strictObject({ id: Id }),
    {
      does: 'Starts an appeal from a letter template, merged with the facts of the claim.',
      needs: 'appeals.write',
      audit: 'change',
      about: { denial: 'denial' },
      fails: ['record.missing', 'appeal.exists', 'appeal.level', 'denial.closed'],
    },
  ),
  'appeals.get': query(
    z.strictObject({ id: Id }),
    Row.extend({
      denial: Id,
      letter: Letter,
      signer: z.strictObject({ id: Id, name: z.string() }).nullable(),
      /** How it left, and under which number. */
      sent: z.strictObject({ by: z.enum(APPEAL_WAYS), tracking: z.string() }).nullable(),
      /** When the payer's decision, or the end of the denial, was booked. */
      decidedOn: DayField.nullable(),
      decisionNote: z.string(),
      /** A decision on it may be noted, or noted again. */
      mayDecide: z.boolean(),
      facts: z.record(z.string(), z.string().nullable()),
      missing: z.array(z.string()),
      chronology: z.array(z.strictObject({ day: DayField, words: z.string(), exhibit: z.string() })),
      exhibits: z.array(Exhibit),
      /** What may go with it besides; the label is empty. */
      offered: z.array(Exhibit),
      needs: z.array(Need),
      packet: Id.nullable(),
    }),
    {
      does: 'One appeal: the letter, its facts, exhibits, and what must be so before it leaves.',
      needs: 'appeals.read',
      audit: 'view',
      about: { id: 'appeal' },
      fails: ['record.missing'],
    },
  ),
  'appeals.save': command(
    z.strictObject({ id: Id, letter: Letter, signer: Id.nullable() }),
    z.strictObject({ missing: z.array(z.string()) }),
    {
      does: 'Keeps the letter as edited.',
      needs: 'appeals.write',
      audit: 'change',
      about: { id: 'appeal' },
      fails: ['record.missing'],
    },
  ),
  'appeals.preview': query(
    z.strictObject({ id: Id }),
    z.strictObject({
      /** `label` is the letter of an exhibit, and empty for the pages in front. */
      pages: z.array(z.strictObject({ id: z.string(), label: z.string(), title: z.string(), html: z.string() })),
      style: z.string(),
    }),
    {
      does: 'The pages of the packet as they will be printed.',
      needs: 'appeals.read',
      audit: 'view',
      about: { id: 'appeal' },
      fails: ['record.missing'],
    },
  ),
  'appeals.arrange': command(z.strictObject({ id: Id, exhibits: z.array(Line(40, 1)).max(60) }), z.strictObject({}), {
    does: 'Says which exhibits go with an appeal, and in which order.',
    needs: 'appeals.write',
    audit: 'change',
    about: { id: 'appeal' },
    fails: ['record.missing', 'appeal.left'],
  }),
  'appeals.discard': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Discards an appeal that has not left, with its letter and its pages. Its denial may be appealed anew.',
    needs: 'appeals.write',
    audit: 'change',
    about: { id: 'appeal' },
    fails: ['record.missing', 'appeal.left'],
  }),
  'appeals.enclose': task(
    z.strictObject({ id: Id, path: z.string().max(4096), ...Said }),
    z.strictObject({ enclosure: Id, pages: z.int() }),
    {
      does: 'Takes pages of the record in (PDF, PNG, JPEG, TIFF, DOCX), as an exhibit of an appeal.',
      needs: 'appeals.write',
      audit: 'change',
      about: { id: 'appeal' },
      fails: ['record.missing', 'appeal.left', 'enclosure.unreadable', 'file.missing', 'file.refused', 'packet.unprintable'],
    },
  ),
  'enclosures.export': task(
    z.strictObject({ id: Id, enclosure: Id, path: z.string().max(4096) }),
    z.strictObject({ path: z.string(), pages: z.int() }),
    {
      does: 'Writes the pages of an enclosure, as they will leave, to a PDF where a person chose.',
      needs: 'appeals.write',
      audit: 'export',
      about: { id: 'appeal' },
      fails: ['record.missing', 'file.refused', 'file.unwritable'],
    },
  ),
  'enclosures.save': command(z.strictObject({ id: Id, enclosure: Id, ...Said }), z.strictObject({}), {
    does: 'Says anew what an enclosure is, and why it goes.',
    needs: 'appeals.write',
    audit: 'change',
    about: { id: 'appeal' },
    fails: ['record.missing', 'appeal.left'],
  }),
  'enclosures.remove': command(z.strictObject({ id: Id, enclosure: Id }), z.strictObject({}), {
    does: 'Deletes the pages of an enclosure. A packet that was made keeps them.',
    needs: 'appeals.write',
    audit: 'change',
    about: { id: 'appeal' },
    fails: ['record.missing', 'appeal.left'],
  }),
  'appeals.packet': task(
    z.strictObject({ id: Id, path: z.string().max(4096).optional(), isSealed: z.boolean().default(false) }),
    z.strictObject({
      file: Id,
      /** Opens the copy that was written; null for one that is open. Told once, and kept nowhere. */
      password: z.string().nullable(),
      name: z.string(),
      pages: z.int(),
      bytes: z.int(),
      contents: z.array(z.strictObject({ title: z.string(), page: z.int() })),
      pdf: Base64.nullable(),
    }),
    {
      does: 'Makes the packet as one PDF, keeps it, and writes it where a person chose.',
      needs: 'appeals.write',
      audit: 'export',
      about: { id: 'appeal' },
      fails: ['record.missing', 'appeal.incomplete', 'packet.unprintable', 'file.refused', 'file.unwritable'],
    },
  ),
  'appeals.sent': command(
    z.strictObject({
      id: Id,
      by: z.enum(APPEAL_WAYS),
      tracking: Line(80).default(''),
      day: DayField,
    }),
    z.strictObject({}),
    {
      does: 'Records when, how and under which number the packet was sent.',
      needs: 'appeals.write',
      audit: 'export',
      about: { id: 'appeal' },
      fails: ['record.missing', 'appeal.incomplete'],
    },
  ),
  'appeals.decide': command(
    z.strictObject({ id: Id, decision: z.enum(['won', 'partly-won', 'lost']), day: DayField, note: Line(300).default('') }),
    z.strictObject({}),
    {
      does: 'Notes what was decided on an appeal. Its denial waits for the money, goes to the next level, or to its end.',
      needs: 'appeals.write',
      audit: 'change',
      about: { id: 'appeal' },
      fails: ['record.missing', 'appeal.undecided'],
    },
  ),
  'paragraphs.list': query(
    z.strictObject({}),
    z.array(z.strictObject({ title: z.string(), text: z.string(), source: z.string(), isOwn: z.boolean() })),
    {
      does: 'Paragraphs that may be put into a letter: the practice’s own, and those that come along.',
      needs: 'appeals.read',
      audit: 'none',
    },
  ),
  'paragraphs.save': command(z.strictObject({ title: Line(120).min(1), text: z.string().trim().min(1).max(4000) }), z.strictObject({}), {
    does: 'Keeps a paragraph for later letters, in the place of one of the same title.',
    needs: 'appeals.write',
    audit: 'change',
    fails: ['paragraph.taken'],
  }),
  'paragraphs.remove': command(z.strictObject({ title: Line(120).min(1) }), z.strictObject({}), {
    does: 'Forgets a paragraph of the practice’s own. Letters keep what stands in them.',
    needs: 'appeals.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
  'appeals.outcomes': query(
    z.strictObject({}),
    z.strictObject({
      /** Decisions from this day on are counted. */
      since: DayField,
      by: z.strictObject({ payer: z.array(Came), cause: z.array(Came), letter: z.array(Came) }),
      /** Of the denials opened from one day to before another: how many ended, and how. */
      resolution: z.strictObject({
        from: DayField,
        until: DayField,
        all: z.int(),
        ended: z.int(),
        paid: z.int(),
        upheld: z.int(),
        writtenOff: z.int(),
        patient: z.int(),
      }),
    }),
    {
      does: 'What appeals came to, by payer, cause and letter, and how many denials came to an end.',
      needs: 'appeals.read',
      audit: 'none',
    },
  ),
} as const
