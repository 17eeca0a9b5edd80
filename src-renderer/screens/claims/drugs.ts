import { z } from 'zod'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import {
  DRUG_NUMBERS,
  DRUG_UNITS,
  ndcProblem,
  shownThousandths,
  thousandthsOf,
  type DrugNumber,
  type DrugUnit,
} from '../../../src-shared/drug.ts'
import type { Choice } from '../../kit/Fields.tsx'

/* The drugs of a claim's lines, as the form has them: a line without an NDC has none. */

type Claim = Output<'claims.get'>
type Drugs = NonNullable<Input<'claims.mend'>['drugs']>

const DrugRow = z
  .strictObject({
    line: z.int(),
    ndc: z.string().nullable(),
    quantity: z.string().nullable(),
    unit: z.string().nullable(),
    kind: z.string(),
    number: z.string().trim().max(50).nullable(),
  })
  .superRefine(({ ndc, quantity }, context) => {
    if (!ndc) return
    const problem = ndcProblem(ndc)
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['ndc'], message: problem })
    if (quantity && thousandthsOf(quantity) === undefined)
      context.addIssue({ code: 'custom', path: ['quantity'], message: 'A quantity has eight digits and three places at most, as 1.5.' })
  })
export const DrugRows = z.array(DrugRow)
export type DrugFields = { readonly drugs: z.input<typeof DrugRows> }

/** Rows for the lines that bill a drug, and for those that name one. */
export const drugFields = ({ lines }: Claim): DrugFields['drugs'] =>
  lines
    .filter(({ isDrug, drug }) => isDrug || drug !== null)
    .map(({ id, drug }) => ({
      line: id,
      ndc: drug?.ndc ?? null,
      quantity: drug === null || drug.thousandths === null ? null : shownThousandths(drug.thousandths),
      unit: drug?.unit ?? null,
      kind: drug?.number?.kind ?? 'XZ',
      number: drug?.number?.value ?? null,
    }))

/** As the engine takes them. */
export const drugsIn = (rows: z.output<typeof DrugRows>): Drugs =>
  rows.map(({ line, ndc, quantity, unit, kind, number }) => ({
    line,
    drug: ndc
      ? {
          ndc,
          thousandths: thousandthsOf(quantity ?? '') ?? null,
          unit: (unit || null) as DrugUnit | null,
          number: number ? { kind: kind as DrugNumber, value: number } : null,
        }
      : null,
  }))

const choices = (words: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label: `${value} ${label}` }))
export const unitChoices = choices(DRUG_UNITS)
export const numberChoices = choices(DRUG_NUMBERS)
