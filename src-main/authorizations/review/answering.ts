import { coverageById } from '../../practice/index.ts'
import type { CommandWork, Reading } from '../../store/index.ts'
import type { RawSet, Reading as X12Reading, Response278 } from '../../x12/index.ts'
import { authorizationById } from '../records/ledger.ts'
import { keepDecision, reviewByReference, reviewByWithdrawal } from '../records/reviews.ts'
import type { ReviewRow } from '../records/tables.ts'
import { decidedIn, decisionOf, refusal, rejectedAbove, type Answered, type Decision } from './decision.ts'
import { keepWithdrawalAnswer } from './withdrawing.ts'

/** What a 278 did, for the report on the file. Details name segments, never values. */
export type Taken = { readonly words: string; readonly details: readonly string[]; readonly matched: number; readonly unmatched: number }

const WORDS: Readonly<Record<Decision['outcome'], string>> = {
  certified: 'agreed to',
  modified: 'agreed to otherwise than asked',
  denied: 'denied',
  pended: 'not decided yet',
  contact: 'to be called about',
  'not-needed': 'not needed',
  cancelled: 'cancelled',
  rejected: 'turned down',
}

/**
 * Reads a 278 onto the requests it answers: each decision waits at its authorization until a person takes it over. A later answer to the same request takes
 * the place of the one before. An answer to no request of ours is counted and changes nothing.
 */
export function takeReview(
  work: CommandWork,
  { raw, reading, file }: { readonly raw: RawSet; readonly reading: X12Reading<unknown>; readonly file: number },
): Taken {
  const response = reading.value as Response278
  // A damaged file may lack its beginning, whatever the type says.
  const reference = (response.beginning as Response278['beginning'] | undefined)?.reference ?? ''
  const about = (response.reviewers ?? [])[0]?.reviewer?.contact
  const tally = new Map<Decision['outcome'], number>()
  const details: string[] = []
  let unmatched = 0
  const keep = ({ review, isBack }: Meant, decision: Decision, [from, to]: readonly [number, number]): void => {
    // The answer to a request that was taken back says nothing of the request itself.
    if (isBack || (review.withdrawn_at !== null && decision.outcome === 'cancelled')) keepWithdrawalAnswer(work, review, decision, file)
    else keepDecision(work.db, review.id, decision, { file, at: work.clock.now(), from, to })
    work.announce('authorizations', [review.authorization])
    tally.set(decision.outcome, (tally.get(decision.outcome) ?? 0) + 1)
  }
  const left = (at: number, why: string): void => {
    unmatched++
    details.push(`Segment ${at}: ${why}`)
  }
  const answers = decidedIn(response)
  for (const answer of answers) {
    const meant = reviewAnswered(work.db, reference, answer)
    const decision = decisionOf(answer, about)
    if (!meant) left(answer.span[0], 'no request of ours is answered here.')
    else if (!decision) left(answer.span[0], 'nothing is decided here.')
    else keep(meant, decision, answer.span)
  }
  // A payer or gateway that turns down everything names nobody.
  const refused = answers.length === 0 ? rejectedAbove(response) : []
  if (refused.length > 0) {
    const at = refused[0]?.at ?? raw.first
    const meant = meantBy(work.db, reference)
    if (meant) keep(meant, refusal(refused, about), [at, at])
    else left(at, 'no request of ours is turned down here.')
  }
  const matched = [...tally.values()].reduce((all, one) => all + one, 0)
  const parts = [...[...tally].map(([outcome, n]) => `${n} ${WORDS[outcome]}`), ...(unmatched > 0 ? [`${unmatched} not ours`] : [])]
  const where = matched > 0 ? ' See Authorizations.' : ''
  return { words: parts.length > 0 ? `${parts.join(', ')}.${where}` : 'It answers nothing.', details, matched, unmatched }
}

/** A request of ours, or that it was taken back. */
type Meant = { readonly review: ReviewRow; readonly isBack: boolean }
function meantBy(db: Reading, reference: string): Meant | undefined {
  const asked = reviewByReference(db, reference)
  if (asked) return { review: asked, isBack: false }
  const back = reviewByWithdrawal(db, reference)
  return back && { review: back, isBack: true }
}

/**
 * The request by its trace, which payers return with TRN01 2; else by the reference of the file (BHT03) and the member id together.
 * Source: 005010X217, TRN and BHT03.
 */
function reviewAnswered(db: Reading, reference: string, { subscriber, event }: Answered): Meant | undefined {
  const traces = [...(event?.traces ?? []), ...(event?.services ?? []).flatMap((one) => one.traces ?? [])]
  for (const { kind, trace } of traces) {
    const known = kind === '2' && trace !== undefined ? meantBy(db, trace.replace(/-\d+$/, '')) : undefined
    if (known) return known
  }
  const known = reference === '' ? undefined : meantBy(db, reference)
  const row = known && authorizationById(db, known.review.authorization)
  const coverage = row && coverageById(db, row.coverage)
  return coverage && coverage.member_id === subscriber.person?.name?.id ? known : undefined
}
