import type { Message } from '../../src-shared/contract/index.ts'
import type { Clock, KeyOptions, Printer } from '../store/index.ts'

/** What the engine needs from outside; everything in it can be a double in a test. */
export type Outside = {
  readonly clock: Clock
  readonly version: string
  /** Where Parity keeps what is its own: the sample practice. */
  readonly home: string
  readonly printer: Printer
  /** Messages for every window. */
  tell(message: Message): void
  /** A bug was met: where, never what it was working on. */
  incident(number: string, error: unknown): void
  /** The sitting ended by itself; a process that held its key goes. */
  ended?(): void
  /** Check what handlers give against the contract: in tests, in development and on the command line. */
  readonly strict: boolean
  /** The engine of a window looks after the store by itself: a backup a day, a drill a month, a reserve on the disk. */
  readonly cares?: boolean
  /** Proves a file beside the work, in a thread of its own. Without it a book is proved at its next opening at the latest. */
  readonly prove?: (path: string, key: string) => Promise<boolean>
  /** What opening a store costs; by default what this machine was measured for. */
  readonly keys?: Pick<KeyOptions, 'cost' | 'time'>
}
