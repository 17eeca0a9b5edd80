/* Intake: schedules and sessions that another system keeps, brought in once each. */
export { handlers } from './actions.ts'
export { listHandlers } from './lists/actions.ts'
export { bare, rowOfHeads } from './reading/columns.ts'
export { openFile, sheetOf } from './reading/sheet.ts'
