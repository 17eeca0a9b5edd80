import { explainFile, lineOf, rawSegments, type Explained } from './explain.ts'
import { ElementReader } from './grammar/elements.ts'
import { printSegment, printSet } from './grammar/print.ts'
import { readSet, type Reading } from './grammar/read.ts'
import type { TransactionSet } from './grammar/words.ts'
import { finding, type Finding, type FindingCode } from './notes.ts'
import { eligibilityInquiry } from './sets/270.ts'
import { eligibilityResponse } from './sets/271.ts'
import { claimAcknowledgment } from './sets/277ca.ts'
import { statusRequest } from './sets/276.ts'
import { statusResponse } from './sets/277.ts'
import { authorizationRequest, authorizationResponse } from './sets/278.ts'
import { remittance } from './sets/835.ts'
import { professional } from './sets/837p.ts'
import { functionalAcknowledgment } from './sets/997.ts'
import { implementationAcknowledgment, TA1, type InterchangeAcknowledgment } from './sets/999.ts'
import type { SetFacts, TransactionSet as RawSet } from './syntax/envelope.ts'
import type { Delimiters } from './syntax/delimiters.ts'
import { piecesOf, streamFile, type Streamed, type StreamOptions } from './stream.ts'
import { Cursor } from './syntax/cursor.ts'
import { spotOf, type Segment } from './syntax/segments.ts'
import { summaryOf, type Summary } from './summary.ts'

/*
 * X12 for the rest of Parity. This room knows no stage, no store and no ledger.
 */

export { elementName, isGrave, type Finding } from './notes.ts'
export { readFile, setsOf, type FileReading, type TransactionSet as RawSet } from './syntax/envelope.ts'
export { asText, type Segment } from './syntax/segments.ts'
export { USUAL, type Delimiters } from './syntax/delimiters.ts'
export { writeInterchange } from './syntax/write.ts'
export { plain } from './text.ts'
export { isSound, readSet, type Reading, type Torn } from './grammar/read.ts'
export { writeSet, type Unwritable } from './grammar/write.ts'
export type { Period, TransactionSet as Described } from './grammar/words.ts'
export * from './sets/837p.ts'
export * from './sets/835.ts'
export * from './sets/276.ts'
export * from './sets/277.ts'
export * from './sets/270.ts'
export * from './sets/271.ts'
export * from './sets/277ca.ts'
export * from './sets/278.ts'
export * from './sets/997.ts'
export * from './sets/999.ts'
export { acknowledge, writeAcknowledgment, type AnswerEnvelope, type InterchangeAnswer } from './answer.ts'

/** Every transaction set Parity reads and writes. */
export const transactionSets: readonly TransactionSet[] = [
  professional,
  remittance,
  eligibilityInquiry,
  eligibilityResponse,
  statusRequest,
  statusResponse,
  claimAcknowledgment,
  authorizationRequest,
  authorizationResponse,
  implementationAcknowledgment,
  functionalAcknowledgment,
]

/**
 * The description of a set as it came: by its id and guide; where two share a guide, or the file names none, by its BHT.
 * @param second the elements of the segment behind ST
 */
function describe({ id, guide }: SetFacts, second: (element: number) => string): TransactionSet | undefined {
  const same = transactionSets.filter((one) => one.id === id)
  const named = same.filter((one) => one.guides.includes(guide) || one.older?.includes(guide))
  const told = (one: TransactionSet): boolean => one.told?.codes.includes(second(one.told.element)) ?? false
  if (named.length > 0) return named.find(told) ?? named[0]
  return /^(005010)?$/.test(guide) ? same.find(told) : undefined
}

function describedSet(raw: RawSet): TransactionSet | undefined {
  const [, second] = raw.segments.take(2)
  return describe(raw, (element) => second?.elements[element]?.trim() ?? '')
}

export type ReadTransaction = {
  readonly raw: RawSet
  readonly described: TransactionSet | undefined
  readonly reading: Reading<unknown>
}

/** Reads any set by the description that fits; one that Parity does not know is kept unread, with a finding that says so. */
export function readAny(raw: RawSet): ReadTransaction {
  const described = describedSet(raw)
  const [header] = raw.segments.take(1)
  const say = (code: FindingCode): Finding[] => (header ? [finding(code, { ...spotOf(header), inSet: 1 })] : [])
  if (!described)
    return { raw, described, reading: { value: undefined, findings: [...raw.findings, ...say('ENV.UNSUPPORTED')], rules: [] } }
  const reading = readSet(described, raw)
  const isOld = described.older?.includes(raw.guide) ?? false
  return { raw, described, reading: isOld ? { ...reading, findings: [...say('ENV.OLD'), ...reading.findings] } : reading }
}

/** Reads a file of any size one claim, claim payment or person at a time; see {@link streamFile}. */
export const readStream = (source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, options?: StreamOptions): AsyncGenerator<Streamed> =>
  streamFile(source, describe, options)

/** A file segment by segment in plain words, from one ordinal to another. */
export const explain = (bytes: Uint8Array, from?: number, to?: number): Explained[] => explainFile(bytes, describedSet, from, to)

/** Reads a TA1 of an envelope. */
export function readInterchangeAcknowledgment(
  segment: Segment,
  delimiters: Delimiters,
): { value: InterchangeAcknowledgment; findings: Finding[] } {
  const findings: Finding[] = []
  const cursor = new Cursor(delimiters)
  cursor.ordinal = segment.ordinal
  cursor.set(segment.elements)
  const reader = new ElementReader(cursor, {
    tell: (code, element) => findings.push(finding(code, { ...spotOf(segment), element })),
  })
  const value = reader.read(TA1) as InterchangeAcknowledgment
  return { value, findings }
}

export { lineOf, piecesOf, rawSegments, summaryOf, type Explained, type Streamed, type Summary }

/** The printed guide of a transaction by its name, as `835` or `278-request`; undefined when Parity does not know it. */
export function printedGuide(name: string): string | undefined {
  if (/^ta1$/i.test(name)) return printSegment(TA1)
  const set = transactionSets.find((one) => one.name.toLowerCase() === name.toLowerCase().replaceAll('-', ' '))
  return set && printSet(set)
}
