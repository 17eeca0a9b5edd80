import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { NO_MONEY } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { must } from '../../src-shared/result.ts'
import { mayDisclose, noteDisclosure, sessionService, type Question as Leaving } from '../access/index.ts'
import { appointmentById, ourBiller, patientById, payerById, practiceOf, primaryCoverage, type PayerRow } from '../practice/index.ts'
import {
  chosenIds,
  chunks,
  keepFile,
  nextNumber,
  othersTurn,
  refuse,
  Tally,
  type CommandWork,
  type QueryWork,
  type Reading,
  type TaskWork,
} from '../store/index.ts'
import { eligibilityInquiry, USUAL, writeInterchange, writeSet, type Unwritable } from '../x12/index.ts'
import { inquiryOf, MOST_PEOPLE, originatorOf, payerNumber, traceOf, type Asking, type Question } from './inquiry.ts'
import { addInquiry } from './records.ts'
import { runToGoOn } from './runs.ts'
import { firstServices } from './services.ts'
import { sessionPlan } from './records/sessions.ts'

type Asked = Output<'eligibility.ask'>
type Skipped = { readonly id: number; readonly why: string }
type WrittenSet = { readonly reference: string; readonly segments: readonly string[]; readonly questions: readonly Question[] }

type Answer = { readonly files: Asked['files']; readonly skipped: readonly Skipped[] }

/** Sessions of one file; payers take no more people in a batch of 270s than their guides say, and a person likes to see the first file soon. */
const MOST_SESSIONS = 500

/**
 * Writes the questions about sessions, one file a payer, each in a transaction of its own: a person may stop it between files. A session that cannot be
 * asked about stays out with its reason and holds up no other.
 */
export async function askMany(work: TaskWork, { appointments, view, but }: Argument<'eligibility.ask'>): Promise<Asked> {
  const { ids, payers } = work.read<unknown>((query) => {
    const chosen = chosenIds(query, sessionPlan, { ids: appointments, view, but })
    return { ids: chosen, payers: payersAsked(query, chosen) }
  }) as { ids: number[]; payers: ReadonlyMap<number, number | string> }
  const skipped: Skipped[] = ids.flatMap((id) => {
    const payer = payers.get(id)
    return typeof payer === 'number' ? [] : [{ id, why: payer ?? 'This session is no longer there.' }]
  })
  const askable = ids.filter((id) => typeof payers.get(id) === 'number')
  const groups = new Map<number, number[]>()
  for (const id of askable) {
    const payer = payers.get(id) as number
    groups.set(payer, [...(groups.get(payer) ?? []), id])
  }
  const files: Asked['files'] = []
  let at = 0
  for (const part of [...groups.values()].flatMap((group) => chunks(group, MOST_SESSIONS))) {
    if (work.stopped()) break
    const answer = work.write<unknown>((step) => askSome(step, part)) as Answer
    files.push(...answer.files)
    skipped.push(...answer.skipped)
    at += part.length
    work.progress(at, askable.length, 'Writing questions')
    await othersTurn()
  }
  const left = askable.length - at
  if (files.length === 0 && left === 0) refuse('eligibility.none', skipped[0] && { fix: skipped[0].why })
  return { files, skipped, left }
}

/** The payer of each session that can be asked about, or why it cannot. */
const payersAsked = (work: Pick<QueryWork, 'db' | 'clock'>, ids: readonly number[]): ReadonlyMap<number, number | string> =>
  new Map(
    ids.map((id) => {
      const question = questionOf(work, id)
      return [id, typeof question === 'string' ? question : question.coverage.payer]
    }),
  )

/** Which sessions would be asked about, by payer, and which not. */
export function previewAsking(
  work: QueryWork,
  { appointments, view, but }: Argument<'eligibility.preview'>,
): Output<'eligibility.preview'> {
  const wont = new Tally()
  const parts = new Map<number, number>()
  for (const payer of payersAsked(work, chosenIds(work, sessionPlan, { ids: appointments, view, but })).values()) {
    if (typeof payer === 'string') wont.add(payer)
    else parts.set(payer, (parts.get(payer) ?? 0) + 1)
  }
  return {
    will: [...parts.values()].reduce((all, n) => all + n, 0),
    cents: NO_MONEY,
    parts: [...parts].map(([id, n]) => ({ words: must('a coverage has its payer', payerById(work.db, id)).name, n, cents: NO_MONEY })),
    wont: wont.rows,
  }
}

