import type { DENIAL_OUTCOMES } from '../../src-shared/contract/denials.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { NO_MONEY, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { adjustmentReason } from '../codes/index.ts'
import { addEvent, claimFacts, type ClaimFacts, type LineFacts, firstTerms } from '../claims/index.ts'
import { rateOn } from '../practice/index.ts'
import { openDenials as deniedLines, type OpenDenial as DeniedLine } from '../remittance/index.ts'
import { refuse, type CommandWork, type Happening } from '../store/index.ts'
import {
  addDenial,
  appealOf,
  changeDenial,
  denialById,
  denialsOf,
  denyingPayment,
  endedSince,
  isAsked,
  isOpened,
  lineSums,
  openDenials,
  paidByLine,
  removeDenial,
  saidCause,
  type DenialRow,
  type DenyingPayment,
} from './records.ts'
import { atStake, causeOf, dueOn, outcomeOf, playbookOf, stepFor, type Denied, type Limits } from './rules.ts'

/**
 * A claim payment was posted: what it denies becomes work, what it pays ends the work that was open. A decision taken back decides nothing: the one
 * that replaces it does, mostly in the same remittance (835 section 1.10.2.8), and so an appeal is granted.
 */
export function followPayment(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'payment-posted' || happening.reversal) return
  const { db } = work
  const earlier = openDenials(db, happening.claim).filter((one) => one.remit_claim !== happening.remitClaim)
  const payment = denyingPayment(db, happening.remitClaim)
  if (payment.denied === 0 && earlier.length === 0) return
  const paid = paidByLine(db, happening.remitClaim)
  const facts = must('a payment is posted to a claim of ours', claimFacts(db, happening.claim))
  const denied = deniedLines(db, happening.remitClaim)
  for (const line of facts.lines) {
    const now = denied.find((one) => one.line === line.id)
    const before = earlier.filter((one) => one.line === line.id)
    const isSettled = settle(work, before, paid.get(line.id) ?? NO_MONEY, line, now)
    if (now && (isSettled || before.length === 0)) openDenial(work, happening.remitClaim, payment, facts, line, now)
    else if (now) noteAgain(work, facts, payment, now)
  }
}

/**
 * A claim payment comes off its claim: what it denied was never denied, as long as nobody worked on it.
 * @throws Trouble `remittance.kept` when somebody did, or when it ended work that was open
 */
export function forgetPayment(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'payment-off') return
  const { db } = work
  const { remitClaim, claim, since } = happening
  if (endedSince(db, claim, since).some((one) => one.remit_claim !== remitClaim))
    refuse('remittance.kept', { fix: 'Work on a denial of the claim ended since it was posted. Only the payer’s next answer changes it.' })
  for (const denial of denialsOf(db, remitClaim)) {
    if (denial.status !== 'new' || denial.note !== '' || appealOf(db, denial.id) || isAsked(db, denial.id))
      refuse('remittance.kept', { fix: 'Somebody worked on the denial it opened. Close that first, or wait for the payer’s next answer.' })
    removeDenial(db, denial.id)
  }
  work.announce('denials')
}

/** Ends what was open on a line by what the payer says now. @returns whether it says anything */
function settle(work: CommandWork, before: readonly DenialRow[], paid: Cents, line: LineFacts, now: DeniedLine | undefined): boolean {
  const sums = lineSums(work.db, line.id)
  const outcome = outcomeOf({
    paid,
    open: sums.payer,
    patient: sums.patient,
    deniedFor: now?.reason,
  })
  if (outcome !== undefined) for (const one of before) closeDenial(work, one.id, outcome, '')
  return outcome !== undefined
}

function noteAgain(work: CommandWork, facts: ClaimFacts, { file }: DenyingPayment, now: DeniedLine): void {
  const words = `Denied again, ${now.group}-${now.reason}`
  addEvent(work, { claim: facts.claim.id, shape: 'note', words, detail: 'The first denial stays open', file, segment: now.segment })
}

