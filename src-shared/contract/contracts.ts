import { z } from 'zod'
import { command, query } from './call.ts'
import { CentsField, DayField, Id, Line } from './fields.ts'

const RateRow = z.strictObject({
  id: Id,
  payer: Id,
  code: z.string(),
  /** What a line must have for the rate to hold; empty when it holds whatever the line has. */
  plan: z.string(),
  credential: z.string(),
  place: z.string(),
  /** Parted by a space. */
  modifiers: z.string(),
  starts: DayField,
  /** The last day it holds. */
  ends: DayField.nullable(),
  /** Per unit. */
  cents: CentsField,
})

/** What payers agreed to allow. */
export const contracts = {
  'rates.list': query(z.strictObject({ payer: Id }), z.array(RateRow), {
    does: 'What a contract allows, with the lines and days each rate is for.',
    needs: 'practice.read',
    audit: 'none',
    fails: ['record.missing'],
  }),
  'rates.save': command(
    z.strictObject({
      id: Id.nullable().optional(),
      payer: Id,
      code: Line(5, 5),
      plan: Line(80).optional(),
      credential: Line(20).optional(),
      place: z
        .string()
        .regex(/^(\d\d)?$/, 'two digits')
        .optional(),
      modifiers: z
        .array(z.string().regex(/^[0-9A-Z]{2}$/, 'two letters or digits'))
        .max(4)
        .optional(),
      starts: DayField,
      ends: DayField.nullable().optional(),
      cents: CentsField,
    }),
    z.strictObject({ id: Id }),
    {
      does: 'Sets what a contract allows per unit from a day on, for all lines or some.',
      needs: 'fees.write',
      audit: 'change',
      fails: ['rate.exists', 'rate.order', 'record.missing'],
    },
  ),
  'rates.remove': command(z.strictObject({ id: Id }), z.strictObject({}), {
    does: 'Takes a rate out that was set by mistake. Letters that were made by it keep what they said.',
    needs: 'fees.write',
    audit: 'change',
    fails: ['record.missing'],
  }),
} as const
