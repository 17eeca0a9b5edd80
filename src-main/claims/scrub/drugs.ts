import { ndcOf, ndcProblem } from '../../../src-shared/drug.ts'
import { isDrugCode, mayNameDrug } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { LineFacts } from '../records/claims.ts'
import { found, when, type Check, type ClaimFinding } from './finding.ts'

/*
 * Drugs and their National Drug Codes. Medicaid pays for a drug that a clinician gives only when the claim names it by NDC, for the rebate of its maker,
 * also where another payer pays first. Sources: Deficit Reduction Act of 2005, section 6002; 42 CFR 447.520; 005010X222A1, loop 2410.
 */

type Wish = 'stop' | 'warning' | 'none'

/** Payers that many contracts and manuals have ask for it. */
const OFTEN_ASK: readonly string[] = ['commercial', 'blue', 'medicare-advantage']

/** What becomes of a claim of a drug without its NDC, by what Setup says of the payer, else by its kind. */
function wishOf({ payer, others }: Pick<ClaimFacts, 'payer' | 'others'>): { readonly is: Wish; readonly who: string } {
  const who = payer.name
  if (payer.wants_ndc === 'always') return { is: 'stop', who }
  if (payer.wants_ndc === 'never') return { is: 'none', who }
  if (payer.kind === 'medicaid') return { is: 'stop', who }
  const next = others.find((one) => !one.isBefore && one.payer.kind === 'medicaid' && one.payer.wants_ndc !== 'never')
  if (next) return { is: 'warning', who: next.payer.name }
  return { is: OFTEN_ASK.includes(payer.kind) ? 'warning' : 'none', who }
}

export const drugChecks: Check = (facts) =>
  facts.lines.flatMap((line) => (line.drug === null ? unnamed(facts, line) : named(line, line.drug)))

function unnamed(facts: ClaimFacts, line: LineFacts): readonly ClaimFinding[] {
  if (!isDrugCode(line.code)) return []
  const { is, who } = wishOf(facts)
  if (is === 'none') return []
  const words =
    is === 'stop'
      ? `${line.code} is a drug, and ${who} pays for none without its NDC on line ${line.n}.`
      : `${line.code} is a drug, and ${who} may ask for its NDC on line ${line.n}.`
  return [found('C29', words, `line ${line.n}`, is)]
}

function named({ n, code }: LineFacts, { ndc, thousandths, unit }: NonNullable<LineFacts['drug']>): readonly ClaimFinding[] {
  const field = `line ${n}`
  const problem = ndcProblem(ndc)
  return [
    ...when(problem !== undefined, () => found('C30', `The NDC of line ${n} is none. ${problem ?? ''}`, field)),
    ...when(thousandths === null || unit === null, () =>
      found(
        'C31',
        `The NDC of line ${n} has no ${thousandths === null ? (unit === null ? 'quantity and unit' : 'quantity') : 'unit'}.`,
        field,
      ),
    ),
    ...when(thousandths !== null && thousandths <= 0, () =>
      found('C32', `The quantity of the drug on line ${n} is not above zero.`, field),
    ),
    ...when(!mayNameDrug(code), () => found('C33', `Line ${n} has an NDC, and ${code} is no drug.`, field)),
  ]
}

/** Whether a file or a form can carry the drug of a line. */
export const isWhole = ({ ndc, thousandths, unit }: NonNullable<LineFacts['drug']>): boolean =>
  ndcOf(ndc) !== undefined && thousandths !== null && thousandths > 0 && unit !== null
