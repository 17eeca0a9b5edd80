import { cpSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { needRoom } from '../disk.ts'
import { syncFile, syncFolder, writeDurably } from '../durable.ts'
import type { Figures } from '../figures.ts'
import type { KeyRing } from '../keys/ring.ts'
import { bookName, KEYS } from '../names.ts'
import { refuse } from '../trouble.ts'
import { hashFile, manifestPath, manifestText, sealPresent, signManifest } from './manifest.ts'
import { backupsOf, GOOD, newName } from './places.ts'
import { proveBackup } from './proving.ts'

/**
 * Keeps a store as it is before a newer Parity changes its form: the folded book and its ring, byte by byte.
 * @param storeKey the store's own; such a backup has no other
 * @returns the backup's name
 * @throws Trouble `store.full`, `backup.unverified`; then the store is not changed
 */
export function keepBeforeMigration(
  store: { readonly folder: string; readonly ring: Pick<KeyRing, 'store' | 'generation'>; readonly storeKey: Buffer },
  at: string,
  figures: Figures,
): string {
  const { folder, ring, storeKey } = store
  const book = bookName(ring.generation)
  needRoom(folder, statSync(join(folder, book)).size)
  const place = backupsOf(folder)
  const name = newName(place, at, 'migration')
  const partial = join(place, `${name}.partial`)
  try {
    mkdirSync(partial, { mode: 0o700 })
    for (const file of [book, KEYS]) {
      cpSync(join(folder, file), join(partial, file))
      syncFile(join(partial, file))
    }
    const manifest = signManifest(
      {
        store: ring.store,
        made: at,
        why: 'migration',
        app: '',
        generation: ring.generation,
        ...figures,
        ...hashFile(join(folder, book)),
        ring: hashFile(join(folder, KEYS)).sha256,
        present: sealPresent(storeKey, ring.store, ring.generation, storeKey),
      },
      storeKey,
    )
    writeDurably(manifestPath(partial), manifestText(manifest))
    if (proveBackup(partial, storeKey, null).length > 0)
      refuse('backup.unverified', { message: 'The store could not be backed up, so it was not changed.' })
    renameSync(partial, join(place, `${name}${GOOD}`))
    syncFolder(place)
    return `${name}${GOOD}`
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}
