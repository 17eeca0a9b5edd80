import { dottedDiagnosis, type CodeBook } from '../codes/index.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, sentenceMoney, sum, times, type Cents } from '../../src-shared/money.ts'
import { codeBookOf, codeWords, diagnosesOf, feeOn, payerById, primaryCoverage, providerById } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { dayMet } from './day.ts'
import { besideInjection, drugLines, drugNotice, type Given } from './drugs.ts'
import {
  bandsOf,
  codeSession,
  factsOf,
  holdAgainst,
  minutesBetween,
  modifiersFor,
  payerTimeOf,
  placeOf,
  type Coded,
  type CodedLine,
  type Session,
} from './rules.ts'
import { besideDay, type BesideDay, type DayLine, type SavedRow } from './time/beside.ts'
import { checkTime } from './time/check.ts'
import type { Discipline } from './time/facts.ts'

type Entered = Argument<'charges.suggest'>
type Suggestion = Output<'charges.suggest'>

/**
 * What a session becomes, as far as it is typed: codes from the minutes, modifiers by the payer, place, diagnoses, fee, each with its reason.
 * @param whose charges it may stand in the way of: `own` says nothing of other patients, for what is kept where others read it
 */
export const suggest = (db: Reading, entered: Entered, whose: 'any' | 'own' = 'any'): Suggestion =>
  suggestAmong(db, entered, [], whose).suggestion

/** A suggestion, and what the rows of its day say of it, the gravest first. */
type Among = { readonly suggestion: Suggestion; readonly conflicts: BesideDay<DayLine>['notices'] }

/** The same for a session among others that are not saved yet. @param pasted rows of the same clinician, patient and day */
export function suggestAmong(db: Reading, entered: Entered, pasted: readonly SavedRow[], whose: 'any' | 'own' = 'any'): Among {
  const on: Day = entered.day
  const codes = codeBookOf(db)
  const provider = entered.provider === undefined ? undefined : providerById(db, entered.provider)
  const coverage = entered.patient === undefined ? undefined : primaryCoverage(db, entered.patient, on)
  const payer = coverage && payerById(db, coverage.payer)
  const time = payer && payerTimeOf(payer)
  const place = placeOf(entered.mode)
  const given = entered.diagnoses ?? (entered.patient === undefined ? [] : diagnosesOf(db, entered.patient))
  const diagnoses = given.map(dottedDiagnosis)
  const minutes = entered.start === undefined || entered.stop === undefined ? undefined : minutesBetween(entered.start, entered.stop)
  const modifiers = modifiersFor(entered.mode, payer)
  const priced = { modifiers, provider: entered.provider }
  const bands = bandsOf(entered.service, time).map((band) => ({
    from: band.from,
    code: band.code ?? null,
    cents: band.code === undefined ? null : (feeOn(db, band.code, on, priced) ?? null),
  }))
  const base = {
    minutes: minutes ?? null,
    place,
    diagnoses,
    coverage: coverage && payer ? { id: coverage.id, payer: payer.name } : null,
    bands,
  }
  if (minutes === undefined) {
    const wrong = entered.start !== undefined && entered.stop !== undefined
    const notice = wrong ? { grade: 'stop' as const, words: 'The session stops before it starts.' } : null
    return { suggestion: incomplete(base, notice), conflicts: [] }
  }
  const session = {
    day: on,
    service: entered.service,
    minutes: entered.service === 'em-therapy' ? (entered.therapyMinutes ?? minutes) : minutes,
    discipline: (provider?.discipline ?? 'other') as Discipline,
    interactive: entered.interactive,
    codes,
    ...(time && { payer: time }),
    ...(entered.em !== undefined && { em: entered.em.toUpperCase() }),
  }
  const suggested = codeSession(session)
  const { drugs = [] } = entered
  const unsaid = suggested.lines.length === 0 ? undefined : therapyUnsaid(entered, minutes)
  if (unsaid !== undefined) return { suggestion: incomplete(base, { grade: 'stop', words: unsaid }), conflicts: [] }
  const coded =
    entered.code === undefined || entered.code === ''
      ? suggested
      : holdAgainst(suggested, session, {
          code: entered.code,
          feeOf: (code) => feeOn(db, code, on, priced),
          shown: (amount) => sentenceMoney(cents(amount)),
        })
  const { clash, rows } = dayMet(db, entered, whose)
  const together = besideDay(
    coded.lines.map((line) => ({ ...line, modifiers: [...line.modifiers, ...modifiers] })),
    [...rows, ...pasted],
    { ...session, isMedicare: payer?.kind === 'medicare' },
  )
  const pointers = diagnoses.slice(0, 4).map((_, n) => n + 1)
  const billed: readonly (CodedLine & { readonly drug?: Given['drug'] })[] = [
    ...besideInjection(together.lines, drugs),
    ...drugLines(drugs),
  ]
  const lines = billed.map((line) => ({
    code: line.code,
    why: line.why,
    source: line.source,
    short: codeWords(db, line.code, on),
    modifiers: [...line.modifiers],
    units: line.units,
    pointers,
    cents: times(feeOn(db, line.code, on, { ...priced, modifiers: line.modifiers }) ?? NO_MONEY, line.units),
    drug: line.drug ?? null,
  }))
  const isShort = bands[1] !== undefined && session.minutes < bands[1].from
  const suggestion: Suggestion = {
    ...base,
    outcome: lines.length === 0 ? 'unbillable' : 'billed',
    asks: clash?.is === 'doubled' ? 'doubled' : lines.length === 0 && !isShort ? 'unbillable' : null,
    notice: noticeOf([
      together.notices.find(isStop),
      coded.notice,
      warning(drugNotice(drugs, entered.service, entered.mode)),
      warning(clash?.words),
      together.notices[0],
      warning(coded.remark),
      longNotice(minutes),
    ]),
    held: heldTo(entered.code, suggested, session),
    lines,
    cents: sum(lines.map((line) => line.cents)),
    reasons: reasons(
      db,
      entered,
      { ...coded, lines: billed },
      {
        codes,
        place,
        modifiers,
        marks: together.marks,
        diagnoses,
        payerName: payer?.name,
        fees: lines,
      },
    ),
  }
  return { suggestion, conflicts: together.notices }
}

