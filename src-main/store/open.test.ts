import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAnchor } from './anchor.ts'
import { appendAudit, auditHead } from './audit.ts'
import { Book } from './book.ts'
import { hasRoom, layBallast, needRoom, releaseBallast, sweep } from './disk.ts'
import { tables, type Writing } from './sql.ts'
import { takeStand } from './standing.ts'

const KEY = 'ab'.repeat(32)
const SEED = 20_261_122
const NOW = '2026-11-22T09:30:00.000Z'
const from = tables<{ setting: { key: string; json: string }; audit: { seq: number } }>()
const keep = (db: Writing, key: string, json = '1') => db.run(from.insertInto('setting').values({ key, json }))
const count = (book: Book) => book.read((db) => db.all(from.selectFrom('setting').select('key'))).length

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-open-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = () => join(folder, 'book.db')
const open = () => Book.open(path(), KEY)
const store = (book: Book) => ({ book, folder, ring: { generation: 1 } })
/** A change with its row in the audit log. */
const change = (book: Book, n: number) =>
  book.write((db) => {
    keep(db, `change ${n}`, 'x'.repeat(500))
    appendAudit(db, {
      at: NOW,
      generation: 1,
      user: 1,
      name: 'Dana',
      role: 'owner',
      device: 'd',
      action: 'claims.send',
      kind: 'change',
      outcome: 'ok',
    })
  })
const filled = (changes = 20) => {
  const book = open()
  for (let n = 0; n < changes; n++) change(book, n)
  return book
}
/** The log of a book that was killed: copied while it is open. */
const snapshot = (to: string) => {
  copyFileSync(path(), join(to, 'book.db'))
  if (existsSync(`${path()}-wal`)) copyFileSync(`${path()}-wal`, join(to, 'book.db-wal'))
}

describe('opening', () => {
  it('CO-1 finds any single flipped bit in a folded store before anything is shown, and changes nothing', () => {
    filled(40).close()
    const whole = readFileSync(path())
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const damaged = Buffer.from(whole)
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit)
        writeFileSync(path(), damaged)
        expect(open).toThrow('store.damaged')
        expect(readFileSync(path()).equals(damaged)).toBe(true)
      }),
      { numRuns: 120, seed: SEED },
    )
    // The control: the same bytes without the flip open.
    writeFileSync(path(), whole)
    const book = open()
    expect(count(book)).toBe(40)
    book.close()
  })

  it('CO-2 finds a zeroed page, two swapped pages and a truncated file', () => {
    filled(40).close()
    const whole = readFileSync(path())
    const pages = whole.length / 4096
    const damages: ((bytes: Buffer) => Buffer)[] = [
      (bytes) => bytes.fill(0, 4096 * 3, 4096 * 4),
      (bytes) =>
        Buffer.concat([bytes.subarray(0, 8192), bytes.subarray(12_288, 16_384), bytes.subarray(8192, 12_288), bytes.subarray(16_384)]),
      (bytes) => bytes.subarray(0, 4096 * (pages - 1)),
      (bytes) => bytes.subarray(0, 4096 * (pages - 3) + 100),
      (bytes) => bytes.fill(7, 0, 16),
    ]
    for (const damage of damages) {
      writeFileSync(path(), damage(Buffer.from(whole)))
      expect(open).toThrow('store.damaged')
    }
    expect(damages).toHaveLength(5)
  })

  it('CO-4 does not open with another key, says so as damage of the pair, and leaves the file as it is', () => {
    filled(3).close()
    const whole = readFileSync(path())
    expect(() => Book.open(path(), 'cd'.repeat(32))).toThrow('store.damaged')
    expect(readFileSync(path()).equals(whole)).toBe(true)
  })

  it('refuses a file that is none of Parity’s', () => {
    const other = new Database(path())
    other.pragma(`key = "x'${KEY}'"`)
    other.exec('create table t(a); pragma application_id = 7; pragma user_version = 3')
    other.close()
    expect(open).toThrow('store.damaged')
  })

  it('folds the log into the file as it grows, so that it stays small', () => {
    const book = open()
    for (let n = 0; n < 60; n++) book.write((db) => keep(db, `long ${n}`, 'x'.repeat(200_000)))
    expect(statSync(`${path()}-wal`).size).toBeLessThan(6_000_000)
    expect(statSync(path()).size).toBeGreaterThan(6_000_000)
    book.checkpoint()
    expect(statSync(`${path()}-wal`).size).toBe(0)
    book.close()
  })
})

