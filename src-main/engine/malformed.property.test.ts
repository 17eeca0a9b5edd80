import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract, type Call, type Name } from '../../src-shared/contract/index.ts'
import { testEngine } from '../../test/support/engine.ts'
import { anInput, names } from '../../test/support/inputs.ts'
import { tables } from '../store/index.ts'

/*
 * IP-1: whatever a window that was taken over sends, the answer is a typed refusal, and nothing is changed. Random payloads are of a fixed seed; the full
 * number of them is `RUNS=1000`.
 */

const RUNS = parseInt(process.env['RUNS'] ?? '12', 10)
const SEED = 20_261_122

const deep = (depth: number): unknown => {
  let value: unknown = {}
  for (let n = 0; n < depth; n++) value = { a: value }
  return value
}
const round: Record<string, unknown> = {}
round['self'] = round
const getter = Object.defineProperty({}, 'id', {
  enumerable: true,
  get: () => {
    throw new Error('looked at')
  },
})
const polluting = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":1}') as unknown
const BIG = 'x'.repeat(10_000_000)
const TOO_LONG = 'x'.repeat(1_100_000)

/** Values that are no input of anything. */
const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -0,
  1.5,
  NaN,
  Infinity,
  -Infinity,
  2 ** 53 + 1,
  10n,
  '',
  'id',
  '\uD800',
  '\u0000',
  '{"id":1}',
  BIG,
  [],
  [[]],
  [null],
  [{ id: 1 }],
  new Date(0),
  new Map([['id', 1]]),
  new Set([1]),
  new Uint8Array(8),
  new Float64Array(2),
  new ArrayBuffer(8),
  () => 1,
  Symbol('id'),
  new Error('x'),
  /x/u,
  Promise.resolve(1),
  round,
  getter,
  polluting,
  deep(50),
  deep(10_000),
  Object.create({ id: 1 }),
  Object.assign(Object.create(null) as object, { surplus: 1 }),
]

/** Each field of a good input, spoilt in each way. */
function spoilt(name: Name): unknown[] {
  const good = anInput(name) as Record<string, unknown>
  const properties = Object.keys(
    (z.toJSONSchema(contract[name].input, { io: 'input', unrepresentable: 'any' })['properties'] ?? {}) as object,
  )
  const bad: readonly unknown[] = [
    null,
    NaN,
    -0.5,
    2 ** 53 + 1,
    1e300,
    '\uD800',
    TOO_LONG,
    { toString: 1 },
    [[[]]],
    polluting,
    getter,
    true,
    -1,
    [],
  ]
  return [
    { ...good, surplus: 1 },
    JSON.parse(`{"__proto__":{"polluted":true},${JSON.stringify(good).slice(1)}`.replace(',}', '}')),
    ...properties.flatMap((field) => {
      const { [field]: _, ...others } = good
      return [others, ...bad.map((value) => ({ ...others, [field]: value }))]
    }),
  ]
}

describe('a malformed call', () => {
  const at = testEngine()
  beforeAll(() => at.create())
  afterAll(() => at.end())

  const isGood = (call: Call, value: unknown): boolean => {
    try {
      return call.input.safeParse(value).success
    } catch {
      return false
    }
  }
  const schema = tables<Record<string, { name: string; type: string }>>()
  const counts = (): unknown =>
    at.store().book.read((db) => {
      const all = db.all(schema.selectFrom('sqlite_master').select('name').where('type', '=', 'table')) as { name: string }[]
      return all
        .filter(({ name }) => name !== 'audit' && !name.startsWith('sqlite_') && !name.includes('_search'))
        .map(({ name }) => [name, db.all(schema.selectFrom(name).selectAll()).length])
    })

  it('IP-1 is refused with a typed problem, quickly, and changes nothing', async () => {
    const before = { rows: counts(), prototype: Object.getOwnPropertyNames(Object.prototype).sort(), head: at.head() }
    let tried = 0
    const slow: string[] = []
    const wrong: string[] = []
    const random = fc.sample(
      fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true, maxDepth: 3 }),
      {
        numRuns: RUNS,
        seed: SEED,
      },
    )
    for (const name of names)
      for (const [n, payload] of [...STRANGE, ...spoilt(name), ...random].entries()) {
        if (isGood(contract[name], payload)) continue
        const began = performance.now()
        const answer = await at.ask(name, payload)
        tried++
        if (performance.now() - began > 250) slow.push(`${name} ${n}`)
        if (answer.ok || answer.problem.code !== 'input.invalid') wrong.push(`${name} ${n} ${answer.ok ? 'ok' : answer.problem.code}`)
      }
    expect(wrong).toEqual([])
    expect(slow.length).toBeLessThan(5)
    expect(tried).toBeGreaterThan(names.length * 45)
    expect(at.incidents).toEqual([])
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before.prototype)
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
    expect(counts()).toEqual(before.rows)
    // The log says that something was refused, once for each call and minute.
    const added = at.rows(before.head)
    expect(added.every((row) => row.kind === 'refusal' && row.code === 'input.invalid')).toBe(true)
    expect(added.length).toBeLessThanOrEqual(names.length)
    expect(await at.code('practice.get')).toBe('ok')
  }, 180_000)

  it('IP-1 is told from a good one: the inputs that were spoilt are taken as they were', () => {
    expect(names.filter((name) => !isGood(contract[name], anInput(name)))).toEqual([])
  })
})