const incomplete = (
  base: Omit<Suggestion, 'outcome' | 'asks' | 'held' | 'notice' | 'lines' | 'cents' | 'reasons'>,
  notice: Notice,
): Suggestion => ({
  ...base,
  outcome: 'incomplete',
  asks: null,
  held: null,
  notice,
  lines: [],
  cents: NO_MONEY,
  reasons: [],
})

/**
 * What to ask where nobody said how much of a visit was psychotherapy. Minutes of the E/M never count as therapy, so the whole of the visit is not taken
 * for it. Source: CPT, psychotherapy with evaluation and management.
 * @param minutes the whole visit
 */
function therapyUnsaid({ service, em, therapyMinutes }: Entered, minutes: number): string | undefined {
  if (service !== 'em-therapy' || em === undefined) return undefined
  if (therapyMinutes === undefined)
    return `How many of the ${minutes} minutes were psychotherapy? Those of the E/M do not count, so only the clinician can say.`
  return therapyMinutes > minutes
    ? `${therapyMinutes} minutes of psychotherapy do not fit into a visit of ${minutes}. Look at start, stop and the minutes.`
    : undefined
}

type Notice = Suggestion['notice']
const isStop = (notice: NonNullable<Notice>): boolean => notice.grade === 'stop'
/** The gravest comes first; one is shown. */
const noticeOf = (all: readonly (Notice | undefined)[]): Notice => all.find((one) => one !== null && one !== undefined) ?? null

const warning = (words: string | undefined): Suggestion['notice'] => (words === undefined ? null : { grade: 'warning', words })

