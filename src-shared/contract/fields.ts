import { z } from 'zod'
import { parseDay, type Day } from '../day.ts'
import { wholeNumber } from '../number.ts'
import type { Cents } from '../money.ts'
import { parseMonth, type Month } from '../month.ts'

/*
 * The fields calls are made of. What crosses is JSON: a day is text, money is whole cents, bytes are base64.
 */

export const Id = z.int().positive()
export const DayField = z
  .string()
  .refine((text) => parseDay(text) !== undefined, 'a day, as 2026-11-19')
  .meta({ format: 'date' }) as unknown as z.ZodType<Day, Day>
export const MonthField = z.string().refine((text) => parseMonth(text) !== undefined, 'a month, as 2026-11') as unknown as z.ZodType<
  Month,
  Month
>
export const CentsField = z.int().min(-100_000_000_000).max(100_000_000_000) as unknown as z.ZodType<Cents, Cents>
/** Text of one line. */
export const Line = (longest: number, shortest = 0) => z.string().trim().min(shortest).max(longest)
/** An id that stands in the envelope of X12 files. */
export const EnvelopeId = Line(15, 2)
  .regex(/^[ -~]*$/, 'letters and digits without accents')
  .regex(/^[^*:~^]*$/, 'none of * : ~ ^, which separate the parts of X12 files')
export const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, as 09:30')
export const Base64 = z.base64()
/** An ISO instant. */
const Instant = z.string().max(30)

/** The check digit of an NPI: Luhn over 80840 and the ten digits. */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false
  const digits = [...`80840${text}`].map((digit) => wholeNumber(digit) ?? 0)
  const total = digits.reverse().reduce((sum, digit, at) => sum + (at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return total % 10 === 0
}
export const Npi = z.string().refine(isNpi, 'a valid NPI: ten digits with the right check digit')
export const Zip = z.string().regex(/^\d{5}(\d{4})?$/, 'five or nine digits')
export const State = z.string().regex(/^[A-Z]{2}$/, 'two capitals')

export const Address = z.strictObject({
  line1: Line(55),
  line2: Line(55).nullable().default(null),
  city: Line(30),
  state: State.nullable().default(null),
  zip: Zip.nullable().default(null),
})

/** The status words of a claim, in the order of its life. Shapes, colours and when: the visual language. */
export const CLAIM_STATUSES = [
  'draft',
  'ready',
  'held',
  'rejected',
  'sent',
  'received',
  'accepted',
  'silent',
  'paid',
  'partly-paid',
  'short',
  'with-patient',
  'denied',
  'appealed',
  'overturned',
  'reversed',
  'voided',
  'closed',
] as const
export const ClaimStatus = z.enum(CLAIM_STATUSES)
export type ClaimStatus = z.infer<typeof ClaimStatus>

/** Every shape a list or a history may show. */
export const SHAPES = [
  ...CLAIM_STATUSES,
  'look-here',
  'not-determined',
  'active',
  'inactive',
  'posted',
  'rehearsal',
  'quarantined',
  'note',
] as const
export const Shape = z.enum(SHAPES)
export type Shape = z.infer<typeof Shape>

/** One thing that happened: its shape, words in bold, the rest, and where a file says so. */
export const HistoryLine = z.strictObject({
  at: Instant,
  day: DayField,
  shape: Shape,
  words: z.string(),
  detail: z.string(),
  /** Whose hand it was; null for what came by itself. */
  who: z.string().nullable(),
  file: Id.nullable(),
  segment: z.int().nullable(),
})
export type HistoryLine = z.infer<typeof HistoryLine>

/** A file that something came from, or went out in. */
export const Document = z.strictObject({
  file: Id,
  direction: z.enum(['in', 'out']),
  name: z.string(),
  kind: z.string(),
  at: Instant,
  /** Where in it. */
  segment: z.int().nullable(),
})
export type Document = z.infer<typeof Document>

/** A segment of a file as it stands, what it means, and which of its elements matter here. */
export const SegmentLine = z.strictObject({
  segment: z.int(),
  /** Where it begins in the file, from 0. */
  byte: z.int(),
  /** The loop it belongs to; empty in the envelope. */
  loop: z.string(),
  raw: z.string(),
  /** What parts its elements: the file's own sign. */
  sign: z.string(),
  words: z.string(),
  marks: z.array(z.int()),
})
export type SegmentLine = z.infer<typeof SegmentLine>