describe('a halted book', () => {
  it('refuses changes with the reason, still reads, and still writes what must be recorded', () => {
    const book = filled(2)
    book.halt({ why: 'rollback', words: 'It is older than its anchor.' })
    expect(() => book.write((db) => keep(db, 'no'))).toThrow('store.halted')
    expect(count(book)).toBe(2)
    book.record((db) => keep(db, 'yes'))
    expect(count(book)).toBe(3)
    book.resume()
    change(book, 9)
    expect(count(book)).toBe(4)
    book.close()
  })

  it('DF-3 is halted by a full disk, gives the reserve to it, and goes on when there is room', () => {
    const book = filled(1)
    writeFileSync(join(folder, 'ballast'), 'reserve')
    const fill = () =>
      book.write((db) => {
        db.all({ compile: () => sql`pragma max_page_count = 120`.compile(from) } as never)
        for (let n = 0; n < 40; n++) keep(db, `big ${n}`, 'x'.repeat(200_000))
      })
    expect(fill).toThrow(/full/)
    expect(existsSync(join(folder, 'ballast'))).toBe(false)
    expect(count(book)).toBe(1)
    book.record((db) => keep(db, 'locked'))
    // The disk itself has room, so the next change finds the way free again.
    expect(hasRoom(folder, true)).toBe(true)
    change(book, 5)
    expect(book.halted).toBeNull()
    book.close()
  })

  const diskError = (book: Book) =>
    book.whole(() => {
      throw Object.assign(new Error('sqlite error(SQLITE_IOERR_FSYNC): disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
    })

  it('DF-4 an error of the disk closes the book and opens it again with the log folded; nothing acknowledged is lost', () => {
    const book = filled(5)
    expect(() => diskError(book)).toThrow('SQLITE_IOERR')
    expect(book.halted).toBeNull()
    expect(statSync(path()).size).toBeGreaterThan(100_000)
    expect(count(book)).toBe(5)
    change(book, 6)
    book.close()
    const again = open()
    expect(count(again)).toBe(6)
    again.close()
  })

  it('DF-4 a disk that stays away halts it, nothing is made in its place, and it goes on when the disk is back', () => {
    const book = filled(5)
    book.checkpoint()
    renameSync(path(), `${path()}.away`)
    expect(() => diskError(book)).toThrow('SQLITE_IOERR')
    expect(book.halted?.why).toBe('disk')
    expect(() => count(book)).toThrow('store.halted')
    expect(() => change(book, 6)).toThrow('store.halted')
    expect(existsSync(path())).toBe(false)
    renameSync(`${path()}.away`, path())
    expect(count(book)).toBe(5)
    change(book, 6)
    book.close()
  })
})

describe('the anchor', () => {
  it('CO-5 tells an older copy of the book in its place, with both numbers', () => {
    const book = filled(5)
    book.checkpoint()
    const old = mkdtempSync(join(tmpdir(), 'parity-old-'))
    snapshot(old)
    for (let n = 5; n < 9; n++) change(book, n)
    writeAnchor(store(book), NOW)
    book.close()
    for (const file of ['book.db', 'book.db-wal']) rmSync(join(folder, file), { force: true })
    copyFileSync(join(old, 'book.db'), path())
    rmSync(old, { recursive: true })
    const again = open()
    const halt = takeStand(again, folder, NOW)
    expect(halt?.why).toBe('rollback')
    expect(halt?.words).toContain('last event is number 5, the anchor knows number 9')
    expect(() => change(again, 99)).toThrow('store.halted')
    expect(count(again)).toBe(5)
    // A halted store keeps its anchor: it is the evidence.
    writeAnchor(store(again), NOW)
    expect(JSON.parse(readFileSync(join(folder, 'anchor.json'), 'utf8'))).toMatchObject({ seq: 9 })
    again.close()
  })

  it('AU-4 alarms whenever an anchored change is lost, and never after an honest crash', () => {
    const moments = fc.record({
      // After each change the anchor is written or not yet; then the book is rolled back to a moment, or cut there honestly.
      anchored: fc.array(fc.boolean(), { minLength: 3, maxLength: 8 }),
      to: fc.nat(7),
    })
    let alarms = 0
    let honest = 0
    fc.assert(
      fc.property(moments, ({ anchored, to }) => {
        const place = mkdtempSync(join(tmpdir(), 'parity-au4-'))
        const at = Math.min(to, anchored.length - 1)
        const book = Book.open(join(place, 'book.db'), KEY)
        const copies: string[] = []
        let last = 0
        const anchors: number[] = []
        anchored.forEach((isAnchored, n) => {
          change(book, n)
          const copy = join(place, `copy-${n}`)
          copyFileSync(join(place, 'book.db'), copy)
          copyFileSync(join(place, 'book.db-wal'), `${copy}-wal`)
          copies.push(copy)
          if (isAnchored) {
            writeAnchor({ book, folder: place, ring: { generation: 1 } }, NOW)
            last = n + 1
          }
          anchors.push(last)
        })
        book.close()
        const restored = Book.open(copies[at] ?? '', KEY)
        const halt = takeStand(restored, place, NOW)
        restored.close()
        rmSync(place, { recursive: true })
        // Event n + 1 is the change n: the copy lost an anchored change exactly when the anchor knows a later one.
        const isLost = last > at + 1
        if (isLost) alarms++
        else honest++
        expect(halt !== null).toBe(isLost)
      }),
      { numRuns: 60, seed: SEED },
    )
    expect(alarms).toBeGreaterThan(10)
    expect(honest).toBeGreaterThan(10)
  })

  it('is missed once there was one, and its own seal is checked', () => {
    const book = filled(3)
    expect(takeStand(book, folder, NOW)).toBeNull()
    writeAnchor(store(book), NOW)
    expect(takeStand(book, folder, NOW)).toBeNull()
    const text = readFileSync(join(folder, 'anchor.json'), 'utf8')
    writeFileSync(join(folder, 'anchor.json'), text.replace('"seq": 3', '"seq": 2'))
    expect(takeStand(book, folder, NOW)?.words).toContain('was changed')
    rmSync(join(folder, 'anchor.json'))
    book.resume()
    expect(takeStand(book, folder, NOW)?.words).toContain('missing')
    book.close()
  })

  it('gives way to a row of the audit log that names it', () => {
    const book = filled(3)
    writeAnchor(store(book), NOW)
    const { seq, mac } = book.read((db) => auditHead(db))
    const other = Book.open(join(folder, 'other.db'), KEY)
    // The same chain key, as a restored book has it, and a shorter past.
    const key = book.read((db) => db.first({ compile: () => sql`select key from audit_key`.compile(from) } as never)) as { key: string }
    other.record((db) => db.run({ compile: () => sql`update audit_key set key = ${key.key}`.compile(from) } as never))
    expect(takeStand(other, folder, NOW)?.why).toBe('rollback')
    other.resume()
    other.write((db) =>
      appendAudit(db, {
        at: NOW,
        generation: 1,
        user: 1,
        name: 'Dana',
        role: 'owner',
        device: 'd',
        action: 'backup.restore',
        kind: 'security',
        outcome: 'ok',
        object: `anchor ${seq} ${mac}`,
      }),
    )
    expect(takeStand(other, folder, NOW)).toBeNull()
    other.close()
    book.close()
  })

  it('AU-1 a changed, a removed and a swapped event halt the store with the number of the event', () => {
    const tamper = (statement: string) => {
      rmSync(path(), { force: true })
      filled(10).close()
      const raw = new Database(path())
      raw.pragma(`key = "x'${KEY}'"`)
      raw.exec(`drop trigger audit_stays; drop trigger audit_remains; ${statement}`)
      raw.close()
      const book = open()
      const halt = takeStand(book, folder, NOW)
      book.close()
      return halt?.words
    }
    expect(tamper("update audit set name = 'Somebody' where seq = 4")).toContain('event number 4 is not as it was written')
    expect(tamper('delete from audit where seq = 6')).toContain('event number 6 is missing')
    expect(
      tamper('update audit set seq = 100 where seq = 2; update audit set seq = 2 where seq = 3; update audit set seq = 3 where seq = 100'),
    ).toContain('event number 2')
    expect(
      tamper(
        'insert into audit select 11, at, generation, user, name, role, device, action, kind, object, patient, outcome, code, fields, reason, entry_from, entry_to, request, mac, mac from audit where seq = 10',
      ),
    ).toContain('event number 11')
    expect(tamper('select 1')).toBeUndefined()
  })
})

describe('room on the disk', () => {
  it('is asked for before long work, and kept in reserve where there is plenty', () => {
    expect(() => needRoom(folder, 1, 1)).not.toThrow()
    expect(() => needRoom(folder, 2 ** 50)).toThrow('store.full')
    expect(layBallast(folder, 2 ** 20)).toBe(true)
    expect(statSync(join(folder, 'ballast')).size).toBe(2 ** 20)
    expect(releaseBallast(folder)).toBe(true)
    expect(releaseBallast(folder)).toBe(false)
    expect(layBallast(folder, 2 ** 50)).toBe(false)
  })

  it('is given back by what a crash left unfinished', () => {
    writeFileSync(join(folder, 'book-2.db.partial'), 'x')
    writeFileSync(join(folder, 'keep'), 'x')
    sweep(folder, ['backups'])
    expect(existsSync(join(folder, 'book-2.db.partial'))).toBe(false)
    expect(existsSync(join(folder, 'keep'))).toBe(true)
  })
})
