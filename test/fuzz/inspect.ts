import { explain, readAny, readFile, readInterchangeAcknowledgment, readStream, setsOf, type Finding } from '../../src-main/x12/index.ts'

/** What is wrong with how a file was read; nothing when all is well. */
export type Fault = string | undefined

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1')
const key = (one: Finding): string => `${one.where.byte} ${one.where.segment} ${one.code} ${one.where.element ?? ''} ${one.rule ?? ''}`

function findingsOf(bytes: Uint8Array): { readonly findings: readonly Finding[]; readonly segments: number } {
  const file = readFile(bytes)
  const acknowledgments = file.interchanges.flatMap((one) =>
    one.acknowledgments.flatMap((segment) => readInterchangeAcknowledgment(segment, one.delimiters).findings),
  )
  const read = setsOf(file).flatMap((set) => readAny(set).reading.findings)
  return { findings: [...file.findings, ...read, ...acknowledgments], segments: file.segments }
}

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}\n${error.stack?.split('\n').slice(1, 5).join('\n') ?? ''}` : String(error)

/** Reads a file whole and explains a window of it: nothing may be thrown, and each finding must lie in the file. */
export function faultOf(text: string, window: number): Fault {
  const bytes = bytesOf(text)
  try {
    const { findings, segments } = findingsOf(bytes)
    for (const one of findings) {
      const { byte, segment } = one.where
      if (!(byte >= 0 && byte <= bytes.byteLength)) return `${one.code} lies at byte ${byte} of ${bytes.byteLength}`
      if (!(segment >= 0 && segment <= segments + 1)) return `${one.code} lies at segment ${segment} of ${segments}`
    }
    const from = 1 + (segments === 0 ? 0 : window % segments)
    const explained = explain(bytes, from, from + 5)
    if (explained.some((one) => one.words.includes('undefined'))) return 'a segment is explained with an undefined'
    return undefined
  } catch (error) {
    return wordsOf(error)
  }
}

/**
 * What goes back to a level: one that is numbered wrong, one that was opened without its HL, or a stray of a loop further up. A stream has handed out what lies between and let it go,
 * so that it cannot go on with it as a reader of the whole can.
 */
const BACKWARDS: readonly string[] = ['HL.SEQ', 'HL.PARENT', 'SEG.ORDER', 'SEG.MAX', 'LOOP.MAX']
const goesBack = (findings: readonly Finding[]): boolean =>
  findings.some((one) => BACKWARDS.includes(one.code) || (one.code === 'SEG.MISSING' && one.message.includes('segment HL,')))

/** Reads a file in pieces: it must find what is found in the whole. */
export async function streamFaultOf(text: string, piece: number): Promise<Fault> {
  const bytes = bytesOf(text)
  const pieces = Array.from({ length: Math.ceil(bytes.byteLength / piece) }, (_, n) => bytes.subarray(n * piece, (n + 1) * piece))
  try {
    const found: Finding[] = []
    for await (const one of readStream(pieces)) {
      if (one.is === 'finding') found.push(one.finding)
      else if (one.is === 'set') found.push(...one.findings)
      else if (one.is === 'unit') found.push(...one.unit.findings)
      else if (one.is === 'acknowledgment') found.push(...readInterchangeAcknowledgment(one.segment, one.delimiters).findings)
    }
    const whole = findingsOf(bytes).findings
    if (goesBack(whole) || goesBack(found)) return undefined
    const [there, here] = [whole, found].map((all) => all.map(key).toSorted())
    const missing = there?.find((one, n) => one !== here?.[n])
    if (there?.length === here?.length && missing === undefined) return undefined
    return `in pieces of ${piece}: ${here?.length} findings instead of ${there?.length}, first ${missing ?? 'one too many'}`
  } catch (error) {
    return `in pieces of ${piece}: ${wordsOf(error)}`
  }
}

/** The smallest part of a failing file that fails still: runs of it are left out, longer ones first. */
export async function smallest(text: string, fails: (text: string) => Promise<boolean> | boolean): Promise<string> {
  let own = text
  for (let run = own.length >> 1; run >= 1; run >>= 1) {
    for (let at = 0; at + run <= own.length;) {
      const without = own.slice(0, at) + own.slice(at + run)
      if (await fails(without)) own = without
      else at += run
    }
  }
  return own
}
