import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkAnchor } from './anchor.ts'
import { backupsIn, backupsOf } from './backups/places.ts'
import { openPresent } from './backups/manifest.ts'
import { proveBackup } from './backups/proving.ts'
import { readerOf } from './connection.ts'
import { openDatabase, openToRead } from './database.ts'
import { hasAudit, type Proof } from './figures.ts'
import { readRing } from './folder.ts'
import { checkBook, type Finding } from './integrity.ts'
import { machineTime, tryPassphrase } from './keys/attempts.ts'
import { unlockOne } from './keys/ring-one.ts'
import { databaseKey, unlock } from './keys/ring.ts'
import { NEWEST } from './migrate.ts'
import { bookName } from './names.ts'
import { takeLock } from './sitting.ts'
import { Trouble } from './trouble.ts'
import { backupKey } from './upkeep.ts'
import type { Reading } from './sql.ts'

/*
 * Verifying a store that is closed: also one that is damaged, changed or rolled back, of which it says exactly what is wrong.
 */

export type Verified = {
  readonly findings: readonly Finding[]
  /** What was recomputed from the content, with how often it does not hold; empty when the book cannot be read that far. */
  readonly checks: ReturnType<Proof['checks']>
}

/**
 * Verifies the store in a folder. Its log is folded in, as at every opening; nothing else of it is changed.
 * @param name who gives the passphrase; by default the first in the ring
 * @throws Trouble `store.missing`, `store.passphrase`, `access.wait`, `store.used`
 */
export function verifyFolder(
  folder: string,
  name: string | undefined,
  passphrase: string,
  options: { readonly proof: Proof; readonly backups?: boolean },
): Verified {
  const opened = openRing(folder, name, passphrase)
  if ('findings' in opened) return opened
  const lock = takeLock(folder)
  try {
    const { storeKey, generation } = opened
    const path = join(folder, bookName(generation))
    if (!existsSync(path)) return { findings: [{ id: 'book', what: 'The book is missing.', where: bookName(generation) }], checks: [] }
    const key = databaseKey(storeKey, generation)
    fold(path, key)
    const findings = checkBook(path, key, options.proof)
    const content = look(path, key, folder, storeKey, options)
    return { findings: [...findings, ...content.findings], checks: content.checks }
  } finally {
    lock.close()
  }
}

function openRing(folder: string, name: string | undefined, passphrase: string): { storeKey: Buffer; generation: number } | Verified {
  const keysFinding = (what: string): Verified => ({ findings: [{ id: 'keys', what, where: 'keys.json' }], checks: [] })
  try {
    const ring = readRing(folder)
    const people = ring.format === 'parity-keys-2' ? ring.slots : ring.slots.map(({ user }) => user)
    const who = name ?? people[0]?.name ?? ''
    const trial = { folder, store: ring.store, name: who, people, time: machineTime, isSignIn: false }
    const { value } = tryPassphrase(trial, () =>
      ring.format === 'parity-keys-1' ? unlockOne(ring, who, passphrase) : unlock(ring, who, passphrase).storeKey,
    )
    return { storeKey: value, generation: ring.generation }
  } catch (error) {
    if (error instanceof Trouble && error.problem.code === 'store.keys') return keysFinding('The key ring is damaged or was changed.')
    throw error
  }
}

/** Folds the log in where that can be done: the check of the pages reads the file alone (F6). */
function fold(path: string, key: string): void {
  try {
    const database = openDatabase(path, key)
    try {
      if (database.pragma('quick_check', { simple: true }) === 'ok') database.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      database.close()
    }
  } catch {
    // What keeps it from being folded is what the checks will find.
  }
}

/** What stands beside the book, and what it says of its backups. */
function look(
  path: string,
  key: string,
  folder: string,
  storeKey: Buffer,
  options: { readonly proof: Proof; readonly backups?: boolean },
): Verified {
  try {
    const database = openToRead(path, key)
    const db = readerOf(database)
    try {
      const form = database.pragma('user_version', { simple: true }) as number
      const anchor = hasAudit(form) && form === NEWEST ? checkAnchor(folder, db) : null
      const checks = form === NEWEST ? options.proof.checks(db) : []
      return {
        findings: [
          ...(anchor ? [{ id: 'anchor', what: anchor.words, where: 'anchor.json' }] : []),
          ...(options.backups ? verifyBackups(folder, storeKey, form === NEWEST ? db : null, options.proof) : []),
        ],
        checks,
      }
    } finally {
      db.close()
      database.close()
    }
  } catch {
    // The book cannot be read that far; why is among the findings already. Its backups are proved by the store's key.
    return { findings: options.backups ? verifyBackups(folder, storeKey, null, options.proof) : [], checks: [] }
  }
}

/** Each finished backup in the store's folder. */
function verifyBackups(folder: string, storeKey: Buffer, db: Reading | null, proof: Proof): Finding[] {
  return backupsIn(backupsOf(folder)).flatMap((one) => {
    const key = (db && backupKey(db, one.name)) ?? openPresent(one.manifest, storeKey)
    if (!key) return [{ id: 'backup', what: 'The store has no key for this backup.', where: one.name }]
    const found = proveBackup(one.folder, key, proof)
    return found.map(({ id, what, where }) => ({ id: `backup.${id}`, what, where: `${one.name}, ${where}` }))
  })
}
