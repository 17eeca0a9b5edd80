import type { Drug, DrugNumber, DrugUnit } from '../../src-shared/drug.ts'

/** A drug as the rows of charges and claims keep it. */
export type DrugColumns = {
  readonly ndc: string
  readonly thousandths: number | null
  readonly unit: string | null
  readonly number_kind: string | null
  readonly number: string | null
}

export const columnsOfDrug = ({ ndc, thousandths, unit, number }: Drug): DrugColumns => ({
  ndc,
  thousandths,
  unit,
  number_kind: number?.kind ?? null,
  number: number?.value ?? null,
})

/** The drug of a line; null of a row that has none. */
export const drugInColumns = ({
  ndc,
  thousandths,
  unit,
  number_kind: kind,
  number,
}: Omit<DrugColumns, 'ndc'> & { readonly ndc: string | null }): Drug | null =>
  ndc === null
    ? null
    : {
        ndc,
        thousandths,
        unit: unit as DrugUnit | null,
        number: kind === null || number === null ? null : { kind: kind as DrugNumber, value: number },
      }
