import { readFile, writeFile } from 'node:fs/promises'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { SCREENS } from '../../../src-shared/contract/today.ts'
import { choose, press } from '../../e2e/hands.ts'
import { answerDialogs, button, go, grid, halt, lock, openRow, rail, sample, size, toList, wake } from '../grounds.ts'
import { keyOf, type Ground, type Journey, type Stop } from '../stop.ts'

// The same screens when something is not as it should be: the engine does not answer, the line is down, the disk is damaged, the window is small.

const loading: readonly Stop[] = [
  {
    name: 'today-loading',
    shows: [['today', 'loading']],
    async reach(ground) {
      // Whoever signs in again stands where they stood before, and has not seen Today yet.
      await go(ground.page, 's')
      const page = await lock(ground)
      await press(page, 'Enter')
      await rail(page).waitFor({ timeout: 30_000 })
      await page.getByLabel('Name of the practice').waitFor()
      await halt(ground)
      await press(page, 'g', 't')
      await page.getByRole('status', { name: 'Loading' }).first().waitFor()
    },
    async leave(ground) {
      await wake(ground)
      await rail(ground.page).waitFor()
    },
  },
  ...SCREENS.filter((screen) => screen !== 'today' && screen !== 'setup').map((screen): Stop => ({
    name: `${screen}-loading`,
    shows: [[screen, 'loading']],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'g', keyOf[screen])
      await ground.page.getByRole('status', { name: 'Loading' }).first().waitFor()
    },
    leave: wake,
  })),
  {
    name: 'setup-loading',
    shows: [['setup', 'loading']],
    async reach(ground) {
      await go(ground.page, 's')
      await ground.page.getByLabel('Name of the practice').waitFor()
      await halt(ground)
      await ground.page.getByRole('navigation', { name: 'Sections of setup' }).getByRole('button', { name: 'People' }).click()
      await ground.page.getByRole('status', { name: 'Loading' }).first().waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-panel-loading',
    async reach(ground) {
      await toList(ground.page, 'm', 'Claims', /^Needs me/)
      await halt(ground)
      await press(ground.page, 'Home', 'Enter')
      await ground.page.getByRole('complementary').getByRole('status', { name: 'Loading' }).waitFor()
    },
    leave: wake,
  },
]

const sizes: readonly Stop[] = [
  {
    name: 'claims-comfortable',
    drawn: '02-claims',
    async reach({ page }) {
      await choose(page, 'Comfortable rows')
      await toList(page, 'm', 'Claims', /^Needs me/)
      await openRow(page, 'History')
    },
    leave: ({ page }) => choose(page, 'Compact rows'),
  },
  ...(['today', 'claims', 'charges', 'remits', 'denials', 'appeals', 'setup'] as const).map((screen): Stop => ({
    name: `${screen}-small`,
    async reach({ desk, page }) {
      await size(desk, 1100, 700)
      await go(page, keyOf[screen])
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    },
    leave: ({ desk }) => size(desk),
  })),
  ...(['today', 'claims', 'charges', 'eligibility'] as const).map((screen): Stop => ({
    name: `${screen}-large-type`,
    async reach(ground) {
      await zoom(ground, 1.5)
      await go(ground.page, keyOf[screen])
      await ground.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await expect(ground.page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    },
    leave: (ground) => zoom(ground, 1),
  })),
]

const zoom = ({ desk }: Ground, factor: number): Promise<void> =>
  desk.app.evaluate(({ BrowserWindow }, one) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(one), factor)

const jobs: readonly Stop[] = [
  {
    name: 'drop',
    async reach({ page }) {
      await go(page, 't')
      await dragOver(page, 'dragenter')
      await page.getByText(/^Drop to take in/).waitFor()
    },
    leave: ({ page }) => dragOver(page, 'dragleave'),
  },
  {
    name: 'exchange-taking-in',
    async reach(ground) {
      const { page, folder } = ground
      const file = join(folder, 'remittance.835')
      await toList(page, 'x', 'Exchange')
      await grid(page, 'Exchange').getByText('835').first().click()
      await answerDialogs(ground.desk, { save: file })
      await button(page, 'Save a copy').first().click()
      await expect.poll(() => readFile(file, 'latin1').catch(() => '')).toContain('ISA')
      const whole = await readFile(file, 'latin1')
      await writeFile(join(folder, 'cut off.835'), whole.slice(0, whole.length / 2))
      await writeFile(join(folder, 'notes.txt'), 'Not a file of a payer.')
      await press(page, 'Escape')
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(['remittance.835', 'cut off.835', 'notes.txt'].map((name) => join(folder, name)))
      // Small files are in within a moment: on a quick machine it is over before it is seen.
      await page
        .getByRole('progressbar')
        .or(page.getByRole('list', { name: 'Files' }))
        .first()
        .waitFor()
    },
  },
  {
    name: 'exchange-taken-in',
    shows: [['exchange', 'partial']],
    async reach({ page }) {
      await page.getByRole('list', { name: 'Files' }).getByText('notes.txt').waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'backup-under-way',
    async reach(ground) {
      const { page } = ground
      await go(page, 's')
      await page.getByRole('navigation', { name: 'Sections of setup' }).getByRole('button', { name: 'Backups' }).click()
      await page.getByRole('heading', { name: 'Folders' }).waitFor()
      await halt(ground)
      await press(page, 'b')
      await page.getByText('Making a backup').first().waitFor()
    },
    leave: wake,
  },
]

/** As a person who holds a file over the window. */
async function dragOver(page: Ground['page'], type: string): Promise<void> {
  await page.evaluate((what) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['ISA'], 'remittance.835'))
    document.querySelector('main')?.dispatchEvent(new DragEvent(what, { bubbles: true, dataTransfer }))
  }, type)
}

