import { existsSync, rmSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { firstPeople } from '../access/index.ts'
import { fillSample, SAMPLE_PASSPHRASE, SAMPLE_USER } from '../demo/index.ts'
import { newPractice, settleLooks } from '../practice/index.ts'
import {
  appendAudit,
  backupsIn,
  backupsOf,
  createStore,
  lastEntry,
  LEAST,
  openStore,
  recoverStore,
  refuse,
  rescueStore,
  suggestPassphrase,
  usersOf,
  type Book,
  type OpenStore,
  type StoreName,
  type Writing,
} from '../store/index.ts'
import type { Arrival } from './arrival.ts'
import { deviceOf } from './device.ts'
import { commandWork } from './happenings.ts'
import type { Outside } from './outside.ts'
import { proof } from './proof.ts'
import type { Seat } from './seat.ts'
import { sampleFolder, statusOf } from './status.ts'

/** What the calls of the store itself work with: they open and close, so they stand outside the stages. */
export type StoreKeeper = Outside & {
  readonly current: OpenStore | undefined
  readonly seat: () => Seat | undefined
  /** Seats the person whose key opened a store, or ends the sitting. The log has a row of it. */
  keep(store: OpenStore | undefined, how?: Arrival): void
  progress(done: number, total: number | null, words: string): void
}

type StoreCalls = { readonly [N in StoreName]: (keeper: StoreKeeper, input: Argument<N>) => Output<N> | Promise<Output<N>> }

export const storeCalls: StoreCalls = {
  'store.status': (keeper) => status(keeper),

  'store.users': (_keeper, { folder }) => usersOf(folder),

  'store.create': (keeper, { folder, user, passphrase, practice }) => {
    const fill = (db: Writing): void => {
      newPractice(db, practice ?? null)
      begin(db, keeper, user)
    }
    const context = practice ? [practice.name] : []
    keeper.keep(createStore(folder, user, passphrase, (book) => book.write(fill), { ...keeper.keys, context }))
    return status(keeper)
  },

  'store.open': (keeper, { folder, user, passphrase, reason }) => {
    // Opening what is open asks for the passphrase all the same, and changes nothing.
    if (keeper.current?.folder === folder) keeper.keep(undefined)
    const store = openStore(folder, user, passphrase, keeper.keys)
    if (store.person.isEmergency && (reason ?? '').trim() === '') {
      store.close()
      refuse('access.reason', { at: { field: 'reason' } })
    }
    keeper.keep(store)
    return status(keeper)
  },

  'store.sample': (keeper, { fresh }) => {
    const folder = sampleFolder(keeper)
    if (fresh && existsSync(folder)) {
      if (keeper.current?.folder === folder) keeper.keep(undefined)
      rmSync(folder, { recursive: true })
    }
    if (existsSync(folder)) keeper.keep(openStore(folder, SAMPLE_USER, SAMPLE_PASSPHRASE, PUBLISHED))
    else
      keeper.keep(
        createStore(folder, SAMPLE_USER, SAMPLE_PASSPHRASE, (book) => sampleYear(book, keeper), PUBLISHED),
        'store.create',
      )
    return status(keeper)
  },

  'store.lock': (keeper) => {
    keeper.keep(undefined)
    return {}
  },

  'store.recover': (keeper, { folder, key, user, passphrase }) => {
    if (keeper.current?.folder === folder) keeper.keep(undefined)
    keeper.keep(recoverStore(folder, key, user, passphrase, keeper.keys))
    return status(keeper)
  },

  'access.suggest': () => ({ passphrase: suggestPassphrase() }),

  'store.backups': (_keeper, { folder }) =>
    backupsIn(backupsOf(folder))
      .filter((one) => one.isVerified)
      .map(({ name, manifest }) => ({ name, at: manifest.made, bytes: manifest.bytes })),

  'store.restore': (keeper, { folder, name, user, passphrase }) => {
    if (keeper.current?.folder === folder) keeper.keep(undefined)
    const from = isAbsolute(name) ? name : join(backupsOf(folder), basename(name))
    const options = {
      at: keeper.clock.now(),
      proof,
      progress: keeper.progress,
      device: deviceOf(keeper.home),
      ...(keeper.keys && { keys: keeper.keys }),
    }
    keeper.keep(rescueStore(folder, from, user, passphrase, options))
    return status(keeper)
  },
}

/** The passphrase of the sample practice is printed in the program: a dear derivation would guard nothing. */
const PUBLISHED = { cost: LEAST, isPublished: true } as const

function sampleYear(book: Book, keeper: StoreKeeper): void {
  fillSample(book, { today: keeper.clock.today(), commandWork, progress: keeper.progress })
  book.write((db) => {
    settleLooks(db)
    begin(db, keeper, SAMPLE_USER)
  })
}

export const isStoreCall = (name: string): name is StoreName => Object.hasOwn(storeCalls, name)

const status = (keeper: StoreKeeper): Output<'store.status'> => statusOf(keeper, keeper.seat())

/** The first people and the first row of a new store, which answers for every entry it was made with. */
function begin(db: Writing, keeper: Outside, owner: string): void {
  firstPeople(db, [{ id: 1, name: owner, isEmergency: false }])
  const last = lastEntry(db)
  appendAudit(db, {
    at: keeper.clock.now(),
    generation: 1,
    user: 1,
    name: owner,
    role: 'owner',
    device: deviceOf(keeper.home),
    action: 'store.create',
    kind: 'change',
    outcome: 'ok',
    entries: last > 0 ? { from: 1, to: last } : null,
  })
}
