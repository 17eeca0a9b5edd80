import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testPrinter } from '../../test/support/paper.ts'
import { testClock } from '../../test/support/practice.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { day, instantAt } from '../../src-shared/day.ts'
import { openDatabase } from '../store/database.ts'
import { LEAST } from '../store/index.ts'
import { databaseKey } from '../store/keys/ring.ts'
import { lookAfter } from './backups.ts'
import { Engine, type Answer, type Caller } from './dispatch.ts'
import { allFiles } from './files.ts'
import { backupCommand, restoreCommand, verifyCommand } from './store-command.ts'

const FIXTURE = join(import.meta.dirname, '../../test/fixtures/stores/0.1.0.parity')
const HELD = JSON.parse(readFileSync(join(import.meta.dirname, '../../test/fixtures/stores/0.1.0.json'), 'utf8')) as {
  user: string
  passphrase: string
  counts: Record<string, number>
}
const caller: Caller = { files: allFiles(), progress: () => undefined, stopped: () => false }

let home = ''
let engine: Engine
const clock = testClock('2026-11-22')
/** The name of a copy that is made by hand when the clock begins. */
const BY_HAND = `${instantAt(day('2026-11-22'), '0930').slice(0, 19).replaceAll(':', '-')}Z-manual.parity`
const folder = (): string => join(home, 'Test.parity')
const made = (): Engine =>
  new Engine({
    clock,
    version: '0.2.0',
    home,
    keys: { cost: LEAST, time: { wall: () => Date.parse(clock.now()), up: () => performance.now() } },
    printer: testPrinter(),
    tell: () => undefined,
    incident: (_number, error) => {
      throw error
    },
    strict: true,
  })
const call = (name: string, input: unknown = {}): Promise<Answer> => engine.call(name, input, caller)
const value = async <T = unknown>(answer: Promise<Answer>): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.problem.code)
  return given.value as T
}
const refusal = async (answer: Promise<Answer>): Promise<string> => {
  const given = await answer
  return given.ok ? 'ok' : given.problem.code
}
const open = () => call('store.open', { folder: folder(), passphrase: HELD.passphrase })
const confirm = () => value(call('access.confirm', { passphrase: HELD.passphrase }))
const addFee = (code: string) => value(call('fees.save', { code, starts: '2026-01-01', cents: 12_300 }))
const fees = async () => (await value<unknown[]>(call('fees.list'))).length

/** The command line on this store: what it prints, and its exit code. */
async function said(
  run: (shell: Parameters<typeof verifyCommand>[0]) => number | Promise<number>,
  more: { yes?: boolean; backups?: boolean; user?: string } = {},
) {
  engine.close()
  const lines: string[] = []
  const code = await run({
    folder: folder(),
    user: more.user,
    passphrase: HELD.passphrase,
    json: false,
    yes: more.yes ?? false,
    backups: more.backups ?? false,
    call,
    print: (text) => void lines.push(text),
    report: (answer) => {
      lines.push(answer.ok ? 'ok' : `${answer.problem.code} ${answer.problem.message}`)
      return answer.ok ? 0 : 1
    },
  })
  engine.close()
  return { code, lines, broken: lines.filter((line) => line.startsWith('BROKEN')).map((line) => line.replace(/\s+/g, ' ')) }
}

beforeEach(async () => {
  clock.set('2026-11-22')
  home = mkdtempSync(join(tmpdir(), 'parity-care-'))
  cpSync(FIXTURE, folder(), { recursive: true })
  engine = made()
  await value(open())
})
afterEach(() => {
  engine.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a store of 0.1.0', () => {
  it('KL-4 is kept as it was, then brought to today’s form with every row it had and the same ledger', async () => {
    const listed = await value<Output<'backup.list'>>(call('backup.list'))
    expect(listed.backups).toMatchObject([{ why: 'migration', isVerified: true }])
    const kept = join(listed.folder, listed.backups[0]?.name ?? '')
    expect(readFileSync(join(kept, 'book.db')).equals(readFileSync(join(FIXTURE, 'book.db')))).toBe(true)
    const manifest = JSON.parse(readFileSync(join(kept, 'manifest.json'), 'utf8')) as { schema: number; rows: Record<string, number> }
    expect(manifest.schema).toBe(80)
    // A sitting begins at each opening; the fixture was counted in its last one.
    const { sitting: _then, ...rows } = manifest.rows
    const { sitting: _now, ...counts } = HELD.counts
    expect(rows).toEqual(counts)
    const verified = await value<Output<'store.verify'>>(call('store.verify'))
    expect(verified.checks.filter((check) => check.broken > 0)).toEqual([])
    const today = engine.store?.book.whole((db) =>
      Object.keys(counts).map((table) => [table, db.prepare(`select count(*) from "${table}"`, { pluck: true }).get()]),
    )
    expect(Object.fromEntries(today as [string, number][])).toMatchObject({
      claim: counts['claim'],
      entry: counts['entry'],
      posting: counts['posting'],
    })
  })

  it('goes back to what it was from that backup, and forward again', async () => {
    await addFee('99999')
    const before = await fees()
    const { backups } = await value<Output<'backup.list'>>(call('backup.list'))
    const name = backups.at(-1)?.name
    await confirm()
    expect(await refusal(call('backup.restore', { name, reason: 'a test' }))).toBe('backup.broken')
    await value(call('store.restore', { folder: folder(), name, user: HELD.user, passphrase: HELD.passphrase }))
    expect(await fees()).toBe(before - 1)
    expect(readdirSync(folder()).filter((one) => one.startsWith('before-restore'))).toHaveLength(1)
    expect(await value<Output<'store.verify'>>(call('store.verify'))).toMatchObject({ holds: true })
    engine.close()
    expect(await value(open())).toMatchObject({ halted: null })
  })
})

