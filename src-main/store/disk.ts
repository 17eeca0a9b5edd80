import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { refuse } from './trouble.ts'

/*
 * Room on the disk: asked for before long work, kept in reserve for the end of a sitting.
 */

const MB = 1024 * 1024
/** The reserve: enough that a book can be locked, audited and closed on a full disk. */
const BALLAST_BYTES = 64 * MB
const BALLAST = 'ballast'
/** What stays free of every disk, however small the store. */
const LEAST_FREE = 500 * MB

/** Bytes a user may still write in the disk of this folder. */
export function freeBytes(folder: string): number {
  const disk = statfsSync(folder)
  return disk.bavail * disk.bsize
}

/** Asks for room before a backup, a migration or a large import: three times what it works on, and 500 MB at least. @throws Trouble `store.full` */
export function needRoom(folder: string, bytes: number, least = LEAST_FREE): void {
  const needed = Math.max(least, 3 * bytes)
  if (freeBytes(folder) >= needed) return
  refuse('store.full', {
    message: 'There is too little room on this disk, so nothing was begun.',
    fix: `Free ${Math.ceil(needed / MB)} MB, then try again.`,
  })
}

/** Lays the reserve down where the disk has ten times as much free. @returns whether it is there */
export function layBallast(folder: string, bytes = BALLAST_BYTES): boolean {
  const path = join(folder, BALLAST)
  if (existsSync(path)) return true
  if (freeBytes(folder) < 10 * bytes) return false
  const partial = `${path}.partial`
  try {
    const file = openSync(partial, 'w', 0o600)
    try {
      // Noise, so that no disk keeps it in less room.
      const noise = randomBytes(MB)
      for (let at = 0; at < bytes; at += MB) writeSync(file, noise, 0, Math.min(MB, bytes - at))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(partial, path)
    return true
  } catch {
    // A reserve that cannot be laid down is no reason to stop; the next sitting tries again.
    rmSync(partial, { force: true })
    return false
  }
}

/** Gives the reserve to the disk. @returns whether there was one */
export function releaseBallast(folder: string): boolean {
  const path = join(folder, BALLAST)
  if (!existsSync(path)) return false
  rmSync(path, { force: true })
  return true
}

/** Whether a book that met a full disk may go on: the reserve fits again, with as much beside it. */
export const hasRoom = (folder: string, hadBallast: boolean): boolean => freeBytes(folder) >= (hadBallast ? 2 * BALLAST_BYTES : MB)

/** Removes what a crash left unfinished: everything that ends in `.partial`, in the store and in its backups. Called with the store's lock held. */
export function sweep(folder: string, subfolders: readonly string[] = []): void {
  for (const place of [folder, ...subfolders.map((one) => join(folder, one))]) {
    for (const name of namesIn(place)) if (name.endsWith('.partial')) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // A folder that is not there holds nothing unfinished.
    return []
  }
}
