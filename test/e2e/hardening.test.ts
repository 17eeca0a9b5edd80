import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { createSocket } from 'node:dgram'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attempts, departures, installAid } from './attempts.ts'
import { openDesk } from './desk.ts'

// EL-2 and the lines of the hardening list that only the running program can show.

/** A machine somewhere else: it knows what was asked of it, by any protocol. */
type Elsewhere = { readonly origin: string; readonly asked: Set<string>; readonly close: () => Promise<void> }

async function openElsewhere(): Promise<Elsewhere> {
  const asked = new Set<string>()
  const note = (url: string | undefined): void => void asked.add(decodeURIComponent((url ?? '').split('/')[1] ?? ''))
  const server: Server = createServer(({ url }, response) => {
    note(url)
    response.writeHead(url === '/sw.js' ? 200 : 404, { 'Content-Type': url === '/sw.js' ? 'text/javascript' : 'text/html' }).end('there')
  })
  server.on('upgrade', ({ url }, socket) => {
    note(url)
    socket.destroy()
  })
  server.on('clientError', (_problem, socket) => {
    note('/call to a TURN server')
    socket.destroy()
  })
  server.on('connection', () => note('/connected'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const datagrams = createSocket('udp4', () => note('/call to a STUN server'))
  await new Promise<void>((done) => datagrams.bind(port, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      datagrams.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

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
    if (process.env['SAY'])
      console.log(
        effective.size,
        Object.keys(attempts).filter((n) => !effective.has(n)),
      )
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
