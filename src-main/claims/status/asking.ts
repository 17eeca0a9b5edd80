import type { Argument, Output } from '../../../src-shared/contract/index.ts'
import { dayAt, shownDay, workdaysBetween, type Day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { must } from '../../../src-shared/result.ts'
import { noteDisclosure } from '../../access/index.ts'
import { practiceOf } from '../../practice/index.ts'
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
  type TaskWork,
} from '../../store/index.ts'
import { statusRequest, USUAL, writeInterchange, writeSet, type Unwritable } from '../../x12/index.ts'
import { verdictOn } from '../consent.ts'
import { claimFacts, type ClaimFacts } from '../facts.ts'
import { claimPlan } from '../records/lists.ts'
import { lastSubmission } from '../records/sending.ts'
import { addStatusInquiry, askables, type Askable } from '../records/status.ts'
import type { SubmissionRow } from '../records/tables.ts'
import { inquiryOf, statusNumber, traceOf, type Asking, type Question } from './inquiry.ts'
import { WITH_PAYER } from './rules.ts'
import { note, settleTold } from './told.ts'

/* Asking payers how claims stand (276). */

type Asked = Output<'inquiries.ask'>
type Skipped = Asked['skipped'][number]
type Files = Asked['files']

/** Claims of one file: payers take no more in a batch than their guides say, and a person likes to see the first file soon. */
const MOST_CLAIMS = 500
/** Of more claims that are left out only their reasons are told. */
const MOST_NAMED = 500
/** Business days that a payer needs to take a claim in, and to answer a question. Source: 276-277 §3, retry policy. */
const TAKEN_IN = 5
const ANSWERED_IN = 3

/** Why a claim is not asked about now; undefined where it may be. */
export function whyNotAsked({ status, sent, asked, remitted }: Askable, today: Day): string | undefined {
  if (sent === null) return 'Not sent yet'
  if (remitted !== null) return 'A remittance names it and waits to be posted'
  if (status === 'appealed') return undefined
  if (status === 'rejected') return 'Turned back, to be mended first'
  if (!WITH_PAYER.includes(status)) return 'The payer has decided on it, or it is not with the payer'
  if (workdaysBetween(dayAt(sent), today) < TAKEN_IN) return `Sent less than ${TAKEN_IN} business days ago`
  if (asked !== null && workdaysBetween(dayAt(asked), today) < ANSWERED_IN) return 'Asked already, the answer is awaited'
  return undefined
}

/** Which claims would be asked about, by payer, and which not. */
export function previewInquiries(work: QueryWork, chosen: Argument<'inquiries.preview'>): Output<'inquiries.preview'> {
  const today = work.clock.today()
  const wont = new Tally()
  const parts = new Map<string, { n: number; cents: number }>()
  for (const one of askables(work.db, chosenIds(work, claimPlan, chosen))) {
    const why = whyNotAsked(one, today)
    if (why === undefined) {
      const part = parts.get(one.payerName)
      parts.set(one.payerName, { n: (part?.n ?? 0) + 1, cents: (part?.cents ?? 0) + one.cents })
    } else wont.add(why)
  }
  const all = [...parts].sort(([one], [other]) => (one < other ? -1 : 1))
  return {
    will: all.reduce((sum, [, { n }]) => sum + n, 0),
    cents: cents(all.reduce((sum, [, part]) => sum + part.cents, 0)),
    parts: all.map(([words, part]) => ({ words, n: part.n, cents: cents(part.cents) })),
    wont: wont.rows,
  }
}

/**
 * Writes the questions, one file a payer, each in a transaction of its own: a person may stop it between files. A claim that cannot be asked about stays out
 * with its reason and holds up no other.
 */
export async function askAbout(work: TaskWork, { lines, ...chosen }: Argument<'inquiries.ask'>): Promise<Asked> {
  const found = work.read<unknown>((query) => askables(query.db, chosenIds(query, claimPlan, chosen))) as Askable[]
  const today = work.clock.today()
  const skipped: Skipped[] = []
  const groups = new Map<number, number[]>()
  for (const one of found) {
    const why = whyNotAsked(one, today)
    if (why === undefined) groups.set(one.payer, [...(groups.get(one.payer) ?? []), one.id])
    else skipped.push({ id: one.id, why: `${why}.` })
  }
  const parts = [...groups.values()].flatMap((ids) => chunks(ids, MOST_CLAIMS))
  const all = parts.reduce((sum, ids) => sum + ids.length, 0)
  const files: Files = []
  let at = 0
  for (const ids of parts) {
    if (work.stopped()) break
    const asked = work.write<unknown>((step) => askSome(step, ids, lines)) as { files: Files; skipped: Skipped[] }
    files.push(...asked.files)
    skipped.push(...asked.skipped)
    at += ids.length
    work.progress(at, all, 'Writing questions')
    await othersTurn()
  }
  if (files.length === 0 && at === all) refuse('inquiry.none', skipped[0] && { fix: skipped[0].why })
  const wont = new Tally()
  for (const { why } of skipped) wont.add(why)
  return { files, skipped: skipped.slice(0, MOST_NAMED), wont: wont.rows, left: all - at }
}

/** A claim that may be told of, as it left last; or why not. */
function leaving(work: CommandWork, id: number): { readonly facts: ClaimFacts; readonly sent: SubmissionRow } | string {
  const facts = claimFacts(work.db, id)
  const sent = facts && lastSubmission(work.db, id)
  if (!facts || !sent) return 'This claim is no longer there.'
  if (facts.coverage.member_id.trim().length < 2) return 'The coverage has no member id.'
  if (!facts.biller.npi) return 'The billing provider has no NPI.'
  if (facts.patient.born === null) return 'The patient’s birth date is missing.'
  const verdict = verdictOn(work.db, facts, work.clock.today())
  return verdict.allowed ? { facts, sent } : `The claim is of a substance-use program. ${verdict.why}`
}

