import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** Each line breaks one rule: the rule, the file that breaks it, and what it imports. */
const breaches: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['shared-alone', 'src-shared/breach-package.ts', 'kysely'],
  ['shared-alone', 'src-shared/breach-main.ts', '../src-main/ledger/entries.ts'],
  ['shared-alone', 'src-shared/breach-node.ts', 'node:fs'],
  ['shared-alone-in-tests', 'src-shared/breach.test.ts', '../src-main/ledger/entries.ts'],
  ['window-alone', 'src-renderer/breach-main.tsx', '../src-main/claims/index.ts'],
  ['window-alone', 'src-renderer/breach-node.ts', 'node:fs'],
  ['window-alone', 'src-renderer/breach-support.ts', '../test/support/practice.ts'],
  ['window-alone-in-tests', 'src-renderer/breach.test.ts', '../src-main/claims/index.ts'],
  ['electron-in-the-shell', 'src-renderer/breach-electron.ts', 'electron'],
  ['electron-in-the-shell', 'src-main/engine/breach-electron.ts', 'electron'],
  ['entry-points-of-electron', 'src-main/preload.ts', './claims/index.ts'],
  ['main-without-window', 'src-main/claims/breach-window.ts', '../../src-renderer/app.ts'],
  ['program-without-tests', 'src-main/claims/breach-support.ts', '../../test/support/practice.ts'],
  ['room-x12', 'src-main/x12/breach-store.ts', '../store/open.ts'],
  ['room-x12', 'src-main/x12/breach-ledger.ts', '../ledger/entries.ts'],
  ['room-x12', 'src-main/x12/breach-stage.ts', '../claims/index.ts'],
  ['room-ledger', 'src-main/ledger/breach-stage.ts', '../claims/index.ts'],
  ['room-ledger', 'src-main/ledger/breach-x12.ts', '../x12/index.ts'],
  ['room-store', 'src-main/store/breach-ledger.ts', '../ledger/entries.ts'],
  ['room-exports', 'src-main/exports/breach-stage.ts', '../claims/index.ts'],
  ['room-practice', 'src-main/practice/breach-stage.ts', '../charges/index.ts'],
  ['room-access', 'src-main/access/breach-practice.ts', '../practice/index.ts'],
  ['room-charges', 'src-main/charges/breach-downstream.ts', '../claims/index.ts'],
  ['room-claims', 'src-main/claims/breach-downstream.ts', '../remittance/index.ts'],
  ['room-claims', 'src-main/claims/breach-exchange.ts', '../exchange/index.ts'],
  ['room-claims', 'src-main/claims/breach-engine.ts', '../engine/process.ts'],
  ['room-remittance', 'src-main/remittance/breach-type.ts', 'type:../denials/index.ts'],
  ['room-denials', 'src-main/denials/breach-downstream.ts', '../appeals/index.ts'],
  ['room-exchange', 'src-main/exchange/breach-appeals.ts', '../appeals/index.ts'],
  ['room-practice-payer', 'src-main/practice-payer/breach-claims.ts', '../claims/index.ts'],
  ['room-practice-payer', 'src-main/practice-payer/breach-store.ts', '../store/open.ts'],
  ['room-claims', 'src-main/claims/breach-practice-payer.ts', '../practice-payer/index.ts'],
  ['room-shell', 'src-main/shell/breach-engine.ts', '../store/open.ts'],
  ['through-the-door', 'src-main/remittance/breach-door.ts', '../claims/records.ts'],
  ['through-the-door', 'src-main/engine/breach-door.ts', '../claims/records.ts'],
  ['through-the-door', 'src-main/claims/breach-exports-door.ts', '../exports/seal.ts'],
  ['through-the-door', 'src-main/claims/breach-practice-door.ts', '../practice/records/people.ts'],
  ['sql-in-records', 'src-main/claims/actions.ts', 'kysely'],
  ['sql-in-records', 'src-main/claims/breach-type-sql.ts', 'type:kysely'],
  ['sql-in-records', 'src-main/claims/breach-records.ts', 'kysely'],
  ['tables-in-records', 'src-main/practice/breach-tables.ts', './records/tables.ts'],
  ['tables-in-records', 'src-main/practice/records/deeper/breach-tables.ts', '../tables.ts'],
  ['cipher-in-the-store', 'src-main/claims/breach-cipher.ts', '@signalapp/sqlcipher'],
  ['network-in-the-transports', 'src-main/claims/breach-network.ts', 'node:https'],
  ['network-in-the-transports', 'src-main/exchange/breach-ssh.ts', 'ssh2'],
  ['pure-rules', 'src-main/claims/rules.ts', './records.ts'],
  ['pure-rules', 'src-main/practice/rules.ts', './records/people.ts'],
  ['pure-rules-without-node', 'src-main/denials/rules.ts', 'node:crypto'],
  ['no-circles', 'src-main/charges/circle-one.ts', './circle-two.ts'],
  ['resolvable', 'src-main/charges/breach-nowhere.ts', './nowhere.ts'],
  ['development-stays-at-home', 'src-main/charges/breach-dev.ts', 'csv-parse'],
]

