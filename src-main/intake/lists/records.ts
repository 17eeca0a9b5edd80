import type { Generated } from 'kysely'
import type { StandingKind } from '../../../src-shared/contract/standing.ts'
import { digits } from '../../../src-shared/number.ts'
import {
  addPayer,
  changePayer,
  feeOf,
  ownWords,
  payerById,
  removeFee,
  removeOwnWords,
  rateWith,
  removePayer,
  removeRateOf,
  setFee,
  setOwnWords,
  setRate,
  type PayerRow,
} from '../../practice/index.ts'
import { refuse, tables, type Reading, type Writing } from '../../store/index.ts'
import { keyOfFee, type Fee } from './fees.ts'
import { keyOfRate, type Rate } from './rates.ts'
import { PAYER_COLUMNS } from './payers.ts'
import type { Effect, Kept } from './rules.ts'

/* What an import of a list writes, and what it remembers so that it can be taken back. */

type ListTables = {
  list_import: {
    id: Generated<number>
    kind: string
    at: string
    by: number
    name: string
    added: number
    changed: number
    withdrawn_at: string | null
  }
  list_import_row: { import: number; n: number; what: string; key: string; was: string | null; now: string }
}
const from = tables<ListTables>()

type What = Effect['what']

export function addListImport(
  db: Writing,
  row: { kind: StandingKind; at: string; by: number; name: string; added: number; changed: number },
): number {
  return db.insert(from.insertInto('list_import').values({ ...row, withdrawn_at: null }))
}
export const listImport = (db: Reading, id: number): { kind: StandingKind; withdrawn_at: string | null } | undefined =>
  db.first(from.selectFrom('list_import').select(['kind', 'withdrawn_at']).where('id', '=', id)) as never

/** Writes what a row says, and remembers how it stood. */
export function writeEffect(db: Writing, id: number, n: number, { what, key, was, now }: Effect): void {
  const own = write(db, what, key, now)
  const kept = read(db, what, own)
  db.run(
    from
      .insertInto('list_import_row')
      .values({ import: id, n, what, key: own, was: was && JSON.stringify(was), now: JSON.stringify(kept) }),
  )
}

/**
 * Puts back how everything stood.
 * @throws Trouble `intake.used` when a record says something else by now, or something needs it
 */
export function takeBack(db: Writing, id: number, at: string): void {
  const rows = db.all(from.selectFrom('list_import_row').selectAll().where('import', '=', id).orderBy('n', 'desc'))
  for (const row of rows) {
    const what = row.what as What
    if (JSON.stringify(read(db, what, row.key)) !== row.now) refuse('intake.used', { fix: 'Change single rows by hand instead.' })
    if (row.was === null) remove(db, what, row.key)
    else write(db, what, row.key, JSON.parse(row.was) as Kept)
  }
  db.run(from.updateTable('list_import').set({ withdrawn_at: at }).where('id', '=', id))
}

/** The record as it stands, its fields in an order that is always the same. */
function read(db: Reading, what: What, key: string): Kept | null {
  if (what === 'words') {
    const words = ownWords(db, key)
    return words === undefined ? null : { code: key, words }
  }
  if (what === 'fee') return feeOf(db, keyOfFee(key)) ?? null
  if (what === 'rate') return rateWith(db, keyOfRate(key)) ?? null
  const row = payerById(db, digits(key))
  return row ? keptPayer(row) : null
}

/** The columns of a payer that an import may write. */
export const keptPayer = (row: PayerRow): Kept =>
  Object.fromEntries(PAYER_COLUMNS.map((column) => [column, row[column as keyof PayerRow] ?? null]))

/** @returns the key the record is found by from now on */
function write(db: Writing, what: What, key: string, now: Kept): string {
  if (what === 'words') setOwnWords(db, now as { code: string; words: string })
  else if (what === 'fee') setFee(db, now as Fee)
  else if (what === 'rate') setRate(db, now as Rate)
  else if (key === '') return String(addPayer(db, now as never))
  else changePayer(db, digits(key), now as never)
  return key
}

function remove(db: Writing, what: What, key: string): void {
  if (what === 'words') removeOwnWords(db, key)
  else if (what === 'fee') removeFee(db, keyOfFee(key))
  else if (what === 'rate') removeRateOf(db, keyOfRate(key))
  else if (!removePayer(db, digits(key)))
    refuse('intake.used', { fix: 'A patient or a claim names one of these payers. Change them by hand instead.' })
}
