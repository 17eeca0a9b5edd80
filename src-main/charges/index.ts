/* Charges: sessions coded from their minutes. */
export { handlers } from './actions.ts'
export { chargeFacts, type ChargeFacts, type ChargeTables } from './records.ts'
export { bandsOf, type Service } from './rules.ts'
