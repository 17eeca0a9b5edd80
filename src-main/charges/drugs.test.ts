import { describe, expect, it } from 'vitest'
import { injecting } from '../../test/support/drugs.ts'
import { session, testPractice } from '../../test/support/practice.ts'
import type { Given } from './drugs.ts'
import { handlers } from './index.ts'

/* Drugs that are given in a session: each a line of its own, and their injections one. */

const INVEGA: Given = {
  code: 'J2426',
  units: 156,
  isInjected: true,
  drug: { ndc: '50458-563-01', thousandths: 1_000, unit: 'ML', number: null },
}
const visit = { mode: 'in-person', start: '09:00', stop: '09:20' } as const

function clinic() {
  const at = testPractice()
  const provider = injecting(at)
  const suggest = (drugs: Given[], more: Partial<Parameters<typeof session>[1]> = {}) =>
    at.query((work) => handlers['charges.suggest'](work, { ...session(at, { ...visit, provider, ...more }), drugs }))
  return { at, provider, suggest }
}
const said = ({ lines }: ReturnType<ReturnType<typeof clinic>['suggest']>) =>
  lines.map(({ code, modifiers, units, cents }) => [[code, ...modifiers].join(' '), units, cents])

describe('drugs that were given', () => {
  it('bill a visit of an injection by themselves, with one 96372 an injection', () => {
    const { suggest } = clinic()
    const suggestion = suggest([INVEGA], { service: 'injection' })
    expect(suggestion).toMatchObject({ outcome: 'billed', asks: null, notice: null })
    expect(said(suggestion)).toEqual([
      ['96372', 1, 4_500],
      ['J2426', 156, 202_800],
    ])
    expect(suggestion.lines.map(({ drug }) => drug?.ndc)).toEqual([undefined, '50458-563-01'])
  })

  it('come behind the codes of the session, and the E/M beside an injection carries 25', () => {
    const { suggest } = clinic()
    expect(said(suggest([INVEGA, { ...INVEGA, code: 'J0571', units: 1, isInjected: false }], { service: 'em', em: '99214' }))).toEqual([
      ['99214 25', 1, 18_500],
      ['96372', 1, 4_500],
      ['J2426', 156, 202_800],
      ['J0571', 1, 0],
    ])
  })

  it('are asked for where an injection was held, and are no visit by video', () => {
    const { suggest } = clinic()
    expect(suggest([], { service: 'injection' })).toMatchObject({ outcome: 'unbillable', asks: 'unbillable' })
    expect(suggest([], { service: 'injection' }).notice?.words).toMatch(/^Which drug/)
    expect(suggest([INVEGA], { service: 'injection', mode: 'video' }).notice?.words).toMatch(/given in person/)
  })

  it('stand in a saved row as they were typed, to be changed or taken back', () => {
    const { at, provider } = clinic()
    const row = session(at, { ...visit, provider, service: 'injection', drugs: [INVEGA] })
    const { charge } = at.command((work) => handlers['charges.save'](work, row))
    const [kept] = at.query((work) => handlers['charges.day'](work, { day: row.day })).rows
    expect(kept).toMatchObject({ codes: '96372, J2426', units: '1, 156', beside: { drugs: [INVEGA] } })
    expect(at.command((work) => handlers['charges.withdraw'](work, { charge })).entered.drugs).toEqual([INVEGA])
  })
})
