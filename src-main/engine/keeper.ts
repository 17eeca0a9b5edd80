import type { User } from '../../src-shared/contract/access.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { CommandWork, Files, KeeperName, OpenStore, QueryWork, Sync } from '../store/index.ts'
import type { Outside } from './outside.ts'
import type { Seat } from './seat.ts'

/** What a call works with that is about the open store as a whole: its keys, its files, its backups. */
export type Keeper = Outside & {
  readonly store: OpenStore
  readonly user: User
  readonly seat: Seat
  readonly files: Files
  read<T>(body: (work: QueryWork) => Sync<T>): T
  write<T>(body: (work: CommandWork) => Sync<T>): T
  /** The store goes on under another key or from another book: the sitting goes on in this one, the old one is closed. */
  keep(store: OpenStore): void
  /** The passphrase was given again: it holds for five minutes. @returns until when, an ISO instant */
  confirmed(): string
  /** The store is no longer halted: rows of the audit log that waited are written. */
  resumed(): void
  progress(done: number, total: number | null, words: string): void
  stopped(): boolean
}

export type KeeperCalls<N extends KeeperName = KeeperName> = {
  readonly [M in N]: (keeper: Keeper, input: Argument<M>) => Output<M> | Promise<Output<M>>
}
