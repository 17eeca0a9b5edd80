import { namesSubstanceUse } from '../codes/index.ts'
import { dayAt, daysBetween, type Day } from '../../src-shared/day.ts'
import { sessionService } from '../access/index.ts'
import { appointmentById, payerById } from '../practice/index.ts'
import { fileBytes, type CommandWork, type Reading } from '../store/index.ts'
import { answersOf, readAny, readFile, setsOf, type Answered271, type Response271 } from '../x12/index.ts'
import { benefitsIn, joined, placeIn, type Part } from './joining.ts'
import { followersOf, inquiryById, inquiryOf, keepCard, sourcesOf, type InquiryRow } from './records.ts'
import { cardOf, rejectionsOf, type Card } from './rules.ts'
import { nextServices, servicesIn, serviceWords, statesMentalHealth } from './services.ts'

/*
 * A run: a question for the plan, and those for single service types that go on from it. Its first question holds the card of the whole run.
 */

/** Days after which a question begins a new run rather than going on. */
const OPEN_DAYS = 7

/** Whether an answer is new enough to go on from. */
export const isOpen = (answeredAt: string | null, today: Day): boolean => {
  return answeredAt !== null && daysBetween(dayAt(answeredAt), today) <= OPEN_DAYS
}

/** The first question of a run that goes on with the next service type, where there is one of the same coverage, payer and member id. */
export function runToGoOn(
  db: Reading,
  appointment: number,
  asked: { readonly coverage: number; readonly payer: number; readonly memberId: string | null },
  today: Day,
): { readonly id: number; readonly services: readonly string[] } | undefined {
  const first = inquiryOf(db, appointment)
  const isSame = first?.coverage === asked.coverage && first.payer === asked.payer && first.member_id === asked.memberId
  if (!first || !isSame || first.outcome !== 'active' || first.next_service === null || !isOpen(first.answered_at, today)) return undefined
  return { id: first.id, services: servicesIn(first.next_service) }
}

/** A 271 as it was taken in: the person of a question, and the segments that bound them. */
export type Taken = { readonly answer: Answered271; readonly file: number; readonly span: readonly [from: number, to: number] }

/** Answers of files that were taken in before, each file read once. */
export function takenBefore(db: Reading): (inquiry: InquiryRow) => Answered271 | undefined {
  const files = new Map<number, ReadonlyMap<number, Answered271>>()
  const read = (file: number): ReadonlyMap<number, Answered271> => {
    const bytes = fileBytes(db, file)
    const people = bytes
      ? setsOf(readFile(bytes)).flatMap((raw) => (raw.id === '271' ? answersOf((readAny(raw).reading.value ?? {}) as Response271) : []))
      : []
    return new Map(people.map((one) => [(one.dependent ?? one.subscriber).span?.[0] ?? 0, one]))
  }
  return ({ id, answer: file }) => {
    if (file === null) return undefined
    const known = files.get(file) ?? read(file)
    files.set(file, known)
    return known.get(sourcesOf(db, id).get('from')?.segment ?? -1)
  }
}

/** Keeps an answer, and the card of its run from all answers there are. @returns what it comes to */
export function keepAnswer(
  work: Pick<CommandWork, 'db' | 'clock'>,
  inquiry: InquiryRow,
  { answer, file, span: [from, to] }: Taken,
  before: (inquiry: InquiryRow) => Answered271 | undefined,
): Card['outcome'] {
  const { db, clock } = work
  const own = { answer, file }
  const placed = { file, from, to, at: clock.now() }
  if (inquiry.follows === null) return keepRun(db, inquiry, [own, ...partsAfter(db, inquiry.id, before)], placed)
  const { outcome, reason, reject, messages } = cardOf(answer, askedAbout(db, inquiry))
  keepCard(db, inquiry.id, { outcome, messages, ...(reason && { reason }), ...(reject && { reject }) }, placed)
  const first = inquiryById(db, inquiry.follows)
  const begun = first && before(first)
  if (!first?.answer || !begun) return outcome
  const bounds = sourcesOf(db, first.id)
  const parts = partsAfter(db, first.id, (one) => (one.id === inquiry.id ? answer : before(one)))
  const whole = keepRun(db, first, [{ answer: begun, file: first.answer }, ...parts], {
    file: first.answer,
    from: bounds.get('from')?.segment ?? 0,
    to: bounds.get('to')?.segment ?? 0,
    at: placed.at,
  })
  return outcome === 'rejected' ? outcome : whole
}

const partsAfter = (db: Reading, id: number, read: (inquiry: InquiryRow) => Answered271 | undefined): Follow[] =>
  followersOf(db, id).flatMap((one) => {
    const answer = read(one)
    return answer && one.answer !== null ? [{ answer, file: one.answer, services: one.services }] : []
  })

type Follow = Part & { readonly services: string }
type Placed = { readonly file: number; readonly from: number; readonly to: number; readonly at: string }

function keepRun(db: CommandWork['db'], first: InquiryRow, parts: readonly [Part, ...Follow[]], placed: Placed): Card['outcome'] {
  const [, ...follows] = parts
  const whole = joined(parts)
  const card = cardOf(whole, askedAbout(db, first))
  const isComplete = card.outcome !== 'active' || statesMentalHealth(benefitsIn(whole))
  const answered = [first.services, ...follows.filter(isSaid).map((one) => one.services)].flatMap(servicesIn)
  const takesMany = payerById(db, first.payer)?.many_services === 1
  const next = isComplete ? [] : nextServices(answered, isForSubstanceUse(db, first), takesMany)
  const messages = [...card.messages, ...follows.flatMap(turnedDown)]
  keepCard(
    db,
    first.id,
    { ...card, messages },
    { ...placed, run: { next: next.length > 0 ? next.join() : undefined, placeOf: placeIn(parts) } },
  )
  return card.outcome
}

/** A payer that cannot answer now may be asked the same again. */
const NOT_NOW: readonly string[] = ['42', '80']
const isSaid = ({ answer }: Part): boolean => !rejectionsOf(answer).some(({ reason }) => reason !== undefined && NOT_NOW.includes(reason))
const turnedDown = ({ answer, services }: Follow): string[] =>
  rejectionsOf(answer).length === 0 ? [] : [`The question about ${serviceWords(services).toLowerCase()} was turned down.`]

function askedAbout(db: Reading, inquiry: InquiryRow): Parameters<typeof cardOf>[1] {
  const appointment = inquiry.appointment === null ? undefined : appointmentById(db, inquiry.appointment)
  return { day: inquiry.day as Day, isRemote: appointment !== undefined && appointment.mode !== 'in-person' }
}

function isForSubstanceUse(db: Reading, { appointment: id, patient, day }: InquiryRow): boolean {
  const appointment = id === null ? undefined : appointmentById(db, id)
  return appointment !== undefined && namesSubstanceUse(sessionService(db, { patient, provider: appointment.provider, day: day as Day }))
}
