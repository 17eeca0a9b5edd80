import { expect, test } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src-main/store/index.ts'
import { verifyStore } from '../../src-main/today/verify.ts'
import { must } from '../../src-shared/result.ts'
import { openDesk, type Desk } from '../e2e/desk.ts'
import { press } from '../e2e/hands.ts'
import { canaries, patternsOf, scan } from './canary.ts'
import { at, ask, clickThrough, drop, savePatients, setUp, typePatient } from './by-hand.ts'
import { acceptance, claimFile, denials } from './planted.ts'
import { isRelease, many, told } from './seeded.ts'
import { callsSeen, reached, watched } from './watch.ts'

/*
 * A practice at work in the real window, with canaries for patients, killed in the middle of it; then every disk is searched for them, and every
 * connection that was tried is looked at.
 */

const PASSPHRASE = 'four invented words here'
const planted = canaries(
  [...randomBytes(6)].map((byte) => String.fromCharCode(97 + (byte % 26))).join(''),
  String(1000 + (randomBytes(2).readUInt16LE() % 9000)),
)

/** Where programs leave things; for a release, the whole disk. */
const EVERYWHERE = isRelease ? ['/'] : ['/dev/shm', '/var/tmp', '/var/log', '/run', homedir(), tmpdir()]

type Folders = Readonly<Record<'root' | 'home' | 'temporary' | 'user' | 'declared' | 'stores' | 'watch', string>>
function folders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'parity-session-'))
  const own = (name: string): string => {
    const path = join(root, name)
    mkdirSync(path)
    return path
  }
  return {
    root,
    home: own('home'),
    temporary: own('temporary'),
    user: own('user'),
    declared: own('declared'),
    stores: own('stores'),
    watch: own('watch'),
  }
}

const open = ({ home, temporary, user, watch }: Folders): Promise<Desk> =>
  openDesk({
    home,
    program: watched(must('the runtime is known', process.env['PARITY_ELECTRON']), watch),
    env: { TMPDIR: temporary, HOME: user, XDG_CACHE_HOME: join(user, '.cache'), XDG_CONFIG_HOME: join(user, '.config') },
  })

/** Ends Electron's main process without warning, while changes are made. @returns how many were answered */
async function killAtWork(desk: Desk, round: number): Promise<number> {
  const pid = await desk.app.evaluate(() => process.pid)
  const ended = once(desk.app.process(), 'exit')
  const answered = savePatients(desk.page, planted, round)
  await new Promise((done) => setTimeout(done, 300 + 400 * round))
  process.kill(pid, 'SIGKILL')
  await ended
  return answered()
}

test('KL-7 PH-1 NT-1: a killed session leaves no patient on any disk but in the store, and reached for no network', async () => {
  const began = performance.now()
  const startedMs = Date.now()
  const own = folders()
  const store = join(own.stores, 'Aspen Row Counseling.parity')
  const claims = claimFile(planted)
  const found: string[] = []
  let saved = 0
  for (let round = 0; round < many(2, 10); round++) {
    const desk = await open(own)
    if (round === 0) {
      await setUp(desk, own.stores, PASSPHRASE)
      await workWith(desk, own, claims)
    } else await at(desk.page, 'store.open', { folder: store, passphrase: PASSPHRASE })
    saved += await killAtWork(desk, round)
    const faults = faultsIn(store, saved, round + 1)
    found.push(...faults.map((fault) => `round ${round}: ${fault}`))
  }
  told('KL-7', `the main process killed while patients are saved: ${saved} saved`, many(2, 10), found.length, began)
  expect(found).toEqual([])

  const reachedFor = reached(own.watch)
  told('NT-1', `connections and messages of all processes of the session, ${callsSeen(own.watch)} calls seen`, 1, reachedFor.length, began)
  expect(callsSeen(own.watch)).toBeGreaterThan(10)
  expect(reachedFor).toEqual([])

  const patterns = patternsOf(planted)
  const leaveOut = (path: string): boolean =>
    [own.declared, own.watch, '/proc', '/sys', '/dev/pts'].includes(path) || path.includes('/node_modules')
  const everywhere = await scan(EVERYWHERE, patterns, leaveOut, startedMs)
  const declared = await scan([own.declared], patterns, () => false)
  const all = await scan([own.root], patterns, leaveOut)
  told(
    'PH-1',
    `${everywhere.files + all.files} files, ${Math.round((everywhere.bytes + all.bytes) / 1e6)} MB searched for 40 canaries`,
    1,
    everywhere.hits.length + all.hits.length,
    began,
  )
  expect([...everywhere.hits, ...all.hits]).toEqual([])
  // The files the practice received and saved are found, or nothing was looked for.
  expect(declared.hits.length).toBeGreaterThanOrEqual(4)
  rmSync(own.root, { recursive: true, force: true })
})

