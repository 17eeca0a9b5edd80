import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { choose, faults, listed, openSample, press } from './hands.ts'

// What stands beside a list: every panel whole, an amount unfolded to its segment, words that explain themselves, hints that go for good.

const pictures = 'test-results/panels'
const panel = (page: Page) => page.getByRole('complementary')

/** A list with its first row open that fits a filter of the tab. */
async function openRow(page: Page, key: string, list: string, heading: string): Promise<void> {
  // A second time shows the list as it begins, whatever was open on it.
  await press(page, 'g', key, 'g', key)
  await listed(page, list).locator('[data-index="0"]').waitFor()
  await press(page, 'Enter')
  await panel(page).getByRole('heading', { name: heading }).waitFor()
}

/** A patient who owes something, among those that owe. */
async function toOwing(page: Page): Promise<void> {
  // Twice: the list, whatever was left open there.
  await press(page, 'g', 'p', 'g', 'p')
  await page
    .getByRole('group', { name: 'Views' })
    .getByRole('button', { name: /^Owe us/ })
    .click()
  // Until the first of them stands first: the list of before shows a moment longer.
  await expect(page.getByRole('grid', { name: 'Patients' }).locator('[data-index="0"] [role=gridcell]').last()).toHaveText(/[1-9]/)
}

test.describe.configure({ mode: 'serial', timeout: 300_000 })

test('a first use has one hint, and it goes for good', async ({ desk }) => {
  await openSample(desk.page)
  await press(desk.page, 'g', 'm')
  const hint = desk.page.getByRole('note', { name: 'Hint' })
  await expect(hint).toContainText('The panel says what to do next.')
  await desk.picture(pictures, 'hint')
  await hint.getByRole('button', { name: 'Got it' }).click()
  await expect(hint).toHaveCount(0)
  await press(desk.page, 'g', 'd')
  await expect(hint).toContainText('days left')
  await press(desk.page, 'g', 'm')
  await expect(hint).toHaveCount(0)
})

const panels = [
  ['claim', 'm', 'Claims', 'History'],
  ['denial', 'd', 'Denials', 'History'],
  ['patient', 'p', 'Patients', 'Coverage'],
  ['file', 'x', 'Exchange', 'What the file says'],
  ['eligibility', 'e', 'Eligibility', 'Facts'],
] as const
for (const [name, key, list, heading] of panels)
  test(`the panel of a ${name}`, async ({ desk }) => {
    await openSample(desk.page)
    await openRow(desk.page, key, list, heading)
    await desk.picture(pictures, name)
    expect(await faults(desk.page)).toEqual([])
  })

test('an amount unfolds to its sessions, postings and segments, and the sentence can be copied', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await toOwing(page)
  await press(page, '=')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.getByText('What to say')).toBeVisible()
  await desk.picture(pictures, 'explain')
  await expect(panel(page)).toContainText('Follow it down to the file.')
  await expect(panel(page)).toContainText(/Segment [\d,]+, byte [\d,]+, loop 2110/)
  expect(await faults(page)).toEqual([])
  await press(page, 'Control+c')
  await expect(page.getByText('The sentence is copied.').last()).toBeVisible()
  await panel(page).getByRole('button', { name: 'Show the whole file' }).click()
  await page.getByRole('heading', { name: 'Exchange' }).waitFor()
  await expect(panel(page).locator('[data-segment]').first()).toBeVisible()
  await desk.picture(pictures, 'whole-file')
})

test('a word of the trade explains itself to pointer and keyboard, and Esc puts it away', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await openRow(page, 'm', 'Claims', 'History')
  const word = panel(page).getByText('File by', { exact: true })
  await word.hover()
  const tip = page.getByRole('tooltip')
  await expect(tip).toContainText('The last day on which this payer takes the claim in.')
  await tip.hover()
  await expect(tip).toBeVisible()
  await desk.picture(pictures, 'term')
  await press(page, 'Escape')
  await expect(tip).toHaveCount(0)
  await expect(panel(page)).toBeVisible()
  await panel(page).getByText('Member id', { exact: true }).focus()
  await press(page, 'Shift+Tab', 'Tab')
  await expect(tip).toContainText('The number by which the payer knows the patient')
  await press(page, 'Escape')
  await expect(tip).toHaveCount(0)
})

test('an explanation, the glossary and the keys are sound in every theme', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  for (const theme of ['Dark theme', 'High contrast', 'Light theme']) {
    await choose(page, theme)
    await toOwing(page)
    await press(page, '=')
    await panel(page).getByRole('heading', { name: 'What the file says' }).waitFor()
    expect(await faults(page)).toEqual([])
    await desk.picture(pictures, `explain-${theme.slice(0, 4)}`)
    await press(page, '?')
    await page.getByRole('heading', { name: /^Keys of/ }).waitFor()
    expect(await faults(page)).toEqual([])
    await desk.picture(pictures, `keys-${theme.slice(0, 4)}`)
    await press(page, 'Escape')
    await press(page, 'Control+k')
    await page.getByRole('combobox', { name: 'Find a patient' }).fill('>what does')
    await page.getByRole('option', { name: 'What does a word mean?' }).waitFor()
    await press(page, 'Enter')
    await page.getByRole('textbox', { name: 'Find a word' }).fill('deduct')
    await expect(page.getByRole('region', { name: 'Words' })).toContainText('before the plan begins to pay')
    expect(await faults(page)).toEqual([])
    await desk.picture(pictures, `glossary-${theme.slice(0, 4)}`)
    await press(page, 'Escape')
  }
})

test('a narrow window scrolls each part once', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  const [width = 0, height = 0] = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize() ?? [])
  const size = (...to: readonly [number, number]): Promise<void> =>
    desk.app.evaluate(({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setSize(wide, high), to)
  await size(1100, 700)
  await openRow(page, 'p', 'Patients', 'Coverage')
  await desk.picture(pictures, 'narrow-panel')
  await press(page, 'e')
  await page.getByLabel('Last name').waitFor()
  await desk.picture(pictures, 'narrow-drawer')
  const scrolled = await page.evaluate(() =>
    [...document.querySelectorAll('.mantine-Drawer-content, .mantine-Drawer-content *, .mantine-Drawer-inner')]
      .filter(
        (one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 80,
      )
      .map((one) => one.className),
  )
  expect(scrolled.length).toBeLessThanOrEqual(1)
  // The next test finds the window as it was, and no drawer that keeps its keys.
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await size(width, height)
})
