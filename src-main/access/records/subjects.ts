import type { Compilable } from 'kysely'
import type { Subject } from '../../../src-shared/contract/call.ts'
import { prepared, tables, type Reading } from '../../store/index.ts'

type Owned = { id: number; patient: number }
const from = tables<{
  patient: { id: number; last: string; first: string }
  appointment: Owned
  inquiry: Owned
  authorization: Owned
  charge: Owned
  claim: Owned
  episode: Owned
  consent: Owned
  remit_claim: { id: number; claim: number | null }
  denial: { id: number; claim: number }
  appeal: { id: number; claim: number }
  approval: Owned
  receipt: Owned
  patient_move: Owned
  statement: Owned
}>()

type OwnedTable =
  | 'appointment'
  | 'inquiry'
  | 'authorization'
  | 'charge'
  | 'claim'
  | 'episode'
  | 'consent'
  | 'approval'
  | 'receipt'
  | 'patient_move'
  | 'statement'
const owned = (table: OwnedTable) => prepared((id: number) => from.selectFrom(table).select('patient').where('id', '=', id))
const ofClaim = (table: 'denial' | 'appeal') =>
  prepared((id: number) =>
    from.selectFrom(table).innerJoin('claim', 'claim.id', `${table}.claim`).select('claim.patient').where(`${table}.id`, '=', id),
  )

const queries: Readonly<Record<Subject, (id: number) => Compilable<{ patient: number | null }>>> = {
  patient: prepared((id: number) => from.selectFrom('patient').select('id as patient').where('id', '=', id)),
  appointment: owned('appointment'),
  inquiry: owned('inquiry'),
  authorization: owned('authorization'),
  charge: owned('charge'),
  claim: owned('claim'),
  episode: owned('episode'),
  consent: owned('consent'),
  denial: ofClaim('denial'),
  appeal: ofClaim('appeal'),
  remitClaim: prepared((id: number) =>
    from
      .selectFrom('remit_claim')
      .leftJoin('claim', 'claim.id', 'remit_claim.claim')
      .select('claim.patient')
      .where('remit_claim.id', '=', id),
  ),
  approval: owned('approval'),
  receipt: owned('receipt'),
  move: owned('patient_move'),
  statement: owned('statement'),
}

/** Whose record an id names: `patient` is null for a record that is nobody's yet, a payment that was not matched. Undefined when there is none. */
export const recordOf = (db: Reading, subject: Subject, id: number): { readonly patient: number | null } | undefined =>
  db.first(queries[subject](id))

export const patientName = (db: Reading, id: number): { last: string; first: string } | undefined =>
  db.first(from.selectFrom('patient').select(['last', 'first']).where('id', '=', id))
