import { dueConnections, workConnection } from '../exchange/index.ts'
import type { OpenStore, TaskWork } from '../store/index.ts'

/** How often the engine looks whether a connection has something to do, in milliseconds. */
const LOOK_EVERY = 10_000

export type Carrying = {
  /** The open store, or none any more. */
  store(): OpenStore | undefined
  /** Whether a task of a person is running; then the courier waits. */
  isBusy(): boolean
  /** How Parity itself works in the store. */
  work(): TaskWork
  /** Something failed that is no matter of a line. */
  failed(error: unknown): void
}

/** Begins to carry files while the store is open: what waits is sent, what came is fetched. @returns the timer, to be cleared at lock */
export function carryFor(carrying: Carrying): ReturnType<typeof setInterval> {
  let isUnderWay = false
  return setInterval(() => {
    if (isUnderWay) return
    isUnderWay = true
    void carry(carrying).finally(() => (isUnderWay = false))
  }, LOOK_EVERY).unref()
}

/** One round of every connection that has something to do. */
async function carry({ store, isBusy, work, failed }: Carrying): Promise<void> {
  const own = store()
  if (!own || own.halted || isBusy()) return
  const task = work()
  try {
    for (const id of task.read<readonly number[]>((query) => dueConnections(query))) if (!task.stopped()) await workConnection(task, id)
  } catch (error) {
    // A store that was locked meanwhile is nobody's mistake; what was under way is taken up at the next sitting.
    if (!task.stopped()) failed(error)
  }
}
