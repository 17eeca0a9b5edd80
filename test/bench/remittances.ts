import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listeners } from '../../src-main/engine/handlers.ts'
import { takeFile } from '../../src-main/exchange/index.ts'
import { readAny, readFile, setsOf } from '../../src-main/x12/index.ts'
import { day } from '../../src-shared/day.ts'
import { testPractice, type TestPractice } from '../support/practice.ts'
import { brokenChecks, fileOf, segmentsOf, sentClaim, type LineSpec, type PaymentSpec } from '../support/remittances.ts'
import { floorStore } from './posting-floor.ts'
import { goal, missed, print, series } from './report.ts'

/*
 * P5: an 835 of ten thousand claims (25,000 lines) on the encrypted store, read, matched, checked, rehearsed and posted; one transaction. Beside it the floor:
 * the naive model of the file, each claim looked up by its number and the same facts put into tables without rules, triggers or a log. Then the same payment
 * once more, as the same bytes and in another envelope. Run: npm run bench -- remittances [CLAIMS] [RUNS]
 */

const [CLAIMS = 10_000, RUNS = 3] = process.argv.slice(2).flatMap((word) => (/^\d+$/.test(word) ? [parseInt(word, 10)] : []))
/** Claims of each patient. */
const EACH = 20
const DENIED = 25

const folder = mkdtempSync(join(tmpdir(), 'parity-remittances-'))
const took = <T>(body: () => T): { readonly value: T; readonly ms: number } => {
  const start = performance.now()
  const value = body()
  return { value, ms: performance.now() - start }
}

/** Two or three lines, written down by contract; every second one leaves coinsurance, and one of 25 claims is denied. */
function payment(n: number): PaymentSpec {
  const isDenied = n % DENIED === 0
  const lines = Array.from({ length: 2 + (n % 2) }, (_, at): LineSpec => {
    const charge = 9000 + ((n * 7 + at * 113) % 12_000)
    const reasons = isDenied
      ? [['CO', '197', charge] as const]
      : [['CO', '45', Math.floor(charge / 4)] as const, ...(at % 2 === 0 ? [['PR', '2', 1500] as const] : [])]
    return { code: ['90837', '90834', '90853'][at] ?? '90837', charge, reasons, control: `MH${n}L${at + 1}`, day: day('2026-11-05') }
  })
  return { control: `MH${n}`, last: `QUINTERO ${Math.floor(n / EACH)}`, memberId: `NL88${10_000 + Math.floor(n / EACH)}`, lines }
}

/** The claims of the payments, sent and waiting. */
function billed(at: TestPractice, payments: readonly PaymentSpec[]): void {
  for (const { control, last = '', memberId = '', lines } of payments)
    sentClaim(at, {
      control,
      last,
      memberId,
      lines: lines.map((line) => ({ code: line.code, cents: line.charge, ...(line.control !== undefined && { control: line.control }) })),
    })
}

const figures = { posted: [] as number[], floor: [] as number[], read: [] as number[], same: [] as number[], enveloped: [] as number[] }
try {
  const payments = Array.from({ length: CLAIMS }, (_, n) => payment(n + 1))
  const segments = segmentsOf({ trace: 'EFT77001', payments })
  const bytes = fileOf([segments])
  const lines = payments.reduce((all, one) => all + one.lines.length, 0)
  print(`An 835 of ${CLAIMS} claims and ${lines} lines, ${(bytes.length / 1e6).toFixed(1)} MB, ${RUNS} runs`)
  for (let n = 0; n < RUNS; n++) {
    const at = testPractice(listeners, join(folder, `posted-${n}.db`))
    billed(at, payments)
    const floor = floorStore(join(folder, `floor-${n}.db`), payments)
    figures.floor.push(took(() => floor.post(bytes)).ms)
    floor.close()
    figures.read.push(took(() => setsOf(readFile(bytes)).map(readAny)).ms)
    const first = took(() => at.command((work) => takeFile(work, { name: 'large.835', bytes, post: true })))
    if (first.value.status !== 'posted') throw new Error(`It was not posted: ${first.value.words}`)
    figures.posted.push(first.ms)
    for (const [of, again] of [
      ['same', bytes],
      ['enveloped', fileOf([segments], 2)],
    ] as const) {
      const second = took(() => at.command((work) => takeFile(work, { name: 'again.835', bytes: again, post: true })))
      if (second.value.status !== 'known') throw new Error(`It was taken twice: ${second.value.words}`)
      figures[of].push(second.ms)
    }
    if (brokenChecks(at).length > 0) throw new Error('The books do not balance')
    at.book.close()
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const posted = series('read, matched, checked, rehearsed and posted', figures.posted)
const floor = series('floor: the naive model, looked up and put into bare tables', figures.floor)
series('the file read and checked by itself', figures.read)
const same = series('the same bytes once more, refused', figures.same)
const enveloped = series('the same payment in another envelope, refused', figures.enveloped)
print(`  ${Math.round((CLAIMS * 1000) / posted.median)} claims posted per second`)
goal('P5: posted, beside the floor', posted.median / floor.median, 3)
goal('the same bytes refused', same.median, 1000, 'ms')
goal('the same payment in another envelope refused', enveloped.median, 1000, 'ms')
process.exitCode = missed() > 0 ? 1 : 0
