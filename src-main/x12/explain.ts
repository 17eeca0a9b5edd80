import {
  delayReasons,
  filingIndicators,
  idQualifiers,
  insuranceTypes,
  referenceQualifiers,
  type Coded,
  type Table,
} from '../codes/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { readSet, type Parts } from './grammar/read.ts'
import type { Element, ElementType, Period, Segment, TransactionSet } from './grammar/words.ts'
import { readFile, setsOf, type TransactionSet as RawSet } from './syntax/envelope.ts'
import { asText, segmentsOf, type Segment as RawSegment } from './syntax/segments.ts'

/** A segment as it stands, what it says in plain words, the loop it belongs to, and the elements that carry a value of weight. */
export type Explained = {
  readonly segment: number
  readonly raw: string
  readonly words: string
  readonly loop: string
  readonly marks: readonly number[]
}

const ENVELOPE: Readonly<Record<string, string>> = {
  ISA: 'The envelope begins: sender, receiver, date, control number.',
  GS: 'A group of one kind of transaction begins.',
  ST: 'A transaction begins.',
  SE: 'The transaction ends: number of segments, control number.',
  GE: 'The group ends.',
  IEA: 'The envelope ends.',
  TA1: 'Answer to an envelope: taken or turned back.',
}

/** What the codes of an element mean, by segment and name of the element. */
const MEANINGS: Readonly<Record<string, Table<Coded>>> = {
  'SBR.filing': filingIndicators,
  'CLP.filing': filingIndicators,
  'SBR.insurance': insuranceTypes,
  'EB.insurance': insuranceTypes,
  'NM1.idQualifier': idQualifiers,
  'N1.idQualifier': idQualifiers,
  'REF.qualifier': referenceQualifiers,
  'CLM.delay': delayReasons,
}

/** Explains the segments of a file from one ordinal to another, envelopes and strays with them. `describe` finds the description that fits a set. */
export function explainFile(
  bytes: Uint8Array,
  describe: (raw: RawSet) => TransactionSet<unknown> | undefined,
  from = 1,
  to = Infinity,
): Explained[] {
  const text = asText(bytes)
  const parts: Parts = new Map()
  for (const set of setsOf(readFile(bytes))) {
    const [first, last] = [set.segments[0]?.ordinal ?? 0, set.segments.at(-1)?.ordinal ?? 0]
    const described = last < from || first > to ? undefined : describe(set)
    if (described) readSet(described, set, parts)
  }
  return [...segmentsOf(text, () => undefined)]
    .filter(({ segment }) => segment.ordinal >= from && segment.ordinal <= to)
    .map(({ segment }) => explainSegment(segment, text.slice(segment.byte, segment.end).replace(/[\r\n]/g, ''), parts))
}

function explainSegment(segment: RawSegment, raw: string, parts: Parts): Explained {
  const part = parts.get(segment.ordinal)
  const shared = { segment: segment.ordinal, raw }
  if (!part) return { ...shared, words: ENVELOPE[segment.id] ?? 'The guide has no place for this segment.', loop: '', marks: [] }
  const { described, value, loop } = part
  const facts = factsOf(described.id, described.elements, value)
  const said = facts.length > 0 ? `${described.title}: ${facts.join(', ')}` : described.title
  return { ...shared, words: said, loop, marks: marksOf(described) }
}

function factsOf(segment: string, elements: readonly Element[], value: Readonly<Record<string, unknown>>): string[] {
  return elements.flatMap((element) => {
    const own = value[element.name]
    if (own === undefined || element.name === '') return []
    if (element.list) {
      const { of } = element.list
      const each = (own as readonly unknown[]).map((one) =>
        'is' in of ? shown(of, one) : factsOf(segment, of, one as Record<string, unknown>).join(' '),
      )
      return [each.filter(Boolean).join('; ')]
    }
    const text = shown(element.type, own)
    if (text === '') return []
    const meaning = MEANINGS[`${segment}.${element.name}`]?.find(text)?.words
    return [meaning === undefined ? `${spaced(element.name)} ${text}` : `${spaced(element.name)} ${text} (${meaning})`]
  })
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
      return String(value)
  }
}

/** `payerControl` → `payer control` */
const spaced = (name: string): string => name.replace(/[A-Z0-9]+/g, (part) => ` ${part.toLowerCase()}`).trim()

/** The places of amounts, reasons and codes. */
function marksOf(described: Segment): number[] {
  const marks: number[] = []
  let place = 1
  for (const element of described.elements) {
    const weighty =
      element.type.is === 'money' ||
      element.list !== undefined ||
      /^(group|reason|code|status|information|authorization|services|first)$/.test(element.name)
    if (weighty && element.usage !== 'N') for (let n = 0; n < element.places; n++) marks.push(place + n)
    place += element.places
  }
  return marks
}
