import Database from '@signalapp/sqlcipher'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract, type Call } from '../../src-shared/contract/index.ts'
import { MIGRATIONS } from '../../src-main/store/migrations/index.ts'
import { SHADOWED, UNSHADOWED } from '../../src-main/store/sight.ts'

/*
 * What hides a patient is under every room, so nothing may go around it: each table that reaches a patient is shadowed, and no room names the tables beneath.
 */

type Table = { readonly name: string; readonly columns: readonly string[]; readonly to: readonly string[] }

/** The tables of the newest schema, with the tables each refers to. @param more SQL that is added to it */
function schema(more = ''): readonly Table[] {
  const database = new Database(':memory:')
  try {
    for (const step of MIGRATIONS) database.exec(step.sql)
    database.exec(more)
    const names = database.prepare("select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'").all() as {
      name: string
    }[]
    return names
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('patient_search_'))
      .map((name) => ({
        name,
        columns: (database.pragma(`table_info(${name})`) as { name: string }[]).map((one) => one.name),
        to: (database.pragma(`foreign_key_list(${name})`) as { table: string }[]).map((one) => one.table),
      }))
  } finally {
    database.close()
  }
}

/** Names of columns that hold the number of a record that belongs to a patient, also where no reference says so. */
const OWNED = [
  'patient',
  'claim',
  'charge',
  'appointment',
  'inquiry',
  'denial',
  'appeal',
  'remit_claim',
  'line',
  'episode',
  'consent',
  'entry',
]
/** Words of a person: a table with one may name a patient. */
const SAYS = ['bytes', 'reply', 'words', 'json']

function reachingPatients(tables: readonly Table[]): string[] {
  const reached = new Set(['patient'])
  let before = 0
  while (reached.size > before) {
    before = reached.size
    for (const one of tables)
      if (one.to.some((table) => reached.has(table)) || one.columns.some((column) => OWNED.includes(column))) reached.add(one.name)
  }
  return [...reached].sort()
}

const known = new Set([...SHADOWED, ...Object.keys(UNSHADOWED)])

test('PM-3 every table that reaches a patient is shadowed, or named with the reason why not', () => {
  const reached = reachingPatients(schema())
  expect(reached.length).toBeGreaterThan(25)
  expect(reached.filter((name) => !known.has(name))).toEqual([])
})

test('PM-3 a table that a later step adds is found when it was forgotten', () => {
  const more =
    'create table bill(id integer primary key, patient integer references patient(id)); create table bill_line(id integer primary key, bill integer references bill(id))'
  expect(reachingPatients(schema(more)).filter((name) => !known.has(name))).toEqual(['bill', 'bill_line'])
})

test('every shadowed table is in the schema', () => {
  const names = new Set(schema().map((one) => one.name))
  expect([...SHADOWED, ...Object.keys(UNSHADOWED)].filter((name) => !names.has(name))).toEqual([])
})

test('tables that hold free words are shadowed, or known to say nothing of a patient', () => {
  const ours = ['setting', 'person_setting', 'saved_view', 'view_place', 'job', 'batch', 'approval', 'upkeep', 'code_row', 'own_code']
  const saying = schema().filter((one) => one.columns.some((column) => SAYS.includes(column)))
  expect(saying.map((one) => one.name).filter((name) => !known.has(name) && !ours.includes(name))).toEqual([])
})

const root = join(import.meta.dirname, '../..')
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file))

test('no room names the tables beneath the views', () => {
  const names = schema().map((one) => one.name)
  const around = new RegExp(`\\bmain\\.(${names.join('|')})\\b`)
  const files = sources('src-main').filter((file) => !file.endsWith(join('store', 'sight.ts')))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => around.test(readFileSync(join(root, file), 'utf8')))).toEqual([])
})

test('nothing stores psychotherapy notes (45 CFR 164.501): no table, no column, no field of a call is for them', () => {
  const notes = /psychotherapy|counsel(l)?ing.?notes?|session.?notes?|progress.?notes?|process.?notes?/i
  const stored = schema().flatMap((one) => [one.name, ...one.columns.map((column) => `${one.name}.${column}`)])
  const fields = Object.entries(contract as Record<string, Call>).flatMap(([name, call]) =>
    [call.input, call.output].flatMap((shape) =>
      [...JSON.stringify(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' })).matchAll(/"([^"]+)":\{/g)].map(
        ([, field]) => `${name} ${field ?? ''}`,
      ),
    ),
  )
  expect(fields.length).toBeGreaterThan(500)
  expect([...stored, ...fields].filter((one) => notes.test(one))).toEqual([])
})
