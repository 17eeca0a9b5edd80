/* What patients pay: received, applied to sessions, given back, moved, let go; each taken back by an entry of its own. */
import { followApproval } from './actions.ts'
import { freeMoney } from './freeing.ts'

export { handlers } from './actions.ts'
export { accountOf, type AskedLine } from './asking.ts'
export { moneyOf } from './overview.ts'
export { METHOD_WORDS } from './words.ts'
export { verifyReceipts } from './verify.ts'

/** What this room does when something happens upstream. */
export const listeners = [followApproval, freeMoney]
