import type { LockReason } from '../../src-shared/bridge.ts'

/** The store behind the lock. What its practice is called is known once it was open, or from the folder's name. */
export type Locked = {
  readonly folder: string
  readonly practice: string
  readonly isSample: boolean
  readonly user?: string
  readonly isNew?: boolean
  /** Told of a sitting that ended before this page was made. */
  readonly why?: LockReason
}
