/* The store's door: the encrypted book, its runner, its key ring, and what a handler gets to work with. It knows no stage. */
export { Book } from './book.ts'
export { describeFile, fileBytes, keepFile, keptFile, knownFile, sha256 } from './files.ts'
export { createStore, openStore, usersOf, writeDurably, type OpenStore } from './folder.ts'
export { type StoreUser } from './keys.ts'
export { Lists, type ListPlan } from './list.ts'
export { commandDone, engineTables, keepReply, nextNumber } from './settings.ts'
export { prepared, tables, type Reading, type SqlValue, type Writing } from './sql.ts'
export { refuse, storeProblem, Trouble } from './trouble.ts'
export type {
  Clock,
  CommandWork,
  Files,
  Handlers,
  Happening,
  Listener,
  Printer,
  PrintJob,
  QueryWork,
  Sitting,
  StageName,
  TaskWork,
} from './work.ts'
