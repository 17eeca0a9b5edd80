import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* Short lists by a name or a number. */

type Found = { id: number; name: string }

const claims = from
  .selectFrom('claim')
  .innerJoin('patient', 'patient.id', 'claim.patient')
  .select(['claim.id', 'claim.status', 'claim.first_day', 'claim.codes', 'claim.cents', 'patient.first', 'patient.last'])
  .orderBy('claim.first_day', 'desc')

export const claimsNumbered = (db: Reading, number: number, limit: number) => db.all(claims.where('claim.id', '=', number).limit(limit))

/** Claims that a payer told of under a number: of the call, or its own of the claim. */
export const claimsToldUnder = (db: Reading, number: string, limit: number) =>
  db.all(
    claims
      .where((e) =>
        e.or([
          e('claim.payer_control', '=', number),
          e('claim.id', 'in', e.selectFrom('payer_contact').select('payer_contact.claim').where('payer_contact.reference', '=', number)),
        ]),
      )
      .limit(limit),
  )

/** The newest claims of some patients. */
export const claimsOfPatients = (db: Reading, patients: readonly number[], limit: number) =>
  db.all(claims.where('claim.patient', 'in', patients).limit(limit))

export const payersLike = (db: Reading, text: string, limit: number): Found[] =>
  db.all(
    from
      .selectFrom('payer')
      .select(['id', 'name'])
      .where('name', 'like', `%${text.replace(/[%_]/g, '')}%`)
      .orderBy('name')
      .limit(limit),
  )

export const payerNames = (db: Reading): Found[] => db.all(from.selectFrom('payer').select(['id', 'name']).orderBy('name'))

export const activeProviders = (db: Reading) =>
  db.all(
    from
      .selectFrom('provider')
      .select(['id', 'first', 'last', 'credential', 'discipline'])
      .where('is_active', '=', 1)
      .orderBy('last')
      .orderBy('first'),
  )
