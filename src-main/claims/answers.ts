import { claimStatusWords, envelopeNotes, syntaxErrorWords } from '../codes/index.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../../src-shared/contract/fields.ts'
import { digits } from '../../src-shared/number.ts'
import type { CommandWork, Reading } from '../store/index.ts'
import type {
  Acknowledgment277,
  Acknowledgment999,
  AcknowledgedClaim,
  InterchangeAcknowledgment,
  SegmentError999,
  SetAnswer999,
  Status277,
} from '../x12/index.ts'
import { addEvent, setStatus } from './making.ts'
import { from } from './records.ts'

/*
 * What comes back on a batch: TA1 (envelope), 999 (syntax), 277CA (each claim). Each is a gate; a claim turned back at one was never adjudicated, and the
 * filing limit still runs.
 */

/** What an answer did, for the report on the file. */
export type Answered = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }

/** How far a claim is; answers move it forward, never back. */
const WAITING: readonly ClaimStatus[] = ['sent', 'received', 'accepted', 'silent']
const rank = (status: string): number => CLAIM_STATUSES.indexOf(status as ClaimStatus)

/** TA1: the interchange was taken, or lost as a whole. */
export function answerInterchange(work: CommandWork, ta1: InterchangeAcknowledgment, file: number, segment: number): Answered {
  const { db } = work
  const batch = db.first(from.selectFrom('batch').selectAll().where('interchange', '=', digits(ta1.control)))
  if (!batch) return { words: 'TA1 for an interchange that Parity did not send.', details: [], matched: 0, unmatched: 1 }
  if (ta1.status !== 'R') {
    markBatch(work, batch.id, 'received', 'The envelope was taken.')
    return { words: `Batch ${batch.reference}: the envelope was taken.`, details: [], matched: 1, unmatched: 0 }
  }
  const note = envelopeNotes.find(ta1.note)?.words ?? `note ${ta1.note}`
  const claims = claimsOfBatch(db, batch.id)
  for (const one of claims) rejectClaim(work, one.claim, `The whole file was turned back: ${note}.`, file, segment)
  markBatch(work, batch.id, 'rejected', `The whole file was turned back: ${note}.`)
  return { words: `Batch ${batch.reference} was turned back whole: ${note}.`, details: [], matched: claims.length, unmatched: 0 }
}

