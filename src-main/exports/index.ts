/* The door of what leaves: lists as CSV and Excel files, sealed or plain. It knows the store, and no stage. */
export { exportHandlers } from './actions.ts'
export { sealPdf } from './seal.ts'
