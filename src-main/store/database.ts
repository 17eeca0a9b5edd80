import Database, { setLogger } from '@signalapp/sqlcipher'
import { refuse, sqliteCode } from './trouble.ts'

// SQLCipher writes to standard error by default, and what it writes may hold parts of a path.
setLogger(() => undefined)

const MEMORY = ':memory:'

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
]

/**
 * Opens one connection to an encrypted file and sets it up.
 * @param key 64 hex digits, the raw key
 * @throws Trouble `store.passphrase` when the key does not open the file
 */
export function openDatabase(path: string, key: string): Database {
  const database = new Database(path)
  try {
    if (path !== MEMORY) database.pragma(`key = "x'${key}'"`)
    for (const [name, value] of PRAGMAS) database.pragma(`${name} = ${value}`)
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    return database
  } catch (error) {
    database.close()
    if (sqliteCode(error) === 'SQLITE_NOTADB') refuse('store.passphrase')
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
