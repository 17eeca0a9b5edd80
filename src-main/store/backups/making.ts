import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { putAnchor } from '../anchor.ts'
import { auditKey } from '../audit.ts'
import { copyBook } from '../copy.ts'
import { freeBytes, needRoom, sweep } from '../disk.ts'
import { makeFolder, syncFile, syncFolder, writeDurably } from '../durable.ts'
import { figuresOf, type Figures, type Proof } from '../figures.ts'
import type { Finding } from '../integrity.ts'
import { databaseKey, ringText, sealRingTo } from '../keys/ring.ts'
import { bookName, KEYS } from '../names.ts'
import type { OpenStore } from '../sitting.ts'
import { dropBackupKey, keepBackupKeys, upkeep } from '../upkeep.ts'
import { hashFile, manifestPath, manifestText, sealPresent, signManifest, type Manifest, type Reason } from './manifest.ts'
import { backupsIn, backupsOf, GOOD, newName, secondOf, UNVERIFIED, type BackupInfo } from './places.ts'
import { proveBackup, proveFiles } from './proving.ts'
import { surplus } from './rotation.ts'

/*
 * A backup is a store of its own: a copy of the book under a fresh key, and the key ring sealed to that key, so that everybody's passphrase of that day
 * and the recovery key open it. It counts only when it was opened again and found to be what the store was.
 */

export type MakeOptions = {
  readonly why: Reason
  /** An ISO instant. */
  readonly at: string
  /** The program's version. */
  readonly app: string
  readonly proof: Proof
  /** A backup that is not let go now, for it is about to be restored. */
  readonly spare?: string
  progress?(done: number, total: number, words: string): void
  /** Called at each point a crash could fall on; for tests that stop there. */
  reached?(point: string): void
}
export type Made = BackupInfo & { readonly isSecond: boolean; readonly findings: readonly Finding[] }

/** A backup's book has this generation in its ring: it is the first under its key. */
const OWN_GENERATION = 1
const STEPS = 4

/** Lets other calls in between two long steps. */
const breath = (): Promise<void> => new Promise((done) => setImmediate(done))

/**
 * Makes a backup of an open store, reopens and proves it, copies it to the second folder and reads it back there, and then lets old ones go. One that
 * does not hold is kept as `.unverified` and counts for nothing.
 * @throws Trouble `store.full`
 */
