import type { CommandWork, Reading } from '../store/index.ts'
import { choose } from './actions.ts'
import { countPatient, settle } from './counting.ts'
import { neededBy, patientOfClaim, subjectOf, subjectsOfClaim, type Subject } from './records/ledger.ts'
import type { Standing, Terms } from './rules.ts'
import { verdictOf, type Verdict } from './words.ts'

/** What a claim is told of authorizations. */
type ClaimStanding = {
  /** The number of the one it counts against; null is none. */
  readonly number: string | null
  /** Every number of the patient's that is known with its payer. */
  readonly known: readonly string[]
  readonly verdict: Verdict
}

type Of = { readonly id: number; readonly patient: number; readonly payer: number }

/** Which number a claim carries, and what is lacking of any service on it. */
export function authorizationOf(db: Reading, { id, patient, payer }: Of): ClaimStanding {
  const { terms, standings } = countPatient(db, patient)
  const needed = neededBy(db, patient, payer)
  const found = subjectsOfClaim(db, id).map((subject) => standingOf(standings, subject))
  const numbers = [...new Set(found.map((one) => numberOf(terms, one)))]
  const verdicts = found.map((one) =>
    verdictOf(
      one,
      terms.find(({ id: of }) => of === one?.nearest),
      needed,
    ),
  )
  return {
    number: numbers[0] ?? null,
    known: terms.filter((one) => one.payer === payer && one.number !== '').map((one) => one.number),
    verdict: numbers.length > 1 ? APART : gravest(verdicts, needed),
  }
}

/** The number that the session of a charge counts against, before it is on a claim. */
export function authorizationOfCharge(db: Reading, charge: number, patient: number): string | null {
  const { terms, standings } = countPatient(db, patient)
  const subject = subjectOf(db, 'charge', charge)
  return subject ? numberOf(terms, standingOf(standings, subject)) : null
}

const standingOf = (standings: readonly Standing[], subject: Subject): Standing | undefined =>
  standings.find(({ service }) => service.kind === subject.kind && service.id === subject.id)
const numberOf = (terms: readonly Terms[], standing: Standing | undefined): string | null =>
  terms.find((one) => one.id === standing?.authorization)?.number || null

const gravest = (verdicts: readonly Verdict[], needed: boolean | null): Verdict =>
  verdicts.find(({ grade }) => grade === 'stop') ??
  verdicts.find(({ grade }) => grade === 'warning') ??
  verdicts[0] ??
  verdictOf(undefined, undefined, needed)

/** A claim names one authorization (2300 REF G1). */
const APART: Verdict = {
  grade: 'stop',
  words: 'Its sessions count against different authorizations, and a claim names one. Put them on claims of their own.',
}

/** A number was typed on a claim: the service counts against the authorization of that number, or against none. */
export function chooseByNumber(work: CommandWork, claim: number, number: string | null): void {
  const patient = patientOfClaim(work.db, claim)
  if (patient === undefined) return
  const { terms } = countPatient(work.db, patient)
  if (terms.length === 0) return
  const meant = number === null || number === '' ? undefined : terms.find((one) => one.number === number && one.status === 'approved')
  for (const of of subjectsOfClaim(work.db, claim)) choose(work, of, meant?.id ?? null, 'Entered on the claim')
  settle(work, patient, 'authorizations-changed')
}
