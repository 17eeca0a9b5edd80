/* Deposits: what the bank says came in, tied to the remittances that tell of it. */
import { tieNewRemittance } from './tying.ts'

export { handlers } from './actions.ts'
export const listeners = [tieNewRemittance]
export { remittancesAside } from './records.ts'