/** Claims of one payer as one file; control numbers and traces are taken in the same transaction and never again, and the bytes are kept as they are sent. */
function askSome(work: CommandWork, ids: readonly number[], isByLine: boolean): { files: Files; skipped: Skipped[] } {
  const { db, clock } = work
  const practice = must('a store has its practice', practiceOf(db))
  const skipped: Skipped[] = []
  const found = ids.flatMap((id) => {
    const one = leaving(work, id)
    if (typeof one !== 'string') return [one]
    skipped.push({ id, why: one })
    return []
  })
  const [first] = found
  if (!first) return { files: [], skipped }
  const { payer, biller } = first.facts
  const reference = `${practice.prefix}S${String(nextNumber(db, 'status')).padStart(6, '0')}`
  const submitter = { name: biller.name, id: practice.submitterId || (biller.tax_id ?? biller.npi ?? '') }
  const questions = found.map(({ facts, sent }, n) => ({ facts, sent, control: sent.control, trace: traceOf(reference, n) }))
  const asking = { reference, submitter, day: clock.today(), time: clock.time(), isByLine }
  const written = writeQuestions(questions, asking, skipped)
  if (!written) return { files: [], skipped }
  const number = nextNumber(db, 'interchange')
  const text = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: submitter.id,
      receiverQualifier: 'ZZ',
      receiver: statusNumber(payer),
      day: asking.day,
      time: asking.time,
      interchangeControl: number,
      groupControl: number,
      functional: statusRequest.functional,
      guide: statusRequest.guide,
      usage: practice.isSample ? 'T' : 'P',
    },
    [written.segments],
  )
  const name = `276_${reference}.x12`
  const asked = written.questions.length
  const file = keepFile(db, {
    direction: 'out',
    name,
    kind: '276',
    bytes: Buffer.from(text, 'latin1'),
    at: clock.now(),
    status: 'written',
    summary: `${asked} ${asked === 1 ? 'claim' : 'claims'} asked about at ${payer.name}`,
  })
  work.happened({ is: 'file-written', file, kind: '276', payer: payer.id, control: number })
  for (const one of written.questions) keepQuestion(work, one, { reference, file, number })
  work.announce('files')
  return { files: [{ id: file, name, payer: payer.name, asked }], skipped }
}

type Leaving = Question & { readonly sent: SubmissionRow }

function keepQuestion(
  work: CommandWork,
  { facts, sent, trace }: Leaving,
  { reference, file, number }: { readonly reference: string; readonly file: number; readonly number: number },
): void {
  const { db, clock, user } = work
  const { claim, payer } = facts
  addStatusInquiry(db, {
    n: nextNumber(db, 'told'),
    claim: claim.id,
    payer: payer.id,
    submission: sent.id,
    trace,
    asked_at: clock.now(),
    user: user.id,
    request: file,
    reference,
    interchange: number,
    group_control: number,
  })
  note(work, claim.id, { words: 'Status asked', detail: `276, ${trace}`, file })
  noteDisclosure(work, verdictOn(db, facts, clock.today()), {
    patient: claim.patient,
    recipient: payer.name,
    what: `Question about claim ${claim.id}, service of ${shownDay(claim.first_day as Day)}`,
    purpose: 'payment',
    source: `276 ${trace}`,
  })
  settleTold(work, facts)
}

/** Writes the set; whoever keeps it from being written is left out, and the others are asked about. */
function writeQuestions(
  questions: readonly Leaving[],
  asking: Asking,
  skipped: Skipped[],
): { readonly segments: readonly string[]; readonly questions: readonly Leaving[] } | undefined {
  let own = questions
  while (own.length > 0) {
    const writing = writeSet(statusRequest, inquiryOf(own, asking), '0001', USUAL)
    if (writing.ok) return { segments: writing.written.segments, questions: own }
    const order = inOrder(own, asking)
    const faults = new Map(writing.problems.flatMap((one) => faultOf(one, order).map((trace) => [trace, one] as const)))
    const why = (one: Unwritable): string =>
      `A value cannot be written to an X12 file${one.element ? ` (${one.element})` : ''}: ${one.why}.`
    const left = own.filter(({ trace }) => !faults.has(trace))
    for (const one of own) {
      const fault = faults.get(one.trace) ?? (left.length === own.length ? writing.problems[0] : undefined)
      if (fault) skipped.push({ id: one.facts.claim.id, why: why(fault) })
    }
    own = left.length === own.length ? [] : left
  }
  return undefined
}

/** The traces below each subscriber of each provider, as the set is built. */
const inOrder = (questions: readonly Question[], asking: Asking): readonly (readonly (readonly string[])[])[] =>
  (inquiryOf(questions, asking).sources[0]?.receivers[0]?.providers ?? []).map((provider) =>
    provider.subscribers.map((one) =>
      [...(one.claims ?? []), ...(one.dependents ?? []).flatMap((dependent) => dependent.claims)].map(({ trace }) => trace.trace),
    ),
  )

/** The questions below the subscriber in which a fault is; a fault above subscribers concerns all and names none. */
function faultOf({ path }: Unwritable, order: readonly (readonly (readonly string[])[])[]): readonly string[] {
  const [, provider, subscriber] = /providers\.(\d+)\.subscribers\.(\d+)/.exec(path) ?? []
  return order[wholeNumber(provider ?? '') ?? -1]?.[wholeNumber(subscriber ?? '') ?? -1] ?? []
}
