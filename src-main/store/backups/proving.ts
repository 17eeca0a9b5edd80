import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openToRead } from '../database.ts'
import { differences, figuresOf, type Proof } from '../figures.ts'
import { checkBook, type Finding } from '../integrity.ts'
import { databaseKey } from '../keys/ring.ts'
import { bookName, KEYS } from '../names.ts'
import { figuresIn, hashFile, isSealed, readManifest, type Manifest } from './manifest.ts'

/**
 * Everything that must hold of a backup: its manifest is sealed with its key, its files are the ones the manifest names, its book is whole and in
 * balance, and has the figures the store had. No byte of it is changed. An empty list means that it holds.
 * @param key the backup's store key, 32 bytes
 */
export function proveBackup(folder: string, key: Buffer, proof: Proof | null): Finding[] {
  const manifest = readManifest(folder)
  if (!manifest) return [{ id: 'manifest', what: 'The manifest is missing or cannot be read.', where: 'manifest.json' }]
  return [
    ...(isSealed(manifest, key)
      ? []
      : [{ id: 'manifest', what: 'The manifest was changed, or belongs to another backup.', where: 'manifest.json' }]),
    ...proveFiles(folder, manifest),
    ...proveContent(folder, key, manifest, proof),
  ]
}

/** The key ring and the book against their hashes. */
export function proveFiles(folder: string, manifest: Manifest): Finding[] {
  const book = bookName(manifest.generation)
  const files: readonly (readonly [string, string])[] = [
    [KEYS, manifest.ring],
    [book, manifest.sha256],
  ]
  return files.flatMap(([name, expected]) => {
    const path = join(folder, name)
    if (!existsSync(path)) return [{ id: 'file', what: 'A file of the backup is missing.', where: name }]
    return hashFile(path).sha256 === expected
      ? []
      : [{ id: 'file', what: 'A file is not as it was when the backup was made.', where: name }]
  })
}

function proveContent(folder: string, key: Buffer, manifest: Manifest, proof: Proof | null): Finding[] {
  const path = join(folder, bookName(manifest.generation))
  if (!existsSync(path)) return []
  const hex = databaseKey(key, manifest.generation)
  const found = checkBook(path, hex, proof)
  if (found.length > 0) return found
  const database = openToRead(path, hex)
  try {
    const figures = figuresOf(database, manifest.ledger === '' ? null : proof)
    return differences(figuresIn(manifest), figures).map((what) => ({
      id: 'figures',
      what: `The backup differs from what the store was: ${what}.`,
      where: bookName(manifest.generation),
    }))
  } finally {
    database.close()
  }
}
