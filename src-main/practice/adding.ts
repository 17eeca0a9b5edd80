import { randomInt } from 'node:crypto'
import type { Argument } from '../../src-shared/contract/index.ts'
import type { Writing } from '../store/index.ts'
import { from, type PracticeTables } from './records.ts'
import type { Insertable } from 'kysely'

type Setup = Argument<'practice.save'>
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** The first records of a new store: the practice, and who it bills as when that is known already. */
export function newPractice(db: Writing, setup: Setup | null, isSample = false, name = 'New practice'): void {
  const prefix = Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  db.run(
    from.insertInto('practice').values({
      id: 1,
      name: setup?.name ?? name,
      phone: setup?.phone ?? '',
      contact: setup?.contact ?? '',
      submitter_id: setup?.submitterId ?? '',
      prefix,
      is_sample: isSample ? 1 : 0,
    }),
  )
  if (setup) db.run(from.insertInto('biller').values(billerOf(setup)))
}

export const billerOf = (setup: Setup): Insertable<PracticeTables['biller']> => ({
  name: setup.name,
  first: null,
  is_person: 0,
  npi: setup.npi,
  tax_id: setup.taxId,
  tax_id_kind: 'EI',
  taxonomy: setup.taxonomy,
  line1: setup.line1,
  line2: setup.line2,
  city: setup.city,
  state: setup.state,
  zip: setup.zip,
  country: null,
  phone: setup.phone,
  is_ours: 1,
})

/* Recreating a practice from old claim files: each billing provider, clinician, payer, patient and coverage once. */

/** By NPI, else by name. The first one that a store without a practice of its own meets becomes its own. */
export function findOrAddBiller(db: Writing, found: Omit<Insertable<PracticeTables['biller']>, 'is_ours'>): number {
  const known = found.npi
    ? db.first(from.selectFrom('biller').select('id').where('npi', '=', found.npi))
    : db.first(from.selectFrom('biller').select('id').where('name', '=', found.name).where('npi', 'is', null))
  if (known) return known.id
  const ours = db.first(from.selectFrom('biller').select('id').where('is_ours', '=', 1))
  return db.insert(from.insertInto('biller').values({ ...found, is_ours: ours ? 0 : 1 }))
}

/** By NPI, else by name. */
export function findOrAddProvider(
  db: Writing,
  found: Pick<Insertable<PracticeTables['provider']>, 'last' | 'first' | 'npi' | 'taxonomy' | 'is_person'>,
): number {
  const known = found.npi
    ? db.first(from.selectFrom('provider').select(['id', 'taxonomy']).where('npi', '=', found.npi))
    : db.first(
        from
          .selectFrom('provider')
          .select(['id', 'taxonomy'])
          .where('last', '=', found.last)
          .where('first', 'is', found.first ?? null)
          .where('npi', 'is', null),
      )
  if (known) return known.id
  return db.insert(from.insertInto('provider').values({ ...found, credential: '', discipline: 'other', is_active: 1 }))
}

/** By the payer's EDI id. What a claim file does not say of a payer (its limits) gets the safe defaults of claims-lifecycle.md section 3. */
export function findOrAddPayer(
  db: Writing,
  found: Pick<Insertable<PracticeTables['payer']>, 'name' | 'edi_id' | 'filing' | 'line1' | 'line2' | 'city' | 'state' | 'zip'>,
): number {
  const known = db.first(from.selectFrom('payer').select('id').where('edi_id', '=', found.edi_id))
  if (known) return known.id
  return db.insert(
    from
      .insertInto('payer')
      .values({
        ...found,
        kind: kindOf(found.filing),
        filing_days: found.filing === 'MB' ? 365 : 90,
        corrected_days: 180,
        appeal_days: found.filing === 'MB' ? 120 : 180,
      }),
  )
}

function kindOf(filing: string): string {
  const kinds: Readonly<Record<string, string>> = {
    MB: 'medicare',
    MA: 'medicare',
    MC: 'medicaid',
    BL: 'blue',
    CH: 'tricare',
    '16': 'medicare-advantage',
  }
  return kinds[filing] ?? (['12', '13', '14', '15', 'CI', 'HM'].includes(filing) ? 'commercial' : 'other')
}

export type FoundPatient = Omit<Insertable<PracticeTables['patient']>, 'created_at' | 'id'>

/** By name and birth date; where one of the two files gives no birth date, by name and member id. */
export function findOrAddPatient(
  db: Writing,
  found: FoundPatient,
  memberId: string | undefined,
  at: string,
): { id: number; isNew: boolean } {
  const named = db.all(
    from
      .selectFrom('patient')
      .leftJoin('coverage', 'coverage.patient', 'patient.id')
      .select(['patient.id', 'patient.born', 'coverage.member_id'])
      .where((e) => e(e.fn('upper', ['patient.last']), '=', found.last.toUpperCase()))
      .where((e) => e(e.fn('upper', ['patient.first']), '=', found.first.toUpperCase())),
  )
  const known = named.find((one) =>
    one.born && found.born ? one.born === found.born : memberId !== undefined && one.member_id === memberId,
  )
  if (known) return { id: known.id, isNew: false }
  return { id: db.insert(from.insertInto('patient').values({ ...found, created_at: at })), isNew: true }
}

/** By patient, payer and member id. */
export function findOrAddCoverage(db: Writing, found: Omit<Insertable<PracticeTables['coverage']>, 'id'>): number {
  const known = db.first(
    from
      .selectFrom('coverage')
      .select('id')
      .where('patient', '=', found.patient)
      .where('payer', '=', found.payer)
      .where('member_id', '=', found.member_id),
  )
  return known?.id ?? db.insert(from.insertInto('coverage').values(found))
}
