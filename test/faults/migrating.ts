import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from '@signalapp/sqlcipher'
import { openToRead } from '../../src-main/store/database.ts'
import { databaseKey } from '../../src-main/store/keys/ring.ts'
import { RingOne, unlockOne } from '../../src-main/store/keys/ring-one.ts'
import { NEWEST } from '../../src-main/store/migrate.ts'
import type { Keys } from './opened.ts'
import { freshRoot, placeIn, type Template } from './place.ts'
import { worker } from './programs/work.ts'
import type { Scenario } from './scenarios.ts'

/*
 * A store of 0.1.0 that is brought to today's form.
 */

const fixtures = join(import.meta.dirname, '../fixtures/stores')
const FIXTURE = join(fixtures, '0.1.0.parity')
/** The form 0.1.0 wrote. */
const THEN = 80
export type Held = {
  readonly user: string
  readonly passphrase: string
  readonly counts: Readonly<Record<string, number>>
  readonly money: readonly { readonly account: string; readonly postings: number; readonly cents: number }[]
}
export const HELD = JSON.parse(readFileSync(join(fixtures, '0.1.0.json'), 'utf8')) as Held

/** A place with the store as 0.1.0 left it. */
export function oldStore(): Template {
  const place = placeIn(freshRoot())
  for (const folder of [place.files, place.out]) mkdirSync(folder)
  cpSync(FIXTURE, place.store, { recursive: true })
  writeFileSync(place.acks, '')
  const ring = RingOne.parse(JSON.parse(readFileSync(join(FIXTURE, 'keys.json'), 'utf8')))
  return { ...place, key: databaseKey(unlockOne(ring, HELD.user, HELD.passphrase), 1), remittances: 0, claims: 0 }
}

export const migrating: Scenario = {
  what: 'bringing a store of 0.1.0 to today’s form',
  program: 'migrate',
  template: oldStore,
  words: ({ store, acks: side }, { key }, acks) =>
    acks.includes('migrated') || figuresAt(store, key).form !== THEN ? undefined : [store, side, HELD.user, HELD.passphrase],
  points: [
    { name: 'log written', operation: 'write', ending: 'book.db-wal', most: 400 },
    { name: 'log synced', operation: 'sync', ending: 'book.db-wal', most: 8 },
    { name: 'partial synced', operation: 'sync', ending: '.partial', most: 6 },
    { name: 'renamed', operation: 'rename', ending: '', most: 7 },
    { name: 'backup synced', operation: 'sync', ending: 'backups', most: 1 },
    { name: 'book copied', operation: 'sync', ending: '/book.db', most: 2 },
  ],
  longestMs: 1000,
  provesItself: true,
  check: async ({ store }, { key }, acks) => {
    const killed = figuresAt(store, key)
    const backups = backupsAt(store)
    return [
      ...(killed.form === THEN || killed.form === NEWEST ? [] : [`the form is ${killed.form}`]),
      ...figureFaults(killed).map((fault) => `after the kill ${fault}`),
      ...(acks.includes('migrated') && killed.form !== NEWEST ? ['it was acknowledged as migrated and is lost'] : []),
      ...(killed.form === NEWEST && backups.length === 0 ? ['there is no backup of what it was'] : []),
      ...backups.filter((name) => !isFixture(join(store, 'backups', name))).map((name) => `${name} is not what the store was`),
      ...(await goesOn(store)),
      ...figureFaults(figuresAt(store, key)).map((fault) => `opened again ${fault}`),
    ]
  },
}

const backupsAt = (folder: string): string[] => {
  const place = join(folder, 'backups')
  return existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.parity')) : []
}

const isFixture = (backup: string): boolean =>
  ['book.db', 'keys.json'].every((name) => readFileSync(join(backup, name)).equals(readFileSync(join(FIXTURE, name))))

const moneyIn = (database: Database): string =>
  JSON.stringify(
    database.prepare('select account, count(*) as postings, sum(cents) as cents from posting group by account order by account').all(),
  )

/** Postings and cents by account, as the fixture says them. */
export function moneyAt(path: string, { ring, storeKey }: Keys): string {
  const database = openToRead(path, databaseKey(storeKey, ring.generation))
  try {
    return moneyIn(database)
  } finally {
    database.close()
  }
}

type Seen = { readonly form: number; readonly counts: Readonly<Record<string, number>>; readonly money: string }

function figuresAt(folder: string, key: string): Seen {
  const database = openToRead(join(folder, 'book.db'), key)
  try {
    const names = database.prepare("select name from sqlite_schema where type = 'table'", { pluck: true }).all() as unknown as string[]
    const count = (name: string): number => database.prepare(`select count(*) from "${name}"`, { pluck: true }).get() as unknown as number
    return {
      form: database.pragma('user_version', { simple: true }) as number,
      counts: Object.fromEntries(names.map((name) => [name, count(name)])),
      money: moneyIn(database),
    }
  } finally {
    database.close()
  }
}

/** Every row and every cent of then; a sitting begins at each opening. */
function figureFaults({ counts, money }: Seen): string[] {
  const lost = Object.entries(HELD.counts).filter(([name, count]) => name !== 'sitting' && counts[name] !== count)
  return [
    ...lost.map(([name, count]) => `${name} has ${counts[name]} rows instead of ${count}`),
    ...(money === JSON.stringify(HELD.money) ? [] : ['the ledger is another']),
  ]
}

/** The store opens with the passphrase of then, is not halted and in balance, and nothing half made lies about. */
async function goesOn(folder: string): Promise<string[]> {
  const own = worker('/dev/null')
  try {
    const { halted } = await own.call('store.open', { folder, user: HELD.user, passphrase: HELD.passphrase })
    const { checks } = await own.call('store.verify', {})
    const names = [...readdirSync(folder), ...readdirSync(join(folder, 'backups'))]
    return [
      ...(halted ? [`a false alarm: ${halted.words}`] : []),
      ...checks.filter((one) => one.broken > 0).map((one) => `${one.id}: ${one.broken}`),
      ...names.filter((name) => name.includes('.partial')).map((name) => `${name} lies about`),
    ]
  } catch (error) {
    return [`does not open: ${error instanceof Error ? error.message : 'unknown'}`]
  } finally {
    own.close()
  }
}
