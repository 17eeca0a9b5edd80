import { describe, expect, it } from 'vitest'
import { testPrinter } from '../../test/support/paper.ts'
import { patientMoney, take, type Money } from '../../test/support/patient-money.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as receipts } from '../receipts/index.ts'
import { Trouble } from '../store/index.ts'
import { handlers } from './index.ts'

const words = (html: string): string =>
  html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

/** What was printed and where it lies, or the code of the problem. */
async function printed({ at }: Money, run: (task: ReturnType<typeof testTask>) => Promise<unknown>) {
  const [printer, files] = [testPrinter(), testFiles()]
  const problem = await run({ ...testTask(at, files), printer }).then(
    () => null,
    (error: unknown) => (error instanceof Trouble ? error.problem.code : String(error)),
  )
  return { problem, said: words(printer.printed[0] ?? ''), files: [...files.kept.keys()] }
}

const receiptFor = (money: Money, receipt: number) =>
  printed(money, (task) => handlers['statements.receipt'](task, { receipt, path: '/a/receipt.pdf' }))
const superbill = (money: Money, from: string, to: string, more: Partial<Argument<'statements.superbill'>> = {}) =>
  printed(money, (task) =>
    handlers['statements.superbill'](task, { patient: money.at.patient, from: day(from), to: day(to), path: '/a/superbill.pdf', ...more }),
  )

describe('a receipt', () => {
  it('says what came, for which days, what is kept and what is left; and of what it was, nothing', async () => {
    const money = patientMoney()
    const { receipt } = take(money, 4000, [[money.lines[0], 3000]])
    const { said, files, problem } = await receiptFor(money, receipt)
    expect([problem, files]).toEqual([null, ['/a/receipt.pdf']])
    const wanted = ['$40.00', 'By check 1042', 'Visit of 10/01/2026 30.00', 'Kept for visits to come 10.00', '$20.00 is due today']
    expect(wanted.filter((one) => !said.includes(one))).toEqual([])
    expect(said).not.toMatch(/90837|F41|Psychotherapy/i)
  })

  it('is made again as often as it is asked for', async () => {
    const money = patientMoney()
    const { receipt } = take(money, 4000, [[money.lines[0], 3000]])
    for (const _ of [1, 2]) expect(await receiptFor(money, receipt)).toMatchObject({ problem: null, files: ['/a/receipt.pdf'] })
  })

  it('is not given for what was undone', async () => {
    const money = patientMoney()
    const { receipt, move } = take(money, 3000, [[money.lines[0], 3000]])
    money.at.command((work) => receipts['receipts.undo'](work, { move, note: '' }))
    expect(await receiptFor(money, receipt)).toMatchObject({ problem: 'receipt.undone', files: [] })
  })
})

describe('a superbill', () => {
  it('has all that a plan asks for, of the sessions between two days alone', async () => {
    const money = patientMoney()
    take(money, 3000, [[money.lines[0], 3000]])
    const { said } = await superbill(money, '2026-10-01', '2026-10-08')
    const wanted = ['NPI', 'Tax id', 'Member id', '10/01/2026', '10/08/2026', '90837', 'Charged 350.00', 'Paid by the patient 30.00']
    expect(wanted.filter((one) => !said.includes(one))).toEqual([])
    expect(said).not.toContain('10/15/2026')
  })

  it('is refused where there is nothing to bill', async () => {
    expect(await superbill(patientMoney(), '2025-01-01', '2025-01-31')).toMatchObject({ problem: 'superbill.none', files: [] })
  })
})
