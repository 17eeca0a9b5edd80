import type { Writing } from '../../store/index.ts'
import { addCoverage, addPatient, patientsNamed, type PatientFields } from './patients.ts'
import { ourBiller } from './people.ts'
import { addPayer, addProvider, billerWithNpi, payerWithEdiId, providerWithNpi } from './setup.ts'
import { from, type NewBiller, type NewCoverage, type NewPayer, type NewProvider } from './tables.ts'

/* Recreating a practice from old claim files: each billing provider, clinician, payer, patient and coverage once. */

/** By NPI, else by name. The first one that a store without a practice of its own meets becomes its own. */
export function findOrAddBiller(db: Writing, found: Omit<NewBiller, 'is_ours'>): number {
  const known = found.npi
    ? billerWithNpi(db, found.npi)
    : db.first(from.selectFrom('biller').select('id').where('name', '=', found.name).where('npi', 'is', null))?.id
  return known ?? db.insert(from.insertInto('biller').values({ ...found, is_ours: ourBiller(db) ? 0 : 1 }))
}

/** By NPI, else by name. */
export function findOrAddProvider(db: Writing, found: Pick<NewProvider, 'last' | 'first' | 'npi' | 'taxonomy' | 'is_person'>): number {
  const known = found.npi
    ? providerWithNpi(db, found.npi)
    : db.first(
        from
          .selectFrom('provider')
          .select('id')
          .where('last', '=', found.last)
          .where('first', 'is', found.first ?? null)
          .where('npi', 'is', null),
      )?.id
  return known ?? addProvider(db, { ...found, credential: '', discipline: 'other', is_active: 1 })
}

/** By the payer's EDI id. What a claim file does not say of a payer (its limits) gets safe defaults: the shortest limits that are usual. */
export function findOrAddPayer(
  db: Writing,
  found: Pick<NewPayer, 'name' | 'edi_id' | 'filing' | 'line1' | 'line2' | 'city' | 'state' | 'zip'>,
): number {
  return (
    payerWithEdiId(db, found.edi_id) ??
    addPayer(db, {
      ...found,
      kind: kindOf(found.filing),
      filing_days: found.filing === 'MB' ? 365 : 90,
      corrected_days: 180,
      appeal_days: found.filing === 'MB' ? 120 : 180,
    })
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

/** By name and birth date; where one of the two files gives no birth date, by name and member id. */
export function findOrAddPatient(
  db: Writing,
  found: PatientFields,
  memberId: string | undefined,
  at: string,
): { id: number; isNew: boolean } {
  const known = patientsNamed(db, found).find((one) =>
    one.born && found.born ? one.born === found.born : memberId !== undefined && one.memberId === memberId,
  )
  if (known) return { id: known.id, isNew: false }
  return { id: addPatient(db, found, at), isNew: true }
}

/** By patient, payer and member id. */
export function findOrAddCoverage(db: Writing, found: Omit<NewCoverage, 'id'>): number {
  const known = db.first(
    from
      .selectFrom('coverage')
      .select('id')
      .where('patient', '=', found.patient)
      .where('payer', '=', found.payer)
      .where('member_id', '=', found.member_id),
  )
  return known?.id ?? addCoverage(db, found)
}
