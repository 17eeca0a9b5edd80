import type { Output, Permission } from '../../src-shared/contract/index.ts'
import type { Filter } from '../../src-shared/contract/list.ts'
import { addDays, daysBetween, shownDay, weekday, workdaysBefore, type Day } from '../../src-shared/day.ts'
import { cents, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import type { History } from './history.ts'
import { plural } from './kind.ts'
import { claimsOnTheWay, claimsReady, cleanClaims, owedInAll, remittancesSince, type OnTheWay } from './records/figures.ts'
import { cleanShort, expectation, forecastDay } from './rules.ts'

type Figure = Output<'today.get'>['figures'][number]
type May = (permission: Permission) => boolean

const view = (...filters: Filter[]): Figure['view'] => ({ filters, sort: [] })
const any = (field: string, ...of: string[]): Filter => ({ is: 'any', field, of })

/** The strip above the desk. Every figure says in words what it counts, and opens to the rows it counts. */
export function deskFigures(db: Reading, today: Day, history: History, may: May): Figure[] {
  return [
    ...(may('claims.read') ? [owedFigure(db, history), readyFigure(db)] : []),
    ...(may('remittance.read') ? [arrivedFigure(db, today)] : []),
    ...(may('claims.read') ? [expectedFigure(db, today, history), cleanFigure(db, today)] : []),
  ]
}

function owedFigure(db: Reading, history: History): Figure {
  const owed = owedInAll(db)
  // Tenths of a day, over 90 days of charges.
  const charged = history.charged()
  const days = charged > 0 ? Math.round((owed.cents * 900) / charged) : undefined
  return {
    id: 'owed',
    label: 'Owed to the practice',
    cents: owed.cents,
    percent: null,
    words: days === undefined ? `${sentenceMoney(owed.patient)} of it by patients` : `${tenths(days)} days in A/R`,
    explain: [
      `What payers and patients still owe on ${plural(owed.n, 'claim')}, by the ledger. ${sentenceMoney(owed.patient)} of it is owed by patients.`,
      'Credits the practice owes back are not taken off.',
      days === undefined
        ? 'Days in A/R cannot be told: nothing was charged in the last 90 days.'
        : `Days in A/R: what is owed, over the ${sentenceMoney(charged)} charged for sessions of the last 90 days, times 90.`,
    ],
    screen: 'claims',
    view: view({ is: 'number', field: 'owed', from: 1 }),
  }
}

const tenths = (value: number): string => `${Math.floor(value / 10)}.${value % 10}`

function readyFigure(db: Reading): Figure {
  const ready = claimsReady(db)
  return {
    id: 'ready',
    label: 'Ready to send',
    cents: ready.cents,
    percent: null,
    words: ready.n === 0 ? 'nothing waits to leave' : `${plural(ready.n, 'claim')}, all checks passed`,
    explain: ['Charges of the claims that passed every check and have not left.'],
    screen: 'claims',
    view: view(any('status', 'ready')),
  }
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function arrivedFigure(db: Reading, today: Day): Figure {
  const since = workdaysBefore(today, 1)
  const arrived = remittancesSince(db, since)
  const n = arrived.reduce((all, row) => all + row.n, 0)
  const parts = (
    [
      ['rehearsed', 'to post'],
      ['quarantined', 'held'],
      ['partly', 'posted in part'],
      ['posted', 'posted'],
    ] as const
  ).flatMap(([status, words]) => {
    const found = arrived.find((row) => row.status === status)
    return found ? [`${found.n} ${words}`] : []
  })
  return {
    id: 'arrived',
    label: `Arrived since ${WEEKDAYS[weekday(since)] ?? ''}`,
    cents: sum(arrived.map((row) => cents(row.cents))),
    percent: null,
    words: n === 0 ? 'no remittance' : `${plural(n, 'remittance')}: ${parts.join(', ')}`,
    explain: [
      `What payers paid by the remittances that were read since ${shownDay(since)}, the last working day, whatever became of them here.`,
    ],
    screen: 'remits',
    view: view({ is: 'days', field: 'arrived', from: since }),
  }
}

const ON_THE_WAY = any('status', 'sent', 'received', 'accepted', 'silent')

function expectedFigure(db: Reading, today: Day, history: History): Figure {
  const by = forecastDay(today)
  const waiting = claimsOnTheWay(db)
  const known = waiting.filter(({ payer }) => history.payments(payer) !== undefined)
  const out = plural(
    waiting.reduce((all, row) => all + row.n, 0),
    'claim',
  )
  const base = { id: 'expected', percent: null, screen: 'claims' as const, view: view(ON_THE_WAY) }
  if (known.length === 0) {
    const all = sum(waiting.map((row) => cents(row.cents)))
    return {
      ...base,
      label: 'With payers',
      cents: all,
      words: waiting.length === 0 ? 'nothing is on its way' : `${out} sent, not decided`,
      explain: [
        `Charges of the ${out} that left and are not decided.`,
        'When it comes cannot be foretold yet: that needs twenty payments of a payer in the last 180 days.',
      ],
    }
  }
  const { mean, low, high } = foretold(known, today, by, history)
  const without = waiting.length - known.length
  return {
    ...base,
    label: `Expected by ${shownDay(by)}`,
    cents: mean,
    words: `likely ${short(low)} to ${short(high)}`,
    explain: [
      `What is likely to be paid by ${shownDay(by)} on the ${out} that left and are not decided.`,
      'For each payer: how many days its payments of the last 180 days took, and which share of the charge came.',
      'Four times in five it falls between the two figures, if payers go on as they did.',
      ...(without > 0 ? ['Payers with fewer than twenty payments are left out.'] : []),
    ],
  }
}

const short = (amount: Cents): string => sentenceMoney(amount).replace(/\.\d\d$/, '')

/** The expected sum with the range of four in five: 1.28 standard deviations to each side, to whole dollars. */
function foretold(rows: readonly OnTheWay[], today: Day, by: Day, history: History): { mean: Cents; low: Cents; high: Cents } {
  const days = daysBetween(today, by)
  const all = rows.reduce(
    (sums, { payer, sent, n, cents: money }) => {
      const of = history.payments(payer)
      if (!of) return sums
      const waiting = { age: Math.max(0, daysBetween(sent as Day, today)), n, cents: cents(money) }
      const next = expectation([waiting], of.lags, days, of.share)
      return { mean: sums.mean + next.mean, variance: sums.variance + next.variance }
    },
    { mean: 0, variance: 0 },
  )
  const wide = 1.28 * Math.sqrt(all.variance)
  const dollars = (value: number): Cents => cents(Math.round(Math.max(0, value) / 100) * 100)
  return { mean: dollars(all.mean), low: dollars(all.mean - wide), high: dollars(all.mean + wide) }
}

function cleanFigure(db: Reading, today: Day): Figure {
  const since = addDays(today, -90)
  const { sent, clean } = cleanClaims(db, since)
  const missing = cleanShort(sent, clean)
  return {
    id: 'clean',
    label: 'Clean claims, 90 days',
    cents: null,
    // Cut, never rounded up to a target that was not met.
    percent: sent === 0 ? null : Math.floor((clean * 1000) / sent),
    words: sent === 0 ? 'nothing sent yet' : missing === 0 ? 'target 98%, met' : `target 98%, ${plural(missing, 'claim')} short`,
    explain: [
      `${clean.toLocaleString('en-US')} of ${sent.toLocaleString('en-US')} claims first sent since ${shownDay(since)} were never turned back by a payer or clearinghouse.`,
      'A claim that was turned back and sent again counts as not clean.',
    ],
    screen: 'claims',
    view: view(any('origin', 'charge'), { is: 'days', field: 'sentOn', from: since }),
  }
}
