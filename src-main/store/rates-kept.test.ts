import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MIGRATIONS } from './migrations/index.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-rates-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps the rates of a contract as rates for every line, without an end', () => {
  const database = new Database(join(folder, 'old.db'))
  database.pragma('foreign_keys = OFF')
  for (const { number, sql } of MIGRATIONS) if (number < 560) database.exec(sql)
  database.exec(`
    insert into rate(payer, code, starts, cents) values (4, '90837', '2025-01-01', 13100);
    insert into rate(payer, code, starts, cents) values (4, '90837', '2026-01-01', 13200);
  `)
  for (const { number, sql } of MIGRATIONS) if (number >= 560) database.exec(sql)
  const rows = database
    .prepare('select payer, code, plan, credential, place, modifiers, starts, ends, cents from rate order by starts')
    .all()
  database.close()
  const every = { payer: 4, code: '90837', plan: '', credential: '', place: '', modifiers: '', ends: null }
  expect(rows).toEqual([
    { ...every, starts: '2025-01-01', cents: 13_100 },
    { ...every, starts: '2026-01-01', cents: 13_200 },
  ])
})
