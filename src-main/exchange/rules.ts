import type { TextReport } from '../claims/index.ts'
import { elementName, isGrave, type FileReading, type Finding, type RawSet, type Segment } from '../x12/index.ts'
import type { FileOutcome } from '../../src-shared/contract/exchange.ts'

/*
 * What a file is, by what is in it, and what its parts come to together.
 */

/** What became of a part: its effect is in the store, some of it is, it waits for a person, it was noted, it was here before. */
export type PartStatus = Exclude<FileOutcome['status'], 'unreadable'>
export type PartOutcome = {
  readonly kind: string
  readonly status: PartStatus
  readonly words: string
  readonly details: readonly string[]
}

/** A part that has an effect of its own: an envelope's acknowledgment, or a transaction set. */
export type Part =
  | { readonly is: 'acknowledgment'; readonly segment: Segment; readonly interchange: FileReading['interchanges'][number] }
  | { readonly is: 'report'; readonly report: TextReport }
  | { readonly is: 'set'; readonly raw: RawSet; /** Its place among the sets of the file, from 1. */ readonly ordinal: number }

/** The parts of a file in its order: any number of interchanges, groups and sets, of any kinds. */
export function partsOf(reading: FileReading): Part[] {
  let ordinal = 0
  return reading.interchanges.flatMap((interchange): Part[] => [
    ...interchange.acknowledgments.map((segment) => ({ is: 'acknowledgment' as const, segment, interchange })),
    ...interchange.groups.flatMap((group) => group.sets.map((raw) => ({ is: 'set' as const, raw, ordinal: ++ordinal }))),
  ])
}

/** `837P`, `277CA`, `835` …: the set and, where one number serves several purposes, its guide. */
export function kindOf(part: Part): string {
  if (part.is === 'acknowledgment') return 'TA1'
  if (part.is === 'report') return 'text report'
  const { id, guide } = part.raw
  const [, purpose] = Object.entries(PURPOSES).find(([key]) => `${id} ${guide}`.startsWith(key)) ?? []
  return purpose ?? id
}

const PURPOSES: Readonly<Record<string, string>> = {
  '837 005010X222': '837P',
  '837 005010X223': '837I',
  '837 005010X224': '837D',
  '277 005010X214': '277CA',
}

/** The kinds in a file, each once: `TA1 + 999`. */
export const kindsOf = (parts: readonly Part[]): string => [...new Set(parts.map(kindOf))].join(' + ') || 'unknown'

const TITLES: Readonly<Record<string, string>> = {
  '270': 'A question about coverage (270)',
  '275': 'Attached records (275)',
  '276': 'A question about claims (276)',
  '278': 'A request or answer about an authorization (278)',
  '820': 'A payment of premiums (820)',
  '824': 'A report on an application (824)',
  '834': 'An enrollment of members (834)',
  '837D': 'Dental claims (837D)',
  '837I': 'Institutional claims (837I)',
  '997': 'An acknowledgment of the older kind (997)',
}
/** What Parity takes over when it comes in the version it knows. */
const TAKEN: readonly string[] = ['837', '837P', '835', '271', '277', '277CA', '999', 'TA1']

/** A set that Parity keeps and does not read: what it is and why, and whether that matters. */
export function keptUnread(kind: string): PartOutcome {
  const [status, words] = TAKEN.includes(kind)
    ? ([
        'quarantined',
        `This ${kind} is of a version that Parity does not read, so nothing was taken over. Ask the sender for version 005010.`,
      ] as const)
    : (['taken', `${TITLES[kind] ?? `A transaction of kind ${kind}`}: kept as it is, nothing is taken over from it.`] as const)
  return { kind, status, words, details: [] }
}

/** What the parts of a file come to together. */
export function statusOf(parts: readonly Pick<PartOutcome, 'status'>[], isSomethingLost: boolean): PartStatus {
  const all = new Set(parts.map((part) => part.status))
  const [only] = all
  if (only === undefined) return 'quarantined'
  if (all.size === 1) return isSomethingLost && only !== 'quarantined' ? 'partly' : only
  if (isSomethingLost || all.has('partly') || all.has('quarantined')) return 'partly'
  return all.has('posted') ? 'posted' : 'taken'
}

