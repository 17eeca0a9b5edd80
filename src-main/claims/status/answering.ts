import { dayAt, shownDay, type Day } from '../../../src-shared/day.ts'
import { must } from '../../../src-shared/result.ts'
import { nextNumber, type CommandWork } from '../../store/index.ts'
import type { StatusResponse277, Torn } from '../../x12/index.ts'
import { forward, keepStatements, reject, type Answered as Report } from '../answers/keeping.ts'
import { claimFacts, type ClaimFacts } from '../facts.ts'
import { changeClaim } from '../records/claims.ts'
import { lastSubmission, submittedAs } from '../records/sending.ts'
import { addStatusAnswer, closeStatusInquiry, statusInquiriesUnder } from '../records/status.ts'
import type { InquiryRow } from '../records/tables.ts'
import { judge, statementsOf, wordsFor, wordsOf, type Judged } from './judging.ts'
import { chargeIn, fitOf, loopsOf, matched, refusalsOf, type Loop } from './matching.ts'
import { outcomeOf, outcomeOfCode, titleOf, WITH_PAYER, type Code, type Outcome } from './rules.ts'
import { note, settleTold } from './told.ts'

/*
 * The 277: how claims stand. Every status of a claim and its lines is kept; what they come to together moves the claim, and says when it is work again. A
 * damaged answer is taken as far as it goes. Source: 005010X212.
 */

const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  rejected: 'turned back',
  wanted: 'want something',
  denied: 'denied',
  paid: 'paid',
  finished: 'decided',
  pending: 'in process',
  accepted: 'received',
  'not-found': 'not found',
  retry: 'not answered',
  unclear: 'unclear',
}

/** Reads a 277 onto the claims and the questions it answers. An answer about no claim of ours is counted and changes nothing. */
export function answerStatus(work: CommandWork, response: Torn<StatusResponse277>, file: number): Report {
  const { db } = work
  const tally = new Map<Outcome, number>()
  const details: string[] = []
  let unmatched = 0
  const count = (outcome: Outcome): void => {
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
  }
  const groups = new Map<number, { inquiry: InquiryRow | undefined; loops: Loop[] }>()
  const open = new Map<number, InquiryRow>()
  for (const receiver of (response.sources ?? []).flatMap((one) => one.receivers ?? [])) {
    for (const loop of loopsOf(receiver)) {
      const { inquiry, claim } = matched(db, loop)
      if (inquiry) open.set(inquiry.id, inquiry)
      if (claim === undefined) {
        unmatched++
        details.push(`Segment ${loop.answered.trace?.at ?? loop.answered.statuses?.[0]?.at ?? 0}: no claim of ours is answered here.`)
        continue
      }
      const own = groups.get(claim) ?? { inquiry: undefined, loops: [] }
      own.loops.push(loop)
      if (inquiry?.claim === claim) own.inquiry = inquiry
      groups.set(claim, own)
    }
    for (const refused of refusalsOf(receiver)) {
      const references = [refused.trace, response.beginning?.reference].filter((one) => one !== undefined)
      const asked = references.map((one) => statusInquiriesUnder(db, one)).find((all) => all.length > 0) ?? []
      for (const inquiry of asked.filter((one) => one.answered_at === null)) count(refuseInquiry(work, inquiry, refused, file))
      if (asked.length === 0) {
        unmatched++
        details.push(`Segment ${refused.at}: no question of ours is turned down here.`)
      }
    }
  }
  for (const [claim, { inquiry, loops }] of groups) {
    count(answerClaim(work, claim, loops, inquiry, file))
    if (inquiry) open.delete(inquiry.id)
  }
  // A question that was answered with other claims alone.
  for (const inquiry of open.values())
    count(refuseInquiry(work, inquiry, { codes: [], at: 0, day: undefined, title: 'answered about another claim' }, file))
  const matchedAll = [...tally.values()].reduce((all, n) => all + n, 0)
  const parts = [...[...tally].map(([outcome, n]) => `${n} ${OUTCOME_WORDS[outcome]}`), ...(unmatched > 0 ? [`${unmatched} not ours`] : [])]
  return { words: parts.length > 0 ? `${parts.join(', ')}.` : 'It answers nothing.', details, matched: matchedAll, unmatched }
}

/** What the loops of one claim come to, those that fit it best deciding. */
function answerClaim(work: CommandWork, id: number, loops: readonly Loop[], inquiry: InquiryRow | undefined, file: number): Outcome {
  const { db } = work
  const facts = must('a claim that was matched is there', claimFacts(db, id))
  const fits = loops.map((loop) => fitOf(db, id, loop))
  const best = Math.max(...fits)
  const deciding = loops.filter((_, n) => fits[n] === best)
  const judged = loops.map((loop) => judge(loop.answered))
  const outcome = outcomeOf(judged.filter((_, n) => fits[n] === best).map((one) => one.outcome))
  const numbers = new Set(deciding.flatMap(({ answered }) => answered.payerControl?.value ?? []))
  const [number] = numbers
  const isCurrent =
    (inquiry?.payer ?? facts.claim.payer) === facts.claim.payer && (!inquiry || inquiry.submission === lastSubmission(db, id)?.id)
  if (isCurrent && number !== undefined && numbers.size === 1 && facts.claim.payer_control === null)
    changeClaim(db, id, { payer_control: number })
  for (const [n, loop] of loops.entries()) {
    const one = must('every loop was judged', judged[n])
    // What decides comes last, so that it is the newest word.
    if (fits[n] !== best || one.outcome !== outcome) keepLoop(work, { facts, inquiry, file, isOurs: fits[n] === best }, loop, one)
  }
  for (const [n, loop] of loops.entries()) {
    const one = must('every loop was judged', judged[n])
    if (fits[n] !== best || one.outcome !== outcome) continue
    keepLoop(work, { facts, inquiry, file, isOurs: true }, loop, one)
    if (isCurrent) move(work, facts, one, { file, segment: one.at })
  }
  const title = titleOf(outcome, facts.payer.name, { day: undefined })
  if (inquiry) closeStatusInquiry(db, inquiry.id, { answer: file, answered_at: work.clock.now(), words: title })
  settleTold(work, must('the claim is still there', claimFacts(db, id)))
  work.announce('files')
  return outcome
}

