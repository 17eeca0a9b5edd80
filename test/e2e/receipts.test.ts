import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { faults, listed, openSample, press } from './hands.ts'

// A patient pays at the desk: by the keyboard alone, seen in the balance, and taken back.

const pictures = 'test-results/receipts'
const panel = (page: Page) => page.getByRole('complementary')
const due = (page: Page) => panel(page).getByRole('region', { name: 'Paid by the patient' }).locator('dd').first()
const credit = (page: Page) => panel(page).getByRole('region', { name: 'Paid by the patient' }).locator('dd').nth(1)

test('a payment is taken from the panel of the patient, seen in the balance, and undone', async ({ desk }) => {
  test.setTimeout(240_000)
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'p', 'g', 'p')
  await page
    .getByRole('group', { name: 'Views' })
    .getByRole('button', { name: /^Owe us/ })
    .click()
  await expect(page.getByRole('grid', { name: 'Patients' }).locator('[data-index="0"] [role=gridcell]').last()).toHaveText(/[1-9]/)
  await listed(page, 'Patients').focus()
  await press(page, 'Enter')
  await panel(page).getByRole('heading', { name: 'Paid by the patient' }).waitFor()
  const before = await due(page).textContent()
  expect(before).toMatch(/[1-9]/)

  // More than is due: what is left waits as credit.
  await press(page, '$')
  await expect(page.getByLabel('Amount')).toBeFocused()
  await page.keyboard.type('2000')
  await expect(page.getByRole('dialog')).toContainText('waits as credit of')
  await page.getByLabel('Reference of the terminal').fill('4242 4242 4242 4242')
  await expect(page.getByRole('dialog')).toContainText('It is never kept')
  await expect(page.getByRole('button', { name: 'Take $2,000.00' })).toBeDisabled()
  await page.getByLabel('Reference of the terminal').fill('042871')
  await desk.picture(pictures, 'take')
  expect(await faults(page)).toEqual([])
  await press(page, 'Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(due(page)).not.toHaveText(/[1-9]/)
  await expect(credit(page)).toHaveText(/[1-9]/)
  await desk.picture(pictures, 'paid')

  await panel(page).getByRole('button', { name: 'All the money' }).click()
  const moves = page.getByRole('table', { name: 'Everything that moved it' })
  await expect(moves).toContainText('Received, card 042871')
  await desk.picture(pictures, 'money')
  expect(await faults(page)).toEqual([])
  await moves.getByRole('button', { name: /^Undo: Received, card 042871/ }).click()
  await press(page, 'Enter')
  await expect(moves).toContainText('Undone: Received, card 042871')
  await press(page, 'Escape')
  await expect(due(page)).toHaveText(before ?? '')
  await expect(credit(page)).not.toHaveText(/[1-9]/)
})
