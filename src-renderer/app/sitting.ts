import { createContext, use } from 'react'
import type { Permission } from '../../src-shared/contract/call.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import { box } from './box.ts'
import { ROLE_WORDS } from './roles.ts'

type Status = Output<'store.status'>

/** Who works on what, since a store was opened. */
export type Sitting = {
  readonly practice: NonNullable<Status['practice']>
  readonly user: NonNullable<Status['user']>
  readonly today: Day
  readonly version: string
  readonly permissions: readonly Permission[]
  /** Signed in with words an owner handed over: a passphrase must be chosen first. */
  readonly mustChange: boolean
  readonly recovery: Status['recovery']
  readonly halted: Status['halted']
  readonly emergency: Status['emergency']
  readonly notices: Status['notices']
}

export function sittingOf(status: Status): Sitting | undefined {
  const { state, practice, user, sample: _, ...rest } = status
  return state === 'open' && practice && user ? { practice, user, ...rest } : undefined
}

export const SittingContext = createContext<Sitting | undefined>(undefined)

export function useSitting(): Sitting {
  const sitting = use(SittingContext)
  if (!sitting) throw new Error('A component of a screen outside a sitting')
  return sitting
}

/** Whether who is signed in may do something. The engine decides; this only keeps the window from offering what it would refuse. */
export function useMay(): (needs: Permission) => boolean {
  const { permissions } = useSitting()
  return (needs) => permissions.includes(needs)
}

/** What changes records or moves money: not while a store may only be read. */
const changes = (needs: Permission): boolean => /\.(write|post|approve|take|close)$/.test(needs)

/** Why something cannot be done now, in a sentence; undefined when it can. Outside a sitting the engine alone decides. */
export function useWhyNot(needs: Permission | undefined): string | undefined {
  const sitting = use(SittingContext)
  if (needs === undefined || !sitting) return undefined
  if (!sitting.permissions.includes(needs)) return `Your role, ${ROLE_WORDS[sitting.user.role].inSentence}, does not allow this.`
  return sitting.halted && changes(needs) ? 'The store can only be read now.' : undefined
}

/** Someone locked; else the engine ended by itself, and the lock says so. */
export const lockWasAsked = box(false)

/** When the store locks unless somebody presses a key; undefined while that is far. */
export const lockSoon = box<{ readonly seconds: number; readonly canStay: boolean } | undefined>(undefined)

/** When the store locks if nobody does anything, as it was told last; undefined before the first word of it. */
export const lockIn = box<{ readonly seconds: number; readonly toldAt: number } | undefined>(undefined)

/** The starter words somebody just signed in with, until they have a passphrase of their own. */
export const starterWords = box<string | undefined>(undefined)

/** A store was just made, or opened with its recovery key: a new recovery key comes before anything else. */
export const recoveryDue = box<'soon' | 'now' | undefined>(undefined)

/** The engine's today, which a test may set. */
export const useToday = (): Day => useSitting().today
