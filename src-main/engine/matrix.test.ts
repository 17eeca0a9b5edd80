import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../src-shared/contract/access.ts'
import { contract, type Call, type Name } from '../../src-shared/contract/index.ts'
import { testEngine } from '../../test/support/engine.ts'
import { anInput, names } from '../../test/support/inputs.ts'
import { mayCall } from './gate.ts'
import { handlers } from './handlers.ts'
import { isKeeperCall } from './keeper-calls/index.ts'
import { storeCalls } from './store-calls.ts'

/*
 * Who may call what, as a table a person has read (src-main/access/matrix.txt), and the same asked of the engine itself. A new call without a row fails.
 */

const call = (name: Name): Call => contract[name]
const at = new Map<string, boolean>()
const key = (name: Name, role: Role, part2: boolean): string => `${name} ${role} ${String(part2)}`

const isGranted = (name: Name, role: Role, part2: boolean): boolean =>
  mayCall({ id: 1, name: 'Kim', role, part2, provider: null }, name, call(name))

/** `-` never, `y` always, `p` only with the grant for substance-use patients. */
const cell = (without: boolean, withGrant: boolean): string => (without && withGrant ? 'y' : withGrant ? 'p' : without ? '?' : '-')

function tableOf(may: (name: Name, role: Role, part2: boolean) => boolean): string {
  const head = ['call', 'locked', 'again', ...ROLES]
  const rows = names.map((name) => [
    name,
    call(name).closed ? 'y' : '-',
    call(name).confirm ? 'y' : '-',
    ...ROLES.map((role) => (call(name).closed ? 'y' : cell(may(name, role, false), may(name, role, true)))),
  ])
  return [head, ...rows]
    .map(([first = '', ...rest]) => `${first.padEnd(24)}${rest.map((one) => one.padEnd(10)).join('')}`.trimEnd())
    .join('\n')
}

const LEGEND = `Who may call what. A person has read every line of this table; a call that is not in it fails the tests.

  locked  works without an open store
  again   the passphrase must have been given again within five minutes
  -       never      y  always      p  only with the grant for substance-use patients

`

describe('the matrix', () => {
  it('PM-1 equals the table a person has read', async () => {
    const table = tableOf(isGranted)
    await expect(`${LEGEND}${table}\n`).toMatchFileSnapshot('../access/matrix.txt')
  })

  it('IP-3 has one handler for every call of the contract, and none besides', () => {
    const handled = [...Object.keys(storeCalls), ...names.filter(isKeeperCall), ...Object.keys(handlers)]
    expect(new Set(handled).size).toBe(handled.length)
    expect(handled.filter((name) => !Object.hasOwn(contract, name))).toEqual([])
    expect(names.filter((name) => !handled.includes(name))).toEqual([])
  })
})

describe('the engine, asked directly', () => {
  const engine = testEngine()
  beforeAll(() => engine.create())
  afterAll(() => engine.end())

  it('PM-2 refuses everything but what works without a store while none is open', async () => {
    await engine.ask('store.lock')
    const codes = new Map<Name, string>()
    for (const name of names.filter((one) => !call(one).closed)) codes.set(name, await engine.code(name, anInput(name)))
    expect([...codes].filter(([, code]) => code !== 'store.none')).toEqual([])
    expect(await engine.signIn()).toBe('ok')
  })

  it('PM-2 lets each role do exactly what the table says, at the engine', async () => {
    for (const role of ROLES)
      for (const part2 of [false, true]) {
        engine.become(role, part2)
        for (const name of names.filter((one) => !call(one).closed)) {
          // Long work with nothing to do is not begun here: the gate answers before it.
          const code = LONG.has(name) && isGranted(name, role, part2) ? 'ok' : await engine.code(name, anInput(name))
          at.set(key(name, role, part2), code !== 'access.denied')
        }
      }
    const table = tableOf((name, role, part2) => at.get(key(name, role, part2)) === true)
    const known = tableOf(isGranted)
    expect(table).toBe(known)
  }, 120_000)

  it('PM-2 takes a role away at once, in the middle of a sitting', async () => {
    engine.become('owner')
    expect(await engine.code('practice.get')).toBe('ok')
    engine.become('front')
    expect(await engine.code('claims.list', { view: { filters: [], sort: [] }, window: 0 })).toBe('access.denied')
    engine.become('owner')
  })
})

const LONG: ReadonlySet<Name> = new Set<Name>(['backup.make', 'backup.drill', 'backup.preview', 'backup.list'])
