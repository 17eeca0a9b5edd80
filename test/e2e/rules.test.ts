import { expect, test, type Page } from '@playwright/test'
import { openDesk, type Desk } from './desk.ts'
import { choose, faults, openDenial, openSample, press, toMissing } from './hands.ts'

// From a denial to a rule, from its back-test to the next claim that it holds, and to the approval that lets it go.

const pictures = 'test-results/rules'
const dialog = (page: Page) => page.getByRole('dialog')

test.describe.configure({ mode: 'serial', timeout: 240_000 })

// What a rule holds would be in the way of others.
let desk: Desk
test.beforeAll(async () => {
  desk = await openDesk()
})
test.afterAll(async () => {
  expect(await desk.complaints()).toEqual([])
  await desk.close()
})

test('a rule is written from a denial, tried, switched on, and holds the next claim until it is approved', async () => {
  const { page } = desk
  await openSample(page)
  await openDenial(page)
  await page.getByRole('button', { name: 'Write a rule' }).click()
  await dialog(page).getByLabel('What you call it').waitFor()
  await desk.picture(pictures, 'drawer')
  expect(await faults(page)).toEqual([])
  // As wide as the codes of the day: whoever paid.
  await dialog(page).getByLabel('What you call it').fill('Look at therapy first')
  await dialog(page).getByRole('button', { name: 'Without condition 1' }).click()
  while (
    (await dialog(page)
      .getByRole('group', { name: /^Condition/ })
      .count()) > 1
  )
    await dialog(page).getByRole('button', { name: 'Without condition 2' }).click()
  const codes = dialog(page).getByRole('group', { name: 'Condition 1' }).getByLabel('Values')
  for (const code of ['90791', '90792', '90832', '90834', '90837', '90847', '90853', '99213', '99214']) {
    await codes.fill(code)
    await press(page, 'Enter')
  }
  await dialog(page).getByLabel('What it says').fill('Denied before. Look at it first.')
  await desk.picture(pictures, 'drawer-wide')
  await press(page, 'Control+Enter')

  const caught = dialog(page).getByRole('button', { name: /denied, and caught/ })
  await caught.waitFor({ timeout: 60_000 })
  await expect(caught).toHaveText(/^[1-9]/)
  await expect(dialog(page).getByRole('table', { name: 'Claims behind the number' }).getByRole('row').first()).toBeVisible()
  await desk.picture(pictures, 'tried')
  expect(await faults(page)).toEqual([])
  await dialog(page).getByRole('button', { name: 'Switch it on' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const rule = page.getByRole('listitem', { name: 'Look at therapy first' })
  await expect(rule).toContainText('On')
  await expect(rule).toContainText('hold the claim until someone approves: Denied before. Look at it first.')
  await desk.picture(pictures, 'list')
  expect(await faults(page)).toEqual([])

  await toMissing(page)
  await press(page, 'm')
  await expect(page.getByRole('row').filter({ hasText: 'In the row' })).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'Why the rest' })).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByText(/^Row saved, /).last()).toBeVisible()
  await press(page, 'Escape')
  await page.getByRole('row').filter({ hasText: 'Held' }).last().click()
  await page.getByRole('button', { name: 'Open the claim' }).click()
  const claim = page.getByRole('complementary', { name: /^Claim/ })
  await expect(claim).toContainText('Held by a rule of yours')
  await expect(claim).toContainText('Your rule: Look at therapy first')
  await desk.picture(pictures, 'held')
  await claim.getByRole('button', { name: 'Approve' }).click()
  await dialog(page).getByLabel('Why it may go').fill('The note is there')
  await desk.picture(pictures, 'approve')
  await dialog(page).getByRole('button', { name: 'Approve' }).click()
  await expect(claim).toContainText('All checks passed')
  await expect(claim).toContainText(/Approved by .*: The note is there/)
  await desk.picture(pictures, 'approved')
})

test('the edits are found by word, box and segment', async () => {
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 's')
  await page.getByRole('button', { name: 'Edits', exact: true }).click()
  await page.getByRole('table', { name: 'Every payer' }).waitFor()
  await desk.picture(pictures, 'edits')
  await page.getByLabel('Search the edits').fill('box 24D telehealth')
  await expect(page.getByRole('status').filter({ hasText: ' of ' })).toBeVisible()
  await expect(page.getByText('M05', { exact: true })).toHaveCount(0)
  expect(await faults(page)).toEqual([])
  await choose(page, 'Dark theme')
  await desk.picture(pictures, 'edits-dark')
  await page.getByRole('button', { name: 'Rules', exact: true }).click()
  await page.getByRole('listitem', { name: 'Look at therapy first' }).waitFor()
  await desk.picture(pictures, 'list-dark')
  await page.getByRole('button', { name: 'Edit Look at therapy first' }).click()
  await dialog(page).getByLabel('What you call it').waitFor()
  await desk.picture(pictures, 'drawer-dark')
  await press(page, 'Escape')
  await choose(page, 'Light theme')
})
