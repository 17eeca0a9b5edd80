import { addDays } from '../../src-shared/day.ts'
import type { CommandWork, Happening, Listener, Reading } from '../store/index.ts'
import { outlookOf } from './outlook.ts'
import {
  addMoves,
  authorizationsOf,
  claimOfDenial,
  heldBy,
  keepOutlook,
  outlookKept,
  outlookRow,
  patientOfClaim,
  patientsAuthorized,
  subjectOf,
  sumsKept,
  termsOf,
} from './records/ledger.ts'
import { servicesOf } from './records/services.ts'
import { count, dueOf, keyOf, movesTo, sumsOf, type Standing, type Terms } from './rules.ts'

/** Services of so long before the first authorization tell the rhythm, and why nothing covers them. */
const BEFORE_DAYS = 56

/** The authorizations of a patient, and what every service counts against. Nothing when there is none. */
export function countPatient(db: Reading, patient: number): { readonly terms: readonly Terms[]; readonly standings: readonly Standing[] } {
  const terms = authorizationsOf(db, patient).map(termsOf)
  const first = terms.map((one) => one.starts).sort()[0]
  if (first === undefined) return { terms, standings: [] }
  return { terms, standings: count(terms, servicesOf(db, patient, addDays(first, -BEFORE_DAYS))) }
}

/** Holds what is posted to what is so: posts what is missing, for every service of a patient. Doing it again posts nothing. */
export function settle(work: CommandWork, patient: number, cause: string): void {
  const { db, user, clock, announce } = work
  const { terms, standings } = countPatient(db, patient)
  if (terms.length === 0) return
  const due = new Map(standings.map((one) => [keyOf(one.service), one]))
  const held = new Map(heldBy(db, patient).map((one) => [keyOf({ kind: one.kind, id: one.subject }), one]))
  const shared = { cause, user: user.id, at: clock.now() }
  // What is let go comes first, so that no sum stands above what was agreed on the way.
  const changes = [...new Set([...held.keys(), ...due.keys()])].map((key) => {
    const [now, then] = [held.get(key), due.get(key)]
    const moves = movesTo(now?.holding, then && dueOf(then))
    const subject = then ? { kind: then.service.kind, subject: then.service.id, day: then.service.day } : now
    return { moves, n: now?.n ?? 0, subject }
  })
  for (const { moves, n, subject } of changes)
    if (subject) addMoves(db, moves, { ...shared, n, kind: subject.kind, subject: subject.subject, day: subject.day })
  for (const one of terms) keepOutlook(db, outlookRow(one.id, outlookOf(one, terms, standings)))
  announce(
    'authorizations',
    terms.map((one) => one.id),
  )
}

/** Whose services a happening may change. */
function patientOf(db: Reading, happening: Happening): number | undefined {
  switch (happening.is) {
    case 'charge-saved':
    case 'charge-withdrawn':
      return subjectOf(db, 'charge', happening.charge)?.patient
    case 'payment-posted':
    case 'claim-sent':
    case 'claim-moved':
      return patientOfClaim(db, happening.claim)
    case 'denial-closed': {
      const claim = claimOfDenial(db, happening.denial)
      return claim === undefined ? undefined : patientOfClaim(db, claim)
    }
    case 'session-changed':
    case 'patient-saved':
    case 'authorizations-changed':
      return happening.patient
    default:
      return undefined
  }
}

/** Whatever happens to a patient's sessions, charges or claims is counted in the same transaction. */
export const countAgain: Listener = (work, happening) => {
  const patient = patientOf(work.db, happening)
  if (patient !== undefined) settle(work, patient, happening.is)
}

type Check = { readonly id: string; readonly says: string; readonly broken: number }
/** What must hold of every authorization, recomputed from sessions, charges, claims and payments. */
export function verifyAuthorizations(db: Reading): Check[] {
  let sums = 0
  let holdings = 0
  let outlooks = 0
  for (const patient of patientsAuthorized(db)) {
    const { terms, standings } = countPatient(db, patient)
    const held = heldBy(db, patient)
    const due = new Map(standings.map((one) => [keyOf(one.service), dueOf(one)]))
    const posted = new Map(held.map((one) => [keyOf({ kind: one.kind, id: one.subject }), one.holding]))
    holdings += [...new Set([...due.keys(), ...posted.keys()])].filter((key) => movesTo(posted.get(key), due.get(key)).length > 0).length
    for (const one of terms) {
      const [kept, again] = [sumsKept(db, one.id), sumsOf(standings, one.id)]
      if (kept.reserved !== again.reserved || kept.used !== again.used || kept.confirmed !== again.confirmed) sums += 1
      const [row, now] = [outlookKept(db, one.id), outlookRow(one.id, outlookOf(one, terms, standings))]
      if (row?.last_day !== now.last_day || row.uncovered_day !== now.uncovered_day || row.renewed !== now.renewed) outlooks += 1
    }
  }
  return [
    { id: 'A1', says: 'Every authorization’s sums are those of a recount of its sessions, charges, claims and payments.', broken: sums },
    { id: 'A2', says: 'Every service holds of its authorization what it should, once.', broken: holdings },
    { id: 'A3', says: 'The day on which each authorization runs out is the one its visits give.', broken: outlooks },
  ]
}
