import { benefitInformation, requestRefusals, serviceTypes, unknownWords, wordsOf } from '../codes/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { stated } from '../../src-shared/result.ts'
import type { Answered271, Benefit271, Period, Response271 } from '../x12/index.ts'
import { closest, fitsVisit, isMentalHealth, PLAN, rowsOf, textsOf, type Asked, type Row, type Stated } from './benefits.ts'
import { figuresOf, type Figures } from './figures.ts'

/*
 * What a 271 says of one person and one session, as a card. Source: 005010X279A1.
 */

/** What an answer may come to: covered, not covered, could not be determined, and the two ways to learn that someone else must be asked. */
export type Answer = 'active' | 'inactive' | 'undetermined' | 'rejected' | 'other-administrator'

/** A sentence, and the segment that says so; an answer that says nothing has none. */
export type Reason = { readonly value: string; readonly at?: number }

export type Card = Omit<Figures, 'notes'> & {
  readonly outcome: Answer
  /** Why it came to this, in words, and where the answer says so. */
  readonly reason?: Reason
  readonly plan?: string
  readonly planBegins?: Stated<Day>
  readonly planEnds?: Stated<Day>
  readonly administrator?: { readonly name: string; readonly id?: string; readonly at: number }
  /** AAA03. */
  readonly reject?: Stated<string>
  /** The payer's sentences, word for word, then what Parity had to choose. */
  readonly messages: readonly string[]
}

/** The card of a person for a session. */
export function cardOf(answer: Answered271, asked: Asked): Card {
  const person = answer.dependent ?? answer.subscriber
  const refused = rejectionsOf(answer)
  if (refused.length > 0) return refusalOf(refused)
  const benefits = person.benefits ?? []
  const rows = rowsOf(benefits)
  const status = statusOf(rows, personPeriods(answer), asked)
  const administrator = administratorOf(rows, answer)
  const { notes, ...figures } = figuresOf(benefits, asked)
  const rejected = refusal(benefits.flatMap((one) => one.rejections ?? []))
  const isElsewhere = administrator !== undefined && status.outcome !== 'inactive'
  const isSilent = status.outcome === 'undetermined' && rejected !== undefined
  return {
    ...figures,
    ...stated({
      plan: status.plan ?? planOf(rows),
      planBegins: status.begins,
      planEnds: status.ends,
      administrator,
      reject: rejected?.reject,
    }),
    outcome: isElsewhere ? 'other-administrator' : isSilent ? rejected.outcome : status.outcome,
    reason: isElsewhere
      ? { value: 'The answer names another administrator for mental health.', at: administrator.at }
      : isSilent
        ? rejected.reason
        : status.reason,
    messages: [...new Set([...benefits.flatMap((benefit) => textsOf({ benefit })), ...status.notes, ...notes])],
  }
}

type Rejection = NonNullable<Benefit271['rejections']>[number]

/** The rejections of the deepest level that has any: person, provider, payer, system. Source: 005010X279A1, AAA. */
export function rejectionsOf({ source, receiver, subscriber, dependent }: Answered271): readonly Rejection[] {
  const levels = [
    dependent?.person?.rejections,
    subscriber.person?.rejections,
    receiver.provider?.rejections,
    source.payer?.rejections,
    source.rejections,
  ]
  return levels.find((one) => one !== undefined && one.length > 0) ?? []
}

/** The rejections of a file above its people: provider, payer, system. A damaged file may lack any level, whatever the type says. */
export const rejectionsAbove = (response: Response271): readonly Rejection[] =>
  ((response.sources as Response271['sources'] | undefined) ?? []).flatMap((source) => [
    ...(source.receivers ?? []).flatMap((receiver) => receiver.provider?.rejections ?? []),
    ...(source.payer?.rejections ?? []),
    ...(source.rejections ?? []),
  ])

/** A payer that cannot answer now has said nothing about coverage. */
const NOT_NOW: readonly string[] = ['42', '80']

type Refusal = { readonly outcome: 'rejected' | 'undetermined'; readonly reject: Stated<string>; readonly reason: Reason }

function refusal(rejections: readonly Rejection[]): Refusal | undefined {
  const coded = rejections.flatMap((one) => (one.reason === undefined ? [] : [{ value: one.reason, at: one.at ?? 0 }]))
  const reject = coded.find((one) => !NOT_NOW.includes(one.value)) ?? coded[0]
  return (
    reject && {
      outcome: NOT_NOW.includes(reject.value) ? 'undetermined' : 'rejected',
      reject,
      reason: { value: `${requestRefusals.find(reject.value)?.words ?? unknownWords(reject.value)}.`, at: reject.at },
    }
  )
}

/** The card of a question that was turned down. */
export function refusalOf(rejections: readonly Rejection[]): Card {
  const found = refusal(rejections)
  return found
    ? { ...found, messages: [] }
    : { outcome: 'undetermined', reason: { value: 'The question was turned down without a code.' }, messages: [] }
}

type Periods = { readonly begins?: Stated<Day>; readonly ends?: Stated<Day> }
type Dates = readonly { readonly qualifier: string; readonly when: Period; readonly at?: number }[]
type Status = Periods & {
  readonly outcome: 'active' | 'inactive' | 'undetermined'
  readonly reason: Reason
  readonly plan?: string
  readonly notes: readonly string[]
}

/** DTP01 in the order in which it is believed: plan, eligibility, benefit; 291 and 307 count as a span only, for alone they repeat the day asked about. */
const BEGINS = ['346', '356', '348']
const ENDS = ['347', '357', '349']
const SPANS = ['291', '307']