const STATUS_WORDS: Readonly<Record<PartStatus, string>> = {
  posted: 'posted',
  partly: 'in part',
  quarantined: 'quarantined',
  taken: 'taken in',
  known: 'here already',
}

/** What a file of several parts did: `156 of 835: 1 taken in, 155 here already.` One part speaks for itself. */
export function fileWords(parts: readonly PartOutcome[]): string {
  const [first, ...others] = parts
  if (first && others.length === 0) return first.words
  const kinds = [...new Set(parts.map((part) => part.kind))]
  return kinds
    .map((kind) => {
      const own = parts.filter((part) => part.kind === kind)
      const counts = Object.entries(STATUS_WORDS).flatMap(([status, words]) => {
        const n = own.filter((part) => part.status === status).length
        return n === 0 ? [] : [`${n} ${words}`]
      })
      return `${own.length} of ${kind}: ${counts.join(', ')}.`
    })
    .join(' ')
}

/** What became of a file as part of that which enclosed it. */
export const enclosedPart = ({ name, kind, status, words, details }: FileOutcome): PartOutcome => ({
  kind,
  status: status === 'unreadable' ? 'quarantined' : status,
  words: `${name}: ${words}`,
  details,
})

/** The details of a file: those of its parts, each part named when there are several. */
export function fileDetails(parts: readonly PartOutcome[]): string[] {
  if (parts.length < 2) return parts.flatMap((part) => part.details)
  return parts.flatMap((part, n) => (part.status === 'known' ? [] : [`${n + 1}. ${part.kind}: ${part.words}`, ...part.details]))
}

/** `Segment 12, byte 345, NM109: A required element is empty.` Never a value. */
export function findingLine(one: Finding): string {
  const element = elementName(one.where) ?? one.where.id
  return `Segment ${one.where.segment}, byte ${one.where.byte}${element === '' ? '' : `, ${element}`}: ${one.message}`
}

/** The grave findings, the first twenty. */
export const graveLines = (findings: readonly Finding[]): string[] => findings.filter(isGrave).slice(0, 20).map(findingLine)

/** Segments that belong to no part, or that could not be read at all: what stood there is lost to all parts. */
const LOST: readonly string[] = ['ENV.MISPLACED', 'SEG.JUNK', 'SEG.LONG', 'ISA.SHORT', 'ISA.DELIMS']
export const isLoss = (one: Finding): boolean => LOST.includes(one.code)

/** What counts as a finding in a list: notes for the curious are left out. */
export const countFindings = (findings: readonly Finding[]): number => findings.filter((one) => one.severity !== 'info').length

/** A part that could not be taken over: what is wrong with it and what to do. Nothing of it was changed. A sound part that fails is our mistake. */
export function damaged(kind: string, findings: readonly Finding[], mistake?: string): PartOutcome {
  const grave = graveLines(findings)
  const isCut = findings.some((one) => one.code === 'ENV.SE_MISSING')
  const words = isCut
    ? 'It is cut off, so nothing of it was taken over. Ask the sender for the whole file.'
    : grave.length > 0
      ? 'It is damaged, so nothing of it was taken over. Ask the sender for a sound one.'
      : 'Parity could not take it over; nothing of it was changed. Please report it.'
  const details = grave.length > 0 || mistake === undefined ? grave : [`A mistake of Parity (${mistake}).`]
  return { kind, status: 'quarantined', words, details }
}

/** What to say of a file in which there is no X12, by how it begins. */
export function unreadableWords(bytes: Uint8Array, findings: readonly Finding[]): string {
  const begins = String.fromCharCode(...bytes.slice(0, 5))
  if (begins.startsWith('%PDF')) return 'This is a PDF. Parity kept it and cannot read it; ask the payer for the X12 file.'
  if (begins.startsWith('PK')) return 'This is the document of an office program. Parity kept it and cannot read it; ask for the X12 file.'
  if (/^(ST|GS)\W/.test(begins))
    return 'The envelope (ISA) is missing, so this is a piece of an X12 file. Parity kept it; ask the sender for the whole file.'
  return `${findings.find(isGrave)?.message ?? 'This is not an X12 file.'} Parity kept it as it is and took nothing over.`
}
