import { claimStatusWords, envelopeNotes, syntaxErrorWords } from '../codes/index.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../../src-shared/contract/fields.ts'
import { digits } from '../../src-shared/number.ts'
import type { CommandWork } from '../store/index.ts'
import type {
  Acknowledgment277,
  Acknowledgment999,
  AcknowledgedClaim,
  InterchangeAcknowledgment,
  SegmentError999,
  SetAnswer999,
  Status277,
  Torn,
} from '../x12/index.ts'
import { addEvent, setStatus } from './making.ts'
import { changeClaim } from './records/claims.ts'
import {
  answerSubmission,
  batchByGroup,
  batchByInterchange,
  batchByReference,
  changeBatch,
  claimsOfBatch,
  submittedAs,
  type Submitted,
} from './records/sending.ts'

/*
 * What comes back on a batch: TA1 (envelope), 999 (syntax), 277CA (each claim). Each is a gate; a claim turned back at one was never adjudicated, and the
 * filing limit still runs. A damaged answer is taken as far as it goes: what is missing in it is passed over, and the rest is answered.
 */

/** What an answer did, for the report on the file. */
export type Answered = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }
const notOurs = (words: string): Answered => ({ words, details: [], matched: 0, unmatched: 1 })

/** How far a claim is; answers move it forward, never back. */
const WAITING: readonly ClaimStatus[] = ['sent', 'received', 'accepted', 'silent']
const rank = (status: string): number => CLAIM_STATUSES.indexOf(status as ClaimStatus)

/** TA1: the interchange was taken, or lost as a whole. */
export function answerInterchange(work: CommandWork, ta1: Torn<InterchangeAcknowledgment>, file: number, segment: number): Answered {
  const { db } = work
  const batch = batchByInterchange(db, digits(ta1.control))
  if (!batch) return notOurs('TA1 for an interchange that Parity did not send.')
  if (ta1.status === undefined) return notOurs(`TA1 that does not say whether batch ${batch.reference} was taken.`)
  if (ta1.status !== 'R') {
    markBatch(work, batch.id, 'received', 'The envelope was taken.')
    return { words: `Batch ${batch.reference}: the envelope was taken.`, details: [], matched: 1, unmatched: 0 }
  }
  const note = ta1.note === undefined ? 'no reason is given' : (envelopeNotes.find(ta1.note)?.words ?? `note ${ta1.note}`)
  const claims = claimsOfBatch(db, batch.id)
  for (const one of claims) reject(work, one, batch.id, `The whole file was turned back: ${note}.`, file, segment)
  markBatch(work, batch.id, 'rejected', `The whole file was turned back: ${note}.`)
  return { words: `Batch ${batch.reference} was turned back whole: ${note}.`, details: [], matched: claims.length, unmatched: 0 }
}

/** 999: for each set whether it was taken; what is wrong is traced to the claim by CTX or by the position of the segment. */
export function answerSyntax(work: CommandWork, { group, answers = [], status: whole }: Torn<Acknowledgment999>, file: number): Answered {
  const { db } = work
  if (group?.functional === undefined) return notOurs('999 that does not say which group it answers.')
  if (group.functional !== 'HC')
    return {
      words: `999 for a group of kind ${group.functional}, ${whole?.status ?? 'without a status'}.`,
      details: [],
      matched: 0,
      unmatched: 0,
    }
  const batch = batchByGroup(db, digits(group.control) || -1)
  if (!batch) return notOurs('999 for a group that Parity did not send.')
  const set = answers.find((one) => one.set?.control === batch.set_control)
  const status = set?.status?.status ?? whole?.status
  if (status === undefined) return notOurs(`999 that does not say whether batch ${batch.reference} was taken.`)
  const segment = set?.status?.at ?? whole?.at ?? 0
  const claims = claimsOfBatch(db, batch.id)
  if (status === 'A' || status === 'E' || status === 'P') {
    for (const one of claims) {
      if (one.answer === null) answerSubmission(db, one.submission, 'received')
      if (rank(one.status) < rank('received') && WAITING.includes(one.status as ClaimStatus)) {
        setStatus(work, one.claim, 'received')
        addEvent(work, { claim: one.claim, shape: 'received', words: 'File taken', detail: '999 accepted', file, segment })
      }
    }
    markBatch(work, batch.id, 'received', status === 'E' ? 'Taken, with errors noted.' : 'Taken.')
    return {
      words: `Batch ${batch.reference} was taken${status === 'E' ? ', with errors noted' : ''}.`,
      details: set ? reasons(set) : [],
      matched: claims.length,
      unmatched: 0,
    }
  }
  const faults = set ? faultsByClaim(set, claims) : new Map<number, string[]>()
  for (const one of claims) {
    const own = faults.get(one.claim) ?? faults.get(0)
    reject(work, one, batch.id, own?.join(' ') ?? 'The file was turned back for another claim. Send this one again.', file, segment)
  }
  markBatch(work, batch.id, 'rejected', 'Turned back for its form.')
  return {
    words: `Batch ${batch.reference} was turned back for its form.`,
    details: set ? reasons(set) : [],
    matched: claims.length,
    unmatched: 0,
  }
}

