import { z } from 'zod'
import { isGenuine, rowAt, type AuditRow, type Reading } from '../../store/index.ts'
import { FORMAT, isSignedBy } from './export.ts'

/** What a file of the log proves. `words` says each finding in a sentence, the first one wrong first. */
export type ExportVerdict = { readonly holds: boolean; readonly rows: number; readonly words: readonly string[] }

const Head = z.object({ format: z.literal(FORMAT), first: z.int(), last: z.int(), rows: z.int() })
const Foot = z.strictObject({ signature: z.string() })
const Link = z.looseObject({ seq: z.int(), prev: z.string(), mac: z.string() })

/**
 * Holds an exported log against itself and, when the store is at hand, against the store.
 * @param db the store it came from; without it only the links of a JSON Lines file can be followed
 */
export function verifyExport(text: string, db?: Reading): ExportVerdict {
  return text.startsWith('{') ? verifyLines(text, db) : verifyTable(text, db)
}

function verifyLines(text: string, db: Reading | undefined): ExportVerdict {
  const lines = text.split('\n').slice(0, -1)
  const head = Head.safeParse(parsedLine(lines[0]))
  const foot = Foot.safeParse(parsedLine(lines.at(-1)))
  if (!head.success || !foot.success)
    return { holds: false, rows: 0, words: ['This is no whole audit export: its first or last line is missing.'] }
  const rows = lines.slice(1, -1)
  const wrong = [
    ...(rows.length === head.data.rows ? [] : [`It should hold ${head.data.rows} rows and holds ${rows.length}.`]),
    ...brokenLinks(rows, head.data.first),
    ...(db ? brokenRows(db, rows) : []),
    ...(db ? signed(db, text, lines.at(-1) ?? '', foot.data.signature) : []),
  ]
  if (wrong.length > 0) return { holds: false, rows: rows.length, words: wrong }
  const with_ = db ? 'every row is the store’s own, and the file is as it was written' : 'with --store it is held against the store itself'
  return { holds: true, rows: rows.length, words: [`${rows.length} rows hang together; ${with_}.`] }
}

/** The first row whose number or link does not follow from the row before. */
function brokenLinks(lines: readonly string[], first: number): string[] {
  let before: { seq: number; mac: string } = { seq: first - 1, mac: '' }
  for (const [n, line] of lines.entries()) {
    const row = Link.safeParse(parsedLine(line))
    if (!row.success) return [`Line ${n + 2} is no row of the log.`]
    if (row.data.seq !== before.seq + 1) return [`Row ${before.seq + 1} is missing.`]
    if (n > 0 && row.data.prev !== before.mac) return [`Row ${row.data.seq} does not follow from the row before it.`]
    before = row.data
  }
  return []
}

/** The first row that is not the store's. */
function brokenRows(db: Reading, lines: readonly string[]): string[] {
  for (const line of lines) {
    const row = parsedLine(line) as AuditRow
    if (!Link.safeParse(row).success) return []
    if (!isGenuine(db, row)) return [`Row ${row.seq} was changed.`]
    if (rowAt(db, row.seq)?.mac !== row.mac) return [`Row ${row.seq} is not in the store.`]
  }
  return []
}

function verifyTable(text: string, db: Reading | undefined): ExportVerdict {
  const last = text.trimEnd().split('\r\n').at(-1) ?? ''
  const signature = last.split(',').at(-1) ?? ''
  const rows = text.split('\r\n').length - 3
  if (!last.startsWith(`${FORMAT},`)) return { holds: false, rows: 0, words: ['This is no whole audit export: its last line is missing.'] }
  if (!db) return { holds: false, rows, words: ['A table is held against its store only: give --store.'] }
  const wrong = signed(db, text, last, signature)
  return { holds: wrong.length === 0, rows, words: wrong.length === 0 ? ['The file is as the store wrote it.'] : wrong }
}

/** @param last the last line, which the signature is not over */
function signed(db: Reading, text: string, last: string, signature: string): string[] {
  const above = text.slice(0, text.lastIndexOf(last))
  return isSignedBy(db, above, signature) ? [] : ['The file is not as this store wrote it: its signature does not fit.']
}

function parsedLine(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '')
  } catch {
    return undefined
  }
}
