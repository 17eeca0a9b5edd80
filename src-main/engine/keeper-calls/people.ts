import { activePerson, addStarter, checkLeaving, everybody, forgetNew, giveStarter, removePerson, roomFor } from '../../access/index.ts'
import { addSlot, confirmPassphrase, refuse, removeSlot, resetSlot, shutPeople, suggestPassphrase } from '../../store/index.ts'
import type { Keeper, KeeperCalls } from '../keeper.ts'
import { backupBefore } from './backups.ts'

type Names = 'access.confirm' | 'people.list' | 'people.add' | 'people.reset' | 'people.remove'

/**
 * People and their keys. A person stands in the book and the key in the ring beside it, and no transaction spans both: so a person is there before the
 * key, and goes after it. What a crash leaves between is a person without a key, whom an owner gives words to, or removes, as anybody else.
 */
export const people: KeeperCalls<Names> = {
  'access.confirm': (keeper, { passphrase }) => {
    confirmPassphrase(keeper.store, passphrase, keeper.keys)
    return { until: keeper.confirmed() }
  },

  'people.list': ({ store, read }) => {
    const shut = new Set(shutPeople(store.folder))
    const starters = new Set(store.ring.slots.filter((slot) => slot.isStarter).map((slot) => slot.id))
    return read(({ db }) => everybody(db)).map((one) => ({ ...one, isStarter: starters.has(one.id), isShut: shut.has(one.id) }))
  },

  'people.add': (keeper, { name, role, part2, provider }) => {
    const grant = { role, part2, provider }
    const id = keeper.read(({ db }) => roomFor(db, name, grant))
    keeper.write(({ db, announce }) => {
      addStarter(db, { id, name, ...grant })
      announce('people', [id])
    })
    try {
      return { id, starter: newWords(keeper, { id, name, isEmergency: role === 'emergency' }) }
    } catch (error) {
      keeper.write(({ db }) => forgetNew(db, id))
      throw error
    }
  },

  'people.reset': (keeper, { id }) => {
    if (id === keeper.user.id) refuse('people.self', { fix: 'Change your own passphrase instead.' })
    const { name, role } = keeper.read(({ db }) => activePerson(db, id))
    const starter = newWords(keeper, { id, name, isEmergency: role === 'emergency' })
    keeper.write(({ db, announce }) => {
      giveStarter(db, id)
      announce('people', [id])
    })
    return { starter }
  },

  'people.remove': async (keeper, { id }) => {
    keeper.read(({ db }) => checkLeaving(db, keeper.user, id))
    if (hasKey(keeper, id)) await backupBefore(keeper)
    if (hasKey(keeper, id)) keeper.keep(removeSlot(keeper.store, id, keeper.keys))
    keeper.write(({ db, announce }) => {
      removePerson(db, keeper.user, id)
      announce('people', [id])
    })
    return { generation: keeper.store.ring.generation }
  },
}

/** Words nobody chose, under which a person's key lies from now on. */
function newWords(keeper: Keeper, person: { readonly id: number; readonly name: string; readonly isEmergency: boolean }): string {
  const words = suggestPassphrase()
  keeper.keep(
    hasKey(keeper, person.id) ? resetSlot(keeper.store, person.id, words, keeper.keys) : addSlot(keeper.store, person, words, keeper.keys),
  )
  return words
}

const hasKey = (keeper: Keeper, id: number): boolean => keeper.store.ring.slots.some((slot) => slot.id === id)
