import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openElsewhere } from '../hardening/elsewhere.ts'
import { attempts, departures, installAid } from './attempts.ts'
import { openDesk } from './desk.ts'
import { isAlive, processTree } from './processes.ts'

// EL-2 and the lines of the hardening list that only the running program can show.

const project = join(import.meta.dirname, '../..')

/** Runs the whole table in a page; gives the names of those that said that they got in. */
async function tryAll(page: Page, table: typeof attempts, origin: string): Promise<readonly string[]> {
  await page.evaluate(installAid)
  const outcomes = await Promise.all(
    Object.entries(table).map(async ([name, attempt]) => {
      const words = `Promise.resolve().then(() => (${attempt.toString()})(${JSON.stringify(`${origin}/${encodeURIComponent(name)}`)}, ${JSON.stringify(name)}))`
      const tried = page.evaluate(
        `Promise.race([${words}.then((got) => got === true, () => false), new Promise((done) => setTimeout(done, 2500, false))])`,
      )
      return [name, await tried.catch(() => false)] as const
    }),
  )
  await page.waitForTimeout(500)
  return outcomes.filter(([, got]) => got === true).map(([name]) => name)
}

/** A program with none of the hardening, which shows that the attempts are ones: most of them get in. */
async function openSoft(folder: string, origin: string): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'soft', version: '1.0.0', main: 'main.cjs' }))
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.whenReady().then(() => new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, sandbox: false, webviewTag: true } })
       .loadURL('${origin}/start'))`,
  )
  const app = await _electron.launch({ args: [folder, `--user-data-dir=${join(folder, 'home')}`, '--no-sandbox'], cwd: folder })
  const page = await app.firstWindow()
  await page.waitForURL(`${origin}/start`)
  return { app, page }
}

test('EL-2 nothing that a page tries gets in or out', async () => {
  test.setTimeout(90_000)
  const elsewhere = await openElsewhere()
  const desk = await openDesk()
  try {
    await desk.page.getByRole('heading', { level: 1 }).waitFor()
    const got = await tryAll(desk.page, attempts, elsewhere.origin)
    expect(got).toEqual([])
    expect([...elsewhere.asked]).toEqual([])
    expect(desk.app.windows()).toHaveLength(1)
    expect(Object.keys(attempts).length).toBeGreaterThan(80)
  } finally {
    await desk.close()
    await elsewhere.close()
  }
})

test('EL-2 (control) the same attempts get into a program that is not hardened', async () => {
  const elsewhere = await openElsewhere()
  const folder = await mkdtemp(join(tmpdir(), 'parity-soft-'))
  const { app, page } = await openSoft(folder, elsewhere.origin)
  try {
    const got = await tryAll(page, attempts, elsewhere.origin)
    const effective = new Set([...got, ...elsewhere.asked].filter((name) => name in attempts))
    expect(effective.size).toBeGreaterThan(50)
  } finally {
    await app.close()
    await elsewhere.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
})

test('EL-2 the page stays where it is', async () => {
  test.setTimeout(60_000)
  const elsewhere = await openElsewhere()
  const desk = await openDesk()
  try {
    const { page } = desk
    const address = page.url()
    await page.evaluate(installAid)
    await page.evaluate(() => Object.assign(globalThis, { stays: true }))
    const gone: string[] = []
    for (const [name, attempt] of Object.entries(departures)) {
      await page.evaluate(`try { (${attempt.toString()})(${JSON.stringify(`${elsewhere.origin}/${name}`)}, '') } catch {}`)
      await new Promise((done) => setTimeout(done, 100))
      const [href, stays] = await page.evaluate(() => [location.href, Reflect.get(globalThis, 'stays')] as const)
      if (href.replace(/#.*/, '') !== address || stays !== true) gone.push(name)
    }
    expect(gone).toEqual([])
    expect([...elsewhere.asked]).toEqual([])
  } finally {
    await desk.close()
    await elsewhere.close()
  }
})

test('HL-2, HL-3, HL-6 every session is closed, whoever asks, and the one of Electron’s own is not used', async () => {
  const elsewhere = await openElsewhere()
  const desk = await openDesk()
  try {
    const outcomes = await desk.app.evaluate(async ({ BrowserWindow, session }, there) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const sessions = [contents?.session ?? session.defaultSession, session.defaultSession, session.fromPartition('new')]
      const addresses = [there, 'data:text/plain,x', 'blob:app://bundle/x']
      const got: string[] = []
      // The end of the window's own loading would be taken for that of the first address.
      while (contents?.isLoading()) await new Promise((done) => setTimeout(done, 20))
      for (const [at, one] of sessions.entries()) {
        for (const address of addresses)
          await one.fetch(address).then(
            () => got.push(`${at} ${address}`),
            () => undefined,
          )
        one.downloadURL(there)
        await one.resolveHost('localhost').then(
          () => got.push(`${at} a name`),
          () => undefined,
        )
      }
      for (const address of [
        there,
        'file:///etc/hostname',
        'data:text/html,x',
        'chrome://version',
        'about:srcdoc',
        'view-source:app://bundle/index.html',
      ])
        await contents?.loadURL(address).then(
          () => got.push(`load ${address}`),
          () => undefined,
        )
      const cookies = await session.defaultSession.cookies.get({})
      return { got, cookies, cache: await session.defaultSession.getCacheSize(), path: contents?.session.getStoragePath() ?? null }
    }, `${elsewhere.origin}/there`)
    expect(outcomes).toEqual({ got: [], cookies: [], cache: 0, path: null })
    expect([...elsewhere.asked]).toEqual([])
  } finally {
    await desk.close()
    await elsewhere.close()
  }
})

test('HL-4, HL-9, HL-10, HL-13, PH-3, PH-5 policy, switches, modes of files, storage and title', async () => {
  const mark = 'mark-that-must-not-be-found'
  const desk = await openDesk()
  try {
    await test.step('HL-4 the policy comes as a header, and nothing is kept', async () => {
      const headers = (await desk.page.reload())?.headers() ?? {}
      for (const words of [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
      ])
        expect(headers['content-security-policy']).toContain(words)
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/)
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    })
    await test.step('HL-9, HL-10 quiet switches, and nobody who takes pictures of a crash', async () => {
      const set = await desk.app.evaluate(({ app }) =>
        [
          'disable-background-networking',
          'disable-component-update',
          'disable-domain-reliability',
          'no-pings',
          'host-resolver-rules',
        ].filter((name) => !app.commandLine.hasSwitch(name)),
      )
      expect(set).toEqual([])
      const names = await Promise.all(
        (await processTree(desk.app.process().pid ?? 0)).map((pid) => readFile(`/proc/${pid}/comm`, 'latin1')),
      )
      expect(names.filter((name) => name.includes('crashpad'))).toEqual([])
    })
    await test.step('PH-5 the title is the program’s name, whatever the page is called', async () => {
      await desk.page.evaluate((text) => void (document.title = text), mark)
      expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()))).toEqual(['Parity'])
    })
    await test.step('PH-3 what the page keeps is in memory', async () => {
      await desk.page.evaluate(async (text) => {
        localStorage.setItem(text, text)
        sessionStorage.setItem(text, text)
        history.replaceState(text, '', `#${text}`)
        const cache = await caches.open(text)
        await cache.put('app://bundle/kept', new Response(text)).catch(() => undefined)
        await new Promise<void>((done) => {
          const opening = indexedDB.open(text, 1)
          opening.onupgradeneeded = () => void opening.result.createObjectStore(text).add(text, text)
          opening.onsuccess = () => done()
        })
      }, mark)
      await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.session.flushStorageData())
    })
    await desk.app.close()
    const files = await everyFile(desk.home)
    expect(files.length).toBeGreaterThan(0)
    const [bytes, modes] = await Promise.all([
      Promise.all(files.map((file) => readFile(file))),
      Promise.all(files.map((file) => stat(file))),
    ])
    const holds = (at: number, text: string): boolean =>
      bytes[at]?.includes(text) === true || bytes[at]?.includes(Buffer.from(text, 'utf16le')) === true
    expect(files.filter((_, at) => holds(at, mark))).toEqual([])
    expect(files.filter((file) => /Partitions|Crashpad\/(new|pending|completed|attachments)\/|\.dmp$/.test(file))).toEqual([])
    // HL-13: nobody else on the machine may read them.
    expect(files.filter((_, at) => ((modes[at]?.mode ?? 0) & 0o077) !== 0)).toEqual([])
    expect((await stat(desk.home)).mode & 0o077).toBe(0)
  } finally {
    await desk.close().catch(() => undefined)
  }
})

