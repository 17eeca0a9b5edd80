import type { Input } from '../../../src-shared/contract/index.ts'
import {
  DRUG_UNITS,
  ndcProblem,
  shownThousandths,
  thousandthsOf,
  type Drug,
  type DrugNumber,
  type DrugUnit,
} from '../../../src-shared/drug.ts'
import { wholeNumber } from '../../../src-shared/number.ts'

/* Drugs that were given in a session, as they stand in the fields of the row. */

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
type Given = NonNullable<Input<'charges.save'>['drugs']>[number]

export const blankDrug: TypedDrug = {
  code: '',
  units: '1',
  ndc: '',
  quantity: '',
  unit: null,
  isInjected: true,
  kind: 'XZ',
  number: '',
}
/** Rows that a session has room for. */
const MOST = 4

/** Tablets, films and sprays: none of them is injected (HCPCS, buprenorphine by mouth and esketamine). */
const TAKEN = /^(J057[1-5]|J0013|S0013)$/

const isBlank = ({ code, ndc, quantity, number }: TypedDrug): boolean => [code, ndc, quantity, number].every((text) => text.trim() === '')
const filled = (drugs: readonly TypedDrug[]): readonly TypedDrug[] => drugs.filter((one) => !isBlank(one))

/** A row after a key; once the last has something in it there is one more. */
export function withDrug(drugs: readonly TypedDrug[], at: number, change: Partial<TypedDrug>): readonly TypedDrug[] {
  const injected = change.code === undefined ? {} : { isInjected: !TAKEN.test(change.code) }
  const next = drugs.map((one, n) => (n === at ? { ...one, ...injected, ...change } : one))
  const last = next.at(-1)
  return last && !isBlank(last) && next.length < MOST ? [...next, blankDrug] : next
}

/** A drug of a saved row as it was typed. */
const typedDrug = ({ code, units, isInjected, drug }: Given): TypedDrug => ({
  ...blankDrug,
  code,
  units: String(units),
  isInjected,
  ...(drug && {
    ndc: drug.ndc,
    quantity: drug.thousandths === null ? '' : shownThousandths(drug.thousandths),
    unit: drug.unit,
    kind: drug.number?.kind ?? 'XZ',
    number: drug.number?.value ?? '',
  }),
})

/** The drugs of a session that is opened: those it had and one more, or the first of an injection. */
export const drugRows = (given: readonly Given[] = [], service = ''): readonly TypedDrug[] =>
  given.length > 0
    ? [...given.map(typedDrug), blankDrug].slice(0, Math.max(MOST, given.length))
    : service === 'injection'
      ? [blankDrug]
      : []

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

type Option<T> = { readonly value: T; readonly label: string; readonly detail?: string }
export const UNIT_OPTIONS = Object.entries(DRUG_UNITS).map(([value, detail]) => ({
  value,
  label: value,
  detail,
})) as readonly Option<DrugUnit>[]
export const NUMBER_OPTIONS: readonly Option<DrugNumber>[] = [
  { value: 'XZ', label: 'Prescription' },
  { value: 'VY', label: 'Link', detail: 'of the parts of a compound' },
]
