import type { Letter } from '../../src-shared/contract/appeals.ts'
import { dayAt, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { fileBy, verdictOn, type ClaimFacts, firstTerms } from '../claims/index.ts'
import { answerDue, caseOf, denialById, inquiryFor, letterTemplate } from '../denials/index.ts'
import { coveragesOf, practiceOf, providerById, rateOn } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { acceptanceOf } from './acceptance.ts'
import type { Answer, AppealCase, Departure } from './case.ts'
import { denyingPayment, inquirySources, letterOf, submissionsOf, type AppealRow } from './records.ts'

/** An appeal that is about to begin has a letter from its template and no row yet. */
type Begun = Pick<AppealRow, 'denial' | 'level' | 'template' | 'due' | 'answer_by' | 'signer'>

/** @param on the day on which it would leave */
export function gatherCase(db: Reading, row: Begun, letter: Letter, on: Day): AppealCase {
  const denial = must('an appeal has its denial', denialById(db, row.denial))
  const { denied, facts, line } = caseOf(db, denial)
  const payment = must('a denial has its claim payment', denyingPayment(db, denial.remit_claim))
  const departures = submissionsOf(db, denial.claim).map((one): Departure => ({
    n: one.n,
    control: one.control,
    frequency: one.frequency,
    day: one.reference === null && one.way === 'file' ? undefined : dayAt(one.at),
    batch: one.reference ?? undefined,
    file: one.file,
    way: one.way,
  }))
  const wants = letterTemplate(row.template)?.exhibits ?? ['remittance', 'claim']
  const others = coveragesOf(db, facts.patient.id).filter(
    (one) =>
      one.id !== facts.coverage.id &&
      // The card whose mental health this one carries is no second coverage.
      one.id !== facts.coverage.carve_of &&
      one.carve_of !== facts.coverage.id &&
      (one.starts === null || one.starts <= line.day) &&
      (one.ends === null || one.ends >= line.day),
  )
  return {
    level: row.level,
    due: row.due as Day,
    answerBy: row.answer_by as Day,
    letter,
    wants,
    denial,
    denied,
    facts,
    line,
    practice: must('a store has its practice', practiceOf(db)),
    signer: row.signer === null ? undefined : providerById(db, row.signer),
    payment,
    rate: rateOn(db, facts.payer.id, line.code, line.day, {
      ...firstTerms(db, facts.claim.id),
      place: line.place,
      modifiers: line.modifiers,
    }),
    departures,
    decided: departures.find((one) => one.control === payment.control) ?? departures.findLast((one) => (one.day ?? '') <= payment.day),
    acceptance: wants.includes('acknowledgment')
      ? acceptanceOf(
          db,
          denial.claim,
          departures.map((one) => one.control),
        )
      : undefined,
    answer: wants.includes('eligibility') ? answerFor(db, facts, line.day) : undefined,
    fileBy: fileBy(facts.payer, facts.claim.first_day as Day),
    isOnlyCoverage: others.length === 0,
    leaving: verdictOn(db, facts, on),
  }
}

/** The day of a letter: the day it left, and until then today. */
export const letterDay = (row: Pick<AppealRow, 'sent_at'>, today: Day): Day => (row.sent_at as Day | null) ?? today

/** What an appeal says as it stands. Until it has left, the answer is asked for by the day that counts from today. */
export function caseOfAppeal(db: Reading, row: AppealRow, today: Day): AppealCase {
  const of = gatherCase(db, row, letterOf(row), letterDay(row, today))
  return row.sent_at === null ? { ...of, answerBy: answerDue(of.facts.payer, row.level, today) } : of
}

function answerFor(db: Reading, { claim, payer }: ClaimFacts, on: Day): Answer | undefined {
  const row = inquiryFor(db, claim.patient, payer.id, on)
  if (!row || row.answer === null || row.answered_at === null) return undefined
  return {
    file: row.answer,
    day: dayAt(row.answered_at),
    outcome: row.outcome,
    plan: row.plan,
    begins: row.plan_begins as Day | null,
    ends: row.plan_ends as Day | null,
    network: row.network,
    copay: row.copay === null ? null : cents(row.copay),
    authorization: row.authorization,
    segments: inquirySources(db, row.id),
  }
}
