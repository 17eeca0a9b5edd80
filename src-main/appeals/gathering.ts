import type { Letter } from '../../src-shared/contract/appeals.ts'
import { dayAt, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { contactsAbout, contactWords, fileBy, verdictOn, firstTerms } from '../claims/index.ts'
import { answerDue, caseOf, denialById, EXHIBIT_KINDS, inquiryFor, letterTemplate, type ExhibitKind } from '../denials/index.ts'
import { coveragesOf, practiceOf, providerById, rateOn } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { acceptanceOf } from './acceptance.ts'
import type { Answer, AppealCase, Before, Departure, Told } from './case.ts'
import { enclosuresOf } from './enclosures/records.ts'
import {
  acceptancesOf,
  appealsOf,
  approvedUnder,
  denyingPayment,
  inquirySources,
  letterOf,
  submissionsOf,
  type AppealRow,
} from './records.ts'

/** An appeal that is about to begin has a letter from its template and no row yet. */
type Begun = Pick<AppealRow, 'denial' | 'level' | 'template' | 'due' | 'answer_by' | 'signer'> & Partial<Pick<AppealRow, 'id' | 'exhibits'>>

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
  const arranged = row.exhibits?.split(' ').filter(Boolean)
  const wants = wantedBy(row.template, arranged)
  const inquiry = inquiryFor(db, facts.claim.patient, facts.payer.id, line.day)
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
    answer: wants.includes('eligibility') ? answerOf(db, inquiry) : undefined,
    arranged,
    alsoThere: new Set<ExhibitKind>([
      ...(inquiry?.answered_at ? (['eligibility'] as const) : []),
      ...(acceptancesOf(db, denial.claim).length > 0 ? (['acknowledgment'] as const) : []),
    ]),
    enclosures: row.id === undefined ? [] : enclosuresOf(db, row.id),
    approved: facts.claim.authorization ? approvedUnder(db, facts.patient.id, facts.claim.authorization) : undefined,
    told: toldOf(db, denial.claim),
    before: beforeOf(db, row),
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

/** What was put in by hand is read for the letter, too. */
function wantedBy(template: string, arranged: readonly string[] | undefined): readonly ExhibitKind[] {
  const usual = letterTemplate(template)?.exhibits ?? ['remittance', 'claim']
  const asked = EXHIBIT_KINDS.filter((kind) => arranged?.includes(kind))
  return [...usual, ...asked.filter((kind) => !usual.includes(kind))]
}

const toldOf = (db: Reading, claim: number): Told[] =>
  contactsAbout(db, claim)
    .filter((one) => one.undone === null)
    .map((one) => ({ day: dayAt(one.at), words: contactWords(one), note: one.note }))
    .toReversed()

const CAME: Readonly<Record<string, string>> = { won: 'Overturned', 'partly-won': 'Overturned in part', lost: 'Upheld' }

function beforeOf(db: Reading, { denial, level }: Begun): Before | undefined {
  const last = appealsOf(db, denial).findLast((one) => one.level < level && one.decided_on !== null)
  if (!last || last.decided_on === null) return undefined
  return {
    level: last.level,
    sent: last.sent_at as Day | null,
    decided: last.decided_on as Day,
    words: CAME[last.status] ?? 'Decided',
    note: last.decision_note,
  }
}

function answerOf(db: Reading, row: ReturnType<typeof inquiryFor>): Answer | undefined {
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
