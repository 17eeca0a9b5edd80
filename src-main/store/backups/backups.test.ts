import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAnchor, writeAnchor } from '../anchor.ts'
import { appendAudit, auditHead, auditTables } from '../audit.ts'
import { openToRead } from '../database.ts'
import type { Proof } from '../figures.ts'
import { createStore, openStore, type OpenStore } from '../folder.ts'
import { LEAST } from '../keys/derivation.ts'
import { databaseKey } from '../keys/ring.ts'
import { rotate } from '../rotate.ts'
import { addSlot, changePassphrase, removeSlot } from '../slots.ts'
import { tables, type Writing } from '../sql.ts'
import { keepBackupKeys, noteUpkeep } from '../upkeep.ts'
import { drillBackup, findBackup, listBackups, previewBackup } from './looking.ts'
import { makeBackup } from './making.ts'
import { backupsIn, backupsOf, secondOf } from './places.ts'
import { proveBackup } from './proving.ts'
import { rescueStore } from './rescue.ts'
import { restoreBackup } from './restoring.ts'

const SEED = 20_261_122
const PASSPHRASE = 'a quiet river in fall'
const OPTIONS = { cost: LEAST }
const from = tables<{ setting: { key: string; json: string }; person: { id: number; name: string; role: string; is_active: number } }>()
/** Stands for the ledger: a hash over the settings, and a check that one of them is not there. */
const proof: Proof = {
  digest: (db) => JSON.stringify(db.all(from.selectFrom('setting').selectAll().orderBy('key'))),
  checks: (db) => [
    {
      id: 'T1',
      says: 'There is no setting `broken`.',
      broken: db.all(from.selectFrom('setting').select('key').where('key', '=', 'broken')).length,
    },
  ],
}
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 22, 9, minutes)).toISOString()
const make = (store: OpenStore, minutes = 0, why: 'manual' | 'daily' = 'manual') =>
  makeBackup(store, { why, at: at(minutes), app: '0.2.0', proof })
const BY = { user: 1, name: 'Dana', role: 'owner', device: 'd', reason: 'a test', request: null }

let folder = ''
let store: OpenStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-backups-'))
  store = createStore(
    join(folder, 'Test.parity'),
    'Dana',
    PASSPHRASE,
    (book) => book.write((db) => db.insertRows('person', [{ id: 1, name: 'Dana', role: 'owner' }])),
    OPTIONS,
  )
  for (let n = 0; n < 5; n++) change(store, n)
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const keep = (db: Writing, key: string) => db.run(from.insertInto('setting').values({ key, json: '"x"' }))
const change = (one: OpenStore, n: number) =>
  one.book.write((db) => {
    keep(db, `change ${n}`)
    appendAudit(db, { ...BY, reason: null, at: at(0), generation: one.ring.generation, action: 'test', kind: 'change', outcome: 'ok' })
  })
const settings = (one: OpenStore) => one.book.read((db) => db.all(from.selectFrom('setting').select('key'))).length
const rows = (one: OpenStore) =>
  one.book.read((db) => db.all(auditTables.selectFrom('audit').select(['seq', 'action', 'object', 'reason']).orderBy('seq')))

