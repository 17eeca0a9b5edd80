import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { auditKey, type AuditRow, type Reading } from '../../store/index.ts'

/*
 * The log as a file. The key of the chain never leaves, so a file by itself shows only that its rows hang together; that they are the store's own rows, and
 * that the file was not touched, is proved with the store at hand: `parity audit-verify FILE --store STORE`.
 */

export const FORMAT = 'parity-audit-1'
const HOW = 'Rows link by prev and mac. With the store at hand: parity audit-verify FILE --store STORE'

export type ExportHead = {
  readonly format: typeof FORMAT
  readonly from: string
  readonly to: string
  readonly first: number
  readonly last: number
  readonly rows: number
  readonly verify: string
}
export const exportHead = (days: { from: string; to: string }, at: { first: number; last: number } | undefined): ExportHead => ({
  format: FORMAT,
  ...days,
  first: at?.first ?? 0,
  last: at?.last ?? 0,
  rows: at ? at.last - at.first + 1 : 0,
  verify: HOW,
})

const COLUMNS = [
  'seq',
  'at',
  'generation',
  'user',
  'name',
  'role',
  'device',
  'action',
  'kind',
  'object',
  'patient',
  'outcome',
  'code',
  'fields',
  'reason',
  'entry_from',
  'entry_to',
  'request',
  'prev',
  'mac',
] as const satisfies readonly (keyof AuditRow)[]

/** Rows as text, of which no cell is a formula. */
export const rowsText = (format: 'jsonl' | 'csv', rows: readonly AuditRow[]): string =>
  format === 'jsonl'
    ? rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    : stringify(
        rows.map((row) => COLUMNS.map((column) => row[column])),
        { escape_formulas: true, record_delimiter: '\r\n' },
      )

export const headText = (format: 'jsonl' | 'csv', head: ExportHead): string =>
  format === 'jsonl' ? `${JSON.stringify(head)}\n` : `${COLUMNS.join(',')}\r\n`

/** The last line: what it was made of, and the signature over everything above it. */
export function footText(format: 'jsonl' | 'csv', db: Reading, head: ExportHead, above: string): string {
  const signature = signatureOf(db, above)
  return format === 'jsonl'
    ? `${JSON.stringify({ signature })}\n`
    : stringify([[FORMAT, head.from, head.to, head.first, head.last, head.rows, HOW, signature]], { record_delimiter: '\r\n' })
}

/** A keyed hash of a file's text, under a key of its own drawn from that of the chain. Hexadecimal, for base64 may begin as a formula does. */
function signatureOf(db: Reading, text: string): string {
  const key = createHmac('sha256', auditKey(db)).update('parity/audit-export/v1').digest()
  return createHmac('sha256', key).update(createHash('sha256').update(text).digest()).digest('hex')
}

/** Whether a file is as the store wrote it. */
export function isSignedBy(db: Reading, above: string, signature: string): boolean {
  const [mine, given] = [Buffer.from(signatureOf(db, above)), Buffer.from(signature)]
  return mine.length === given.length && timingSafeEqual(mine, given)
}
