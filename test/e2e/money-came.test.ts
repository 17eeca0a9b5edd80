import type { Page } from '@playwright/test'
import { atOwnDesk, expect, test } from './desk.ts'
import { openSample, press } from './hands.ts'

// The money behind remittances: noted with its day, taken back, and missed on Today when it does not come.

const rows = (page: Page) => page.getByRole('grid', { name: 'Remits' }).getByRole('row')

test('money that came is noted and taken back, and what did not come is work', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(120_000)
    const { page } = desk
    await openSample(page)
    await press(page, 'g', 'r')
    await page.getByRole('button', { name: /^Posted/ }).click()
    await expect(rows(page).nth(2)).toBeVisible()
    // A payment of some weeks ago: what is younger and did not come in its usual time is missed from now on.
    await press(page, ...Array.from({ length: 25 }, () => 'j'), 'x')
    await expect(page.getByText('1 selected').first()).toBeVisible()
    await press(page, 'b')
    await expect(page.getByRole('heading', { name: 'Note the money of 1 remittance?' })).toBeVisible()
    await desk.picture('test-results/money-came', '01-note')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByText(/^The money of 1 remittance came on /).first()).toBeVisible()
    await desk.picture('test-results/money-came', '02-noted')
    await press(page, 'g', 't')
    const line = page.getByRole('grid', { name: 'What needs you' }).getByText(/^The money of (one|\d+) remittances? has not come$/)
    await expect(line).toBeVisible()
    await line.click()
    await desk.picture('test-results/money-came', '03-missed')
    await press(page, 'Control+z')
    await expect(line).toHaveCount(0)
  }))
