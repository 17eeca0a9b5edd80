import { randomBytes } from 'node:crypto'
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { anchorMark, readAnchor, writeAnchor } from '../anchor.ts'
import { appendAudit, auditHead, type AuditEvent } from '../audit.ts'
import { Book } from '../book.ts'
import { checkCopy, copyBook } from '../copy.ts'
import { needRoom } from '../disk.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { hasAudit, UNAUDITED, type Proof } from '../figures.ts'
import type { Finding } from '../integrity.ts'
import { databaseKey, sealRingTo, type KeyRing } from '../keys/ring.ts'
import { doubtOutbox } from '../outbox.ts'
import { changeBook } from '../rotate.ts'
import { bookName, KEYS } from '../names.ts'
import { removeBook, type OpenStore } from '../sitting.ts'
import { refuse } from '../trouble.ts'
import { backupKeys, keepBackupKeys, noteUpkeep, upkeep } from '../upkeep.ts'
import { openPeople } from './people.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { proveBackup } from './proving.ts'

/*
 * Restoring: the backup's book is proved, copied beside the store under a new key of the store's ring, and the ring that names the new generation is the
 * one moment at which the store changes. What it replaces stays in a folder that opens as a store.
 */

/** A backup with its key. */
export type Source = { readonly folder: string; readonly key: Buffer }
/** Who restores, and why; the audit row is made of it. */
export type Restorer = Pick<AuditEvent, 'user' | 'name' | 'role' | 'device' | 'reason' | 'request'>
export type RestoreOptions = {
  readonly at: string
  readonly by: Restorer
  readonly proof: Proof
  progress?(done: number, total: number, words: string): void
  reached?(point: string): void
}
export type Restored = {
  readonly store: OpenStore
  /** How many events of the audit log are no longer part of the store. */
  readonly lost: number
  /** The folder, in the store's, with what was replaced. */
  readonly kept: string
}

const WORKING = 'restoring.db.partial'
const STEPS = 4

/**
 * Puts a backup in the place of an open store's book. The people of the present ring keep their passphrases; who is not in the backup has no key any more,
 * who has no key any more becomes inactive.
 * @throws Trouble `backup.broken`, `record.missing` when the person was no owner then, `store.full`; then the store is as it was
 */
export function restoreBackup(store: OpenStore, source: Source, options: RestoreOptions): Restored {
  const manifest = mustHold(source, store.ring.store, options)
  if (!hasAudit(manifest.schema))
    refuse('backup.broken', {
      message: 'This backup is from before Parity knew people.',
      fix: 'Close the store and restore it from the sign-in screen, as its owner.',
    })
  options.progress?.(1, STEPS, 'Copying')
  // The anchor is brought up to date, so that the row in the restored book names the last event there was.
  writeAnchor(store, options.at)
  const head = store.book.read((db) => auditHead(db))
  const carried = store.book.read((db) => ({ keys: backupKeys(db), second: upkeep(db, 'second') }))
  const generation = store.ring.generation + 1
  const target = { folder: store.folder, generation, storeKey: randomBytes(32) }
  const { people, partial } = prepare(source, manifest, target, store.person.id, store.ring.slots, {
    ...options,
    action: 'backup.restore',
    head,
    carried,
  })
  options.progress?.(2, STEPS, 'Keeping what is replaced')
  store.book.checkpoint()
  const kept = keepReplaced(store.folder, store.ring.generation, options.at)
  options.reached?.('kept')
  options.progress?.(3, STEPS, 'Changing over')
  const slots = store.ring.slots.filter((slot) => people === null || people.has(slot.id))
  const ring = sealRingTo({ ...store.ring, slots }, target.storeKey, generation)
  const next = changeBook(store, partial, ring, target.storeKey, options.reached ? { reached: options.reached } : {})
  next.book.resume()
  writeAnchor(next, options.at)
  return { store: next, lost: Math.max(0, head.seq - manifest.head.seq), kept }
}

/** The manifest of a backup that holds and is of this store. */
export function mustHold(source: Source, store: string, { proof, progress }: Pick<RestoreOptions, 'proof' | 'progress'>): Manifest {
  progress?.(0, STEPS, 'Checking the backup')
  const manifest = readManifest(source.folder)
  const [broken] = proveBackup(source.folder, source.key, proof)
  if (!manifest || broken) refuse('backup.broken', { ...(broken && { message: `This backup cannot be used. ${sentence(broken)}` }) })
  if (manifest.store !== store) refuse('backup.broken', { message: 'This is a backup of another store.' })
  return manifest
}

export const sentence = ({ what, where }: Finding): string => `${what} (${where})`

