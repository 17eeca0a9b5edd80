import { practiceOf } from '../../practice/index.ts'
import { changePassphrase, confirmRecovery, newRecovery, refuse, rotate, type PendingRecovery } from '../../store/index.ts'
import type { Keeper, KeeperCalls } from '../keeper.ts'
import { backupBefore } from './backups.ts'

/** The recovery keys that wait for their groups, by the book of the sitting they were drawn in: with the sitting they are forgotten. */
const pending = new WeakMap<Keeper['store']['book'], PendingRecovery>()

/** One's own passphrase, the recovery key, the store's key. */
export const keyCalls: KeeperCalls<'keys.passphrase' | 'keys.recovery' | 'keys.confirmRecovery' | 'keys.rotate'> = {
  'keys.passphrase': (keeper, { old, new: next }) => {
    keeper.keep(changePassphrase(keeper.store, old, next, { ...keeper.keys, context: namesOf(keeper) }))
    return {}
  },

  'keys.recovery': (keeper) => {
    const drawn = newRecovery(keeper.store)
    pending.set(keeper.store.book, drawn.pending)
    return { key: drawn.key, ask: drawn.ask }
  },

  'keys.confirmRecovery': (keeper, { groups }) => {
    const drawn = pending.get(keeper.store.book) ?? refuse('record.missing')
    keeper.keep(confirmRecovery(keeper.store, drawn, groups))
    pending.delete(keeper.store.book)
    return {}
  },

  'keys.rotate': async (keeper) => {
    await backupBefore(keeper)
    const next = rotate(keeper.store, keeper.keys)
    keeper.keep(next)
    return { generation: next.ring.generation }
  },
}

/** What somebody who knows the practice would try first. */
function namesOf(keeper: Keeper): string[] {
  const practice = keeper.read(({ db }) => practiceOf(db))
  return practice ? [practice.name] : []
}
