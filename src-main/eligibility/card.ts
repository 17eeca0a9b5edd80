import type { Output } from '../../src-shared/contract/index.ts'
import type { SegmentLine } from '../../src-shared/contract/fields.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { appointmentById, coverageById, fullName, patientById, payerById, primaryCoverage } from '../practice/index.ts'
import { fileBytes, keptFile, refuse, type Reading } from '../store/index.ts'
import { answersOf, explain, lineOf, readAny, readFile, setsOf, type Response271 } from '../x12/index.ts'
import { inquiryOf, OWING, sourcesOf, type InquiryRow } from './records.ts'
import { rejectionsAbove } from './rules.ts'
import { benefitWords, partyWords, personWords, refusalWords, rejectionWords } from './words.ts'

type Card = Output<'eligibility.card'>

/** The benefit card of a session: each figure with its segment, and the segments themselves. */
export function cardOfSession(db: Reading, id: number): Card {
  const appointment = appointmentById(db, id) ?? refuse('record.missing')
  const inquiry = inquiryOf(db, id)
  const coverage = inquiry ? coverageById(db, inquiry.coverage) : primaryCoverage(db, appointment.patient, appointment.day as Day)
  const payer = coverage && payerById(db, inquiry?.payer ?? coverage.payer)
  const patient = must('a session has its patient', patientById(db, appointment.patient))
  const sources = inquiry ? sourcesOf(db, inquiry.id) : new Map<string, number>()
  const figure = <T>(field: string, value: T | null | undefined): { value: T | null; segment: number | null } => ({
    value: value ?? null,
    segment: sources.get(field) ?? null,
  })
  const money = (field: string, value: number | null | undefined) => figure<Cents>(field, typeof value === 'number' ? cents(value) : null)
  return {
    appointment: id,
    patient: fullName(patient),
    patientId: patient.id,
    payer: payer?.name ?? null,
    memberId: coverage?.member_id ?? null,
    day: appointment.day as Day,
    time: appointment.start,
    outcome: (inquiry?.outcome ?? 'not-asked') as Card['outcome'],
    askedAt: inquiry?.asked_at ?? null,
    answeredAt: inquiry?.answered_at ?? null,
    requestFile: inquiry?.request ?? null,
    answerFile: inquiry?.answer ?? null,
    plan: inquiry?.plan ?? null,
    planBegins: figure('planBegins', inquiry?.plan_begins as Day | null | undefined),
    planEnds: figure('planEnds', inquiry?.plan_ends as Day | null | undefined),
    network: inquiry?.network ?? null,
    owes: inquiry && OWING.includes(inquiry.outcome) ? money('copay', inquiry.copay) : figure('', null),
    copay: money('copay', inquiry?.copay),
    coinsurance: figure('coinsurance', inquiry?.coinsurance),
    deductible: money('deductible', inquiry?.deductible),
    deductibleLeft: money('deductibleLeft', inquiry?.deductible_left),
    outOfPocket: money('outOfPocket', inquiry?.out_of_pocket),
    outOfPocketLeft: money('outOfPocketLeft', inquiry?.out_of_pocket_left),
    visits: figure('visits', inquiry?.visits),
    visitsLeft: figure('visitsLeft', inquiry?.visits_left),
    authorization: figure('authorization', inquiry?.authorization),
    administrator: inquiry?.administrator
      ? { name: inquiry.administrator, id: inquiry.administrator_id, segment: sources.get('administrator') ?? null }
      : null,
    reject: inquiry?.reject_code ? { ...refusalWords(inquiry.reject_code), segment: sources.get('reject') ?? null } : null,
    messages: inquiry?.messages?.split('\n').filter(Boolean) ?? [],
    segments: inquiry ? segmentsOf(db, inquiry, sources) : [],
    documents: inquiry ? documentsOf(db, inquiry, sources.get('from') ?? null) : [],
  }
}

/** The answer and the question as files; a session that waits has only the question. */
const documentsOf = (db: Reading, { answer, request }: InquiryRow, segment: number | null): Card['documents'] =>
  [answer, request].flatMap((id) => {
    const file = id === null ? undefined : keptFile(db, id)
    if (!file) return []
    const { direction, name, kind, at } = file
    return [{ file: file.id, direction, name, kind, at, segment: id === answer ? segment : null }]
  })

const SHOWN = ['EB', 'AAA', 'MSG', 'NM1']

/** What the answer says of the person, line by line, and every other segment that a figure came from. */
function segmentsOf(db: Reading, inquiry: InquiryRow, sources: ReadonlyMap<string, number>): SegmentLine[] {
  const bytes = inquiry.answer === null ? undefined : fileBytes(db, inquiry.answer)
  if (!bytes) return []
  const [first, last] = [sources.get('from') ?? 0, sources.get('to') ?? 0]
  const cited = new Set([...sources].filter(([field]) => field !== 'from' && field !== 'to').map(([, segment]) => segment))
  const isOfPerson = (segment: number, raw: string): boolean =>
    segment >= first && segment <= last && SHOWN.some((id) => raw.startsWith(id))
  const words = new Map([...wordsIn(bytes, first), ...planWords(inquiry, sources)])
  return explain(bytes, Math.min(first, ...cited), Math.max(last, ...cited))
    .filter(({ segment, raw }) => cited.has(segment) || isOfPerson(segment, raw))
    .map((one) => ({ ...lineOf(one), words: words.get(one.segment) ?? one.words }))
}

/** The dates of the plan; one segment may give both. */
function planWords({ plan_begins: begins, plan_ends: ends }: InquiryRow, sources: ReadonlyMap<string, number>): Map<number, string> {
  const words = new Map<number, string>()
  const say = (field: string, text: string): void => {
    const at = sources.get(field)
    if (at !== undefined) words.set(at, [words.get(at), text].filter(Boolean).join(', '))
  }
  if (begins !== null) say('planBegins', `Plan begins ${shownDay(begins as Day)}`)
  if (ends !== null) say('planEnds', `Plan ends ${shownDay(ends as Day)}`)
  return words
}

/** People, benefit rows, messages, related parties and refusals of the set that holds a segment, in the words of the code lists. */
export function wordsIn(bytes: Uint8Array, segment: number): ReadonlyMap<number, string> {
  const raw = setsOf(readFile(bytes)).find((one) => one.segments.last >= segment)
  if (raw?.id !== '271') return new Map()
  const response = (readAny(raw).reading.value ?? {}) as Response271
  const people = answersOf(response)
  const benefits = people.flatMap(({ subscriber, dependent }) => (dependent ?? subscriber).benefits ?? [])
  const rejections = [
    ...rejectionsAbove(response),
    ...people.flatMap(({ subscriber, dependent }) => [...(subscriber.person?.rejections ?? []), ...(dependent?.person?.rejections ?? [])]),
    ...benefits.flatMap((one) => one.rejections ?? []),
  ]
  return new Map([
    ...people.flatMap(({ subscriber, dependent }) => [
      ...personWords('Subscriber', subscriber.person),
      ...(dependent ? personWords('Dependent', dependent.person) : []),
    ]),
    ...benefits.map((one) => [one.benefit.at ?? 0, benefitWords(one.benefit)] as const),
    ...benefits.flatMap((one) => one.messages ?? []).map((one) => [one.at ?? 0, `Message: ${one.text}`] as const),
    ...benefits.flatMap((one) => one.related?.parties ?? []).map(({ name }) => [name.at ?? 0, partyWords(name)] as const),
    ...rejections.map((one) => [one.at ?? 0, rejectionWords(one)] as const),
  ])
}