describe('backups through the contract', () => {
  it('are made, listed, tried, looked into and restored, each with its row in the audit log', async () => {
    // A minute after the one the migration made.
    clock.set('2026-11-22', '0931')
    const backup = await value<Output<'backup.make'>>(call('backup.make'))
    expect(backup).toMatchObject({ why: 'manual', isVerified: true, isSecond: false })
    await addFee('99999')
    const before = await fees()
    const preview = await value<Output<'backup.preview'>>(call('backup.preview', { name: backup.name }))
    expect(preview).toMatchObject({ holds: true, broken: [], claims: 3, patients: 3, loseEntries: 0 })
    expect(preview.lose).toBeGreaterThanOrEqual(2)
    expect(await value(call('backup.drill'))).toMatchObject({ holds: true, name: backup.name })
    expect(await refusal(call('backup.restore', { name: backup.name, reason: 'a test' }))).toBe('access.confirm')
    await confirm()
    const { lost, kept } = await value<Output<'backup.restore'>>(call('backup.restore', { name: backup.name, reason: 'a test' }))
    expect(lost).toBeGreaterThanOrEqual(preview.lose ?? 0)
    expect(await fees()).toBe(before - 1)
    expect(kept).toMatch(/^before-restore-/)
    const log = engine.store?.book.whole(
      (db) => db.prepare('select action from audit where outcome = ?', { pluck: true }).all(['ok']) as unknown[],
    )
    // What came after the backup is gone with what it did; the restore has a row that names both heads, and the call its own.
    expect(log).toEqual(['store.adopt', 'sign-in', 'new-day', 'backup.restore', 'backup.restore'])
    const { backups } = await value<Output<'backup.list'>>(call('backup.list'))
    // Those made after the restored one are still known and open.
    expect(backups.every((one) => one.isVerified)).toBe(true)
    expect(backups.map((one) => one.why)).toContain('restore')
  })

  it('the backup that is restored stays, though the one made before is the third of its day', async () => {
    const { name } = await value<Output<'backup.make'>>(call('backup.make'))
    await addFee('99999')
    clock.set('2026-11-22', '1100')
    await value(call('backup.make'))
    clock.set('2026-11-22', '1200')
    await confirm()
    const before = await fees()
    await value(call('backup.restore', { name, reason: 'a test' }))
    expect(await fees()).toBe(before - 1)
  })

  it('a second folder is refused when it cannot be written, and used when it can', async () => {
    await confirm()
    expect(await refusal(call('backup.second', { folder: join(home, 'none') }))).toBe('file.unwritable')
    const second = mkdtempSync(join(home, 'second-'))
    await value(call('backup.second', { folder: second }))
    expect(await value(call('backup.make'))).toMatchObject({ isSecond: true })
    expect(readdirSync(second)).toHaveLength(1)
  })

  it('one is made by itself when the newest is older than twenty hours, and a drill after thirty days', async () => {
    const notes: unknown[] = []
    const care = (day: string) => {
      clock.set(day)
      return lookAfter({
        clock,
        version: '0.2.0',
        store: () => engine.store,
        isBusy: () => false,
        note: (told) => void notes.push([told.action, told.outcome]),
      })
    }
    await care('2027-06-01')
    await care('2027-06-01')
    await care('2027-06-02')
    await care('2027-07-20')
    await care('2027-07-20')
    clock.set('2026-11-22')
    expect(notes).toEqual([
      ['backup.make', 'ok'],
      ['backup.drill', 'ok'],
      ['backup.make', 'ok'],
      ['backup.make', 'ok'],
      ['backup.drill', 'ok'],
    ])
  })
})

describe('a store that is rolled back', () => {
  const rollBack = async () => {
    engine.close()
    const old = readFileSync(join(folder(), 'book.db'))
    await value(open())
    await addFee('99998')
    engine.close()
    writeFileSync(join(folder(), 'book.db'), old)
  }

  it('opens to be read, says both numbers, and goes on when an owner says why', async () => {
    await rollBack()
    const status = await value<Output<'store.status'>>(open())
    expect(status.halted?.words).toMatch(/last event is number \d+, the anchor knows number \d+/)
    expect(await fees()).toBe(14)
    expect(await refusal(call('fees.save', { code: '99997', starts: '2026-01-01', cents: 100 }))).toBe('store.halted')
    expect(await refusal(call('store.resume', { reason: 'the disk was put back' }))).toBe('access.confirm')
    await confirm()
    expect(await value<Output<'store.status'>>(call('store.resume', { reason: 'the disk was put back' }))).toMatchObject({ halted: null })
    await addFee('99997')
    engine.close()
    expect(await value<Output<'store.status'>>(open())).toMatchObject({ halted: null })
    expect(await value<Output<'store.verify'>>(call('store.verify'))).toMatchObject({ holds: true })
  })

  it('is verified on the command line, with both heads', async () => {
    await rollBack()
    const { code, broken } = await said(verifyCommand)
    expect(code).toBe(1)
    expect(broken).toHaveLength(1)
    expect(broken[0]).toMatch(
      /^BROKEN anchor The store is older than its anchor: its last event is number \d+, the anchor knows number \d+/,
    )
  })
})

