import type { User } from '../../src-shared/contract/access.ts'
import { refuse, type Handlers, type Reading, type Writing } from '../store/index.ts'
import {
  allPeople,
  addPerson,
  asUser,
  changePerson,
  forgetPerson,
  hasPeople,
  isProvider,
  leave,
  nextPersonId,
  noteSignIn,
  ownersBesides,
  personById,
  personNamed,
  setStarter,
  type Grant,
} from './records/people.ts'

/** Who a person of the key ring is, with what he may do now; undefined for one who left or whom the store does not know. */
export function userAt(db: Reading, id: number): User | undefined {
  const row = personById(db, id)
  return row?.is_active === 1 ? asUser(row) : undefined
}

/**
 * The first people of a store: its maker is its owner and sees every patient. A store of before there were people takes everybody in its key ring;
 * each of them made it, and so owns it.
 * @returns whether there were none before
 */
export function firstPeople(
  db: Writing,
  keyHolders: readonly { readonly id: number; readonly name: string; readonly isEmergency: boolean }[],
): boolean {
  if (hasPeople(db)) return false
  for (const { id, name, isEmergency } of keyHolders)
    addPerson(db, { id, name, role: isEmergency ? 'emergency' : 'owner', part2: true, provider: null, isStarter: false })
  return true
}

/**
 * Whether a person may be added, before a key is made for him, and the number he will have.
 * @throws Trouble `people.exists`, `record.missing` for a clinician who is not there
 */
export function roomFor(db: Reading, name: string, grant: Grant): number {
  if (personNamed(db, name))
    refuse('people.exists', { at: { field: 'name' }, fix: 'Choose another name, for instance with a middle initial.' })
  checkGrant(db, grant)
  return nextPersonId(db)
}

/** Adds a person who signs in with starter words. @throws Trouble `people.exists`, `record.missing` */
export function addStarter(db: Writing, person: { readonly id: number; readonly name: string } & Grant): void {
  if (roomFor(db, person.name, person) !== person.id) refuse('record.changed')
  addPerson(db, { ...person, isStarter: person.role !== 'emergency' })
}

/** Changes what a person may do. @throws Trouble `people.self`, `people.last`, `record.missing` */
function regrant(db: Writing, by: User, id: number, grant: Grant): void {
  const row = activePerson(db, id)
  if (row.role === 'owner' && grant.role !== 'owner' && ownersBesides(db, id) === 0) refuse('people.last')
  if (row.id === by.id) refuse('people.self')
  // The key of an emergency is of another kind than a person's, and neither becomes the other.
  if ((row.role === 'emergency') !== (grant.role === 'emergency'))
    refuse('input.invalid', { at: { field: 'role' }, message: 'Emergency access is added and removed, never changed into a person.' })
  checkGrant(db, grant)
  changePerson(db, id, grant)
}

/** Whether a person may be removed. @throws Trouble `people.self`, `people.last`, `record.missing` */
export function checkLeaving(db: Reading, by: User, id: number): void {
  const row = activePerson(db, id)
  if (row.role === 'owner' && ownersBesides(db, id) === 0) refuse('people.last')
  if (row.id === by.id) refuse('people.self')
}

/** Ends a person's work here. @throws Trouble `people.self`, `people.last`, `record.missing` */
export function removePerson(db: Writing, by: User, id: number): void {
  checkLeaving(db, by, id)
  leave(db, id)
}

/** @throws Trouble `record.missing` */
export function activePerson(db: Reading, id: number) {
  const row = personById(db, id)
  return row?.is_active === 1 ? row : refuse('record.missing')
}

/** Everybody who may sign in, or could once, as the contract tells it, besides whether the key is shut. */
export const everybody = (db: Reading) =>
  allPeople(db).map((row) => ({
    ...asUser(row),
    isActive: row.is_active === 1,
    isStarter: row.is_starter === 1,
    lastSignIn: row.last_sign_in,
  }))

function checkGrant(db: Reading, { role, provider }: Grant): void {
  if (provider !== null && !isProvider(db, provider)) refuse('record.missing', { at: { field: 'provider' } })
  if ((role === 'clinician') !== (provider !== null))
    refuse('input.invalid', {
      at: { field: 'provider' },
      message:
        role === 'clinician'
          ? 'A clinician’s role needs the clinician it stands for.'
          : 'Only the role of clinician is tied to a clinician.',
    })
}

/** Notes a sign-in, and what the key ring says of the words it was made with. */
export function signedIn(db: Writing, holder: { readonly id: number; readonly isStarter: boolean }, at: string): void {
  setStarter(db, holder.id, holder.isStarter)
  noteSignIn(db, holder.id, at)
}

/** Notes that a person signs in with starter words next. */
export function giveStarter(db: Writing, id: number): void {
  setStarter(db, id, activePerson(db, id).role !== 'emergency')
}

/** Takes back a person for whom no key could be made, and who never came. */
export const forgetNew = (db: Writing, id: number): number => forgetPerson(db, id)

export const peopleHandlers = {
  'people.change': ({ db, user, announce }, { id, role, part2, provider }) => {
    regrant(db, user, id, { role, part2, provider })
    announce('people', [id])
    return {}
  },
} satisfies Pick<Handlers, 'people.change'>
