import type { Delimiters } from './delimiters.ts'

const LOWEST = 0x20
const HIGHEST = 0x7e
const SPACE = 0x20

/** Short texts come again and again in a file; one string for each spares the memory of a million. Never more than this many are kept. */
const MOST_SHORT = 20_000
const short = new Map<number, string>()

/** The text from one offset to another; of up to four characters always the same string. */
function piece(text: string, from: number, to: number): string {
  const length = to - from
  if (length <= 0) return ''
  if (length > 4) return text.slice(from, to)
  let packed = 0
  for (let at = from; at < to; at++) {
    const sign = text.charCodeAt(at)
    if (sign > HIGHEST) return text.slice(from, to)
    packed = packed * 128 + sign
  }
  const known = short.get(packed)
  if (known !== undefined) return known
  const made = text.slice(from, to)
  if (short.size < MOST_SHORT) short.set(packed, made)
  return made
}

/** Runs of text divided by a sign: the elements of a segment, or the components of an element. Part 0 is the segment's id, or nothing. */
export class Parts {
  text = ''
  /** How many parts there are, with part 0. */
  count = 0
  /** Where part n ends; the one behind it begins one further on. */
  #ends = new Int32Array(64)
  #start = 0

  begin(part: number): number {
    return part === 0 ? this.#start : (this.#ends[part - 1] ?? 0) + 1
  }

  end(part: number): number {
    return this.#ends[part] ?? 0
  }

  isEmpty(part: number): boolean {
    return part >= this.count || this.begin(part) >= this.end(part)
  }

  /** The text of a part; nothing for one that is not there. */
  get(part: number): string {
    return part < this.count ? piece(this.text, this.begin(part), this.end(part)) : ''
  }

  /** Without blanks on either side. */
  trimmed(part: number): string {
    if (part >= this.count) return ''
    let from = this.begin(part)
    let to = this.end(part)
    while (from < to && this.text.charCodeAt(from) === SPACE) from++
    while (to > from && this.text.charCodeAt(to - 1) === SPACE) to--
    return piece(this.text, from, to)
  }

  /** Whether a part, without blanks around it, is this text. */
  is(part: number, text: string): boolean {
    if (part >= this.count) return text === ''
    const from = this.begin(part)
    if (this.end(part) - from === text.length) return this.text.startsWith(text, from)
    return this.trimmed(part) === text
  }

  protected reset(text: string, start: number): void {
    this.text = text
    this.#start = start
    this.count = 0
  }

  protected close(at: number): void {
    if (this.count === this.#ends.length) {
      const wider = new Int32Array(this.#ends.length * 2)
      wider.set(this.#ends)
      this.#ends = wider
    }
    this.#ends[this.count++] = at
  }
}

/** The components of one element, counted from 1. */
class Components extends Parts {
  divide(text: string, from: number, to: number, separator: string): void {
    this.reset(text, from)
    const sign = separator.charCodeAt(0)
    this.close(from - 1)
    for (let at = from; at < to; at++) if (text.charCodeAt(at) === sign) this.close(at)
    this.close(to)
  }
}

/**
 * One segment where it lies in the text: a reader moves it from segment to segment and takes only what it needs, so that a file of a million
 * segments costs no million arrays. What is kept beyond the next move is taken out with {@link get}.
 */
export class Cursor extends Parts {
  id = ''
  /** Place in the file, from 1. */
  ordinal = 0
  /** Offset in the file of the segment's first byte, and of the one behind its last. */
  byte = 0
  stop = 0
  delimiters: Delimiters
  readonly #inner = new Components()

  constructor(delimiters: Delimiters) {
    super()
    this.delimiters = delimiters
  }

  /**
   * Divides a segment that is as it should be.
   * @returns false when something in it is unusual (a control character, a letter outside ASCII, an id in small letters, empties at its end):
   * then it has to be mended first, see `mended` in segments.ts
   */
  divide(text: string, from: number, to: number): boolean {
    this.reset(text, from)
    const sign = this.delimiters.element.charCodeAt(0)
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at)
      if (code === sign) this.close(at)
      else if (code < LOWEST || code > HIGHEST) return false
    }
    this.close(to)
    this.id = this.get(0)
    if (this.count < 2 || this.isEmpty(this.count - 1)) return false
    const last = text.charCodeAt(to - 1)
    return last !== SPACE && isSegmentId(text, from, this.end(0))
  }

  /**
   * Looks at a segment without control characters or letters outside ASCII no further than its id.
   * @returns false when it has to be divided: its id is odd, something empty or blank ends it, or it belongs to an envelope
   */
  glance(text: string, from: number, to: number): boolean {
    const sign = this.delimiters.element
    const last = text.charCodeAt(to - 1)
    const width = text[from + 2] === sign ? 2 : text[from + 3] === sign ? 3 : 0
    if (width === 0 || last === SPACE || last === sign.charCodeAt(0) || !isSegmentId(text, from, from + width)) return false
    this.id = piece(text, from, from + width)
    return !ENVELOPE.has(this.id)
  }

  /** Takes the elements of a segment that was mended. */
  set(elements: readonly string[]): void {
    const text = elements.join(this.delimiters.element)
    this.reset(text, 0)
    let at = 0
    for (const element of elements) {
      at += element.length
      this.close(at)
      at++
    }
    this.id = elements[0] ?? ''
  }

  /** The components of an element, good until the next call. */
  components(element: number): Parts {
    this.#inner.divide(this.text, this.begin(element), Math.max(this.begin(element), this.end(element)), this.delimiters.component)
    return this.#inner
  }

  /** One text as if it were the only component. */
  alone(text: string): Parts {
    this.#inner.divide(text, 0, text.length, '\n')
    return this.#inner
  }

  /** The components of a repetition that was cut out of its element. */
  componentsOf(text: string): Parts {
    this.#inner.divide(text, 0, text.length, this.delimiters.component)
    return this.#inner
  }

  /** Its id and elements as texts of their own. */
  elements(): string[] {
    return Array.from({ length: this.count }, (_, n) => this.get(n))
  }
}

/** The segments around transaction sets. */
export const ENVELOPE: ReadonlySet<string> = new Set(['ISA', 'TA1', 'GS', 'ST', 'SE', 'GE', 'IEA'])

/** `[A-Z][A-Z0-9]{1,2}` */
function isSegmentId(text: string, from: number, to: number): boolean {
  if (to - from < 2 || to - from > 3) return false
  for (let at = from; at < to; at++) {
    const sign = text.charCodeAt(at)
    const isCapital = sign >= 0x41 && sign <= 0x5a
    if (!isCapital && (at === from || sign < 0x30 || sign > 0x39)) return false
  }
  return true
}
