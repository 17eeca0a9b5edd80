import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BACKUP_REASONS } from '../../../src-shared/contract/backup.ts'
import type { Figures } from '../figures.ts'
import { derive, seal, unseal } from '../keys/seal.ts'

/*
 * What a backup says of itself: when and why it was made, the hash of its book, and the figures of the store at that moment. It names no patient and
 * counts no money. Its seal is made with a key of the backup's own.
 */

const MANIFEST = 'manifest.json'
const Box = z.strictObject({ nonce: z.string(), tag: z.string(), data: z.string() })
const Manifest = z.strictObject({
  format: z.literal('parity-backup-1'),
  store: z.uuid(),
  made: z.string(),
  why: z.enum(BACKUP_REASONS),
  app: z.string(),
  /** The generation of the key ring beside it. */
  generation: z.int().positive(),
  schema: z.int(),
  head: z.strictObject({ seq: z.int(), mac: z.string() }),
  entry: z.int(),
  ledger: z.string(),
  rows: z.record(z.string(), z.int()),
  sha256: z.string(),
  bytes: z.int(),
  /** SHA-256 of the key ring beside it. */
  ring: z.string(),
  /** The backup's key under the key the store had: opens it with the store's present ring, though the book is damaged. */
  present: z.strictObject({ generation: z.int(), box: Box }).nullable(),
  seal: z.string(),
})
export type Manifest = z.infer<typeof Manifest>
export type Reason = Manifest['why']

/** The manifest with its seal. @param key the backup's store key */
export function signManifest(body: Omit<Manifest, 'format' | 'seal'>, key: Buffer): Manifest {
  const whole = { format: 'parity-backup-1' as const, ...body }
  return { ...whole, seal: sealOf(whole, key) }
}

export const manifestText = (manifest: Manifest): string => JSON.stringify(manifest, undefined, 1)
export const manifestPath = (folder: string): string => join(folder, MANIFEST)

/** What a folder says of itself; undefined when it is no backup that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return Manifest.parse(JSON.parse(readFileSync(manifestPath(folder), 'utf8')))
  } catch {
    return undefined
  }
}

/** Whether nobody changed a word of it. @param key the backup's store key */
export const isSealed = (manifest: Manifest, key: Buffer): boolean => {
  const expected = Buffer.from(sealOf(manifest, key))
  const found = Buffer.from(manifest.seal)
  return expected.byteLength === found.byteLength && timingSafeEqual(expected, found)
}

/** The figures a copy is held to. */
export const figuresIn = ({ schema, head, entry, ledger, rows }: Manifest): Figures => ({ schema, head, entry, ledger, rows })

/** Shuts the backup's key under the store's. */
export const sealPresent = (key: Buffer, store: string, generation: number, storeKey: Buffer): Manifest['present'] => ({
  generation,
  box: seal(key, derive(storeKey, 'backup/v1'), presentAad(store, generation)),
})

/** The backup's key by the store's; undefined when the store has another key since. */
export const openPresent = (manifest: Manifest, storeKey: Buffer): Buffer | undefined => {
  const { present, store } = manifest
  return present ? unseal(present.box, derive(storeKey, 'backup/v1'), presentAad(store, present.generation)) : undefined
}

const presentAad = (store: string, generation: number): Buffer => Buffer.from(JSON.stringify(['backup/v1', store, generation]))

/** HMAC-SHA256 over every value; the keys of the tables are sorted, so that one manifest has one text. */
function sealOf(body: Omit<Manifest, 'seal'>, key: Buffer): string {
  const { seal: _, rows, ...rest } = body as Manifest
  const values = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))
  const tables = Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHmac('sha256', derive(key, 'manifest/v1'))
    .update(JSON.stringify([values, tables]))
    .digest('base64')
}

/** SHA-256 of a file of any size, and how long it is. */
export function hashFile(path: string): { readonly sha256: string; readonly bytes: number } {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(1024 * 1024)
    let bytes = 0
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, read))
      bytes += read
    }
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    closeSync(file)
  }
}
