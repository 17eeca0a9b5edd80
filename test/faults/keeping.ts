import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { proof } from '../../src-main/engine/proof.ts'
import { findBackup, tables, type OpenStore, type Reading } from '../../src-main/store/index.ts'
import { proveBackup } from '../../src-main/store/backups/proving.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { faultsIn, lookInto, ownKeys } from './opened.ts'
import { makeTemplate, PASSPHRASE, type Place } from './place.ts'
import { open, worker } from './programs/work.ts'
import { countOf, namesIn, type Scenario } from './scenarios.ts'

/*
 * Backups and restoring, to be harmed.
 */

const from = tables<{ charge: { id: number } }>()
const chargesIn = (db: Reading): number => db.all(from.selectFrom('charge').select('id')).length
/** Most backups of one life; the oldest of more would be let go. */
const BACKUPS = 6

export const backingUp: Scenario = {
  what: 'making backups in two folders',
  program: 'backup',
  template: () => makeTemplate(0, 0),
  words: ({ store, out, acks: side }, _, acks) => {
    const first = countOf(acks, 'C')
    return first < BACKUPS ? [store, out, side, `${first}`, `${BACKUPS - first}`] : undefined
  },
  points: [
    { name: 'folder made', operation: 'mkdir', ending: '.partial', most: 4 },
    { name: 'book synced', operation: 'sync', ending: 'book.db', most: 12 },
    { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 24 },
    { name: 'partial synced', operation: 'sync', ending: '.partial', most: 16 },
    { name: 'renamed', operation: 'rename', ending: '', most: 24 },
    { name: 'folder synced', operation: 'sync', ending: 'backups', most: 4 },
    { name: 'copy synced', operation: 'sync', ending: 'manifest.json', most: 4 },
  ],
  longestMs: 900,
  provesItself: true,
  check: ({ store: folder, out }, _, acks) =>
    lookInto(folder, ownKeys(folder), (store) => [
      ...faultsIn(store),
      ...sourceFaults(store, acks),
      ...backupFaults(store, join(folder, 'backups'), namesIn(acks, 'B')),
      ...secondsIn(out).flatMap((second) => backupFaults(store, second, namesIn(acks, '2'))),
    ]),
}

/** The store itself: what was acknowledged is there, and at most one charge a run besides. */
function sourceFaults(store: OpenStore, acks: readonly string[]): string[] {
  const [told, runs, there] = [
    countOf(acks, 'C'),
    acks.filter((line) => line === 'open').length,
    store.book.read<number>((db) => chargesIn(db)),
  ]
  return there >= told && there <= told + Math.max(1, runs) ? [] : [`${there} charges, ${told} acknowledged`]
}

const secondsIn = (out: string): string[] =>
  existsSync(out)
    ? readdirSync(out)
        .filter((name) => name.startsWith('parity-backups-'))
        .map((name) => join(out, name))
    : []

/** Every backup that is named as one holds in full, and the newest that was acknowledged is there: the one before may have gone for one that was not yet. */
function backupFaults(store: OpenStore, place: string, told: readonly string[]): string[] {
  const names = existsSync(place) ? readdirSync(place) : []
  return [
    ...told.slice(-1).flatMap((name) => (names.includes(name) ? [] : [`${name} was acknowledged and is lost`])),
    ...names
      .filter((name) => name.endsWith('.parity'))
      .flatMap((name) => {
        const { folder, key } = findBackup(store, join(place, name))
        return proveBackup(folder, key, proof).map(({ what, where }) => `${name}: ${what} ${where}`)
      }),
    // What was begun in the other folder, and what was let go there, is cleared away by the next backup: there is never more than one of each.
    ...(names.filter((name) => name.endsWith('.partial')).length > 2 ? ['unfinished copies heap up'] : []),
  ]
}

/** How many charges the store has that is replaced; the backup has none. */
const REPLACED = 2

export const restoring: Scenario = {
  what: 'restoring a backup',
  program: 'restore',
  template: async () => {
    const template = makeTemplate(0, 0)
    // Not of the day of the restore, which makes backups of its own.
    const own = worker(template.acks, '2026-11-18')
    await open(own, template.store)
    await own.call('backup.make', {})
    const session = { appointment: null, patient: 1, provider: 1, service: 'individual', mode: 'video', interactive: false } as const
    for (let n = 0; n < REPLACED; n++)
      await own.call('charges.save', { ...session, day: addDays(day('2026-08-25'), n), start: '09:00', stop: '09:55' })
    own.close()
    return template
  },
  words: ({ store, acks: side }, _, acks) => {
    if (acks.includes('restored') || readdirSync(store).some((name) => name.startsWith('book-'))) return undefined
    const backup = readdirSync(join(store, 'backups')).find((name) => name.endsWith('-manual.parity')) ?? ''
    return [store, side, backup, acks.filter((line) => line === 'open').length % 2 === 0 ? 'open' : 'closed']
  },
  points: [
    { name: 'renamed', operation: 'rename', ending: '', most: 14 },
    { name: 'partial synced', operation: 'sync', ending: '.partial', most: 14 },
    { name: 'store synced', operation: 'sync', ending: 'Test.parity', most: 14 },
    { name: 'log synced', operation: 'sync', ending: '-wal', most: 14 },
    { name: 'folder made', operation: 'mkdir', ending: '.partial', most: 2 },
    { name: 'removed', operation: 'unlink', ending: '', most: 16 },
    { name: 'copy written', operation: 'write', ending: '.db.partial', most: 60 },
  ],
  longestMs: 900,
  provesItself: true,
  check: (place, _, acks) => {
    const { store: folder } = place
    const { charges, faults } = stateOf(folder)
    const isNew = charges === 0
    const kept = readdirSync(folder).filter((name) => name.startsWith('before-restore-') && name.endsWith('.parity'))
    return [
      ...faults,
      ...(charges === 0 || charges === REPLACED ? [] : [`mixed: ${charges} charges`]),
      ...(acks.includes('restored') && !isNew ? ['it was acknowledged as restored and is lost'] : []),
      ...(isNew && kept.length === 0 ? ['what was replaced is lost'] : []),
      ...kept.flatMap((name) => keptFaults(place, name)),
    ]
  },
}

const stateOf = (folder: string): { charges: number; faults: string[] } =>
  lookInto(folder, ownKeys(folder, PASSPHRASE), (store) => ({
    charges: store.book.read<number>((db) => chargesIn(db)),
    faults: faultsIn(store),
  }))

/** What was replaced opens as a store, and is what it was. It is looked at in a copy, for looking leaves a trace. */
function keptFaults({ root, store }: Place, name: string): string[] {
  const copy = join(root, 'Kept.parity')
  cpSync(join(store, name), copy, { recursive: true })
  try {
    const { charges, faults } = stateOf(copy)
    return [...faults, ...(charges === REPLACED ? [] : [`${charges} charges`])].map((fault) => `${name}: ${fault}`)
  } finally {
    rmSync(copy, { recursive: true })
  }
}
