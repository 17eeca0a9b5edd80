import type { Locator, Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

// The one grid, as a biller's hands go through it: all on the claims of the sample practice.

const table = (page: Page): Locator => page.locator('[aria-label="Claims"][aria-multiselectable]')
const foot = (page: Page): Locator => table(page).locator('[role=row]').last()
const head = (page: Page, name: string): Locator => table(page).getByRole('columnheader', { name: new RegExp(`^${name}`) })
const row = (page: Page, index: number): Locator => table(page).locator(`[data-index="${index}"]`)
const cell = (page: Page, index: number, column: string): Locator => row(page, index).locator(`[data-col="${column}"]`)
const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters and selection' })
const view = (page: Page, name: string): Locator => page.getByRole('group', { name: 'Views' }).getByRole('button', { name })
const said = (page: Page): Locator => page.getByRole('status', { name: 'What the list shows' })

async function toClaims(page: Page, tab: string): Promise<void> {
  await openSample(page)
  await press(page, 'g', 'm')
  await view(page, tab).first().click()
  await row(page, 0).waitFor()
  await expect(foot(page)).toContainText('claim')
}

/** Opens the filter of a field by keys, and types its value. */
async function filter(page: Page, field: string, value: string): Promise<void> {
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).fill(field)
  await press(page, 'Enter')
  await page.keyboard.type(value)
  await press(page, 'Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test.describe.configure({ timeout: 240_000 })

test('a list is sorted by its heads and by two columns, and says so', async ({ desk: { page } }) => {
  await toClaims(page, 'All claims')
  await head(page, 'Charge').getByRole('button').first().click()
  await expect(head(page, 'Charge')).toHaveAttribute('aria-sort', 'descending')
  await expect(said(page)).toContainText('Sorted by Charge, highest first')
  await head(page, 'Service')
    .getByRole('button')
    .first()
    .click({ modifiers: ['Shift'] })
  await expect(head(page, 'Service')).toHaveAttribute('aria-sort', /.+/)
  await expect(said(page)).toContainText('then by Service')
  await view(page, 'All claims').first().click()
  await expect(head(page, 'Charge')).not.toHaveAttribute('aria-sort', /.+/)
})

test('filters are typed: a text, a span of days, a range of money; the last goes by Backspace', async ({ desk: { page } }) => {
  await toClaims(page, 'All claims')
  const all = (await foot(page).textContent()) ?? ''
  await filter(page, 'Service', 'last 90')
  await expect(bar(page)).toContainText('Service last 90 days')
  await filter(page, 'Charge', '100')
  await expect(bar(page)).toContainText('Charge from 100.00')
  await filter(page, 'Patient', 'a')
  await expect(bar(page)).toContainText('Patient has “a”')
  await expect(foot(page)).not.toHaveText(all)
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).press('Backspace')
  await expect(bar(page)).not.toContainText('Patient has')
  await press(page, 'Escape')
  await bar(page).getByRole('button', { name: 'Clear filters' }).click()
  await expect(foot(page)).toHaveText(all)
})

test('a menu of a cell keeps its value or leaves it out', async ({ desk: { page } }) => {
  await toClaims(page, 'Needs me')
  const payer = await cell(page, 0, 'payer').innerText()
  await cell(page, 0, 'payer').click({ button: 'right' })
  await page.getByRole('menuitem', { name: `Without ${payer}` }).click()
  await expect(bar(page)).toContainText(`Payer is not ${payer}`)
  await expect(row(page, 0)).not.toContainText(payer)
  await view(page, 'Needs me').first().click()
})

test('rows stand in groups with sums, which close and open by keys, and are selected as one', async ({ desk: { page } }) => {
  await toClaims(page, 'Needs me')
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).fill('group by status')
  await press(page, 'Enter')
  await expect(bar(page)).toContainText('Grouped by status')
  const groups = table(page).locator('[role=row][aria-expanded]')
  await expect(groups.first()).toBeVisible()
  await expect(foot(page)).toContainText(/in \d groups/)
  const before = await table(page).getAttribute('aria-rowcount')
  await press(page, 'g', 'g', 'ArrowLeft')
  await expect(groups.first()).toHaveAttribute('aria-expanded', 'false')
  await expect(table(page)).not.toHaveAttribute('aria-rowcount', before ?? '')
  await press(page, 'x')
  const many = (await groups.first().locator('[aria-colindex="2"]').innerText()).match(/\d+$/)?.[0] ?? ''
  await expect(bar(page)).toContainText(`${many} selected, owed $`)
  await press(page, 'Escape', 'ArrowRight')
  await expect(table(page)).toHaveAttribute('aria-rowcount', before ?? '')
  await press(page, 'Shift+ArrowLeft')
  await expect(table(page).locator('[data-index]')).toHaveCount(0)
  await press(page, 'Shift+ArrowRight')
  await expect(row(page, 0)).toBeVisible()
  await bar(page).getByRole('button', { name: 'Without groups' }).click()
  await expect(table(page)).toHaveAttribute('role', 'grid')
})

