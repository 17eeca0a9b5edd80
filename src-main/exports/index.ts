/* The door of what leaves: tables as CSV and Excel files, and the seals. It knows the store, and no stage. */
export { exportHandlers } from './actions.ts'
export { csvOf } from './csv.ts'
export { newPassphrase, sealPdf, sealToKeys, sealToPassphrase } from './seal.ts'
export type { Cell, Column, Table } from './table.ts'
export { xlsxOf } from './xlsx.ts'
