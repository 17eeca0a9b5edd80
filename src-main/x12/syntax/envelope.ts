import { wholeNumber } from '../../../src-shared/number.ts'
import { finding, type Finding, type FindingCode, type Spot } from '../notes.ts'
import type { Delimiters } from './delimiters.ts'
import { asText, segmentsOf, spotOf, type Segment } from './segments.ts'

/** One transaction set, ST to SE, not yet read by its guide. */
export type TransactionSet = {
  /** ST01: `837`, `835` … */
  readonly id: string
  readonly control: string
  /** ST03, or GS08 where the set does not say (the 835 never does). */
  readonly guide: string
  /** ST first, SE last when it is there. */
  readonly segments: readonly Segment[]
  /** False when it was cut off or its trailer disagrees: such a set is shown, its money is not posted by itself. */
  readonly complete: boolean
  readonly findings: readonly Finding[]
  readonly delimiters: Delimiters
  readonly group: GroupHeader
  readonly interchange: InterchangeHeader
}

export type InterchangeHeader = {
  readonly ordinal: number
  readonly senderQualifier: string
  readonly sender: string
  readonly receiverQualifier: string
  readonly receiver: string
  /** YYMMDD and HHMM, as ISA has them. */
  readonly date: string
  readonly time: string
  readonly control: string
  readonly wantsAcknowledgment: boolean
  /** T test, P production. */
  readonly usage: string
}

export type GroupHeader = {
  readonly functional: string
  readonly sender: string
  readonly receiver: string
  /** CCYYMMDD and HHMM[SS]. */
  readonly date: string
  readonly time: string
  readonly control: string
  readonly version: string
}

export type Interchange = {
  readonly header: InterchangeHeader
  readonly delimiters: Delimiters
  /** TA1 segments, which stand between ISA and the first GS. */
  readonly acknowledgments: readonly Segment[]
  readonly groups: readonly { readonly header: GroupHeader; readonly sets: readonly TransactionSet[] }[]
}

export type FileReading = {
  readonly interchanges: readonly Interchange[]
  /** What is wrong with the file and its envelopes; what is wrong within a set stands with the set. */
  readonly findings: readonly Finding[]
  readonly segments: number
}

/** Every transaction set of a file, in order. */
export const setsOf = (file: FileReading): TransactionSet[] => file.interchanges.flatMap((one) => one.groups.flatMap((group) => group.sets))

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type OpenSet = { header: Segment; segments: Segment[]; findings: Finding[] }
type OpenGroup = { segment: Segment; header: GroupHeader; sets: TransactionSet[]; seen: Set<string> }
type OpenInterchange = {
  segment: Segment
  value: Writable<Interchange>
  groups: { header: GroupHeader; sets: TransactionSet[] }[]
  acknowledgments: Segment[]
}

/** Reads the envelopes of a file. Never throws on content: what is broken is a finding, and what can be read is read. */
export function readFile(bytes: Uint8Array): FileReading {
  const reader = new EnvelopeReader()
  for (const { segment, delimiters } of segmentsOf(asText(bytes), (one) => reader.say(one))) reader.take(segment, delimiters)
  return reader.finish()
}

class EnvelopeReader {
  readonly #findings: Finding[] = []
  readonly #interchanges: Interchange[] = []
  readonly #controls = new Set<string>()
  #interchange: OpenInterchange | undefined
  #group: OpenGroup | undefined
  #set: OpenSet | undefined
  #delimiters: Delimiters | undefined
  #last: Segment | undefined
  #count = 0

