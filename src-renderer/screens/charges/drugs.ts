import type { Input } from '../../../src-shared/contract/index.ts'
import { DRUG_UNITS, shownThousandths, type DrugNumber, type DrugUnit } from '../../../src-shared/drug.ts'
import { isBlankDrug, isInjectable, type TypedDrug } from '../../../src-shared/typed-drug.ts'

/* Drugs that were given in a session, as they stand in the fields of the row. */

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

/** A row after a key; once the last has something in it there is one more. */
export function withDrug(drugs: readonly TypedDrug[], at: number, change: Partial<TypedDrug>): readonly TypedDrug[] {
  const injected = change.code === undefined ? {} : { isInjected: isInjectable(change.code) }
  const next = drugs.map((one, n) => (n === at ? { ...one, ...injected, ...change } : one))
  const last = next.at(-1)
  return last && !isBlankDrug(last) && next.length < MOST ? [...next, blankDrug] : next
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

/** Some drugs and one row more, while there is room. */
export const rowsOfDrugs = (drugs: readonly TypedDrug[]): readonly TypedDrug[] =>
  drugs.length === 0 ? [] : [...drugs, blankDrug].slice(0, Math.max(MOST, drugs.length))

/** The drugs of a session that is opened: those it had and one more, or the first of an injection. */
export const drugRows = (given: readonly Given[] = [], service = ''): readonly TypedDrug[] =>
  given.length > 0 ? rowsOfDrugs(given.map(typedDrug)) : service === 'injection' ? [blankDrug] : []

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
