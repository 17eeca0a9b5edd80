import { procedures } from '../../codes/index.ts'
import { payerTime, type Facts, type TimedService } from './facts.ts'
import { LADDERS, quarterFrom, type Ladder, type Rung } from './ladders.ts'
import { asOneVisit, codeTime, ladderOf } from './rules.ts'
import type { Timed } from './timed.ts'

/*
 * The other direction: what was billed against what the minutes support. Pure. Overcoding is more than they support, undercoding less; `other` is a
 * code that the service does not have.
 */

export type Billed = { readonly code: string; readonly units: number }
export type Verdict = {
  readonly is: 'over' | 'under' | 'other'
  /** The billed code it is about, or the one that is missing. */
  readonly code: string
  /** The sentence a biller reads. */
  readonly words: string
}

/** Every way in which billed lines and minutes differ; none when they agree. */
export function checkTime(billed: readonly Billed[], given: Facts): readonly Verdict[] {
  const facts = asOneVisit(given)
  const supported = codeTime(facts)
  if (supported.lines.length === 0)
    return billed.map(({ code }) => ({ is: 'over', code, words: `${code} was billed, and nothing of it is supported. ${supported.why}` }))
  const ladder = ladderOf(facts)
  const main = ladder && !UNCLIMBED.includes(facts.service) ? climbed(billed, facts, ladder, supported) : []
  const told = new Set(main.map((one) => one.code))
  return [...main, ...rest(billed, facts, supported, ladder, told)]
}

const UNCLIMBED: readonly TimedService[] = ['quarter-hours', 'esketamine']
const rungOf = (ladder: Ladder, lines: readonly Billed[]): number =>
  ladder.rungs.findLastIndex((rung) => lines.some((line) => line.code === rung.code))
const unitsOf = (lines: readonly Billed[], code: string): number =>
  lines.reduce((all, line) => (line.code === code ? all + line.units : all), 0)
const counted = (units: number, code: string): string => (units === 1 ? `1 unit of ${code}` : `${units} units of ${code}`)

function climbed(billed: readonly Billed[], facts: Facts, ladder: Ladder, supported: Timed): Verdict[] {
  const { minutes } = facts
  const [has, may] = [rungOf(ladder, billed), rungOf(ladder, supported.lines)]
  const [had, right] = [ladder.rungs[has], ladder.rungs[may]]
  if (!had || !right) return missingRung(had, right, minutes)
  if (has > may)
    return [{ is: 'over', code: had.code, words: `${minutes} minutes supports ${right.code}; ${had.code} needs ${had.from} or more.` }]
  if (has < may)
    return [{ is: 'under', code: had.code, words: `${minutes} minutes supports ${right.code}; ${had.code} ends at ${endOf(ladder, has)}.` }]
  return [...once(billed, had.code), ...furtherUnits(billed, facts, had, supported)]
}

const endOf = (ladder: Ladder, at: number): number => (ladder.rungs[at + 1]?.from ?? 0) - 1

function missingRung(had: Rung | undefined, right: Rung | undefined, minutes: number): Verdict[] {
  if (right) return [{ is: 'under', code: right.code, words: `${minutes} minutes supports ${right.code}, and it is not billed.` }]
  // Beside an E/M, minutes that are too few for therapy.
  if (had) return [{ is: 'over', code: had.code, words: `${minutes} minutes is too short for ${had.code}; it needs ${had.from} or more.` }]
  return []
}

const once = (billed: readonly Billed[], code: string): Verdict[] =>
  unitsOf(billed, code) > 1 ? [{ is: 'over', code, words: `${code} is one unit, whatever the minutes beyond.` }] : []