/** 999: for each set whether it was taken; what is wrong is traced to the claim by CTX or by the position of the segment. */
export function answerSyntax(work: CommandWork, answer: Acknowledgment999, file: number): Answered {
  const { db } = work
  if (answer.group.functional !== 'HC')
    return { words: `999 for a group of kind ${answer.group.functional}, ${answer.status.status}.`, details: [], matched: 0, unmatched: 0 }
  const batch = db.first(
    from
      .selectFrom('batch')
      .selectAll()
      .where('group_control', '=', digits(answer.group.control) || -1),
  )
  if (!batch) return { words: '999 for a group that Parity did not send.', details: [], matched: 0, unmatched: 1 }
  const claims = claimsOfBatch(db, batch.id)
  const set = (answer.answers ?? []).find((one) => one.set.control === batch.set_control)
  const status = set?.status.status ?? answer.status.status
  const segment = set?.status.at ?? answer.status.at ?? 0
  if (status === 'A' || status === 'E' || status === 'P') {
    for (const one of claims) {
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
    rejectClaim(work, one.claim, own?.join(' ') ?? 'The file was turned back for another claim. Send this one again.', file, segment)
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
  set: SetAnswer999,
  claims: readonly { claim: number; control: string; from_segment: number | null; to_segment: number | null }[],
): Map<number, string[]> {
  const found = new Map<number, string[]>()
  for (const error of set.errors ?? []) {
    const named = namedClaim(error)
    const position = error.segment.position
    const owner = claims.find((one) =>
      named === undefined ? position >= (one.from_segment ?? 0) && position <= (one.to_segment ?? 0) : one.control === named,
    )
    const key = owner?.claim ?? 0
    found.set(key, [...(found.get(key) ?? []), faultWords(error)])
  }
  return found
}

/** CTX CLM01 names the claim itself. */
function namedClaim(error: SegmentError999): string | undefined {
  return (error.contexts ?? []).flatMap((one) => one.context).find((one) => one.name === 'CLM01')?.value
}

function faultWords(error: SegmentError999): string {
  const elements = (error.elements ?? []).map((one) => {
    const place = String(one.element.position.element).padStart(2, '0')
    const part = one.element.position.component === undefined ? '' : `-${one.element.position.component}`
    return `${error.segment.segment}${place}${part}: ${syntaxErrorWords('IK403', one.element.error)}.`
  })
  return elements.length > 0 ? elements.join(' ') : `${error.segment.segment}: ${syntaxErrorWords('IK304', error.segment.error ?? '')}.`
}

const reasons = (set: SetAnswer999): string[] =>
  (set.errors ?? []).map((error) => `Segment ${error.segment.position}, ${faultWords(error)}`)

/** 277CA: every status of every claim counts; any rejection rejects. From a clearinghouse A1 is received; from the payer A2 is accepted. */
export function answerClaims(work: CommandWork, answer: Acknowledgment277, file: number): Answered {
  const details: string[] = []
  let matched = 0
  let unmatched = 0
  const tally = { accepted: 0, received: 0, rejected: 0 }
  for (const source of answer.sources ?? []) {
    const isPayer = source.name.entity === 'PR'
    for (const receiver of source.receivers ?? []) {
      const batch =
        receiver.batch && work.db.first(from.selectFrom('batch').selectAll().where('reference', '=', receiver.batch.trace.trace))
      const providers = receiver.providers ?? []
      const refused = (receiver.batch?.statuses ?? []).filter(isRejection)
      if (batch && refused.length > 0 && providers.length === 0) {
        const words = refused.map(statusWords).join('; ')
        for (const one of claimsOfBatch(work.db, batch.id)) {
          rejectClaim(work, one.claim, words, file, refused[0]?.at ?? 0)
          matched++
          tally.rejected++
        }
      }
      for (const patient of providers.flatMap((one) => one.patients ?? [])) {
        for (const claim of patient.claims ?? []) {
          const outcome = answerClaim(work, claim, isPayer, file)
          if (outcome === undefined) {
            unmatched++
            details.push(`Segment ${claim.trace.at ?? 0}: no claim of ours has this number.`)
          } else {
            matched++
            tally[outcome]++
          }
        }
      }
      if (batch) settleBatch(work, batch.id)
    }
  }
  const parts = [
    ...(tally.accepted > 0 ? [`${tally.accepted} accepted`] : []),
    ...(tally.received > 0 ? [`${tally.received} received`] : []),
    ...(tally.rejected > 0 ? [`${tally.rejected} turned back`] : []),
    ...(unmatched > 0 ? [`${unmatched} not ours`] : []),
  ]
  return { words: parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing in it concerns a claim.', details, matched, unmatched }
}

function answerClaim(
  work: CommandWork,
  answered: AcknowledgedClaim,
  isPayer: boolean,
  file: number,
): 'accepted' | 'received' | 'rejected' | undefined {
  const { db } = work
  const submission = db.first(
    from
      .selectFrom('submission')
      .innerJoin('claim', 'claim.id', 'submission.claim')
      .select(['submission.claim', 'claim.status', 'submission.batch', 'claim.batch as living'])
      .where('control', '=', answered.trace.trace)
      .orderBy('submission.id', 'desc')
      .limit(1),
  )
  if (!submission) return undefined
  const statuses = [...answered.statuses, ...(answered.lines ?? []).flatMap((line) => line.statuses)]
  const segment = answered.statuses[0]?.at ?? answered.trace.at ?? 0
  const payerControl = answered.payerControl?.value
  if (payerControl !== undefined) db.run(from.updateTable('claim').set({ payer_control: payerControl }).where('id', '=', submission.claim))
  const rejections = statuses.filter(isRejection)
  if (rejections.length > 0) {
    const words = [...new Set(rejections.map(statusWords))].join('; ')
    if (WAITING.includes(submission.status as ClaimStatus) && submission.batch === submission.living)
      rejectClaim(work, submission.claim, words, file, segment)
    return 'rejected'
  }
  const accepted = isPayer || answered.statuses.some((one) => one.first.category === 'A2' && one.first.entity === 'PR')
  const status: ClaimStatus = accepted ? 'accepted' : 'received'
  if (WAITING.includes(submission.status as ClaimStatus)) {
    if (rank(submission.status) < rank(status) || submission.status === 'silent') setStatus(work, submission.claim, status)
    const detail = `277CA ${answered.statuses[0]?.first.category ?? ''}${payerControl === undefined ? '' : `, ${payerControl}`}`
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

const isRejection = (one: Status277): boolean =>
  one.action === 'U' ||
  [one.first, one.second, one.third].some((status) => status !== undefined && ['A3', 'A4', 'A6', 'A7', 'A8'].includes(status.category))

function statusWords(one: Status277): string {
  const parts = [one.first, one.second, one.third].flatMap((status) =>
    status === undefined ? [] : [claimStatusWords(status.category, status.status, status.entity)],
  )
  return [...parts, ...(one.text === undefined ? [] : [one.text])].join('; ')
}

function rejectClaim(work: CommandWork, claim: number, words: string, file: number, segment: number): void {
  setStatus(work, claim, 'rejected')
  work.db.run(from.updateTable('claim').set({ batch: null }).where('id', '=', claim))
  addEvent(work, { claim, shape: 'rejected', words: 'Turned back', detail: words, file, segment })
}

function claimsOfBatch(db: Reading, batch: number) {
  return db.all(
    from
      .selectFrom('submission')
      .innerJoin('claim', 'claim.id', 'submission.claim')
      .select(['submission.claim', 'submission.control', 'submission.from_segment', 'submission.to_segment', 'claim.status'])
      .where('submission.batch', '=', batch)
      .orderBy('submission.from_segment'),
  )
}

function markBatch(work: CommandWork, id: number, status: string, words: string): void {
  work.db.run(from.updateTable('batch').set({ status, words, answered_at: work.clock.now() }).where('id', '=', id))
}

/** Once every claim of a batch has an answer, the batch says how it went. */
function settleBatch(work: CommandWork, id: number): void {
  const counts = work.db.all(
    from
      .selectFrom('submission')
      .innerJoin('claim', 'claim.id', 'submission.claim')
      .select((e) => ['claim.status', e.fn.countAll<number>().as('n')])
      .where('submission.batch', '=', id)
      .groupBy('claim.status'),
  )
  const of = (test: (status: string) => boolean): number => counts.filter((one) => test(one.status)).reduce((all, one) => all + one.n, 0)
  const rejected = of((status) => status === 'rejected')
  const waiting = of((status) => status === 'sent' || status === 'received')
  const all = of(() => true)
  if (rejected === all) markBatch(work, id, 'rejected', 'All claims were turned back.')
  else if (rejected > 0) markBatch(work, id, 'partly', `${all - rejected} of ${all} claims taken, ${rejected} turned back.`)
  else if (waiting === 0) markBatch(work, id, 'accepted', `All ${all} claims accepted.`)
  else markBatch(work, id, 'received', `${all - waiting} of ${all} claims accepted so far.`)
}