async function everyFile(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('PH-4 a process that is struck down leaves no picture of its memory', async () => {
  test.skip(process.platform !== 'linux', 'Cores are a matter of this system.')
  test.setTimeout(60_000)
  const home = await mkdtemp(join(tmpdir(), 'parity-core-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  // As `npm start` runs it: the limit is set before the program, and every process of it has it.
  const shell = spawn(
    'sh',
    ['-c', 'ulimit -c 0; exec "$0" "$@"', process.env['PARITY_ELECTRON'] ?? '', project, ...asRoot, `--user-data-dir=${home}`],
    {
      cwd: home,
      stdio: 'ignore',
    },
  )
  const main = shell.pid ?? 0
  try {
    await expect.poll(async () => (await processTree(main)).length, { timeout: 20_000 }).toBeGreaterThan(5)
    const all = await processTree(main)
    // A helper that has done its work by now has no limits any more.
    const read = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/limits`, 'latin1').catch(() => undefined)))
    const limits = read.filter((text) => text !== undefined)
    expect(limits.length).toBeGreaterThan(4)
    expect(limits.filter((text) => !/Max core file size\s+0\s/.test(text))).toEqual([])
    for (const [at, pid] of all.toReversed().entries()) {
      await kill(pid, at % 2 === 0 ? 'SIGSEGV' : 'SIGABRT')
    }
    await expect.poll(async () => (await processTree(main)).length, { timeout: 10_000 }).toBe(0)
    const left = [...(await everyFile(home)), ...(await readdir(project))]
    expect(left.filter((file) => /(^|\/)core(\.\d+)?$|\.dmp$|\.core$/.test(file))).toEqual([])
  } finally {
    await kill(main, 'SIGKILL')
    await rm(home, { recursive: true, force: true, maxRetries: 3 })
  }
})

async function kill(pid: number, signal: NodeJS.Signals): Promise<void> {
  if (!(await isAlive(pid))) return
  process.kill(pid, signal)
}
