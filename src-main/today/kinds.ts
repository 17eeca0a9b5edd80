import { OPEN_DENIAL } from '../../src-shared/contract/denials.ts'
import { COSTLY_LOOKS, SERVICES } from '../../src-shared/contract/practice.ts'
import { addDays, daysBetween, shownDay, type Day } from '../../src-shared/day.ts'
import { cents, NO_MONEY, times } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { authorizationKinds } from './authorization-kinds.ts'
import { certificatesToRenew } from './certificate-kinds.ts'
import { claimKinds, silentKinds } from './claim-kinds.ts'
import { depositKinds } from './deposit-kinds.ts'
import { enrollmentsToDo } from './enrollment-kinds.ts'
import type { History } from './history.ts'
import { any, dayWords, own, plural, unchargedSince, type Kind } from './kind.ts'
import type { Group } from './records/rows.ts'
import {
  appealsDue,
  approvalsWaiting,
  backupOld,
  denialsDue,
  patientApprovals,
  patientsAlike,
  patientsToLookAt,
  remittancesWaiting,
  sessionsBeyond,
  sessionsBooked,
  sessionsUncharged,
  sessionsUnverified,
} from './records/waiting.ts'
import { outboxKind } from './outbox-kinds.ts'
import { refusals } from './refusal-kinds.ts'
import { nextWorkday } from './rules.ts'

/** Every kind of work there is on a day, in no order. */
export function kindsOn(db: Reading, today: Day, history: History): Kind[] {
  return [
    ...denialKinds(today, history),
    ...claimKinds(today, history),
    ...silentKinds(db, today, history),
    ...moneyKinds(history, today),
    ...depositKinds(db, today),
    ...sessionKinds(today, history),
    refusals(today, history),
    ...authorizationKinds(today, history),
    outboxKind(today),
    patientMoney(today),
    alike,
    looks(today, history),
    backups(today),
    enrollmentsToDo(today),
    certificatesToRenew(today),
  ]
}

function denialKinds(today: Day, history: History): Kind[] {
  const limit = addDays(today, 7)
  const shared = {
    of: 'denial',
    shape: 'denied',
    sees: 'denials.read',
    does: 'denials.write',
    screen: 'denials',
    basis: 'contract',
    money: own,
    chance: (group: Group) => history.denial(group.payer ?? 0, group.cause ?? ''),
    chanceWords: 'Share of such denials won in the last 12 months',
    isLimit: true,
    due: null,
  } as const
  const open = any('status', ...OPEN_DENIAL)
  const awake = { is: 'days', field: 'again', to: today } as const
  return [
    {
      ...shared,
      id: 'denials-due',
      rows: denialsDue(today, undefined, limit),
      filters: [open, awake, { is: 'days', field: 'due', to: limit }],
      title: () => 'Denials with a limit in the next 7 days',
      detail: ({ items, due, first }) => {
        const has = due !== null && due < today ? 'ran out' : 'runs out'
        return `${plural(items, 'line')}. The first${first ? `, ${first.party},` : ''} ${has} on ${due ? dayWords(due) : ''}.`
      },
    },
    {
      ...shared,
      id: 'denials-later',
      rows: denialsDue(today, addDays(limit, 1), undefined),
      filters: [open, awake, { is: 'days', field: 'due', from: addDays(limit, 1) }],
      title: () => 'Denials with a later limit',
      detail: ({ items, due }) => `${plural(items, 'line')}. The first limit is ${due ? dayWords(due) : ''}.`,
    },
    {
      ...shared,
      id: 'approvals',
      shape: 'look-here',
      does: 'writeoff.approve',
      rows: approvalsWaiting,
      chance: () => 1,
      chanceWords: 'Share counted',
      isLimit: false,
      due: nextWorkday(today),
      title: ({ items }) => `${plural(items, 'write-off')} ${items === 1 ? 'waits' : 'wait'} for a second person`,
      detail: () => 'Above the limit of who asked. Nothing is written off until somebody else says so.',
    },
  ]
}

function moneyKinds(history: History, today: Day): Kind[] {
  const remits = {
    of: 'remittance',
    sees: 'remittance.read',
    does: 'remittance.post',
    screen: 'remits',
    basis: 'payments',
    money: own,
    chance: () => 1,
    chanceWords: 'The payer has sent it',
    isLimit: false,
    due: nextWorkday(today),
  } as const
  return [
    {
      ...remits,
      id: 'remits-unbalanced',
      shape: 'held',
      rows: remittancesWaiting(['quarantined']),
      filters: [any('status', 'quarantined')],
      title: ({ items }) => (items === 1 ? 'One remittance does not balance' : `${plural(items, 'remittance')} do not balance`),
      detail: ({ first }) => (first ? `${first.party}, ${first.codes}: ${first.words} Nothing is posted.` : ''),
    },
    {
      ...remits,
      id: 'remits-ready',
      shape: 'rehearsal',
      rows: remittancesWaiting(['rehearsed']),
      filters: [any('status', 'rehearsed')],
      title: ({ items }) => `${plural(items, 'remittance')} to post`,
      detail: ({ first }) => `Rehearsed, nothing is posted yet.${first ? ` The largest is from ${first.party}.` : ''}`,
    },
    {
      ...remits,
      id: 'remits-held',
      shape: 'held',
      rows: remittancesWaiting(['partly'], true),
      filters: [any('status', 'partly'), { is: 'number', field: 'held', from: 1 }],
      due: null,
      title: () => 'Remittances with claims held back',
      detail: ({ items }) => `${plural(items, 'remittance')} posted in part. A claim is kept back until it is matched.`,
    },
    {
      id: 'appeals-due',
      of: 'appeal',
      shape: 'appealed',
      sees: 'appeals.read',
      does: 'appeals.write',
      screen: 'appeals',
      rows: appealsDue(addDays(today, 14)),
      filters: [any('status', 'draft', 'ready'), { is: 'days', field: 'due', to: addDays(today, 14) }],
      basis: 'contract',
      money: own,
      chance: history.appeal,
      chanceWords: 'Share of appeals won in the last 12 months',
      isLimit: true,
      due: null,
      title: () => 'Appeals to send in the next 14 days',
      detail: ({ items, due }) => `${plural(items, 'letter')} begun. The first is due on ${due ? dayWords(due) : ''}.`,
    },
  ]
}

