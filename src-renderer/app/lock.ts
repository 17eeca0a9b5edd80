import { flushDrafts } from '../desk/drafts.ts'
import { useCommand } from './queries.ts'
import { lockWasAsked } from './sitting.ts'

/** Locks the store after what is being typed was kept. */
export function useLock(): () => Promise<void> {
  const lockStore = useCommand('store.lock')
  return async () => {
    await flushDrafts()
    lockWasAsked.set(true)
    const reply = await lockStore.run({})
    if (!reply.ok && reply.problem.code !== 'busy') lockWasAsked.set(false)
  }
}
