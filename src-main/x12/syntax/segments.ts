import { finding, type Finding, type FindingCode, type Spot } from '../notes.ts'
import { LONGEST_SEGMENT, readHeader, type Delimiters } from './delimiters.ts'

/** One segment as it came. `elements[0]` is its id, `elements[9]` its ninth element; ordinals count from 1. */
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

export type Heard = { readonly segment: Segment; readonly delimiters: Delimiters }

export const spotOf = (segment: Segment): Spot => ({ byte: segment.byte, segment: segment.ordinal, id: segment.id })

const BOM = '\u00ef\u00bb\u00bf'
const BLANK = /[ \t\r\n]/
const SEGMENT_ID = /^[A-Z][A-Z0-9]{1,2}$/
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const UNUSUAL = /[^\x20-\x7e]/
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const CONTROL = /[\x00-\x1f\x7f]/g

/** Bytes as text in which every character is one byte, so that offsets in the text are offsets in the file. */
export const asText = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** Reads UTF-8 where it is UTF-8 and Latin-1 otherwise: field files hold both. */
function decode(latin: string): string {
  const bytes = Buffer.from(latin, 'latin1')
  const text = bytes.toString('utf8')
  return text.includes('\uFFFD') ? latin : text
}

/**
 * Cuts a file into segments, one after the other, re-reading the separators at each ISA. It never throws on content: what is damaged is said
 * through `say`, and the reading goes on behind it. Every inner search ends with the segment, so the time grows with the size of the file only.
 */
export function* segmentsOf(text: string, say: (one: Finding) => void): Generator<Heard> {
  let ordinal = 0
  let at = text.startsWith(BOM) ? BOM.length : 0
  if (at > 0) say(finding('FILE.BOM', { byte: 0, segment: 0, id: '' }))
  let delimiters: Delimiters | undefined
  let wrapped = false
  const first = skipBlank(text, at)
  if (first >= text.length) return say(finding('FILE.EMPTY', { byte: 0, segment: 0, id: '' }))
  while (at < text.length) {
    at = skipBlank(text, at, delimiters?.terminator)
    if (at >= text.length) return
    if (startsInterchange(text, at)) {
      const header = readHeader(text, at)
      const spot = { byte: at, segment: ordinal + 1, id: 'ISA' }
      if (typeof header === 'string') {
        say(finding(header, spot))
        const next = nextInterchange(text, at + 3)
        if (next === -1) return
        at = next
        continue
      }
      for (const code of header.notes) say(finding(code, spot))
      delimiters = header.delimiters
      wrapped = false
      ordinal++
      yield { segment: { id: 'ISA', elements: header.elements, byte: at, end: header.end - 1, ordinal }, delimiters }
      at = header.end
      continue
    }
    if (!delimiters) {
      const next = nextInterchange(text, at)
      if (next === -1) return say(finding('FILE.NOT_X12', { byte: at, segment: 0, id: '' }))
      say(finding('FILE.LEADING_JUNK', { byte: at, segment: 0, id: '' }))
      at = next
      continue
    }
    const close = text.indexOf(delimiters.terminator, at)
    const stop = interchangeWithin(text, at, close === -1 ? text.length : close)
    const heard = cut(text, at, stop, delimiters, ordinal + 1, say, wrapped)
    if (heard) {
      ordinal++
      wrapped ||= heard.wrapped
      if (close === -1 || stop < close) say(finding('ENV.EOF_TERM', spotOf(heard.segment)))
      yield { segment: heard.segment, delimiters }
    }
    at = stop === close ? stop + 1 : stop
  }
}

function skipBlank(text: string, from: number, terminator?: string): number {
  let at = from
  while (at < text.length && (BLANK.test(text.charAt(at)) || text.charAt(at) === terminator)) at++
  return at
}

const startsInterchange = (text: string, at: number): boolean =>
  text.startsWith('ISA', at) && !/[A-Za-z0-9]/.test(text.charAt(at + 3) || 'x')

/** The next ISA whose separator stands where an ISA has it; the letters alone may be part of a name. */
function nextInterchange(text: string, from: number): number {
  for (let at = text.indexOf('ISA', from); at !== -1; at = text.indexOf('ISA', at + 3)) {
    if (startsInterchange(text, at) && text.charAt(at + 6) === text.charAt(at + 3) && text.charAt(at + 17) === text.charAt(at + 3))
      return at
  }
  return -1
}

/** Where a lost terminator would make one segment run into the next interchange, the place where that begins. */
function interchangeWithin(text: string, from: number, to: number): number {
  if (to - from < 110) return to
  const at = nextInterchange(text.slice(from, Math.min(to, from + LONGEST_SEGMENT)), 1)
  return at === -1 ? to : from + at
}

function cut(
  text: string,
  from: number,
  to: number,
  delimiters: Delimiters,
  ordinal: number,
  say: (one: Finding) => void,
  alreadyWrapped: boolean,
): { segment: Segment; wrapped: boolean } | undefined {
  const tell = (code: FindingCode, id: string, element?: number): void =>
    say(finding(code, { byte: from, segment: ordinal, id, ...(element !== undefined && { element }) }))
  if (to - from > LONGEST_SEGMENT) {
    tell('SEG.LONG', '')
    return undefined
  }
  let plain = text.slice(from, to)
  let wrapped = false
  if (UNUSUAL.test(plain) && delimiters.terminator !== '\n' && delimiters.terminator !== '\r' && /[\r\n]/.test(plain)) {
    plain = plain.replace(/[\r\n]+/g, '')
    wrapped = /[\r\n]+\S/.test(text.slice(from, to))
    if (wrapped && !alreadyWrapped) tell('SEG.WRAPPED', '')
  }
  const elements = plain.trimEnd().split(delimiters.element)
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
      elements[0] = capital
    } else {
      id = capital.slice(0, 3)
    }
  }
  if (UNUSUAL.test(plain)) {
    for (let n = 1; n < elements.length; n++) {
      const element = elements[n] ?? ''
      if (!UNUSUAL.test(element)) continue
      const clean = element.replace(CONTROL, '')
      if (clean.length < element.length) tell('CHAR.CONTROL', id, n)
      const decoded = decode(clean)
      if (UNUSUAL.test(decoded)) tell('CHAR.NONASCII', id, n)
      elements[n] = decoded
    }
  }
  if (elements.length > 1 && elements.at(-1) === '') {
    tell('SEG.TRAILING', id)
    while (elements.length > 1 && elements.at(-1) === '') elements.pop()
  }
  return { segment: { id, elements, byte: from, end: to, ordinal }, wrapped }
}
