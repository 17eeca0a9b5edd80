import { describe, expect, it } from 'vitest'
import { readAny, readFile, readStream, setsOf } from '../../src-main/x12/index.ts'
import { digits } from '../../src-shared/number.ts'
import { seeded } from '../bench/files.ts'
import { faultOf, smallest, streamFaultOf } from './inspect.ts'
import { damaged } from './mutate.ts'
import { seedFiles } from './seeds.ts'

/** 20,000 damaged files with every test run; `npm run fuzz` reads a million. */
const COUNT = digits(process.env['PARITY_FUZZ'] ?? '20000')
const FIRST = digits(process.env['PARITY_FUZZ_FIRST'] ?? '1')
/** A file of a few thousand bytes that takes longer has found something quadratic. */
const LONGEST_MS = 1000
/** One file of so many is read in pieces too. */
const STREAMED = 8

type Figures = { bytes: number; slowest: number; slowestOne: number }

describe('a damaged file', () => {
  const seeds = seedFiles()

  it(`is read to its end, whatever the damage (${COUNT} files)`, { timeout: 3_600_000 }, async () => {
    const figures: Figures = { bytes: 0, slowest: 0, slowestOne: 0 }
    const began = performance.now()
    for (let n = FIRST; n < FIRST + COUNT; n++) {
      const text = damaged(seeds, seeded(n))
      const started = performance.now()
      const fault = faultOf(text, n)
      const took = performance.now() - started
      if (fault !== undefined) await fail(n, fault, text, (one) => faultOf(one, n) !== undefined)
      if (took > figures.slowest) [figures.slowest, figures.slowestOne] = [took, n]
      // The machine may have been elsewhere: once more before it is said.
      if (took > LONGEST_MS && timeOf(text, n) > LONGEST_MS)
        await fail(n, `took ${Math.round(took)} ms`, text, (one) => timeOf(one, n) > LONGEST_MS)
      figures.bytes += text.length
      if (n % STREAMED > 0) continue
      const piece = 1 + (n % 997)
      const streamed = await streamFaultOf(text, piece)
      if (streamed !== undefined) await fail(n, streamed, text, async (one) => (await streamFaultOf(one, piece)) !== undefined)
    }
    const seconds = (performance.now() - began) / 1000
    const rate = Math.round(COUNT / seconds)
    process.stdout.write(
      `${COUNT} damaged files from ${seeds.length} seeds, ${Math.round(figures.bytes / 1e6)} MB: nothing thrown; ${Math.round(seconds)} s, ${rate} a second, the slowest ${Math.ceil(figures.slowest)} ms (number ${figures.slowestOne})\n`,
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('is the same for the same number', () => {
    expect([1, 2, 3].map((n) => damaged(seeds, seeded(n)))).toEqual([1, 2, 3].map((n) => damaged(seeds, seeded(n))))
  })
})

const ENVELOPE = 'ISA*00*          *00*          *ZZ*S              *ZZ*R              *261109*0930*^*00501*000000001*0*T*:~'

describe('what was found so', () => {
  it('an amount of ten digits is told, not thrown', () => {
    const text = `${ENVELOPE}GS*HP*S*R*20261109*0930*1*X*005010X221A1~ST*835*0001~CLP*A*1*1234567890~`
    expect(() => setsOf(readFile(Buffer.from(text))).map(readAny)).not.toThrow()
  })
  it('a text of more than a margin that is no X12 is told so once, in pieces too', async () => {
    const codes: string[] = []
    const bytes = Buffer.from('Dear provider, your claim is in process. '.repeat(200))
    for await (const one of readStream([bytes])) if (one.is === 'finding') codes.push(one.finding.code)
    expect(codes).toEqual(['FILE.NOT_X12'])
  })
  it('two levels of one number are both looked at: each lacks its name', () => {
    const levels = ['HL*1**20*1', 'HL*2*1*21*1', 'HL*3*2*22*0', 'HL*3*2*22*0'].join('~')
    const text = `${ENVELOPE}GS*HS*S*R*20261109*0930*1*X*005010X279A1~ST*270*0001*005010X279A1~${levels}~SE*6*0001~GE*1*1~IEA*1*000000001~`
    const [set] = setsOf(readFile(Buffer.from(text))).map(readAny)
    const missing = set?.reading.findings.filter((one) => one.code === 'LOOP.MISSING' && one.where.loop?.includes('2000C'))
    expect(missing?.map((one) => one.where.segment)).toEqual([6, 7])
  })
})

const timeOf = (text: string, n: number): number => {
  const started = performance.now()
  faultOf(text, n)
  return performance.now() - started
}

async function fail(n: number, fault: string, text: string, fails: (text: string) => Promise<boolean> | boolean): Promise<never> {
  const least = await smallest(text, fails)
  throw new Error(`File ${n}: ${fault}\nThe smallest part that fails: ${JSON.stringify(least.slice(0, 4000))}`)
}
