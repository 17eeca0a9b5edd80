import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync, inflateSync } from 'node:zlib'

/*
 * Invented names, numbers and notes that are planted and then looked for wherever they must not be, in every form a program might write them in. All of a
 * run have one mark, so that a file is searched for a few patterns, not for hundreds.
 */

export type Canaries = {
  /** Letters that stand at the beginning of every word of this run, and nowhere else. */
  readonly mark: string
  /** Digits that stand at the beginning of every number of this run. */
  readonly digits: string
  readonly people: readonly {
    readonly last: string
    readonly first: string
    readonly street: string
    readonly memberId: string
    /** Looks like a Social Security number of a block that is never given out. */
    readonly number: string
  }[]
  readonly notes: readonly string[]
}

const ENDINGS = ['aban', 'ocre', 'inul', 'ebor', 'udas', 'yfen', 'ilot']

/** Forty of them. @param mark six letters of chance; @param digits four digits of chance */
export function canaries(mark: string, digits: string): Canaries {
  const word = `Zq${mark.toLowerCase()}`
  const people = ENDINGS.map((ending, n) => ({
    last: `${word}${ending}`,
    first: `${word}${ending.split('').reverse().join('')}`,
    street: `${12 + n} ${word}${ending} Lane`,
    memberId: `${word.toUpperCase()}${1000 + n}`,
    number: `9${digits}${1000 + n}`,
  }))
  return { mark: word, digits: `9${digits}`, people, notes: ENDINGS.slice(0, 5).map((ending) => `Called about ${word}${ending}, again`) }
}

type Form = { readonly name: string; readonly bytes: Buffer }

/** The inner signs of a text in base64, at each of the three places it may begin at. */
const base64Of = (text: string): Form[] =>
  [0, 1, 2].map((shift) => {
    const coded = Buffer.from('\0'.repeat(shift) + text).toString('base64')
    // What shares a sign with its neighbours depends on them.
    const from = shift === 0 ? 0 : shift + 1
    const whole = Math.floor(((shift + text.length) * 8) / 6)
    return { name: `base64 at ${shift}`, bytes: Buffer.from(coded.slice(from, whole)) }
  })

const formsOf = (text: string): Form[] => {
  const cases = [...new Set([text, text.toUpperCase(), text.toLowerCase()])]
  return cases.flatMap((own) => [
    { name: 'plain', bytes: Buffer.from(own) },
    { name: 'UTF-16LE', bytes: Buffer.from(own, 'utf16le') },
    { name: 'UTF-16BE', bytes: Buffer.from(own, 'utf16le').swap16() },
    { name: 'reversed', bytes: Buffer.from([...own].reverse().join('')) },
    { name: 'hexadecimal', bytes: Buffer.from(Buffer.from(own).toString('hex')) },
    { name: 'URL-encoded', bytes: Buffer.from([...Buffer.from(own)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join('')) },
    { name: 'JSON-escaped', bytes: Buffer.from([...own].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')) },
    ...base64Of(own),
  ])
}

/** What a scan looks for. */
export const patternsOf = ({ mark, digits }: Canaries): Form[] => [...formsOf(mark), ...formsOf(digits)]

/** In which forms a run's canaries stand in these bytes, also inside what is compressed there. */
export function formsIn(bytes: Buffer, patterns: readonly Form[], depth = 0): string[] {
  const found = patterns.filter((one) => bytes.includes(one.bytes)).map((one) => one.name)
  if (depth > 1) return found
  const inner = streamsIn(bytes).flatMap((stream) => formsIn(stream, patterns, depth + 1).map((form) => `compressed, ${form}`))
  return [...new Set([...found, ...inner])]
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08])
const ZIP_ENTRY = Buffer.from('PK\x03\x04', 'latin1')
/** The second byte of a zlib stream, by its level. */
const LEVELS = [0x01, 0x5e, 0x9c, 0xda]
const MOST_STREAMS = 500

/** Everything in these bytes that unpacks: gzip, zlib as in a PDF, deflate as in a ZIP. */
function streamsIn(bytes: Buffer): Buffer[] {
  const all: Buffer[] = []
  const add = (unpack: () => Buffer): void => {
    try {
      const stream = unpack()
      if (stream.byteLength > 3) all.push(stream)
    } catch {
      // It only began like one.
    }
  }
  const each = (wanted: Buffer, take: (at: number) => void): void => {
    for (let [at, n] = [bytes.indexOf(wanted), 0]; at >= 0 && n < MOST_STREAMS; at = bytes.indexOf(wanted, at + 1), n++) take(at)
  }
  each(GZIP, (at) => add(() => inflateRawSync(bytes.subarray(bodyOf(bytes, at)), PARTIAL)))
  for (const level of LEVELS) each(Buffer.from([0x78, level]), (at) => add(() => inflateSync(bytes.subarray(at), PARTIAL)))
  each(ZIP_ENTRY, (at) => {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    add(() => inflateRawSync(bytes.subarray(start), PARTIAL))
  })
  return all
}

/** Where a gzip's stream begins, behind its header and the name in it (RFC 1952). gunzip itself refuses what has something else behind it. */
function bodyOf(bytes: Buffer, at: number): number {
  const hasName = ((bytes[at + 3] ?? 0) & 8) !== 0
  return hasName ? bytes.indexOf(0, at + 10) + 1 : at + 10
}

/** A stream that is cut off, or followed by something else, is unpacked as far as it goes. */
const PARTIAL = { finishFlush: 2, maxOutputLength: 64 * 1024 * 1024 }

export type Hit = { readonly path: string; readonly forms: readonly string[] }
export type Scan = { readonly files: number; readonly bytes: number; readonly hits: readonly Hit[] }

const PIECE = 64 * 1024 * 1024

/** Looks through folders and everything in them. Links are not followed. @param since only files changed after it, in milliseconds */
export async function scan(
  roots: readonly string[],
  patterns: readonly Form[],
  leaveOut: (path: string) => boolean,
  since = 0,
): Promise<Scan> {
  const [hits, seen]: [Hit[], Set<string>] = [[], new Set()]
  let bytes = 0
  for (const root of roots)
    for (const path of filesIn(root, leaveOut)) {
      if (seen.has(path)) continue
      const size = changedSize(path, since)
      if (size === undefined) continue
      seen.add(path)
      bytes += size
      const forms = await formsInFile(path, size, patterns)
      // The name of a file tells as much as what is in it.
      forms.push(...formsIn(Buffer.from(path), patterns).map((form) => `its name, ${form}`))
      if (forms.length > 0) hits.push({ path, forms })
    }
  return { files: seen.size, bytes, hits }
}

function* filesIn(folder: string, leaveOut: (path: string) => boolean): Generator<string> {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    // It went away, or belongs to somebody else.
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (leaveOut(path)) continue
    if (entry.isDirectory()) yield* filesIn(path, leaveOut)
    else if (entry.isFile()) yield path
  }
}

function changedSize(path: string, since: number): number | undefined {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(path)
    return Math.max(mtimeMs, ctimeMs) >= since ? size : undefined
  } catch {
    return undefined
  }
}

async function formsInFile(path: string, size: number, patterns: readonly Form[]): Promise<string[]> {
  try {
    if (size <= PIECE) return formsIn(readFileSync(path), patterns)
    const found = new Set<string>()
    let kept = Buffer.alloc(0)
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      const whole = Buffer.concat([kept, piece as Buffer])
      for (const form of formsIn(whole, patterns)) found.add(form)
      kept = Buffer.from(whole.subarray(-200))
    }
    return [...found]
  } catch {
    return []
  }
}
