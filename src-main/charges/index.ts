/* Charges: sessions coded from their minutes. */
export { chargeFacts, handlers, type ChargeFacts } from './actions.ts'
export { bandsOf, type Service } from './rules.ts'
export type { ChargeTables } from './records.ts'
