/* The store's door: the encrypted book, its runner, its key ring, and what a handler gets to work with. It knows no stage. */
export {
  appendAudit,
  auditHead,
  auditKey,
  auditTables,
  checkChain,
  rowAt,
  since,
  type AuditEvent,
  type AuditHead,
  type AuditKind,
  type AuditRow,
} from './audit.ts'
export { Book } from './book.ts'
export { describeFile, fileBytes, keepFile, keptFile, knownFile, sha256 } from './files.ts'
export { createStore, openStore, usersOf, writeDurably, type OpenStore } from './folder.ts'
export { type StoreUser } from './keys.ts'
export { Lists, type ListPlan } from './list.ts'
export { seenRow, sightKey, type Sight } from './sight.ts'
export { commandDone, engineTables, keepReply, nextNumber } from './settings.ts'
export { prepared, tables, type Reading, type SqlValue, type Sync, type Writing } from './sql.ts'
export { refuse, storeProblem, Trouble } from './trouble.ts'
export type {
  Clock,
  CommandWork,
  Files,
  Handlers,
  KeeperName,
  Happening,
  Listener,
  Printer,
  PrintJob,
  QueryWork,
  Sitting,
  StageName,
  StoreName,
  TaskWork,
} from './work.ts'
