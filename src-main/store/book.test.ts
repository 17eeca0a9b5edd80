import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Book, createStore, openStore, tables, usersOf, type Writing } from './index.ts'
import { LEAST } from './keys/derivation.ts'
import { databaseKey } from './keys/ring.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { Runner } from './sql.ts'

type Test = { setting: { key: string; json: string } }
const from = tables<Test>()
const keep = (db: Writing, key: string, json = '1') => db.run(from.insertInto('setting').values({ key, json }))
const kept = (book: Book) => book.read((db) => db.all(from.selectFrom('setting').select('key').orderBy('key'))).map((row) => row.key)

const OPTIONS = { cost: LEAST }
const PASSPHRASE = 'a quiet river in fall'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-store-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const create = (name = 'Test.parity', passphrase = PASSPHRASE) =>
  createStore(join(folder, name), 'Dana', passphrase, (book) => book.write((db) => keep(db, 'CANARYBIRD')), OPTIONS)

describe('the encrypted store', () => {
  it('opens again with its passphrase, and with no other', () => {
    create().close()
    const store = openStore(join(folder, 'Test.parity'), 'Dana', PASSPHRASE, OPTIONS)
    expect(kept(store.book)).toEqual(['CANARYBIRD'])
    store.close()
    expect(() => openStore(join(folder, 'Test.parity'), 'Dana', 'a quiet river in spring')).toThrow('store.passphrase')
    expect(() => openStore(join(folder, 'Test.parity'), 'Nobody', PASSPHRASE)).toThrow('store.passphrase')
    expect(usersOf(join(folder, 'Test.parity'))).toEqual([{ id: 1, name: 'Dana', isEmergency: false }])
  })

  it('leaves nothing readable in any file it writes, open or closed', () => {
    const store = create()
    const readable = () =>
      readdirSync(store.folder).filter((name) => {
        const bytes = readFileSync(join(store.folder, name))
        return (
          ['CANARYBIRD', 'create table', 'SQLite format'].some((word) => bytes.includes(word)) ||
          bytes.includes(Buffer.from('CANARYBIRD', 'utf16le'))
        )
      })
    expect(readdirSync(store.folder)).toContain('book.db-wal')
    // The lock holds nothing and has no key; its header alone says SQLite.
    expect(readable().filter((name) => !name.startsWith('open.lock'))).toEqual([])
    store.close()
    expect(readable().filter((name) => !name.startsWith('open.lock'))).toEqual([])
    expect(readFileSync(join(store.folder, 'open.lock')).byteLength).toBe(0)
  })

  it('takes no short passphrase, no second store in one place, no second program on one store', () => {
    expect(() => create('Short.parity', 'fourteen signs')).toThrow('store.passphrase.short')
    const store = create()
    expect(() => create()).toThrow('store.exists')
    expect(() => openStore(store.folder, 'Dana', PASSPHRASE, OPTIONS)).toThrow('store.used')
    store.close()
    expect(() => openStore(join(folder, 'None.parity'), 'Dana', PASSPHRASE, OPTIONS)).toThrow('store.missing')
    expect(readdirSync(folder)).toEqual(['Test.parity'])
  })

  it('notices a key ring that was changed', () => {
    create().close()
    const path = join(folder, 'Test.parity', 'keys.json')
    const ring = JSON.parse(readFileSync(path, 'utf8')) as { slots: { kdf: object }[] }
    const changed = { ...ring, slots: ring.slots.map((slot) => ({ ...slot, isStarter: true })) }
    writeFileSync(path, JSON.stringify(changed))
    expect(() => openStore(join(folder, 'Test.parity'), 'Dana', PASSPHRASE, OPTIONS)).toThrow('store.keys')
    writeFileSync(
      path,
      JSON.stringify({
        ...ring,
        slots: [{ ...ring.slots[0], kdf: { alg: 'argon2id', version: 19, memoryKiB: 1024, passes: 1, lanes: 1, salt: 'AAAA' } }],
      }),
    )
    expect(() => openStore(join(folder, 'Test.parity'), 'Dana', PASSPHRASE, OPTIONS)).toThrow('store.keys')
  })

  it('refuses a store of a newer Parity and leaves it as it is', () => {
    const path = join(folder, 'book.db')
    const key = databaseKey(Buffer.alloc(32, 7), 1)
    Book.open(path, key).close()
    const raw = new Database(path)
    raw.pragma(`key = "x'${key}'"`)
    raw.pragma('user_version = 99990')
    raw.close()
    expect(() => Book.open(path, key)).toThrow('store.newer')
  })
})

describe('a transaction', () => {
  it('is whole or not at all', () => {
    const book = Book.open(':memory:', '')
    expect(() =>
      book.write((db) => {
        keep(db, 'a')
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(kept(book)).toEqual([])
  })

  it('stays poisoned after an error that may have undone it, though the body swallows the error (F3)', () => {
    const path = join(folder, 'full.db')
    const book = Book.open(path, 'ab'.repeat(32))
    const big = 'x'.repeat(200_000)
    const limited = () =>
      book.write((db) => {
        // A tiny page limit stands for a full disk.
        db.all({ compile: () => sql`pragma max_page_count = 120`.compile(from) } as never)
        keep(db, 'before')
        for (let n = 0; n < 40; n++) {
          try {
            keep(db, `big ${n}`, big)
          } catch {
            // What must not help.
          }
        }
        keep(db, 'after')
      })
    expect(limited).toThrow(/SQLITE_FULL|full/)
    expect(kept(book)).toEqual([])
    book.close()
  })

  it('gives the first error, never "no transaction is active" (F4)', () => {
    const database = new Database(':memory:')
    const runner = new Runner(database, { check: () => undefined, failed: () => undefined })
    expect(() => runner.run(from.insertInto('setting').values({ key: 'a', json: '1' }))).toThrow(/no such table/)
    database.close()
  })

  it('does not nest, and a body that gives a Promise does not compile', () => {
    const book = Book.open(':memory:', '')
    expect(() => book.write((db) => book.write(() => keep(db, 'a')))).toThrow('inside a transaction')
    // @ts-expect-error a transaction's body is synchronous
    void book.read(async () => await Promise.resolve(1))
    book.close()
  })

  it('refuses statements when it is over', () => {
    const book = Book.open(':memory:', '')
    let escaped: Writing | undefined
    book.write((db) => void (escaped = db))
    expect(() => escaped && keep(escaped, 'late')).toThrow('outside a transaction')
    book.close()
  })
})

describe('migrations', () => {
  it('are numbered in tens, in order', () => {
    const numbers = MIGRATIONS.map((step) => step.number)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(numbers.every((one) => one % 10 === 0)).toBe(true)
  })
})