describe('a backup', () => {
  it('BK-1 is a store of its own that opens with the same passphrase, and was proved to be what the store was', async () => {
    const made = await make(store)
    expect(made).toMatchObject({ isVerified: true, findings: [], name: '2026-11-22T09-00-00Z-manual.parity' })
    expect(readdirSync(made.folder).sort()).toEqual(['anchor.json', 'book.db', 'keys.json', 'manifest.json'])
    const copy = join(folder, 'Copy.parity')
    cpSync(made.folder, copy, { recursive: true })
    const opened = openStore(copy, 'Dana', PASSPHRASE, OPTIONS)
    expect(settings(opened)).toBe(5)
    expect(opened.halted).toBeNull()
    opened.close()
    expect(() => openStore(copy, 'Dana', 'a quiet river in spring', OPTIONS)).toThrow('store.passphrase')
    expect(listBackups(store, at(1))).toMatchObject({ warnings: [], backups: [{ isVerified: true, isSecond: false }] })
  })

  it('BK-4 keeps form and mark of the book, and has another key than the store', async () => {
    const made = await make(store)
    const { key } = findBackup(store, made.name)
    const copy = openToRead(join(made.folder, 'book.db'), databaseKey(key, 1))
    const source = store.book.whole(
      (db) => [db.pragma('user_version', { simple: true }), db.pragma('application_id', { simple: true })] as unknown[],
    )
    expect([copy.pragma('user_version', { simple: true }), copy.pragma('application_id', { simple: true })]).toEqual(source)
    copy.close()
    expect(key.equals(store.storeKey)).toBe(false)
  })

  it('BK-2 any flipped bit, any truncation and any edit of the manifest is found', async () => {
    const made = await make(store)
    const source = findBackup(store, made.name)
    const files = ['book.db', 'keys.json', 'manifest.json'] as const
    const whole = new Map(files.map((name) => [name, readFileSync(join(made.folder, name))]))
    const harm = fc.record({
      file: fc.constantFrom(...files),
      where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      bit: fc.nat(7),
      cut: fc.boolean(),
    })
    fc.assert(
      fc.property(harm, ({ file, where, bit, cut }) => {
        const bytes = Buffer.from(whole.get(file) ?? '')
        const place = Math.floor(where * bytes.length)
        bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
        writeFileSync(join(made.folder, file), cut ? bytes.subarray(0, place) : bytes)
        expect(proveBackup(source.folder, source.key, proof)).not.toEqual([])
        expect(() => restoreBackup(store, source, { at: at(2), by: BY, proof })).toThrow('backup.broken')
        writeFileSync(join(made.folder, file), whole.get(file) ?? '')
      }),
      { numRuns: 60, seed: SEED },
    )
    // The control: put back as it was, it holds.
    expect(proveBackup(source.folder, source.key, proof)).toEqual([])
  })

  it('a flipped bit is named with its page, and such a backup counts for nothing', async () => {
    const made = await make(store)
    const { key } = findBackup(store, made.name)
    const bytes = readFileSync(join(made.folder, 'book.db'))
    bytes[4096 * 4 + 77] = (bytes[4096 * 4 + 77] ?? 0) ^ 4
    writeFileSync(join(made.folder, 'book.db'), bytes)
    expect(proveBackup(made.folder, key, proof).map(({ id, where }) => `${id} ${where}`)).toEqual(['file book.db', 'cipher page 5'])
    truncateSync(join(made.folder, 'book.db'), 4096)
    expect(listBackups(store, at(1)).backups[0]?.isVerified).toBe(false)
    expect(() => drillBackup(store, { at: at(1), proof })).toThrow('record.missing')
  })

  it('KL-3 a name that a crash left without a backup is taken again with a key of its own', async () => {
    const name = '2026-11-22T09-00-00Z-manual.parity'
    store.book.record((db) => keepBackupKeys(db, [{ name, key: 'ab'.repeat(32), at: at(0) }]))
    expect(await make(store)).toMatchObject({ name, isVerified: true })
    const { folder: place, key } = findBackup(store, name)
    expect(proveBackup(place, key, proof)).toEqual([])
  })

  it('of a store that is not in balance is kept as unverified', async () => {
    store.book.write((db) => keep(db, 'broken'))
    const made = await make(store)
    expect(made).toMatchObject({ isVerified: false, name: '2026-11-22T09-00-00Z-manual.unverified' })
    expect(made.findings).toMatchObject([{ id: 'T1' }])
    expect(listBackups(store, at(1)).warnings).toHaveLength(2)
  })

  it('BK-6 is copied to a second folder and read back there; a missing or unwritable one keeps the first copy', async () => {
    const second = join(folder, 'second')
    mkdirSync(second)
    store.book.write((db) => noteUpkeep(db, 'second', second))
    const made = await make(store)
    expect(made.isSecond).toBe(true)
    expect(
      readFileSync(join(secondOf(second, store.ring.store), made.name, 'book.db')).equals(readFileSync(join(made.folder, 'book.db'))),
    ).toBe(true)
    // A file where the folder should be: it cannot be written, whoever asks.
    rmSync(second, { recursive: true })
    writeFileSync(second, '')
    const next = await make(store, 1)
    expect(next).toMatchObject({ isVerified: true, isSecond: false })
    rmSync(second)
    expect(listBackups(store, at(2)).warnings).toContain('The second folder cannot be reached, so there is only one copy of each backup.')
    chmodSync(folder, 0o700)
  })

  it('old ones go when a new one was verified, with their keys', async () => {
    // Four of one day, and one of three days later.
    for (const n of [0, 1, 2, 3, 4320]) await make(store, n)
    const names = backupsIn(backupsOf(store.folder)).map((one) => one.manifest.made)
    expect(names).toEqual([at(4320), at(3)])
    const known = store.book.read((db) => db.all({ compile: () => sql`select name from backup_key`.compile(from) } as never))
    expect(known).toHaveLength(2)
  })

  it('stays openable for the store after a rotation, and is tried by a drill', async () => {
    const made = await make(store)
    store = rotate(store, OPTIONS)
    expect(previewBackup(store, findBackup(store, made.name), proof)).toMatchObject({ holds: true, broken: [], lose: 0, auditSeq: 5 })
    change(store, 7)
    expect(previewBackup(store, findBackup(store, made.name), proof)).toMatchObject({ lose: 1 })
    const drill = drillBackup(store, { at: at(5), proof })
    expect(drill).toMatchObject({ holds: true, name: made.name })
    expect(existsSync(join(store.folder, 'drill.partial'))).toBe(false)
    expect(listBackups(store, at(6)).lastDrill).toEqual(drill)
  })
})

