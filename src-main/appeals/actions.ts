import type { APPEAL_WAYS } from '../../src-shared/contract/appeals.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { dayAt, daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, setStatus, verdictOn } from '../claims/index.ts'
import {
  answerDue,
  appealBy,
  caseOf,
  denialById,
  letterTemplate,
  levelName,
  wantsNewClaim,
  type DenialRow,
  type LetterTemplate,
} from '../denials/index.ts'
import { fullName, providerName } from '../practice/index.ts'
import { refuse, type Handlers, type Reading } from '../store/index.ts'
import { changeDraft, draftOf } from './changing.ts'
import { enclosureHandlers } from './enclosures/actions.ts'
import { caseOfAppeal, gatherCase, letterDay } from './gathering.ts'
import { noteLeft, refuseWithoutConsent } from './consent.ts'
import { known, refuseUnlessWhole } from './known.ts'
import { mayDecide, noteDecision } from './deciding.ts'
import { outcomesOf } from './outcomes.ts'
import { makePacket } from './packet.ts'
import { paragraphs, removeParagraph, saveParagraph } from './paragraphs.ts'
import { previewPages } from './pages.ts'
import {
  addAppeal,
  appealById,
  appealPlan,
  appealRow,
  appealsOf,
  awaitAnswer,
  changeAppeal,
  denyingPayment,
  dropAppeal,
  letterOf,
  takeUpDenial,
  type AppealListRow,
  type AppealRow,
} from './records.ts'
import { chronologyOf, isDecided, letterFrom, missingFacts, needsOf, offeredOf } from './rules.ts'

type Row = Output<'appeals.list'>['rows'][number]

export const handlers = {
  'appeals.list': ({ db, lists, clock }, input) => {
    const page = lists.page(db, appealPlan(clock.today()), input)
    return { ...page, rows: page.rows.map((row) => asRow(row, clock.today())) }
  },

  'appeals.totals': ({ db, lists, clock }, input) => lists.totals(db, appealPlan(clock.today()), input),

  'appeals.start': (work, { denial: id, template: templateId, level }) => {
    const { db, clock } = work
    const denial = denialById(db, id) ?? refuse('record.missing')
    const template = letterTemplate(templateId) ?? refuse('record.missing', { at: { field: 'template' } })
    if (denial.status === 'closed') refuse('denial.closed')
    if (wantsNewClaim(denial.remarks.split(' '))) {
      refuse('input.invalid', {
        message: 'The payer never took this claim in, so there is nothing to appeal.',
        fix: 'Send a new claim.',
      })
    }
    refuseLevel(db, denial, template, level)
    const draft = { denial: id, level, template: template.id, ...datesOf(db, denial, level, clock.today()) }
    const opening = gatherCase(db, draft, { title: template.title, blocks: [] }, clock.today())
    const letter = letterFrom(template, known(opening, clock.today()).facts)
    const appeal = addAppeal(db, {
      ...draft,
      claim: denial.claim,
      status: 'draft',
      letter: JSON.stringify(letter),
      created_at: clock.now(),
      changed_at: clock.now(),
      sent_at: null,
      sent_by: null,
      packet: null,
    })
    takeUpDenial(db, id)
    addEvent(work, { claim: denial.claim, shape: 'note', words: `Appeal begun, level ${level}`, detail: template.title })
    work.announce('appeals', [appeal])
    work.announce('denials', [id])
    return { id: appeal }
  },

  'appeals.get': ({ db, clock }, { id }) => {
    const row = appealRow(db, id) ?? refuse('record.missing')
    const of = caseOfAppeal(db, row, clock.today())
    const { facts, exhibits } = known(of, letterDay(row, clock.today()))
    return {
      ...asRow(row, clock.today()),
      denial: row.denial,
      letter: of.letter,
      signer: of.signer ? { id: of.signer.id, name: providerName(of.signer) } : null,
      answerBy: of.answerBy,
      sent: row.sent_by === null ? null : { by: row.sent_by as (typeof APPEAL_WAYS)[number], tracking: row.tracking },
      decidedOn: isDecided(row.status) ? ((row.decided_on as Day | null) ?? dayAt(row.changed_at)) : null,
      decisionNote: row.decision_note,
      mayDecide: mayDecide(db, row),
      facts: { ...facts },
      missing: missingFacts(of.letter, facts),
      chronology: chronologyOf(of, exhibits),
      exhibits,
      offered: offeredOf(of, exhibits),
      needs: needsOf(of),
      packet: row.packet,
    }
  },

  'appeals.save': (work, { id, letter, signer }) => {
    const { db, clock } = work
    const row = appealById(db, id) ?? refuse('record.missing')
    if (row.status !== 'draft' && row.status !== 'ready') {
      refuse('input.invalid', { message: 'This letter has left, so it stays as it is.', fix: 'Start the next level.' })
    }
    // A packet that was made before is of another letter.
    const changed = { letter: JSON.stringify(letter), signer, status: 'draft', packet: null, changed_at: clock.now() }
    changeAppeal(db, id, changed)
    work.announce('appeals', [id])
    const of = caseOfAppeal(db, { ...row, ...changed }, clock.today())
    return { missing: missingFacts(letter, known(of, clock.today()).facts) }
  },

  'appeals.preview': ({ db, clock }, { id }) => {
    const row = appealById(db, id) ?? refuse('record.missing')
    return previewPages(db, caseOfAppeal(db, row, clock.today()), letterDay(row, clock.today()))
  },

  'appeals.arrange': (work, { id, exhibits }) => {
    changeDraft(work, id, { exhibits: [...new Set(exhibits)].join(' ') })
    return {}
  },

  'appeals.discard': (work, { id }) => {
    const row = draftOf(work, id)
    dropAppeal(work.db, id)
    addEvent(work, { claim: row.claim, shape: 'note', words: `Appeal discarded, level ${row.level}`, detail: letterOf(row).title })
    work.announce('appeals', [id])
    work.announce('denials', [row.denial])
    return {}
  },

  ...enclosureHandlers,

  'appeals.packet': (work, input) => makePacket(work, input),

  'appeals.sent': (work, { id, by, tracking, day }) => {
    const { db } = work
    const row = appealById(db, id) ?? refuse('record.missing')
    if (row.status !== 'draft' && row.status !== 'ready') refuse('input.invalid', { message: 'This appeal has already left.' })
    if (day > work.clock.today()) refuse('input.invalid', { message: 'This day is still to come.', at: { field: 'day' } })
    const now = caseOfAppeal(db, row, work.clock.today())
    // What counts is the day it left.
    const of = { ...now, leaving: verdictOn(db, now.facts, day) }
    refuseUnlessWhole(of, work.clock.today())
    refuseWithoutConsent(of)
    const answerBy = answerDue(of.facts.payer, row.level, day)
    noteLeft(work, of, id, day)
    changeAppeal(db, id, { status: 'sent', sent_at: day, sent_by: by, tracking, answer_by: answerBy })
    awaitAnswer(db, row.denial, answerBy)
    setStatus(work, row.claim, 'appealed')
    addEvent(work, {
      claim: row.claim,
      day,
      shape: 'appealed',
      words: `Appeal sent, level ${row.level}`,
      detail: [`by ${SENT_BY[by]}`, ...(tracking ? [tracking] : []), `answer by ${shownDay(answerBy)}`].join(', '),
    })
    work.announce('appeals', [id])
    work.announce('denials', [row.denial])
    return {}
  },

  'appeals.decide': (work, input) => {
    noteDecision(work, input)
    return {}
  },

  'paragraphs.list': ({ db }) => paragraphs(db),

  'paragraphs.save': (work, { title, text }) => {
    saveParagraph(work, title, text)
    return {}
  },

  'paragraphs.remove': (work, { title }) => {
    removeParagraph(work, title)
    return {}
  },

  'appeals.outcomes': ({ db, clock }) => outcomesOf(db, clock.today()),
} satisfies Pick<
  Handlers,
  | 'appeals.list'
  | 'appeals.totals'
  | 'appeals.start'
  | 'appeals.get'
  | 'appeals.save'
  | 'appeals.preview'
  | 'appeals.arrange'
  | 'appeals.discard'
  | 'appeals.enclose'
  | 'enclosures.export'
  | 'enclosures.save'
  | 'enclosures.remove'
  | 'appeals.packet'
  | 'appeals.sent'
  | 'appeals.decide'
  | 'appeals.outcomes'
  | 'paragraphs.list'
  | 'paragraphs.save'
  | 'paragraphs.remove'
