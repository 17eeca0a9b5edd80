import type { Day } from '../../../src-shared/day.ts'
import type { FileKind } from '../../codes/index.ts'
import type { Reading } from '../../store/index.ts'
import { rowsOfCode, standingImports, type KeptRow, type StandingImport } from './records.ts'

/*
 * The rows of published files, kept in mind once asked for: a run over thousands of claims asks for the same few codes. What is in mind is thrown away as
 * soon as an import comes, goes or comes back. It is public data; nothing of a patient is in it.
 */

export type Standing = {
  /** The imports of a kind that hold on a day, the newest last. */
  readonly importsOf: (kind: FileKind, on: Day) => readonly StandingImport[]
  /** Every row of a code, or of a pair, in the imports of a kind that stand. */
  readonly rowsOf: (kind: FileKind, code: string, other?: string) => readonly KeptRow[]
}

const MOST_KEPT = 20_000
let kept: { readonly generation: string; readonly rows: Map<string, readonly KeptRow[]> } = { generation: '', rows: new Map() }

/** The files that stand in a practice; undefined when it took none in. One statement, and one for each code that nobody asked for before. */
export function standing(db: Reading): Standing | undefined {
  const all = standingImports(db)
  if (all.length === 0) return undefined
  const generation = all.map(({ id, starts, sha256, at }) => `${id} ${starts} ${sha256} ${at}`).join('\n')
  if (kept.generation !== generation) kept = { generation, rows: new Map() }
  const { rows } = kept
  const kinds = new Set(all.map(({ kind }) => kind))
  return {
    importsOf: (kind, on) => all.filter((one) => one.kind === kind && one.starts <= on),
    rowsOf: (kind, code, other = '') => {
      if (!kinds.has(kind)) return []
      const key = `${kind} ${code} ${other}`
      const known = rows.get(key)
      if (known) return known
      if (rows.size >= MOST_KEPT) rows.clear()
      const found = rowsOfCode(db, kind, code, other)
      rows.set(key, found)
      return found
    },
  }
}
