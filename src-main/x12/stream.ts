import { open } from 'node:fs/promises'
import { finding, Findings, type Finding } from './notes.ts'
import { SetReader, type Unit } from './grammar/read.ts'
import type { RuleTally } from './grammar/check.ts'
import type { TransactionSet } from './grammar/words.ts'
import { Cursor } from './syntax/cursor.ts'
import type { Delimiters } from './syntax/delimiters.ts'
import { EnvelopeReader, type EnvelopeListener, type GroupHeader, type InterchangeHeader, type SetFacts } from './syntax/envelope.ts'
import { asText, Scanner, segmentAt, spotOf, type Segment } from './syntax/segments.ts'

/** What passes by when a file is read in a stream, in the order of the file. */
export type Streamed =
  | { readonly is: 'interchange'; readonly header: InterchangeHeader; readonly delimiters: Delimiters }
  | { readonly is: 'acknowledgment'; readonly segment: Segment; readonly delimiters: Delimiters }
  | { readonly is: 'group'; readonly header: GroupHeader }
  /** One claim, claim payment, person: whatever the description names as its units. */
  | { readonly is: 'unit'; readonly set: SetFacts; readonly described: TransactionSet; readonly unit: Unit }
  /** A set has ended: its value with the first unit only, and what was found besides theirs. */
  | {
      readonly is: 'set'
      readonly set: SetFacts
      readonly described: TransactionSet | undefined
      readonly value: Readonly<Record<string, unknown>> | undefined
      readonly findings: readonly Finding[]
      readonly rules: readonly RuleTally[]
    }
  /** Of the file and its envelopes. */
  | { readonly is: 'finding'; readonly finding: Finding }
  | { readonly is: 'end'; readonly bytes: number; readonly segments: number }

export type StreamOptions = {
  /** Cancels: the reading ends with its reason as the error. */
  readonly signal?: AbortSignal
  /** Told now and then how many bytes were read. */
  readonly progress?: (bytes: number) => void
}

/** Which description fits a set, by its envelopes and the segment behind ST. */
export type Describe = (set: SetFacts, second: (element: number) => string) => TransactionSet | undefined

/** So many bytes are looked at between two reports of progress. Larger texts would pile up in memory before they are swept. */
const PIECE = 32_768

/** The bytes of a file on disk, through one buffer: a piece is good until the next is asked for. @throws what opening and reading throw */
export async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    const buffer = Buffer.allocUnsafe(PIECE * 8)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/**
 * Reads a file of any size, one unit at a time. Only what is open is in memory: the unit, the levels around it, the header of its set.
 * @throws only what the source throws, and the reason of a cancel
 */
export async function* streamFile(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  describe: Describe,
  { signal, progress }: StreamOptions = {},
): AsyncGenerator<Streamed> {
  const queue: Streamed[] = []
  const envelopes = new EnvelopeReader(new Stream(queue, describe))
  const scanner = new Scanner({ say: (one) => envelopes.say(one), segment: (cursor) => envelopes.segment(cursor) })
  let bytes = 0
  function* drain(): Generator<Streamed> {
    if (queue.length === 0) return
    yield* queue
    queue.length = 0
  }
  for await (const chunk of source) {
    for (let from = 0; from < chunk.byteLength; from += PIECE) {
      signal?.throwIfAborted()
      const piece = chunk.subarray(from, from + PIECE)
      scanner.feed(asText(piece), false)
      while (scanner.step()) yield* drain()
      yield* drain()
      bytes += piece.byteLength
      progress?.(bytes)
    }
  }
  scanner.feed('', true)
  while (scanner.step()) yield* drain()
  envelopes.end()
  yield* drain()
  yield { is: 'end', bytes, segments: scanner.count }
}

class Stream implements EnvelopeListener {
  readonly #queue: Streamed[]
  readonly #describe: Describe
  readonly #found = new Findings()
  #delimiters: Delimiters | undefined
  #start: Cursor | undefined
  #set: SetFacts | undefined
  #described: TransactionSet | undefined
  #reader: SetReader | undefined

  constructor(queue: Streamed[], describe: Describe) {
    this.#queue = queue
    this.#describe = describe
  }

  interchange(header: InterchangeHeader, delimiters: Delimiters): void {
    this.#delimiters = delimiters
    this.#queue.push({ is: 'interchange', header, delimiters })
  }

  group(header: GroupHeader): void {
    this.#queue.push({ is: 'group', header })
  }

  acknowledgment(cursor: Cursor): void {
    if (this.#delimiters) this.#queue.push({ is: 'acknowledgment', segment: segmentAt(cursor), delimiters: this.#delimiters })
  }

  opened(set: SetFacts, cursor: Cursor): void {
    this.#set = set
    const start = new Cursor(cursor.delimiters)
    start.set(cursor.elements())
    start.ordinal = cursor.ordinal
    start.byte = cursor.byte
    this.#start = start
  }

  inside(cursor: Cursor, inSet: number): void {
    if (inSet === 2) this.#begin((element) => cursor.trimmed(element))
    this.#reader?.take(cursor, inSet)
  }

  /** The description is known with the second segment at the latest. */
  #begin(second: (element: number) => string): void {
    const set = this.#set
    const start = this.#start
    this.#reader = undefined
    if (!set || !start) return
    const described = this.#describe(set, second)
    this.#described = described
    if (!described) return
    this.#reader = new SetReader(described, set, {
      unit: (unit) => this.#queue.push({ is: 'unit', set, described, unit }),
    })
    this.#reader.pass(start)
  }

  closed(set: SetFacts, end: Cursor | undefined): void {
    if (set.count <= 2 && !this.#reader) this.#begin(() => '')
    const described = this.#described
    const reader = this.#reader
    if (end) reader?.pass(end)
    const value = reader?.end()
    const header = this.#start && { ...spotOf(this.#start), inSet: 1 }
    const unknown = described || !header ? [] : [finding('ENV.UNSUPPORTED', header)]
    const old = header && described?.older?.includes(set.guide) ? [finding('ENV.OLD', header)] : []
    const findings = [...set.findings, ...unknown, ...old, ...(reader?.takeFindings() ?? [])]
    this.#queue.push({ is: 'set', set, described, value, findings, rules: reader?.rules ?? [] })
    this.#reader = undefined
    this.#described = undefined
  }

  said(one: Finding): void {
    this.#found.say(one)
    for (const told of this.#found.take()) this.#queue.push({ is: 'finding', finding: told })
  }
}
