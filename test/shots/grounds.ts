import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { openDesk, type Desk } from '../e2e/desk.ts'
import { listed, openSample, press } from '../e2e/hands.ts'
import { pidOf } from '../e2e/processes.ts'
import type { Ground } from './stop.ts'

// What journeys stand on, and the few things all of them do.

const WIDTH = 1440
const HEIGHT = 900

/** The program as it starts on a computer that has never seen it. */
export async function bare(env: Readonly<Record<string, string>> = {}): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'parity-shots-'))
  const desk = await openDesk({ env })
  await size(desk, WIDTH, HEIGHT)
  return {
    desk,
    folder,
    get page() {
      return desk.page
    },
    async close() {
      await desk.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** The sample practice, open. */
export async function sample(env: Readonly<Record<string, string>> = {}): Promise<Ground> {
  const ground = await bare(env)
  await openSample(ground.page)
  return ground
}

/** The room inside the window, in pixels of the screen. */
export async function size(desk: Desk, width = WIDTH, height = HEIGHT): Promise<void> {
  await desk.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const)
}

/** Writes what the window shows to a file. The driver's own pictures know nothing of a window that was enlarged. */
export async function picture({ desk, page }: Ground, folder: string, name: string): Promise<void> {
  const factor = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 1)
  if (factor === 1) return void (await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' }))
  const bytes = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage()
    return image?.toPNG().toString('base64') ?? ''
  })
  await writeFile(join(folder, `${name}.png`), Buffer.from(bytes, 'base64'))
}

/** The engine hears nothing until it is woken: whatever is asked stays under way. */
export async function halt({ desk }: Ground): Promise<void> {
  process.kill(await pidOf(desk.app, 'Parity engine'), 'SIGSTOP')
}
export async function wake({ desk }: Ground): Promise<void> {
  process.kill(await pidOf(desk.app, 'Parity engine'), 'SIGCONT')
}

/** What the next dialogs of the system answer. */
export async function answerDialogs(desk: Desk, answers: { readonly open?: string; readonly save?: string }): Promise<void> {
  await desk.app.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === undefined, filePaths: open === undefined ? [] : [open] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' })
  }, answers)
}

export const grid = (page: Page, name: string) => listed(page, name)
export const panel = (page: Page) => page.getByRole('complementary')
export const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
export const rail = (page: Page) => page.getByRole('navigation', { name: 'Screens' })

/** Goes to a screen. Twice, so that what was left open there is left. */
export async function go(page: Page, key: string): Promise<void> {
  await press(page, 'g', key, 'g', key)
}

/** Goes to a list, shows one of its own views, and waits for rows. */
export async function toList(page: Page, key: string, name: string, view?: RegExp): Promise<void> {
  await go(page, key)
  if (view !== undefined) await page.getByRole('group', { name: 'Views' }).getByRole('button', { name: view }).click()
  await grid(page, name).locator('[data-index="0"]').waitFor()
}

/** Opens the first row of the list and waits for a heading in its panel. */
export async function openRow(page: Page, heading: string): Promise<void> {
  await press(page, 'Home', 'Enter')
  await panel(page).getByRole('heading', { name: heading }).waitFor()
}

/** Shows the rows of which one column is one of a few words. */
export async function filterBy(page: Page, head: string, word: string): Promise<void> {
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).fill(head)
  await press(page, 'Enter')
  await page.getByRole('dialog').getByRole('checkbox', { name: word, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** A section of Setup, by its name. */
export async function section(page: Page, name: string): Promise<void> {
  await go(page, 's')
  await page.getByRole('navigation', { name: 'Sections of setup' }).getByRole('button', { name, exact: true }).click()
  await page.getByRole('heading', { name, exact: true }).first().waitFor()
}

/** Locks; the window is made anew. */
export async function lock(ground: Ground): Promise<Page> {
  const before = ground.page
  const page = await ground.desk.anew(() => press(before, 'Control+l'))
  await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
  await size(ground.desk)
  return page
}
