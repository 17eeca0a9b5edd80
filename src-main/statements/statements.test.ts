import { describe, expect, it } from 'vitest'
import { testPrinter } from '../../test/support/paper.ts'
import { moneyOf, patientMoney, take, tried, type Money } from '../../test/support/patient-money.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { Trouble } from '../../src-main/store/index.ts'
import { handlers } from './index.ts'
import { ageOf, decide, oldestOf, type Account } from './rules.ts'

const TODAY = day('2026-11-19')
const TERMS = { least: cents(500), every: 28, payWithin: 21 }
const planned = (first: string) => ({
  of: { total: cents(3000), part: cents(1000), every: 'month' as const, first: day(first) },
  paid: cents(0),
})
const account = (more: Partial<Account> = {}): Account => ({
  visits: [{ due: cents(3000), since: day('2026-11-01'), isExplained: true }],
  waiting: cents(0),
  isProtected: false,
  isForNext: false,
  hold: '',
  last: null,
  plan: null,
  ...more,
})

describe('who gets a statement', () => {
  it.each([
    ['one who owes something', {}, null],
    ['nobody who is held', { hold: 'Asked to wait' }, 'held'],
    ['nobody whom Medicaid protects', { visits: [], isProtected: true }, 'medicaid'],
    ['nobody whose next payer has still to decide', { visits: [], isForNext: true }, 'next-payer'],
    ['nobody who owes nothing', { visits: [] }, 'nothing'],
    ['nobody whose credit covers it', { waiting: cents(3000) }, 'credit'],
    ['nobody whose rest is too small', { waiting: cents(2600) }, 'small'],
    ['nobody again too soon', { last: day('2026-10-23') }, 'recent'],
    ['one again when it is time', { last: day('2026-10-22') }, null],
    ['nobody whose plan has no part due', { plan: planned('2026-12-11') }, 'plan'],
    ['one whose plan has a part due', { plan: planned('2026-12-10') }, null],
    ['nobody for an amount no sentence tells', { visits: [{ due: cents(3000), since: TODAY, isExplained: false }] }, 'unexplained'],
  ] as const)('%s', (_, more, not) => {
    expect(decide(account(more), TERMS, TODAY).not).toBe(not)
  })

  it.each([
    [0, 'fresh'],
    [30, 'fresh'],
    [31, 'month'],
    [60, 'month'],
    [61, 'twoMonths'],
    [90, 'twoMonths'],
    [91, 'old'],
  ] as const)('a part of %i days is %s', (days, age) => {
    expect(ageOf(addDays(TODAY, -days), TODAY)).toBe(age)
  })

  it('says the words of the oldest part that is open', () => {
    const none = cents(0)
    expect(oldestOf({ fresh: cents(1), month: none, twoMonths: cents(1), old: none })).toBe('twoMonths')
  })
})

async function make(money: Money, more: { stop?: number } = {}) {
  const printer = testPrinter()
  const files = testFiles()
  const task = { ...testTask(money.at, files, more.stop), printer }
  const run = handlers['statements.make'](task, { patients: [money.at.patient], path: '/a/statements.pdf' })
  const reply = await run.catch((error: unknown) => (error instanceof Trouble ? error.problem.code : String(error)))
  return { reply, printer, files }
}
const preview = ({ at }: Money) => at.query((work) => handlers['statements.preview'](work, {})).rows
const history = ({ at }: Money) => at.query((work) => handlers['statements.of'](work, { patient: at.patient }))
const words = (html: string): string =>
  html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('a statement of a patient', () => {
  it('asks what is due, and nothing of what is with the payer', async () => {
    const money = patientMoney()
    const { printer, files, reply } = await make(money)
    expect(reply).toMatchObject({ cents: 5000, wont: [], left: 0 })
    expect([...files.kept.keys()]).toEqual(['/a/statements.pdf'])
    const said = words(printer.printed[0] ?? '')
    const wanted = ['You owe $50.00', '10/01/2026', '10/08/2026', '$30.00 is your copay', '$20.00 is your copay', 'Total 350.00']
    expect(wanted.filter((one) => !said.includes(one))).toEqual([])
    expect(said).not.toContain('10/15/2026')
  })

  it('is kept as it was printed, told in the history, and given again byte for byte', async () => {
    const money = patientMoney()
    const { files } = await make(money)
    const [kept] = history(money).statements
    expect(kept).toMatchObject({ cents: 5000, number: expect.stringMatching(/^2026-0001$/) as string })
    const again = testFiles()
    await handlers['statements.copy'](testTask(money.at, again), { statement: kept?.id ?? 0, path: '/b.pdf' })
    const bytes = (of: Uint8Array | undefined): string => Buffer.from(of ?? []).toString('base64')
    expect(bytes(again.kept.get('/b.pdf'))).toBe(bytes(files.kept.get('/a/statements.pdf')))
  })

  it('is not made again within the days the practice leaves between two', async () => {
    const money = patientMoney()
    await make(money)
    expect(preview(money).map((row) => row.not)).toEqual(['recent'])
    expect((await make(money)).reply).toBe('statement.none')
    expect(history(money).statements).toHaveLength(1)
  })

  it('takes off what waits for the patient', async () => {
    const money = patientMoney()
    take(money, 1200, [])
    const { printer, reply } = await make(money)
    expect(reply).toMatchObject({ cents: 3800 })
    expect(words(printer.printed[0] ?? '')).toContain('$12.00 that you have with us already is taken off.')
  })

  it('says what was paid of a visit', async () => {
    const money = patientMoney()
    take(money, 1000, [[money.lines[0], 1000]])
    const { printer, reply } = await make(money)
    expect(reply).toMatchObject({ cents: 4000 })
    expect(words(printer.printed[0] ?? '')).toContain('You have paid $10.00, so $20.00 is open.')
    expect(moneyOf(money).owed).toBe(4000)
  })

  it('is not made while it is held, and is when it is let go', async () => {
    const money = patientMoney()
    const hold = (why: string) => money.at.command((work) => handlers['statements.hold'](work, { patient: money.at.patient, why }))
    hold('Asked to wait')
    expect([preview(money)[0]?.why, (await make(money)).reply]).toEqual(['Held: Asked to wait', 'statement.none'])
    hold('')
    expect([history(money).hold, preview(money)[0]?.not]).toEqual(['', null])
  })

  it('is not made when it was stopped before', async () => {
    expect((await make(patientMoney(), { stop: 0 })).reply).toBe('statement.none')
  })

  it('says what the practice wants it to say', async () => {
    const money = patientMoney()
    const terms = money.at.query((work) => handlers['statements.terms'](work))
    const said = {
      ...terms,
      policy: 'Pay in <parts>.',
      fresh: 'Thank you.',
      month: 'Thank you.',
      twoMonths: 'Thank you.',
      old: 'Thank you.',
    }
    money.at.command((work) => handlers['statements.setTerms'](work, { ...said, payWithin: 10 }))
    const html = (await make(money)).printer.printed[0] ?? ''
    expect(['Pay in &lt;parts&gt;.', 'Thank you.'].filter((one) => !html.includes(one))).toEqual([])
  })

  it('is refused for a patient that is not there', () => {
    const { at } = patientMoney()
    expect(tried(() => at.query((work) => handlers['statements.of'](work, { patient: 9999 })))).toBe('record.missing')
  })
})
