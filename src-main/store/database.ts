import Database, { setLogger } from '@signalapp/sqlcipher'
import { refuse, RESTORE, sqliteCode } from './trouble.ts'

// SQLCipher writes to standard error by default, and what it writes may hold parts of a path.
setLogger(() => undefined)

export const MEMORY = ':memory:'

/**
 * The settings of every connection, set explicitly and read back after the first write: the package is compiled so that `synchronous` silently
 * falls to NORMAL in WAL mode, and NORMAL loses acknowledged commits when the power goes.
 */
const PRAGMAS: readonly (readonly [name: string, value: string | number, readBack: string | number])[] = [
  ['busy_timeout', 5000, 5000],
  ['synchronous', 'FULL', 2],
  ['fullfsync', 1, 1],
  ['checkpoint_fullfsync', 1, 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['mmap_size', 0, 0],
  // Wiping and locking every allocation made each entry 25 times as slow; keys leave memory by ending the process on lock instead.
  ['cipher_memory_security', 'OFF', 0],
  ['cache_size', -65536, -65536],
  // The book folds its log into the file itself, whole each time.
  ['wal_autocheckpoint', 0, 0],
]

/**
 * Opens one connection to an encrypted file and sets it up.
 * @param key 64 hex digits, the raw key
 * @throws Trouble `store.damaged` when the key of its ring does not open the file: its first page is damaged, or it belongs to another ring
 */
export function openDatabase(path: string, key: string): Database {
  const database = new Database(path)
  try {
    database.pragma('cipher_log_level = NONE')
    if (path !== MEMORY) database.pragma(`key = "x'${key}'"`)
    // The cipher has a log of its own besides, on standard error.
    if (path !== MEMORY) database.pragma('cipher_log_level = NONE')
    for (const [name, value] of PRAGMAS) database.pragma(`${name} = ${value}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    return database
  } catch (error) {
    database.close()
    if (sqliteCode(error) === 'SQLITE_NOTADB') refuse('store.damaged', { fix: RESTORE })
    throw error
  }
}

/** Opens an encrypted file to look at and leaves it as it is: no log beside it, no first write. @throws an error of SQLite when it does not open */
export function openToRead(path: string, key: string): Database {
  const database = new Database(path)
  try {
    database.pragma(`key = "x'${key}'"`)
    for (const name of ['query_only', 'cell_size_check', 'foreign_keys']) database.pragma(`${name} = ON`)
    database.pragma('trusted_schema = OFF')
    database.pragma('temp_store = MEMORY')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Reads every setting back; called after the first write of a connection. @throws when one is not as it was set: Parity does not run then */
export function checkSettings(database: Database, path: string): void {
  for (const [name, , expected] of PRAGMAS) {
    // A store in memory, for tests, has no cipher and no file to map.
    if (path === MEMORY && (name === 'mmap_size' || name.startsWith('cipher_'))) continue
    const found = database.pragma(name, { simple: true })
    if (String(found) !== String(expected)) throw new Error(`The store does not keep the setting ${name}`)
  }
  if (path !== MEMORY && database.pragma('journal_mode', { simple: true }) !== 'wal') throw new Error('The store is not in WAL mode')
}
