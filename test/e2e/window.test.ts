import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bridge } from '../../src-shared/bridge.ts'
import { expect, openDesk, test } from './desk.ts'

// What a page that was taken over would try. Each attempt must come to nothing, and the window must live on.

type Parity = { readonly parity: Bridge<File> }
const call = '{"t":"call","id":900001,"name":"no.such.call","input":{}}'

test('the page has nothing of Node, and one frozen bridge', async ({ desk }) => {
  const found = await desk.page.evaluate(() => {
    const bridge = (globalThis as unknown as Parity).parity
    const names = ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer']
    return { node: names.filter((name) => name in globalThis), isFrozen: Object.isFrozen(bridge), names: Object.keys(bridge).sort() }
  })
  expect(found.node).toEqual([])
  expect(found.isFrozen).toBe(true)
  const expected =
    'call chooseFolder chooseStore close lastSitting listen maximise minimise openBeside pathOf place platform print remember saveAs versions zoom'
  expect(found.names).toEqual(expected.split(' '))
})

test('the page runs sandboxed and isolated', async ({ desk }) => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
  })
})

test('nothing can be fetched from anywhere', async ({ desk }) => {
  const fetched = await desk.page.evaluate(async () => {
    const addresses = [
      'http://127.0.0.1:9/',
      'https://127.0.0.1:9/',
      'file:///etc/hostname',
      'app://bundle/index.html',
      'app://print/index.html',
    ]
    const tries = addresses.map((address) =>
      fetch(address).then(
        () => [address],
        () => [],
      ),
    )
    return (await Promise.all(tries)).flat()
  })
  expect(fetched).toEqual([])
  const opened = await desk.page.evaluate(() =>
    new Promise<string>((done) => {
      const socket = new WebSocket('ws://127.0.0.1:9/')
      socket.onopen = () => done('open')
      socket.onerror = () => done('refused')
    }).catch(() => 'refused'),
  )
  expect(opened).toBe('refused')
  const picture = await desk.page.evaluate(
    () =>
      new Promise<string>((done) => {
        const image = new Image()
        image.onload = () => done('loaded')
        image.onerror = () => done('refused')
        image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
      }),
  )
  expect(picture).toBe('refused')
  expect(await desk.complaints()).toContainEqual(expect.stringContaining('connect-src'))
})

test('neither markup nor script gets in', async ({ desk }) => {
  const outcomes = await desk.page.evaluate(async () => {
    const attempt = (act: () => unknown): string => {
      try {
        act()
        return 'done'
      } catch {
        return 'refused'
      }
    }
    const compile = (name: 'eval' | 'Function'): Promise<string> =>
      // In a task of the page's own: what the test itself evaluates is exempt from the policy.
      new Promise((done) => setTimeout(() => done(attempt(() => (Reflect.get(globalThis, name) as (text: string) => unknown)('1')))))
    const script = document.createElement('script')
    return [
      attempt(() => Object.assign(document.createElement('div'), { innerHTML: '<img src=x onerror=alert(1)>' })),
      attempt(() => Object.assign(script, { textContent: 'globalThis.wasRun = true' })),
      attempt(() => Object.assign(script, { src: 'app://bundle/assets/other.js' })),
      attempt(() => new Worker('app://bundle/assets/other.js')),
      await compile('eval'),
      await compile('Function'),
    ]
  })
  expect(outcomes).toEqual(outcomes.map(() => 'refused'))
  expect(await desk.complaints()).toContainEqual(expect.stringContaining('require-trusted-types-for'))
})

test('every permission is denied', async ({ desk }) => {
  const answers = await desk.page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'clipboard-read',
      'persistent-storage',
    ] as PermissionName[]
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))
    return [...states, await Notification.requestPermission()]
  })
  expect(answers).toEqual(answers.map(() => 'denied'))
})

test('no second window opens', async ({ desk }) => {
  const opened = await desk.page.evaluate(() =>
    [window.open('https://127.0.0.1:9/'), window.open('app://bundle/index.html'), window.open()].map((made) => made === null),
  )
  expect(opened).toEqual([true, true, true])
  expect(await desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
})

test('a window that the program did not open itself is closed', async ({ desk }) => {
  const stayed = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const other = new BrowserWindow({ show: false })
    await new Promise((done) => setTimeout(done, 300))
    return !other.isDestroyed()
  })
  expect(stayed).toBe(false)
})

test('a reload gets a new port to the engine', async ({ desk }) => {
  const ask = (): Promise<string> => desk.page.evaluate((text) => (globalThis as unknown as Parity).parity.call(text), call)
  expect(await ask()).toContain('"id":900001')
  await desk.page.reload()
  expect(await ask()).toContain('"id":900001')
})

test('the sitting is in memory, and nothing of it is on the disk', async ({ desk }) => {
  const mark = 'mark-that-must-not-be-found'
  await desk.page.evaluate(
    (text) =>
      new Promise<void>((done, fail) => {
        localStorage.setItem(text, text)
        const opening = indexedDB.open(text, 1)
        opening.onupgradeneeded = () => void opening.result.createObjectStore(text).add(text, text)
        opening.onsuccess = () => done()
        opening.onerror = () => fail(new Error('IndexedDB did not open.'))
      }),
    mark,
  )
  const paths = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.webContents.session.getStoragePath()),
  )
  expect(paths).toEqual([null])
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.session.flushStorageData())
  expect(await filesWith(desk.home, mark)).toEqual([])
})

test('a second program with the same home gives way to the first', async ({ desk }) => {
  const executable = process.env['PARITY_ELECTRON'] ?? ''
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const second = spawn(executable, [join(import.meta.dirname, '../..'), ...asRoot, `--user-data-dir=${desk.home}`], { stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(0)
})

test('the window goes nowhere else', async () => {
  // A desk of its own: the driver waits for a navigation that was refused, and would not touch this page again.
  const desk = await openDesk()
  try {
    const address = desk.page.url()
    for (const target of [
      'https://127.0.0.1:9/',
      'file:///etc/hostname',
      'app://bundle/assets/',
      'data:text/html,there',
      'blob:app://bundle/there',
    ]) {
      await desk.page.evaluate((there) => {
        const link = Object.assign(document.createElement('a'), { href: there, textContent: 'there' })
        document.body.append(link)
        link.click()
        location.assign(there)
      }, target)
      await new Promise((done) => setTimeout(done, 100))
      expect(await desk.page.evaluate(() => location.href)).toBe(address)
    }
  } finally {
    await desk.close()
  }
})

/** The files below a folder that hold a text, in one byte a character or two. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const bytes = await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0))))
  return files.filter((_, at) => bytes[at]?.includes(text) || bytes[at]?.includes(Buffer.from(text, 'utf16le')))
}