/** The faults of a set by claim; 0 stands for what lies before the first claim and concerns all. */
function faultsByClaim(
  set: Torn<SetAnswer999>,
  claims: readonly { claim: number; control: string; from_segment: number | null; to_segment: number | null }[],
): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const error of set.errors ?? []) {
    const named = namedClaim(error)
    const position = error.segment?.position ?? 0
    const owner = claims.find((one) =>
      named === undefined ? position >= (one.from_segment ?? 0) && position <= (one.to_segment ?? 0) : one.control === named,
    )
    const key = owner?.claim ?? 0
    found.set(key, [...(found.get(key) ?? []), faultWords(error)])
  }
  return found
}

/** CTX CLM01 names the claim itself. */
function namedClaim(error: Torn<SegmentError999>): string | undefined {
  return (error.contexts ?? []).flatMap((one) => one.context ?? []).find((one) => one.name === 'CLM01')?.value
}

function faultWords({ segment, elements = [] }: Torn<SegmentError999>): string {
  const name = segment?.segment ?? 'A segment'
  const faults = elements.map(({ element }) => {
    const place = element?.position?.element === undefined ? '' : String(element.position.element).padStart(2, '0')
    const part = element?.position?.component === undefined ? '' : `-${element.position.component}`
    return `${name}${place}${part}: ${syntaxErrorWords('IK403', element?.error ?? '')}.`
  })
  return faults.length > 0 ? faults.join(' ') : `${name}: ${syntaxErrorWords('IK304', segment?.error ?? '')}.`
}

const reasons = (set: Torn<SetAnswer999>): string[] =>
  (set.errors ?? []).map((error) => `Segment ${error.segment?.position ?? 'unknown'}, ${faultWords(error)}`)

/** What became of a claim of a 277CA: `unclear` is one without its number or its status. */
type Outcome = 'accepted' | 'received' | 'rejected' | 'not ours' | 'unclear'
const OUTCOMES: readonly (readonly [Outcome, words: string])[] = [
  ['accepted', 'accepted'],
  ['received', 'received'],
  ['rejected', 'turned back'],
  ['not ours', 'not ours'],
  ['unclear', 'unclear'],
]

/** 277CA: every status of every claim counts; any rejection rejects. From a clearinghouse A1 is received; from the payer A2 is accepted. */
export function answerClaims(work: CommandWork, answer: Torn<Acknowledgment277>, file: number): Answered {
  const details: string[] = []
  const tally: Record<Outcome, number> = { accepted: 0, received: 0, rejected: 0, 'not ours': 0, unclear: 0 }
  for (const source of answer.sources ?? []) {
    const isPayer = source.name?.entity === 'PR'
    for (const receiver of source.receivers ?? []) {
      const reference = receiver.batch?.trace?.trace
      const batch = reference === undefined ? undefined : batchByReference(work.db, reference)
      const providers = receiver.providers ?? []
      const refused = (receiver.batch?.statuses ?? []).filter(isRejection)
      if (batch && refused.length > 0 && providers.length === 0) {
        const words = refused.map(statusWords).join('; ')
        for (const one of claimsOfBatch(work.db, batch.id)) {
          reject(work, one, batch.id, words, file, refused[0]?.at ?? 0)
          tally.rejected++
        }
      }
      for (const patient of providers.flatMap((one) => one.patients ?? [])) {
        for (const claim of patient.claims ?? []) {
          const outcome = answerClaim(work, claim, isPayer, file)
          tally[outcome]++
          if (outcome === 'not ours') details.push(`Segment ${claim.trace?.at ?? 0}: no claim of ours has this number.`)
          if (outcome === 'unclear') details.push(`Segment ${claim.trace?.at ?? 0}: the number or the status of the claim is missing.`)
        }
      }
      if (batch) settleBatch(work, batch.id)
    }
  }
  const parts = OUTCOMES.filter(([outcome]) => tally[outcome] > 0).map(([outcome, words]) => `${tally[outcome]} ${words}`)
  return {
    words: parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing in it concerns a claim.',
    details,
    matched: tally.accepted + tally.received + tally.rejected,
    unmatched: tally['not ours'] + tally.unclear,
  }
}

