import { rmSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import type { Output } from '../../../src-shared/contract/index.ts'
import {
  drillBackup,
  findBackup,
  listBackups,
  makeBackup,
  noteUpkeep,
  previewBackup,
  refuse,
  restoreBackup,
  resumeStore,
  type Made,
} from '../../store/index.ts'
import { deviceOf } from '../device.ts'
import type { Keeper, KeeperCalls } from '../keeper.ts'
import { proof } from '../proof.ts'
import { statusOf } from '../status.ts'

type Names = 'store.resume' | 'backup.list' | 'backup.make' | 'backup.second' | 'backup.drill' | 'backup.preview' | 'backup.restore'

/** Backups, restoring, and what ends a halt. */
export const backups: KeeperCalls<Names> = {
  'store.resume': (keeper, { reason }) => {
    const { store } = keeper
    if (store.halted && store.halted.why !== 'rollback') refuse('store.halted', { message: store.halted.words })
    if (store.halted) resumeStore(store, by(keeper, reason))
    keeper.resumed()
    return statusOf(keeper, keeper.seat)
  },

  'backup.list': ({ store, clock }) => {
    const { backups: all, ...rest } = listBackups(store, clock.now())
    return { ...rest, warnings: [...rest.warnings], backups: all.map(row) }
  },

  'backup.make': async (keeper) => {
    const { store, clock, version, progress } = keeper
    const made = await makeBackup(store, { why: 'manual', at: clock.now(), app: version, proof, progress })
    return row(mustBeVerified(made))
  },

  'backup.second': ({ store, files }, { folder }) => {
    if (folder !== null) {
      // Refused when nobody chose it.
      files.namesIn(folder)
      mustBeWritable(folder)
    }
    store.book.write((db) => noteUpkeep(db, 'second', folder))
    return {}
  },

  'backup.drill': ({ store, clock }) => ({ ...drillBackup(store, { at: clock.now(), proof }) }),

  'backup.preview': (keeper, { name }) => previewBackup(keeper.store, chosen(keeper, name), proof),

  'backup.restore': async (keeper, { name, reason }) => {
    const { clock, version, progress } = keeper
    const source = chosen(keeper, name)
    const spare = basename(source.folder)
    if (!keeper.store.halted) await makeBackup(keeper.store, { why: 'restore', at: clock.now(), app: version, proof, spare, progress })
    const { store, lost, kept } = restoreBackup(keeper.store, source, { at: clock.now(), by: by(keeper, reason), proof, progress })
    keeper.keep(store)
    keeper.resumed()
    return { lost, kept }
  },
}

/** A backup before the store gets another key, where the engine looks after it. */
export async function backupBefore({ store, clock, version, cares }: Keeper): Promise<void> {
  if (cares) await makeBackup(store, { why: 'rotation', at: clock.now(), app: version, proof })
}

/** A backup of the store's own, or one elsewhere that a person chose. */
function chosen(keeper: Keeper, name: string): ReturnType<typeof findBackup> {
  if (isAbsolute(name)) keeper.files.namesIn(name)
  return findBackup(keeper.store, name)
}

/** Who does it, for the row of the audit log that a store keeps through its own change. */
const by = ({ user, clock, home }: Keeper, reason: string) => ({
  at: clock.now(),
  user: user.id,
  name: user.name,
  role: user.role,
  device: deviceOf(home),
  reason,
  request: null,
})

function mustBeVerified(made: Made): Made {
  const [first] = made.findings
  if (first) refuse('backup.unverified', { fix: `${first.what} (${first.where})` })
  return made
}

const row = ({ name, manifest, isVerified, isSecond }: Omit<Made, 'findings' | 'folder'>): Output<'backup.make'> => ({
  name,
  at: manifest.made,
  why: manifest.why,
  bytes: manifest.bytes,
  isVerified,
  isSecond,
  auditSeq: manifest.head.seq,
})

function mustBeWritable(folder: string): void {
  const probe = join(folder, 'parity-was-here')
  try {
    writeFileSync(probe, '')
    rmSync(probe)
  } catch {
    refuse('file.unwritable', { fix: 'Choose another folder.' })
  }
}
