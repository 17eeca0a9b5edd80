import { createContext, use } from 'react'
import { box } from './box.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'

type Status = Output<'store.status'>

/** Who works on what, since a store was opened. */
export type Sitting = {
  readonly practice: NonNullable<Status['practice']>
  readonly user: NonNullable<Status['user']>
  readonly today: Day
  readonly version: string
}

export const sittingOf = (status: Status): Sitting | undefined =>
  status.state === 'open' && status.practice && status.user
    ? { practice: status.practice, user: status.user, today: status.today, version: status.version }
    : undefined

export const SittingContext = createContext<Sitting | undefined>(undefined)

export function useSitting(): Sitting {
  const sitting = use(SittingContext)
  if (!sitting) throw new Error('A component of a screen outside a sitting')
  return sitting
}

/** Someone locked; else the engine ended by itself, and the lock says so. */
export const lockWasAsked = box(false)

/** When the store locks unless somebody presses a key; undefined while that is far. */
export const lockSoon = box<{ readonly seconds: number; readonly canStay: boolean } | undefined>(undefined)

/** The engine's today, which a test may set. */
export const useToday = (): Day => useSitting().today
