import type { Output } from '../../src-shared/contract/index.ts'
import { sentenceMoney, subtract, type Cents } from '../../src-shared/money.ts'
import type { Stated } from '../eligibility/index.ts'
import { limitOf, type Benefits, type Range } from './estimate-rules.ts'

/*
 * The arithmetic of an estimate in words, line by line, each with the segment it came from.
 */

type Estimate = Output<'charges.estimate'>
type Step = Estimate['steps'][number]
/** The segment of an answer, and its file. */
export type At = Pick<Step, 'segment' | 'file'>
type Find = (field: string) => At

export const UNPLACED: At = { segment: null, file: null }

/** Where an answer states a figure; what was told by telephone stands in no file. */
export const atIn =
  ({ answer, sources }: Stated): Find =>
  (field) => {
    const place = sources.get(field)
    const file = place?.file ?? answer.answer
    return place === undefined || place.segment === 0 || file === null ? UNPLACED : { segment: place.segment, file }
  }

export const lineStep = (line: Estimate['lines'][number]): Step => ({
  what: line.code,
  words: line.isContract ? `the contract allows, of ${sentenceMoney(line.charge)} charged` : 'the fee, for want of a contract rate',
  cents: line.allowed,
  ...UNPLACED,
})

export type Arithmetic = {
  readonly allowed: Cents
  readonly range: Range
  readonly of: Benefits
  readonly at: Find
  /** When an earlier session of the day was that owes the copay. */
  readonly earlier: string | undefined
  /** What a Qualified Medicare Beneficiary would owe without Medicaid. */
  readonly spared: Cents | undefined
  readonly second: { readonly name: string; readonly left: Range; readonly at: Find } | undefined
}

/** The arithmetic of the most the patient may owe. */
export function stepsOf(sum: Arithmetic): Step[] {
  const { allowed, range, second } = sum
  const { low, high } = range
  const owed = second?.left ?? range
  return [
    ...shareSteps(sum),
    ...(second
      ? [
          { what: 'First plan leaves', words: '', cents: high.total, ...UNPLACED },
          {
            what: 'Second plan takes over',
            words: second.name,
            cents: subtract(high.total, second.left.high.total),
            ...second.at('copay'),
          },
        ]
      : []),
    {
      what: 'Patient owes',
      words: owed.low.total === owed.high.total ? '' : `at most; ${sentenceMoney(owed.low.total)} at least`,
      cents: owed.high.total,
      ...UNPLACED,
    },
    {
      what: second ? 'First plan pays' : 'Plan pays',
      words: low.total === high.total ? '' : 'at least',
      cents: subtract(allowed, high.total, ...(sum.spared === undefined ? [] : [subtract(sum.spared, high.total)])),
      ...UNPLACED,
    },
  ]
}

const either = (one: At, other: At): At => (one.segment === null ? other : one)

/** Deductible, copay, coinsurance and the limit on them. */
function shareSteps({ allowed, range: { high }, of, at, earlier, spared }: Arithmetic): Step[] {
  const limit = limitOf(of)
  const isStated = of.deductibleLeft !== undefined || of.deductibleFamilyLeft !== undefined
  const steps: (Step | false)[] = [
    high.deductible > 0 && {
      what: 'Deductible',
      words: isStated ? 'what is left of it comes first' : 'if none of it is met',
      cents: high.deductible,
      ...either(at('deductibleLeft'), at('deductibleFamilyLeft')),
    },
    of.copay !== undefined &&
      !(high.copay === 0 && high.deductible > 0 && earlier === undefined) && {
        what: 'Copay',
        words: earlier === undefined ? 'a visit' : 'owed once a day, with the earlier session',
        cents: high.copay,
        ...at('copay'),
      },
    of.coinsurance !== undefined &&
      high.coinsurance !== 0 && {
        what: 'Coinsurance',
        words: `${of.coinsurance / 100}% of ${sentenceMoney(subtract(allowed, high.deductible, high.copay))}`,
        cents: high.coinsurance,
        ...at('coinsurance'),
      },
    limit !== undefined &&
      high.total !== high.sum && {
        what: 'Out-of-pocket limit',
        words: 'the patient owes no more than what is left of it',
        cents: limit,
        ...either(at('outOfPocketLeft'), at('outOfPocketFamilyLeft')),
      },
    spared !== undefined && {
      what: 'Medicaid takes over',
      words: 'a Qualified Medicare Beneficiary owes none of it',
      cents: subtract(spared, high.total),
      ...at('dual'),
    },
  ]
  return steps.filter((step) => step !== false)
}
