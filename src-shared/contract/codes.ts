import { z } from 'zod'
import { command, query, task } from './call.ts'
import { DayField, Id, Line } from './fields.ts'

/** The published files of codes that can be taken in, each told by its content. */
const CODE_FILES = ['icd10', 'hcpcs', 'ptp', 'mue', 'places', 'telehealth', 'cpt'] as const

/** A line of a file that could not be read: where, and why. Everything else of the file is taken. */
const BadLine = z.strictObject({ line: z.int(), column: z.string(), words: z.string() })

const Counts = z.strictObject({ added: z.int(), ended: z.int(), changed: z.int(), untouched: z.int() })

/** What one code was, and what it would be. */
const Change = z.strictObject({
  is: z.enum(['added', 'ended', 'changed']),
  code: z.string(),
  /** The other code of a pair. */
  other: z.string(),
  was: z.string(),
  now: z.string(),
})

const Reading = z.strictObject({
  kind: z.enum(CODE_FILES),
  /** Codes, or pairs of codes, that the file gives. */
  rows: z.int(),
  /** Lines that are left out on purpose: headings, modifiers, pairs of codes that behavioral health does not bill. */
  passed: z.int(),
  bad: z.int(),
  counts: Counts,
})

const Row = Reading.extend({
  id: Id,
  name: z.string(),
  /** From which date of service on it holds. */
  starts: DayField,
  at: z.string(),
  who: z.string(),
  /** Whether it holds; false after it was taken back. */
  stands: z.boolean(),
})

const Conflict = z.strictObject({
  with: z.array(z.string()),
  together: z.enum(['never', 'distinct', 'allowed', 'payer']),
  rule: z.string(),
  override: z.array(z.string()),
  /** The day, or the span the rule is about. */
  within: z.enum(['day', 'week', 'month']),
  source: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
})

const BookRow = z.strictObject({
  code: z.string(),
  /** Our short words, or the licensed descriptor when the practice has it. */
  words: z.string(),
  isAddOn: z.boolean(),
  time: z.string(),
  parents: z.array(z.string()),
  billers: z.string(),
  telehealth: z.string(),
  /** Units a day that Medicare pays; null where none is known. */
  most: z.int().nullable(),
  /** `in force`, or from or until when. */
  held: z.string(),
  isInForce: z.boolean(),
  source: z.string(),
})

export const codes = {
  'codes.preview': task(
    z.strictObject({ path: z.string().max(4096) }),
    Reading.extend({
      name: z.string(),
      /** From which date of service on it would hold, as its name says it; null when it does not. */
      starts: DayField.nullable(),
      /** The import of the same file, when it stands. */
      known: Id.nullable(),
      firstBad: z.array(BadLine),
      first: z.array(Change),
    }),
    {
      does: 'Reads a published file of codes and says what it would change. Nothing is kept.',
      needs: 'fees.write',
      audit: 'none',
      fails: ['file.missing', 'file.refused', 'codes.unknown', 'codes.large'],
    },
  ),
  'codes.import': task(
    z.strictObject({ path: z.string().max(4096), starts: DayField }),
    z.strictObject({ import: Id, counts: Counts, bad: z.int() }),
    {
      does: 'Takes a published file of codes in; from its day on it is asked before the built-in code book.',
      needs: 'fees.write',
      audit: 'change',
      fails: ['file.missing', 'file.refused', 'codes.unknown', 'codes.large', 'codes.known', 'codes.stopped'],
    },
  ),
  'codes.imports': query(z.strictObject({}), z.array(Row), {
    does: 'Every file of codes that was taken in, newest first.',
    needs: 'practice.read',
    audit: 'none',
  }),
  'codes.withdraw': command(
    z.strictObject({
      import: Id,
      /** Lets it hold again. */
      undo: z.boolean().default(false),
    }),
    z.strictObject({}),
    {
      does: 'Takes an import of codes back, so that what held before it holds again; or lets it hold again.',
      needs: 'fees.write',
      audit: 'change',
      fails: ['record.missing', 'codes.known'],
    },
  ),
  'codes.book': query(
    z.strictObject({ text: Line(60).default(''), on: DayField, from: z.int().min(0).default(0) }),
    z.strictObject({ rows: z.array(BookRow), total: z.int() }),
    { does: 'The code book as it holds on a day, a page of it.', needs: 'practice.read', audit: 'none' },
  ),
  'codes.entry': query(
    z.strictObject({ code: Line(5, 5), on: DayField }),
    BookRow.extend({
      /** Our short words, also where a licensed descriptor is shown. */
      short: z.string(),
      documents: z.array(z.string()),
      conflicts: z.array(Conflict),
      medicare: z.string(),
      replacedBy: z.array(z.string()),
      note: z.string(),
      confidence: z.enum(['high', 'medium', 'low']),
    }),
    { does: 'One code of the book with everything that is known of it.', needs: 'practice.read', audit: 'none', fails: ['record.missing'] },
  ),
} as const
