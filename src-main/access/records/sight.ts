import { sql, type Compilable } from 'kysely'
import type { Subject } from '../../../src-shared/contract/call.ts'
import { seenRow, sightKey, tables, type Reading, type Sight } from '../../store/index.ts'

const TABLE_OF: Readonly<Record<Subject, string>> = {
  patient: 'patient',
  appointment: 'appointment',
  inquiry: 'inquiry',
  authorization: 'authorization',
  charge: 'charge',
  claim: 'claim',
  remitClaim: 'remit_claim',
  denial: 'denial',
  appeal: 'appeal',
  episode: 'episode',
  consent: 'consent',
  approval: 'approval',
  receipt: 'receipt',
  move: 'patient_move',
  statement: 'statement',
}

const from = tables<Record<string, { id: number }>>()
const compiled = new Map<string, string>()

/** Whether there is a row of this number that a sight shows. */
export function isSeen(db: Reading, sight: Sight, subject: Subject, id: number): boolean {
  const table = TABLE_OF[subject]
  const key = `${table} ${sightKey(sight)}`
  const condition = compiled.get(key) ?? seenRow(sight, table, 'it')
  compiled.set(key, condition)
  const query = from
    .selectFrom(`${table} as it`)
    .select('it.id')
    .where('it.id', '=', id)
    .where(sql<boolean>`${sql.raw(condition)}`)
  return db.first(query as Compilable<{ id: number }>) !== undefined
}