function answerClaim(work: CommandWork, answered: Torn<AcknowledgedClaim>, isPayer: boolean, file: number): Outcome {
  const { db } = work
  const control = answered.trace?.trace
  if (control === undefined) return 'unclear'
  const submission = submittedAs(db, control)
  if (!submission) return 'not ours'
  const own = answered.statuses ?? []
  const statuses = [...own, ...(answered.lines ?? []).flatMap((line) => line.statuses ?? [])]
  if (statuses.every((one) => one.first?.category === undefined && one.action !== 'U')) return 'unclear'
  const segment = own[0]?.at ?? answered.trace?.at ?? 0
  const payerControl = answered.payerControl?.value
  if (payerControl !== undefined) changeClaim(db, submission.claim, { payer_control: payerControl })
  const rejections = statuses.filter(isRejection)
  if (rejections.length > 0) {
    const words = [...new Set(rejections.map(statusWords))].join('; ')
    reject(work, submission, submission.batch, words, file, segment)
    return 'rejected'
  }
  const accepted = isPayer || own.some(({ first }) => first?.category === 'A2' && first.entity === 'PR')
  const status: ClaimStatus = accepted ? 'accepted' : 'received'
  if (accepted || submission.answer === null) answerSubmission(db, submission.submission, accepted ? 'accepted' : 'received')
  if (WAITING.includes(submission.status as ClaimStatus)) {
    if (rank(submission.status) < rank(status) || submission.status === 'silent') setStatus(work, submission.claim, status)
    const detail = `277CA ${own[0]?.first?.category ?? ''}${payerControl === undefined ? '' : `, ${payerControl}`}`
    addEvent(work, {
      claim: submission.claim,
      shape: status,
      words: accepted ? 'Payer accepted it' : 'Clearinghouse received it',
      detail,
      file,
      segment,
    })
  }
  return accepted ? 'accepted' : 'received'
}

const isRejection = (one: Torn<Status277>): boolean =>
  one.action === 'U' || [one.first, one.second, one.third].some((status) => ['A3', 'A4', 'A6', 'A7', 'A8'].includes(status?.category ?? ''))

function statusWords(one: Torn<Status277>): string {
  const parts = [one.first, one.second, one.third].flatMap((status) =>
    status?.category === undefined ? [] : [claimStatusWords(status.category, status.status ?? '', status.entity)],
  )
  return [...parts, ...(one.text === undefined ? [] : [one.text])].join('; ')
}

/** A submission is turned back; its claim too, unless it was mended since and left in another batch, or was decided. */
function reject(
  work: CommandWork,
  { submission, claim, status, living }: Submitted,
  batch: number | null,
  words: string,
  file: number,
  segment: number,
): void {
  answerSubmission(work.db, submission, 'rejected')
  if (living !== batch || !WAITING.includes(status as ClaimStatus)) return
  setStatus(work, claim, 'rejected')
  changeClaim(work.db, claim, { batch: null })
  addEvent(work, { claim, shape: 'rejected', words: 'Turned back', detail: words, file, segment })
}

function markBatch(work: CommandWork, id: number, status: string, words: string): void {
  changeBatch(work.db, id, { status, words, answered_at: work.clock.now() })
}

/** Once every claim of a batch has an answer, the batch says how it went. */
function settleBatch(work: CommandWork, id: number): void {
  const claims = claimsOfBatch(work.db, id)
  const rejected = claims.filter((one) => one.answer === 'rejected').length
  const waiting = claims.filter((one) => one.answer === null || one.answer === 'received').length
  const all = claims.length
  if (rejected === all) markBatch(work, id, 'rejected', 'All claims were turned back.')
  else if (rejected > 0) markBatch(work, id, 'partly', `${all - rejected} of ${all} claims taken, ${rejected} turned back.`)
  else if (waiting === 0) markBatch(work, id, 'accepted', `All ${all} claims accepted.`)
  else markBatch(work, id, 'received', `${all - waiting} of ${all} claims accepted so far.`)
}