describe('parity verify', () => {
  const tamper = (statements: string) => {
    const store = engine.store
    if (!store) throw new Error('No store is open')
    const [path, key] = [store.book.path, databaseKey(store.storeKey, store.ring.generation)]
    engine.close()
    const raw = openDatabase(path, key)
    raw.exec(statements)
    raw.close()
  }

  it('says that everything holds, with each check', async () => {
    const { code, lines, broken } = await said(verifyCommand, { backups: true })
    expect([code, broken, lines.at(-1)]).toEqual([0, [], 'The store is in balance.'])
    expect(lines.some((line) => line.startsWith('holds   L10'))).toBe(true)
  })

  it('names the page of a flipped bit, in the store and in a backup', async () => {
    const { name } = await value<Output<'backup.make'>>(call('backup.make'))
    engine.close()
    const flip = (path: string, page: number) => {
      const bytes = readFileSync(path)
      const at = (page - 1) * 4096 + 100
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(path, bytes)
    }
    flip(join(folder(), 'backups', name, 'book.db'), 7)
    expect((await said(verifyCommand, { backups: true })).broken).toEqual([
      `BROKEN backup.file A file is not as it was when the backup was made. (${name}, book.db)`,
      `BROKEN backup.cipher A page is not as it was written. (${name}, page 7)`,
    ])
    expect((await said(verifyCommand)).code).toBe(0)
    flip(join(folder(), 'book.db'), 5)
    expect(await said(verifyCommand)).toMatchObject({ code: 1, broken: ['BROKEN cipher A page is not as it was written. (page 5)'] })
  })

  it('names the row of the audit log that was changed, removed or put in', async () => {
    tamper("drop trigger audit_stays; update audit set action = 'other' where seq = 2")
    expect((await said(verifyCommand)).broken).toEqual([
      'BROKEN audit The audit log was changed from outside: event number 2 is not as it was written. (event 2)',
    ])
  })

  it('names a ledger that is out of balance, and an entry no row of the log answers for', async () => {
    tamper(`drop trigger posting_kept; drop trigger entry_kept;
      update posting set cents = cents + 1 where entry = 1 and n = 1`)
    const { broken } = await said(verifyCommand)
    expect(broken.some((line) => line.startsWith('BROKEN L1 '))).toBe(true)
  })

  it('says that the key ring was altered', async () => {
    engine.close()
    const path = join(folder(), 'keys.json')
    const ring = JSON.parse(readFileSync(path, 'utf8')) as { slots: { isEmergency: boolean }[] }
    writeFileSync(path, JSON.stringify({ ...ring, slots: ring.slots.map((slot) => ({ ...slot, isEmergency: true })) }))
    expect((await said(verifyCommand)).broken).toEqual(['BROKEN keys The key ring is damaged or was changed. (keys.json)'])
  })
})

describe('parity backup and restore', () => {
  it('back up, say what would be lost, and restore', async () => {
    const backed = await said(backupCommand)
    expect(backed).toMatchObject({ code: 0 })
    expect(backed.lines[0]).toContain(`Backed up and verified: ${BY_HAND}`)
    await value(open())
    await addFee('99999')
    const asked = await said((shell) => restoreCommand(shell, BY_HAND))
    expect(asked.code).toBe(2)
    expect(asked.lines[1]).toMatch(/You would lose \d+ events of the audit log and 0 entries of the ledger since\. Restore it with --yes/)
    const done = await said((shell) => restoreCommand(shell, BY_HAND), { yes: true })
    expect(done).toMatchObject({ code: 0 })
    await value(open())
    expect(await fees()).toBe(14)
    expect((await said(verifyCommand, { backups: true })).broken).toEqual([])
  })

  it('restore a damaged store, which stays beside it', async () => {
    await said(backupCommand)
    const path = join(folder(), 'book.db')
    const bytes = readFileSync(path)
    bytes.fill(0, 0, 4096)
    writeFileSync(path, bytes)
    expect((await said((shell) => restoreCommand(shell, BY_HAND))).lines[0]).toContain('store.damaged')
    expect(await said((shell) => restoreCommand(shell, BY_HAND), { yes: true, user: HELD.user })).toMatchObject({ code: 0 })
    expect((await said(verifyCommand)).code).toBe(0)
    expect(readdirSync(folder()).filter((one) => one.startsWith('before-restore'))).toHaveLength(1)
  })
})
