import type { Cents } from '../../src-shared/money.ts'
import { stated } from '../../src-shared/result.ts'
import { closest, highest, isIndividual, prefer, type Row, type Stated } from './benefits.ts'

/*
 * Deductible and out-of-pocket maximum: the total of the year and what is left of it, of the person and of the family.
 */

export type Accumulators = {
  readonly deductible?: Stated<Cents>
  readonly deductibleLeft?: Stated<Cents>
  readonly deductibleFamily?: Stated<Cents>
  readonly deductibleFamilyLeft?: Stated<Cents>
  readonly outOfPocket?: Stated<Cents>
  readonly outOfPocketLeft?: Stated<Cents>
  readonly outOfPocketFamily?: Stated<Cents>
  readonly outOfPocketFamilyLeft?: Stated<Cents>
}

/** EB06: remaining. */
export const LEFT = '29'
/** EB06 of a total: years, service year, calendar year, contract. Source: 005010X279A1, EB06. */
export const OF_A_YEAR: readonly string[] = ['21', '22', '23', '25']

const isFamily = (row: Row): boolean => row.eb.level === 'FAM'

/** All eight, as far as the rows state them. Source: 005010X279A1, EB01 C and G, EB02, EB06. */
export function accumulatorsOf(rows: readonly Row[]): Accumulators {
  const [deductible, deductibleFamily] = [accumulator(rows, 'C', isIndividual), accumulator(rows, 'C', isFamily)]
  const [outOfPocket, outOfPocketFamily] = [accumulator(rows, 'G', isIndividual), accumulator(rows, 'G', isFamily)]
  return stated({
    deductible: deductible.total,
    deductibleLeft: deductible.left,
    deductibleFamily: deductibleFamily.total,
    deductibleFamilyLeft: deductibleFamily.left,
    outOfPocket: outOfPocket.total,
    outOfPocketLeft: outOfPocket.left,
    outOfPocketFamily: outOfPocketFamily.total,
    outOfPocketFamilyLeft: outOfPocketFamily.left,
  })
}

/** Total and rest come from the same service type. */
function accumulator(
  rows: readonly Row[],
  kind: 'C' | 'G',
  whose: (row: Row) => boolean,
): { readonly total: Stated<Cents> | undefined; readonly left: Stated<Cents> | undefined } {
  const pool = closest(
    rows.filter((row) => row.eb.information === kind && whose(row) && [...OF_A_YEAR, LEFT].includes(row.eb.period ?? '')),
  )
  const of = (periods: readonly string[]): Stated<Cents> | undefined => {
    const own = pool.filter((row) => periods.includes(row.eb.period ?? ''))
    return highest(
      prefer(own, (row) => row.eb.inNetwork === 'Y').flatMap((row) =>
        row.eb.amount === undefined ? [] : [{ value: row.eb.amount, at: row.at }],
      ),
    )
  }
  return { total: of(OF_A_YEAR), left: of([LEFT]) }
}
