import { wholeNumber } from '../../../src-shared/number.ts'
import { finding, Findings, type Finding, type FindingCode, type Spot } from '../notes.ts'
import { ENVELOPE, type Cursor } from './cursor.ts'
import type { Delimiters } from './delimiters.ts'
import { asText, Scanner, segmentAt, SegmentRun, SegmentTable, spotOf, type Listener, type Segment } from './segments.ts'

/** What is known of a transaction set from its envelopes. */
export type SetFacts = {
  /** ST01: `837`, `835` … */
  readonly id: string
  readonly control: string
  /** ST03, or GS08 where the set does not say (the 835 never does). */
  readonly guide: string
  /** ST's ordinal in the file. */
  readonly first: number
  /** How many segments it has with ST, and with SE when that is there. */
  readonly count: number
  /** False when it was cut off or its trailer disagrees: such a set is shown, its money is not posted by itself. */
  readonly complete: boolean
  readonly findings: readonly Finding[]
  readonly delimiters: Delimiters
  readonly group: GroupHeader
  readonly interchange: InterchangeHeader
}

/** One transaction set, ST to SE, not yet read by its guide. */
export type TransactionSet = SetFacts & {
  /** ST first, SE last when it is there. */
  readonly segments: SegmentRun
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

/** Reads the envelopes of a file. Never throws on content: what is broken is a finding, and what can be read is read. */
export const readFile = (bytes: Uint8Array): FileReading => openFile(bytes).file

/** The same, with where each segment lies. */
export function openFile(bytes: Uint8Array): { readonly file: FileReading; readonly table: SegmentTable } {
  const table = new SegmentTable(asText(bytes))
  const keeper = new FileKeeper(table)
  const envelopes = new EnvelopeReader(keeper)
  const scanner = new Scanner({
    say: (one) => envelopes.say(one),
    segment(cursor, at, to) {
      table.add(at, to)
      envelopes.segment(cursor)
    },
    glances: true,
  })
  scanner.read(table.text)
  envelopes.end()
  return { file: { interchanges: keeper.interchanges, findings: keeper.findings, segments: scanner.count }, table }
}

/** Whom the reader of envelopes tells. Findings of a set come with the set when it is closed, those of the file at once. */
export type EnvelopeListener = {
  interchange(header: InterchangeHeader, delimiters: Delimiters): void
  group(header: GroupHeader): void
  acknowledgment(cursor: Cursor): void
  /** The ST of a set, then each segment up to its SE. */
  opened(set: SetFacts, cursor: Cursor): void
  inside(cursor: Cursor, inSet: number): void
  /** @param end the SE, when there is one */
  closed(set: SetFacts, end: Cursor | undefined): void
  said(one: Finding): void
}

/** Puts the sets of a file that is in memory in their groups and interchanges. */
class FileKeeper implements EnvelopeListener {
  readonly #found = new Findings()
  readonly interchanges: (Omit<Interchange, 'acknowledgments' | 'groups'> & {
    readonly acknowledgments: Segment[]
    readonly groups: { readonly header: GroupHeader; readonly sets: TransactionSet[] }[]
  })[] = []
  readonly #table: SegmentTable

  constructor(table: SegmentTable) {
    this.#table = table
  }

  interchange(header: InterchangeHeader, delimiters: Delimiters): void {
    this.interchanges.push({ header, delimiters, groups: [], acknowledgments: [] })
  }
  group(header: GroupHeader): void {
    this.interchanges.at(-1)?.groups.push({ header, sets: [] })
  }
  acknowledgment(cursor: Cursor): void {
    this.interchanges.at(-1)?.acknowledgments.push(segmentAt(cursor))
  }
  opened(): void {}
  inside(): void {}
  get findings(): readonly Finding[] {
    return this.#found.list
  }
  closed(set: SetFacts): void {
    const segments = new SegmentRun(this.#table, set.delimiters, set.first, set.first + set.count - 1)
    this.interchanges
      .at(-1)
      ?.groups.at(-1)
      ?.sets.push({ ...set, segments })
  }
  said(one: Finding): void {
    this.#found.say(one)
  }
}

type OpenSet = Omit<SetFacts, 'findings' | 'count'> & { readonly findings: Findings; count: number }
type Open<H> = { readonly header: H; count: number; readonly seen: Set<string> }

/** GS01 of each transaction set. Source: syntax of X12 005010, functional identifier codes of the HIPAA guides. */
const FUNCTIONAL: Readonly<Record<string, string>> = {
  '270': 'HS',
  '271': 'HB',
  '275': 'PI',
  '276': 'HR',
  '277': 'HN',
  '278': 'HI',
  '820': 'RA',
  '834': 'BE',
  '835': 'HP',
  '837': 'HC',
  '997': 'FA',
  '999': 'FA',
}

/** Follows the envelopes as segments pass, and tells what stands in which. */
export class EnvelopeReader implements Listener {
  readonly #to: EnvelopeListener
  readonly #controls = new Set<string>()
  #interchange: (Open<InterchangeHeader> & { readonly delimiters: Delimiters }) | undefined
  #group: Open<GroupHeader> | undefined
  #set: OpenSet | undefined
  #interchanges = 0
  #lastByte = 0
  #lastOrdinal = 0
  #lastId = ''

  constructor(to: EnvelopeListener) {
    this.#to = to
  }

  /** A finding of the scanner: it belongs to the set that is open, or to the file. */
  say(one: Finding): void {
    if (this.#set) this.#set.findings.say({ ...one, where: { ...one.where, inSet: this.#set.count + 1 } })
    else this.#to.said(one)
  }

  segment(cursor: Cursor): void {
    if (this.#set && !ENVELOPE.has(cursor.id)) this.#inside(cursor)
    else this.#envelope(cursor)
    this.#lastByte = cursor.byte
    this.#lastOrdinal = cursor.ordinal
    this.#lastId = cursor.id
  }

  end(): void {
    this.#endInterchange()
  }

  #envelope(cursor: Cursor): void {
    switch (cursor.id) {
      case 'ISA':
        return this.#openInterchange(cursor)
      case 'TA1':
        return this.#interchange && !this.#set ? this.#to.acknowledgment(cursor) : this.#inside(cursor)
      case 'GS':
        return this.#openGroup(cursor)
      case 'ST':
        return this.#openSet(cursor)
      case 'SE':
        return this.#closeSet(cursor)
      case 'GE':
        return this.#closeGroup(cursor)
      case 'IEA':
        return this.#closeInterchange(cursor)
      default:
        return this.#note('ENV.MISPLACED', cursor)
    }
  }

  #note(code: FindingCode, cursor: Cursor, element?: number): void {
    this.#to.said(finding(code, { ...spotOf(cursor), ...(element !== undefined && { element }) }))
  }

  #noteAtLast(code: FindingCode): void {
    this.#to.said(finding(code, { byte: this.#lastByte, segment: this.#lastOrdinal, id: this.#lastId }))
  }

  #inside(cursor: Cursor): void {
    if (!this.#set) return this.#note('ENV.MISPLACED', cursor)
    this.#set.count++
    this.#to.inside(cursor, this.#set.count)
  }

  #openInterchange(cursor: Cursor): void {
    this.#endInterchange()
    const header: InterchangeHeader = {
      ordinal: ++this.#interchanges,
      senderQualifier: cursor.trimmed(5),
      sender: cursor.trimmed(6),
      receiverQualifier: cursor.trimmed(7),
      receiver: cursor.trimmed(8),
      date: cursor.trimmed(9),
      time: cursor.trimmed(10),
      control: cursor.trimmed(13),
      wantsAcknowledgment: cursor.trimmed(14) === '1',
      usage: cursor.trimmed(15),
    }
    const key = `${header.sender}|${header.receiver}|${header.control}`
    if (this.#controls.has(key)) this.#note('ENV.CTL_DUP', cursor, 13)
    this.#controls.add(key)
    if (!/^\d{9}$/.test(header.control) || header.control === '000000000') this.#note('ISA.CONTROL', cursor, 13)
    this.#interchange = { header, count: 0, seen: new Set(), delimiters: cursor.delimiters }
    this.#to.interchange(header, cursor.delimiters)
  }

  #openGroup(cursor: Cursor): void {
    this.#endGroup()
    const interchange = this.#interchange
    if (!interchange) return this.#note('ENV.MISPLACED', cursor)
    const header: GroupHeader = {
      functional: cursor.trimmed(1),
      sender: cursor.trimmed(2),
      receiver: cursor.trimmed(3),
      date: cursor.trimmed(4),
      time: cursor.trimmed(5),
      control: cursor.trimmed(6),
      version: cursor.trimmed(8),
    }
    if (interchange.seen.has(header.control)) this.#note('ENV.GROUP_DUP', cursor, 6)
    interchange.seen.add(header.control)
    interchange.count++
    this.#group = { header, count: 0, seen: new Set() }
    this.#to.group(header)
  }

  #openSet(cursor: Cursor): void {
    this.#endSet()
    const group = this.#group
    const interchange = this.#interchange
    if (!group || !interchange) return this.#note('ENV.MISPLACED', cursor)
    const id = cursor.trimmed(1)
    const control = cursor.trimmed(2)
    const own = cursor.trimmed(3)
    const findings = new Findings()
    const note = (code: FindingCode, element: number) => findings.say(finding(code, { ...spotOf(cursor), inSet: 1, element }))
    if (group.seen.has(control)) note('ENV.CTL_DUP', 2)
    group.seen.add(control)
    group.count++
    if (own !== '' && own !== group.header.version) note('ENV.SET_MISMATCH', 3)
    const functional = FUNCTIONAL[id]
    if (functional !== undefined && functional !== group.header.functional) note('ENV.GROUP_MISMATCH', 1)
    this.#set = {
      id,
      control,
      guide: own || group.header.version,
      first: cursor.ordinal,
      count: 1,
      complete: false,
      findings,
      delimiters: interchange.delimiters,
      group: group.header,
      interchange: interchange.header,
    }
    this.#to.opened({ ...this.#set, findings: findings.list }, cursor)
  }

  #closeSet(cursor: Cursor): void {
    const set = this.#set
    if (!set) return this.#note('ENV.MISPLACED', cursor)
    set.count++
    const spot: Spot = { ...spotOf(cursor), inSet: set.count }
    if (wholeNumber(cursor.get(1)) !== set.count) set.findings.say(finding('ENV.SE_COUNT', { ...spot, element: 1 }))
    const mismatch = controlsDiffer(set.control, cursor.get(2))
    if (mismatch) set.findings.say(finding(mismatch, { ...spot, element: 2 }))
    this.#keepSet(set, cursor)
  }

  #keepSet(set: OpenSet, end: Cursor | undefined): void {
    this.#set = undefined
    const damaged = set.findings.list.some((one) => ['ENV.SE_COUNT', 'ENV.CTL_MISMATCH', 'SEG.JUNK', 'SEG.LONG'].includes(one.code))
    this.#to.closed({ ...set, findings: set.findings.list, complete: end !== undefined && !damaged }, end)
  }

  #closeGroup(cursor: Cursor): void {
    this.#endSet()
    const group = this.#group
    if (!group) return this.#note('ENV.MISPLACED', cursor)
    if (wholeNumber(cursor.get(1)) !== group.count) this.#note('ENV.GE_COUNT', cursor, 1)
    const mismatch = controlsDiffer(group.header.control, cursor.get(2))
    if (mismatch) this.#note(mismatch, cursor, 2)
    this.#group = undefined
  }

  #closeInterchange(cursor: Cursor): void {
    this.#endGroup()
    const interchange = this.#interchange
    if (!interchange) return this.#note('ENV.MISPLACED', cursor)
    if (wholeNumber(cursor.get(1)) !== interchange.count) this.#note('ENV.IEA_COUNT', cursor, 1)
    const mismatch = controlsDiffer(interchange.header.control, cursor.get(2))
    if (mismatch) this.#note(mismatch, cursor, 2)
    this.#interchange = undefined
  }

  #endSet(): void {
    const set = this.#set
    if (!set) return
    const where = { byte: this.#lastByte, segment: this.#lastOrdinal, id: this.#lastId, inSet: set.count + 1 }
    set.findings.say(finding('ENV.SE_MISSING', where))
    this.#keepSet(set, undefined)
  }

  #endGroup(): void {
    this.#endSet()
    if (this.#group) this.#noteAtLast('ENV.GE_MISSING')
    this.#group = undefined
  }

  #endInterchange(): void {
    this.#endGroup()
    if (this.#interchange) this.#noteAtLast('ENV.IEA_MISSING')
    this.#interchange = undefined
  }
}

/** Written differently but the same number (`0001`, `1`): worth a note. Otherwise the set may be glued from two. */
function controlsDiffer(header: string | undefined, trailer: string | undefined): FindingCode | undefined {
  if ((header ?? '').trim() === (trailer ?? '').trim()) return undefined
  const [one, other] = [wholeNumber((header ?? '').trim()), wholeNumber((trailer ?? '').trim())]
  return one !== undefined && one === other ? 'ENV.CTL_PADDING' : 'ENV.CTL_MISMATCH'
}