function openDenial(
  work: CommandWork,
  remitClaim: number,
  payment: DenyingPayment,
  facts: ClaimFacts,
  line: LineFacts,
  now: DeniedLine,
): void {
  const { db, clock } = work
  if (isOpened(db, remitClaim, line.id)) return
  const denied = deniedLine(facts, line.code, now, now.remarks)
  const step = stepFor(denied)
  const playbook = playbookOf(denied)
  const due = dueOn(denied, step.action, limitsOf(facts), payment.day, clock.today())
  const sums = lineSums(db, line.id)
  const rate = rateOn(db, facts.payer.id, line.code, line.day, {
    ...firstTerms(db, facts.claim.id),
    place: line.place,
    modifiers: line.modifiers,
  })
  const id = addDenial(db, {
    claim: facts.claim.id,
    line: line.id,
    remit_claim: remitClaim,
    remit_line: now.remitLine,
    payer: facts.payer.id,
    group_code: now.group,
    reason: now.reason,
    remarks: now.remarks.join(' '),
    cents: atStake({ rate, units: line.units, open: now.cents, paid: sums.payment, patient: sums.patient }),
    cause:
      saidCause(db, { payer: facts.payer.id, group: now.group, reason: now.reason, remarks: now.remarks })?.cause ??
      causeOf(now.reason, playbook),
    playbook: playbook?.id ?? '',
    action: step.action,
    next_step: step.words,
    status: 'new',
    outcome: null,
    opened: clock.today(),
    due,
    closed_at: null,
  })
  addEvent(work, {
    claim: facts.claim.id,
    shape: 'note',
    words: `Denial to work: ${step.words}`,
    detail: `by ${shownDay(due)}`,
    file: payment.file,
    segment: now.segment,
  })
  work.announce('denials', [id])
}

/** What the rules need to know of a denied line. */
export const deniedLine = (
  facts: ClaimFacts,
  procedure: string,
  reason: Pick<DeniedLine, 'group' | 'reason'>,
  remarks: readonly string[],
): Denied => ({
  group: reason.group,
  reason: reason.reason,
  remarks,
  procedure,
  isMedicare: facts.payer.kind === 'medicare',
  isAuthorized: facts.claim.authorization !== null,
})

export const limitsOf = ({ payer, claim }: ClaimFacts): Limits => ({
  correctedDays: payer.corrected_days,
  appealDays: payer.appeal_days,
  fileBy: claim.file_by as Day,
})

const OUTCOME_WORDS: Readonly<Record<(typeof DENIAL_OUTCOMES)[number], string>> = {
  paid: 'Denial closed, paid',
  upheld: 'Denial closed, the payer upheld it',
  'written-off': 'Denial closed, written off',
  'patient-billed': 'Denial closed, billed to the patient',
}

/** Ends a denial. Only an outcome does. */
export function closeDenial(work: CommandWork, id: number, outcome: (typeof DENIAL_OUTCOMES)[number], note: string): void {
  const { db, clock } = work
  const denial = must('a denial that is closed is there', denialById(db, id))
  const notes = [denial.note, note].filter(Boolean).join('\n')
  changeDenial(db, id, { status: 'closed', outcome, closed_at: clock.now(), note: notes })
  addEvent(work, {
    claim: denial.claim,
    shape: 'note',
    words: OUTCOME_WORDS[outcome],
    detail: `${denial.group_code}-${denial.reason}, ${adjustmentReason(denial.reason).short}`,
  })
  work.announce('denials', [id])
  work.happened({ is: 'denial-closed', denial: id })
}

/** A replacement that has left waits for the payer. */
export function followSending(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'claim-sent') return
  for (const one of openDenials(work.db, happening.claim).filter((denial) => denial.action === 'correct' && denial.status !== 'waiting')) {
    changeDenial(work.db, one.id, { status: 'waiting' })
    work.announce('denials', [one.id])
  }
}
