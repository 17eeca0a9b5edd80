import { addDays, daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { quantity } from '../../src-shared/quantity.ts'
import { overlap } from './codes.ts'
import { isFor, type Standing, type Terms } from './rules.ts'

/*
 * How far an authorization reaches, from the rhythm of the visits. Of the facts alone, without a clock: what it comes to on a day is asked then.
 */

/** The rhythm is that of the last eight weeks with services. */
const RHYTHM_DAYS = 56
/** Work begins so many days before visits or days run out: payers want a concurrent review asked for before the last day. */
export const LEAD_DAYS = 14
/** What ran out so long ago, without another service since, is no work any more. */
export const QUIET_DAYS = 28

export type Outlook = {
  /** Neither used nor confirmed yet, what is reserved among it; below zero when more was used than agreed. */
  readonly left: number
  /** Visits in so many days, of the last eight weeks; null when there are too few to tell. */
  readonly rhythm: { readonly visits: number; readonly days: number } | null
  /** The day of the last service that is covered; null when no service can be foreseen. */
  readonly lastDay: Day | null
  /** The first service that is booked and not covered. */
  readonly uncoveredDay: Day | null
  /** Another authorization takes over when it ends. */
  readonly isRenewed: boolean
}

/** Looks ahead along the services that were counted. */
export function outlookOf(terms: Terms, all: readonly Terms[], standings: readonly Standing[]): Outlook {
  const own = standings.filter((one) => one.authorization === terms.id && one.quantity > 0)
  const sumOf = (some: readonly Standing[]): number => some.reduce((sum, one) => sum + one.quantity, 0)
  const done = own.filter((one) => one.account !== 'reserved')
  const booked = own.filter((one) => one.account === 'reserved').sort((one, other) => (one.service.day < other.service.day ? -1 : 1))
  const left = terms.amount - terms.earlier - sumOf(done)
  const beyond = standings.filter(
    ({ service, lack, nearest }) =>
      service.isAhead && nearest === terms.id && (lack === 'used-up' || lack === 'dates') && service.day > terms.starts,
  )
  // The rhythm is the patient's, so that a renewal knows it from its first day.
  const like = standings.filter((one) => one.service.lines.some(({ account }) => account !== 'left') && isFor(terms, one.service))
  const rhythm = rhythmOf(like.map(({ service }) => service.day).sort())
  const before = rhythm === null || left <= 0 ? null : addDays(terms.starts, -Math.round(rhythm.days / rhythm.visits))
  return {
    left,
    rhythm,
    lastDay: lastCovered(
      left,
      done
        .map(({ service }) => service.day)
        .sort()
        .at(-1) ?? before,
      booked,
      own.length === 0 ? 1 : sumOf(own) / own.length,
      rhythm,
    ),
    uncoveredDay: beyond.map(({ service }) => service.day).sort()[0] ?? null,
    isRenewed: all.some((one) => isRenewal(one, terms)),
  }
}

/** Whether one authorization goes on where another ends: not denied, of the same payer, ending later, and for something of the same. */
function isRenewal(one: Terms, of: Terms): boolean {
  if (one.id === of.id || one.payer !== of.payer || one.ends <= of.ends || one.starts > addDays(of.ends, 1)) return false
  if (one.status !== 'approved' && one.status !== 'requested') return false
  if (one.provider !== null && one.provider !== of.provider) return false
  return overlap(one.codes, of.codes)
}

function rhythmOf(days: readonly Day[]): Outlook['rhythm'] {
  const last = days.at(-1)
  if (last === undefined) return null
  const since = days.filter((day) => daysBetween(day, last) < RHYTHM_DAYS)
  const [first] = since
  if (first === undefined || since.length < 2 || first === last) return null
  return { visits: since.length - 1, days: daysBetween(first, last) }
}

/** The day on which what is left is used: along what is booked, then on in the rhythm. */
function lastCovered(left: number, since: Day | null, booked: readonly Standing[], each: number, rhythm: Outlook['rhythm']): Day | null {
  let rest = left
  let last = since
  for (const { quantity: takes, service } of booked) {
    if (rest < takes) return last
    rest -= takes
    last = service.day
  }
  const more = Math.floor(rest / each)
  if (more < 1 || last === null) return last
  // Between two days the earlier: asked for too soon is asked for in time.
  return rhythm === null ? null : addDays(last, Math.floor((more * rhythm.days) / rhythm.visits))
}

/** `one a week`, `two a week`, `one every 10 days`. */
function rhythmWords(rhythm: NonNullable<Outlook['rhythm']>): string {
  const each = rhythm.days / rhythm.visits
  const weekly = Math.round(7 / each)
  const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven']
  if (each <= 8) return `${words[Math.min(7, Math.max(1, weekly))] ?? ''} a week`
  const weeks = Math.round(each / 7)
  return Math.abs(each - weeks * 7) < 1.5 ? `one every ${words[weeks] ?? weeks} weeks` : `one every ${Math.round(each)} days`
}

/** How far it reaches, with its arithmetic: `4 left, one a week, last on 12/18/2026; ends 12/31/2026`. */
export function outlookWords({ unit, ends }: Pick<Terms, 'unit' | 'ends'>, { left, rhythm, lastDay }: Outlook): string {
  const last =
    lastDay === null ? '' : left <= 0 ? `, the last was on ${shownDay(lastDay)}` : `, last on ${shownDay(lastDay < ends ? lastDay : ends)}`
  const said = left < 0 ? `${quantity(unit, -left)} more than agreed` : left === 0 ? 'None left' : `${quantity(unit, left)} left`
  const cut = lastDay !== null && left > 0 && lastDay > ends ? ', more than fit before it ends' : ''
  return `${said}${rhythm && left > 0 ? `, ${rhythmWords(rhythm)}` : ''}${cut || last}; ends ${shownDay(ends)}`
}
