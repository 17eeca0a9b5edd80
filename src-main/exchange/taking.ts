import { takeReview } from '../authorizations/index.ts'
import {
  answerClaims,
  answerInterchange,
  answerReport,
  answerStatus,
  answerStatusEnvelope,
  answerStatusForm,
  answerSyntax,
  importClaims,
  type Imported,
  type TextReport,
} from '../claims/index.ts'
import { answerEnvelope, answerForm, takeResponse } from '../eligibility/index.ts'
import { postRemittance, takeRemittance, type Taking } from '../remittance/index.ts'
import type { CommandWork } from '../store/index.ts'
import {
  authorizationResponse,
  isGrave,
  readAny,
  readInterchangeAcknowledgment,
  type Acknowledgment277,
  type Acknowledgment999,
  type Finding,
  type InterchangeAcknowledgment,
  type ReadTransaction,
  type StatusResponse277,
  type Torn,
} from '../x12/index.ts'
import { damaged, findingLine, graveLines, keptUnread, kindOf, type Part, type PartOutcome, type PartStatus } from './rules.ts'

/** A part as it was read, with what was found. Reading needs no store. */
export type ReadPart = { readonly kind: string; readonly findings: readonly Finding[] } & (
  | { readonly is: 'acknowledgment'; readonly value: InterchangeAcknowledgment; readonly segment: number }
  | { readonly is: 'report'; readonly report: TextReport }
  | { readonly is: 'set'; readonly read: ReadTransaction; readonly ordinal: number }
)

export function readPart(part: Part): ReadPart {
  const kind = kindOf(part)
  if (part.is === 'acknowledgment') {
    const { value, findings } = readInterchangeAcknowledgment(part.segment, part.interchange.delimiters)
    return { is: 'acknowledgment', kind, value, findings, segment: part.segment.ordinal }
  }
  if (part.is === 'report') return { is: 'report', kind, report: part.report, findings: [] }
  const read = readAny(part.raw)
  return { is: 'set', kind, read, findings: read.reading.findings, ordinal: part.ordinal }
}

/** Hands a part to the room it concerns. @param post whether a remittance that balances is posted at once */
export function takePart(work: CommandWork, part: ReadPart, file: number, post: boolean): PartOutcome {
  if (part.is === 'acknowledgment') {
    const { value, segment } = part
    const asked = answerEnvelope(work, value, file, segment) ?? answerStatusEnvelope(work, value, file, segment)
    return answered(part, asked ?? answerInterchange(work, value, file, segment))
  }
  if (part.is === 'report') return answered(part, answerReport(work, part.report, file))
  const { raw, reading, described } = part.read
  if (!described) return keptUnread(part.kind)
  switch (part.kind) {
    case '837P':
      return claims(part, importClaims(work, reading, file))
    case '999':
      return answered(part, answerOnForm(work, reading.value as Torn<Acknowledgment999>, file))
    case '277CA':
      return answered(part, answerClaims(work, reading.value as Acknowledgment277, file))
    case '277':
      return answered(part, answerStatus(work, reading.value as Torn<StatusResponse277>, file))
    case '271':
      return answered(part, takeResponse(work, { raw, reading, file }))
    case '278':
      // A request shares set and guide with the answer, and is kept as it is.
      return described === authorizationResponse ? answered(part, takeReview(work, { raw, reading, file })) : keptUnread(part.kind)
    case '835':
      return remittance(work, part.kind, takeRemittance(work, { raw, reading, setOrdinal: part.ordinal, file }), post)
    default:
      return keptUnread(part.kind)
  }
}

/** A 999 is for the room whose group it answers; one on anything else is told and kept. */
function answerOnForm(work: CommandWork, answer: Torn<Acknowledgment999>, file: number): Answered {
  const { group, status } = answer
  if (group?.functional === undefined || group.functional === 'HC') return answerSyntax(work, answer, file)
  const words = `999 for a group of kind ${group.functional}, ${status?.status ?? 'without a status'}.`
  return answerForm(work, answer, file) ?? answerStatusForm(work, answer, file) ?? { words, details: [], matched: 0, unmatched: 0 }
}

type Answered = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }

/** An answer that concerns nothing of ours waits for a person: it may be another practice's. */
function answered(part: ReadPart, { words, details, matched, unmatched }: Answered): PartOutcome {
  if (matched + unmatched === 0 && part.findings.some(isGrave)) return damaged(part.kind, part.findings)
  const status: PartStatus = unmatched === 0 ? 'taken' : matched === 0 ? 'quarantined' : 'partly'
  return { kind: part.kind, status, words, details: [...details, ...graveLines(part.findings)] }
}

function claims(part: ReadPart, { added, known, patients, left }: Imported): PartOutcome {
  if (added + known + left.length === 0) return { ...damaged(part.kind, part.findings), words: 'There is no claim in it.' }
  const words = [
    `${added} ${added === 1 ? 'claim' : 'claims'} taken over`,
    ...(patients > 0 ? [`${patients} new ${patients === 1 ? 'patient' : 'patients'}`] : []),
    ...(known > 0 ? [`${known} here already`] : []),
    ...(left.length > 0 ? [`${left.length} left out`] : []),
  ].join(', ')
  const status = left.length > 0 ? (added + known > 0 ? 'partly' : 'quarantined') : added > 0 ? 'posted' : 'known'
  const todo = left.length > 0 ? ' Mend what was left out where it came from, or enter it here.' : ''
  return { kind: part.kind, status, words: `${words}.${todo}`, details: leftLines(left, part.findings) }
}

/** Where each claim begins that was left out, and what is wrong in it at its place; what is wrong above the claims stands behind them. */
function leftLines(left: Imported['left'], findings: readonly Finding[]): string[] {
  const faults = left.map(({ segment, why }) => findings.find((one) => isGrave(one) && one.where.segment >= segment && one.message === why))
  const lines = left.map(({ segment, why }, n) => {
    const fault = faults[n]
    return `Claim at segment ${segment} left out. ${fault ? findingLine(fault) : `${why.charAt(0).toUpperCase()}${why.slice(1).replace(/\.$/, '')}.`}`
  })
  return faults.every((one) => one !== undefined) ? lines : [...lines, ...graveLines(findings)]
}

/** A remittance that balances is rehearsed: shown as it would post. With `post` it is posted in the same transaction, unless a person must choose. */
function remittance(work: CommandWork, kind: string, taken: Taking, post: boolean): PartOutcome {
  const { remittance: id, status, words, details, isDoubtful = false } = taken
  if (status !== 'rehearsed' || id === null || !post || isDoubtful)
    return { kind, status: status === 'rehearsed' ? 'taken' : status, words, details }
  const posted = postRemittance(work, id)
  return { kind, status: posted.status === 'rehearsed' ? 'taken' : posted.status, words: posted.words, details }
}