const offline: readonly Stop[] = SCREENS.map((screen) => ({
  name: `${screen}-offline`,
  shows: [[screen, 'offline']],
  // But for the line in the status bar it is the screen that was looked at before.
  picturesOnly: screen !== 'today',
  async reach({ page }) {
    await page.context().setOffline(true)
    await go(page, keyOf[screen])
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    expect(await page.evaluate(() => navigator.onLine)).toBe(false)
  },
  leave: ({ page }) => page.context().setOffline(false),
}))

/** Writes over all but the first pages of the book, as a disk that dies does. What was not read yet cannot be read any more. */
async function damage({ desk }: Ground): Promise<void> {
  const books = readdirSync(desk.home, { recursive: true, encoding: 'utf8' }).filter((name) => /book[^/\\]*\.db$/.test(name))
  const [largest] = books.map((name) => join(desk.home, name)).toSorted((a, b) => statSync(b).size - statSync(a).size)
  if (largest === undefined) throw new Error('There is no book.')
  const bytes = await readFile(largest)
  bytes.fill(0x5a, 4096 * 4)
  await writeFile(largest, bytes, { flag: 'r+' })
}

const errors: readonly Stop[] = [
  ...SCREENS.filter((screen) => screen !== 'today').map((screen): Stop => ({
    name: `${screen}-error`,
    shows: [[screen, 'error']],
    async reach({ page }) {
      await press(page, 'g', keyOf[screen])
      await page.getByRole('main').getByRole('alert').first().waitFor()
    },
  })),
  {
    name: 'today-error',
    shows: [['today', 'error']],
    async reach({ page }) {
      await page.reload()
      await page.getByRole('alert').first().waitFor()
    },
  },
]

/** The sample practice when something is not as it should be. */
export const states: Journey = { name: 'states', open: () => sample(), stops: [...loading, ...sizes, ...jobs, ...offline] }

/** The same when its disk dies. */
export const dying: Journey = {
  name: 'dying',
  async open() {
    const ground = await sample()
    await damage(ground)
    return ground
  },
  stops: errors,
}

const soonMs = 30_000
export const soon: Journey = {
  name: 'soon',
  open: () => sample({ PARITY_TEST_IDLE_MS: `${soonMs}` }),
  stops: [
    {
      name: 'lock-soon',
      async reach({ page }) {
        await press(page, 'g', 't')
        await page.getByText('Press any key to stay.').waitFor({ timeout: soonMs })
      },
    },
  ],
}
