/* Authorizations: what payers agreed to, and what every session, charge and payment counts against it. */
import { countAgain } from './counting.ts'

export { handlers } from './actions.ts'
export { authorizationOf, authorizationOfCharge, chooseByNumber } from './claims.ts'
export { verifyAuthorizations } from './counting.ts'
export { stateOn } from './records/lists.ts'
export { takeReview } from './review/answering.ts'

/** What authorizations do when something happens to a session, a charge or a claim. */
export const listeners = [countAgain]
