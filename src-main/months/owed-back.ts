import type { Output } from '../../src-shared/contract/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { add, cents, negate, NO_MONEY, type Cents } from '../../src-shared/money.ts'
import { fullName, patientById, payerById } from '../practice/index.ts'
import type { Reading } from '../store/index.ts'
import { claimsBelow, creditMoves, movesOn, type Below } from './records/owed-back.ts'

/*
 * What the practice owes back: to payers that paid more than was owed, to patients who did, and what patients have with us that stands on no session.
 */

type Row = Output<'month.owedBack'>['rows'][number]

/** Plans of Medicare and Medicaid. */
const GOVERNMENT: readonly string[] = ['medicare', 'medicare-advantage', 'medicaid']
/** An overpayment of Medicare or Medicaid is reported and returned within 60 days of finding it. Source: 42 U.S.C. 1320a-7k(d); 42 CFR 401.305. */
const RETURN_DAYS = 60

type Move = { readonly day: string; readonly cents: number }
/** Since when moves add up to something below nothing, without a break; undefined when they do not. */
export function belowSince(moves: readonly Move[]): Day | undefined {
  let sum: Cents = NO_MONEY
  let since: Day | undefined
  for (const one of moves) {
    sum = add(sum, cents(one.cents))
    since = sum < 0 ? (since ?? (one.day as Day)) : undefined
  }
  return since
}

/** Everything that is owed back, what must be returned first, then the oldest. */
export function owedBackRows(db: Reading): Row[] {
  const claims = claimsBelow(db).flatMap((claim): Row[] => [
    ...(claim.payerCents < 0 ? [toPayer(db, claim)] : []),
    ...(claim.patientCents < 0 ? [toPatient(db, claim)] : []),
  ])
  const last = '9999-12-31'
  return [...claims, ...credits(db)].toSorted(
    (one, other) => (one.by ?? last).localeCompare(other.by ?? last) || one.since.localeCompare(other.since) || one.patient - other.patient,
  )
}

const shared = (db: Reading, { id, patient, day }: Below) => {
  const person = patientById(db, patient)
  return { claim: id, patient, name: person ? fullName(person) : '', service: day as Day }
}

function toPayer(db: Reading, claim: Below): Row {
  const since = belowSince(movesOn(db, claim.id, 'payer')) ?? (claim.day as Day)
  const payer = payerById(db, claim.payer)
  const isGovernment = GOVERNMENT.includes(payer?.kind ?? '')
  return {
    ...shared(db, claim),
    to: 'payer',
    party: payer?.name ?? '',
    cents: negate(cents(claim.payerCents)),
    since,
    by: isGovernment ? addDays(since, RETURN_DAYS) : null,
    words: isGovernment
      ? 'Report it and return it within 60 days of finding it.'
      : 'The payer may take it from a coming payment. Look at what it says, or return it.',
  }
}

function toPatient(db: Reading, claim: Below): Row {
  const isAhead = claim.payerCents > 0
  return {
    ...shared(db, claim),
    to: 'patient',
    party: '',
    cents: negate(cents(claim.patientCents)),
    since: belowSince(movesOn(db, claim.id, 'patient')) ?? (claim.day as Day),
    by: null,
    words: isAhead ? 'Paid ahead; the payer decides first.' : 'Put it on another session, or give it back.',
  }
}

/** What patients have with us that stands on no session. */
function credits(db: Reading): Row[] {
  const byPatient = new Map<number, Move[]>()
  for (const { patient, ...move } of creditMoves(db)) byPatient.set(patient, [...(byPatient.get(patient) ?? []), move])
  return [...byPatient].flatMap(([patient, moves]): Row[] => {
    const since = belowSince(moves)
    const person = patientById(db, patient)
    if (since === undefined || !person) return []
    const sum = moves.reduce((all, one) => add(all, cents(one.cents)), NO_MONEY)
    const words = 'Stands on no session. Put it on one, or give it back.'
    return [
      { claim: null, patient, name: fullName(person), service: null, to: 'patient', party: '', cents: negate(sum), since, by: null, words },
    ]
  })
}
