import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from '@signalapp/sqlcipher'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MIGRATIONS } from './migrations/index.ts'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parity-approvals-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps what was asked of a second person before, with the patient it is about', () => {
  const database = new Database(join(folder, 'old.db'))
  database.pragma('foreign_keys = OFF')
  for (const { number, sql } of MIGRATIONS) if (number < 500) database.exec(sql)
  database.exec(`
    insert into claim(id, patient, coverage, payer, biller, status, place, first_day, last_day, codes, cents, origin, file_by, created_at, status_at)
      values (10001, 7, 1, 1, 1, 'denied', '11', '2026-04-28', '2026-04-28', '90837', 17500, 'file', '2026-07-27', '', '');
    insert into denial(id, claim, line, remit_claim, payer, group_code, reason, remarks, cents, cause, playbook, action, next_step, status, opened, due)
      values (3, 10001, 1, 1, 1, 'CO', '197', '', 13200, '', '', 'appeal', '', 'new', '2026-05-27', '2026-11-23');
    insert into approval(id, kind, denial, cents, input, asked_by, asked_at) values (9, 'write-off', 3, 17500, '{"id":3}', 2, '2026-06-01');
  `)
  for (const { number, sql } of MIGRATIONS) if (number >= 500) database.exec(sql)
  const rows = database.prepare('select id, kind, patient, claim, denial, line, receipt, cents, input, state from approval').all()
  database.close()
  expect(rows).toEqual([
    {
      id: 9,
      kind: 'write-off',
      patient: 7,
      claim: 10_001,
      denial: 3,
      line: null,
      receipt: null,
      cents: 17_500,
      input: '{"id":3}',
      state: 'waiting',
    },
  ])
})
