import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message, Output } from '../../src-shared/contract/index.ts'
import { testPrinter } from '../../test/support/paper.ts'
import { CLINICIAN, SETUP, testClock } from '../../test/support/practice.ts'
import { LEAST, readLog } from '../store/index.ts'
import { filesKey, parseRing, unlock } from '../store/keys/ring.ts'
import { Engine, type Answer, type Caller } from './dispatch.ts'
import { allFiles } from './files.ts'

const PASSPHRASE = 'seven quiet herons at dusk'
const caller: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }

let home = ''
let told: Message[] = []
let incidents: string[] = []
let clock = testClock()
let engine = made()

function made(): Engine {
  return new Engine({
    clock,
    version: '0.1.0',
    home,
    keys: { cost: LEAST },
    printer: testPrinter(),
    tell: (message) => void told.push(message),
    incident: (number) => void incidents.push(number),
    strict: true,
  })
}
const call = (name: string, input: unknown = {}, key?: string): Promise<Answer> =>
  engine.call(name, input, caller, key === undefined ? {} : { key })
const value = async <T>(answer: Promise<Answer>): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.problem.code)
  return given.value as T
}
const refusal = async (answer: Promise<Answer>): Promise<string> => {
  const given = await answer
  return given.ok ? 'ok' : given.problem.code
}
const folder = (): string => join(home, 'Cedar.parity')
const create = (): Promise<Answer> => call('store.create', { folder: folder(), user: 'Dana', passphrase: PASSPHRASE, practice: SETUP })

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parity-engine-'))
  told = []
  incidents = []
  clock = testClock()
  engine = made()
})
afterEach(() => {
  engine.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a call', () => {
  it('is refused when there is none of its name, its input is not right, or no store is open', async () => {
    expect(await refusal(call('no.such'))).toBe('input.invalid')
    expect(await refusal(call('toString'))).toBe('input.invalid')
    expect(await refusal(call('claims.get', { id: 'one' }))).toBe('input.invalid')
    expect(await refusal(call('claims.get', { id: 1 }))).toBe('store.none')
  })

  it('names the field of an input that is not right, and never its value', async () => {
    await create()
    const answer = await call('providers.save', { ...CLINICIAN, npi: '1987654321' })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'input.invalid', at: { field: 'npi' } } })
    expect(JSON.stringify(answer)).not.toContain('1987654321')
  })

  it('made with a key has its effect once, and gives the same answer again', async () => {
    await create()
    const fee = { code: '90834', starts: '2026-01-01', cents: 14_000 }
    expect(await call('providers.save', CLINICIAN, 'k1')).toEqual(await call('providers.save', CLINICIAN, 'k1'))
    expect(await value<Output<'providers.list'>>(call('providers.list'))).toHaveLength(1)
    expect(await refusal(call('providers.save', { ...CLINICIAN, last: 'Bellamy' }, 'k1'))).toBe('record.changed')
    expect(await refusal(call('fees.save', fee, 'k1'))).toBe('record.changed')
  })

  it('keeps its promise after a crash: the key is known to the next sitting', async () => {
    await create()
    const patient = {
      id: null,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      born: '1990-05-19',
      sex: 'F',
      address: { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
      phone: null,
      diagnoses: ['F41.1'],
      coverages: [],
    }
    const first = await call('patients.save', patient, 'form-1')
    engine.close()
    engine = made()
    await call('store.open', { folder: folder(), passphrase: PASSPHRASE })
    expect(await call('patients.save', patient, 'form-1')).toEqual(first)
  })

  it('tells windows what changed by topic, only when it succeeded', async () => {
    await create()
    told = []
    await call('fees.save', { code: '90834', starts: '2026-01-01', cents: 14_000 })
    expect(told).toMatchObject([{ t: 'event', topic: 'practice' }])
    told = []
    await call('rates.save', { payer: 99, code: '90834', starts: '2026-01-01', cents: 1 })
    expect(told).toEqual([])
  })
})

