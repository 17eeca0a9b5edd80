/* Denials: what a payer left open, as work with cause, next step and deadline. */
import { followPayment, followSending, forgetPayment } from './following.ts'

export { handlers } from './actions.ts'
export { askSecond } from './approvals/actions.ts'
export { caseOf } from './closing.ts'
export { claimSegments } from './explaining.ts'
export { answerDue, appealBy, levelName } from './levels.ts'
export { EXHIBIT_KINDS, letterTemplate, letterTemplates, type ExhibitKind, type LetterTemplate } from './letters.ts'
export { denialById, inquiryFor, type DenialRow, type DenialTables } from './records.ts'
export { wantsNewClaim, type Denied } from './rules.ts'

/** What denials do when something happens upstream. */
export const listeners = [followPayment, followSending, forgetPayment]
