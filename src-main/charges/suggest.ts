import { diagnosis, dottedDiagnosis, procedures } from '../codes/index.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, sentenceMoney, sum, times, type Cents } from '../../src-shared/money.ts'
import { diagnosesOf, feeOn, payerById, primaryCoverage, providerById } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { clashOf, type Clash } from './overlap.ts'
import { chargesNear } from './records.ts'
import { bandsOf, codeSession, holdAgainst, minutesBetween, modifiersFor, placeOf, type Coded, type Discipline } from './rules.ts'

type Entered = Argument<'charges.suggest'>
type Suggestion = Output<'charges.suggest'>

/**
 * What a session becomes, as far as it is typed: codes from the minutes, modifiers by the payer, place, diagnoses, fee, each with its reason.
 * @param whose charges it may stand in the way of: `own` says nothing of other patients, for what is kept where others read it
 */
export function suggest(db: Reading, entered: Entered, whose: 'any' | 'own' = 'any'): Suggestion {
  const on: Day = entered.day
  const provider = entered.provider === undefined ? undefined : providerById(db, entered.provider)
  const coverage = entered.patient === undefined ? undefined : primaryCoverage(db, entered.patient, on)
  const payer = coverage && payerById(db, coverage.payer)
  const place = placeOf(entered.mode)
  const given = entered.diagnoses ?? (entered.patient === undefined ? [] : diagnosesOf(db, entered.patient))
  const diagnoses = given.map(dottedDiagnosis)
  const minutes = entered.start === undefined || entered.stop === undefined ? undefined : minutesBetween(entered.start, entered.stop)
  const bands = bandsOf(entered.service).map((band) => ({
    from: band.from,
    code: band.code ?? null,
    cents: band.code === undefined ? null : (feeOn(db, band.code, on) ?? null),
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
    return {
      ...base,
      outcome: 'incomplete',
      asks: null,
      notice: wrong ? { grade: 'stop', words: 'The session stops before it starts.' } : null,
      lines: [],
      cents: NO_MONEY,
      reasons: [],
    }
  }
  const session = {
    service: entered.service,
    minutes: entered.service === 'em-therapy' ? (entered.therapyMinutes ?? minutes) : minutes,
    discipline: (provider?.discipline ?? 'other') as Discipline,
    interactive: entered.interactive,
    ...(entered.em !== undefined && { em: entered.em.toUpperCase() }),
  }
  const suggested = codeSession(session)
  const coded =
    entered.code === undefined || entered.code === ''
      ? suggested
      : holdAgainst(suggested, session, {
          code: entered.code,
          feeOf: (code) => feeOn(db, code, on),
          shown: (amount) => sentenceMoney(cents(amount)),
        })
  const modifiers = modifiersFor(entered.mode, payer)
  const pointers = diagnoses.slice(0, 4).map((_, n) => n + 1)
  const lines = coded.lines.map((line) => ({
    code: line.code,
    short: procedures.find(line.code)?.short ?? line.code,
    modifiers,
    units: line.units,
    pointers,
    cents: times(feeOn(db, line.code, on) ?? NO_MONEY, line.units),
  }))
  const clash = clashIn(db, entered, whose)
  const isShort = bands[1] !== undefined && session.minutes < bands[1].from
  return {
    ...base,
    outcome: lines.length === 0 ? 'unbillable' : 'billed',
    asks: clash?.is === 'doubled' ? 'doubled' : lines.length === 0 && !isShort ? 'unbillable' : null,
    notice: coded.notice ?? (clash ? { grade: 'warning', words: clash.words } : longNotice(minutes)),
    lines,
    cents: sum(lines.map((line) => line.cents)),
    reasons: reasons(db, entered, coded, { place, modifiers, diagnoses, payerName: payer?.name, fees: lines }),
  }
}

/** What the session stands in the way of, of what is charged on its day. */
function clashIn(
  db: Reading,
  { patient, provider, start, stop, day, service, replaces }: Entered,
  whose: 'any' | 'own',
): Clash | undefined {
  if (patient === undefined || provider === undefined || start === undefined || stop === undefined) return undefined
  const others = chargesNear(db, day, patient, provider).filter(
    (one) => one.id !== replaces && (whose === 'any' || one.patient === patient),
  )
  return clashOf({ patient, provider, start, stop, service }, others)
}

/** Beyond this a stop was mistyped more often than a session was that long. */
const LONG_MINUTES = 180
const longNotice = (minutes: number): { grade: 'warning'; words: string } | null =>
  minutes > LONG_MINUTES ? { grade: 'warning', words: `${minutes} minutes is long for a session. Look at start and stop.` } : null

type Rest = {
  place: string
  modifiers: readonly string[]
  diagnoses: readonly string[]
  payerName: string | undefined
  fees: readonly { code: string; cents: Cents }[]
}

function reasons(db: Reading, entered: Entered, coded: Coded, rest: Rest): Suggestion['reasons'] {
  const remote = entered.mode !== 'in-person'
  const unfit = rest.diagnoses.filter((code) => diagnosis(code, entered.day).is !== 'billable')
  const unpriced = rest.fees.filter((line) => feeOn(db, line.code, entered.day) === undefined)
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
