import { cpSync, existsSync, rmSync, statSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import { rowAt, since } from '../audit.ts'
import { Book } from '../book.ts'
import { needRoom } from '../disk.ts'
import { hasAudit, UNAUDITED, type Proof } from '../figures.ts'
import { databaseKey } from '../keys/ring.ts'
import { bookName } from '../names.ts'
import type { OpenStore } from '../sitting.ts'
import { refuse } from '../trouble.ts'
import { backupKey, noteUpkeep, upkeep } from '../upkeep.ts'
import { isInSecond } from './making.ts'
import { isSealed, openPresent, readManifest } from './manifest.ts'
import { backupsIn, backupsOf, secondOf, type BackupInfo } from './places.ts'
import { proveBackup } from './proving.ts'
import { sentence, type Source } from './restoring.ts'
import { warnings } from './rotation.ts'

/*
 * What backups there are, what one holds, and whether one can be restored: tried for real, in a place of its own.
 */

export type Listed = BackupInfo & { readonly isSecond: boolean }
export type Listing = {
  readonly backups: readonly Listed[]
  readonly folder: string
  readonly second: string | null
  readonly lastDrill: { readonly at: string; readonly name: string; readonly holds: boolean; readonly seconds: number } | null
  readonly warnings: readonly string[]
}

/** The backups of an open store. One whose manifest is not sealed with its key, or whose book has another size, does not count as verified. */
export function listBackups(store: OpenStore, now: string): Listing {
  const { second, lastDrill } = store.book.read((db) => ({ second: upkeep(db, 'second'), lastDrill: upkeep(db, 'drill') }))
  const backups = backupsIn(backupsOf(store.folder)).map((info) => ({
    ...info,
    isVerified: info.isVerified && isAsMade(store, info),
    isSecond: second !== null && isInSecond(info, second, store.ring.store),
  }))
  const facts = {
    backups: backups.map(({ name, manifest, isVerified }) => ({ name, at: manifest.made, isVerified })),
    now,
    drill: lastDrill,
    second: second === null ? ('none' as const) : existsSync(second) ? ('there' as const) : ('gone' as const),
  }
  return { backups, folder: backupsOf(store.folder), second, lastDrill, warnings: warnings(facts) }
}

function isAsMade(store: OpenStore, { folder, name, manifest }: BackupInfo): boolean {
  const key = keyOf(store, name, folder)
  const book = statSync(join(folder, bookName(manifest.generation)), { throwIfNoEntry: false })
  return key !== undefined && isSealed(manifest, key) && book?.size === manifest.bytes
}

/** The key of a backup: the store remembers it, or its own key opens it. */
function keyOf(store: OpenStore, name: string, folder: string): Buffer | undefined {
  const known = store.book.read<Buffer | undefined>((db) => backupKey(db, name))
  if (known) return known
  const manifest = readManifest(folder)
  return manifest && manifest.store === store.ring.store ? openPresent(manifest, store.storeKey) : undefined
}

/**
 * A backup by its name in the store's folder or the second one, or by its path.
 * @throws Trouble `record.missing`, `backup.broken` when this store has no key for it
 */
export function findBackup(store: OpenStore, name: string): Source {
  const second = store.book.read((db) => upkeep(db, 'second'))
  const places = [backupsOf(store.folder), ...(second === null ? [] : [secondOf(second, store.ring.store)])]
  const folder = isAbsolute(name) ? name : places.map((place) => join(place, basename(name))).find((path) => existsSync(path))
  if (folder === undefined || !existsSync(folder)) refuse('record.missing')
  if (!readManifest(folder)) refuse('backup.broken')
  const key = keyOf(store, basename(folder), folder)
  if (!key)
    refuse('backup.broken', {
      message: 'This store has no key for this backup.',
      fix: 'Close the store and restore it from the sign-in screen, with a passphrase of the day it was made.',
    })
  return { folder, key }
}

/** What a restore would bring back and lose. */
export function previewBackup(store: OpenStore, { folder, key }: Source, proof: Proof) {
  const manifest = readManifest(folder)
  if (!manifest) refuse('backup.broken')
  const broken = proveBackup(folder, key, proof).map(sentence)
  const { seq, mac } = manifest.head
  const lost = store.book.read((db) => (seq === 0 || rowAt(db, seq)?.mac === mac ? since(db, seq) : null))
  return {
    name: basename(folder),
    at: manifest.made,
    holds: broken.length === 0,
    broken,
    auditSeq: seq,
    lose: lost?.events ?? null,
    loseEntries: lost?.entries ?? null,
    claims: manifest.rows['claim'] ?? 0,
    patients: manifest.rows['patient'] ?? 0,
  }
}

/** The place a drill happens in; a crash leaves it to be swept. */
const DRILL = 'drill.partial'

/**
 * Restores the newest verified backup into a place of its own, as far as a restore goes: proved, copied, opened, brought to today's form, everything
 * recomputed. Then wipes it and notes how it went.
 * @throws Trouble `record.missing` when there is no backup, `store.full`
 */
export function drillBackup(store: OpenStore, options: { readonly at: string; readonly proof: Proof }): NonNullable<Listing['lastDrill']> {
  const newest = listBackups(store, options.at).backups.find((one) => one.isVerified)
  if (!newest) refuse('record.missing', { message: 'There is no verified backup yet.' })
  const began = performance.now()
  const { folder, key } = findBackup(store, newest.name)
  needRoom(store.folder, newest.manifest.bytes)
  const holds = proveBackup(folder, key, options.proof).length === 0 && opens({ folder, key }, join(store.folder, DRILL), options.proof)
  const seconds = Math.round((performance.now() - began) / 100) / 10
  const drill = { at: options.at, name: newest.name, holds, seconds }
  store.book.record((db) => noteUpkeep(db, 'drill', drill))
  return drill
}

function opens({ folder, key }: Source, place: string, proof: Proof): boolean {
  const generation = readManifest(folder)?.generation ?? 1
  rmSync(place, { recursive: true, force: true })
  try {
    cpSync(folder, place, { recursive: true })
    const book = Book.open(join(place, bookName(generation)), databaseKey(key, generation), { isThere: true })
    try {
      // A book from before the log gets the row for its entries at its first sign-in.
      const isBeforeLog = !hasAudit(readManifest(folder)?.schema ?? 0)
      return book.read((db) => proof.checks(db).every((check) => check.broken === 0 || (isBeforeLog && check.id === UNAUDITED)))
    } finally {
      book.close()
    }
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
