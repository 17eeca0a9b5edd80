import { sql } from 'kysely'
import { prepared, sqliteCode, type Reading, type Writing } from '../../store/index.ts'
import { ourBiller } from './people.ts'
import { from, type NewBiller, type NewPayer, type NewPractice, type NewProvider, type PayerRow, type ProviderRow } from './tables.ts'

/* What the practice says of itself, its clinicians and its payers. A change gives how many rows it touched: one, or none when the record is gone. */

export function addPractice(db: Writing, practice: NewPractice): void {
  db.run(from.insertInto('practice').values(practice))
}

export function changePractice(db: Writing, practice: Pick<NewPractice, 'name' | 'phone' | 'contact' | 'submitter_id'>): void {
  db.run(from.updateTable('practice').set(practice).where('id', '=', 1))
}

/** Says who bills for new claims, the first time or anew; one of the same NPI that came from old claim files becomes ours. */
export function setOurBiller(db: Writing, biller: NewBiller): void {
  const known = (biller.npi ? billerWithNpi(db, biller.npi) : undefined) ?? ourBiller(db)?.id
  db.run(from.updateTable('biller').set({ is_ours: 0 }).where('is_ours', '=', 1))
  if (known) db.run(from.updateTable('biller').set(biller).where('id', '=', known))
  else db.run(from.insertInto('biller').values(biller))
}
const billerNpi = prepared((npi: string) => from.selectFrom('biller').select('id').where('npi', '=', npi))
export const billerWithNpi = (db: Reading, npi: string): number | undefined => db.first(billerNpi(npi))?.id

/** Every clinician, those who still treat first. */
export const providers = (db: Reading): ProviderRow[] =>
  db.all(from.selectFrom('provider').selectAll().orderBy('is_active', 'desc').orderBy('last').orderBy('first'))
const byNpi = prepared((npi: string) => from.selectFrom('provider').select('id').where('npi', '=', npi))
export const providerWithNpi = (db: Reading, npi: string): number | undefined => db.first(byNpi(npi))?.id
export const addProvider = (db: Writing, provider: NewProvider): number => db.insert(from.insertInto('provider').values(provider))
export const changeProvider = (db: Writing, id: number, provider: NewProvider): number =>
  db.run(from.updateTable('provider').set(provider).where('id', '=', id))

/** Every payer, with the number of its claims. */
export const payers = (db: Reading): (PayerRow & { claims: number })[] =>
  db.all(
    from
      .selectFrom('payer')
      .selectAll()
      .select(sql<number>`(select count(*) from claim where claim.payer = payer.id)`.as('claims'))
      .orderBy('name'),
  )
/** Takes a payer away that nothing names. @returns false when something does, and then it stays */
export function removePayer(db: Writing, id: number): boolean {
  try {
    db.run(from.deleteFrom('payer').where('id', '=', id))
    return true
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY') return false
    throw error
  }
}
const byEdiId = prepared((ediId: string) => from.selectFrom('payer').select('id').where('edi_id', '=', ediId))
export const payerWithEdiId = (db: Reading, ediId: string): number | undefined => db.first(byEdiId(ediId))?.id
export const addPayer = (db: Writing, payer: NewPayer): number => db.insert(from.insertInto('payer').values(payer))
export const changePayer = (db: Writing, id: number, payer: NewPayer): number =>
  db.run(from.updateTable('payer').set(payer).where('id', '=', id))
