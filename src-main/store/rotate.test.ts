import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Argon2 from '@node-rs/argon2'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addSlot,
  changePassphrase,
  checkCopy,
  confirmRecovery,
  copyBook,
  createStore,
  LEAST,
  newRecovery,
  openStore,
  recoverStore,
  removeSlot,
  rotate,
  usersOf,
  type KeyOptions,
  type OpenStore,
} from './index.ts'
import { groupOf } from './keys/recovery.ts'
import { openDatabase } from './database.ts'
import type { RingOne } from './keys/ring-one.ts'

// The true Argon2id, which computes the same thing once only: many copies of one folder are opened here.
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const { hashRawSync } = await importOriginal<typeof Argon2>()
  const known = new Map<string, Buffer>()
  return {
    hashRawSync: (text: string, options: Argon2.Options) => {
      const all = JSON.stringify([text, options])
      const found = known.get(all) ?? hashRawSync(text, options)
      known.set(all, found)
      return found
    },
  }
})

const O = { cost: LEAST }
const PASSPHRASE = 'a quiet river in fall'
const MARISOL = 'five loud geese in may'
const LEAVER = 'nine tame larks sing'
const project = join(import.meta.dirname, '../..')
const released = join(project, 'test/fixtures/stores')

let root = ''
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'parity-rotate-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

type Fixture = { readonly user: string; readonly passphrase: string; readonly counts: Readonly<Record<string, number>> }
const fixture = JSON.parse(readFileSync(join(released, '0.1.0.json'), 'utf8')) as Fixture

/** A store of 0.1.0, with three people more and a recovery key. */
function peopled(folder: string): string {
  cpSync(join(released, '0.1.0.parity'), folder, { recursive: true })
  let store = openStore(folder, fixture.user, fixture.passphrase, O)
  store = addSlot(store, { id: 2, name: 'Dana', isEmergency: false }, PASSPHRASE, O)
  store = addSlot(store, { id: 3, name: 'Marisol', isEmergency: false }, MARISOL, O)
  store = addSlot(store, { id: 4, name: 'Leaver', isEmergency: false }, LEAVER, O)
  const { key, ask, pending } = newRecovery(store)
  confirmRecovery(store, pending, [groupOf(key, ask[0]), groupOf(key, ask[1])]).close()
  return key
}

