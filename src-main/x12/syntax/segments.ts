import { finding, type Finding, type FindingCode, type Spot } from '../notes.ts'
import { Cursor } from './cursor.ts'
import { LONGEST_SEGMENT, readHeader, USUAL, type Delimiters } from './delimiters.ts'

/** One segment taken out of its file. `elements[0]` is its id, `elements[9]` its ninth element; ordinals count from 1. */
export type Segment = {
  readonly id: string
  readonly elements: readonly string[]
  /** Offset in the file of the segment's first byte. */
  readonly byte: number
  /** Offset behind its last byte, without the terminator. */
  readonly end: number
  /** Place in the file. */
  readonly ordinal: number
}

export const spotOf = ({ byte, ordinal, id }: Pick<Segment, 'byte' | 'ordinal' | 'id'>): Spot => ({ byte, segment: ordinal, id })

export const segmentAt = (cursor: Cursor): Segment => ({
  id: cursor.id,
  elements: cursor.elements(),
  byte: cursor.byte,
  end: cursor.stop,
  ordinal: cursor.ordinal,
})

const BOM = '\u00ef\u00bb\u00bf'
const SEGMENT_ID = /^[A-Z][A-Z0-9]{1,2}$/
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const UNUSUAL = /[^\x20-\x7e]/
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const CONTROL = /[\x00-\x1f\x7f]/g
const BEYOND = /[^\0-\x7f]/
const BLANKS = ' \t\v\f\r\n'
/** So much text is kept back while more is to come that an ISA that begins can be seen to its end. */
const MARGIN = 4096
/** And so much of what lies behind a segment, for the same reason. */
const AHEAD = 64

/** Bytes as text in which every character is one byte, so that offsets in the text are offsets in the file. */
export const asText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Reads UTF-8 where it is UTF-8 and Latin-1 otherwise: field files hold both. */
export function decode(latin: string): string {
  const bytes = Buffer.from(latin, 'latin1')
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? latin : text
}

/** Whom the scanner tells: each segment as it passes, and what is wrong. `at` and `to` are the offsets in the text last given. */
export type Listener = {
  segment(cursor: Cursor, at: number, to: number): void
  say(one: Finding): void
  /** Inside a set the id of a segment is enough for now; it is gone to again. */
  readonly glances?: boolean
}

/**
 * Cuts a file into segments, re-reading the separators at each ISA. The file may come in pieces. It never throws on content: what is damaged is
 * said, and the reading goes on behind it. Every inner search ends with the segment, so the time grows with the size of the file only.
 */
export class Scanner {
  readonly #to: Listener
  readonly #cursor = new Cursor(USUAL)
  #text = ''
  /** Offset in the file of the text's first character. */
  #base = 0
  #at = 0
  #ordinal = 0
  #delimiters: Delimiters | undefined
  #isWrapped = false
  #isSkipping = false
  /** Whether the segment last looked at is of the basic and extended signs only. */
  #isPlain = true
  #hasText = false
  #isLast = false
  /** Where text that is no X12 began, and whether it was told. */
  #strayFrom: number | undefined
  #isTold = false

  constructor(to: Listener) {
    this.#to = to
  }

  get count(): number {
    return this.#ordinal
  }

  /** Takes a whole file, in Latin-1. */
  read(text: string): void {
    this.feed(text, true)
    while (this.step());
  }

  /** Takes the next piece of the file, in Latin-1. @param isLast whether the file ends with it */
  feed(text: string, isLast: boolean): void {
    this.#base += this.#at
    this.#text = this.#at < this.#text.length ? this.#text.slice(this.#at) + text : text
    this.#at = 0
    this.#isLast = isLast
    if (this.#base === 0 && this.#text.startsWith(BOM)) {
      this.#say('FILE.BOM', { byte: 0, segment: 0, id: '' })
      this.#at = BOM.length
    }
  }