/** The same in one transaction, for what asks as a part of a larger change. @throws Trouble `eligibility.none` */
export function askPayers(work: CommandWork, appointments: readonly number[]): Answer {
  const answer = askSome(work, appointments)
  if (answer.files.length === 0) refuse('eligibility.none', answer.skipped[0] && { fix: answer.skipped[0].why })
  return answer
}

/** Control numbers and traces are taken in the same transaction and never again, and the bytes are kept as they are sent. */
function askSome(work: CommandWork, appointments: readonly number[]): Answer {
  const { db } = work
  const skipped: Skipped[] = []
  const groups = new Map<number, Question[]>()
  for (const id of new Set(appointments)) {
    const question = questionOf(work, id)
    if (typeof question === 'string') skipped.push({ id, why: question })
    else groups.set(question.coverage.payer, [...(groups.get(question.coverage.payer) ?? []), question])
  }
  const files = [...groups].flatMap(([id, questions]) =>
    askPayer(work, must('a coverage has its payer', payerById(db, id)), questions, skipped),
  )
  if (files.length > 0) {
    work.announce('eligibility', appointments)
    work.announce('files')
  }
  return { files, skipped }
}

/**
 * Asks a payer that is not the one on the card, under a member id of its own.
 * @throws Trouble `record.missing`, `eligibility.none` with the reason
 */
export function askAdministrator(
  work: CommandWork,
  { appointment, payer: id, memberId }: Argument<'eligibility.askOther'>,
): Asked['files'][number] {
  const question = questionOf(work, appointment, { payer: id, memberId })
  if (typeof question === 'string') return refuse('eligibility.none', { fix: question })
  const payer = payerById(work.db, id) ?? refuse('record.missing', { at: { field: 'payer' } })
  const skipped: Skipped[] = []
  const [file] = askPayer(work, payer, [question], skipped)
  if (!file) return refuse('eligibility.none', skipped[0] && { fix: skipped[0].why })
  work.announce('eligibility', [appointment])
  work.announce('files')
  return file
}

/**
 * The question about a session, or why there is none: about the plan, then about one service type after another while mental health is not stated.
 * @param to whom it goes and under which member id, where that is not the payer of the coverage
 */
function questionOf(
  { db, clock }: Pick<QueryWork, 'db' | 'clock'>,
  id: number,
  to?: { readonly payer: number; readonly memberId: string },
): Question | string {
  const appointment = appointmentById(db, id)
  if (!appointment) return 'This session is no longer there.'
  if (appointment.status === 'cancelled' || appointment.status === 'no-show') return 'This session does not take place.'
  const day = appointment.day as Day
  const coverage = primaryCoverage(db, appointment.patient, day)
  if (!coverage) return 'The patient has no coverage on this day.'
  if (coverage.member_id.trim().length < 2) return 'The coverage has no member id.'
  const verdict = mayDisclose(db, leavingOf(db, { ...appointment, day }, to?.payer ?? coverage.payer, clock.today()))
  if (!verdict.allowed) return `The session is of a substance-use program. ${verdict.why}`
  const payer = to?.payer ?? coverage.payer
  const run = runToGoOn(db, id, { coverage: coverage.id, payer, memberId: ownMemberId(coverage, payer, to?.memberId) }, clock.today())
  return {
    appointment: id,
    patient: must('a session has its patient', patientById(db, appointment.patient)),
    coverage: to ? { ...coverage, member_id: to.memberId } : coverage,
    day,
    services: run?.services ?? firstServices(payerById(db, payer)?.many_services === 1),
    follows: run?.id ?? null,
  }
}

/** A question to another payer than the card's keeps the member id it was asked under. */
const ownMemberId = (coverage: Question['coverage'], payer: number, memberId = coverage.member_id): string | null =>
  payer === coverage.payer ? null : memberId

/** That a session is to take place, told to its payer. */
export const leavingOf = (
  db: Reading,
  { patient, provider, day }: { readonly patient: number; readonly provider: number; readonly day: Day },
  payer: number,
  on: Day,
): Leaving => ({ patient, service: sessionService(db, { patient, provider, day }), payer, purpose: 'payment', on })

