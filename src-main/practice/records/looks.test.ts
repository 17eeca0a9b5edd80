import { describe, expect, test } from 'vitest'
import type { Argument } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { COVERAGE, PATIENT, PAYER, testPractice } from '../../../test/support/practice.ts'
import { handlers as practice } from '../index.ts'
import { looksKeptOtherwise } from './looks.ts'

const at = testPractice()
type Saved = Argument<'patients.save'>
const save = (of: Partial<Saved>, ...coverages: Partial<Saved['coverages'][number]>[]): number =>
  at.command((work) =>
    practice['patients.save'](work, {
      ...PATIENT,
      ...of,
      coverages: coverages.map((one) => ({ ...COVERAGE, payer: at.payer, ...one })),
    }),
  ).id
const wrong = (id: number): string | undefined =>
  at.query((work) =>
    practice['patients.list'](work, {
      view: { filters: [{ is: 'any', field: 'id', of: [String(id)] }], sort: [] },
      window: 0,
    }),
  ).rows[0]?.wrong

describe('what is kept of a patient’s checks', () => {
  test('follows the patient, the coverage, the payer and the day', () => {
    const id = save({ last: 'Kept', sex: 'F' }, { memberId: 'KEPT1', starts: null, ends: day('2026-12-31') })
    const [coverage] = at.query((work) => practice['patients.get'](work, { id })).coverages
    const card = { id: coverage?.id ?? null, memberId: 'KEPT1', starts: null, ends: day('2026-12-31') }
    expect(wrong(id)).toBe('k-nothing')
    save({ id, last: 'Kept Jr.', sex: 'F' }, card)
    expect(wrong(id)).toBe('g-name')
    save({ id, last: 'Kept', sex: 'U' }, card)
    expect(wrong(id)).toBe('j-sex')
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, kind: 'medicare' }))
    expect(wrong(id)).toBe('c-member-id')
    at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer }))
    expect(wrong(id)).toBe('j-sex')
    at.clock.set('2027-01-01')
    expect(wrong(id)).toBe('a-none-holds')
    at.clock.set('2026-11-19')
    expect(at.query(({ db }) => looksKeptOtherwise(db))).toBe(0)
  })

  test('a member id of two is told of both while both have it', () => {
    const one = save({ last: 'First' }, { memberId: 'SAME1' })
    const other = save({ last: 'Second' }, { memberId: 'SAME1' })
    expect([wrong(one), wrong(other)]).toEqual(['h-shared', 'h-shared'])
    save({ id: other, last: 'Second' })
    expect([wrong(one), wrong(other)]).toEqual(['k-nothing', 'k-nothing'])
  })

  test('that is not what the checks say is found', () => {
    at.command(({ db }) => db.insertRows('patient_look', [{ patient: at.patient, starts: '2026-01-01', ends: '9999', wrong: 'b-born' }]))
    expect(at.query(({ db }) => looksKeptOtherwise(db))).toBe(1)
  })
})