  /** A finding of the tokenizer: it belongs to the set that is open, or to the file. */
  say(one: Finding): void {
    if (this.#set) this.#set.findings.push({ ...one, where: { ...one.where, inSet: this.#set.segments.length + 1 } })
    else this.#findings.push(one)
  }

  take(segment: Segment, delimiters: Delimiters): void {
    this.#count++
    this.#last = segment
    this.#delimiters = delimiters
    switch (segment.id) {
      case 'ISA':
        return this.#openInterchange(segment, delimiters)
      case 'TA1':
        return this.#interchange && !this.#set ? void this.#interchange.acknowledgments.push(segment) : this.#inside(segment)
      case 'GS':
        return this.#openGroup(segment)
      case 'ST':
        return this.#openSet(segment)
      case 'SE':
        return this.#closeSet(segment)
      case 'GE':
        return this.#closeGroup(segment)
      case 'IEA':
        return this.#closeInterchange(segment)
      default:
        return this.#inside(segment)
    }
  }

  finish(): FileReading {
    this.#endInterchange()
    return { interchanges: this.#interchanges, findings: this.#findings, segments: this.#count }
  }

  #note(code: FindingCode, segment: Segment, element?: number): void {
    this.#findings.push(finding(code, { ...spotOf(segment), ...(element !== undefined && { element }) }))
  }

  #inside(segment: Segment): void {
    if (this.#set) this.#set.segments.push(segment)
    else this.#note('ENV.MISPLACED', segment)
  }

  #openInterchange(segment: Segment, delimiters: Delimiters): void {
    this.#endInterchange()
    const part = (n: number): string => (segment.elements[n] ?? '').trim()
    const header: InterchangeHeader = {
      ordinal: this.#interchanges.length + 1,
      senderQualifier: part(5),
      sender: part(6),
      receiverQualifier: part(7),
      receiver: part(8),
      date: part(9),
      time: part(10),
      control: part(13),
      wantsAcknowledgment: part(14) === '1',
      usage: part(15),
    }
    const key = `${header.sender}|${header.receiver}|${header.control}`
    if (this.#controls.has(key)) this.#note('ENV.CTL_DUP', segment, 13)
    this.#controls.add(key)
    const groups: OpenInterchange['groups'] = []
    const acknowledgments: Segment[] = []
    this.#interchange = { segment, groups, acknowledgments, value: { header, delimiters, groups, acknowledgments } }
  }

  #openGroup(segment: Segment): void {
    this.#endGroup()
    if (!this.#interchange) return this.#note('ENV.MISPLACED', segment)
    const part = (n: number): string => (segment.elements[n] ?? '').trim()
    const header = {
      functional: part(1),
      sender: part(2),
      receiver: part(3),
      date: part(4),
      time: part(5),
      control: part(6),
      version: part(8),
    }
    this.#group = { segment, header, sets: [], seen: new Set() }
    this.#interchange.groups.push({ header, sets: this.#group.sets })
  }

  #openSet(segment: Segment): void {
    this.#endSet()
    if (!this.#group) return this.#note('ENV.MISPLACED', segment)
    this.#set = { header: segment, segments: [segment], findings: [] }
    const control = segment.elements[2] ?? ''
    if (this.#group.seen.has(control)) this.#set.findings.push(finding('ENV.CTL_DUP', { ...spotOf(segment), inSet: 1, element: 2 }))
    this.#group.seen.add(control)
  }

  #closeSet(segment: Segment): void {
    const set = this.#set
    if (!set) return this.#note('ENV.MISPLACED', segment)
    set.segments.push(segment)
    const spot: Spot = { ...spotOf(segment), inSet: set.segments.length }
    if (wholeNumber(segment.elements[1] ?? '') !== set.segments.length) set.findings.push(finding('ENV.SE_COUNT', { ...spot, element: 1 }))
    const mismatch = controlsDiffer(set.header.elements[2], segment.elements[2])
    if (mismatch) set.findings.push(finding(mismatch, { ...spot, element: 2 }))
    this.#keepSet(set, true)
  }

  #keepSet(set: OpenSet, closed: boolean): void {
    this.#set = undefined
    const group = this.#group
    const interchange = this.#interchange
    const delimiters = this.#delimiters
    if (!group || !interchange || !delimiters) return
    const [, id = '', control = '', own = ''] = set.header.elements
    if (own !== '' && own !== group.header.version)
      set.findings.push(finding('ENV.SET_MISMATCH', { ...spotOf(set.header), inSet: 1, element: 3 }))
    const damaged = set.findings.some((one) => ['ENV.SE_COUNT', 'ENV.CTL_MISMATCH', 'SEG.JUNK', 'SEG.LONG'].includes(one.code))
    group.sets.push({
      id,
      control,
      guide: own || group.header.version,
      segments: set.segments,
      complete: closed && !damaged,
      findings: set.findings,
      delimiters: interchange.value.delimiters,
      group: group.header,
      interchange: interchange.value.header,
    })
  }

  #closeGroup(segment: Segment): void {
    this.#endSet()
    const group = this.#group
    if (!group) return this.#note('ENV.MISPLACED', segment)
    if (wholeNumber(segment.elements[1] ?? '') !== group.sets.length) this.#note('ENV.GE_COUNT', segment, 1)
    const mismatch = controlsDiffer(group.header.control, segment.elements[2])
    if (mismatch) this.#note(mismatch, segment, 2)
    this.#group = undefined
  }

  #closeInterchange(segment: Segment): void {
    this.#endGroup()
    const interchange = this.#interchange
    if (!interchange) return this.#note('ENV.MISPLACED', segment)
    if (wholeNumber(segment.elements[1] ?? '') !== interchange.groups.length) this.#note('ENV.IEA_COUNT', segment, 1)
    const mismatch = controlsDiffer(interchange.value.header.control, segment.elements[2])
    if (mismatch) this.#note(mismatch, segment, 2)
    this.#interchanges.push(interchange.value)
    this.#interchange = undefined
  }

  #endSet(): void {
    const set = this.#set
    if (!set) return
    const last = this.#last ?? set.header
    set.findings.push(finding('ENV.SE_MISSING', { ...spotOf(last), inSet: set.segments.length + 1 }))
    this.#keepSet(set, false)
  }

  #endGroup(): void {
    this.#endSet()
    if (this.#group) this.#note('ENV.GE_MISSING', this.#last ?? this.#group.segment)
    this.#group = undefined
  }

  #endInterchange(): void {
    this.#endGroup()
    if (!this.#interchange) return
    this.#note('ENV.IEA_MISSING', this.#last ?? this.#interchange.segment)
    this.#interchanges.push(this.#interchange.value)
    this.#interchange = undefined
  }
}

/** Written differently but the same number (`0001`, `1`): worth a note. Otherwise the set may be glued from two. */
function controlsDiffer(header: string | undefined, trailer: string | undefined): FindingCode | undefined {
  if ((header ?? '').trim() === (trailer ?? '').trim()) return undefined
  const [one, other] = [wholeNumber((header ?? '').trim()), wholeNumber((trailer ?? '').trim())]
  return one !== undefined && one === other ? 'ENV.CTL_PADDING' : 'ENV.CTL_MISMATCH'
}
