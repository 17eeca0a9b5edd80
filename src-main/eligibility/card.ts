import type { Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { appointmentById, coverageById, fullName, patientById, payerById, primaryCoverage } from '../practice/index.ts'
import { fileBytes, keptFile, refuse, type Reading } from '../store/index.ts'
import { answersOf, explain, lineOf, readAny, readFile, setsOf, type Response271 } from '../x12/index.ts'
import { hintIn, lockedOn, proposalFor } from './carveouts.ts'
import { changesBetween } from './changes.ts'
import { answerBefore, FIGURES, followersOf, inquiryOf, sourcesOf, type InquiryRow, type Place } from './records.ts'
import { rejectionsAbove } from './rules.ts'
import { isOpen } from './runs.ts'
import { serviceWords } from './services.ts'
import { OWING } from './records/sessions.ts'
import { benefitWords, partyWords, personWords, refusalWords, rejectionWords } from './words.ts'

type Card = Output<'eligibility.card'>

/** The benefit card of a session: each figure with its segment, and the segments themselves. */
export function cardOfSession(db: Reading, id: number, today: Day): Card {
  const appointment = appointmentById(db, id) ?? refuse('record.missing')
  const inquiry = inquiryOf(db, id)
  const current = primaryCoverage(db, appointment.patient, appointment.day as Day)
  const coverage = inquiry ? coverageById(db, inquiry.coverage) : current
  const payer = coverage && payerById(db, inquiry?.payer ?? coverage.payer)
  const patient = must('a session has its patient', patientById(db, appointment.patient))
  const sources = inquiry ? sourcesOf(db, inquiry.id) : new Map<string, Place>()
  const run = inquiry ? [inquiry, ...followersOf(db, inquiry.id)] : []
  const newest = run.at(-1)
  const placed = (field: string): Placed => placeOf(sources.get(field))
  const figure = <T>(field: string, value: T | null | undefined): { value: T | null } & Placed => ({
    value: value ?? null,
    ...placed(field),
  })
  const money = (field: keyof typeof FIGURES) => figure<Cents>(field, inCents(inquiry?.[FIGURES[field]]))
  const before = inquiry?.answered_at ? answerBefore(db, inquiry) : undefined
  return {
    appointment: id,
    patient: fullName(patient),
    patientId: patient.id,
    payer: payer?.name ?? null,
    memberId: inquiry?.member_id ?? coverage?.member_id ?? null,
    day: appointment.day as Day,
    time: appointment.start,
    outcome: (inquiry?.outcome ?? 'not-asked') as Card['outcome'],
    reason: figure('reason', inquiry?.reason),
    told: inquiry?.told_by ? { by: inquiry.told_by, reference: inquiry.told_reference ?? '' } : null,
    askedAt: inquiry?.asked_at ?? null,
    answeredAt: inquiry?.answered_at ?? null,
    requestFile: newest?.request ?? null,
    answerFile: inquiry?.answer ?? null,
    questions: run
      .filter((one) => one.told_by === null)
      .map(questionIn)
      .toReversed(),
    waits: run.some((one) => one.follows !== null && one.answered_at === null),
    next:
      inquiry?.outcome === 'active' && inquiry.next_service !== null && isOpen(inquiry.answered_at, today)
        ? serviceWords(inquiry.next_service)
        : null,
    plan: inquiry?.plan ?? null,
    planBegins: figure('planBegins', inquiry?.plan_begins as Day | null | undefined),
    planEnds: figure('planEnds', inquiry?.plan_ends as Day | null | undefined),
    network: inquiry?.network ?? null,
    owes: inquiry && OWING.includes(inquiry.outcome) ? money('copay') : figure('', null),
    copay: money('copay'),
    coinsurance: figure('coinsurance', inquiry?.coinsurance),
    copayRule: figure('copayRule', inquiry?.copay_rule),
    deductible: money('deductible'),
    deductibleLeft: money('deductibleLeft'),
    deductibleFamily: money('deductibleFamily'),
    deductibleFamilyLeft: money('deductibleFamilyLeft'),
    outOfPocket: money('outOfPocket'),
    outOfPocketLeft: money('outOfPocketLeft'),
    outOfPocketFamily: money('outOfPocketFamily'),
    outOfPocketFamilyLeft: money('outOfPocketFamilyLeft'),
    visits: figure('visits', inquiry?.visits),
    visitsLeft: figure('visitsLeft', inquiry?.visits_left),
    authorization: figure('authorization', inquiry?.authorization),
    telehealth: figure('telehealth', inquiry?.telehealth),
    dual: figure('dual', inquiry?.dual),
    outside: {
      copay: money('outCopay'),
      coinsurance: figure('outCoinsurance', inquiry?.out_coinsurance),
      deductible: money('outDeductible'),
      deductibleLeft: money('outDeductibleLeft'),
      outOfPocket: money('outOutOfPocket'),
      outOfPocketLeft: money('outOutOfPocketLeft'),
    },
    changes: inquiry && before ? { since: before.answered_at ?? before.asked_at, of: [...changesBetween(before, inquiry)] } : null,
    administrator: inquiry?.administrator
      ? { name: inquiry.administrator, id: inquiry.administrator_id, ...placed('administrator') }
      : null,
    proposal: proposalFor(db, inquiry, current),
    locked: lockedOn(db, current),
    hint: hintIn(inquiry),
    reject: inquiry?.reject_code ? { ...refusalWords(inquiry.reject_code), ...placed('reject') } : null,
    messages: inquiry?.messages?.split('\n').filter(Boolean) ?? [],
    segments: run.flatMap((one) => segmentsOf(db, one, one === inquiry ? sources : sourcesIn(one, sources, sourcesOf(db, one.id)))),
    documents: run.toReversed().flatMap((one) => documentsOf(db, one)),
  }
}

const inCents = (value: unknown): Cents | null => (typeof value === 'number' ? cents(value) : null)

type Placed = { readonly segment: number | null; readonly file?: number }
const placeOf = (place: Place | undefined): Placed => ({
  segment: place?.segment ?? null,
  ...(place?.file !== null && place?.file !== undefined && { file: place.file }),
})

const questionIn = (one: InquiryRow): Card['questions'][number] => ({
  services: serviceWords(one.services),
  askedAt: one.asked_at,
  answeredAt: one.answered_at,
  requestFile: one.request,
  answerFile: one.answer,
})

/** Of a question that went on: what bounds its person, and what the card has from its file. */
const sourcesIn = (one: InquiryRow, card: ReadonlyMap<string, Place>, own: ReadonlyMap<string, Place>): ReadonlyMap<string, Place> =>
  new Map([...[...card].filter(([, { file }]) => file === one.answer && file !== null), ...own])

/** The answer and the question as files; a session that waits has only the question. */
const documentsOf = (db: Reading, { id: inquiry, answer, request }: InquiryRow): Card['documents'] =>
  [answer, request].flatMap((id) => {
    const file = id === null ? undefined : keptFile(db, id)
    if (!file) return []
    const { direction, name, kind, at } = file
    return [
      { file: file.id, direction, name, kind, at, segment: id === answer ? (sourcesOf(db, inquiry).get('from')?.segment ?? null) : null },
    ]
  })

const SHOWN = ['EB', 'AAA', 'MSG', 'NM1']

/** What the answer to one question says of the person, line by line, and every other segment of it that a figure came from. */
function segmentsOf(db: Reading, inquiry: InquiryRow, sources: ReadonlyMap<string, Place>): Card['segments'] {
  const { answer: file } = inquiry
  const bytes = file === null ? undefined : fileBytes(db, file)
  if (!bytes || file === null) return []
  const own = new Map(
    [...sources].flatMap(([field, place]) => (place.file === null || place.file === file ? [[field, place.segment] as const] : [])),
  )
  const [first, last] = [own.get('from') ?? 0, own.get('to') ?? 0]
  const cited = new Set([...own].filter(([field]) => field !== 'from' && field !== 'to').map(([, segment]) => segment))
  const isOfPerson = (segment: number, raw: string): boolean =>
    segment >= first && segment <= last && SHOWN.some((id) => raw.startsWith(id))
  const words = new Map([...wordsIn(bytes, first), ...planWords(inquiry, own)])
  return explain(bytes, Math.min(first, ...cited), Math.max(last, ...cited))
    .filter(({ segment, raw }) => cited.has(segment) || isOfPerson(segment, raw))
    .map((one) => ({
      ...lineOf(one),
      words: words.get(one.segment) ?? one.words,
      ...(inquiry.follows !== null && { file }),
    }))
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
