import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { proof } from '../../src-main/engine/proof.ts'
import { LEAST, openStore, tables, verifyFolder } from '../../src-main/store/index.ts'
import { makeBook, MADE_OWNER } from './book.ts'

const counts = tables<{ remittance: { status: string } }>()
const parent = mkdtempSync(join(tmpdir(), 'parity-book-'))
afterAll(() => rmSync(parent, { recursive: true, force: true }))

it('makes a practice of any size whose every cent and reference holds', () => {
  const { folder } = makeBook(parent, { claims: 2000, years: 1, today: day('2026-11-20'), cost: LEAST })
  const { findings, checks } = verifyFolder(folder, MADE_OWNER.name, MADE_OWNER.passphrase, { proof })
  expect(findings).toEqual([])
  expect(checks.filter((one) => one.broken > 0)).toEqual([])
  const store = openStore(folder, MADE_OWNER.name, MADE_OWNER.passphrase, { cost: LEAST })
  expect(store.halted).toBeNull()
  const open = store.book.read((db) => db.all(counts.selectFrom('remittance').select('status').distinct().orderBy('status')))
  expect(open.map((one) => one.status)).toEqual(['posted', 'quarantined', 'rehearsed'])
  store.close()
})
