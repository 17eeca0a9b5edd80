import { OPEN_DENIAL } from '../../src-shared/contract/denials.ts'
import type { Output, Permission } from '../../src-shared/contract/index.ts'
import { addDays, addMonths, daysBetween, shownDay, weekday, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import { reasonWords } from '../codes/index.ts'
import { fullName } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { claimsReady, claimsWithPayers, cleanClaims, openWork, owedInAll, remittancesSince } from './records/figures.ts'
import {
  appealsDueBy,
  bookedSessions,
  claimsWaiting,
  closedDenials,
  denialsDueBy,
  openRemittances,
  patientsAlike,
  unchargedCount,
  unchargedSessions,
  unverifiedSessions,
  type WaitingClaim,
} from './records/waiting.ts'

type Desk = Output<'today.get'>
type Line = Desk['lines'][number]
type View = Line['view']

/** Whether the person may see what a permission opens; without a person, everything. */
type May = (permission: Permission) => boolean
const everything: May = () => true

const LINES: readonly (readonly [Permission, (db: Reading, today: Day) => Line | undefined])[] = [
  ['denials.read', (db, today) => denialsDue(db, today)],
  ['remittance.read', (db) => unbalanced(db)],
  ['eligibility.read', (db, today) => unverified(db, today)],
  ['claims.read', (db, today) => rejected(db, today)],
  ['claims.read', (db, today) => held(db, today)],
  ['claims.read', (db, today) => silent(db, today)],
  ['appeals.read', (db, today) => appealsDue(db, today)],
  ['charges.read', (db, today) => uncharged(db, today)],
  ['claims.read', (db, today) => ready(db, today)],
  ['patients.read', (db) => alike(db)],
]

/** What needs a person now, of what the person may see. Each line is a view of a grid; its figures are sums over the same rows. */
export function deskLines(db: Reading, today: Day, may: May = everything): Line[] {
  const lines = LINES.map(([permission, line]) => (may(permission) ? line(db, today) : undefined))
  return lines.filter((line): line is Line => line !== undefined).sort((one, other) => weight(other, today) - weight(one, today))
}

/** Money counts more the nearer its deadline: a week weighs ten times a quarter. */
function weight(line: Line, today: Day): number {
  const days = line.due === null ? 60 : Math.max(1, daysBetween(today, line.due))
  return (line.cents + line.items * 2000) / days
}

const view = (...filters: View['filters']): View => ({ filters, sort: [] })
const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`
const total = (rows: readonly { cents: number }[]): Cents => cents(rows.reduce((all, row) => all + row.cents, 0))

/** The next day the practice works: Monday after a Friday. */
function nextWorkday(today: Day): Day {
  const next = addDays(today, 1)
  return weekday(next) === 6 ? addDays(next, 2) : weekday(next) === 0 ? addDays(next, 1) : next
}

function denialsDue(db: Reading, today: Day): Line | undefined {
  const limit = addDays(today, 7)
  const rows = denialsDueBy(db, limit)
  const [first] = rows
  if (!first) return undefined
  const passed = rows.filter((row) => row.due < today).length
  const ended = closedDenials(db)
  return {
    id: 'denials-due',
    shape: 'denied',
    title: 'Denials with a limit in the next 7 days',
    detail: `${plural(rows.length, 'line')}. The first, ${first.name}, runs out on ${shownDay(first.due as Day)}.`,
    items: rows.length,
    cents: total(rows),
    due: first.due as Day,
    screen: 'denials',
    view: view({ is: 'any', field: 'status', of: [...OPEN_DENIAL] }, { is: 'days', field: 'due', to: limit }),
    first: rows.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: `${row.name} · ${shownDay(row.first_day as Day)} · ${row.codes}`,
      words: reasonWords(row.group_code, row.reason),
      cents: cents(row.cents),
      due: row.due as Day,
    })),
    why: [
      { what: 'Money at contract rates', value: sentenceMoney(total(rows)) },
      ...(ended.n > 0 ? [{ what: 'Closed denials that were paid after all', value: `${Math.round((ended.paid * 100) / ended.n)}%` }] : []),
      { what: 'Days to the first limit', value: String(Math.max(0, daysBetween(today, first.due as Day))) },
      { what: 'Limits already passed', value: String(passed) },
    ],
  }
}

function unbalanced(db: Reading): Line | undefined {
  const rows = openRemittances(db)
  const [first] = rows
  if (!first) return undefined
  const bad = rows.filter((row) => row.status === 'quarantined')
  return {
    id: 'remittances-open',
    shape: bad.length > 0 ? 'held' : 'rehearsal',
    title:
      bad.length > 0
        ? `${plural(bad.length, 'remittance')} ${bad.length === 1 ? 'does' : 'do'} not balance`
        : `${plural(rows.length, 'remittance')} to post`,
    detail: bad[0] ? `${bad[0].payer_name}: ${bad[0].reason} Nothing is posted.` : `Rehearsed, ${sentenceMoney(total(rows))} in all.`,
    items: rows.length,
    cents: total(rows),
    due: null,
    screen: 'remits',
    view: view({ is: 'any', field: 'status', of: ['rehearsed', 'quarantined'] }),
    first: rows.slice(0, 6).map((row) => ({
      name: row.payer_name,
      line: `${row.trace} · ${shownDay(row.day as Day)}`,
      words: row.status === 'quarantined' ? row.reason : plural(row.claims, 'claim'),
      cents: cents(row.cents),
      due: null,
    })),
    why: [{ what: 'Money waiting to be posted', value: sentenceMoney(total(rows)) }],
  }
}

function unverified(db: Reading, today: Day): Line | undefined {
  const day = nextWorkday(today)
  const rows = bookedSessions(db, day)
  const open = rows.filter((row) => row.outcome !== 'active')
  const [first] = open
  if (!first) return undefined
  const inactive = open.filter((row) => row.outcome === 'inactive').length
  const other = open.filter((row) => row.outcome === 'other-administrator').length
  const parts = [
    plural(open.length - inactive - other, 'not verified', 'not verified'),
    ...(inactive > 0 ? [`${inactive} inactive`] : []),
    ...(other > 0 ? [`${other} with another administrator`] : []),
  ]
  return {
    id: 'unverified',
    shape: 'not-determined',
    title: `Sessions of ${shownDay(day)} not verified`,
    detail: `${rows.length} booked. ${parts.join(', ')}.`,
    items: open.length,
    cents: NO_MONEY,
    due: day,
    screen: 'eligibility',
    view: view({ is: 'days', field: 'day', from: day, to: day }),
    first: open.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: `${shownDay(day)} · ${row.start}`,
      words: row.outcome === null ? 'Not asked yet' : row.outcome.replaceAll('-', ' '),
      cents: NO_MONEY,
      due: day,
    })),
    why: [
      { what: 'Sessions that day', value: String(rows.length) },
      { what: 'Without a clear answer', value: String(open.length) },
    ],
  }
}

type ClaimLine = {
  readonly id: string
  readonly title: string
  readonly shape: Line['shape']
  readonly statuses: readonly string[]
  /** Only claims of our own that left by this day. */
  readonly sentBy?: Day
  readonly detail: (rows: readonly WaitingClaim[]) => string
}

function claimLine(db: Reading, today: Day, { id, title, shape, statuses, sentBy, detail }: ClaimLine): Line | undefined {
  const rows = claimsWaiting(db, statuses, sentBy)
  const [first] = rows
  if (!first) return undefined
  return {
    id,
    shape,
    title,
    detail: detail(rows),
    items: rows.length,
    cents: total(rows),
    due: shape === 'ready' ? null : (first.file_by as Day),
    screen: 'claims',
    view: view(
      { is: 'any', field: 'status', of: [...statuses] },
      ...(sentBy
        ? [
            { is: 'any' as const, field: 'origin', of: ['charge'] },
            { is: 'days' as const, field: 'sentOn', to: sentBy },
          ]
        : []),
    ),
    first: rows.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: `${row.payer} · ${shownDay(row.first_day as Day)} · ${row.codes}`,
      words: row.words ?? '',
      cents: cents(row.cents),
      due: row.file_by as Day,
    })),
    why: [
      { what: 'Charges', value: sentenceMoney(total(rows)) },
      { what: 'First filing limit', value: shownDay(first.file_by as Day) },
      { what: 'Days to it', value: String(daysBetween(today, first.file_by as Day)) },
    ],
  }
}

const rejected = (db: Reading, today: Day) =>
  claimLine(db, today, {
    id: 'rejected',
    title: 'Claims turned back by the payer',
    shape: 'rejected',
    statuses: ['rejected'],
    detail: () => 'Never entered its system, so the filing limit still runs.',
  })
const held = (db: Reading, today: Day) =>
  claimLine(db, today, {
    id: 'held',
    title: 'Claims that failed the checks',
    shape: 'held',
    statuses: ['held'],
    detail: (rows) => `${plural(rows.length, 'claim')} held, each with its reason.`,
  })
const ready = (db: Reading, today: Day) =>
  claimLine(db, today, {
    id: 'ready',
    title: 'Claims ready to send',
    shape: 'ready',
    statuses: ['ready'],
    detail: (rows) => `${plural(rows.length, 'claim')}, all checks passed.`,
  })
// A claim sent is marked silent some days later; without an answer it is the same to a person.
const silent = (db: Reading, today: Day) =>
  claimLine(db, today, {
    id: 'silent',
    title: 'No answer after 3 days',
    shape: 'silent',
    statuses: ['sent', 'silent'],
    sentBy: addDays(today, -3),
    detail: (rows) => `${plural(rows.length, 'claim')} sent and not acknowledged.`,
  })

function appealsDue(db: Reading, today: Day): Line | undefined {
  const limit = addDays(today, 14)
  const rows = appealsDueBy(db, limit)
  const [first] = rows
  if (!first) return undefined
  return {
    id: 'appeals-due',
    shape: 'appealed',
    title: 'Appeals to send in the next 14 days',
    detail: `${plural(rows.length, 'letter')} begun. The first is due on ${shownDay(first.due as Day)}.`,
    items: rows.length,
    cents: total(rows),
    due: first.due as Day,
    screen: 'appeals',
    view: view({ is: 'any', field: 'status', of: ['draft', 'ready'] }, { is: 'days', field: 'due', to: limit }),
    first: rows.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: `${row.name} · ${shownDay(row.first_day as Day)} · ${row.codes}`,
      words: row.status === 'ready' ? 'Packet made, not sent' : 'Letter begun',
      cents: cents(row.cents),
      due: row.due as Day,
    })),
    why: [
      { what: 'In dispute', value: sentenceMoney(total(rows)) },
      { what: 'Days to the first', value: String(daysBetween(today, first.due as Day)) },
    ],
  }
}

/** Sessions older than this are not asked for again. */
const unchargedSince = (today: Day): Day => addMonths(today, -3)

function uncharged(db: Reading, today: Day): Line | undefined {
  const rows = unchargedSessions(db, unchargedSince(today), today)
  const [first] = rows
  if (!first) return undefined
  return {
    id: 'uncharged',
    shape: 'draft',
    title: 'Sessions held but not charged',
    detail: `The oldest is from ${shownDay(first.day as Day)}.`,
    items: rows.length,
    cents: NO_MONEY,
    due: null,
    screen: 'charges',
    view: view({ is: 'days', field: 'day', from: first.day as Day, to: first.day as Day }),
    first: rows.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: `${shownDay(row.day as Day)} · ${row.start} · ${row.clinician}`,
      words: row.service,
      cents: NO_MONEY,
      due: null,
    })),
    why: [{ what: 'Sessions without a charge', value: String(rows.length) }],
  }
}

/** Patients of one name and birth date: one of them may have been entered by somebody who was not shown the other. */
function alike(db: Reading): Line | undefined {
  const rows = patientsAlike(db)
  const [first] = rows
  if (!first) return undefined
  return {
    id: 'patients-alike',
    shape: 'look-here',
    title: 'Patients who may be one',
    detail: `${plural(rows.length, 'name')} with one birth date ${rows.length === 1 ? 'stands' : 'stand'} more than once.`,
    items: rows.length,
    cents: NO_MONEY,
    due: null,
    screen: 'patients',
    view: view({ is: 'any', field: 'name', of: [...new Set(rows.map((one) => `${one.last}, ${one.first}`))].slice(0, 50) }),
    first: rows.slice(0, 6).map((row) => ({
      name: fullName(row),
      line: row.born === null ? '' : `born ${shownDay(row.born as Day)}`,
      words: `${row.n} records`,
      cents: NO_MONEY,
      due: null,
    })),
    why: [{ what: 'Names that stand twice', value: String(rows.length) }],
  }
}

/** The strip above the desk. Every figure says in words what it counts. */
export function deskFigures(db: Reading, today: Day, may: May = everything): Desk['figures'] {
  return [...(may('claims.read') ? claimFigures(db, today) : []), ...(may('remittance.read') ? [arrivedFigure(db, today)] : [])].sort(
    (one, other) => STRIP.indexOf(one.id) - STRIP.indexOf(other.id),
  )
}
const STRIP = ['owed', 'ready', 'arrived', 'waiting', 'clean']

function arrivedFigure(db: Reading, today: Day): Desk['figures'][number] {
  const arrived = remittancesSince(db, addDays(today, -7))
  return { id: 'arrived', label: 'Arrived in 7 days', cents: arrived.cents, percent: null, words: plural(arrived.n, 'remittance') }
}

function claimFigures(db: Reading, today: Day): Desk['figures'] {
  const owed = owedInAll(db)
  const toSend = claimsReady(db)
  const waiting = claimsWithPayers(db)
  const clean = cleanClaims(db, addDays(today, -90))
  return [
    {
      id: 'owed',
      label: 'Owed to the practice',
      cents: sum([owed.payer, owed.patient]),
      percent: null,
      words: `${sentenceMoney(owed.patient)} of it by patients`,
    },
    {
      id: 'ready',
      label: 'Ready to send',
      cents: toSend.cents,
      percent: null,
      words: `${plural(toSend.n, 'claim')}, all checks passed`,
    },
    {
      id: 'waiting',
      label: 'With payers',
      cents: waiting.cents,
      percent: null,
      words: `${plural(waiting.n, 'claim')} sent and not decided`,
    },
    {
      id: 'clean',
      label: 'Clean claims, 90 days',
      cents: null,
      // Tenths of a percent.
      percent: clean.sent === 0 ? null : Math.round((clean.clean * 1000) / clean.sent),
      words: clean.sent === 0 ? 'nothing sent yet' : `${clean.clean} of ${clean.sent}, target 98%`,
    },
  ]
}

/** The counts on the rail, of what the person may see. Those of sessions are of the same rows as the desk's lines. */
export function railCounts(db: Reading, today: Day, may: May = everything): Output<'desk.counts'> {
  const work = openWork(db)
  return {
    ...(may('eligibility.read') && { eligibility: unverifiedSessions(db, nextWorkday(today)) }),
    ...(may('charges.read') && { charges: unchargedCount(db, unchargedSince(today), today) }),
    ...(may('claims.read') && { claims: work.claims }),
    ...(may('remittance.read') && { remits: work.remits }),
    ...(may('denials.read') && { denials: work.denials }),
    ...(may('appeals.read') && { appeals: work.appeals }),
  }
}
