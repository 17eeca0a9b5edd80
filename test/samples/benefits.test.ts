import { describe, expect, it } from 'vitest'
import { hasShared, samples, WITHOUT } from '../support/shared.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { answersOf, readAny, readFile, setsOf, type Answered271, type Response271 } from '../../src-main/x12/index.ts'
import { cardOf, refusalOf, rejectionsAbove, type Card } from '../../src-main/eligibility/rules.ts'
import { benefitWords } from '../../src-main/eligibility/words.ts'

const bytes = new Map(samples('271', 'examples').map((one) => [one.name, one.bytes]))

/** An amount and the ordinal of the segment that states it, counted from ISA = 1. */
const money = (dollars: number, at: number) => ({ value: cents(dollars * 100), at })

const activePlan = (at: number) => ({ value: 'Active: Health plan coverage.', at })
const wrongId = (at: number) => ({ value: 'Subscriber number is missing or wrong.', at })

/** File, the day asked about, and the card as read off the file by eye. */
const FILES: readonly (readonly [file: string, on: string, card: Partial<Card>])[] = [
  [
    '271/cosyte-aaa-42.x12',
    '2026-06-01',
    { outcome: 'undetermined', reject: { value: '42', at: 7 }, reason: { value: 'The payer cannot answer now.', at: 7 } },
  ],
  ['271/cosyte-aaa-72.x12', '2026-06-01', { outcome: 'rejected', reject: { value: '72', at: 11 }, reason: wrongId(11) }],
  // The row says active; only the details were not to be had.
  [
    '271/cosyte-aaa-and-eb.x12',
    '2026-06-01',
    { outcome: 'active', plan: 'GOLD PPO', reject: { value: '42', at: 13 }, reason: activePlan(12) },
  ],
  ['271/cosyte-aaa-repeated.x12', '2026-06-01', { outcome: 'rejected', reject: { value: '72', at: 11 }, reason: wrongId(11) }],
  [
    '271/cosyte-canonical.x12',
    '2026-06-01',
    { outcome: 'active', plan: 'GOLD PPO', copay: money(25, 17), deductibleLeft: money(1000, 18), reason: activePlan(16) },
  ],
  // A dental plan says nothing about a visit of therapy.
  [
    '271/cosyte-dependent.x12',
    '2026-06-01',
    { outcome: 'undetermined', reason: { value: 'The answer says nothing of the plan, and nothing of mental health.' } },
  ],
  ['271/kh-active.x12', '2026-04-12', { outcome: 'active', reason: activePlan(13) }],
  ['271/kh-rejected.x12', '2026-04-12', { outcome: 'rejected', reject: { value: '72', at: 12 }, reason: wrongId(12) }],
  ['271/kh-two-eb.x12', '2026-04-12', { outcome: 'active', copay: money(5, 14), reason: activePlan(13) }],
  [
    '271/lfh-generic-response.x12',
    '2006-05-01',
    {
      outcome: 'active',
      plan: 'GOLD 123 PLAN',
      planBegins: { value: day('2006-01-01'), at: 15 },
      network: 'in',
      copay: money(10, 22),
      outCopay: money(30, 23),
      reason: activePlan(16),
    },
  ],
  ['271/queryfarm.x12', '2024-01-01', { outcome: 'active', plan: 'GOLD PPO', copay: money(27.5, 13), reason: activePlan(12) }],
  // Its deductible is said to be "a visit", and its coinsurance is the plan's, where office visits have a copay.
  [
    '271/terravic.x12',
    '2026-08-14',
    { outcome: 'active', plan: 'COMPREHENSIVE MAJOR MEDICAL', copay: money(25, 14), reason: activePlan(13) },
  ],
  [
    '271/tr3-generic-response.x12',
    '2006-05-01',
    {
      outcome: 'active',
      plan: 'GOLD 123 PLAN',
      planBegins: { value: day('2006-01-01'), at: 15 },
      network: 'in',
      copay: money(10, 19),
      outCopay: money(30, 20),
      reason: activePlan(16),
    },
  ],
  [
    'examples/271-rejection-aaa.x12',
    '2026-11-09',
    { outcome: 'rejected', reject: { value: '75', at: 12 }, reason: { value: 'Subscriber not found.', at: 12 } },
  ],
  [
    'examples/271-response.x12',
    '2026-11-09',
    {
      outcome: 'other-administrator',
      plan: 'EXAMPLE PPO',
      planBegins: { value: day('2026-01-01'), at: 19 },
      network: 'in',
      copay: money(25, 26),
      outCoinsurance: { value: 4000, at: 28 },
      deductible: money(1500, 22),
      deductibleLeft: money(400, 23),
      outOfPocket: money(6000, 24),
      outOfPocketLeft: money(4100, 25),
      authorization: { value: 'N', at: 30 },
      telehealth: { value: 'Y', at: 26 },
      administrator: { name: 'EXAMPLE BEHAVIORAL CARVEOUT', id: 'EXBH1', at: 33 },
      reason: { value: 'The answer names another administrator for mental health.', at: 33 },
      messages: ['PRIOR AUTHORIZATION NOT REQUIRED FOR OUTPATIENT PSYCHOTHERAPY'],
    },
  ],
]

