import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { User } from '../../src-shared/contract/access.ts'
import type { Argument, Output } from '../../src-shared/contract/index.ts'
import { problem } from '../../src-shared/contract/problems.ts'
import { fillSample, SAMPLE_NAME, SAMPLE_PASSPHRASE, SAMPLE_USER } from '../demo/index.ts'
import { newPractice, practiceOf } from '../practice/index.ts'
import { permissionsOf } from '../access/index.ts'
import {
  createStore,
  LEAST,
  openStore,
  recoverStore,
  refuse,
  suggestPassphrase,
  Trouble,
  usersOf,
  type OpenStore,
  type StoreName,
} from '../store/index.ts'
import { commandWork } from './happenings.ts'
import type { Outside } from './outside.ts'

/** What the calls of the store itself work with: they open and close, so they stand outside the stages. */
export type StoreKeeper = Outside & {
  readonly current: OpenStore | undefined
  keep(store: OpenStore | undefined): void
  progress(done: number, total: number | null, words: string): void
}

type StoreCalls = { readonly [N in StoreName]: (keeper: StoreKeeper, input: Argument<N>) => Output<N> | Promise<Output<N>> }

export const storeCalls: StoreCalls = {
  'store.status': (keeper) => status(keeper, keeper.current),

  'store.users': (_keeper, { folder }) => usersOf(folder),

  'store.create': (keeper, { folder, user, passphrase, practice }) => {
    const store = createStore(folder, user, passphrase, (book) => book.write((db) => newPractice(db, practice ?? null)), {
      ...keeper.keys,
      context: practice ? [practice.name] : [],
    })
    keeper.keep(store)
    return status(keeper, store)
  },

  'store.open': (keeper, { folder, user, passphrase }) => {
    if (keeper.current?.folder === folder) {
      // Opening what is open asks for the passphrase all the same, and changes nothing.
      keeper.keep(undefined)
    }
    const store = openStore(folder, user, passphrase, keeper.keys)
    keeper.keep(store)
    return status(keeper, store)
  },

  'store.sample': (keeper, { fresh }) => {
    const folder = sampleFolder(keeper)
    if (fresh && existsSync(folder)) {
      if (keeper.current?.folder === folder) keeper.keep(undefined)
      rmSync(folder, { recursive: true })
    }
    const store = existsSync(folder)
      ? openStore(folder, SAMPLE_USER, SAMPLE_PASSPHRASE, PUBLISHED)
      : createStore(
          folder,
          SAMPLE_USER,
          SAMPLE_PASSPHRASE,
          (book) => fillSample(book, { today: keeper.clock.today(), commandWork, progress: keeper.progress }),
          PUBLISHED,
        )
    keeper.keep(store)
    return status(keeper, store)
  },

  'store.lock': (keeper) => {
    keeper.keep(undefined)
    return {}
  },

  'store.recover': (keeper, { folder, key, user, passphrase }) => {
    if (keeper.current?.folder === folder) keeper.keep(undefined)
    const store = recoverStore(folder, key, user, passphrase, keeper.keys)
    keeper.keep(store)
    return status(keeper, store)
  },

  'access.suggest': () => ({ passphrase: suggestPassphrase() }),

  'store.backups': () => refuse('internal'),
  'store.restore': () => refuse('internal'),
}

/** Who sits here, with what the store says he may do. */
export const userOf = ({ person: { id, name, isEmergency } }: OpenStore): User => ({
  id,
  name,
  role: isEmergency ? 'emergency' : 'owner',
  part2: true,
  provider: null,
})

/** The passphrase of the sample practice is printed in the program: a dear derivation would guard nothing. */
const PUBLISHED = { cost: LEAST, isPublished: true } as const

export const isStoreCall = (name: string): name is StoreName => Object.hasOwn(storeCalls, name)

const sampleFolder = (keeper: StoreKeeper): string => join(keeper.home, `${SAMPLE_NAME}.parity`)

function status(keeper: StoreKeeper, store: OpenStore | undefined): Output<'store.status'> {
  const sample = sampleFolder(keeper)
  const shared = {
    version: keeper.version,
    today: keeper.clock.today(),
    sample: existsSync(sample) ? sample : null,
    mustChange: store?.person.isStarter ?? false,
    recovery: store?.recoveryConfirmed === false ? ('unconfirmed' as const) : ('confirmed' as const),
    halted: null,
    emergencyUntil: null,
    notices: [],
  }
  if (!store) return { ...shared, state: 'none', practice: null, user: null, permissions: [] }
  const practice = store.book.read((db) => practiceOf(db))
  if (!practice) throw new Trouble(problem('store.damaged'))
  return {
    ...shared,
    state: 'open',
    practice: { name: practice.name, isSample: practice.isSample, folder: store.folder },
    user: userOf(store),
    permissions: permissionsOf(userOf(store)),
  }
}