  /** Goes one segment further. @returns false when there is no more in what was fed */
  step(): boolean {
    const stop = this.#isLast ? this.#text.length : this.#text.length - MARGIN
    if (this.#at < stop && this.#step()) return true
    if (this.#isLast && !this.#hasText) {
      this.#hasText = true
      this.#say('FILE.EMPTY', { byte: 0, segment: 0, id: '' })
    }
    return false
  }

  #say(code: FindingCode, where: Spot): void {
    this.#to.say(finding(code, where))
  }

  /** @returns false when nothing more can be done with this piece */
  #step(): boolean {
    this.#skipBlank()
    if (this.#at >= this.#text.length) return false
    this.#hasText = true
    if (!this.#isSkipping && startsInterchange(this.#text, this.#at)) return this.#header()
    const delimiters = this.#delimiters
    if (!delimiters) return this.#findInterchange()
    const from = this.#at
    const to = this.#endOfSegment(from, delimiters.terminator.charCodeAt(0))
    const isWhole = this.#text.charAt(to) === delimiters.terminator
    if (!this.#isLast && to > this.#text.length - AHEAD) {
      if (this.#isSkipping) this.#at = Math.max(from, this.#text.length - AHEAD)
      else if (to - from > LONGEST_SEGMENT) this.#tooLong(from)
      return false
    }
    this.#at = isWhole ? to + 1 : to
    if (this.#isSkipping) this.#isSkipping = false
    else if (to - from > LONGEST_SEGMENT) {
      this.#tooLong(from)
      this.#isSkipping = false
    } else this.#segment(from, to, delimiters, isWhole)
    return true
  }

  #tooLong(from: number): void {
    this.#say('SEG.LONG', { byte: this.#base + from, segment: this.#ordinal + 1, id: '' })
    this.#isSkipping = true
  }

  #skipBlank(): void {
    const text = this.#text
    const terminator = this.#delimiters?.terminator.charCodeAt(0) ?? 0x20
    for (; this.#at < text.length; this.#at++) {
      const sign = text.charCodeAt(this.#at)
      if (sign !== terminator && sign !== 0x20 && sign !== 0x0a && sign !== 0x0d && sign !== 0x09) return
    }
  }

  /** Where the terminator stands; where it is lost, the beginning of the next interchange, or the end of the text. */
  #endOfSegment(from: number, terminator: number): number {
    const text = this.#text
    this.#isPlain = true
    for (let at = from; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (sign === terminator) return at
      if (sign < 0x20 || sign > 0x7e) this.#isPlain = false
      if (sign === 0x49 && at > from && isInterchange(text, at, SURE)) return at
    }
    return text.length
  }

  #header(): boolean {
    const at = this.#at
    const header = readHeader(this.#text, at)
    const spot = { byte: this.#base + at, segment: this.#ordinal + 1, id: 'ISA' }
    if (typeof header === 'string') {
      this.#say(header, spot)
      this.#delimiters = undefined
      this.#at = at + 3
      this.#isTold = true
      return this.#findInterchange()
    }
    for (const code of header.notes) this.#say(code, spot)
    this.#isTold = true
    this.#delimiters = header.delimiters
    this.#isWrapped = false
    this.#cursor.delimiters = header.delimiters
    this.#cursor.set(header.elements)
    this.#pass(at, header.end - 1)
    this.#at = header.end
    return true
  }

  /**
   * Goes to the next ISA whose separator stands where an ISA has it; the letters alone may be part of a name. What stands before the first is told
   * when it is known whether one comes; what stands behind a header that cannot be read is told by the header.
   */
  #findInterchange(): boolean {
    const text = this.#text
    const from = this.#at
    this.#strayFrom ??= this.#base + from
    for (let at = text.indexOf('ISA', from); at !== -1; at = text.indexOf('ISA', at + 3)) {
      if (!isInterchange(text, at, LIKELY)) continue
      if (!this.#isTold) this.#say('FILE.LEADING_JUNK', { byte: this.#strayFrom, segment: 0, id: '' })
      this.#isTold = true
      this.#at = at
      return true
    }
    this.#at = this.#isLast ? text.length : Math.max(from, text.length - AHEAD)
    if (this.#isLast && !this.#isTold) this.#say('FILE.NOT_X12', { byte: this.#strayFrom, segment: 0, id: '' })
    return false
  }

  #segment(from: number, to: number, delimiters: Delimiters, isWhole: boolean): void {
    const cursor = this.#cursor
    const isEnough = this.#to.glances === true && this.#isPlain && cursor.glance(this.#text, from, to)
    if (!isEnough && !cursor.divide(this.#text, from, to)) {
      const spot = { byte: this.#base + from, segment: this.#ordinal + 1 }
      const mended = mend(this.#text.slice(from, to), delimiters, (code, id, element) => {
        if (code === 'SEG.WRAPPED') {
          if (this.#isWrapped) return
          this.#isWrapped = true
        }
        this.#say(code, { ...spot, id, ...(element !== undefined && { element }) })
      })
      if (!mended) return
      cursor.set(mended)
    }
    if (!isWhole) this.#say('ENV.EOF_TERM', { byte: this.#base + from, segment: this.#ordinal + 1, id: cursor.id })
    this.#pass(from, to)
  }

  #pass(from: number, to: number): void {
    const cursor = this.#cursor
    cursor.ordinal = ++this.#ordinal
    cursor.byte = this.#base + from
    cursor.stop = this.#base + to
    this.#to.segment(cursor, from, to)
  }
}

const startsInterchange = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 0x49 && text.startsWith('ISA', at) && !/[A-Za-z0-9]/.test(text.charAt(at + 3) || 'x')

/** Offsets in an ISA at which its separator stands. */
const LIKELY = [6, 17]
const SURE = [6, 17, 20, 31, 34]
const isInterchange = (text: string, at: number, places: readonly number[]): boolean => {
  if (!startsInterchange(text, at)) return false
  const separator = text.charCodeAt(at + 3)
  return places.every((place) => text.charCodeAt(at + place) === separator)
}

/**
 * The elements of a segment in which something is unusual: line breaks, control characters, letters outside ASCII, a small id, empties at its end.
 * @returns nothing when it is no segment
 */
function mend(raw: string, delimiters: Delimiters, tell: (code: FindingCode, id: string, element?: number) => void): string[] | undefined {
  let plain = raw
  if (UNUSUAL.test(plain) && delimiters.terminator !== '\n' && delimiters.terminator !== '\r' && /[\r\n]/.test(plain)) {
    plain = plain.replace(/[\r\n]+/g, '')
    if (/[\r\n]+\S/.test(raw)) tell('SEG.WRAPPED', '')
  }
  const elements = withoutEnd(plain).split(delimiters.element)
  let id = elements[0] ?? ''
  if (!SEGMENT_ID.test(id)) {
    const capital = id.trim().toUpperCase()
    if (elements.length === 1) {
      tell('SEG.JUNK', '')
      return undefined
    }
    if (SEGMENT_ID.test(capital)) {
      tell('SEG.ID', capital)
      id = capital
    } else {
      id = capital.slice(0, 3)
    }
    elements[0] = id
  }
  if (UNUSUAL.test(plain)) {
    for (let n = 1; n < elements.length; n++) {
      const element = elements[n] ?? ''
      if (!UNUSUAL.test(element)) continue
      const clean = element.replace(CONTROL, (sign) => (sign === delimiters.component || sign === delimiters.repetition ? sign : ''))
      if (clean.length < element.length) tell('CHAR.CONTROL', id, n)
      const decoded = decode(clean)
      if (BEYOND.test(decoded)) tell('CHAR.NONASCII', id, n)
      elements[n] = decoded
    }
  }
  if (elements.length > 1 && elements.at(-1) === '') {
    tell('SEG.TRAILING', id)
    while (elements.length > 1 && elements.at(-1) === '') elements.pop()
  }
  return elements
}

/** Without blanks at its end; what is a blank in Latin-1 alone stays, for it may be the last byte of a letter, as of à. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && BLANKS.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** The segments of a file that is in memory: where each lies, to be gone to again. */
export class SegmentTable {
  readonly text: string
  #starts: Int32Array = new Int32Array(1024)
  #ends: Int32Array = new Int32Array(1024)
  #count = 0
  /** The ordinal of each ISA with the element separator it brings. */
  readonly #signs: { readonly from: number; readonly sign: string }[] = []

  constructor(text: string) {
    this.text = text
  }

  get count(): number {
    return this.#count
  }

  add(from: number, to: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = doubled(this.#starts)
      this.#ends = doubled(this.#ends)
    }
    this.#starts[this.#count] = from
    this.#ends[this.#count++] = to
    if (startsInterchange(this.text, from)) this.#signs.push({ from: this.#count, sign: this.text.charAt(from + 3) })
  }

  /** Moves a cursor to a segment by its ordinal. */
  goTo(cursor: Cursor, ordinal: number): void {
    const from = this.#starts[ordinal - 1] ?? 0
    const to = this.#ends[ordinal - 1] ?? 0
    cursor.ordinal = ordinal
    cursor.byte = from
    cursor.stop = to
    if (!cursor.divide(this.text, from, to)) cursor.set(mend(this.text.slice(from, to), cursor.delimiters, () => undefined) ?? [''])
  }

  /** Offset of a segment's first byte. */
  byte(ordinal: number): number {
    return this.#starts[ordinal - 1] ?? 0
  }

  /** What parts the elements of a segment: the sign of the interchange it stands in. */
  sign(ordinal: number): string {
    return this.#signs.findLast(({ from }) => from <= ordinal)?.sign ?? USUAL.element
  }

  /** A segment as it stands in the file, without line breaks. */
  raw(ordinal: number): string {
    return this.text.slice(this.#starts[ordinal - 1] ?? 0, this.#ends[ordinal - 1] ?? 0).replace(/[\r\n]/g, '')
  }
}

function doubled(from: Int32Array): Int32Array {
  const wider = new Int32Array(from.length * 2)
  wider.set(from)
  return wider
}

/** A run of segments of one file, taken out one by one as they are asked for. */
export class SegmentRun implements Iterable<Segment> {
  readonly #table: SegmentTable
  readonly #delimiters: Delimiters
  readonly first: number
  readonly last: number

  constructor(table: SegmentTable, delimiters: Delimiters, first: number, last: number) {
    this.#table = table
    this.#delimiters = delimiters
    this.first = first
    this.last = last
  }

  get length(): number {
    return this.last - this.first + 1
  }

  /** The first of them. */
  take(count: number): Segment[] {
    return [...new SegmentRun(this.#table, this.#delimiters, this.first, Math.min(this.last, this.first + count - 1))]
  }

  /** Where a segment stands, by its ordinal. */
  spot(ordinal: number): Spot {
    const cursor = new Cursor(this.#delimiters)
    this.#table.goTo(cursor, ordinal)
    return spotOf(cursor)
  }

  /** Calls for each segment in order, with a cursor that moves on. */
  each(body: (cursor: Cursor) => void): void {
    const cursor = new Cursor(this.#delimiters)
    for (let ordinal = this.first; ordinal <= this.last; ordinal++) {
      this.#table.goTo(cursor, ordinal)
      body(cursor)
    }
  }

  *[Symbol.iterator](): Iterator<Segment> {
    const cursor = new Cursor(this.#delimiters)
    for (let ordinal = this.first; ordinal <= this.last; ordinal++) {
      this.#table.goTo(cursor, ordinal)
      yield segmentAt(cursor)
    }
  }
}
