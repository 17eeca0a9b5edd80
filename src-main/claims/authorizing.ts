import { authorizationOf } from '../authorizations/index.ts'
import type { Reading, Writing } from '../store/index.ts'
import type { ClaimFacts } from './facts.ts'
import { changeClaim } from './records/claims.ts'
import type { ClaimRow } from './records/tables.ts'
import { found, type ClaimFinding } from './scrub/finding.ts'

/* A claim carries the number of the authorization that its service counts against (REF G1), and says when none holds. */

/** How a claim stands with the authorizations of its patient; undefined where none is asked for. */
export type Authorized = ReturnType<typeof authorizationOf> | undefined

/** What came in with a file is left as it is, and what the first payer gave is not asked for again by the next. */
const authorized = (db: Reading, claim: ClaimRow): Authorized =>
  claim.origin === 'file' || claim.turn > 1 ? undefined : authorizationOf(db, claim)

/**
 * Puts the number on a claim that did not leave yet. One that was typed and is known to nobody stays.
 * @returns how the claim stands; undefined too when its number was changed, for then it is to be asked anew
 */
export function putAuthorization(db: Writing, claim: ClaimRow): Authorized {
  const standing = authorized(db, claim)
  if (!standing || isTyped(claim, standing) || claim.authorization === standing.number) return standing
  changeClaim(db, claim.id, { authorization: standing.number })
  return undefined
}

/** A number that was typed says that the payer gave one. */
const isTyped = ({ authorization }: ClaimRow, { known }: NonNullable<Authorized>): boolean =>
  authorization !== null && !known.includes(authorization)

/** What is lacking of an authorization. @param standing how the claim stands, where that was asked already */
export function authorizationFindings(db: Reading, { claim }: ClaimFacts, standing = authorized(db, claim)): readonly ClaimFinding[] {
  if (!standing || standing.verdict.grade === 'fine' || isTyped(claim, standing)) return []
  return [found('A01', standing.verdict.words, 'authorization', standing.verdict.grade)]
}
