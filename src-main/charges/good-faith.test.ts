import { describe, expect, it } from 'vitest'
import { book } from '../../test/support/eligibility.ts'
import { testPrinter } from '../../test/support/paper.ts'
import { testPractice } from '../../test/support/practice.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { cents } from '../../src-shared/money.ts'
import { day } from '../../src-shared/day.ts'
import { expectedTotal, goodFaithPage, type GoodFaith } from './good-faith-page.ts'
import { handlers } from './index.ts'

const GIVEN: GoodFaith = {
  patient: { name: 'Marisol Quintero', born: day('1990-05-19') },
  first: day('2026-11-20'),
  today: day('2026-11-19'),
  service: 'Individual psychotherapy',
  mode: 'video',
  diagnoses: [{ code: 'F41.1', words: 'Generalized anxiety disorder' }],
  lines: [
    { code: '90837', words: 'Psychotherapy, 60 minutes', cents: cents(17_500) },
    { code: '90785', words: 'Interactive complexity', cents: cents(1500) },
  ],
  sessions: 20,
  every: 'week',
  clinician: { name: 'Marcus Bell, LCSW', npi: '1987654328' },
  practice: {
    name: 'Cedar Hollow Behavioral Health',
    npi: '1234567893',
    taxId: '123456789',
    phone: '5550100142',
    address: ['410 Alder Street', 'Fairmont', 'OH', '440001234'],
    state: 'OH',
  },
}
const words = (of: GoodFaith): string =>
  goodFaithPage(of)
    .text.replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

describe('a good-faith estimate', () => {
  it.each([
    ['(i) who', ['Marisol Quintero', '05/19/1990']],
    ['(ii) what, and when', ['Individual psychotherapy, by video', 'First session', 'November 20, 2026']],
    ['(iii) the services by provider', ['Expected charges: Marcus Bell, LCSW', '90837', '90785']],
    ['(iv) diagnoses, codes and charges', ['F41.1 Generalized anxiety disorder', '$175.00 20 $3,500.00', '$15.00 20 $300.00', '$3,800.00']],
    ['(v) who provides it, where', ['1987654328', '1234567893', '123456789', '410 Alder Street', 'State OH']],
    ['(vi) what is scheduled separately', ['Separate good faith estimates will be issued upon scheduling or upon request']],
    ['(vii) more may be recommended', ['additional items or services that the clinician recommends']],
    ['(viii) that it is an estimate', ['Actual items, services or charges may differ']],
    ['(ix) the dispute', ['dispute resolution process', '$400 more', 'www.cms.gov/nosurprises', 'will not adversely affect the quality']],
    ['(x) that it is no contract', ['not a contract', 'does not require you to obtain']],
    ['how often, for a year at most', ['20 sessions, every week, from 11/20/2026', '11/20/2027 at the latest']],
  ] as const)('says what 45 CFR 149.610 asks for: %s', (_, said) => {
    expect(said.filter((one) => !words(GIVEN).includes(one))).toEqual([])
  })

  it('says so where no diagnosis is set, and of one session that it is one', () => {
    const one = words({ ...GIVEN, diagnoses: [], sessions: 1, every: 'once' })
    expect([one.includes('Not yet determined'), one.includes('How often One session')]).toEqual([true, true])
    expect(expectedTotal({ ...GIVEN, sessions: 1 })).toBe(19_000)
  })

  it('is written where a person chose, from the session and the fee schedule', async () => {
    const at = testPractice()
    const printer = testPrinter()
    const files = testFiles()
    const task = { ...testTask(at, files), printer }
    const reply = await handlers['charges.goodFaith'](task, { appointment: book(at), sessions: 4, every: 'month', path: '/a/estimate.pdf' })
    expect([reply, [...files.kept.keys()]]).toEqual([{ path: '/a/estimate.pdf', expected: 70_000 }, ['/a/estimate.pdf']])
    expect(printer.printed[0]).toContain('Marisol Quintero')
  })
})
