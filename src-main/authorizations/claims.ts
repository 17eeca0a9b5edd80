import type { CommandWork, Reading } from '../store/index.ts'
import { choose } from './actions.ts'
import { countPatient, settle } from './counting.ts'
import { neededBy, subjectOf } from './records/ledger.ts'
import { verdictOf, type Verdict } from './words.ts'

/** What a claim is told of authorizations. */
type ClaimStanding = {
  /** The number of the one it counts against; null is none. */
  readonly number: string | null
  /** Every number of the patient's that is known with its payer. */
  readonly known: readonly string[]
  readonly verdict: Verdict
}

/** Which number a claim carries, and what is lacking; undefined when there is no such claim. */
export function authorizationOf(
  db: Reading,
  claim: { readonly id: number; readonly patient: number; readonly payer: number },
): ClaimStanding {
  const { terms, standings } = countPatient(db, claim.patient)
  const subject = subjectOf(db, 'claim', claim.id)
  const found = standings.find(({ service }) => service.kind === subject?.kind && service.id === subject.id)
  const own = terms.find((one) => one.id === found?.authorization)
  return {
    number: own?.number || null,
    known: terms.filter((one) => one.payer === claim.payer && one.number !== '').map((one) => one.number),
    verdict: verdictOf(
      found,
      terms.find((one) => one.id === found?.nearest),
      neededBy(db, claim.patient, claim.payer),
    ),
  }
}

/** A number was typed on a claim: the service counts against the authorization of that number, or against none. */
export function chooseByNumber(work: CommandWork, claim: number, number: string | null): void {
  const of = subjectOf(work.db, 'claim', claim)
  if (!of) return
  const { terms } = countPatient(work.db, of.patient)
  if (terms.length === 0) return
  const meant = number === null || number === '' ? undefined : terms.find((one) => one.number === number && one.status === 'approved')
  choose(work, of, meant?.id ?? null, 'Entered on the claim')
  settle(work, of.patient, 'authorizations-changed')
}
