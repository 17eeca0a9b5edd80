import { createHash } from 'node:crypto'
import type { Generated } from 'kysely'
import { tables, type Reading, type Writing } from './sql.ts'

type FileTables = {
  file: {
    id: Generated<number>
    direction: 'in' | 'out'
    name: string
    kind: string
    sha256: string
    bytes: Uint8Array
    size: number
    at: string
    status: string
    summary: Generated<string>
    findings: Generated<number>
  }
}
const from = tables<FileTables>()

export type KeptFile = {
  readonly id: number
  readonly direction: 'in' | 'out'
  readonly name: string
  readonly kind: string
  readonly at: string
  readonly status: string
  readonly summary: string
  readonly size: number
  readonly findings: number
}

const COLUMNS = ['id', 'direction', 'name', 'kind', 'at', 'status', 'summary', 'size', 'findings'] as const

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Keeps a file whole and for ever as it is. @returns its number */
export function keepFile(
  db: Writing,
  file: {
    readonly direction: 'in' | 'out'
    readonly name: string
    readonly kind: string
    readonly bytes: Uint8Array
    readonly at: string
    readonly status: string
    readonly summary?: string
  },
): number {
  const { bytes, summary = '', ...rest } = file
  return db.insert(from.insertInto('file').values({ ...rest, summary, bytes, sha256: sha256(bytes), size: bytes.byteLength }))
}

/** A file that was kept under the same bytes before, in this direction. */
export const knownFile = (db: Reading, direction: 'in' | 'out', digest: string): KeptFile | undefined =>
  db.first(from.selectFrom('file').select(COLUMNS).where('direction', '=', direction).where('sha256', '=', digest))

export const keptFile = (db: Reading, id: number): KeptFile | undefined =>
  db.first(from.selectFrom('file').select(COLUMNS).where('id', '=', id))

/** The bytes of a kept file. */
export function fileBytes(db: Reading, id: number): Uint8Array | undefined {
  return db.first(from.selectFrom('file').select('bytes').where('id', '=', id))?.bytes
}

/** What became of a file; its bytes never change. */
export function describeFile(
  db: Writing,
  id: number,
  outcome: { readonly kind?: string; readonly status: string; readonly summary: string; readonly findings: number },
): void {
  db.run(from.updateTable('file').set(outcome).where('id', '=', id))
}