>

const SENT_BY: Readonly<Record<string, string>> = {
  fax: 'fax',
  portal: 'the payer’s portal',
  mail: 'mail',
  'certified-mail': 'certified mail',
  'e-mail': 'e-mail',
}

/** A level is one that the payer has, and begun once what was begun below it is decided. */
function refuseLevel(db: Reading, denial: DenialRow, template: LetterTemplate, level: number): void {
  const { facts } = caseOf(db, denial)
  const begun = appealsOf(db, denial.id)
  if (begun.some((one) => one.level === level)) refuse('appeal.exists')
  if (levelName(facts.payer.kind, level) === undefined) refuse('appeal.level', { at: { field: 'level' } })
  const open = begun.find((one) => one.level < level && !isDecided(one.status))
  if (open) refuse('appeal.level', { at: { field: 'level' }, message: `Level ${open.level} is not decided yet.` })
  if (level < (template.from ?? 1))
    refuse('appeal.level', {
      at: { field: 'template' },
      message: `This letter is for level ${template.from ?? 1} and later.`,
      fix: 'Choose another letter.',
    })
}

/** Dates and signer of a new appeal. A later level counts from the decision on the one before; where nobody noted that, from today, as it is in hand. */
function datesOf(db: Reading, denial: DenialRow, level: number, today: Day): Pick<AppealRow, 'due' | 'answer_by' | 'signer'> {
  const { facts } = caseOf(db, denial)
  const payment = must('a denial has its claim payment', denyingPayment(db, denial.remit_claim))
  return {
    due: appealBy(facts.payer, level, level === 1 ? (payment.day as Day) : (lastDecision(db, denial.id, level) ?? today)),
    answer_by: answerDue(facts.payer, level, today),
    signer: facts.provider?.id ?? null,
  }
}

const lastDecision = (db: Reading, denial: number, level: number): Day | null =>
  (appealsOf(db, denial).findLast((one) => one.level < level)?.decided_on ?? null) as Day | null

function asRow(row: AppealListRow, today: Day): Row {
  return {
    id: row.id,
    status: row.status as Row['status'],
    daysLeft: daysBetween(today, row.due as Day),
    due: row.due as Day,
    level: row.level,
    levelName: levelName(row.payerKind, row.level) ?? `Level ${row.level}`,
    patient: fullName(row),
    payer: row.payerName,
    reason: `${row.group_code}-${row.reason}`,
    title: letterOf(row).title,
    claim: row.claim,
    day: row.day as Day,
    code: row.code,
    cents: cents(row.cents),
    sentOn: row.sent_at as Day | null,
    answerBy: row.sent_at === null ? answerDue({ kind: row.payerKind }, row.level, today) : (row.answer_by as Day),
  }
}
