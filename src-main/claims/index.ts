/* Claims: made of charges or taken over from files, checked, sent, and what came back on them. */
import { claimFromCharge } from './making.ts'

export { handlers } from './actions.ts'
export { answerClaims, answerInterchange, answerSyntax, type Answered } from './answers.ts'
export { historyOf } from './detail.ts'
export { claimFacts, linesOf, type ClaimFacts, type LineFacts } from './facts.ts'
export { claimById, claimsByControl, claimsByMember, claimsByPayerControl, type FoundClaim } from './finding.ts'
export { importClaims, type Imported } from './importing.ts'
export { addEvent, fileBy, markSilent, recheck, setStatus, type NewEvent } from './making.ts'
export type { ClaimTables } from './records.ts'
export { reopenClaim, type Reopening } from './reopening.ts'

/** What claims do when something happens upstream. */
export const listeners = [claimFromCharge]