function askPayer(work: CommandWork, payer: PayerRow, questions: readonly Question[], skipped: Skipped[]): Asked['files'] {
  const { db, clock } = work
  const practice = must('a store has its practice', practiceOf(db))
  const biller = ourBiller(db)
  if (!biller?.npi) refuse('eligibility.none', { fix: 'Fill in the practice and its NPI under Setup.' })
  const submitter = practice.submitterId || biller.tax_id || biller.npi
  const asking = { payer, biller, originator: originatorOf(submitter), day: clock.today(), time: clock.time() }
  const sets: WrittenSet[] = []
  for (let at = 0; at < questions.length; at += MOST_PEOPLE) {
    const reference = `${practice.prefix}E${String(nextNumber(db, 'eligibility')).padStart(6, '0')}`
    const set = writeQuestions(
      questions.slice(at, at + MOST_PEOPLE),
      { ...asking, reference },
      String(sets.length + 1).padStart(4, '0'),
      skipped,
    )
    if (set) sets.push(set)
  }
  const [first] = sets
  if (!first) return []
  const number = nextNumber(db, 'interchange')
  const text = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: submitter,
      receiverQualifier: 'ZZ',
      receiver: payerNumber(payer),
      day: asking.day,
      time: asking.time,
      interchangeControl: number,
      groupControl: number,
      functional: eligibilityInquiry.functional,
      guide: eligibilityInquiry.guide,
      usage: practice.isSample ? 'T' : 'P',
    },
    sets.map((one) => one.segments),
  )
  const name = `270_${first.reference}.x12`
  const asked = sets.reduce((all, one) => all + one.questions.length, 0)
  const summary = `${asked} ${asked === 1 ? 'question' : 'questions'} to ${payer.name}`
  const file = keepFile(db, {
    direction: 'out',
    name,
    kind: '270',
    bytes: Buffer.from(text, 'latin1'),
    at: clock.now(),
    status: 'written',
    summary,
  })
  work.happened({ is: 'file-written', file, kind: '270', payer: payer.id, control: number })
  for (const set of sets) set.questions.forEach((one, n) => keepQuestion(work, payer, one, traceOf(set.reference, n), file))
  return [{ id: file, name, payer: payer.name, asked }]
}

function keepQuestion(
  work: CommandWork,
  payer: PayerRow,
  { appointment, coverage, patient, day, services, follows }: Question,
  trace: string,
  request: number,
): void {
  const { db, clock } = work
  addInquiry(db, {
    appointment,
    coverage: coverage.id,
    patient: patient.id,
    payer: payer.id,
    day,
    trace,
    asked_at: clock.now(),
    request,
    member_id: ownMemberId(coverage, payer.id),
    services: services.join(),
    follows,
  })
  const session = must('a question is about a session', appointmentById(db, appointment))
  const verdict = mayDisclose(db, leavingOf(db, { ...session, day }, payer.id, clock.today()))
  const what = `Question about coverage, session of ${shownDay(day)}`
  noteDisclosure(work, verdict, { patient: patient.id, recipient: payer.name, what, purpose: 'payment', source: `270 ${trace}` })
}

/** Writes a set; whoever keeps it from being written is left out, and the others are asked about. */
function writeQuestions(questions: readonly Question[], asking: Asking, control: string, skipped: Skipped[]): WrittenSet | undefined {
  let own = questions
  while (own.length > 0) {
    const writing = writeSet(eligibilityInquiry, inquiryOf(own, asking), control, USUAL)
    if (writing.ok) return { reference: asking.reference, segments: writing.written.segments, questions: own }
    const faults = faultsByPerson(writing.problems)
    const left = own.filter((_, n) => !faults.has(n))
    for (const [n, one] of own.entries()) {
      const fault = faults.get(n) ?? (left.length === own.length ? writing.problems[0] : undefined)
      if (fault)
        skipped.push({
          id: one.appointment,
          why: `A value cannot be written to an X12 file${fault.element ? ` (${fault.element})` : ''}: ${fault.why}.`,
        })
    }
    own = left.length === own.length ? [] : left
  }
  return undefined
}

/** The first fault of each person, by their place in the set; a fault outside of people concerns all and is not here. */
function faultsByPerson(problems: readonly Unwritable[]): ReadonlyMap<number, Unwritable> {
  const found = new Map<number, Unwritable>()
  for (const one of problems) {
    const place = /^sources\.0\.receivers\.0\.subscribers\.(\d+)/.exec(one.path)?.[1]
    const n = wholeNumber(place ?? '')
    if (n !== undefined && !found.has(n)) found.set(n, one)
  }
  return found
}
