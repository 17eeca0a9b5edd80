import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openDesk, test, type Desk } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// One sitting in several windows: what is done in one shows in the other, and what ends the sitting ends all of them.

const pictures = 'test-results/windows'
/** The program's folder with the sample practice in it, made once. */
let home = ''

test.beforeAll(async () => {
  test.setTimeout(300_000)
  home = await mkdtemp(join(tmpdir(), 'parity-windows-'))
  const desk = await openDesk({ home })
  await desk.page.getByRole('heading', { level: 1 }).waitFor()
  await desk.page.screenshot({ path: join(pictures, 'first-run.png') })
  await press(desk.page, '1')
  await desk.page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 240_000 })
  await desk.close()
})
test.afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 3 }))

/** Does something that opens another window, and gives its page when it stands. */
async function beside(desk: Desk, act: () => Promise<unknown>): Promise<Page> {
  const next = desk.app.waitForEvent('window')
  await act()
  const page = await next
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 20_000 })
  return page
}

/** The window as it is on the glass: a page's own picture does not know its size. */
async function glass(desk: Desk, name: string): Promise<void> {
  const picture = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows().at(-1)?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  await mkdir(pictures, { recursive: true })
  await writeFile(join(pictures, `${name}.png`), Buffer.from(picture, 'base64'))
}

const ours = (desk: Desk): readonly Page[] => desk.app.windows().filter((page) => page.url().startsWith('app://bundle/'))
const themeOf = (page: Page): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['theme'])

test('two windows are one sitting: each goes where it likes, the look is the same in both, and there is a limit', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk({ home })
  try {
    await openSample(desk.page)
    await press(desk.page, 'g', 'm')
    await desk.page.getByRole('heading', { name: 'Claims', level: 1 }).waitFor()
    const other = await beside(desk, () => press(desk.page, 'Control+Shift+N'))
    await other.getByRole('heading', { name: 'Claims', level: 1 }).waitFor()
    await press(other, 'g', 'r')
    await other.getByRole('heading', { name: 'Remits', level: 1 }).waitFor()
    await expect(desk.page.getByRole('heading', { name: 'Claims', level: 1 })).toBeVisible()

    await choose(other, 'Dark theme')
    await expect.poll(() => themeOf(desk.page)).toBe('dark')
    expect(await themeOf(other)).toBe('dark')
    const sizes = (): Promise<readonly number[]> => Promise.all(ours(desk).map((page) => page.evaluate(() => window.innerWidth)))
    const before = await sizes()
    await press(desk.page, 'Control+=', 'Control+=')
    await expect.poll(async () => (await sizes()).every((width, n) => width < (before[n] ?? 0) / 1.2)).toBe(true)
    await press(other, 'Control+0')
    await expect.poll(sizes).toEqual(before)

    const third = await beside(desk, () => press(other, 'Control+Shift+N'))
    // A window that is opened begins as the others look.
    expect(await themeOf(third)).toBe('dark')
    await beside(desk, () => press(other, 'Control+Shift+N'))
    await press(other, 'Control+Shift+N')
    await expect(other.getByRole('button', { name: /^Four windows are open/ })).toBeVisible()
    expect(ours(desk)).toHaveLength(4)
    await third.close()
    expect(ours(desk)).toHaveLength(3)
  } finally {
    await desk.close()
  }
})