/** A typed code against the minutes: what it stands for in place of the suggested one, over- or undercoded. */
function heldTo(typed: string | undefined, suggested: Coded, session: Session): Suggestion['held'] {
  const code = typed?.toUpperCase() ?? ''
  const onRuler = bandsOf(session.service, session.payer).some((band) => band.code === code)
  if (!onRuler || suggested.lines.some((line) => line.code === code)) return null
  const kept = suggested.lines.filter((line) => line.code === '90785' || line.code === session.em)
  const [verdict] = checkTime([...kept, { code, units: 1 }], factsOf(session))
  return verdict && verdict.is !== 'other' ? { is: verdict.is, words: verdict.words } : null
}

/** Beyond this a stop was mistyped more often than a session was that long. */
const LONG_MINUTES = 180
const longNotice = (minutes: number): { grade: 'warning'; words: string } | null =>
  minutes > LONG_MINUTES ? { grade: 'warning', words: `${minutes} minutes is long for a session. Look at start and stop.` } : null

type Rest = {
  codes: CodeBook
  place: string
  modifiers: readonly string[]
  marks: BesideDay<DayLine>['marks']
  diagnoses: readonly string[]
  payerName: string | undefined
  fees: readonly { code: string; modifiers: readonly string[]; cents: Cents }[]
}

function reasons(db: Reading, entered: Entered, coded: Coded, rest: Rest): Suggestion['reasons'] {
  const remote = entered.mode !== 'in-person'
  const unfit = rest.diagnoses.filter((code) => rest.codes.diagnosis(code, entered.day).is !== 'billable')
  const unpriced = rest.fees.filter(
    (line) => feeOn(db, line.code, entered.day, { modifiers: line.modifiers, provider: entered.provider }) === undefined,
  )
  return [
    ...(coded.lines.length > 0
      ? [{ what: 'Code', value: coded.lines.map((line) => line.code).join(', '), why: coded.why, source: coded.source }]
      : []),
    ...(rest.modifiers.length > 0
      ? [
          {
            what: 'Modifier',
            value: rest.modifiers.join(' '),
            why: `${entered.mode === 'video' ? 'Video' : 'Telephone'} visit. ${rest.payerName ?? 'The payer'} wants ${rest.modifiers.join(' ')} on it.`,
            source: 'Payer rule',
          },
        ]
      : remote && rest.payerName !== undefined
        ? [
            {
              what: 'Modifier',
              value: 'none',
              why: `${rest.payerName} takes ${entered.mode === 'video' ? 'video' : 'telephone'} visits by the place alone.`,
              source: 'Payer rule',
            },
          ]
        : []),
    ...rest.marks.map(({ code, modifier, why }) => ({ what: 'Modifier', value: `${modifier} on ${code}`, why, source: 'NCCI' })),
    {
      what: 'Place',
      value: rest.place,
      why: remote ? 'The patient was at home.' : 'The session was in the office.',
      source: 'From the session',
    },
    ...(rest.diagnoses.length > 0
      ? [
          {
            what: 'Diagnosis',
            value: rest.diagnoses.join(', '),
            why:
              unfit.length === 0
                ? 'As the clinician set them; all billable on this date.'
                : `${unfit.join(', ')} cannot be billed on this date.`,
            source: 'Patient record',
          },
        ]
      : []),
    ...(rest.fees.length > 0
      ? [
          {
            what: 'Fee',
            value: sentenceMoney(sum(rest.fees.map((line) => line.cents))),
            why:
              unpriced.length === 0 ? 'The practice’s fee schedule.' : `No fee is set for ${unpriced.map((line) => line.code).join(', ')}.`,
            source: 'Setup, fees',
          },
        ]
      : []),
    {
      what: 'Bill to',
      value: rest.payerName ?? 'nobody',
      why: rest.payerName === undefined ? 'No coverage holds on this date.' : 'Active on this date, as the coverage says.',
      source: 'Patient record',
    },
  ]
}
