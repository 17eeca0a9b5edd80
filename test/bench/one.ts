import { createReadStream, readFileSync } from 'node:fs'
import { X12Parser } from 'node-x12'
import { X12parser } from 'x12-parser'
import { isGrave, piecesOf, readAny, readFile, readStream, setsOf, writeSet, type Finding } from '../../src-main/x12/index.ts'
import { claimsModel, remittanceModel } from './model.ts'

/*
 * One tool reads one file once, in a process of its own, and says what it took. Called by bench.ts.
 */

/** What one run took; milliseconds of the clock and of the processor, megabytes at most, and how many claims or segments came out. */
export type Taken = { readonly ms: number; readonly cpu: number; readonly mb: number; readonly count: number; readonly writeMs?: number }

type Tool = (path: string) => Promise<{ readonly count: number; readonly writeMs?: number; readonly ms?: number; readonly cpu?: number }>

/** Times what the body does once the file is in memory. */
async function timed(body: () => number | Promise<number>): Promise<{ count: number; ms: number; cpu: number }> {
  const [clock, cpu] = [performance.now(), process.cpuUsage()]
  const count = await body()
  const { user, system } = process.cpuUsage(cpu)
  return { count, ms: performance.now() - clock, cpu: (user + system) / 1000 }
}

function mustBeSound(findings: readonly Finding[]): void {
  const grave = findings.find(isGrave)
  if (grave) throw new Error(`The measured file is not sound: ${grave.code} at segment ${grave.where.segment}`)
}

const tools: Readonly<Record<string, Tool>> = {
  model: (path) => {
    const text = readFileSync(path, 'latin1')
    const read = text.includes('~ST*835*') ? remittanceModel : claimsModel
    return timed(() => {
      const { claims, balanced } = read(text)
      if (!balanced) throw new Error('The measured file does not balance')
      return claims.length
    })
  },

  /** Everything: typed, every rule, code, position and balance checked, findings placed, the whole value kept. */
  parity: (path) => {
    const bytes = readFileSync(path)
    return timed(() => {
      const file = readFile(bytes)
      const sets = setsOf(file).map(readAny)
      mustBeSound([...file.findings, ...sets.flatMap((one) => one.reading.findings)])
      return file.segments
    })
  },

  'parity-stream': (path) =>
    timed(async () => {
      let units = 0
      for await (const event of readStream(piecesOf(path))) {
        if (event.is === 'unit') units++
        if (event.is === 'unit') mustBeSound(event.unit.findings)
        if (event.is === 'set') mustBeSound(event.findings)
      }
      return units
    }),

  /** Writes what was read just before, with every check of writing. */
  'parity-write': async (path) => {
    const bytes = readFileSync(path)
    let sets: ReturnType<typeof readAny>[] = []
    const read = await timed(() => {
      sets = setsOf(readFile(bytes)).map(readAny)
      return sets.length
    })
    const written = await timed(() => {
      let segments = 0
      for (const { described, reading, raw } of sets) {
        const writing = described && writeSet(described, reading.value, raw.control, raw.delimiters)
        if (!writing?.ok) throw new Error('What was read cannot be written')
        segments += writing.written.segments.length
      }
      return segments
    })
    return { ...read, count: written.count, writeMs: written.ms }
  },

  'node-x12': (path) => {
    const text = readFileSync(path, 'latin1')
    return timed(() => (new X12Parser(true).parse(text) ? 1 : 0))
  },

  'node-x12-stream': (path) =>
    timed(
      () =>
        new Promise((done, failed) => {
          let segments = 0
          createReadStream(path, 'latin1')
            .pipe(new X12Parser())
            .on('data', () => segments++)
            .on('end', () => done(segments))
            .on('error', failed)
        }),
    ),

  'x12-parser-stream': (path) =>
    timed(
      () =>
        new Promise((done, failed) => {
          let segments = 0
          createReadStream(path)
            .pipe(new X12parser())
            .on('data', () => segments++)
            .on('end', () => done(segments))
            .on('error', failed)
        }),
    ),
}

const [tool = '', path = ''] = process.argv.slice(2)
const own = tools[tool]
if (!own) throw new Error(`There is no tool ${tool}`)
const { count, writeMs, ms = 0, cpu = 0 } = await own(path)
const taken: Taken = { ms, cpu, mb: process.resourceUsage().maxRSS / 1024, count, ...(writeMs !== undefined && { writeMs }) }
process.stdout.write(JSON.stringify(taken))
