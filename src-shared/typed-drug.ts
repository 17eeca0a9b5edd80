import type { z } from 'zod'
import type { GivenDrug } from './contract/drugs.ts'
import { DRUG_UNITS, ndcProblem, thousandthsOf, type Drug, type DrugNumber, type DrugUnit } from './drug.ts'
import { wholeNumber } from './number.ts'

/* A drug that was given in a session as it stands in the fields of a row, typed or pasted, and what of it is not enough yet. */

export type TypedDrug = {
  readonly code: string
  readonly units: string
  readonly ndc: string
  readonly quantity: string
  readonly unit: DrugUnit | null
  readonly isInjected: boolean
  readonly kind: DrugNumber
  readonly number: string
}
type Given = z.output<typeof GivenDrug>

/** Tablets, films and sprays: none of them is injected (HCPCS, buprenorphine by mouth and esketamine). */
const TAKEN = /^(J057[1-5]|J0013|S0013)$/
/** Whether a drug is injected, as far as its code says. */
export const isInjectable = (code: string): boolean => !TAKEN.test(code)

export const isBlankDrug = ({ code, ndc, quantity, number }: TypedDrug): boolean =>
  [code, ndc, quantity, number].every((text) => text.trim() === '')
const filled = (drugs: readonly TypedDrug[]): readonly TypedDrug[] => drugs.filter((one) => !isBlankDrug(one))

/** The first thing that keeps the drugs from being saved. */
export function drugLack(drugs: readonly TypedDrug[]): string | undefined {
  for (const { code, units, ndc, quantity, unit, number } of filled(drugs)) {
    if (code.length !== 5) return 'Which drug was it? Its code has five signs, as J2426.'
    if ((wholeNumber(units.trim()) ?? 0) < 1) return `How many units of ${code} were given? Its words say what one is.`
    if (ndc.trim() === '' && (quantity.trim() !== '' || number.trim() !== '')) return `Which NDC has the package of ${code}?`
    if (ndc.trim() === '') continue
    const problem = ndcProblem(ndc)
    if (problem !== undefined) return problem
    if (quantity.trim() === '' || unit === null) return `How much of ${code} was given, and in what? Type it as 1.5 ML.`
    if (thousandthsOf(quantity) === undefined) return `${quantity} is no quantity: eight digits and three places at most, as 1.5.`
  }
  return undefined
}

/** What of them can be asked about already. */
export const drugsIn = (drugs: readonly TypedDrug[]): Given[] =>
  filled(drugs).flatMap((one) => {
    const units = wholeNumber(one.units.trim()) ?? 0
    return one.code.length === 5 && units >= 1 && units <= 9999
      ? [{ code: one.code, units, isInjected: one.isInjected, drug: drugOf(one) }]
      : []
  })

const drugOf = ({ ndc, quantity, unit, kind, number }: TypedDrug): Drug | null =>
  ndc.trim() === ''
    ? null
    : {
        ndc: ndc.trim(),
        thousandths: thousandthsOf(quantity) ?? null,
        unit,
        number: number.trim() === '' ? null : { kind, value: number.trim() },
      }

const UNIT_WORDS: readonly (readonly [DrugUnit, RegExp])[] = [
  ...(Object.keys(DRUG_UNITS) as DrugUnit[]).map((unit) => [unit, new RegExp(`^${unit}$`, 'i')] as const),
  ['UN', /^(units?|each|ea|vials?|syringes?|kits?|tablets?|tabs?|films?)$/i],
  ['ML', /^(millilit(er|re)s?|cc)$/i],
  ['GR', /^(grams?|gm|g)$/i],
  ['ME', /^(milligrams?|mg)$/i],
  ['F2', /^(international units?|iu)$/i],
]
/** What a quantity is counted in, by its qualifier or in the words of a package; null of anything else. */
export const drugUnitOf = (text: string): DrugUnit | null => UNIT_WORDS.find(([, words]) => words.test(text.trim()))?.[0] ?? null