const opens = (folder: string, name: string, words: string): string => {
  try {
    const store = openStore(folder, name, words, O)
    const held = countsOf(store)
    store.close()
    return held
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
/** Rows of every table 0.1.0 knew, but for the sittings. */
const countsOf = ({ book }: OpenStore): string =>
  book.whole((database) =>
    JSON.stringify(
      Object.keys(fixture.counts)
        .filter((table) => table !== 'sitting')
        .map((table) => [table, (database.prepare(`select count(*) as rows from "${table}"`).get() as { rows: number }).rows]),
    ),
  )
const WHOLE = JSON.stringify(Object.entries(fixture.counts).filter(([table]) => table !== 'sitting'))
const books = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /partial|pending|^book/.test(name) && !/-(wal|shm)$/.test(name))

describe('a store of 0.1.0', () => {
  it('opens, gets a ring of today at the first sign-in, and keeps everything it holds', () => {
    const folder = join(root, 'A.parity')
    cpSync(join(released, '0.1.0.parity'), folder, { recursive: true })
    const ring = () => readFileSync(join(folder, 'keys.json'), 'utf8')
    const before = ring()
    expect(usersOf(folder)).toEqual([{ id: 1, name: fixture.user, isEmergency: false }])
    expect(opens(folder, fixture.user, PASSPHRASE)).toBe('store.passphrase')
    expect(ring()).toBe(before)
    const changed = JSON.parse(before) as RingOne
    writeFileSync(
      join(folder, 'keys.json'),
      JSON.stringify({ ...changed, slots: [{ ...changed.slots[0], user: { ...changed.slots[0].user, role: 'biller' } }] }),
    )
    expect(opens(folder, fixture.user, fixture.passphrase)).toBe('store.keys')
    writeFileSync(join(folder, 'keys.json'), before)
    expect(opens(folder, fixture.user, fixture.passphrase)).toBe(WHOLE)
    expect(ring()).toContain('parity-keys-2')
    expect(opens(folder, fixture.user, fixture.passphrase)).toBe(WHOLE)
    expect(usersOf(folder)).toEqual([{ id: 1, name: fixture.user, isEmergency: false }])
  })
})

describe('a copy of the book', () => {
  it('under another key is the same book: version, schema, rows; and a copy that is not is refused', () => {
    const folder = join(root, 'A.parity')
    cpSync(join(released, '0.1.0.parity'), folder, { recursive: true })
    const { book, close } = openStore(folder, undefined, fixture.passphrase, O)
    const [path, key] = [join(root, 'copy.db'), 'ab'.repeat(32)]
    copyBook(book, path, key)
    checkCopy(book, path, key)
    expect(() => openDatabase(path, 'cd'.repeat(32))).toThrow('store.damaged')
    const copy = openDatabase(path, key)
    const shape = () => [copy.pragma('user_version', { simple: true }), copy.pragma('application_id', { simple: true })]
    expect(shape()).toEqual(
      book.whole((database) => ['user_version', 'application_id'].map((name) => database.pragma(name, { simple: true }))),
    )
    copy.exec('insert into sitting default values')
    copy.close()
    expect(() => checkCopy(book, path, key)).toThrow('store.damaged')
    expect(() => copyBook(book, join(root, 'no', 'such', 'folder.db'), key)).toThrow('unable to open')
    expect(existsSync(join(root, 'no'))).toBe(false)
    close()
  })
})

describe('opening', () => {
  it('makes a slot that was shut more cheaply than today anew, and leaves a dear one as it is', () => {
    const folder = join(root, 'A.parity')
    createStore(folder, 'Dana', PASSPHRASE, () => undefined, O).close()
    const slot = () =>
      (JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as { slots: { kdf: { memoryKiB: number; salt: string } }[] }).slots[0]
        ?.kdf
    const cheap = slot()
    openStore(folder, 'Dana', PASSPHRASE, O).close()
    expect(slot()).toEqual(cheap)
    const dearer = { cost: { ...LEAST, memoryKiB: 81_920 } as typeof LEAST }
    openStore(folder, 'Dana', PASSPHRASE, dearer).close()
    expect(slot()).toMatchObject({ memoryKiB: 81_920 })
    openStore(folder, 'Dana', PASSPHRASE, O).close()
    expect(slot()).toMatchObject({ memoryKiB: 81_920 })
    createStore(join(root, 'B.parity'), 'Dana', PASSPHRASE, () => undefined, { cost: { alg: 'pbkdf2-sha256', rounds: 600_000 } }).close()
    openStore(join(root, 'B.parity'), 'Dana', PASSPHRASE, O).close()
    expect(() => openStore(join(root, 'B.parity'), 'Dana', MARISOL, O)).toThrow('store.passphrase')
  })

  it('never makes an empty book where the ring names one that is missing, and never removes a later book that was in use', () => {
    const folder = join(root, 'A.parity')
    createStore(folder, 'Dana', PASSPHRASE, () => undefined, O).close()
    cpSync(folder, join(root, 'Old.parity'), { recursive: true })
    rotate(openStore(folder, 'Dana', PASSPHRASE, O), O).close()
    // A folder of before copied over the one of today.
    cpSync(join(root, 'Old.parity'), folder, { recursive: true })
    openStore(folder, 'Dana', PASSPHRASE, O).close()
    expect(books(folder)).toEqual(['book-2.db', 'book.db'])
    rmSync(join(folder, 'book.db'))
    expect(() => openStore(folder, 'Dana', PASSPHRASE, O)).toThrow('store.damaged')
    expect(books(folder)).toEqual(['book-2.db'])
  })
})

describe('KL-5 ended at any point', () => {
  /** What each change is, and who opens the store before it and after it. */
  const CHANGES: readonly {
    readonly what: string
    readonly points: readonly string[]
    run(folder: string, options: KeyOptions, key: string): OpenStore
    readonly lost: readonly (readonly [name: string, words: string])[]
    readonly won: readonly (readonly [name: string, words: string])[]
  }[] = [
    {
      what: 'a rotation',
      points: ['copied', 'checked', 'pending', 'renamed', 'opened', 'committed', 'closed', 'dropped'],
      run: (folder, options) => rotate(openStore(folder, 'Dana', PASSPHRASE, O), options),
      lost: [],
      won: [],
    },
    {
      what: 'a removal',
      points: ['copied', 'checked', 'pending', 'renamed', 'opened', 'committed', 'closed', 'dropped'],
      run: (folder, options) => removeSlot(openStore(folder, 'Dana', PASSPHRASE, O), 4, options),
      lost: [['Leaver', LEAVER]],
      won: [],
    },
    {
      what: 'a recovery',
      points: ['copied', 'checked', 'pending', 'renamed', 'opened', 'committed', 'closed', 'dropped'],
      run: (folder, options, key) => recoverStore(folder, key, 'Leaver', 'seven new otters dive', options),
      lost: [['Leaver', LEAVER]],
      won: [['Leaver', 'seven new otters dive']],
    },
    {
      what: 'a change of passphrase',
      points: ['confirmed', 'changed'],
      run: (folder, options) => changePassphrase(openStore(folder, 'Leaver', LEAVER, O), LEAVER, 'seven new otters dive', options),
      lost: [['Leaver', LEAVER]],
      won: [['Leaver', 'seven new otters dive']],
    },
  ]
  const DONE = new Set(['committed', 'closed', 'dropped', 'changed'])

  it.each(CHANGES)(
    'KL-5 $what leaves one valid pair, which opens for exactly the people it has',
    ({ points, run, lost, won }) => {
      const folder = join(root, 'A.parity')
      const key = peopled(folder)
      // What the kernel has of the files at a point is what is left when the process is killed there.
      const found: string[] = []
      run(
        folder,
        {
          ...O,
          reached: (point) => {
            found.push(point)
            cpSync(folder, join(root, `${point}.parity`), { recursive: true })
          },
        },
        key,
      ).close()
      expect(found).toEqual(points)
      for (const point of points) {
        const left = join(root, `${point}.parity`)
        const [goes, stays] = DONE.has(point) ? [lost, won] : [won, lost]
        expect([point, opens(left, 'Dana', PASSPHRASE), opens(left, 'Marisol', MARISOL)]).toEqual([point, WHOLE, WHOLE])
        expect([point, books(left)]).toEqual([point, [expect.stringMatching(/^book(-2)?\.db$/)]])
        expect([point, ...goes.map(([name, words]) => opens(left, name, words))]).toEqual([point, ...goes.map(() => 'store.passphrase')])
        expect([point, ...stays.map(([name, words]) => opens(left, name, words))]).toEqual([point, ...stays.map(() => WHOLE)])
      }
    },
    120_000,
  )

  describe('by a kill', () => {
    const out = join(project, 'out/keys-life')
    beforeAll(async () => {
      mkdirSync(out, { recursive: true })
      await build({
        configFile: false,
        root: project,
        logLevel: 'error',
        build: {
          ssr: 'test/support/keys-life.ts',
          outDir: out,
          emptyOutDir: true,
          rolldownOptions: { external: ['@signalapp/sqlcipher', '@node-rs/argon2'], output: { entryFileNames: 'life.mjs' } },
        },
      })
    })
    afterAll(() => rmSync(out, { recursive: true, force: true }))

    it('KL-5 at any time leaves one valid pair: all who are there open it, who was removed does not', async () => {
      const folder = join(root, 'A.parity')
      const side = join(root, 'side')
      const key = peopled(folder)
      let words = PASSPHRASE
      let changes = 0
      for (let n = 0; n < KILLS; n++) {
        writeFileSync(side, '')
        const child = spawn(process.execPath, [join(out, 'life.mjs'), folder, side, words], { stdio: ['ignore', 'ignore', 'pipe'] })
        const closed = once(child, 'close')
        let errors = ''
        child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
        while (child.exitCode === null && !readFileSync(side, 'utf8').includes('open')) await pause(5)
        // Fixed, and spread over one round of changes.
        await pause((n * 377) % LONGEST_MS)
        child.kill('SIGKILL')
        expect([errors, (await closed)[1]]).toEqual(['', 'SIGKILL'])
        const said = readFileSync(side, 'utf8').split('\n')
        const told = (start: string) => said.flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []))
        changes += told('now ').length
        // The words that were acknowledged hold, or the next ones, which were being written.
        const [now, next] = [told('now ').at(-1) ?? words, told('next ').at(-1) ?? words]
        const isNext = opens(folder, 'Dana', next) === WHOLE
        words = isNext ? next : now
        expect(opens(folder, 'Dana', words)).toBe(WHOLE)
        expect(books(folder)).toHaveLength(1)
        expect(opens(folder, 'Marisol', MARISOL)).toBe(WHOLE)
        const gone = told('removed ').map((one) => `Leaver ${one}`)
        expect(usersOf(folder).filter((user) => gone.includes(user.name))).toEqual([])
        forget(folder, words)
      }
      expect(changes).toBeGreaterThan(0)
      recoverStore(folder, key, 'Marisol', 'seven new otters dive', O).close()
      expect(opens(folder, 'Marisol', 'seven new otters dive')).toBe(WHOLE)
    }, 240_000)
  })
})

const KILLS = process.env['PARITY_FAULTS'] === 'release' ? 1000 : 8
const LONGEST_MS = 2000
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Removes whom the killed program was about to, so that the next one finds the folder as it began. */
function forget(folder: string, words: string): void {
  let store = openStore(folder, 'Dana', words, O)
  for (const slot of store.ring.slots.filter((one) => one.id >= 100)) store = removeSlot(store, slot.id, O)
  rmSync(join(folder, 'attempts.json'), { force: true })
  store.close()
}
