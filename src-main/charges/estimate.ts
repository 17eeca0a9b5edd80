import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../src-shared/day.ts'
import { cents, sum, times, type Cents } from '../../src-shared/money.ts'
import { statedFor, type Stated } from '../eligibility/index.ts'
import {
  appointmentById,
  coverageById,
  coveragesOf,
  payerById,
  primaryCoverage,
  rateOn,
  sessionsOn,
  type PayerRow,
} from '../practice/index.ts'
import { refuse, type Reading } from '../store/index.ts'
import { afterSecond, allowedIn, allowedOf, onSameDay, rangeOf, type Benefits, type Range } from './estimate-rules.ts'
import { atIn, lineStep, stepsOf, UNPLACED, type At } from './estimate-steps.ts'
import { chargeRow, linesOfCharge } from './records.ts'
import { suggest } from './suggest.ts'

type Estimate = Output<'charges.estimate'>
type Line = Estimate['lines'][number]

/** A session or a charge as the estimate sees it. */
type Visit = {
  readonly patient: number
  readonly day: Day
  readonly appointment: number | null
  readonly coverage: number | undefined
  readonly start: string | null
  readonly service: string
  readonly provider: number
  readonly place: string
  readonly lines: readonly { readonly code: string; readonly modifiers: readonly string[]; readonly units: number; readonly cents: Cents }[]
}

/** What the patient owes for a session or a charge, with its arithmetic. @throws Trouble `record.missing` */
export function estimate(db: Reading, input: Argument<'charges.estimate'>): Estimate {
  const visit = input.charge === undefined ? ofSession(db, input.appointment ?? 0) : ofCharge(db, input.charge)
  const coverage = visit.coverage === undefined ? undefined : coverageById(db, visit.coverage)
  const payer = coverage && payerById(db, coverage.payer)
  const stated = payer && statedFor(db, { ...visit, payer: payer.id })
  const lines = visit.lines.map((line): Line => priced(db, line, payer, visit))
  const base = {
    day: visit.day,
    payer: payer?.name ?? null,
    lines,
    charge: sum(lines.map((one) => one.charge)),
    allowed: sum(lines.map((one) => one.allowed)),
    answeredAt: stated?.answer.answered_at ?? null,
    answerFile: stated?.answer.answer ?? null,
    told: stated?.answer.told_by !== null && stated?.answer.told_by !== undefined,
  }
  const open = (why: string): Estimate => ({ ...base, basis: 'open', low: null, high: null, steps: lines.map(lineStep), warnings: [why] })
  if (lines.length === 0) return open('No code can be billed for this session as it stands.')
  if (!payer) return selfPay(base, 'No coverage holds on this day.', UNPLACED)
  if (!stated) return open(`${payer.name} has not said what the patient owes. Ask about the session first.`)
  const { answer } = stated
  const at = atIn(stated)
  if (answer.outcome === 'other-administrator') return open('Another administrator carries mental health. Ask there, then bill it.')
  if (answer.outcome === 'inactive') return selfPay(base, answer.reason ?? 'Not covered on this day.', at('reason'))
  if (answer.outcome !== 'active') return open(answer.reason ?? 'The answer does not say whether the patient is covered.')
  if (answer.visits_left === 0) return usedUp(selfPay(base, 'The visits of this benefit are used up.', at('visitsLeft')), payer)
  const earlier = earlierThatDay(db, visit)
  const own = benefitsOf(answer, payer)
  const benefits = earlier === undefined ? own : onSameDay(own)
  const range = rangeOf(allowedIn(lines.map(asPriced)), benefits)
  if (!range)
    return open(answer.next_service === null ? UNSTATED : `${payer.name} answered for the plan alone. Ask about mental health by name.`)
  const spared = answer.dual === 'Y' ? rangeOf(base.allowed, { ...benefits, owesCopayAtMost: false })?.high.total : undefined
  const second = secondPlan(db, visit)
  const left = second?.stated && afterSecond(range, benefitsOf(second.stated.answer, second.payer))
  const owed = left ?? range
  return {
    ...base,
    basis: 'benefits',
    low: owed.low.total,
    high: owed.high.total,
    steps: [
      ...lines.map(lineStep),
      ...stepsOf({
        allowed: base.allowed,
        range,
        of: benefits,
        at,
        earlier: own.copay ? earlier : undefined,
        spared,
        second: left && second.stated && { name: second.payer.name, left, at: atIn(second.stated) },
      }),
    ],
    warnings: warningsOf(visit, stated, { payer, lines, range, second: left ? undefined : second?.payer }),
  }
}

const UNSTATED = 'The answer states neither copay nor coinsurance, so nobody can say what the patient owes.'

/** When the patient was seen earlier that day by clinicians of the same kind: medical visits and therapy are two. */
function earlierThatDay(db: Reading, { patient, day, appointment, start, service }: Visit): string | undefined {
  if (start === null) return undefined
  const isMedical = (kind: string): boolean => kind === 'em' || kind === 'evaluation-medical'
  return sessionsOn(db, day).find(
    (one) => one.patient === patient && one.id !== appointment && one.start < start && isMedical(one.service) === isMedical(service),
  )?.start
}

/** The coverage behind the first one on the day, and what its payer said. */
function secondPlan(db: Reading, visit: Visit): { readonly payer: PayerRow; readonly stated: Stated | undefined } | undefined {
  const [coverage] = coveragesOf(db, visit.patient)
    .filter((one) => one.carve_of === null && one.position > 1 && (one.starts ?? '') <= visit.day && (one.ends ?? '9999') >= visit.day)
    .toSorted((one, other) => one.position - other.position)
  const payer = coverage && payerById(db, coverage.payer)
  const stated = payer && statedFor(db, { ...visit, payer: payer.id })
  return payer && { payer, stated: stated?.answer.outcome === 'active' ? stated : undefined }
}

