import { z } from 'zod'
import { DRUG_NUMBERS, DRUG_UNITS, type DrugNumber, type DrugUnit } from '../drug.ts'
import { Id, Line } from './fields.ts'

/** The drug of a line. An NDC comes as it was typed: the checks rewrite it into eleven digits, or say why it is none. */
export const DrugField = z.strictObject({
  ndc: Line(48, 1),
  /** Eight digits and three places at most. */
  thousandths: z.int().min(0).max(99_999_999_999).nullable(),
  unit: z.enum(Object.keys(DRUG_UNITS) as DrugUnit[]).nullable(),
  number: z.strictObject({ kind: z.enum(Object.keys(DRUG_NUMBERS) as DrugNumber[]), value: Line(50, 1) }).nullable(),
})

/** Drugs by the lines of a claim; null takes one off. */
export const DrugsOfLines = z.array(z.strictObject({ line: Id, drug: DrugField.nullable() }))

/** A drug that was given in a session, billed by its own code. */
export const GivenDrug = z.strictObject({
  code: z.string().regex(/^[0-9A-Z]{5}$/, 'five letters or digits'),
  /** Of the code: a milligram, an injection, as its words say. */
  units: z.int().min(1).max(9999),
  /** It was injected here, which is a service of its own (96372). */
  isInjected: z.boolean(),
  drug: DrugField.nullable(),
})
