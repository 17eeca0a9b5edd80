/* The store's door: the encrypted book, its runner, its key ring, and what a handler gets to work with. It knows no stage. */
export {
  appendAudit,
  auditHead,
  auditKey,
  auditTables,
  checkChain,
  isGenuine,
  rowAt,
  type AuditEvent,
  type AuditKind,
  type AuditRow,
} from './audit.ts'
export { changesMade, entriesUnaudited, lastEntry } from './audit-entries.ts'
export { Book } from './book.ts'
export { dayOf } from './days.ts'
export { describeFile, fileBytes, keepFile, keptFile, knownFile, sha256 } from './files.ts'
export { readLog, type Log } from './log.ts'
export { writeAnchor } from './anchor.ts'
export { drillBackup, findBackup, listBackups, previewBackup } from './backups/looking.ts'
export { makeBackup, type Made } from './backups/making.ts'
export { backupsIn, backupsOf } from './backups/places.ts'
export { rescueStore } from './backups/rescue.ts'
export { restoreBackup } from './backups/restoring.ts'
export { backupDue } from './backups/rotation.ts'
export { checkCopy, copyBook } from './copy.ts'
export { layBallast } from './disk.ts'
export type { Proof } from './figures.ts'
export { createStore, openStore, usersOf, writeDurably, type KeyOptions, type OpenStore } from './folder.ts'
export { shutPeople } from './keys/attempts.ts'
export { LEAST } from './keys/derivation.ts'
export { suggestPassphrase } from './keys/passphrase.ts'
export { rotate } from './rotate.ts'
export {
  addSlot,
  changePassphrase,
  confirmPassphrase,
  confirmRecovery,
  newRecovery,
  recoverStore,
  removeSlot,
  resetSlot,
  type PendingRecovery,
} from './slots.ts'
export { doubtOutbox } from './outbox.ts'
export { resumeStore } from './standing.ts'
export { noteUpkeep } from './upkeep.ts'
export { verifyFolder, type Verified } from './verifying.ts'
export { chosenIds, chunks, inSteps, othersTurn, Tally } from './bulk.ts'
export { Lists } from './lists/lists.ts'
export type { ListPlan } from './lists/plan.ts'
export { seenRow, sightKey, type Sight } from './sight.ts'
export { commandDone, engineTables, type EngineTables, keepReply, nextNumber } from './settings.ts'
export { prepared, tables, type Reading, type SqlValue, type Sync, type Writing } from './sql.ts'
export { refuse, sqliteCode, storeProblem, Trouble } from './trouble.ts'
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
