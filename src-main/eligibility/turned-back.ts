import { digits } from '../../src-shared/number.ts'
import { envelopeNotes, syntaxErrorWords } from '../codes/index.ts'
import { fileBytes, type CommandWork, type Reading } from '../store/index.ts'
import { readFile, type Acknowledgment999, type InterchangeAcknowledgment, type Torn } from '../x12/index.ts'
import type { Answered } from './answering.ts'
import { inquiriesOfFile, keepCard, waitingFiles, type InquiryRow } from './records.ts'

/*
 * A 270 that was turned back before anybody looked at its questions: its envelope (TA1), or its form (999). The questions are answered by that, and may be
 * asked anew. A 270 that was taken waits on for its 271.
 */

/** TA1 on a 270 of ours; undefined when no 270 went out in that envelope. */
export function answerEnvelope(
  work: CommandWork,
  ta1: Torn<InterchangeAcknowledgment>,
  file: number,
  segment: number,
): Answered | undefined {
  const request = requestUnder(work.db, (read) => read.header.control, ta1.control ?? '')
  if (request === undefined) return undefined
  if (ta1.status !== 'R') return taken(work.db, request)
  const note = envelopeNotes.find(ta1.note ?? '')?.words ?? 'no reason is given'
  return turnBack(work, request, inquiriesOfFile(work.db, request), { why: `The whole file was turned back: ${note}.`, file, segment })
}

/** 999 on a 270 of ours; undefined when no 270 went out in that group. */
export function answerForm(
  work: CommandWork,
  { group, answers = [], status }: Torn<Acknowledgment999>,
  file: number,
): Answered | undefined {
  if (group?.functional !== 'HS') return undefined
  const request = requestUnder(work.db, (read) => read.groups[0]?.header.control ?? '', group.control ?? '')
  if (request === undefined) return undefined
  const refused = answers.filter((one) => isRefused(one.status?.status))
  if (refused.length === 0 && !isRefused(status?.status)) return taken(work.db, request)
  const asked = inquiriesOfFile(work.db, request)
  // Sets of one file have their own references, in the order in which they were written.
  const references = [...new Set(asked.map(referenceOf))]
  const own = asked.filter((one) => {
    const set = references.indexOf(referenceOf(one)) + 1
    return refused.length === 0 || refused.some((answer) => digits(answer.set?.control) === set)
  })
  const first = refused[0]
  const code = first?.errors?.[0]?.segment
  const what = code ? `${code.segment ?? 'a segment'}: ${syntaxErrorWords('IK304', code.error ?? '')}` : 'no reason is given'
  return turnBack(work, request, own, {
    why: `The question was turned back for its form (${what}).`,
    file,
    segment: first?.status?.at ?? status?.at ?? 0,
  })
}

const isRefused = (status: string | undefined): boolean => ['R', 'M', 'W', 'X'].includes(status ?? '')
const referenceOf = ({ trace }: InquiryRow): string => trace.slice(0, trace.lastIndexOf('-'))

/** The 270 that went out under a control number, among those that still wait for an answer. */
function requestUnder(
  db: Reading,
  controlOf: (read: ReturnType<typeof readFile>['interchanges'][number]) => string,
  control: string,
): number | undefined {
  const wanted = digits(control)
  return waitingFiles(db).find((id) => {
    const [read] = readFile(fileBytes(db, id) ?? new Uint8Array()).interchanges
    return read !== undefined && digits(controlOf(read)) === wanted
  })
}

const taken = (db: Reading, request: number): Answered => {
  const asked = inquiriesOfFile(db, request).length
  return { words: `The file with ${asked} ${asked === 1 ? 'question' : 'questions'} was taken.`, details: [], matched: asked, unmatched: 0 }
}

function turnBack(
  work: CommandWork,
  request: number,
  asked: readonly InquiryRow[],
  { why, file, segment }: { readonly why: string; readonly file: number; readonly segment: number },
): Answered {
  const open = asked.filter((one) => one.answered_at === null)
  for (const one of open) {
    keepCard(work.db, one.id, { outcome: 'rejected', reason: { value: why, at: segment }, messages: [why] }, { file, at: work.clock.now() })
    if (one.appointment !== null) work.announce('eligibility', [one.appointment])
  }
  work.announce('files', [request])
  const words = `${open.length} ${open.length === 1 ? 'question' : 'questions'} turned back. ${why}`
  return { words, details: [], matched: open.length, unmatched: 0 }
}
