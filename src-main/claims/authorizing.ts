import { authorizationOf } from '../authorizations/index.ts'
import type { Reading, Writing } from '../store/index.ts'
import type { ClaimFacts } from './facts.ts'
import { changeClaim, claimRow } from './records/claims.ts'
import { found, type ClaimFinding } from './scrub/finding.ts'

/* A claim carries the number of the authorization that its service counts against (REF G1), and says when none holds. */

/** Puts the number on a claim that did not leave yet. One that was typed and is known to nobody stays; so does what came in with a file. */
export function putAuthorization(db: Writing, id: number): void {
  const claim = claimRow(db, id)
  // What the first payer gave is not asked for again by the next.
  if (!claim || claim.charge === null || claim.turn > 1) return
  const { number, known } = authorizationOf(db, claim)
  if (claim.authorization !== null && !known.includes(claim.authorization)) return
  if (claim.authorization !== number) changeClaim(db, id, { authorization: number })
}

/** What is lacking of an authorization. A number that was typed says that the payer gave one. */
export function authorizationFindings(db: Reading, { claim }: ClaimFacts): readonly ClaimFinding[] {
  if (claim.charge === null || claim.turn > 1) return []
  const { known, verdict } = authorizationOf(db, claim)
  const isTyped = claim.authorization !== null && !known.includes(claim.authorization)
  if (verdict.grade === 'fine' || isTyped) return []
  return [found('A01', verdict.words, 'authorization', verdict.grade)]
}
