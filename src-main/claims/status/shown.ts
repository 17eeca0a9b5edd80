import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { refuse, type QueryWork, type Reading } from '../../store/index.ts'
import { claimFacts } from '../facts.ts'
import { contactsAbout } from '../records/contacts.ts'
import { askables, statementsAbout, statusAnswersAbout, statusInquiriesAbout, toldOf } from '../records/status.ts'
import type { AnswerRow } from '../records/tables.ts'
import { whyNotAsked } from './asking.ts'
import { againOn } from './rules.ts'
import { expectedBy } from './told.ts'

/** Whether the payer of a claim may be asked now. */
export function mayAsk(db: Reading, claim: number, today: Day): boolean {
  const [askable] = askables(db, [claim])
  return askable !== undefined && whyNotAsked(askable, today) === undefined
}

type Shown = Output<'inquiries.get'>

/** All that was asked, answered and told of a claim, the newest first. */
export function statusOf({ db, clock, user }: QueryWork, id: number): Shown {
  const facts = claimFacts(db, id) ?? refuse('record.missing')
  const today = clock.today()
  const told = toldOf(db, id)
  const [askable] = askables(db, [id])
  const why = askable && whyNotAsked(askable, today)
  const statements = statementsAbout(db, id)
  return {
    claim: id,
    payer: facts.payer.name,
    last: told ? { told: told.outcome, title: told.title, why: told.why, again: told.again as Day | null } : null,
    whyNot: why === undefined ? null : `${why}.`,
    again: againOn('pending', { today, codes: [], decided: undefined, expected: expectedBy(db, facts, today) }) ?? addDays(today, 1),
    questions: statusInquiriesAbout(db, id).map((one) => ({
      id: one.id,
      trace: one.trace,
      askedAt: one.asked_at,
      who: one.who,
      file: one.request,
      words: one.words,
      isAnswered: one.answered_at !== null,
    })),
    answers: statusAnswersAbout(db, id).map((one) => ({
      id: one.id,
      told: one.outcome,
      at: one.at,
      day: one.day as Day,
      isOurs: one.is_ours === 1,
      control: one.control,
      payerControl: one.payer_control,
      charge: one.charge === null ? null : cents(one.charge),
      paid: one.paid === null ? null : cents(one.paid),
      decided: one.decided as Day | null,
      check: one.check_number,
      file: one.file,
      segment: one.segment,
      statements: statements.filter(isOf(one, statusAnswersAbout(db, id))).map((said) => ({
        words: said.words,
        codes: [said.category, said.status, said.entity].filter(Boolean).join(' '),
        line: said.lineNumber,
        file: said.file,
        segment: said.segment,
      })),
    })),
    contacts: contactsAbout(db, id).map((one) => ({
      id: one.id,
      at: one.at,
      who: one.who,
      way: one.way,
      by: one.told_by,
      reference: one.reference,
      said: one.said,
      note: one.note,
      again: one.again as Day | null,
      isUndone: one.undone !== null,
      mayUndo: one.undone === null && one.user === user.id,
    })),
  }
}

type Placed = { readonly file: number; readonly segment: number }

/** Whether a statement belongs to an answer: of its file, and from its first segment to the next answer's. */
const isOf =
  (own: Placed, all: readonly Placed[]) =>
  ({ file, segment }: AnswerRow): boolean => {
    if (file !== own.file || segment === null || segment < own.segment) return false
    return !all.some((other) => other.file === file && other.segment > own.segment && other.segment <= segment)
  }