/** Medicare has no such limits, and the law on parity is not about it. Source: 45 CFR 146.136(c)(3). */
const usedUp = (of: Estimate, payer: PayerRow): Estimate =>
  payer.kind === 'medicare' || payer.kind === 'medicare-advantage'
    ? of
    : {
        ...of,
        warnings: [...of.warnings, 'A limit on visits of mental health where medical visits have none may break parity: appeal it.'],
      }

const asPriced = (line: Line): { charge: Cents; rate?: Cents } => ({ charge: line.charge, ...(line.isContract && { rate: line.allowed }) })

function priced(db: Reading, line: Visit['lines'][number], payer: PayerRow | undefined, visit: Visit): Line {
  const { coverage, provider, place } = visit
  const rate = payer && rateOn(db, payer.id, line.code, visit.day, { coverage, provider, place, modifiers: line.modifiers })
  const whole = rate === undefined ? undefined : times(rate, line.units)
  return { code: line.code, charge: line.cents, allowed: allowedOf({ charge: line.cents, rate: whole }), isContract: rate !== undefined }
}

function ofSession(db: Reading, id: number): Visit {
  const session = appointmentById(db, id) ?? refuse('record.missing')
  const day = session.day as Day
  const { lines, place } = suggest(db, {
    appointment: id,
    patient: session.patient,
    provider: session.provider,
    day,
    start: session.start,
    stop: session.stop,
    service: session.service as 'individual',
    mode: session.mode as 'video',
    interactive: false,
  })
  const coverage = primaryCoverage(db, session.patient, day)?.id
  return {
    patient: session.patient,
    day,
    appointment: id,
    coverage,
    start: session.start,
    service: session.service,
    provider: session.provider,
    place,
    lines: lines.map(({ code, modifiers, units, cents: fee }) => ({ code, modifiers, units, cents: fee })),
  }
}

function ofCharge(db: Reading, id: number): Visit {
  const charge = chargeRow(db, id) ?? refuse('record.missing')
  return {
    patient: charge.patient,
    day: charge.day as Day,
    appointment: charge.appointment,
    coverage: charge.coverage ?? undefined,
    start: charge.start,
    service: charge.service,
    provider: charge.provider,
    place: charge.place,
    lines: linesOfCharge(db, id).map((line) => ({
      code: line.code,
      modifiers: line.modifiers,
      units: line.units,
      cents: cents(line.cents),
    })),
  }
}

const orNot = (amount: number | null): Cents | undefined => (amount === null ? undefined : cents(amount))

/** @param answer what was stated; a plan whose whole deductible is nothing has nothing of it left */
function benefitsOf(answer: Stated['answer'], payer: PayerRow): Benefits {
  return {
    copay: orNot(answer.copay),
    coinsurance: answer.coinsurance ?? undefined,
    rule: answer.copay_rule ?? undefined,
    deductibleLeft: orNot(answer.deductible_left ?? (answer.deductible === 0 ? 0 : null)),
    deductibleFamilyLeft: orNot(answer.deductible_family_left),
    outOfPocketLeft: orNot(answer.out_of_pocket_left),
    outOfPocketFamilyLeft: orNot(answer.out_of_pocket_family_left),
    owesCopayAtMost: payer.kind === 'medicaid' || answer.dual === 'Y',
  }
}

type Base = Omit<Estimate, 'basis' | 'low' | 'high' | 'steps' | 'warnings'>

/** Where no plan pays, the patient is asked for the fee. */
function selfPay(base: Base, why: string, at: At): Estimate {
  return {
    ...base,
    allowed: base.charge,
    basis: 'self-pay',
    low: base.charge,
    high: base.charge,
    steps: [
      ...base.lines.map((line) => ({ what: line.code, words: 'the fee', cents: line.charge, ...UNPLACED })),
      { what: 'Patient owes', words: why, cents: base.charge, ...at },
    ],
    warnings: [`${why} A good-faith estimate is due before the session.`],
  }
}

/** @param second a second payer that did not say what it takes over */
type Case = { readonly payer: PayerRow; readonly lines: readonly Line[]; readonly range: Range; readonly second: PayerRow | undefined }

function warningsOf(visit: Visit, { answer }: Stated, { payer, lines, range, second }: Case): string[] {
  const isRange = range.low.total !== range.high.total
  return [
    ...(answer.next_service === null
      ? []
      : [`${payer.name} answered for the plan alone; mental health may cost otherwise. Ask about it by name.`]),
    ...(isRange && answer.deductible_left === null && answer.deductible_family_left === null
      ? ['What is left of the deductible is not stated.']
      : []),
    ...(isRange && answer.copay !== null && answer.copay_rule === null
      ? ['Whether the copay waits for the deductible is not stated.']
      : []),
    ...(lines.some((one) => !one.isContract)
      ? [`No contract rate of ${payer.name} is known for every code; the fee stands in its place.`]
      : []),
    ...(answer.network === 'out' ? ['Out of network: what is charged above the plan’s amount may be asked of the patient, too.'] : []),
    ...(second ? [`${second.name} comes second and may take over a part of this; it has not said what.`] : []),
    ...(answer.day === visit.day ? [] : [`From the answer about ${shownDay(answer.day as Day)}.`]),
  ]
}