type Kept = { readonly facts: ClaimFacts; readonly inquiry: InquiryRow | undefined; readonly file: number; readonly isOurs: boolean }

/** Keeps a loop with every status in it. */
function keepLoop(work: CommandWork, { facts, inquiry, file, isOurs }: Kept, loop: Loop, judged: Judged): void {
  const { db, clock } = work
  const { claim, payer } = facts
  const { answered } = loop
  const submission = inquiry?.submission ?? lastSubmission(db, claim.id)?.id
  if (submission !== undefined)
    keepStatements(
      work,
      { claim: claim.id, submission },
      { kind: '277', file, segment: judged.at },
      statementsOf(work, facts, answered, isOurs),
    )
  addStatusAnswer(db, {
    n: nextNumber(db, 'told'),
    claim: claim.id,
    inquiry: inquiry?.id ?? null,
    payer: inquiry?.payer ?? claim.payer,
    file,
    segment: judged.at,
    is_ours: isOurs ? 1 : 0,
    outcome: judged.outcome,
    ...wordsFor(work, facts, judged, payer.name),
    day: judged.day ?? clock.today(),
    control: answered.account?.value ?? null,
    payer_control: answered.payerControl?.value ?? null,
    charge: chargeIn(answered) ?? null,
    paid: judged.paid ?? null,
    decided: judged.decided ?? null,
    check_number: judged.check ?? null,
    at: clock.now(),
  })
}

/** What an answer does to a claim that waits: whoever has it in process has accepted it. */
function move(work: CommandWork, facts: ClaimFacts, judged: Judged, at: { readonly file: number; readonly segment: number }): void {
  const { claim, payer } = facts
  const { outcome, words } = judged
  const control = lastSubmission(work.db, claim.id)?.control
  const sent = control === undefined ? undefined : submittedAs(work.db, control)
  const title = titleOf(outcome, payer.name, { day: judged.decided })
  const source = { kind: '277', ...at } as const
  if (outcome === 'rejected' && sent && WITH_PAYER.includes(sent.status)) reject(work, sent, sent.batch, words, source)
  else if (['not-found', 'retry', 'unclear', 'rejected'].includes(outcome) || !sent || !WITH_PAYER.includes(sent.status))
    note(work, claim.id, { words: title, detail: words, ...at })
  else {
    const isTaken = outcome !== 'accepted' || judged.codes.some(({ category }) => category === 'A2')
    forward(work, sent, isTaken ? 'accepted' : 'received', { words: title, detail: `277: ${words}` }, source)
  }
}

/** A question that got no answer about its claim. */
function refuseInquiry(
  work: CommandWork,
  inquiry: InquiryRow,
  refused: { readonly codes: readonly Code[]; readonly at: number; readonly day: Day | undefined; readonly title?: string },
  file: number,
): Outcome {
  const { db, clock } = work
  const facts = must('a question is about a claim', claimFacts(db, inquiry.claim))
  const outcome = outcomeOf(refused.codes.map(outcomeOfCode))
  const words = [...new Set(refused.codes.map(wordsOf))].join('; ')
  const judged: Judged = {
    outcome,
    codes: refused.codes,
    words,
    paid: undefined,
    decided: undefined,
    check: undefined,
    day: refused.day,
    at: refused.at,
  }
  const own = wordsFor(work, facts, judged, facts.payer.name)
  const title = refused.title === undefined ? own.title : `${facts.payer.name} ${refused.title}`
  addStatusAnswer(db, {
    n: nextNumber(db, 'told'),
    claim: inquiry.claim,
    inquiry: inquiry.id,
    payer: inquiry.payer,
    file,
    segment: refused.at,
    is_ours: 1,
    outcome,
    ...own,
    title,
    day: refused.day ?? clock.today(),
    control: null,
    payer_control: null,
    charge: null,
    paid: null,
    decided: null,
    check_number: null,
    at: clock.now(),
  })
  keepStatements(
    work,
    { claim: inquiry.claim, submission: inquiry.submission },
    { kind: '277', file, segment: refused.at },
    refused.codes.map((code) => ({
      verdict: 'noted',
      said_by: 'payer',
      category: code.category ?? '',
      status: code.status ?? '',
      entity: code.entity ?? '',
      words: wordsOf(code),
      day: refused.day,
    })),
  )
  closeStatusInquiry(db, inquiry.id, { answer: file, answered_at: clock.now(), words: title })
  note(work, inquiry.claim, {
    words: title,
    detail: words || `Asked on ${shownDay(dayAt(inquiry.asked_at))}`,
    file,
    segment: refused.at,
  })
  settleTold(work, must('a question is about a claim', claimFacts(db, inquiry.claim)))
  return outcome
}