export async function makeBackup(store: OpenStore, options: MakeOptions): Promise<Made> {
  const { why, at } = options
  const place = backupsOf(store.folder)
  needRoom(store.folder, statSync(store.book.path).size)
  const name = newName(place, at, why)
  const partial = join(place, `${name}.partial`)
  const key = randomBytes(32)
  // Before the backup: one that was finished in the moment of a crash has its key in the book.
  store.book.record((db) => keepBackupKeys(db, [{ name: `${name}${GOOD}`, key: key.toString('hex'), at }]))
  try {
    mkdirSync(partial, { mode: 0o700 })
    options.progress?.(0, STEPS, 'Copying')
    const manifest = copyStore(store, partial, key, options)
    options.reached?.('copied')
    await breath()
    options.progress?.(1, STEPS, 'Checking')
    const findings = proveBackup(partial, key, options.proof)
    options.reached?.('proved')
    const isVerified = findings.length === 0
    const final = `${name}${isVerified ? GOOD : UNVERIFIED}`
    const folder = join(place, final)
    renameSync(partial, folder)
    syncFolder(place)
    options.reached?.('renamed')
    await breath()
    options.progress?.(2, STEPS, 'Copying to the second folder')
    const second = store.book.read((db) => upkeep(db, 'second'))
    const isSecond = isVerified && second !== null && copyToSecond(folder, final, secondOf(second, store.ring.store), manifest)
    options.reached?.('second')
    await breath()
    if (isVerified && (second === null || isSecond)) letGo(store, second, options.spare)
    options.progress?.(STEPS, STEPS, 'Done')
    return { name: final, folder, manifest, isVerified, isSecond, findings }
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

/** Book, ring, anchor and manifest, all lasting. The figures and the copy are taken in one breath: nothing is written in between. */
function copyStore(store: OpenStore, folder: string, key: Buffer, { why, at, app, proof, reached }: MakeOptions): Manifest {
  const path = join(folder, bookName(OWN_GENERATION))
  const figures = store.book.whole<unknown>((database) => figuresOf(database, proof)) as Figures
  copyBook(store.book, path, databaseKey(key, OWN_GENERATION))
  reached?.('book')
  const ring = ringText(sealRingTo(store.ring, key, OWN_GENERATION))
  writeDurably(join(folder, KEYS), ring)
  const chain = store.book.read((db) => auditKey(db))
  putAnchor(folder, { head: figures.head, entry: figures.entry, generation: OWN_GENERATION, at }, chain)
  const manifest = signManifest(
    {
      store: store.ring.store,
      made: at,
      why,
      app,
      generation: OWN_GENERATION,
      ...figures,
      ...hashFile(path),
      ring: hashFile(join(folder, KEYS)).sha256,
      present: sealPresent(key, store.ring.store, store.ring.generation, store.storeKey),
    },
    key,
  )
  writeDurably(manifestPath(folder), manifestText(manifest))
  return manifest
}

/** Copies a finished backup and reads the copy back. @returns false when the second folder cannot be written: the first copy stays all the same */
function copyToSecond(folder: string, name: string, place: string, manifest: Manifest): boolean {
  const partial = join(place, `${name}.partial`)
  try {
    makeFolder(place)
    // What a crash left unfinished here is cleared away now: nobody looks into this folder at an opening.
    sweep(place)
    if (freeBytes(place) < 2 * manifest.bytes) return false
    cpSync(folder, partial, { recursive: true })
    for (const file of [bookName(manifest.generation), KEYS, 'manifest.json', 'anchor.json'])
      if (existsSync(join(partial, file))) syncFile(join(partial, file))
    syncFolder(partial)
    if (proveFiles(partial, manifest).length > 0) throw new Error('The copy is not the same')
    renameSync(partial, join(place, name))
    syncFolder(place)
    return true
  } catch {
    try {
      rmSync(partial, { recursive: true, force: true })
    } catch {
      // What cannot be removed there ends in .partial and counts for nothing.
    }
    return false
  }
}

/** Whether the second folder holds this backup: the same manifest, and a book as long as it says. */
export function isInSecond(info: BackupInfo, second: string, store: string): boolean {
  const folder = join(secondOf(second, store), info.name)
  try {
    const book = statSync(join(folder, bookName(info.manifest.generation)))
    return (
      book.size === info.manifest.bytes && readFileSync(manifestPath(folder), 'utf8') === readFileSync(manifestPath(info.folder), 'utf8')
    )
  } catch {
    return false
  }
}

/** Lets surplus backups go, in both places, and their keys with them. One is renamed before it is removed, so that no crash leaves a part of it as a backup. */
function letGo(store: OpenStore, second: string | null, spare: string | undefined): void {
  const places = [backupsOf(store.folder), ...(second === null ? [] : [secondOf(second, store.ring.store)])]
  const gone = new Set(
    places.flatMap((place) => {
      const all = backupsIn(place).map(({ name, manifest, isVerified }) => ({ name, at: manifest.made, isVerified }))
      const names = surplus(all).filter((name) => name !== spare)
      for (const name of names) renameSync(join(place, name), join(place, `${name}.partial`))
      if (names.length > 0) syncFolder(place)
      for (const name of names) rmSync(join(place, `${name}.partial`), { recursive: true, force: true })
      return names
    }),
  )
  const left = new Set(places.flatMap((place) => backupsIn(place).map(({ name }) => name)))
  const keyless = [...gone].filter((name) => !left.has(name))
  if (keyless.length > 0) store.book.record((db) => keyless.forEach((name) => dropBackupKey(db, name)))
}