function periodsIn(dates: Dates | undefined): Periods {
  const known = (dates ?? []).filter((one) => (one.when as Period | undefined) !== undefined)
  const first = (qualifiers: readonly string[], of: (when: Period) => Day | undefined): Stated<Day> | undefined =>
    qualifiers
      .flatMap((qualifier) => known.filter((one) => one.qualifier === qualifier))
      .flatMap((one) => {
        const value = of(one.when)
        return value === undefined ? [] : [{ value, at: one.at ?? 0 }]
      })[0]
  const isSpan = (when: Period): boolean => when.to !== undefined
  return stated({
    begins: first(BEGINS, (when) => when.from) ?? first(SPANS, (when) => (isSpan(when) ? when.from : undefined)),
    ends: first(ENDS, (when) => when.to ?? when.from) ?? first(SPANS, (when) => when.to),
  })
}

function personPeriods({ subscriber, dependent }: Answered271): Periods {
  return { ...periodsIn(subscriber.person?.days), ...periodsIn(dependent?.person?.days) }
}

const holdsOn = ({ begins, ends }: Periods, day: Day): boolean =>
  (begins === undefined || begins.value <= day) && (ends === undefined || ends.value >= day)

/**
 * Covered when a row for the plan or for mental health is active on the day; not covered when all such rows are inactive or hold for other days, or
 * when the closest row on mental health says so; else it could not be determined. Source: 005010X279A1, EB01.
 */
function statusOf(rows: readonly Row[], person: Periods, asked: Asked): Status {
  const own = rows
    .filter((row) => row.rank === PLAN || isMentalHealth(row))
    .map((row) => ({ row, kind: kindOf(row), periods: { ...person, ...periodsIn(row.benefit.days) } }))
  const active = own.filter((one) => one.kind === 'active')
  const living = active.filter((one) => holdsOn(one.periods, asked.day))
  const chosen = living.find((one) => one.row.rank === PLAN) ?? living[0] ?? active[0] ?? own.find((one) => one.kind === 'inactive')
  if (!chosen) return { ...person, outcome: 'undetermined', reason: SILENT, notes: [] }
  const facts = { ...chosen.periods, ...stated({ plan: chosen.row.eb.plan }) }
  if (living.length === 0) return { ...facts, outcome: 'inactive', reason: whyInactive(chosen, asked.day), notes: [] }
  const excluded = exclusionOf(rows, asked)
  if (!excluded) return { ...facts, outcome: 'active', reason: said(chosen.row), notes: [] }
  return {
    ...facts,
    outcome: 'inactive',
    reason: said(excluded),
    notes: ['The plan is active, and this answer says that it does not cover mental health.'],
  }
}

const SILENT: Reason = { value: 'The answer says nothing of the plan, and nothing of mental health.' }
const said = ({ eb, at }: Row): Reason => ({
  value: `${wordsOf(benefitInformation, eb.information)}${eb.services?.length ? `: ${nearestService(eb.services)}` : ''}.`,
  at,
})
/** Of many service types in one row, the one that speaks most closely of therapy. */
const nearestService = (services: readonly string[]): string => {
  const pick = (code: string): number => serviceTypes.find(code)?.therapyPick ?? serviceTypes.rows.length
  const [first = ''] = [...services].sort((one, other) => pick(one) - pick(other))
  return wordsOf(serviceTypes, first)
}

function whyInactive({ row, kind, periods }: { row: Row; kind: string | undefined; periods: Periods }, day: Day): Reason {
  const { begins, ends } = periods
  if (kind === 'active' && ends !== undefined && ends.value < day)
    return { value: `The plan ended on ${shownDay(ends.value)}.`, at: ends.at }
  if (kind === 'active' && begins !== undefined) return { value: `The plan begins on ${shownDay(begins.value)}.`, at: begins.at }
  return said(row)
}

const kindOf = (row: Row): string | undefined => benefitInformation.find(row.eb.information)?.kind

/** Not covered (I) or inactive, said of mental health itself and more closely than any row that says active. Out of network alone does not count. */
function exclusionOf(rows: readonly Row[], asked: Asked): Row | undefined {
  const own = rows.filter((row) => isMentalHealth(row) && row.eb.inNetwork !== 'N' && fitsVisit(row, asked))
  const of = (kinds: readonly string[]): readonly Row[] => closest(own.filter((row) => kinds.includes(kindOf(row) ?? '')))
  const [[excluded], [active]] = [of(['not-covered', 'inactive']), of(['active'])]
  return excluded && excluded.rank < (active?.rank ?? Infinity) ? excluded : undefined
}

const planOf = (rows: readonly Row[]): string | undefined => rows.find((row) => row.eb.plan !== undefined)?.eb.plan

/** EB01 that sends to somebody else: contact, managed care, other payer. */
const ELSEWHERE = ['U', 'MC', 'R']
/** NM101 of organizations that may run a benefit. A second or third payer comes after this plan, and a clinician runs nothing. */
const ADMINISTRATORS: readonly string[] = ['PR', 'PRP', 'VN', 'X3', 'Y2', '2B', '1I', 'OC']

/** Who carries mental health instead of this payer. Source: 005010X279A1, EB01 U; loop 2120 follows its EB, with or without III between. */
function administratorOf(rows: readonly Row[], { source }: Answered271): Card['administrator'] {
  const payer = source.payer?.name
  const parties = ELSEWHERE.flatMap((code) => rows.filter((row) => isMentalHealth(row) && row.eb.information === code)).flatMap((row) =>
    (row.benefit.related?.parties ?? []).map((one) => one.name),
  )
  const found = parties.find(
    (one) =>
      ADMINISTRATORS.includes(one.entity) &&
      one.name !== undefined &&
      one.name !== payer?.name &&
      (one.id === undefined || one.id !== payer?.id),
  )
  return found && { name: found.name ?? '', at: found.at ?? 0, ...stated({ id: found.id }) }
}
