import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { testPrinter } from '../../test/support/paper.ts'
import { patientMoney, take, tried, type Money } from '../../test/support/patient-money.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { handlers } from './index.ts'

type Terms = { readonly part: number; readonly every: 'week' | 'month'; readonly first: string }
const agree = ({ at }: Money, { part, every, first }: Terms = { part: 2000, every: 'month', first: '2026-12-01' }) =>
  tried(() =>
    at.command((work) =>
      handlers['statements.agree'](work, { patient: at.patient, part: cents(part), every, first: day(first), note: 'By phone' }),
    ),
  )
const end = ({ at }: Money) =>
  tried(() => at.command((work) => handlers['statements.endPlan'](work, { patient: at.patient, why: 'Wants to pay all of it' })))
const planOf = ({ at }: Money) => at.query((work) => handlers['statements.plan'](work, { patient: at.patient }))
const preview = ({ at }: Money) => at.query((work) => handlers['statements.preview'](work, {})).rows[0]
async function printed({ at }: Money): Promise<string> {
  const printer = testPrinter()
  await handlers['statements.make']({ ...testTask(at, testFiles()), printer }, { patients: [at.patient], path: '/a.pdf' })
  return (printer.printed[0] ?? '')
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('a plan to pay in parts', () => {
  it('is agreed on what is due, and told with its parts', () => {
    const money = patientMoney()
    expect([planOf(money), agree(money)]).toEqual([{ plan: null, owed: 5000 }, {}])
    expect(planOf(money).plan).toMatchObject({
      total: 5000,
      part: 2000,
      note: 'By phone',
      on: '2026-11-19',
      paid: 0,
      left: 5000,
      missed: 0,
      next: { day: '2026-12-01', cents: 2000 },
      parts: [
        { day: '2026-12-01', cents: 2000, paid: 0 },
        { day: '2027-01-01', cents: 2000, paid: 0 },
        { day: '2027-02-01', cents: 1000, paid: 0 },
      ],
    })
  })

  it('is paid by what comes in after it, applied or not, and not by what came before', () => {
    const money = patientMoney()
    take(money, 500, [[money.lines[0], 500]])
    agree(money)
    expect(planOf(money).plan).toMatchObject({ total: 4500, paid: 0 })
    take(money, 2500, [])
    expect(planOf(money).plan).toMatchObject({ paid: 2500, left: 2000, next: { day: '2027-01-01', cents: 1500 } })
  })

  it('lets a statement ask for the part that is due, and say so', async () => {
    const money = patientMoney()
    agree(money)
    expect(preview(money)).toMatchObject({ cents: 5000, now: 2000, not: null, why: 'By the plan $20.00 of $50.00 is asked.' })
    const said = await printed(money)
    const wanted = [
      'To pay now $20.00 of $50.00, as we agreed on parts',
      'We agreed that you pay $50.00 in parts: $20.00 each month, from 12/01/2026 on.',
    ]
    expect(wanted.filter((one) => !said.includes(one))).toEqual([])
    expect(said).not.toContain('A part of this is open')
  })

  it('asks for nothing while no part is due, and for more when one did not come', () => {
    const money = patientMoney()
    agree(money, { part: 2000, every: 'month', first: '2027-01-01' })
    expect(preview(money)).toMatchObject({
      not: 'plan',
      why: 'The patient pays in parts, and none is due yet. The next, $20.00, is due on 01/01/2027.',
    })
    money.at.clock.set('2027-01-20')
    expect(preview(money)).toMatchObject({
      now: 4000,
      not: null,
      why: 'By the plan $40.00 of $50.00 is asked. $20.00 of earlier parts did not come.',
    })
  })

  it('ends with a reason, and all of it is asked again', () => {
    const money = patientMoney()
    agree(money)
    expect([end(money), end(money)]).toEqual([{}, 'plan.none'])
    expect([planOf(money).plan, preview(money)?.now]).toEqual([null, 5000])
  })

  it('is over when all of it is paid, and another may be agreed on what came since', () => {
    const money = patientMoney()
    agree(money)
    take(money, 5000, [
      [money.lines[0], 3000],
      [money.lines[1], 2000],
    ])
    expect(planOf(money).plan).toMatchObject({ left: 0, next: null })
    expect(agree(money)).toBe('plan.nothing')
  })

  it.each([
    ['parts too small', { part: 50, every: 'week', first: '2026-12-01' }, 'plan.parts'],
    ['a first day that is over', { part: 2000, every: 'week', first: '2026-11-18' }, 'plan.day'],
  ] as const)('is refused for %s', (_, terms, code) => {
    expect(agree(patientMoney(), terms)).toBe(code)
  })

  it('stands alone: a second is refused until it ends', () => {
    const money = patientMoney()
    agree(money)
    expect(agree(money)).toBe('plan.open')
  })
})