describe('a restore', () => {
  it('puts the backup in place, names both heads, and keeps what it replaces as a store that opens', async () => {
    const made = await make(store)
    for (let n = 5; n < 8; n++) change(store, n)
    writeAnchor(store, at(1))
    const before = store.book.read((db) => auditHead(db))
    const restored = restoreBackup(store, findBackup(store, made.name), { at: at(2), by: BY, proof })
    store = restored.store
    expect(restored.lost).toBe(3)
    expect(settings(store)).toBe(5)
    expect(store.ring.generation).toBe(2)
    expect(rows(store).at(-1)).toMatchObject({ seq: 6, action: 'backup.restore', reason: 'a test' })
    expect(rows(store).at(-1)?.object).toContain(`replaced ${before.seq} ${before.mac}`)
    change(store, 9)
    writeAnchor(store, at(3))
    store.close()
    const kept = openStore(join(folder, 'Test.parity', restored.kept), 'Dana', PASSPHRASE, OPTIONS)
    expect(settings(kept)).toBe(8)
    expect(kept.halted).toBeNull()
    kept.close()
    store = openStore(join(folder, 'Test.parity'), 'Dana', PASSPHRASE, OPTIONS)
    expect(store.halted).toBeNull()
    expect(settings(store)).toBe(6)
  })

  it('raises no false alarm when the crash comes before the new anchor', async () => {
    const made = await make(store)
    for (let n = 5; n < 8; n++) change(store, n)
    const anchored = () => {
      throw new Error('crash')
    }
    const source = findBackup(store, made.name)
    const crash = { at: at(2), by: BY, proof, reached: (point: string) => (point === 'dropped' ? anchored() : undefined) }
    expect(() => restoreBackup(store, source, crash)).toThrow('crash')
    expect(readAnchor(store.folder)).toMatchObject({ seq: 8 })
    // The process is gone; its lock with it.
    const copy = join(folder, 'After.parity')
    cpSync(store.folder, copy, { recursive: true })
    const after = openStore(copy, 'Dana', PASSPHRASE, OPTIONS)
    expect(after.halted).toBeNull()
    expect(settings(after)).toBe(5)
    after.close()
  })

  it('keeps the present passphrases; who came later has no key, who left stays out', async () => {
    store.book.write((db) => db.insertRows('person', [{ id: 2, name: 'Eli', role: 'biller' }]))
    store = addSlot(store, { id: 2, name: 'Eli', isEmergency: false }, 'the old lighthouse at noon', OPTIONS)
    const made = await make(store)
    store = changePassphrase(store, PASSPHRASE, 'another quiet river flows', OPTIONS)
    store = removeSlot(store, 2, OPTIONS)
    store.book.write((db) => db.insertRows('person', [{ id: 3, name: 'Flo', role: 'owner' }]))
    store = addSlot(store, { id: 3, name: 'Flo', isEmergency: false }, 'the new lighthouse at dawn', OPTIONS)
    const { store: restored } = restoreBackup(store, findBackup(store, made.name), { at: at(2), by: BY, proof })
    expect(restored.ring.slots.map((slot) => slot.name)).toEqual(['Dana'])
    expect(restored.book.read((db) => db.all(from.selectFrom('person').select(['id', 'is_active']).orderBy('id')))).toEqual([
      { id: 1, is_active: 1 },
      { id: 2, is_active: 0 },
    ])
    restored.close()
    store = openStore(join(folder, 'Test.parity'), 'Dana', 'another quiet river flows', OPTIONS)
    expect(settings(store)).toBe(5)
  })

  it('is refused to who was no owner then, and for another store’s backup; the store stays as it is', async () => {
    const made = await make(store)
    const source = findBackup(store, made.name)
    expect(() => restoreBackup({ ...store, person: { ...store.person, id: 9 } }, source, { at: at(2), by: BY, proof })).toThrow(
      'record.missing',
    )
    const other = createStore(join(folder, 'Other.parity'), 'Olga', PASSPHRASE, () => undefined, OPTIONS)
    expect(() => restoreBackup(other, source, { at: at(2), by: BY, proof })).toThrow('backup.broken')
    other.close()
    expect(settings(store)).toBe(5)
    expect(readdirSync(store.folder).filter((name) => name.includes('partial') || name.includes('before'))).toEqual([])
  })

  it('from the sign-in screen brings a damaged store back, and a rolled back one with the present passphrase', async () => {
    const made = await make(store)
    store = changePassphrase(store, PASSPHRASE, 'another quiet river flows', OPTIONS)
    change(store, 20)
    writeAnchor(store, at(1))
    store.close()
    const path = join(store.folder, 'book.db')
    const bytes = readFileSync(path)
    bytes[9000] = (bytes[9000] ?? 0) ^ 1
    writeFileSync(path, bytes)
    expect(() => openStore(store.folder, 'Dana', 'another quiet river flows', OPTIONS)).toThrow('store.damaged')
    const options = { at: at(3), proof }
    expect(() => rescueStore(store.folder, made.folder, 'Dana', 'no passphrase at all', options)).toThrow('store.passphrase')
    store = rescueStore(store.folder, made.folder, 'Dana', 'another quiet river flows', options)
    expect(settings(store)).toBe(5)
    expect(store.halted).toBeNull()
    expect(readdirSync(store.folder).filter((name) => name.startsWith('before-restore'))).toHaveLength(1)
    store.close()
    store = openStore(store.folder, 'Dana', 'another quiet river flows', OPTIONS)
    expect(store.halted).toBeNull()
  })

  it('from the sign-in screen works without the store’s ring, with the passphrase of the backup’s day', async () => {
    const made = await make(store)
    store.close()
    for (const name of ['keys.json', 'book.db']) writeFileSync(join(store.folder, name), 'gone')
    store = rescueStore(store.folder, made.folder, 'Dana', PASSPHRASE, { at: at(3), proof })
    expect(settings(store)).toBe(5)
    expect(store.ring.slots).toHaveLength(1)
  })
})

