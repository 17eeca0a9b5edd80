import type { Problem } from '../../src-shared/contract/problems.ts'
import { problem, type ProblemCode } from '../../src-shared/contract/problems.ts'

/** What to do with a damaged store. */
export const RESTORE = 'Restore the newest backup. Nothing was deleted.'

/** Carries a Problem up through a transaction, which is rolled back on the way. Caught in one place: the dispatcher. */
export class Trouble extends Error {
  readonly problem: Problem
  constructor(what: Problem) {
    super(what.code)
    this.problem = what
  }
}

/** Ends the call with a problem; what the transaction did so far is undone. */
export function refuse(code: ProblemCode, more?: Parameters<typeof problem>[1]): never {
  throw new Trouble(problem(code, more))
}

/** SQLite's code of an error, `SQLITE_FULL`, or undefined when it is none of SQLite's. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined
}

/**
 * After these SQLite may have rolled the transaction back by itself, and later statements would stay on their own:
 * the transaction is poisoned.
 */
export function poisons(code: string): boolean {
  return /^SQLITE_(FULL|IOERR|NOMEM|BUSY|INTERRUPT|CORRUPT|READONLY|NOTADB|CANTOPEN|LOCKED)/.test(code)
}

const full = (): Problem => problem('store.full', { fix: 'Free some space on this disk, then try again.' })

/** What the window is told of a store that fails; undefined when the error is not the store's. */
export function storeProblem(error: unknown): Problem | undefined {
  const code = sqliteCode(error)
  if (code === undefined) return isOutOfRoom(error) ? full() : undefined
  if (code.startsWith('SQLITE_FULL')) return full()
  if (code.startsWith('SQLITE_IOERR'))
    return problem('store.readonly', {
      message: 'The disk gave an error. Nothing of this step was kept.',
      fix: 'Try again. If it comes back, look after the disk.',
    })
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return problem('store.readonly')
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) return problem('store.damaged', { fix: RESTORE })
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return problem('busy')
  return undefined
}

/** What the system says when a file beside the book, the key ring or a backup's manifest, finds no room. */
const isOutOfRoom = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
