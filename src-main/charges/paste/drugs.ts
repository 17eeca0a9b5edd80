import { drugUnitOf, isInjectable, type TypedDrug } from '../../../src-shared/typed-drug.ts'
import { isDrugCode } from '../../codes/index.ts'
import type { Cells } from './heads.ts'

/* The drugs that a row names by their codes, their units and the NDC. Pure. */

const INJECTION = '96372'
type Drugs = {
  readonly drugs: TypedDrug[]
  /** The codes that are of the session itself. */
  readonly rest: readonly string[]
  /** The row says that something was injected, or given. */
  readonly isGiven: boolean
}

/**
 * What of a row is a drug. Units, NDC and prescription stand once in a row, so that they are the first drug’s; of another one they are asked.
 * @param isInjected the words of the row say so, where its codes do not
 */
export function drugsOf(cells: Cells, codes: readonly string[], isInjected: boolean): Drugs {
  const named = codes.filter(isDrugCode)
  const rest = codes.filter((code) => code !== INJECTION && !named.includes(code))
  const { ndc, quantity, unit } = packageOf(cells)
  // An NDC beside no code of a drug is asked about, not dropped.
  const own = named.length === 0 && (ndc !== '' || cells.prescription !== '') ? [''] : named
  const was = isInjected || codes.includes(INJECTION)
  return {
    drugs: own.map((code, n) => ({
      code,
      units: n === 0 ? cells.units.replace(/\.0+$/, '') : '',
      ndc: n === 0 ? ndc : '',
      quantity: n === 0 ? quantity : '',
      unit: n === 0 ? unit : null,
      isInjected: was && isInjectable(code),
      kind: 'XZ',
      number: n === 0 ? cells.prescription : '',
    })),
    rest,
    isGiven: own.length > 0 || codes.includes(INJECTION),
  }
}

/** NDC, quantity and unit, each in a column of its own, or one behind the other as on a form: `N450458056301 ML1.5`. */
function packageOf({ ndc, ndcQuantity, ndcUnit }: Cells): Pick<TypedDrug, 'ndc' | 'quantity' | 'unit'> {
  const [own = '', ...behind] = ndc.replace(/^N4\s?(?=\d)/i, '').split(' ')
  const amount = ndcQuantity === '' ? behind.join(' ') : ndcQuantity
  const [, before = '', quantity = amount, after = ''] = /^([A-Z][A-Z2]*)?\s?([\d.]+)\s?([A-Z][A-Z2]*)?$/i.exec(amount) ?? []
  return { ndc: own, quantity, unit: drugUnitOf(ndcUnit || after || before) }
}
