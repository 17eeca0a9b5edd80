import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Book } from './book.ts'
import { APPLICATION, migrate, NEWEST, rowCounts } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'

const KEY = 'ab'.repeat(32)
/** Released with 0.1.0, and never edited since. */
const RELEASED: readonly (readonly [number, string])[] = [
  [10, '7ab566bc245520dc6bec3eb2d581a5df69259b24d18c0e497e2896781516d117'],
  [20, '7b3e1ee170e86d3769108a0c4dbc1d43954bc948437cc741592ace6a39c22a55'],
  [30, '5adbe85a31e2970ec014a13743186569cb41555ef67295399739d4db1825ef89'],
  [40, 'a8ecb58b12de01aaea6289152e2267e77ed8d2ac71c31668b9af086be99ec39a'],
  [50, 'dc51a0c5cdff7330f0d4a0a46ddbbd63c2a252a63ddb3b5222dcb1264c5c4808'],
  [60, '853143abc83058c31150d19de5d850aa06008a4affeedf1ccb0420f3e336ef75'],
  [70, '1e62fcb2e86a4689a326db684b00db3cd72384febb3ec16171841906bba360e4'],
  [80, '69683c65cfef5879f99544c16f647790ddede94f5474eb9525a717266bf7f336'],
]

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-migrate-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const raw = (name: string) => {
  const database = new Database(join(folder, name))
  database.pragma(`key = "x'${KEY}'"`)
  return database
}
/** A store as it was with the first steps only. */
const older = (name: string, form: number) => {
  const database = raw(name)
  database.exec('pragma synchronous = OFF')
  for (const step of MIGRATIONS.filter(({ number }) => number <= form)) database.exec(step.sql)
  database.exec(
    `pragma user_version = ${form}; pragma application_id = ${APPLICATION}; insert into setting(key, json) values ('kept', '1')`,
  )
  return database
}

describe('migrations', () => {
  it('that were released are never edited', () => {
    const now = MIGRATIONS.map(({ number, sql }) => [number, createHash('sha256').update(sql).digest('hex')] as const)
    expect(now.filter(([number]) => number <= 80)).toEqual(RELEASED)
  })

  it('KL-4 bring a store of every form to today’s, with every row it had', () => {
    for (const { number } of MIGRATIONS) {
      const database = older(`${number}.db`, number)
      const before = rowCounts(database)
      database.close()
      let kept = 0
      const book = Book.open(join(folder, `${number}.db`), KEY, { isThere: true, beforeMigration: () => void kept++ })
      const after = book.whole<unknown>((db) => [rowCounts(db), db.pragma('user_version', { simple: true })]) as [
        Record<string, number>,
        number,
      ]
      expect(after[1]).toBe(NEWEST)
      expect(after[0]).toMatchObject({ ...before, sitting: (before['sitting'] ?? 0) + 1 })
      expect(kept).toBe(number < NEWEST ? 1 : 0)
      book.close()
    }
  })

  it('KL-4 change nothing when the backup before them fails, or when they lose a row', () => {
    const database = older('a.db', 80)
    const fails = () => {
      throw new Error('no backup')
    }
    expect(() => migrate(database, fails)).toThrow('no backup')
    expect(database.pragma('user_version', { simple: true })).toBe(80)
    // A trigger of the store's own makes the step lose a row: the whole of it is undone.
    database.exec(
      'create table shrinking(a); insert into shrinking values (1); create trigger lost after insert on setting begin delete from shrinking; end',
    )
    const before = rowCounts(database)
    const lossy = [...MIGRATIONS, { number: NEWEST + 10, sql: "insert into setting(key, json) values ('x', '1')" }]
    expect(() => migrate(database, undefined, lossy)).toThrow('changes how many rows')
    expect([database.pragma('user_version', { simple: true }), rowCounts(database)]).toEqual([80, before])
    database.close()
  })
})