function sessionKinds(today: Day, history: History): Kind[] {
  const next = nextWorkday(today)
  const shared = {
    of: 'appointment',
    sees: 'eligibility.read',
    does: 'eligibility.write',
    screen: 'eligibility',
    basis: 'usual',
    money: (group: Group) => times(history.session(group.service ?? ''), group.items),
    chance: () => 1,
    chanceWords: 'Share counted',
    isLimit: false,
    due: null,
  } as const
  const isTomorrow = daysBetween(today, next) === 1
  return [
    {
      ...shared,
      id: 'unverified',
      shape: 'not-determined',
      rows: sessionsUnverified(next),
      filters: [
        { is: 'days', field: 'day', from: next, to: next },
        any('outcome', 'not-asked', 'asked', 'inactive', 'undetermined', 'other-administrator'),
      ],
      due: next,
      time: (first) => first.codes,
      title: () => (isTomorrow ? 'Tomorrow’s sessions not verified' : `Sessions of ${shownDay(next)} not verified`),
      detail: ({ groups }, db) => {
        const of = (...causes: string[]): number =>
          groups.filter(({ cause }) => causes.includes(cause ?? '')).reduce((all, { items }) => all + items, 0)
        const parts = [
          [of('not-asked', 'asked'), 'not asked or not answered'],
          [of('undetermined'), 'could not be determined'],
          [of('inactive'), 'inactive'],
          [of('other-administrator'), 'with another administrator'],
        ] as const
        const said = parts.filter(([n]) => n > 0).map(([n, words]) => `${n} ${words}`)
        return `${sessionsBooked(db, next)} booked. ${said.join(', ')}.`
      },
    },
    {
      ...shared,
      id: 'visits-out',
      shape: 'look-here',
      rows: sessionsBeyond(today, addDays(today, 30)),
      title: () => 'Covered sessions running out',
      detail: ({ items }) => `${plural(items, 'session')} booked in the next 30 days beyond what the payer says is left.`,
    },
    {
      ...shared,
      id: 'uncharged',
      shape: 'draft',
      sees: 'charges.read',
      does: 'charges.write',
      screen: 'charges',
      rows: sessionsUncharged(unchargedSince(today), today),
      due: next,
      title: () => 'Sessions held but not charged',
      detail: ({ groups }) => {
        const oldest = groups.map(({ cause }) => cause ?? '').sort()[0] as Day
        return `The oldest is from ${dayWords(oldest)}. The sheet opens a day at a time.`
      },
    },
  ]
}

/** What is given back to patients, or let go, is decided by a second person under Denials, Approvals. */
const patientMoney = (today: Day): Kind => ({
  id: 'approvals-patients',
  of: null,
  shape: 'look-here',
  sees: 'receipts.read',
  does: 'writeoff.approve',
  screen: 'denials',
  filters: [],
  rows: patientApprovals,
  basis: 'none',
  money: own,
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: nextWorkday(today),
  title: ({ items }) => `Money of ${plural(items, 'patient')} waits for a second person`,
  detail: () => 'A refund, or a bad debt. Decide under Denials, Approvals; until then nothing moves.',
})

const alike: Kind = {
  id: 'patients-alike',
  of: 'patient',
  shape: 'look-here',
  sees: 'patients.read',
  does: 'patients.write',
  screen: 'patients',
  rows: patientsAlike,
  basis: 'none',
  money: own,
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  title: () => 'Patients who may be one',
  detail: ({ items }) => `${plural(items, 'record')} of one name and one birth date.`,
}

/** Patients with sessions that wait for a claim, whose standing data a payer would send back. */
const looks = (today: Day, history: History): Kind => ({
  id: 'patients-looks',
  of: 'patient',
  shape: 'look-here',
  sees: 'patients.read',
  does: 'patients.write',
  screen: 'patients',
  rows: patientsToLookAt(
    today,
    SERVICES.map((service) => [service, history.session(service)]),
  ),
  filters: [any('wrong', ...COSTLY_LOOKS), { is: 'number', field: 'waiting', from: 1 }],
  basis: 'usual',
  money: own,
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: false,
  due: null,
  title: () => 'Patients whose coverage needs a look',
  detail: ({ items, due }) =>
    `${plural(items, 'patient')} with sessions booked in the next 30 days or not yet charged.${due === null ? '' : ` The first is on ${dayWords(due)}.`}`,
})

/** A backup of two days ago is old: what was done since stands in one place alone. */
const backups = (today: Day): Kind => ({
  id: 'backup-old',
  of: null,
  shape: 'look-here',
  sees: 'backup.read',
  does: 'backup.manage',
  screen: 'setup',
  rows: backupOld(today, addDays(today, -2)),
  filters: [],
  basis: 'none',
  money: () => NO_MONEY,
  counts: cents(50_000),
  chance: () => 1,
  chanceWords: 'Share counted',
  isLimit: true,
  due: null,
  title: ({ first }) => (first?.day ? 'The backup is old' : 'There is no backup'),
  detail: ({ first }) =>
    first?.day ? `The newest is from ${dayWords(first.day as Day)}.` : 'What is lost on this machine is lost until one is made.',
})
