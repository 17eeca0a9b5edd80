import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPrinter } from '../../test/support/paper.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { because, claimOf, pay } from '../../test/support/remittances.ts'
import { testFiles, testTask } from '../../test/support/task.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { Trouble } from '../store/index.ts'
import { handlers } from './index.ts'
import { gapOf } from './rules.ts'

/** The contract of the test practice allows 132.00 for 90837. */
const RATE = 13_200
const CHARGE = 17_500

/** A claim for one hour, decided with what the payer allowed. */
function decided(at: TestPractice, control: string, allowed: number): number {
  const line = { code: '90837', charge: CHARGE, allowed, reasons: because(`CO-45 ${CHARGE - allowed}`) }
  const claim = claimOf(at, control, line)
  pay(at, { trace: `EFT-${control}`, payments: [{ control, lines: [line] }] })
  return claim
}

const list = (at: TestPractice) => at.query((work) => handlers['disputes.list'](work))
const beside = (at: TestPractice, claim: number) => at.query((work) => handlers['disputes.claim'](work, { claim })).lines
const only = (at: TestPractice) => must('one payer paid short', list(at).payers[0])

async function letter(at: TestPractice, lines: readonly number[], payer = at.payer) {
  const [printer, files] = [testPrinter(), testFiles()]
  const task = { ...testTask(at, files), printer }
  const reply = await handlers['disputes.make'](task, { payer, lines: [...lines], path: '/a/letter.pdf' }).catch((error: unknown) =>
    error instanceof Trouble ? error.problem.code : String(error),
  )
  const said = (printer.printed[0] ?? '')
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { reply, said, files: [...files.kept.keys()] }
}

describe('what a payer allowed below its contract', () => {
  it('is a gap of more than a dollar and more than one percent, never one above, whatever the units', () => {
    fc.assert(
      fc.property(fc.nat(30_000), fc.integer({ min: 1, max: 8 }), fc.nat(300_000), (rate, units, allowed) => {
        const gap = gapOf(cents(rate), units, cents(allowed))
        const short = rate * units - allowed
        expect(gap !== undefined).toBe(short > 100 && short * 100 > rate * units - 50)
        expect(gap?.short ?? short).toBe(short)
      }),
    )
  })

  it('is listed line by line, with what the contract says, and who paid in full is not', () => {
    const at = testPractice()
    const claim = decided(at, 'C1', 10_800)
    decided(at, 'C2', RATE)
    expect(list(at)).toMatchObject({
      payers: [
        {
          payer: at.payer,
          cents: 2400,
          lines: [{ claim, code: '90837', units: 1, expected: RATE, allowed: 10_800, short: 2400, trace: 'EFT-C1', disputed: null }],
        },
      ],
      wont: [],
    })
  })

  it.each([
    ['below', 10_800, -2400],
    ['as agreed', RATE, 0],
    ['by rounding', RATE - 90, 0],
    ['above', 15_000, 1800],
  ] as const)('is told of each claim beside what the contract allows: %s', (_, allowed, gap) => {
    const at = testPractice()
    const claim = decided(at, 'C1', allowed)
    expect(beside(at, claim)).toMatchObject([{ code: '90837', expected: RATE, allowed, gap }])
  })

  it('is expected before the payer decides, and nothing is where no rate is known', () => {
    const at = testPractice()
    const known = claimOf(at, 'C1', { code: '90837', charge: CHARGE })
    const unknown = claimOf(at, 'C2', { code: '90899', charge: CHARGE })
    expect(beside(at, known)).toMatchObject([{ expected: RATE, allowed: null, gap: 0 }])
    expect(beside(at, unknown)).toEqual([])
  })

  it('stands in one letter for all lines that are chosen, which is kept; a line that is in one says so', async () => {
    const at = testPractice()
    for (const n of [1, 2, 3]) decided(at, `C${n}`, 10_800)
    const lines = only(at).lines.map(({ line }) => line)
    const { reply, said, files } = await letter(at, lines.slice(0, 2))
    expect(reply).toMatchObject({ lines: 2, cents: 4800, path: '/a/letter.pdf' })
    expect(files).toEqual(['/a/letter.pdf'])
    const wanted = ['$48.00', 'EFT-C1', 'EFT-C2', '132.00', '108.00', '24.00', 'All lines 264.00 216.00 48.00']
    expect(wanted.filter((one) => !said.includes(one))).toEqual([])
    expect(said).not.toContain('EFT-C3')
    expect(only(at)).toMatchObject({ cents: 2400 })
    expect(only(at).lines.map(({ disputed }) => disputed !== null)).toEqual([true, true, false])
  })

  it('is asked for again in the same words where one says so', async () => {
    const at = testPractice()
    decided(at, 'C1', 10_800)
    const lines = only(at).lines.map(({ line }) => line)
    for (const _ of [1, 2]) expect((await letter(at, lines)).reply).toMatchObject({ lines: 1, cents: 2400 })
  })

  it('is asked for in no letter where none of the lines is short', async () => {
    const at = testPractice()
    decided(at, 'C1', RATE)
    expect(await letter(at, [1])).toMatchObject({ reply: 'dispute.none', files: [] })
  })
})