function furtherUnits(billed: readonly Billed[], { minutes }: Facts, { code, more }: Rung, supported: Timed): Verdict[] {
  if (!more) return []
  const [has, may] = [unitsOf(billed, more.code), unitsOf(supported.lines, more.code)]
  if (has === may) return []
  const beside = may === 0 ? `${code} alone` : counted(may, more.code)
  if (has > may) {
    const needs = more.from + (has - 1) * more.step
    return [
      {
        is: 'over',
        code: more.code,
        words: `${minutes} minutes supports ${beside}; ${counted(has, more.code)} ${has === 1 ? 'needs' : 'need'} ${needs} or more.`,
      },
    ]
  }
  const missing = has === 0 ? `and ${more.code} is not billed` : `and ${has === 1 ? '1 is' : `${has} are`} billed`
  return [{ is: 'under', code: more.code, words: `${minutes} minutes supports ${beside} beside ${code}, ${missing}.` }]
}

/** What stands beside the ladder: untimed codes, quarter hours, drugs, interactive complexity, and codes of another service. */
function rest(billed: readonly Billed[], facts: Facts, supported: Timed, ladder: Ladder | undefined, told: ReadonlySet<string>): Verdict[] {
  const onLadder = new Set((ladder?.rungs ?? []).flatMap((rung) => [rung.code, ...(rung.more ? [rung.more.code] : [])]))
  const apart = (code: string): boolean => !onLadder.has(code) && !told.has(code)
  const codes = new Set([...billed, ...supported.lines].map((line) => line.code).filter(apart))
  return [...codes].flatMap((code) => held(code, unitsOf(billed, code), unitsOf(supported.lines, code), facts))
}

function held(code: string, has: number, may: number, facts: Facts): Verdict[] {
  const { minutes, service } = facts
  if (has === may) return []
  if (code === '90785') {
    // Whether something made the session harder stands in the note alone.
    if (may === 0 && facts.interactive === undefined) return []
    return may > has
      ? [{ is: 'under', code, words: 'The session had interactive complexity, and 90785 is not billed.' }]
      : [{ is: 'over', code, words: may === 0 ? '90785 does not go with this service.' : '90785 is one unit a session.' }]
  }
  if (may === 0) return [{ is: 'other', code, words: `${code} is not a code of this service.` }]
  if (service === 'quarter-hours') {
    const needs = quarterFrom(payerTime(facts).rounding) + (has - 1) * 15
    return has > may
      ? [{ is: 'over', code, words: `${minutes} minutes supports ${counted(may, code)}; ${has} need ${needs} or more.` }]
      : [
          {
            is: 'under',
            code,
            words: `${minutes} minutes supports ${counted(may, code)}, and ${has === 1 ? '1 is' : `${has} are`} billed.`,
          },
        ]
  }
  if (has === 0) return [{ is: 'under', code, words: `${code} is supported, and it is not billed.` }]
  return [
    has > may
      ? { is: 'over', code, words: `${counted(may, code)} ${may === 1 ? 'is' : 'are'} supported, and ${has} are billed.` }
      : { is: 'under', code, words: `${counted(may, code)} are supported, and ${has === 1 ? '1 is' : `${has} are`} billed.` },
  ]
}

const OF_CODE: Readonly<Record<string, TimedService>> = {
  '90791': 'evaluation',
  '90792': 'evaluation-medical',
  '90853': 'group',
  '90849': 'multi-family',
  '90845': 'psychoanalysis',
  G2082: 'esketamine',
  G2083: 'esketamine',
}
/** Ladders of the same service under another payer or place. */
const AS: Readonly<Record<string, TimedService>> = {
  'crisis-away': 'crisis',
  'integration-therapist': 'integration',
  'substance-intervention-medicare': 'substance-intervention',
  'em-new': 'em-time',
  'em-established': 'em-time',
  'em-new-medicare': 'em-time',
  'em-established-medicare': 'em-time',
}

/** The service that a code is billed for, from the code alone; of a code with no rule of time, none. */
export function serviceOf(code: string): TimedService | undefined {
  const known = OF_CODE[code]
  if (known) return known
  const found = Object.entries(LADDERS as Readonly<Record<string, Ladder>>).find(([, { rungs }]) =>
    rungs.some((rung) => rung.code === code || rung.more?.code === code),
  )
  if (found) return AS[found[0]] ?? (found[0] as TimedService)
  const row = procedures.find(code)
  return row?.unitMinutes === 15 && !row.addOn ? 'quarter-hours' : undefined
}