type Target = { readonly folder: string; readonly generation: number; readonly storeKey: Buffer }
type Preparing = RestoreOptions & {
  readonly action: 'backup.restore' | 'store.restore'
  /** Where the replaced book's log ended; null when it cannot be read. */
  readonly head: { readonly seq: number; readonly mac: string } | null
  /** What the restored book must know of backups made since. */
  readonly carried: { readonly keys: Parameters<typeof keepBackupKeys>[1]; readonly second: string | null } | null
}

/**
 * Makes the new book as a partial file under its new key: of today's form, with the row that says where it comes from, and with nobody active who has no
 * slot. @returns who is in it; null when it knows no people yet
 */
export function prepare(
  source: Source,
  manifest: Manifest,
  target: Target,
  person: number,
  slots: readonly Pick<KeyRing['slots'][number], 'id'>[],
  options: Preparing,
): { readonly people: ReadonlySet<number> | null; readonly partial: string } {
  const { folder, generation, storeKey } = target
  const from = join(source.folder, bookName(manifest.generation))
  needRoom(folder, statSync(from).size)
  const working = join(folder, WORKING)
  const partial = join(folder, `${bookName(generation)}.partial`)
  for (const name of [WORKING, `${bookName(generation)}.partial`]) removeBook(folder, name)
  try {
    copyFileSync(from, working)
    const book = Book.open(working, databaseKey(source.key, manifest.generation))
    const isBeforeLog = !hasAudit(manifest.schema)
    try {
      const people = adjust(book, manifest, folder, person, slots, target.generation, options)
      options.reached?.('adjusted')
      if (book.read((db) => options.proof.checks(db).some((check) => check.broken > 0 && !(isBeforeLog && check.id === UNAUDITED))))
        refuse('backup.broken', { message: 'What this backup holds is not in balance, so it was not restored.' })
      copyBook(book, partial, databaseKey(storeKey, generation))
      checkCopy(book, partial, databaseKey(storeKey, generation))
      options.reached?.('copied')
      return { people, partial }
    } finally {
      book.close()
      removeBook(folder, WORKING)
    }
  } catch (error) {
    removeBook(folder, `${bookName(generation)}.partial`)
    throw error
  }
}

function adjust(
  book: Book,
  manifest: Manifest,
  folder: string,
  person: number,
  slots: readonly { readonly id: number }[],
  generation: number,
  { at, by, action, head, carried }: Preparing,
): ReadonlySet<number> | null {
  const anchor = readAnchor(folder)
  return book.write((db) => {
    const people = openPeople(db)
    const isKnown = people.all.size > 0
    if (isKnown && !people.owners.has(person))
      refuse('record.missing', {
        message: 'You were not an owner when this backup was made.',
        fix: 'Someone who was an owner then, and is one now, can restore it.',
      })
    if (isKnown) people.rest(new Set(slots.map((slot) => slot.id)))
    if (carried) {
      keepBackupKeys(db, carried.keys)
      noteUpkeep(db, 'second', carried.second)
    }
    doubtOutbox(db)
    const marks = [
      `backup ${manifest.head.seq} ${manifest.head.mac}`,
      ...(head ? [`replaced ${head.seq} ${head.mac}`] : []),
      ...(anchor ? [anchorMark(anchor)] : []),
    ]
    appendAudit(db, { ...by, at, generation, action, kind: 'security', outcome: 'ok', object: marks.join('; ') })
    return isKnown ? people.all : null
  }) as ReadonlySet<number> | null
}

/**
 * Keeps the book that is replaced with its ring and anchor, as a store that opens. Made whole before anything changes, so that no crash loses it.
 * @returns the folder's name
 */
export function keepReplaced(folder: string, generation: number, at: string): string {
  const base = `before-restore-${at.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}`
  let name = `${base}.parity`
  for (let n = 2; existsSync(join(folder, name)); n++) name = `${base}-${n}.parity`
  const partial = join(folder, `${name}.partial`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  const book = bookName(generation)
  for (const file of [book, `${book}-wal`]) keepFile(folder, partial, file)
  for (const file of [KEYS, 'anchor.json']) keepFile(folder, partial, file)
  syncFolder(partial)
  renameSync(partial, join(folder, name))
  syncFolder(folder)
  return name
}

/** A copy, never a second name: after a crash the store goes on writing its own file. */
function keepFile(folder: string, to: string, name: string): void {
  if (!existsSync(join(folder, name))) return
  copyFileSync(join(folder, name), join(to, name), constants.COPYFILE_FICLONE)
  syncFile(join(to, name))
}