test('what a screen shows is printed as pages, with a row in the log, and an undo is told', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk({ home })
  const folder = await mkdtemp(join(tmpdir(), 'parity-print-'))
  const { page } = desk
  /** The person says where the file goes. */
  const saveTo = (name: string): Promise<void> =>
    desk.app.evaluate(
      ({ dialog }, path) => {
        Object.assign(dialog, {
          showSaveDialog: (_window: unknown, options: { readonly defaultPath?: string }) => {
            Object.assign(globalThis, { suggested: options.defaultPath })
            return Promise.resolve({ canceled: false, filePath: path })
          },
        })
      },
      join(folder, name),
    )
  const printed = async (name: string): Promise<Buffer> => {
    await saveTo(name)
    await press(page, 'Control+p')
    await page.getByRole('heading', { name: /^Print / }).waitFor()
    await page.screenshot({ path: join(pictures, `dialog-${name}.png`) })
    await page.getByRole('button', { name: 'Save as PDF' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 20_000 })
    await expect(page.getByRole('button', { name: /^The PDF is written/ })).toBeVisible()
    return readFile(join(folder, name))
  }
  try {
    await openSample(page)
    await choose(page, 'Dark theme')
    await page.screenshot({ path: join(pictures, 'today-dark.png') })
    await press(page, 'g', 'm')
    await page.getByRole('grid', { name: 'Claims' }).locator('[data-index="0"]').waitFor()
    const list = await printed('claims.pdf')
    expect(list.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await stat(join(folder, 'claims.pdf'))).mode & 0o077).toBe(0)
    expect(await desk.app.evaluate(() => String(Reflect.get(globalThis, 'suggested')))).toMatch(/Claims \d{4}-\d\d-\d\d\.pdf$/)
    await page.screenshot({ path: join(pictures, 'printed.png') })
    await press(page, 'g', 't')
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor()
    await printed('today.pdf')
    await press(page, 'g', 'c')
    await page.getByRole('grid', { name: /^Sessions of/ }).waitFor()
    await printed('charges.pdf')
    await press(page, 'Control+j')
    await page.getByRole('complementary', { name: 'Activity' }).waitFor()
    expect(await faults(page)).toEqual([])
    await page.screenshot({ path: join(pictures, 'activity-dark.png') })
    await press(page, 'Control+j')
    await press(page, 'Control+z')
    await expect(page.getByRole('button', { name: 'Nothing to take back.' })).toBeVisible()
  } finally {
    if (process.env['KEEP_PAGES'] === undefined) await rm(folder, { recursive: true, force: true })
    await desk.close()
  }
})

test('every part of the window opens to why, at any size', async () => {
  test.setTimeout(240_000)
  const desk = await openDesk({ home })
  const { page } = desk
  const shot = (name: string): Promise<unknown> => page.screenshot({ path: join(pictures, `${name}.png`) })
  try {
    await openSample(page)
    await page.waitForTimeout(1500)
    await shot('today-light')
    await press(page, 'g', 'm')
    await page.getByRole('grid', { name: 'Claims' }).locator('[data-index="0"]').waitFor()
    await press(page, 'x', 'j', 'x', 'j', 'x')
    await press(page, 'Control+k')
    await page.waitForTimeout(400)
    await shot('palette-empty')
    await page.keyboard.type('quin')
    await page.getByRole('option', { name: /Quin/ }).first().waitFor()
    await page.waitForTimeout(300)
    await shot('palette-quin')
    await press(page, 'Escape')
    await press(page, 'g', 's')
    await page.getByRole('button', { name: 'Appearance' }).click()
    await shot('appearance')
    await page.getByRole('button', { name: 'About', exact: true }).click()
    await shot('about')
    await page.getByRole('button', { name: 'Licenses of what is inside' }).click()
    await page.getByRole('group', { name: 'Packages' }).getByText('dexie', { exact: true }).click()
    await shot('licences')
    await press(page, 'Escape')
    await page.getByRole('button', { name: /^Locks in/ }).click()
    await page.waitForTimeout(300)
    await shot('locks-in')
    await press(page, 'Escape')
    await page.getByRole('button', { name: /Online|Offline/ }).click()
    await page.waitForTimeout(300)
    await shot('online')
    await press(page, 'Escape')
    await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1100, 700))
    await press(page, 'Control+=', 'Control+=', 'Control+=')
    await press(page, 'g', 't')
    await page.waitForTimeout(600)
    await glass(desk, 'zoom-today')
    await press(page, 'g', 'm')
    await page.waitForTimeout(600)
    await glass(desk, 'zoom-claims')
    await press(page, 'Control+k')
    await page.waitForTimeout(600)
    await glass(desk, 'zoom-palette')
    await press(page, 'Escape')
    await press(page, 'Control+0')
    await desk.anew(() => page.getByRole('button', { name: 'Set up a practice of your own' }).click())
    await desk.page.getByRole('heading', { name: /^Welcome/ }).waitFor({ timeout: 10_000 })
    await desk.page.screenshot({ path: join(pictures, 'doors.png') })
  } finally {
    await desk.close()
  }
})
