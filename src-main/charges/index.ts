/* Charges: sessions coded from their minutes. */
export { handlers } from './actions.ts'
export { chargeFacts, type ChargeTables } from './records.ts'