describe('a crash', () => {
  /** The store as it lies on the disk at each point: what a program finds that starts after this one was killed there. */
  const killed = async (run: (reached: (point: string) => void) => unknown) => {
    const points: [point: string, copy: string][] = []
    const reached = (point: string) => {
      const copy = join(folder, `killed-${points.length}.parity`)
      cpSync(store.folder, copy, { recursive: true })
      points.push([point, copy])
    }
    await run(reached)
    return points
  }
  const leftovers = (place: string): string[] =>
    readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.partial') || name.includes('.pending'))

  it('KL-3 at any point of a backup leaves the store as it is, nothing by halves, and only backups that hold', async () => {
    const points = await killed((reached) => makeBackup(store, { why: 'manual', at: at(0), app: '', proof, reached }))
    expect(points.map(([point]) => point)).toEqual(['book', 'copied', 'proved', 'renamed', 'second'])
    let finished = 0
    for (const [, copy] of points) {
      const after = openStore(copy, 'Dana', PASSPHRASE, OPTIONS)
      expect([settings(after), after.halted, leftovers(copy)]).toEqual([5, null, []])
      for (const { name, isVerified } of listBackups(after, at(1)).backups) {
        expect(isVerified).toBe(true)
        expect(previewBackup(after, findBackup(after, name), proof).broken).toEqual([])
        finished++
      }
      after.close()
    }
    expect(finished).toBe(2)
  })

  it('KL-6 at any point of a restore leaves the old store or the new one, and what was replaced opens', async () => {
    const made = await make(store)
    for (let n = 5; n < 8; n++) change(store, n)
    const source = findBackup(store, made.name)
    const points = await killed((reached) => {
      const { store: next } = restoreBackup(store, source, { at: at(2), by: BY, proof, reached })
      store = next
    })
    expect(points.map(([point]) => point)).toEqual('adjusted copied kept pending renamed opened committed closed dropped'.split(' '))
    const found = points.map(([point, copy]) => {
      const after = openStore(copy, 'Dana', PASSPHRASE, OPTIONS)
      const rest = [after.halted, leftovers(copy)]
      const isNew = settings(after) === 5
      expect(rest).toEqual([null, []])
      expect(isNew || settings(after) === 8).toBe(true)
      const kept = readdirSync(copy).find((name) => name.startsWith('before-restore'))
      after.close()
      const before = kept === undefined ? undefined : openStore(join(copy, kept), 'Dana', PASSPHRASE, OPTIONS)
      expect(before === undefined ? 8 : settings(before)).toBe(8)
      before?.close()
      return `${point} ${isNew ? 'new' : 'old'}`
    })
    expect(found).toEqual([
      'adjusted old',
      'copied old',
      'kept old',
      'pending old',
      'renamed old',
      'opened old',
      'committed new',
      'closed new',
      'dropped new',
    ])
  })
})
