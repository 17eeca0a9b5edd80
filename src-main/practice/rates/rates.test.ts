import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import type { Argument } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { rateHandlers } from './actions.ts'
import { rateOn, type ContractLine } from '../records/rates.ts'

type Rate = Argument<'rates.save'>
const save = (at: TestPractice, starts: string, cents: number, of: Partial<Rate> = {}) =>
  at.command((work) =>
    rateHandlers['rates.save'](work, { payer: at.payer, code: '90837', starts: day(starts), cents: cents as Rate['cents'], ...of }),
  )
const list = (at: TestPractice) =>
  at.query((work) => rateHandlers['rates.list'](work, { payer: at.payer })).filter(({ code }) => code === '90837')
const on = (at: TestPractice, when: string, line?: ContractLine) => at.query(({ db }) => rateOn(db, at.payer, '90837', day(when), line))

describe('a contract rate', () => {
  it('is the one of the clinician’s credential before one of the place, and the one of the place before one of modifiers', () => {
    const at = testPractice()
    save(at, '2026-01-01', 11_000, { credential: 'L.C.S.W.' })
    save(at, '2026-01-01', 12_000, { place: '10' })
    save(at, '2026-01-01', 12_500, { modifiers: ['HO', '95'] })
    const usual = on(at, '2026-06-01')
    const found = [
      { provider: at.provider, place: '10' },
      { place: '10', modifiers: ['95', 'HO'] },
      { place: '11', modifiers: ['95', 'HO'] },
      { place: '11', modifiers: ['95'] },
    ].map((line) => on(at, '2026-06-01', line))
    expect(found).toEqual([11_000, 12_000, 12_500, usual])
  })

  it('holds to its last day, after which the earlier one holds again', () => {
    const at = testPractice()
    const usual = on(at, '2026-06-01')
    save(at, '2026-03-01', 15_000, { ends: day('2026-03-31') })
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((when) => on(at, when))).toEqual([usual, 15_000, 15_000, usual])
  })

  it('changes nothing when the very same one is saved again', () => {
    const at = testPractice()
    const first = save(at, '2026-01-01', 15_500, { modifiers: ['HO', '95'] })
    const before = list(at)
    expect(save(at, '2026-01-01', 15_500, { modifiers: ['95', 'HO'] })).toEqual(first)
    expect(list(at)).toEqual(before)
  })

  it('is gone when it is taken out, and the earlier one holds again', () => {
    const at = testPractice()
    const usual = on(at, '2026-06-01')
    const { id } = save(at, '2026-01-01', 15_500)
    const remove = () => at.command((work) => rateHandlers['rates.remove'](work, { id }))
    remove()
    expect(on(at, '2026-06-01')).toBe(usual)
    expect(remove).toThrow('record.missing')
  })

  it('is refused beside another one for the same lines from the same day, and may be changed', () => {
    const at = testPractice()
    const { id } = save(at, '2026-01-01', 15_500, { credential: 'PsyD' })
    expect(() => save(at, '2026-01-01', 15_600, { credential: 'Psy.D.' })).toThrow('rate.exists')
    save(at, '2026-01-01', 15_600, { id, credential: 'Psy.D.', ends: day('2026-12-31') })
    expect(list(at).find((row) => row.id === id)).toMatchObject({ cents: 15_600, ends: '2026-12-31', credential: 'PSYD' })
  })

  it('is refused when it ends before it starts, or is of nobody’s contract', () => {
    const at = testPractice()
    expect(() => save(at, '2026-01-02', 1, { ends: day('2026-01-01') })).toThrow('rate.order')
    expect(() => save(at, '2026-01-02', 1, { payer: 99 })).toThrow('record.missing')
    expect(() => save(at, '2026-01-02', 1, { id: 9999 })).toThrow('record.missing')
  })
})
