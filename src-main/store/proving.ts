import { openToRead } from './database.ts'

/** Whether every page of a file is as it was written and its structure is sound; the file is read alone, while nobody folds a log into it. */
export function isWholeFile(path: string, key: string): boolean {
  try {
    const database = openToRead(path, key)
    try {
      return (
        database.pragma('quick_check', { simple: true }) === 'ok' && (database.pragma('cipher_integrity_check') as unknown[]).length === 0
      )
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}
