import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { calm } from './hands.ts'

/** The program as a person has it in front of them. */
export type Desk = {
  readonly app: ElectronApplication
  /** The page of the window now. A lock destroys it and makes another. */
  readonly page: Page
  /** The program's own folder, made for this desk. */
  readonly home: string
  /** Does something that makes the page anew, and gives the new one when it is there. */
  readonly anew: (act: () => Promise<unknown>) => Promise<Page>
  /** Writes what is on the screen to `<folder>/<name>.png`. */
  readonly picture: (folder: string, name: string) => Promise<void>
  /** What the page or the policy complained of since the last time this was asked. */
  readonly complaints: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const project = join(import.meta.dirname, '../..')
const windowAddress = 'app://bundle/'

/** A machine that stood still for half a minute, as one that is shared may, locks no program but those of tests about it. */
const unhurried = { PARITY_TEST_GAP_MS: '3600000' }

/** Opens the program with a home of its own, which is removed when it is closed. */
export async function openDesk(
  more: {
    readonly switches?: readonly string[]
    readonly env?: Readonly<Record<string, string>>
    /** What is run in place of Electron, with Electron's words. */
    readonly program?: string
    /** The program's own folder, when it is another's to remove. */
    readonly home?: string
  } = {},
): Promise<Desk> {
  const home = more.home ?? (await mkdtemp(join(tmpdir(), 'parity-desk-')))
  const isRoot = process.getuid?.() === 0
  const app = await _electron.launch({
    args: [project, `--user-data-dir=${home}`, ...(more.switches ?? [])],
    cwd: project,
    ...(more.program !== undefined && { executablePath: more.program }),
    env: { ...environment(), ...unhurried, ...more.env },
    // Playwright takes the sandbox away unless it is told not to; only root cannot have one.
    chromiumSandbox: !isRoot,
  })
  const spoken: string[] = []
  const listenTo = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') spoken.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (problem) => spoken.push(`error: ${problem.message}`))
    page.on('crash', () => spoken.push('the page crashed'))
  }
  let page = await mainWindow(app)
  let violations = violationsOf(page)
  listenTo(page)
  return {
    app,
    get page() {
      return page
    },
    home,
    async anew(act) {
      const before = page
      const next = app.waitForEvent('window', { predicate: (one) => one !== before && isMain(one) })
      // A page that goes while a key is down fails the driver's half of the key; whether it was made anew is what counts.
      const failure = await act().then(
        () => undefined,
        (problem: unknown) => problem,
      )
      page = await next.catch((problem: unknown) => {
        throw failure ?? problem
      })
      listenTo(page)
      await page.waitForLoadState('domcontentloaded')
      violations = violationsOf(page)
      return page
    },
    async picture(folder, name) {
      await mkdir(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}.png`) })
    },
    async complaints() {
      return [...spoken.splice(0), ...(await violations())]
    },
    async close() {
      await app.close()
      if (more.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** A page that prints is a window too, so the right one is told by its address. */
const isMain = (page: Page): boolean => page.url().startsWith(windowAddress)

async function mainWindow(app: ElectronApplication): Promise<Page> {
  const page = app.windows().find(isMain) ?? (await app.waitForEvent('window', { predicate: isMain }))
  await page.waitForLoadState('domcontentloaded')
  return page
}

/**
 * Chromium keeps the policy's reports of a page from its first moment on, so none is missed before we listen.
 * It gives all of them to whoever asks, so those told before are left out here.
 */
function violationsOf(page: Page): () => Promise<readonly string[]> {
  let told = { load: 0, reports: 0 }
  return async () => {
    const { load, reports } = await page.evaluate(
      () =>
        new Promise<{ load: number; reports: string[] }>((done) => {
          const reports: string[] = []
          const keep = (found: readonly { readonly body?: unknown }[]): void =>
            void reports.push(...found.map(({ body }) => JSON.stringify(body)))
          const observer = new ReportingObserver(keep, { types: ['csp-violation'], buffered: true })
          observer.observe()
          setTimeout(() => {
            observer.disconnect()
            done({ load: performance.timeOrigin, reports })
          }, 20)
        }),
    )
    const fresh = load === told.load ? reports.slice(told.reports) : reports
    told = { load, reports: reports.length }
    return fresh.map((report) => `policy: ${report}`)
  }
}

/** For a test whose sessions would be in the way of others’: does something at a desk of its own. */
export async function atOwnDesk(body: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await openDesk()
  try {
    await body(desk)
    expect(await desk.complaints()).toEqual([])
  } finally {
    await desk.close()
  }
}

const minuteMs = 60_000

type WorkerFixtures = { readonly desk: Desk }
type TestFixtures = { readonly withoutComplaints: undefined }

/** A test with the program open: one program for all tests, until one fails. A test also fails when the page or its policy complained. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  desk: [
    async ({}, use) => {
      const desk = await openDesk()
      // Tests with programs of their own may take longer than this one stays unlocked by itself. Nothing is bound to this key.
      const awake = setInterval(() => void desk.page.keyboard.press('ScrollLock').catch(() => undefined), minuteMs)
      await use(desk)
      clearInterval(awake)
      await desk.close()
    },
    { scope: 'worker' },
  ],
  withoutComplaints: [
    async ({ desk }, use) => {
      // Whoever comes next finds the desk free: nothing stands open, and no field takes the keys.
      await calm(desk.page)
      await desk.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
      await use(undefined)
      expect(await desk.complaints()).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