/** Files come and go, every screen is looked at, a packet is printed, mistakes are made. */
async function workWith(desk: Desk, { declared }: Folders, claims: Buffer): Promise<void> {
  const { page } = desk
  await drop(page, declared, 'old-claims.x12', claims)
  await drop(page, declared, '277CA.x12', Buffer.from(acceptance(claims)))
  const era = Buffer.from(denials(claims))
  await drop(page, declared, '835.x12', era)
  await drop(page, declared, 'broken.x12', era.subarray(0, era.byteLength >> 1))
  await typePatient(page, must('there is somebody', planted.people[0]))
  const { rows: remittances } = await ask(page, 'remittance.list', { view: { filters: [], sort: [] }, window: 0 })
  const remittance = remittances.find((one) => one.status === 'rehearsed')
  await ask(page, 'remittance.post', { id: must('a remittance came', remittance).id })
  const [payer] = await ask(page, 'payers.list', {})
  const { claims: _, ...address } = must('the claims named their payer', payer)
  const place = { appealsLine1: 'PO Box 4400', appealsCity: 'Columbus', appealsState: 'OH', appealsZip: '430001234' }
  await ask(page, 'payers.save', { ...address, ...place, appealsFax: '5550100190' })
  const { rows } = await ask(page, 'denials.list', { view: { filters: [], sort: [] }, window: 0 })
  const { id } = await ask(page, 'appeals.start', { denial: must('a claim was denied', rows[0]).id, template: 'L-GEN', level: 1 })
  const { letter } = await ask(page, 'appeals.get', { id })
  const { providers } = await ask(page, 'desk.pickers', {})
  const blocks = [{ is: 'paragraph' as const, text: `Please pay. ${planted.notes[1] ?? ''}` }]
  const saved = await ask(page, 'appeals.save', {
    id,
    letter: { ...letter, blocks },
    signer: must('there is a clinician', providers[0]).id,
  })
  expect(saved.missing).toEqual([])
  await desk.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(declared, 'packet.pdf'),
  )
  await page.evaluate(() => (window as unknown as { parity: { saveAs(name: string): Promise<unknown> } }).parity.saveAs('packet.pdf'))
  await ask(page, 'appeals.packet', { id, path: join(declared, 'packet.pdf'), isSealed: false })
  await ask(page, 'denials.work', { id: must('a claim was denied', rows[0]).id, note: planted.notes[0] ?? '' })
  await ask(page, 'drafts.keep', { key: 'patient', json: JSON.stringify({ last: planted.people[1]?.last }) })
  await at(page, 'patients.save', { id: null, last: planted.people[2]?.last, born: planted.people[2]?.number })
  await clickThrough(page, planted)
  await press(page, 'Control+a', 'Control+c', 'Escape')
}

/** What is wrong with a store whose program was killed. */
function faultsIn(folder: string, saved: number, kills: number): string[] {
  const own = openStore(folder, undefined, PASSPHRASE)
  try {
    return own.book.read((db) => {
      const broken = verifyStore(db).flatMap((one) => (one.broken > 0 ? [`${one.id}: ${one.broken}`] : []))
      const { n = 0 } = (db.first({
        compile: () => ({ sql: "select count(*) n from patient where first like '%kept%'", parameters: [] }),
      } as never) ?? {}) as { n?: number }
      // Each kill may have come between a commit and its answer.
      return n >= saved && n <= saved + kills ? broken : [...broken, `${saved} patients were answered as saved, ${n} are there`]
    })
  } finally {
    own.close()
  }
}

test('NT-1: the watch sees a connection and a question for a name (positive control)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parity-watch-'))
  const script = `
    const socket = require('net').connect(9, '127.0.0.1').on('error', () => {})
    require('dns').lookup('parity.invalid', () => {})
    const udp = require('dgram').createSocket('udp4'); udp.send('x', 9, '127.0.0.1', () => udp.close())`
  writeFileSync(join(folder, 'reach.cjs'), script)
  execFileSync(watched(process.execPath, folder), [join(folder, 'reach.cjs')])
  const seen = reached(folder)
  expect(readFileSync(join(folder, 'watched.sh'), 'utf8')).toContain('connect')
  rmSync(folder, { recursive: true })
  expect(seen.some((line) => line.includes('htons(9)'))).toBe(true)
  expect(seen.length).toBeGreaterThanOrEqual(2)
})
