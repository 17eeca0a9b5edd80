import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { checksOf, type CheckedCoverage, type CheckedPatient } from './checks.ts'

const today = day('2026-11-19')
const patient: CheckedPatient = { last: 'O’Neil-Ruiz', first: 'Ana', born: day('1980-01-02'), sex: 'F', state: 'OH' }
const plan: CheckedCoverage = {
  position: 1,
  payerName: 'Northlake',
  kind: 'commercial',
  shape: '',
  memberId: 'NL1',
  relationship: '18',
  subscriberLast: null,
  subscriberBorn: null,
  starts: day('2025-01-01'),
  ends: null,
  carveOf: null,
}
const child = { relationship: '19', subscriberLast: 'Ruiz' }
const words = (of: Partial<CheckedPatient>, coverages: readonly CheckedCoverage[], sharing = 0): readonly string[] =>
  checksOf({ ...patient, ...of }, coverages, sharing, today).map((one) => one.words)

describe('standing data before it is billed', () => {
  it('has nothing to say of a sound record', () => {
    expect([words({}, [plan]), words({}, [])]).toEqual([[], []])
  })
  it.each([
    ['No birth date is known.', { born: null }],
    ['The birth date is still to come.', { born: addDays(today, 1) }],
    ['The sex is not known.', { sex: 'U' }],
    ['The sex is not known.', { sex: null }],
    ['The name holds more than a name.', { last: 'Ruiz Jr.' }],
    ['The name holds more than a name.', { first: 'Ana "Annie"' }],
    ['The name holds more than a name.', { last: 'Ruiz2' }],
  ] as const)('%s', (said, of) => {
    expect(words(of, [plan])).toEqual([said])
  })
  it.each<readonly [string, readonly Partial<CheckedCoverage>[]]>([
    ['Northlake: this is no Medicare number.', [{ kind: 'medicare', memberId: '123456789A' }]],
    ['Northlake: the member id looks otherwise than usual.', [{ shape: '3 letters then 9 digits' }]],
    ['Northlake: this is no Medicaid number of OH.', [{ kind: 'medicaid' }]],
    ['Northlake is somebody else’s, and who that is is not told.', [{ relationship: '01' }]],
    ['No coverage holds today.', [{ ends: addDays(today, -1) }]],
    ['No coverage holds today.', [{ starts: addDays(today, 1) }]],
    ['Two coverages hold the same place today.', [{}, {}]],
    ['Medicaid stands before another coverage.', [{ kind: 'medicaid', memberId: '910000123456' }, { position: 2 }]],
    ['A plan as a dependent stands before the patient’s own.', [{ ...child, subscriberBorn: day('1950-01-01') }, { position: 2 }]],
    [
      'B pays before A by the birthday rule.',
      [
        { ...child, payerName: 'A', subscriberBorn: day('1980-06-01') },
        { ...child, position: 2, payerName: 'B', subscriberBorn: day('1985-03-01') },
      ],
    ],
    ['Medicare and a plan: ask who pays first.', [{ kind: 'medicare', memberId: '1EG4TE5MK73' }, { position: 2 }]],
  ])('%s', (said, coverages) => {
    expect(
      words(
        {},
        coverages.map((one) => ({ ...plan, ...one })),
      ),
    ).toEqual([said])
  })
  it('dates the wrong way round are said, and so is that none holds', () => {
    expect(words({}, [{ ...plan, starts: today, ends: addDays(today, -5) }])).toEqual([
      'Northlake ends before it begins.',
      'No coverage holds today.',
    ])
  })
  it('a member id of two patients is told', () => {
    expect(words({}, [plan], 1)).toEqual(['Another patient has this member id too.'])
  })
  it('who carries mental health in the place of a card holds its order and takes no other’s', () => {
    expect(words({}, [plan, { ...plan, payerName: 'Vendor', carveOf: 1 }])).toEqual([])
  })
  it('a card that ended is looked at no more', () => {
    expect(words({}, [plan, { ...plan, kind: 'medicare', memberId: 'X', ends: addDays(today, -1) }])).toEqual([])
  })
  it('the order is only asked of what holds today', () => {
    expect(
      words({}, [
        { ...plan, kind: 'medicaid', ends: addDays(today, -1) },
        { ...plan, position: 2 },
      ]),
    ).toEqual([])
  })
  it('who pays first beside Medicare depends on the age', () => {
    const both = [
      { ...plan, kind: 'medicare', memberId: '1EG4TE5MK73' },
      { ...plan, position: 2 },
    ]
    const why = (born: string): string => checksOf({ ...patient, born: day(born) }, both, 0, today)[0]?.why ?? ''
    expect([why('1961-11-19').slice(0, 10), why('1961-11-20').slice(0, 8)]).toEqual(['From 65 on', 'Below 65'])
  })
})
