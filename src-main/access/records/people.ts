import type { Generated, Selectable } from 'kysely'
import type { Role, User } from '../../../src-shared/contract/access.ts'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

type PersonTable = {
  id: Generated<number>
  name: string
  role: Role
  part2: Generated<number>
  provider: number | null
  is_active: Generated<number>
  is_starter: Generated<number>
  last_sign_in: string | null
}
const people = tables<{ person: PersonTable; provider: { id: number } }>()
export type PersonRow = Selectable<PersonTable>

/** What a person is given besides a key. */
export type Grant = { readonly role: Role; readonly part2: boolean; readonly provider: number | null }

const one = prepared((id: number) => people.selectFrom('person').selectAll().where('id', '=', id))

export const personById = (db: Reading, id: number): PersonRow | undefined => db.first(one(id))

/** Everybody there ever was, by name. */
export const allPeople = (db: Reading): PersonRow[] => db.all(people.selectFrom('person').selectAll().orderBy('name'))

/** Everybody who may sign in, by name. */
export const activePeople = (db: Reading): PersonRow[] =>
  db.all(people.selectFrom('person').selectAll().where('is_active', '=', 1).orderBy('name'))

export const hasPeople = (db: Reading): boolean => db.first(people.selectFrom('person').select('id').limit(1)) !== undefined

/** The number of the next person: numbers are never given twice, for the audit log names people by them. */
export const nextPersonId = (db: Reading): number =>
  (db.first(people.selectFrom('person').select('id').orderBy('id', 'desc').limit(1))?.id ?? 0) + 1

export const personNamed = (db: Reading, name: string): PersonRow | undefined =>
  db.all(people.selectFrom('person').selectAll()).find((row) => sameName(row.name, name))

/** Names are held against each other as a person reads them on the lock screen. */
const sameName = (a: string, b: string): boolean => folded(a) === folded(b)
const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

export function addPerson(db: Writing, person: { readonly id: number; readonly name: string; readonly isStarter: boolean } & Grant): void {
  db.run(
    people.insertInto('person').values({
      id: person.id,
      name: person.name,
      role: person.role,
      part2: person.part2 ? 1 : 0,
      provider: person.provider,
      is_starter: person.isStarter ? 1 : 0,
    }),
  )
}

export const changePerson = (db: Writing, id: number, grant: Grant): number =>
  db.run(
    people
      .updateTable('person')
      .set({ role: grant.role, part2: grant.part2 ? 1 : 0, provider: grant.provider })
      .where('id', '=', id)
      .where('is_active', '=', 1),
  )

export const setStarter = (db: Writing, id: number, isStarter: boolean): number =>
  db.run(
    people
      .updateTable('person')
      .set({ is_starter: isStarter ? 1 : 0 })
      .where('id', '=', id),
  )

/** A person who left keeps number and name, which the audit log and the ledger name. */
export const leave = (db: Writing, id: number): number =>
  db.run(people.updateTable('person').set({ is_active: 0 }).where('id', '=', id).where('is_active', '=', 1))

export const noteSignIn = (db: Writing, id: number, at: string): number =>
  db.run(people.updateTable('person').set({ last_sign_in: at }).where('id', '=', id))

/** How many owners can sign in, besides one. */
export const ownersBesides = (db: Reading, id: number): number =>
  activePeople(db).filter((row) => row.role === 'owner' && row.id !== id).length

export const isProvider = (db: Reading, id: number): boolean =>
  db.first(people.selectFrom('provider').select('id').where('id', '=', id)) !== undefined

export const asUser = (row: PersonRow): User => ({
  id: row.id,
  name: row.name,
  role: row.role,
  part2: row.part2 === 1,
  provider: row.provider,
})

export const forgetPerson = (db: Writing, id: number): number =>
  db.run(people.deleteFrom('person').where('id', '=', id).where('last_sign_in', 'is', null))