describe('a store', () => {
  it('is made, locked, and opened again by its passphrase alone', async () => {
    expect(await value<Output<'store.status'>>(create())).toMatchObject({ state: 'open', practice: { name: SETUP.name, isSample: false } })
    await call('store.lock')
    expect(await refusal(call('claims.get', { id: 1 }))).toBe('store.none')
    expect(await refusal(call('store.open', { folder: folder(), passphrase: 'seven quiet herons at dawn' }))).toBe('store.passphrase')
    expect(await refusal(call('store.open', { folder: folder(), passphrase: PASSPHRASE }))).toBe('ok')
    expect(await refusal(call('store.create', { folder: folder(), user: 'Dana', passphrase: PASSPHRASE }))).toBe('store.exists')
    expect(await refusal(call('store.create', { folder: join(home, 'B.parity'), user: 'Dana', passphrase: 'short' }))).toMatch(
      /store\.passphrase\.short|input\.invalid/,
    )
  })

  it('leaves nothing readable in any file it writes', async () => {
    await create()
    await call('patients.save', {
      id: null,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      born: '1990-05-19',
      sex: 'F',
      address: { line1: '12 Oak Avenue', line2: null, city: 'Fairmont', state: 'OH', zip: '44000' },
      phone: null,
      diagnoses: ['F41.1'],
      coverages: [],
    })
    const written = (at: string): Buffer[] =>
      readdirSync(at).flatMap((name) => {
        const path = join(at, name)
        return statSync(path).isDirectory() ? written(path) : [readFileSync(path)]
      })
    // While it is open, with its write-ahead log, and after it was closed.
    const open = written(home)
    engine.close()
    for (const bytes of [...open, ...written(home)]) {
      const text = bytes.toString('latin1')
      for (const secret of ['Quintero', 'Marisol', 'F41.1', '1990-05-19', 'Cedar Hollow', 'SQLite format', PASSPHRASE])
        expect(text).not.toContain(secret)
    }
  })

  it('marks claims without an answer when a new day begins, at the first call of it', async () => {
    clock.set('2026-11-02')
    await call('store.sample', {})
    // The sample lives up to the day it is made on; a month later what was on its way is silent.
    const view = (statuses: readonly string[]) => ({ filters: [{ is: 'any', field: 'status', of: statuses }], sort: [] })
    const sent = async (...statuses: string[]): Promise<number> =>
      (await value<Output<'claims.totals'>>(call('claims.totals', { view: view(statuses) }))).total
    const waits = ['sent', 'received', 'accepted']
    const [waiting, silent] = [await sent(...waits), await sent('silent')]
    expect(waiting).toBeGreaterThan(0)
    clock.set('2026-12-02')
    const heard = await sent(...waits)
    expect([heard < waiting, (await sent('silent')) + heard]).toEqual([true, silent + waiting])
    // Of the others a remittance is here, and waits to be posted.
    const { rows } = await value<Output<'claims.list'>>(call('claims.list', { view: view(waits), window: 0 }))
    const steps = await Promise.all(rows.map(async ({ id }) => (await value<Output<'claims.get'>>(call('claims.get', { id }))).next.action))
    expect(new Set(steps)).toEqual(new Set(['open-remittance']))
  }, 120_000)
})

describe('the log of the store', () => {
  it('has what was refused and where a bug was met, and nothing of what was asked', async () => {
    await create()
    await call('claims.get', { id: 77 })
    await call('views.save', { screen: 'claims', name: 'Okafor', view: { filters: [], sort: [] } })
    vi.spyOn(clock, 'now').mockImplementationOnce(() => {
      throw new TypeError('Okafor')
    })
    const wrong = await call('drafts.keep', { key: 'note', json: '"Okafor"' }, 'one')
    engine.close()
    const ring = parseRing(readFileSync(join(folder(), 'keys.json'), 'utf8'))
    const { events: all, damaged } = readLog(folder(), filesKey(unlock(ring, 'Dana', PASSPHRASE).storeKey, ring.generation))
    // A busy machine may be slow over any call.
    const events = all.filter(({ is }) => is !== 'call.slow')
    expect(wrong).toMatchObject({ ok: false, problem: { code: 'internal', incident: incidents[0] } })
    expect(damaged).toBe(0)
    expect(events.map(({ is }) => is)).toEqual(['store.opened', 'call.refused', 'incident', 'call.refused', 'store.closed'])
    expect(events[1]?.data).toMatchObject({ call: 'claims.get', code: 'record.missing' })
    expect(events[2]?.data).toMatchObject({ incident: incidents[0], error: 'TypeError' })
    expect(JSON.stringify(events)).not.toContain('Okafor')
  })
})
