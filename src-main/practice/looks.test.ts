import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { checksOf, type CheckedCoverage, type CheckedPatient } from './checks.ts'
import { looksOf } from './looks.ts'

const since = day('2025-01-01')
const patient: CheckedPatient = { last: 'Ruiz', first: 'Ana', born: day('1980-01-02'), sex: 'F', state: null }
const plan: CheckedCoverage = {
  position: 1,
  payerName: 'Northlake',
  kind: 'commercial',
  shape: '',
  memberId: 'NL1',
  relationship: '18',
  subscriberLast: null,
  subscriberBorn: null,
  starts: null,
  ends: null,
  carveOf: null,
}

describe('what is wrong with a patient, for all days', () => {
  it('is nothing where all is well, and one span where days make no difference', () => {
    expect([looksOf(patient, [], since), looksOf({ ...patient, born: null }, [plan], since)]).toEqual([
      [],
      [{ starts: '', ends: '9999', wrong: 'b-born' }],
    ])
  })
  it('turns on the days on which coverages begin and after they end', () => {
    expect(looksOf({ ...patient, sex: null }, [{ ...plan, starts: day('2026-01-01'), ends: day('2026-12-31') }], since)).toEqual([
      { starts: '', ends: '2025-12-31', wrong: 'a-none-holds' },
      { starts: '2026-01-01', ends: '2026-12-31', wrong: 'j-sex' },
      { starts: '2027-01-01', ends: '9999', wrong: 'a-none-holds' },
    ])
  })
  it('is kept of a birth date that is still to come, and never of the days before it was entered', () => {
    expect(looksOf({ ...patient, born: day('2026-02-01') }, [], since)).toEqual([{ starts: '', ends: '2026-01-31', wrong: 'b-born' }])
  })
  it('on any day is the worst of what the checks say that day', () => {
    const on = fc.integer({ min: 0, max: 40 }).map((n) => addDays(day('2026-01-01'), n))
    const maybe = fc.option(on, { nil: null })
    const coverage = fc.record({
      position: fc.integer({ min: 1, max: 2 }),
      payerName: fc.constantFrom('A', 'B'),
      kind: fc.constantFrom('commercial', 'medicaid', 'medicare'),
      shape: fc.constantFrom('', '1 letter'),
      memberId: fc.constantFrom('1EG4TE5MK73', 'X'),
      relationship: fc.constantFrom('18', '19'),
      subscriberLast: fc.constantFrom(null, 'Ruiz'),
      subscriberBorn: maybe,
      starts: maybe,
      ends: maybe,
      carveOf: fc.constantFrom(null, 1),
    })
    fc.assert(
      fc.property(maybe, fc.constantFrom('F', null), fc.array(coverage, { maxLength: 3 }), on, (born, sex, coverages, today) => {
        const who = { ...patient, born, sex }
        const spans = looksOf(who, coverages, since).filter(({ starts, ends }) => starts <= today && today <= ends)
        const said = checksOf(who, coverages, 0, today)
          .map(({ of }) => of)
          .toSorted()
        expect(spans.map(({ wrong }) => wrong)).toEqual(said.slice(0, 1))
      }),
      { seed: 20261122, numRuns: 500 },
    )
  })
})
