/* Remittances: taken from files, matched, rehearsed, posted; what is held and why. */
export { PROTECTED } from './rules.ts'
export { handlers } from './actions.ts'
export { forgetArrival, noteArrival, overdueMoney } from './arriving.ts'
export { sayVisit } from './explaining/explaining.ts'
export { openDenials, type OpenDenial } from './denying.ts'
export { postRemittance, type Posted } from './posting.ts'
export { takeRemittance, type Taking } from './taking.ts'
export { verifyRemittances } from './records/verify.ts'
