import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../durable.ts'
import { readManifest, type Manifest, type Reason } from './manifest.ts'

/*
 * Where backups lie: in the store's folder, and in a folder of their own in the second one. A finished one ends in `.parity`, one that could not be
 * verified in `.unverified`, one that is being made in `.partial`.
 */

export const BACKUPS = 'backups'
export const GOOD = '.parity'
export const UNVERIFIED = '.unverified'

export const backupsOf = (folder: string): string => join(folder, BACKUPS)
/** The place for a store's backups in the second folder; named by the store's number, for the practice's name is nobody's business there. */
export const secondOf = (second: string, store: string): string => join(second, `parity-backups-${store.slice(0, 8)}`)

export type BackupInfo = { readonly name: string; readonly folder: string; readonly manifest: Manifest; readonly isVerified: boolean }

/** The backups in a folder, newest first. What has no manifest is none. */
export function backupsIn(place: string): BackupInfo[] {
  if (!existsSync(place)) return []
  return readdirSync(place)
    .filter((name) => name.endsWith(GOOD) || name.endsWith(UNVERIFIED))
    .flatMap((name) => {
      const folder = join(place, name)
      const manifest = readManifest(folder)
      return manifest ? [{ name, folder, manifest, isVerified: name.endsWith(GOOD) }] : []
    })
    .sort((a, b) => (a.manifest.made < b.manifest.made ? 1 : a.manifest.made > b.manifest.made ? -1 : a.name < b.name ? 1 : -1))
}

/** A name for a new backup that nothing has yet, without its ending. */
export function newName(place: string, at: string, why: Reason): string {
  makeFolder(place)
  const base = `${at.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}-${why}`
  const taken = new Set(readdirSync(place).map((name) => name.replace(/\.[a-z]+$/, '')))
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!taken.has(name)) return name
  }
}
