import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { COVERAGE, PATIENT, PAYER } from '../support/practice.ts'
import { testEngine, type TestEngine } from '../support/engine.ts'

// A list that goes to somebody else holds nobody of a substance-use program (42 CFR 2.31); one that stays in the practice does, and is sealed.

let at: TestEngine
beforeAll(async () => {
  at = testEngine()
  await at.create()
  const { id: payer } = await at.get('payers.save', PAYER)
  const save = async (last: string, memberId: string): Promise<number> =>
    (await at.get('patients.save', { ...PATIENT, last, coverages: [{ ...COVERAGE, memberId, payer }] })).id
  await save('Calder', 'XJ7749201')
  await at.get('part2.mark', {
    patient: await save('Abbot', 'NL8820417'),
    program: 'Intensive outpatient',
    starts: '2026-01-02',
    ends: null,
  })
})
afterAll(() => at.end())

const ask = { list: 'patients.list', view: { filters: [], sort: [] }, columns: ['name'], format: 'csv', reason: 'For the accountant' }

test('PM-3 a list for somebody else leaves patients of a program out, and their sums', async () => {
  const path = join(at.home, 'outside.csv')
  expect(await at.get('exports.list', { ...ask, seal: 'none', path })).toMatchObject({ rows: 1 })
  const text = readFileSync(path, 'utf8')
  expect(text).toContain('Calder')
  expect(text).not.toContain('Abbot')
  // The list on the screen is as it was.
  expect(await at.get('patients.totals', { view: ask.view })).toMatchObject({ total: 2 })
})

test('PM-3 a list for the practice itself holds everybody, and does not leave unsealed', async () => {
  const path = join(at.home, 'inside.csv')
  expect(await at.code('exports.list', { ...ask, reader: 'inside', seal: 'none', path })).toBe('access.denied')
  const { rows, passphrase } = await at.get('exports.list', { ...ask, reader: 'inside', seal: 'age', path })
  expect(rows).toBe(2)
  const age = new Decrypter()
  age.addPassphrase(passphrase ?? '')
  expect(await age.decrypt(readFileSync(path), 'text')).toContain('Abbot')
})
