import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import type { EventData, EventName } from './log-events.ts'
import { openLog, readLog } from './log.ts'

const key = randomBytes(32)
const now = (): string => '2026-11-19T09:30:00.000Z'
const NAME = 'Okafor'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const files = (): string[] => readdirSync(join(folder, 'log')).sort()
const file = (n: number): string => join(folder, 'log', `${n}`)

describe('the log of a store', () => {
  it('gives back what was written, across sittings, to who has the key', () => {
    for (const tries of [1, 2]) {
      const log = openLog(folder, key, now)
      expect(log.event('sign-in.failed', { user: tries, tries })).toBe(true)
      expect(log.event('call.refused', { call: 'claims.send', code: 'claim.none', ms: 4 })).toBe(true)
      log.close()
    }
    const { events, damaged } = readLog(folder, key)
    expect(events.map(({ n, is, data }) => [n, is, data])).toEqual([
      [0, 'sign-in.failed', { user: 1, tries: 1 }],
      [1, 'call.refused', { call: 'claims.send', code: 'claim.none', ms: 4 }],
      [0, 'sign-in.failed', { user: 2, tries: 2 }],
      [1, 'call.refused', { call: 'claims.send', code: 'claim.none', ms: 4 }],
    ])
    expect(damaged).toBe(0)
    expect(readLog(folder, randomBytes(32))).toEqual({ events: [], damaged: 4 })
  })

  it('is no text on the disk, and for its owner only', () => {
    const log = openLog(folder, key, now)
    log.event('call.slow', { call: 'claims.list', ms: 1200 })
    log.close()
    expect(readFileSync(file(0), 'utf8')).not.toMatch(/claims|2026|slow/)
    expect((statSync(file(0)).mode & 0o777).toString(8)).toBe('600')
    expect((statSync(join(folder, 'log')).mode & 0o777).toString(8)).toBe('700')
  })

  it('keeps five files and lets the oldest go', () => {
    const log = openLog(folder, key, now, 2000)
    for (let n = 1; n <= 200; n++) log.event('call.slow', { call: 'claims.list', ms: n })
    log.close()
    expect(files()).toEqual(['0', '1', '2', '3', '4'])
    expect(Math.max(...files().map((name) => statSync(join(folder, 'log', name)).size))).toBeLessThan(2300)
    const { events, damaged } = readLog(folder, key)
    const numbers = events.map(({ n }) => n)
    expect(damaged).toBe(0)
    expect(numbers.at(-1)).toBe(199)
    expect(numbers).toEqual(Array.from(numbers, (_, at) => 200 - numbers.length + at))
    expect(numbers.length).toBeGreaterThan(30)
    expect(numbers.length).toBeLessThan(200)
  })

  it('loses a damaged line and no other', () => {
    const log = openLog(folder, key, now)
    for (let n = 1; n <= 10; n++) log.event('call.slow', { call: 'claims.list', ms: n })
    log.close()
    const bytes = readFileSync(file(0))
    bytes[Math.floor(bytes.length / 2)] = bytes[Math.floor(bytes.length / 2)] === 0x41 ? 0x42 : 0x41
    writeFileSync(file(0), bytes)
    expect(readLog(folder, key)).toMatchObject({ damaged: 1, events: { length: 9 } })
    // Torn in the middle of the last line, as by a crash.
    truncateSync(file(0), bytes.length - 20)
    const next = openLog(folder, key, now)
    next.event('store.closed', {})
    next.close()
    const { events, damaged } = readLog(folder, key)
    expect([events.length, damaged, events.at(-1)?.is]).toEqual([9, 2, 'store.closed'])
    appendFileSync(file(0), 'not base64 !\n')
    expect(readLog(folder, key).damaged).toBe(3)
  })

  it('fails nobody where it cannot be written', () => {
    writeFileSync(join(folder, 'log'), '')
    const log = openLog(folder, key, now)
    expect(log.event('store.closed', {})).toBe(false)
    expect(log.incident('0123-4567', new Error(NAME))).toBe(false)
    expect(() => log.close()).not.toThrow()
  })
})

describe('nothing that was written by a person can be logged', () => {
  type Texts = {
    [N in EventName]: { [F in keyof EventData<N>]: string extends EventData<N>[F] ? F : never }[keyof EventData<N>]
  }[EventName]

  it('has no field of any event that takes a text', () => {
    expectTypeOf<Texts>().toBeNever()
    const log = openLog(folder, key, now)
    // @ts-expect-error a text in the place of a code does not compile
    expect(log.event('call.refused', { call: 'claims.get', code: NAME, ms: 1 })).toBe(false)
    log.close()
  })

  it('refuses what the schema does not know, and logs that it did', () => {
    const log = openLog(folder, key, now)
    const any = log.event as (name: string, data: object) => boolean
    const bad: readonly (readonly [string, object])[] = [
      ['sign-in.failed', { user: 1, tries: NAME }],
      ['sign-in.failed', { user: 1, tries: 1, name: NAME }],
      ['sign-in.failed', { user: 1, tries: 1.5 }],
      ['call.refused', { call: NAME, code: 'busy', ms: 1 }],
      [NAME, {}],
      ['incident', { incident: '0123-4567', error: 'Error', frames: [NAME] }],
      ['toString', {}],
    ]
    expect(bad.filter(([name, data]) => any(name, data))).toEqual([])
    log.close()
    const { events } = readLog(folder, key)
    expect(events.map(({ is }) => is)).toEqual(bad.map(() => 'log.refused'))
    expect(JSON.stringify(events)).not.toContain(NAME)
  })

  it('tells of a bug its number, its kind and our own lines, whatever its message and name', () => {
    const log = openLog(folder, key, now)
    const plain = new TypeError(`src-main/${NAME}/a.ts:1 in ${NAME}\n    at ${NAME} (/x/src-main/${NAME}/b.ts:2:3)`)
    const named = Object.assign(new Error(''), { name: NAME })
    const faked = Object.assign(new Error('x'), {
      stack: `x\n    at f (/x/src-main/${NAME} ${NAME}/a.ts:1:2)\n    at /x/out/main/chunks/a-b_1.js:7:9`,
    })
    for (const error of [plain, named, faked, NAME, undefined]) log.incident('0A1B-2C3D', error)
    expect(log.incident(NAME, plain)).toBe(false)
    log.close()
    const { events } = readLog(folder, key)
    const told = events.map(({ data }) => data as { error: string; frames: string[] })
    expect(told.map(({ error }) => error)).toEqual(['TypeError', 'other', 'Error', 'other', 'other'])
    expect(told[0]?.frames[0]).toMatch(/^src-main\/store\/log\.test\.ts:\d+$/)
    expect(told[2]?.frames).toEqual(['out/main/chunks/a-b_1.js:7'])
    expect(JSON.stringify(events)).not.toContain(NAME)
  })
})
