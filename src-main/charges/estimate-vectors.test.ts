import { describe, expect, it } from 'vitest'
import { ask, book, received, responseTo, take } from '../../test/support/eligibility.ts'
import { COVERAGE, PATIENT, PAYER, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { keepCard, addInquiry } from '../eligibility/records.ts'
import { handlers as practice } from '../practice/index.ts'
import type { Benefit271 } from '../x12/index.ts'
import { afterSecond, dueNow, onSameDay, rangeOf, withinProgram, type Benefits, type Range } from './estimate-rules.ts'
import { handlers } from './index.ts'

/*
 * Thirty cases of what a patient owes, each reckoned by hand: some by the rules alone, some through a practice whose payer answered.
 */

const dollars = (amount: number): Cents => cents(Math.round(amount * 100))
const rules = (allowed: number, of: Benefits): Range => must('somebody can say', rangeOf(dollars(allowed), of))
/** Deductible, copay, coinsurance, and what the patient owes, in dollars. */
const parts = ({ low, high }: Range): readonly number[] =>
  low.total === high.total
    ? [high.deductible, high.copay, high.coinsurance, high.total].map((one) => one / 100)
    : [low.total / 100, high.total / 100]
const owed = (range: Range | undefined): readonly number[] => (range ? [range.low.total / 100, range.high.total / 100] : [])

const [copay25, coins20, met] = [{ copay: dollars(25) }, { coinsurance: 2000 }, { deductibleLeft: dollars(0) }]
const part = (deductible: number): Benefits => ({ ...coins20, deductibleLeft: dollars(deductible) })

const row = (benefit: Partial<Benefit271['benefit']>, more: Partial<Benefit271> = {}): Benefit271 => ({
  benefit: { information: 'B', level: 'IND', services: ['MH'], inNetwork: 'Y', ...benefit },
  ...more,
})
const ACTIVE: Benefit271 = { benefit: { information: '1', services: ['30'] } }
const at11 = { places: [{ place: { list: 'ZZ', code: '11' } }] } as Partial<Benefit271>
const at02 = { places: [{ place: { list: 'ZZ', code: '02' } }] } as Partial<Benefit271>
const copay = (amount: number): Benefit271 =>
  row({ period: '27', amount: dollars(amount) }, { messages: [{ text: 'DEDUCTIBLE DOES NOT APPLY' }] })

/** A practice whose payer answered about a session; 90837, which its contract allows at 132 dollars. */
function answered(benefits: readonly Benefit271[], on = '2026-11-20'): { at: TestPractice; session: number } {
  const at = testPractice()
  const session = book(at, on)
  take(at, responseTo(received(at, must('it was asked', ask(at, session).files[0]).id), benefits))
  return { at, session }
}
const estimate = (at: TestPractice, appointment: number) => at.query((work) => handlers['charges.estimate'](work, { appointment }))
const shown = (at: TestPractice, appointment: number): readonly (number | string | null)[] => {
  const { basis, low, high } = estimate(at, appointment)
  return [basis, low === null ? null : low / 100, high === null ? null : high / 100]
}

/** The test patient has a second plan behind the first, which answered with a copay. */
function withSecond(
  benefits: readonly Benefit271[],
  kind: 'commercial' | 'medicaid',
  secondCopay: number | null,
): ReturnType<typeof answered> {
  const { at, session } = answered(benefits)
  const payer = at.command((work) => practice['payers.save'](work, { ...PAYER, kind, name: 'Second Plan', ediId: 'SEC01' })).id
  const known = at.query((work) => practice['patients.get'](work, { id: at.patient }))
  at.command((work) => {
    const coverages = [
      { ...COVERAGE, id: known.coverages[0]?.id ?? null, payer: at.payer },
      { ...COVERAGE, payer, position: 2, memberId: 'SEC7' },
    ]
    practice['patients.save'](work, { ...PATIENT, id: at.patient, coverages })
    const inquiry = addInquiry(work.db, {
      appointment: null,
      coverage: known.coverages[0]?.id ?? 0,
      patient: at.patient,
      payer,
      day: '2026-11-20',
      trace: 'SECOND-1',
      asked_at: work.clock.now(),
      request: null,
      services: '30',
    })
    const said =
      secondCopay === null ? {} : { copay: { value: dollars(secondCopay), at: 0 }, copayRule: { value: 'first' as const, at: 0 } }
    keepCard(work.db, inquiry, { outcome: 'active', messages: [], ...said }, { at: work.clock.now() })
  })
  return { at, session }
}

type Vector = readonly [n: number, title: string, owes: () => unknown, expected: readonly unknown[]]

const VECTORS: readonly Vector[] = [
  [
    1,
    'a copay before the deductible',
    () => parts(rules(120, { ...copay25, rule: 'first', deductibleLeft: dollars(1500), outOfPocketLeft: dollars(4000) })),
    [0, 25, 0, 25],
  ],
  [2, 'a deductible that takes it all', () => parts(rules(120, part(1500))), [120, 0, 0, 120]],
  [3, 'a deductible, then coinsurance of the rest', () => parts(rules(120, part(50))), [50, 0, 14, 64]],
  [4, 'coinsurance once the deductible is met', () => parts(rules(120, part(0))), [0, 0, 24, 24]],
  [5, 'up to the out-of-pocket limit', () => parts(rules(120, { ...part(50), outOfPocketLeft: dollars(40) })), [50, 0, 14, 40]],
  [6, 'nothing once the limit is reached', () => parts(rules(120, { ...copay25, outOfPocketLeft: dollars(0) })), [0, 0, 0, 0]],
  [7, 'a copay no higher than what is allowed', () => parts(rules(30, { copay: dollars(40), rule: 'first' })), [0, 30, 0, 30]],
  [
    8,
    'no copay where the deductible takes it all',
    () => parts(rules(120, { ...copay25, rule: 'after', deductibleLeft: dollars(200) })),
    [120, 0, 0, 120],
  ],
  [
    9,
    'a copay of what the deductible leaves',
    () => parts(rules(120, { ...copay25, rule: 'after', deductibleLeft: dollars(100) })),
    [100, 20, 0, 120],
  ],
  [
    10,
    'the family’s deductible where it is met sooner',
    () => parts(rules(150, { coinsurance: 1000, deductibleLeft: dollars(400), deductibleFamilyLeft: dollars(60) })),
    [60, 0, 9, 69],
  ],
  [
    11,
    'the family’s alone where nobody has one of their own',
    () => parts(rules(150, { coinsurance: 1000, deductibleLeft: dollars(0), deductibleFamilyLeft: dollars(500), isAggregate: true })),
    [150, 0, 0, 150],
  ],
  [12, 'Medicare Part B with the deductible met', () => parts(rules(110, part(0))), [0, 0, 22, 22]],
  [13, 'Medicare Part B with some of it left', () => parts(rules(110, part(100))), [100, 0, 2, 102]],
  [14, 'out of network', () => parts(rules(100, { coinsurance: 4000, ...met })), [0, 0, 40, 40]],
  [
    15,
    'the family’s limit',
    () => parts(rules(200, { coinsurance: 3000, ...met, outOfPocketLeft: dollars(500), outOfPocketFamilyLeft: dollars(35) })),
    [0, 0, 60, 35],
  ],
  [16, 'half a cent, upward', () => parts(rules(103.33, { coinsurance: 1500, ...met })), [0, 0, 15.5, 15.5]],
  [17, 'a copay and coinsurance of the rest', () => parts(rules(130, { copay: dollars(20), coinsurance: 1000, ...met })), [0, 20, 11, 31]],
  [18, 'an add-on in the same sum', () => parts(rules(135, part(125))), [125, 0, 2, 127]],
  [19, 'Medicaid, where no copay is stated', () => parts(rules(90, { owesCopayAtMost: true })), [0, 0, 0, 0]],
  [
    20,
    'a Qualified Medicare Beneficiary, whose coinsurance Medicaid takes over',
    () => {
      const { at, session } = answered([
        ACTIVE,
        row({ information: '1', insurance: 'QM' }),
        row({ information: 'C', period: '29', amount: dollars(0) }),
        row({ information: 'A', percent: 0.2 }),
      ])
      const { steps } = estimate(at, session)
      return [
        ...shown(at, session),
        steps.find(({ what }) => what === 'Medicaid takes over')?.cents,
        steps.find(({ what }) => what === 'Plan pays')?.cents,
      ]
    },
    ['benefits', 0, 0, 2640, 10_560],
  ],
  [21, 'a second plan that pays what Medicare leaves', () => owed(afterSecond(rules(110, part(0)), 'whole')), [0, 0]],
  [
    22,
    'a second plan’s copay of what the first leaves',
    () => owed(afterSecond(rules(120, part(50)), { copay: dollars(20), rule: 'first' })),
    [20, 20],
  ],
  [
    23,
    'visits that are used up: the fee, and the law on parity',
    () => {
      const { at, session } = answered([ACTIVE, copay(25), row({ information: 'F', period: '29', quantityKind: 'VS', quantity: 0 })])
      return [...shown(at, session), estimate(at, session).warnings.some((one) => one.includes('parity'))]
    },
    ['self-pay', 175, 175, true],
  ],
  [
    24,
    'not covered: the fee',
    () => {
      const { at, session } = answered([ACTIVE, row({ information: 'I' })])
      return shown(at, session)
    },
    ['self-pay', 175, 175],
  ],
  [
    25,
    'the third of six visits of an assistance program; the seventh is not its',
    () => [owed(withinProgram(6, 2)), withinProgram(6, 6)],
    [[0, 0], undefined],
  ],
  [26, 'a range where the deductible is not stated', () => parts(rules(120, { copay: dollars(0) })), [0, 120]],
  [27, 'less what was collected', () => [dueNow(dollars(25), dollars(20))], [500]],
  [
    28,
    'one copay for two visits of a day',
    () => {
      const own: Benefits = { copay: dollars(30), rule: 'first' }
      const { at, session } = answered([ACTIVE, copay(30)])
      const later = book(at, '2026-11-20', { start: '09:30' })
      return [...owed(rules(120, own)), ...owed(rules(80, onSameDay(own))), ...shown(at, session), ...shown(at, later)]
    },
    [30, 30, 0, 0, 'benefits', 30, 30, 'benefits', 0, 0],
  ],
  [
    29,
    'the plan year of the session: the last day of one, not the first of the next',
    () => {
      const { at, session } = answered(
        [
          { ...ACTIVE, days: [{ qualifier: '346', when: { from: day('2025-07-01') } }] } as Benefit271,
          row({ information: 'C', services: ['30'], period: '29', amount: dollars(0) }),
          row({ information: 'A', percent: 0.2 }),
        ],
        '2026-06-30',
      )
      return [...shown(at, session), ...shown(at, book(at, '2026-07-01'))]
    },
    ['benefits', 26.4, 26.4, 'open', null, null],
  ],
  [
    30,
    'the copay of a session by video, where the office has another',
    () => {
      const { at, session } = answered([ACTIVE, row({ period: '27', amount: dollars(25) }, at11), { ...copay(0), ...at02 }])
      return shown(at, session)
    },
    ['benefits', 0, 0],
  ],
]

describe('what a patient owes, case by case', () => {
  it('is every case', () => {
    expect(VECTORS.map(([n]) => n)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
  })

  it.each(VECTORS)('%i: %s', (_, __, owes, expected) => {
    expect(owes()).toEqual(expected)
  })

  it('takes a second plan’s answer where there is one, and says so where it is silent', () => {
    const first = [ACTIVE, copay(25)]
    const { at, session } = withSecond(first, 'commercial', 10)
    expect(estimate(at, session)).toMatchObject({
      low: 1000,
      high: 1000,
      steps: expect.arrayContaining([
        expect.objectContaining({ what: 'First plan leaves', cents: 2500 }),
        expect.objectContaining({ what: 'Second plan takes over', words: 'Second Plan', cents: 1500 }),
        expect.objectContaining({ what: 'Patient owes', cents: 1000 }),
        expect.objectContaining({ what: 'First plan pays', cents: 10_700 }),
      ]),
    })
    const medicaid = withSecond(first, 'medicaid', null)
    expect(shown(medicaid.at, medicaid.session)).toEqual(['benefits', 0, 0])
    const silent = withSecond(first, 'commercial', null)
    expect(estimate(silent.at, silent.session)).toMatchObject({
      low: 2500,
      warnings: ['Second Plan comes second and may take over a part of this; it has not said what.'],
    })
  })
})
