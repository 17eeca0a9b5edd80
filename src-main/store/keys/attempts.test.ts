import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refuse, Trouble } from '../trouble.ts'
import { forgetAttempts, shutPeople, tryPassphrase, waitAfter, type Time } from './attempts.ts'

const PEOPLE = [
  { id: 1, name: 'Dana' },
  { id: 2, name: 'Marisol' },
]
let folder = ''
let wall = 0
let up = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parity-attempts-'))
  wall = Date.UTC(2026, 10, 19)
  up = 1_000_000
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const time: Time = { wall: () => wall, up: () => up }
const pass = (ms: number): void => {
  wall += ms
  up += ms
}

/** What a trial answers: `in`, or the code with its fix. Nothing is kept in memory between two, so each is also a restart. */
function trial(name: string, isRight: boolean, isSignIn = true): string {
  try {
    tryPassphrase({ folder, store: 'a store', name, people: PEOPLE, time, isSignIn }, () => (isRight ? 'in' : refuse('store.passphrase')))
    return 'in'
  } catch (error) {
    return error instanceof Trouble ? `${error.problem.code} ${error.problem.fix ?? ''}`.trim() : String(error)
  }
}
const wrong = (name: string, times: number): void => {
  for (let n = 0; n < times; n++) {
    trial(name, false)
    pass(901_000)
  }
}

describe('wrong passphrases', () => {
  it('may be two, then make one wait, longer each time, up to a quarter of an hour', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 12, 13, 99].map(waitAfter)).toEqual([0, 0, 0, 1, 2, 4, 8, 512, 900, 900])
    expect([trial('Dana', false), trial('Dana', false), trial('Dana', false)]).toEqual(Array(3).fill('store.passphrase'))
    expect(trial('Dana', true)).toBe('access.wait Try again in 1 second.')
    pass(999)
    expect(trial('Dana', true)).toBe('access.wait Try again in 1 second.')
    pass(1)
    expect(trial('Dana', false)).toBe('store.passphrase')
    expect(trial('Dana', true)).toBe('access.wait Try again in 2 seconds.')
    pass(2000)
    expect(trial('Dana', true)).toBe('in')
    expect(trial('Dana', false)).toBe('store.passphrase')
    expect(trial('Dana', true)).toBe('in')
  })

  it('are counted for each person, and for a name nobody has just the same', () => {
    for (const name of ['Dana', 'Nobody']) {
      wrong(name, 3)
      expect(trial(name, false)).toBe('store.passphrase')
      expect(trial(name, false)).toBe('access.wait Try again in 2 seconds.')
    }
    expect(trial('Marisol', true)).toBe('in')
  })

  it('a hundred in a row shut a person out until an owner gives new words', () => {
    for (const name of ['Dana', 'Nobody']) {
      wrong(name, 100)
      expect(trial(name, true)).toBe('access.shut')
    }
    expect(shutPeople(folder)).toEqual([1])
    forgetAttempts(folder, 1)
    expect(shutPeople(folder)).toEqual([])
    expect(trial('Dana', true)).toBe('in')
  })

  it('are told at the next sign-in, and a passphrase asked for again does not hide them', () => {
    const run = (isSignIn: boolean) =>
      tryPassphrase({ folder, store: 'a store', name: 'Marisol', people: PEOPLE, time, isSignIn }, () => 0).failures
    expect(run(true)).toBeNull()
    wrong('Dana', 2)
    trial('Nobody', false)
    const failures = { count: 3, last: new Date(wall).toISOString() }
    expect(run(false)).toEqual(failures)
    expect(run(true)).toEqual(failures)
    expect(run(true)).toBeNull()
  })

  it('count before they are tried: ending the program in the middle undoes nothing', () => {
    const files: string[] = []
    tryPassphrase({ folder, store: 'a store', name: 'Dana', people: PEOPLE, time, isSignIn: true }, () =>
      files.push(readFileSync(join(folder, 'attempts.json'), 'utf8')),
    )
    expect(JSON.parse(files[0] ?? '')).toMatchObject({ names: { 1: { failures: 1 } } })
    expect(JSON.parse(readFileSync(join(folder, 'attempts.json'), 'utf8'))).toMatchObject({ names: {}, since: null })
  })

  it('do not count when something else was wrong, and leave no name and nothing of a passphrase on the disk', () => {
    const spoilt = () =>
      tryPassphrase({ folder, store: 'a store', name: 'Dana', people: PEOPLE, time, isSignIn: true }, () => refuse('store.keys'))
    for (let n = 0; n < 5; n++) expect(spoilt).toThrow('store.keys')
    trial('a quiet river in fall', false)
    const text = readFileSync(join(folder, 'attempts.json'), 'utf8')
    expect(text).not.toMatch(/Dana|quiet/)
    expect(Object.keys((JSON.parse(text) as { names: object }).names)).toEqual([expect.stringMatching(/^\?[0-9a-f]{4}$/)])
  })

  it('a spoilt file counts as none, and is written whole again', () => {
    writeFileSync(join(folder, 'attempts.json'), '{"names":{"1":{"failures":-5}}}')
    expect(trial('Dana', false)).toBe('store.passphrase')
    expect(JSON.parse(readFileSync(join(folder, 'attempts.json'), 'utf8'))).toMatchObject({ names: { 1: { failures: 1 } } })
  })

  it('KY-8 the wait survives a restart of Parity', () => {
    for (let failures = 3; failures < 23; failures++) {
      wrong('Dana', failures - (failures === 3 ? 0 : failures - 1))
      trial('Dana', false)
      expect(trial('Dana', true)).toMatch(/^access\.wait/)
    }
  })

  it('KY-8 a clock set back does not shorten the wait, nor make it longer than it was', () => {
    for (let failures = 3; failures < 13; failures++) {
      const name = `Person ${failures}`
      wrong(name, failures - 1)
      trial(name, false)
      const wait = waitAfter(failures)
      wall -= 86_400_000 * failures
      expect(trial(name, true)).toBe(`access.wait Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`)
      pass(wait * 1000 - 1)
      expect(trial(name, true)).toMatch(/^access\.wait/)
      pass(1)
      expect(trial(name, true)).toBe('in')
    }
  })

  it('KY-8 a clock set forward does not shorten it either, while the machine runs on', () => {
    for (let failures = 3; failures < 13; failures++) {
      const name = `Person ${failures}`
      wrong(name, failures - 1)
      trial(name, false)
      wall += 86_400_000 * failures
      expect(trial(name, true)).toMatch(/^access\.wait/)
      up += waitAfter(failures) * 1000
      expect(trial(name, true)).toBe('in')
    }
  })

  it('KY-8 a machine started anew counts by its clock', () => {
    wrong('Dana', 9)
    trial('Dana', false)
    up = 5000
    wall += 60_000
    expect(trial('Dana', true)).toBe('access.wait Try again in 68 seconds.')
    wall += 68_000
    expect(trial('Dana', true)).toBe('in')
  })
})
