import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { choose, faults, listed, openSample, press } from './hands.ts'

// A clinician who was not enrolled yet holds the claim; a claim that a person held is let go with a reason. The panel in its four states.

const pictures = 'test-results/credentials'
const dialog = (page: Page) => page.getByRole('dialog')
const panel = (page: Page) => page.getByRole('complementary', { name: /^Claim/ })

test.describe.configure({ mode: 'serial', timeout: 240_000 })

async function toClaims(page: Page, view: RegExp): Promise<void> {
  await press(page, 'g', 'm')
  await page.getByRole('group', { name: 'Views' }).getByRole('button', { name: view }).first().click()
  await listed(page, 'Claims').locator('[data-index="0"]').waitFor()
  await listed(page, 'Claims').focus()
}
async function openFirst(page: Page): Promise<void> {
  await press(page, 'Home', 'Enter')
  await panel(page).getByRole('heading', { name: 'History' }).waitFor()
}
async function openClaim(page: Page, id: string): Promise<void> {
  await toClaims(page, /^All claims/)
  await page.getByRole('row').filter({ hasText: id }).first().click()
  await panel(page).getByRole('heading', { name: 'History' }).waitFor()
}
async function toClinicians(page: Page): Promise<void> {
  await press(page, 'g', 's')
  await page.getByRole('button', { name: 'Clinicians', exact: true }).click()
  await page
    .getByRole('button', { name: /^Credentials of / })
    .first()
    .waitFor()
}

test('a claim of a clinician who was not enrolled is held, and goes when that is taken back', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await toClaims(page, /^Ready to send/)
  await openFirst(page)
  await desk.picture(pictures, 'ready')
  const text = await panel(page).innerText()
  const id = /Claim (\d+)/.exec(text)?.[1] ?? ''
  const payer = /\d{2}\/\d{2}\/\d{4}, (.+)/.exec(text)?.[1] ?? ''
  const clinician = await panel(page)
    .locator('dl div')
    .filter({ hasText: /^Clinician/ })
    .locator('dd')
    .innerText()
  await toClinicians(page)
  await desk.picture(pictures, 'clinicians')
  await page.getByRole('button', { name: `Credentials of ${clinician}` }).click()
  await dialog(page).getByRole('button', { name: 'Add a payer' }).waitFor()
  await desk.picture(pictures, 'empty')
  await dialog(page).getByRole('button', { name: 'Add a payer' }).click()
  const row = dialog(page).getByRole('group', { name: 'Enrollment 1' })
  await row.getByLabel('Payer').click()
  await page.getByRole('option', { name: payer }).click()
  await row.getByLabel('From, or asked on').fill('12/31/2031')
  await dialog(page).getByRole('button', { name: 'Add a license' }).click()
  await desk.picture(pictures, 'license')
  await expect(dialog(page).getByRole('group', { name: 'License 1' })).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Add a supervisor' }).click()
  await press(page, 'Control+Enter')
  await desk.picture(pictures, 'wrong')
  await dialog(page).getByRole('button', { name: 'Remove license 1' }).click()
  await dialog(page).getByRole('button', { name: 'Remove supervisor 1' }).click()
  await desk.picture(pictures, 'filled')
  expect(await faults(page)).toEqual([])
  await press(page, 'Control+Enter')
  await expect(dialog(page)).toHaveCount(0)
  await openClaim(page, id)
  await expect(panel(page)).toContainText('was not enrolled with')
  await expect(panel(page).getByRole('button', { name: 'Open the clinicians' })).toBeVisible()
  await desk.picture(pictures, 'stopped')
  await choose(page, 'Dark theme')
  await desk.picture(pictures, 'stopped-dark')
  await toClinicians(page)
  await page.getByRole('button', { name: `Credentials of ${clinician}` }).click()
  await dialog(page).getByRole('group', { name: 'Enrollment 1' }).waitFor()
  await desk.picture(pictures, 'filled-dark')
  await press(page, 'Escape')
  await choose(page, 'Light theme')
  await press(page, 'Control+z')
  await openClaim(page, id)
  await expect(panel(page)).toContainText('All checks passed')
})

test('a claim that was held by hand says why, and is let go with a reason', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await toClaims(page, /^Ready to send/)
  await openFirst(page)
  const id = /Claim (\d+)/.exec(await panel(page).innerText())?.[1] ?? ''
  await panel(page).getByRole('button', { name: /^Hold/ }).click()
  await dialog(page).getByLabel('Why').fill('Waiting for the new card')
  await press(page, 'Control+Enter')
  await expect(dialog(page)).toHaveCount(0)
  await openClaim(page, id)
  await expect(panel(page)).toContainText('Held by hand')
  await expect(panel(page)).toContainText('Waiting for the new card')
  await desk.picture(pictures, 'held')
  await choose(page, 'Dark theme')
  await desk.picture(pictures, 'held-dark')
  await choose(page, 'Light theme')
  await panel(page).getByRole('button', { name: 'Let it go' }).click()
  await dialog(page).getByLabel('Why it may go').fill('The card is here')
  await desk.picture(pictures, 'let-go')
  expect(await faults(page)).toEqual([])
  await press(page, 'Control+Enter')
  await expect(panel(page)).toContainText('All checks passed')
  await expect(panel(page)).toContainText('The card is here')
})
