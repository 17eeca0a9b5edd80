import type { Locator, Page } from '@playwright/test'
import { atOwnDesk, expect, test, type Desk } from './desk.ts'
import { faults, listed, openSample, press, toMissing } from './hands.ts'

// The end of a biller’s morning: every session has its claim, what the checks hold is mended in its place, and all of it leaves.

const pictures = 'test-results/clean'

test('a day is charged, what is held is mended in place, and the queue ends clean', async () => {
  test.setTimeout(300_000)
  await atOwnDesk(endClean)
})

async function endClean(desk: Desk): Promise<void> {
  const { page } = desk
  const panel = page.getByRole('complementary')
  await openSample(page)

  await test.step('no session is left without a charge', async () => {
    await toMissing(page)
    await press(page, 'm')
    for (let left = await missing(page); left > 0; left--) {
      await expect(page.getByRole('row').filter({ hasText: 'In the row' })).toHaveCount(1)
      const level = page.getByLabel('E/M code')
      // It comes from what the clinician decided, not from the minutes.
      if (await level.isVisible()) await level.fill('99213')
      await press(page, 'Enter')
      await expect.poll(() => missing(page)).toBe(left - 1)
    }
    await desk.picture(pictures, 'charged')
  })

  await test.step('what is held says what to mend, and is mended there', async () => {
    await toHeld(page)
    await expect(firstOf(page)).toContainText('Held')
    for (let left = 20; left > 0 && (await firstOf(page).isVisible()); left--) {
      const claim = (await firstOf(page).locator('[data-col="id"]').textContent()) ?? ''
      await firstOf(page).click()
      await panel.getByText(`Claim ${claim}`, { exact: true }).waitFor()
      await mend(page, panel)
      await toHeld(page)
      await expect(listed(page, 'Claims').getByText(claim, { exact: true })).toHaveCount(0)
    }
    await page.getByText(/^No claim/).waitFor()
    await desk.picture(pictures, 'nothing-held')
    expect(await faults(page)).toEqual([])
  })

  await test.step('all that is ready leaves', async () => {
    await page.getByRole('button', { name: /^Ready to send/ }).click()
    await firstOf(page).waitFor()
    await press(page, 'Shift+S')
    await page.getByRole('dialog').waitFor()
    await desk.picture(pictures, 'send')
    await press(page, 'Control+Enter')
    await expect(firstOf(page)).toHaveCount(0)
    await desk.picture(pictures, 'sent')
    expect(await faults(page)).toEqual([])
  })
}

const firstOf = (page: Page): Locator => listed(page, 'Claims').locator('[data-index="0"]')

/** How many sessions the sheet says are without a charge. */
async function missing(page: Page): Promise<number> {
  const button = page.getByRole('button', { name: /^Charge the/ })
  return (await button.isVisible()) ? parseInt((await button.textContent())?.replace(/\D/g, '') ?? '', 10) : 0
}

/** Does what the panel of a held claim says comes next. */
async function mend(page: Page, panel: Locator): Promise<void> {
  const consents = panel.getByRole('button', { name: /^Open the consents/ })
  await consents.or(panel.getByRole('button', { name: /^Mend it/ })).waitFor()
  const isConsent = await consents.isVisible()
  await press(page, 'Space')
  if (isConsent) return consent(page, panel)
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Member id').waitFor()
  const short = drawer.getByRole('button', { name: 'Without F50.2', exact: true })
  if (await short.isVisible()) {
    await short.click()
    await drawer.getByLabel('Add a diagnosis').fill('F50.21')
    await press(page, 'Enter')
  }
  await press(page, 'Control+Enter')
  await expect(drawer).toHaveCount(0)
}

async function consent(page: Page, panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: 'Put a consent on file' }).click()
  await page.getByLabel('Signed on').fill('11/02/2026')
  await press(page, 'Control+Enter')
  await panel.getByText('Holds', { exact: true }).waitFor()
}

async function toHeld(page: Page): Promise<void> {
  await press(page, 'g', 'm')
  await listed(page, 'Claims').waitFor()
  const held = page.getByText(/^Status is Held/)
  if (await held.isVisible()) return
  await page.getByRole('button', { name: /^All claims/ }).click()
  await expect(page.getByText(/^Status is/)).toHaveCount(0)
  await filterBy(page, 'Status', 'Held')
  await held.waitFor()
}

/** Filters the list by one value of a column. */
async function filterBy(page: Page, column: string, value: string): Promise<void> {
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).fill(column)
  await press(page, 'Enter')
  await page.getByRole('checkbox', { name: value, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