function responsesIn(file: Uint8Array): readonly Response271[] {
  return setsOf(readFile(file)).map((raw) => (readAny(raw).reading.value ?? {}) as Response271)
}
const peopleIn = (name: string): readonly Answered271[] => responsesIn(bytes.get(name) ?? Buffer.of()).flatMap(answersOf)

describe.skipIf(!hasShared)(`answers of real payers (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  it('are all looked at', () => {
    const read = [...FILES.map(([file]) => file), '271/lfh-aaa-50.x12']
    expect([...bytes.keys()].filter((name) => name.includes('271') && !read.includes(name))).toEqual([])
  })

  it.each(FILES)('%s', (file, on, card) => {
    const people = peopleIn(file)
    expect(people.map((one) => cardOf(one, { day: day(on), isRemote: true }))).toEqual([{ messages: [], ...card }])
  })

  it('name no person where the payer turned down the practice', () => {
    const name = '271/lfh-aaa-50.x12'
    const [response] = responsesIn(bytes.get(name) ?? Buffer.of())
    expect(peopleIn(name)).toEqual([])
    expect(response && refusalOf(rejectionsAbove(response))).toEqual({
      outcome: 'rejected',
      reject: { value: '50', at: 9 },
      reason: { value: 'Provider may not ask.', at: 9 },
      messages: [],
    })
  })

  it('say nothing of an office visit where the copay is for telehealth', () => {
    const [person] = peopleIn('examples/271-response.x12')
    expect(person && cardOf(person, { day: day('2026-11-09'), isRemote: false }).copay).toBeUndefined()
  })

  it('are not coverage before the plan begins', () => {
    const [person] = peopleIn('271/lfh-generic-response.x12')
    expect(person && cardOf(person, { day: day('2005-12-31'), isRemote: false }).outcome).toBe('inactive')
  })

  it.each(FILES)('%s gives a card though any one segment is missing or empty', (file) => {
    const text = (bytes.get(file) ?? Buffer.of()).toString('latin1')
    const segments = text.split('~')
    const damaged = segments.flatMap((segment, n) =>
      n < 2
        ? []
        : [
            segments.toSpliced(n, 1),
            segments.toSpliced(n, 1, segment.slice(0, segment.indexOf('*') + 1)),
            segments.toSpliced(n, 1, segment.replace(/[^*~]+$/, '')),
          ],
    )
    for (const one of damaged)
      for (const response of responsesIn(Buffer.from(one.join('~'), 'latin1'))) {
        const people = answersOf(response)
        const cards = people.map((person) => cardOf(person, { day: day('2026-11-09'), isRemote: false }))
        const words = people.flatMap(({ subscriber }) => subscriber.benefits ?? []).map(({ benefit }) => benefitWords(benefit))
        expect([cards, words, refusalOf(rejectionsAbove(response)).outcome]).not.toContain(undefined)
      }
  })
})
