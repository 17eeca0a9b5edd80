import { CLAIM_STATUSES, type ClaimStatus } from '../../../src-shared/contract/fields.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { CommandWork } from '../../store/index.ts'
import { addEvent, setStatus } from '../making.ts'
import { addAnswers, type NewAnswer } from '../records/answers.ts'
import { changeClaim } from '../records/claims.ts'
import { answerSubmission, changeBatch, claimsOfBatch, type Submitted } from '../records/sending.ts'
import type { Field } from './field.ts'

/* What every answer does to a submission, its claim and its batch. A claim turned back was never adjudicated, and the filing limit still runs. */

/** What an answer did, for the report on the file. */
export type Answered = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }
export const notOurs = (words: string): Answered => ({ words, details: [], matched: 0, unmatched: 1 })

/** A batch as an answer to it calls it. */
export const batchWords = ({ usage, reference }: { readonly usage: string; readonly reference: string }): string =>
  `${usage === 'T' ? 'Test batch' : 'Batch'} ${reference}`

/** Where an answer stands: in which file, at which segment, of which kind. */
export type Source = { readonly kind: 'TA1' | '999' | '277CA' | '277' | 'report'; readonly file: number; readonly segment: number }

/** Claims on their way: answers move them forward, never back. */
const WAITING: readonly ClaimStatus[] = ['sent', 'received', 'accepted', 'silent']
const rank = (status: string): number => CLAIM_STATUSES.indexOf(status as ClaimStatus)
const waits = (status: string): boolean => WAITING.includes(status as ClaimStatus)

/** One thing said of a claim or of a line of it. */
export type Statement = Pick<NewAnswer, 'verdict' | 'words'> & { readonly field?: Field } & Partial<
    Pick<NewAnswer, 'line' | 'said_by' | 'category' | 'status' | 'entity' | 'receipt' | 'payer_control' | 'trace' | 'segment'>
  > & { readonly day?: Day | undefined }

export function keepStatements(
  work: CommandWork,
  { claim, submission }: Pick<Submitted, 'claim' | 'submission'>,
  { kind, file, segment }: Source,
  statements: readonly Statement[],
): void {
  addAnswers(
    work.db,
    statements.map((one) => ({
      claim,
      submission,
      line: one.line ?? null,
      kind,
      said_by: one.said_by ?? null,
      verdict: one.verdict,
      category: one.category ?? '',
      status: one.status ?? '',
      entity: one.entity ?? '',
      field: one.field ?? '',
      words: one.words,
      day: one.day ?? work.clock.today(),
      receipt: one.receipt ?? null,
      payer_control: one.payer_control ?? null,
      trace: one.trace ?? null,
      file,
      segment: one.segment ?? segment,
      at: work.clock.now(),
    })),
  )
}

/** A submission is turned back; its claim too, unless it was mended since and left in another batch, or was decided. */
export function reject(work: CommandWork, sent: Submitted, batch: number | null, words: string, { file, segment }: Source): void {
  answerSubmission(work.db, sent.submission, 'rejected')
  if (sent.living !== batch || !waits(sent.status)) return
  setStatus(work, sent.claim, 'rejected')
  changeClaim(work.db, sent.claim, { batch: null })
  addEvent(work, { claim: sent.claim, shape: 'rejected', words: 'Turned back', detail: words, file, segment })
}

/** A submission came one gate further. A claim that is further already stays there. */
export function forward(
  work: CommandWork,
  sent: Submitted,
  to: 'received' | 'accepted',
  { words, detail }: { readonly words: string; readonly detail: string },
  { file, segment }: Source,
): void {
  if (to === 'accepted' || sent.answer === null) answerSubmission(work.db, sent.submission, to)
  if (!waits(sent.status)) return
  if (rank(sent.status) < rank(to) || sent.status === 'silent') setStatus(work, sent.claim, to)
  addEvent(work, { claim: sent.claim, shape: to, words, detail, file, segment })
}

export function markBatch(work: CommandWork, id: number, status: string, words: string): void {
  changeBatch(work.db, id, { status, words, answered_at: work.clock.now() })
}

/** Once every claim of a batch has an answer, the batch says how it went. */
export function settleBatch(work: CommandWork, id: number): void {
  const claims = claimsOfBatch(work.db, id)
  const rejected = claims.filter((one) => one.answer === 'rejected').length
  const waiting = claims.filter((one) => one.answer === null || one.answer === 'received').length
  const all = claims.length
  if (rejected === all) markBatch(work, id, 'rejected', 'All claims were turned back.')
  else if (rejected > 0) markBatch(work, id, 'partly', `${all - rejected} of ${all} claims taken, ${rejected} turned back.`)
  else if (waiting === 0) markBatch(work, id, 'accepted', `All ${all} claims accepted.`)
  else markBatch(work, id, 'received', `${all - waiting} of ${all} claims accepted so far.`)
}