test('columns are pinned, moved and drawn by keys and by hand', async ({ desk: { page } }) => {
  await toClaims(page, 'All claims')
  const heads = (): Promise<string[]> => table(page).getByRole('columnheader').locator('[data-stop]').allInnerTexts()
  await head(page, 'Patient').getByRole('button').first().focus()
  await press(page, 'Alt+ArrowDown')
  await page.getByRole('menuitem', { name: 'Pin at the left' }).click()
  await expect.poll(heads).toEqual(expect.arrayContaining(['Patient']))
  await expect.poll(async () => (await heads())[1]).toBe('Patient')
  await head(page, 'Payer').getByRole('button').first().focus()
  const wide = (await head(page, 'Payer').boundingBox())?.width ?? 0
  await press(page, 'Shift+ArrowRight', 'Shift+ArrowRight')
  await expect.poll(async () => (await head(page, 'Payer').boundingBox())?.width).toBeCloseTo(wide + 20, 0)
  await press(page, 'Alt+ArrowLeft')
  await expect.poll(async () => (await heads()).indexOf('Payer')).toBeLessThan((await heads()).indexOf('Service'))
  const from = await head(page, 'Codes').boundingBox()
  const to = await head(page, 'Claim').boundingBox()
  if (!from || !to) throw new Error('No heads')
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(to.x + 4, to.y + 10, { steps: 6 })
  await page.mouse.up()
  await expect.poll(async () => (await heads()).indexOf('Codes')).toBeLessThan((await heads()).indexOf('Claim'))
  // Pinned, it stays where it is while the others go by; head and rows go by together.
  const pinned = await cell(page, 0, 'patient').boundingBox()
  await table(page).evaluate((element) => (element.style.maxWidth = '620px'))
  await table(page).evaluate((element) => element.scrollTo({ left: 300 }))
  await expect.poll(async () => (await cell(page, 0, 'patient').boundingBox())?.x).toBe(pinned?.x)
  const x = async (of: Locator): Promise<number | undefined> => (await of.boundingBox())?.x
  expect(await x(head(page, 'Payer'))).toBe(await x(cell(page, 0, 'payer')))
  expect(await x(head(page, 'Patient'))).toBe(await x(cell(page, 0, 'patient')))
  await table(page).evaluate((element) => (element.style.maxWidth = ''))
  await page.getByRole('button', { name: 'Columns', exact: true }).click()
  await page.getByRole('button', { name: 'As it was at first' }).click()
  await press(page, 'Escape')
  await expect.poll(async () => (await heads())[1]).toBe('Status')
})

test('one walks through cells, and the first row is scrolled to again', async ({ desk: { page } }) => {
  await toClaims(page, 'All claims')
  await table(page).focus()
  await press(page, 'ArrowRight', 'ArrowRight')
  await expect(table(page)).toHaveAttribute('aria-activedescendant', /-id$/)
  await press(page, 'End')
  await expect(table(page)).toHaveAttribute('aria-activedescendant', /-owed$/)
  await press(page, 'Control+End')
  await expect(table(page)).not.toHaveAttribute('aria-activedescendant', /row-0-/)
  await press(page, 'Control+Home', 'Escape')
  await expect(table(page)).toHaveAttribute('aria-activedescendant', 'claims-row-0')
  await table(page).evaluate((element) => element.scrollTo({ top: 3000 }))
  // It stands above what is in sight, where what reads the screen aloud still finds it.
  await expect(row(page, 0)).toHaveCount(1)
  await expect(row(page, 0)).not.toBeInViewport()
  await press(page, 'Home')
  await expect(row(page, 0)).toBeVisible()
})

