import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import type { Argument } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { handlers } from '../actions.ts'
import { codeHandlers } from '../code-files/actions.ts'
import { removeOwnWords, setOwnWords } from './own-codes.ts'
import { feeOn, type PricedLine } from './prices.ts'

type Fee = Argument<'fees.save'>
const set = (at: TestPractice, starts: string, cents: number, of: Partial<Fee> = {}) =>
  at.command((work) =>
    handlers['fees.save'](work, {
      code: '90837',
      modifiers: [],
      credential: '',
      provider: null,
      ...of,
      starts: day(starts),
      cents: cents as Fee['cents'],
    }),
  )
const on = (at: TestPractice, line?: PricedLine) => at.query(({ db }) => feeOn(db, '90837', day('2026-06-01'), line))

describe('a fee', () => {
  it.each([
    ['for everybody', undefined, 17_500],
    ['of a modifier that is on the line', { modifiers: ['95'] }, 16_000],
    ['of two modifiers goes before one of one', { modifiers: ['HO', '95'] }, 15_500],
    ['of a modifier holds for no other', { modifiers: ['GT'] }, 17_500],
    ['of the clinician’s credential', { provider: 1 }, 15_000],
    ['of his credential goes before one of modifiers', { provider: 1, modifiers: ['HO', '95'] }, 15_000],
    ['of the clinician goes before all', { provider: 2 }, 20_000],
  ])('%s', (_, line, cents) => {
    const at = testPractice()
    at.command((work) =>
      handlers['providers.save'](work, {
        id: null,
        last: 'Osei',
        first: 'Ama',
        credential: 'Psy.D.',
        discipline: 'psychologist',
        npi: '1000000004',
        taxonomy: '103T00000X',
        isActive: true,
      }),
    )
    set(at, '2025-01-01', 16_000, { modifiers: ['95'] })
    set(at, '2025-01-01', 15_500, { modifiers: ['HO', '95'] })
    set(at, '2025-01-01', 15_000, { credential: 'L.C.S.W.' })
    set(at, '2025-01-01', 19_000, { provider: 2 })
    set(at, '2026-01-01', 20_000, { provider: 2 })
    set(at, '2027-01-01', 30_000, { provider: 2 })
    expect(on(at, line)).toBe(cents)
  })

  it('is one whatever the order of its modifiers, and is listed with whose it is', () => {
    const at = testPractice()
    set(at, '2026-01-01', 15_500, { modifiers: ['HO', '95'] })
    set(at, '2026-01-01', 15_600, { modifiers: ['95', 'HO'], provider: null })
    set(at, '2026-01-01', 20_000, { provider: at.provider })
    const rows = at.query((work) => handlers['fees.list'](work)).filter(({ code }) => code === '90837')
    expect(rows.map(({ modifiers, providerName, cents }) => [modifiers, providerName, cents])).toEqual([
      ['', '', 17_500],
      ['95 HO', '', 15_600],
      ['', 'Marcus Bell, LCSW', 20_000],
    ])
    expect(() => set(at, '2026-01-01', 1, { provider: 99 })).toThrow('record.missing')
  })
})

describe('the practice’s own words', () => {
  it('stand in the code book before ours, are found there, and go again', () => {
    const at = testPractice()
    const words = (text: string) =>
      at.query((work) => codeHandlers['codes.book'](work, { text, on: day('2026-06-01'), from: 0 })).rows.map((row) => row.words)
    const [ours = ''] = words('90837')
    at.command(({ db }) => setOwnWords(db, { code: '90837', words: 'Hour with Dr. B' }))
    expect(words('hour with')).toEqual(['Hour with Dr. B'])
    at.command(({ db }) => removeOwnWords(db, '90837'))
    expect([words('hour with dr'), words('90837')]).toEqual([[], [ours]])
  })
})
