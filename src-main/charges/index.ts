/* Charges: sessions coded from their minutes. */
export { handlers } from './actions.ts'
export { chargeFacts, claimOfCharge, type ChargeTables } from './records.ts'
export { bandsOf, codeSession, minutesBetween, type Discipline, type Service } from './rules.ts'
