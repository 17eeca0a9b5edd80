import type { CommandWork } from '../store/index.ts'
import { listeners } from './handlers.ts'

/** The work of a command, in which what happens is heard by the rooms downstream at once, in the same transaction. */
export function commandWork(parts: Omit<CommandWork, 'happened'>): CommandWork {
  const work: CommandWork = { ...parts, happened: (what) => listeners.forEach((listener) => listener(work, what)) }
  return work
}