test('a view is saved for the practice, put on the rail with its count, changed, and forgotten with a way back', async ({
  desk: { page },
}) => {
  await toClaims(page, 'All claims')
  await filter(page, 'Service', 'this year')
  await press(page, 'Shift+V')
  await page.getByLabel('Name').fill('Of this year')
  await page.getByRole('radio', { name: /The practice/ }).click()
  await page.getByRole('button', { name: 'Save as “Of this year”' }).click()
  await expect(view(page, 'Of this year').first()).toHaveAttribute('aria-pressed', 'true')
  const menu = view(page, 'The view Of this year')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Put on the rail' }).click()
  const rail = page.getByRole('group', { name: 'Views on the rail' }).getByRole('button', { name: /Of this year/ })
  await expect(rail).toContainText(/\d/)
  await head(page, 'Owed').getByRole('button').first().click()
  await expect(view(page, 'Of this year ·').first()).toBeVisible()
  await menu.click()
  await page.getByRole('menuitem', { name: 'Save what changed' }).click()
  await expect(view(page, 'Of this year ·')).toHaveCount(0)
  await menu.click()
  await page.getByRole('menuitem', { name: 'Forget' }).click()
  await expect(rail).toHaveCount(0)
  await press(page, 'Control+z')
  await expect(rail).toBeVisible()
  await rail.click()
  await expect(head(page, 'Owed')).toHaveAttribute('aria-sort', 'descending')
  await menu.click()
  await page.getByRole('menuitem', { name: 'Forget' }).click()
  await expect(rail).toHaveCount(0)
})

test('ready claims are held after a look at what will change, and are ready again by one key', async ({ desk: { page } }) => {
  await toClaims(page, 'Ready to send')
  await table(page).focus()
  await press(page, 'Control+a')
  const many = (await bar(page).getByRole('status').innerText()).match(/^\d+/)?.[0] ?? ''
  await press(page, 'h')
  await page.getByRole('heading', { name: new RegExp(`^Hold ${many} claims?\\?`) }).waitFor()
  await expect(page.getByRole('dialog')).toContainText(`${many} claim`)
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Why').fill('Waiting for the new fee schedule')
  await press(page, 'Control+Enter')
  await expect(page.getByRole('contentinfo')).toContainText(`${many} claim`)
  await expect(page.getByText('No claims here')).toBeVisible()
  await press(page, 'Control+z')
  await row(page, 0).waitFor()
  await expect(foot(page)).toContainText(`${many} claim`)
})

test('a range is selected and copied with its heads, a cell alone without', async ({ desk: { app, page } }) => {
  await toClaims(page, 'All claims')
  await table(page).focus()
  await press(page, 'x', 'Shift+J', 'Shift+J')
  await expect(bar(page)).toContainText('3 selected')
  await press(page, 'Control+c')
  const clipboard = (): Promise<string> => app.evaluate(({ clipboard: it }) => it.readText())
  await expect.poll(async () => (await clipboard()).split('\n').length).toBe(4)
  expect((await clipboard()).split('\n')[0]?.split('\t').slice(0, 3)).toEqual(['Status', 'Claim', 'Patient'])
  await expect(page.getByRole('contentinfo')).toContainText('3 rows copied')
  await press(page, 'Escape', 'ArrowRight', 'ArrowRight')
  const id = await cell(page, 2, 'id').innerText()
  await press(page, 'Control+c')
  await expect.poll(clipboard).toBe(id)
  await press(page, 'Escape')
})

test('nothing is wrong with a grouped list in any theme', async ({ desk: { page } }) => {
  await toClaims(page, 'Needs me')
  await head(page, 'Status').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Group by Status' }).click()
  await table(page).locator('[role=row][aria-expanded]').first().waitFor()
  for (const theme of ['light', 'dark', 'contrast']) {
    // oxlint-disable-next-line no-await-in-loop
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
    // oxlint-disable-next-line no-await-in-loop
    expect(await faults(page)).toEqual([])
  }
})
