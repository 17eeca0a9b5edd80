import { z } from 'zod'
import { query } from './call.ts'
import { CentsField, DayField, Id } from './fields.ts'

/*
 * The figures an owner is held to. Each says of which claims it is, by which formula, and as of which day: asked again later for the same day it is the same,
 * because it counts only what was known then.
 */

export const FIGURES = [
  'clean',
  'rejected',
  'denied',
  'denied-money',
  'first-pass',
  'resolved',
  'recovered',
  'days-in-ar',
  'over-90',
  'net-collection',
  'gross-collection',
  'denial-write-off',
  'bad-debt',
  'charge-lag',
  'claim-lag',
  'days-to-pay',
] as const
export type FigureId = (typeof FIGURES)[number]

/**
 * `share`: `n` of `of`, in tenths of a percent, cut and never rounded up to a target. `days`: in tenths of a day. Null where there is nothing to divide by, or
 * too little to say anything of.
 */
const Figure = z.strictObject({
  id: z.enum(FIGURES),
  name: z.string(),
  is: z.enum(['share', 'days']),
  value: z.int().nullable(),
  /** What is divided by what: claims, or cents. */
  n: z.int(),
  of: z.int(),
  counts: z.enum(['claims', 'lines', 'cents', 'sessions']),
  target: z.string(),
  isMet: z.boolean().nullable(),
  formula: z.string(),
  /** Of which claims, in words with its days. */
  cohort: z.string(),
  /** What stands beside it and is not counted. */
  beside: z.array(z.string()),
  /** What is one of what is counted: `by claim`, `the median`. */
  basis: z.string(),
})

export const figures = {
  'figures.get': query(
    z.strictObject({ asOf: DayField.nullable().default(null) }),
    z.strictObject({ asOf: DayField, figures: z.array(Figure) }),
    {
      does: 'The figures an owner is held to, as they were known on a day: value, formula, cohort, target.',
      needs: 'month.read',
      audit: 'none',
    },
  ),
  'figures.claims': query(
    z.strictObject({ figure: z.enum(FIGURES), asOf: DayField.nullable().default(null), which: z.enum(['n', 'rest']) }),
    z.strictObject({
      claims: z.array(
        z.strictObject({ id: Id, patient: z.string(), payer: z.string(), day: DayField, codes: z.string(), cents: CentsField }),
      ),
      /** How many there are besides those listed. */
      more: z.int(),
    }),
    {
      does: 'The claims behind a figure: those it counts, or the rest of those it is of.',
      needs: 'month.read',
      audit: 'view',
    },
  ),
} as const
