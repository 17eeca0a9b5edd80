import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testPrinter } from '../../../test/support/paper.ts'
import { testClock } from '../../../test/support/practice.ts'
import { newPractice, practiceOf } from '../../practice/index.ts'
import { createStore, LEAST, Lists, openStore, recoverStore, type OpenStore, type QueryWork } from '../../store/index.ts'
import { allFiles } from '../files.ts'
import type { Keeper } from '../keeper.ts'
import { newSeat } from '../seat.ts'
import { keyCalls } from './keys.ts'

const PASSPHRASE = 'seven quiet herons at dusk'
const NEXT = 'nine tame larks sing'
const keys = { cost: LEAST }

let home = ''
let store: OpenStore
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'parity-keeper-'))
  store = createStore(folder(), 'Dana', PASSPHRASE, (book) => book.write((db) => newPractice(db, null)), keys)
})
afterEach(() => {
  store.close()
  rmSync(home, { recursive: true, force: true })
})
const folder = (): string => join(home, 'A.parity')

/** A sitting as the engine keeps it: what a call hands to `keep` is what the next call works with. */
function keeper(): Keeper {
  const user = { id: 1, name: 'Dana', role: 'owner' as const, part2: true, provider: null }
  const clock = testClock()
  return {
    clock,
    version: '0.1.0',
    home,
    printer: testPrinter(),
    tell: () => undefined,
    incident: () => undefined,
    strict: true,
    keys,
    store,
    user,
    seat: newSeat(store, clock, null),
    confirmed: () => clock.now(),
    resumed: () => undefined,
    files: allFiles(),
    read: (body) => store.book.read<unknown>((db) => body({ db, clock, user, lists: new Lists() } satisfies QueryWork)) as never,
    write: () => {
      throw new Error('Keys write no rows')
    },
    keep: (next) => {
      store.close()
      store = next
    },
    progress: () => undefined,
    stopped: () => false,
  }
}

describe('the calls about keys', () => {
  it('change one’s own passphrase, and the sitting goes on', () => {
    expect(() => keyCalls['keys.passphrase'](keeper(), { old: NEXT, new: 'six words that are new here' })).toThrow('store.passphrase')
    expect(() => keyCalls['keys.passphrase'](keeper(), { old: PASSPHRASE, new: 'New practice 2026' })).toThrow('store.passphrase.common')
    expect(keyCalls['keys.passphrase'](keeper(), { old: PASSPHRASE, new: NEXT })).toEqual({})
    expect(store.book.read((db) => newPracticeIs(db))).toBe(true)
    store.close()
    expect(() => openStore(folder(), 'Dana', PASSPHRASE, keys)).toThrow('store.passphrase')
    store = openStore(folder(), 'Dana', NEXT, keys)
  })

  it('draw a recovery key that counts once two groups were typed back, and opens the store', async () => {
    expect(() => keyCalls['keys.confirmRecovery'](keeper(), { groups: ['0000', '0000'] })).toThrow('record.missing')
    const { key, ask } = await keyCalls['keys.recovery'](keeper(), {})
    const groups = ask.map((n) => (key.split('-')[n - 1] ?? '').toLowerCase()) as [string, string]
    expect(() => keyCalls['keys.confirmRecovery'](keeper(), { groups: [groups[0], 'no'] })).toThrow('keys.recovery.wrong')
    expect(store.recoveryConfirmed).toBe(false)
    await keyCalls['keys.confirmRecovery'](keeper(), { groups })
    expect(store.recoveryConfirmed).toBe(true)
    expect(() => keyCalls['keys.confirmRecovery'](keeper(), { groups })).toThrow('record.missing')
    store.close()
    store = recoverStore(folder(), key, 'Dana', NEXT, keys)
    expect(store.ring.generation).toBe(2)
  })

  it('give the store a new key, and the sitting goes on in the new book', async () => {
    expect(await keyCalls['keys.rotate'](keeper(), { reason: 'yearly' })).toEqual({ generation: 2 })
    expect(await keyCalls['keys.rotate'](keeper(), { reason: 'again' })).toEqual({ generation: 3 })
    expect(store.book.read((db) => newPracticeIs(db))).toBe(true)
    expect(store.book.path).toMatch(/book-3\.db$/)
  })
})

const newPracticeIs = (db: QueryWork['db']): boolean => practiceOf(db)?.name === 'New practice'