/** What is allowed, so that a rule that refuses everything is noticed as well. */
const allowed: readonly (readonly [file: string, imported: string])[] = [
  ['src-shared/good.ts', 'zod'],
  ['src-renderer/good.ts', '../src-shared/money.ts'],
  ['src-renderer/good-package.tsx', 'react'],
  ['src-main/shell/good.ts', 'electron'],
  ['src-main/index.ts', './shell/good.ts'],
  ['src-main/claims/records.ts', 'kysely'],
  ['src-main/practice/records/people.ts', 'kysely'],
  ['src-main/practice/records/lists.ts', './tables.ts'],
  ['src-main/practice/good-table-types.ts', 'type:./records/tables.ts'],
  ['src-main/claims/good-upstream.ts', '../charges/index.ts'],
  ['src-main/claims/good-exports.ts', '../exports/index.ts'],
  ['src-main/exports/good.ts', '../store/open.ts'],
  ['src-main/claims/good-standing.ts', '../practice/index.ts'],
  ['src-main/claims/good-table.ts', '../../resources/codes/places.json'],
  ['src-main/claims/door.test.ts', '../practice/records/people.ts'],
  ['src-main/claims/support.test.ts', '../../test/support/practice.ts'],
  ['src-main/exchange/good.ts', '../claims/index.ts'],
  ['src-main/engine/process.ts', '../appeals/index.ts'],
  ['src-main/practice-payer/good.ts', '../x12/index.ts'],
  ['src-main/demo/good.ts', '../remittance/records.ts'],
  ['src-main/store/good.ts', '@signalapp/sqlcipher'],
  ['src-main/exchange/transports/good.ts', 'node:https'],
  ['src-main/exchange/transports/good-ssh.ts', 'ssh2'],
]

/** The other half of the circle. */
const halves: typeof allowed = [['src-main/charges/circle-two.ts', './circle-one.ts']]

/** What the files above import, and nothing else. */
const plain = [
  ...['practice', 'charges', 'claims', 'remittance', 'denials', 'appeals', 'exchange', 'exports', 'x12', 'practice-payer'].map(
    (room) => `src-main/${room}/index.ts`,
  ),
  'src-main/practice/records/tables.ts',
  'src-main/remittance/records.ts',
  'src-main/ledger/entries.ts',
  'src-main/exports/seal.ts',
  'src-main/store/open.ts',
  'src-renderer/app.ts',
  'src-shared/money.ts',
  'test/support/practice.ts',
]

const packages = { runtime: ['zod', 'kysely', '@signalapp/sqlcipher', 'ssh2'], development: ['electron', 'react', 'csv-parse'] }

let folder = ''
let found: ReadonlySet<string> = new Set()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-structure-'))
  await layOut(folder)
  const { options, forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration
  const { output } = await cruise(
    ['src-shared', 'src-main', 'src-renderer'],
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden: forbidden ?? [] } },
    options?.enhancedResolveOptions,
  )
  found = new Set((output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a deliberate breach is caught', () => {
  test.each(breaches)('%s: %s imports %s', (rule, file) => {
    expect(found).toContain(`${rule} ${file}`)
  })
})

test('what is allowed is not refused, and every rule has its breach', () => {
  expect(allowed.filter(([file]) => [...found].some((line) => line.endsWith(` ${file}`)))).toEqual([])
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration
  const broken = new Set(breaches.map(([rule]) => rule))
  // The rooms' rules come out of one table and share one shape, so not every room has a breach.
  const untried = (forbidden ?? []).map(({ name }) => name ?? '').filter((name) => !broken.has(name) && !name.startsWith('room-'))
  expect(untried).toEqual([])
})

test('every room of src-main has a rule', async () => {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration
  const ruled = new Set((forbidden ?? []).map(({ name }) => name))
  const entries = await readdir(join(import.meta.dirname, '../../src-main'), { withFileTypes: true })
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  // The demo may import everything.
  expect(rooms.filter((room) => room !== 'demo' && !ruled.has(`room-${room}`))).toEqual([])
})

async function layOut(root: string): Promise<void> {
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }
  const dependencies = (names: readonly string[]): object => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  await write(
    'package.json',
    JSON.stringify({ type: 'module', dependencies: dependencies(packages.runtime), devDependencies: dependencies(packages.development) }),
  )
  for (const name of Object.values(packages).flat()) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    await write(`node_modules/${name}/index.js`, '')
  }
  await write('resources/codes/places.json', '{}')
  for (const file of plain) await write(file, 'export const one = 1\n')
  for (const [file, imported] of [...allowed, ...halves, ...breaches.map(([, file, imported]) => [file, imported] as const)]) {
    await write(
      file,
      imported.startsWith('type:')
        ? `import type { one } from '${imported.slice(5)}'\nexport type One = typeof one\n`
        : `import '${imported}'\n`,
    )
  }
}
