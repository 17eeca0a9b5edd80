/* The front page and what every screen shares: counts, search, pickers, views, drafts, settings. It reads all rooms and writes none of theirs. */
export { handlers, verifyHandlers } from './actions.ts'
export { viewHandlers } from './views.ts'
export { verifyStore } from './verify.ts'
