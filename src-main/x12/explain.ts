import type { SegmentLine } from '../../src-shared/contract/fields.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { readSet, type Parts } from './grammar/read.ts'
import { spaced } from './text.ts'
import type { Element, ElementType, Period, Segment, TransactionSet } from './grammar/words.ts'
import { openFile, setsOf, type TransactionSet as RawSet } from './syntax/envelope.ts'
import { decode } from './syntax/segments.ts'

/** A segment as it stands, what it says in plain words, the loop it belongs to, and the elements that carry a value of weight. */
export type Explained = {
  readonly segment: number
  /** Offset of its first byte in the file. */
  readonly byte: number
  /** Without line breaks and terminator; letters beyond ASCII as they are meant. */
  readonly raw: string
  /** What parts its elements in this interchange. */
  readonly sign: string
  readonly words: string
  readonly loop: string
  readonly marks: readonly number[]
}

/** As the window is told of a segment. */
export const lineOf = ({ segment, byte, loop, raw, sign, words, marks }: Explained): SegmentLine => ({
  segment,
  byte,
  loop,
  raw,
  sign,
  words,
  marks: [...marks],
})

const ENVELOPE: Readonly<Record<string, string>> = {
  ISA: 'The envelope begins: sender, receiver, date, control number.',
  GS: 'A group of one kind of transaction begins.',
  ST: 'A transaction begins.',
  SE: 'The transaction ends: number of segments, control number.',
  GE: 'The group ends.',
  IEA: 'The envelope ends.',
  TA1: 'Answer to an envelope: taken or turned back.',
}

/** Explains the segments of a file from one ordinal to another, envelopes and strays with them. `describe` finds the description that fits a set. */
export function explainFile(
  bytes: Uint8Array,
  describe: (raw: RawSet) => TransactionSet | undefined,
  from = 1,
  to = Infinity,
): Explained[] {
  const parts: Parts = new Map()
  const { table, file } = openFile(bytes)
  for (const set of setsOf(file)) {
    const described = set.segments.last < from || set.first > to ? undefined : describe(set)
    if (described) readSet(described, set, parts)
  }
  const explained: Explained[] = []
  for (let ordinal = Math.max(1, from); ordinal <= Math.min(to, table.count); ordinal++) {
    const sign = table.sign(ordinal)
    const shared = { segment: ordinal, byte: table.byte(ordinal), raw: readable(table.raw(ordinal), sign), sign }
    explained.push(explainSegment(shared, parts))
  }
  return explained
}

/** Decoded element by element, so that no letter swallows the sign between two. */
const readable = (latin: string, sign: string): string => latin.split(sign).map(decode).join(sign)

function explainSegment(shared: Pick<Explained, 'segment' | 'byte' | 'raw' | 'sign'>, parts: Parts): Explained {
  const part = parts.get(shared.segment)
  const id = /^[A-Za-z0-9]*/.exec(shared.raw)?.[0].toUpperCase() ?? ''
  if (!part) return { ...shared, words: ENVELOPE[id] ?? 'The guide has no place for this segment.', loop: '', marks: [] }
  const { described, value, loop } = part
  const facts = factsOf(described.elements, value)
  const said = facts.length > 0 ? `${described.title}: ${facts.join(', ')}` : described.title
  return { ...shared, words: said, loop, marks: marksOf(described) }
}

function factsOf(elements: readonly Element[], value: Readonly<Record<string, unknown>>): string[] {
  return elements.flatMap((element) => {
    const own = value[element.name]
    if (own === undefined || element.name === '') return []
    if (element.list) {
      const { of } = element.list
      const each = (own as readonly unknown[]).map((one) =>
        'is' in of ? shown(of, one) : factsOf(of, one as Record<string, unknown>).join(' '),
      )
      return [each.filter(Boolean).join('; ')]
    }
    const text = shown(element.type, own)
    return text === '' ? [] : [`${spaced(element.name)} ${text}`]
  })
}

/** A code with what it means, where the description or a list says so. */
function meaningOf(type: ElementType, code: string): string {
  const words = type.is === 'code' ? type.words?.[code] : type.is === 'text' ? type.list?.table.find(code)?.words : undefined
  return words === undefined ? code : `${code} (${words})`
}

function shown(type: ElementType, value: unknown): string {
  switch (type.is) {
    case 'money':
      return sentenceMoney(value as Cents)
    case 'day':
      return shownDay(value as Day)
    case 'period': {
      const { from, to } = value as Period
      return to === undefined ? shownDay(from) : `${shownDay(from)} to ${shownDay(to)}`
    }
    case 'composite':
      return type.parts
        .flatMap((part) => {
          const own = (value as Record<string, unknown>)[part.name]
          if (own === undefined || part.name === '') return []
          if (!part.list) return [shown(part.type, own)]
          return (own as readonly unknown[]).map((one) => String(one))
        })
        .join(' ')
    case 'repeat':
      return (value as readonly unknown[]).map((one) => shown(type.of, one)).join(', ')
    default:
      return meaningOf(type, String(value))
  }
}

/** The places of amounts, reasons and codes. */
function marksOf(described: Segment): number[] {
  const marks: number[] = []
  let place = 1
  for (const element of described.elements) {
    const weighty =
      element.type.is === 'money' ||
      element.list !== undefined ||
      /^(group|reason|code|status|information|authorization|services)$/.test(element.name) ||
      (element.name === 'first' && element.type.is === 'composite')
    if (weighty && element.usage !== 'N') for (let n = 0; n < element.places; n++) marks.push(place + n)
    place += element.places
  }
  return marks
}

/** Single segments of a file as they stand, by their ordinals; only the envelopes are read. */
export function rawSegments(bytes: Uint8Array, ordinals: Iterable<number>): Map<number, string> {
  const { table } = openFile(bytes)
  return new Map([...ordinals].map((ordinal) => [ordinal, readable(table.raw(ordinal), table.sign(ordinal))]))
}
