import type { Page } from '@playwright/test'
import { atOwnDesk, expect, test } from './desk.ts'
import { openSample, press, toMissing } from './hands.ts'

// A day's charges as a biller makes them, without the mouse.

const field = (page: Page, name: string) => page.locator(`input[data-field=${name}]`)

/** Goes up the sheet to the next row whose panel offers this: which one it is depends on the day of the week. */
async function walkTo(page: Page, offer: string): Promise<void> {
  const button = page.getByRole('button', { name: offer })
  await expect(async () => {
    if (await button.isVisible()) return
    await press(page, 'k')
    await expect(button).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
}

test('a session that did not happen is marked, and stands after all', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await toMissing(page)
  const off = page.getByRole('row').filter({ hasText: 'No-show' })
  const before = await off.count()
  await press(page, 'Home', 'Shift+N')
  await expect(off).toHaveCount(before + 1)
  await expect(page.getByText(/: no-show\.$/)).toBeVisible()
  await off.last().click()
  await press(page, 'Enter')
  await expect(off).toHaveCount(before)
  await expect(page.getByText(/: it stands after all\.$/)).toBeVisible()
})

test('what is missing is confirmed by Enter, a walk-in is typed, and its claim is a key away', async ({ desk }) => {
  test.setTimeout(90_000)
  const { page } = desk
  await openSample(page)
  await toMissing(page)
  const missing = page.getByRole('row').filter({ hasText: 'Not charged' })
  const before = await missing.count()
  await press(page, 'm')
  await expect(page.getByRole('row').filter({ hasText: 'In the row' })).toHaveCount(1)
  await expect(page.getByRole('heading', { name: 'Why the rest' })).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByText(/^Row saved, /).last()).toBeVisible()
  await expect(missing).toHaveCount(Math.max(0, before - 2))

  await press(page, 'Shift+Escape')
  await expect(field(page, 'patient')).toBeFocused()
  await page.keyboard.type('quentin call')
  await page.getByRole('option', { name: /^Quentin Calloway/ }).waitFor()
  await press(page, 'Tab')
  await page.keyboard.type('2')
  await press(page, 'Tab')
  await page.keyboard.type('250')
  await press(page, 'Tab', 'Tab')
  await page.keyboard.type('90837')
  await expect(page.getByText('90837 was typed. 50 minutes supports 90834')).toBeVisible()
  await expect(page.getByText(/Saved as 90834/)).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByText('Row saved, 90834.').last()).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'Quentin Calloway' }).getByText('90834')).toBeVisible()
  await expect(field(page, 'patient')).toBeFocused()

  await press(page, 'Escape', 'End')
  const last = page.getByRole('complementary', { name: 'Session' })
  await expect(last).toBeVisible()
  await walkTo(page, 'Open the claim')
  await press(page, 'Enter')
  await expect(page.getByRole('complementary', { name: /^Claim/ })).toBeVisible()
  await press(page, 'Escape', 'Escape')
})

test('an injection is typed with its drug, and the claim and its form name it by NDC', () =>
  atOwnDesk(async ({ page }) => {
    await openSample(page)
    await toMissing(page)
    await page.getByRole('button', { name: /^Charge the/ }).click()
    const row = page.getByRole('group', { name: 'The row being typed' })
    await row.getByRole('combobox', { name: 'Service' }).fill('inj')
    await row.getByRole('textbox', { name: 'Diagnoses' }).focus()
    const typed = { code: 'J2426', units: '156', NDC: '5045856301', quantity: '1', 'unit of the quantity': 'ML' }
    for (const [what, text] of Object.entries(typed)) await row.getByLabel(`Drug, ${what}`, { exact: true }).fill(text)
    await row.getByLabel('Drug, NDC').focus()
    await press(page, 'Enter')
    await expect(page.getByText(/^Ten digits without hyphens may be three different drugs/)).toBeVisible()
    await row.getByLabel('Drug, NDC').fill('50458-563-01')
    await expect(page.getByText('NDC 50458-0563-01, 1 ML')).toBeVisible()
    await press(page, 'Enter')
    await page
      .getByRole('row')
      .filter({ hasText: 'Injection' })
      .getByRole('button', { name: /^Open claim/ })
      .click()
    await expect(page.getByText('The NDC of line 2 is written in eleven digits, 50458-0563-01.')).toBeVisible()
    await expect(page.getByRole('table', { name: 'Lines' }).getByText('NDC 50458-0563-01, 1 ML')).toBeVisible()
    await press(page, 'v')
    await expect(page.getByText('N450458056301 ML1')).toBeVisible()
  }))
