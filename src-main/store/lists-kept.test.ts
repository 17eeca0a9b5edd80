import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MIGRATIONS } from './migrations/index.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-lists-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps what imports of lists brought, so that they can still be taken back', () => {
  const database = new Database(join(folder, 'old.db'))
  database.pragma('foreign_keys = ON')
  for (const { number, sql } of MIGRATIONS) if (number < 630) database.exec(sql)
  database.exec(`
    insert into list_import(id, kind, at, by, name, added, changed) values (3, 'fees', '2026-11-01T09:00:00.000Z', 1, 'fees.csv', 1, 0);
    insert into list_import_row(import, n, what, key, was, now) values (3, 0, 'fee', 'k', null, '{}');
  `)
  const read = () => [
    database.prepare('select * from list_import').all(),
    database.prepare('select * from list_import_row').all(),
    database.prepare('pragma foreign_key_check').all(),
  ]
  const before = read()
  for (const { number, sql } of MIGRATIONS) if (number >= 630) database.exec(sql)
  const after = read()
  database.close()
  expect(after).toEqual(before)
  expect(after[0]).toHaveLength(1)
})
