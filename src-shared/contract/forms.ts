import { z } from 'zod'
import { command, query, task } from './call.ts'
import { CentsField, ClaimStatus, Id, Line } from './fields.ts'
import { chosenFields, isChosenOneWay, Left, ONE_WAY } from './list.ts'

/* Claims as the CMS-1500 (02/12): seen, printed, and sent on paper. */

/** On plain paper with the form drawn, or the values alone, for the red form that lies in the printer. */
export const PAPERS = ['drawn', 'red'] as const
/** What lies behind a box: a field of the claim that is mended there, or the place where it is kept. */
export const BEHIND = [
  'memberId',
  'authorization',
  'place',
  'diagnoses',
  'modifiers',
  'patient',
  'payers',
  'practice',
  'clinicians',
  'charge',
  'none',
] as const
export type Behind = (typeof BEHIND)[number]

/** Hundredths of an inch. */
const Offset = z.int().min(-100).max(100)
const Printer = z.strictObject({ name: Line(60, 1), across: Offset, down: Offset })
const Printers = z
  .array(Printer)
  .max(20)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'Two printers have one name.')

const BoxNote = z.strictObject({ box: z.string(), is: z.enum(['cut', 'wrong', 'empty']), words: z.string() })
/** Points from the upper left corner of a sheet of 612 by 792. */
const place = { x: z.number(), y: z.number() }

const Form = z.strictObject({
  id: Id,
  status: ClaimStatus,
  patient: Id,
  cells: z.array(
    z.strictObject({
      ...place,
      width: z.number(),
      height: z.number(),
      /** Empty where it is no more than a heading; `24D.2` of the second line of service. */
      box: z.string(),
      caption: z.string(),
      isShaded: z.boolean(),
      behind: z.enum(BEHIND),
    }),
  ),
  marks: z.array(z.strictObject({ ...place, words: z.string() })),
  /** One for each six lines of service. The baseline of a value stands three points above the end of its line. */
  sheets: z.array(z.array(z.strictObject({ ...place, box: z.string(), text: z.string() }))),
  notes: z.array(BoxNote),
  findings: z.array(
    z.strictObject({
      /** From 0; null of what stands on every sheet. */
      sheet: z.int().nullable(),
      box: z.string(),
      grade: z.string(),
      words: z.string(),
    }),
  ),
})

const printing = {
  paper: z.enum(PAPERS),
  /** Whose offsets hold for red forms; without it nothing is moved. */
  printer: Line(60, 1).optional(),
}
const Printed = z.strictObject({
  files: z.array(z.strictObject({ file: Id, name: z.string(), claims: z.int(), pages: z.int(), cents: CentsField })),
  /** The first of those that stay, and all of them by reason. */
  held: z.array(z.strictObject({ id: Id, why: z.string() })),
  wont: z.array(Left),
  /** What was cut or is missing on the first of them, by claim. */
  notes: z.array(BoxNote.extend({ id: Id })),
  /** Claims that were not printed because a person stopped it; they are as they were. */
  left: z.int(),
})

export const forms = {
  'claims.form': query(z.strictObject({ id: Id }), Form, {
    does: 'A claim as the CMS-1500: every box, what the checks say of it, and where it is kept.',
    needs: 'claims.read',
    audit: 'view',
    about: { id: 'claim' },
    fails: ['record.missing'],
  }),
  'claims.print': task(z.strictObject({ ...chosenFields, ...printing }).refine(isChosenOneWay, ONE_WAY), Printed, {
    does: 'Prints ready claims on CMS-1500 forms, many in one PDF; each counts as sent on paper.',
    needs: 'claims.write',
    audit: 'export',
    about: { ids: 'claim' },
    fails: ['claim.none', 'record.changed', 'record.missing'],
  }),
  'claims.route': task(
    z
      .strictObject({
        ...chosenFields,
        ...printing,
        /** Where they go instead. */
        to: z.literal('paper'),
        /** Why; it stands in the history of each. */
        reason: Line(200, 3),
      })
      .refine(isChosenOneWay, ONE_WAY),
    Printed,
    {
      does: 'Moves claims that did not leave, or that nobody answered, to another way; what was sent before is kept.',
      needs: 'claims.write',
      audit: 'export',
      about: { ids: 'claim' },
      fails: ['claim.none', 'outbox.shared', 'record.changed', 'record.missing'],
    },
  ),
  'forms.printers': query(z.strictObject({}), z.strictObject({ printers: z.array(Printer) }), {
    does: 'How far each printer stands off the red form.',
    needs: 'claims.read',
    audit: 'none',
  }),
  'forms.savePrinters': command(z.strictObject({ printers: Printers }), z.strictObject({}), {
    does: 'Says anew how far each printer stands off the red form.',
    needs: 'claims.write',
    audit: 'change',
  }),
  'forms.test': task(z.strictObject({ ...printing, path: z.string().max(4096) }), z.strictObject({ path: z.string(), bytes: z.int() }), {
    does: 'Writes a form with every field filled with nines, to see how a printer stands.',
    needs: 'claims.read',
    audit: 'none',
    fails: ['file.refused', 'file.unwritable', 'record.missing'],
  }),
} as const
