import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// From an authorization that runs out, over the request to its payer, to the decision that is taken over.

const pictures = 'test-results/screens'

test('more is asked of the payer, and what another agreed to is taken over and back', async ({ desk }) => {
  test.setTimeout(180_000)
  const { page } = desk
  const panel = page.getByRole('complementary')
  const list = page.getByRole('grid', { name: 'Authorizations' })
  await openSample(page)
  await press(page, 'g', 'u')
  await list.locator('[data-index="0"]').waitFor()
  await press(page, 'Home', 'Enter')
  await panel.getByRole('button', { name: 'Ask the payer for more' }).waitFor()
  await press(page, 'Space')
  await page.getByRole('heading', { name: 'Ask the payer for more' }).waitFor()
  await page.waitForTimeout(250)
  await desk.picture(pictures, 'reviews-form')
  expect(await faults(page)).toEqual([])
  await press(page, 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await panel.getByText('The payer has not answered').waitFor()
  await panel.getByRole('heading', { name: /^Documents/ }).waitFor()
  await page.waitForTimeout(250)
  await desk.picture(pictures, 'reviews-asked')

  await press(page, 'g', 't')
  await page
    .getByText(/answers? about/)
    .first()
    .click()
  await page.waitForTimeout(400)
  await desk.picture(pictures, 'reviews-today')
  await press(page, 'g', 'u')
  await page.getByRole('button', { name: /^Running/ }).click()
  await list.getByText('Asked for').first().waitFor()
  const waiting = list.locator('[role=row]').filter({ hasText: 'Asked for' })
  const places = await waiting.count()
  for (let n = 0; n < places; n++) {
    await waiting.nth(n).click()
    await press(page, 'Enter')
    await panel.getByRole('heading', { name: /^Asked of the payer/ }).waitFor()
    await page.waitForTimeout(300)
    await desk.picture(pictures, `reviews-${n}`)
    if (await panel.getByText('The payer agreed to something else').isVisible()) break
  }
  await panel.getByText('The payer agreed to something else').waitFor()
  await choose(page, 'Dark theme')
  await page.waitForTimeout(250)
  await desk.picture(pictures, 'reviews-dark')
  expect(await faults(page)).toEqual([])
  await panel.getByRole('button', { name: /^Take it over/ }).click()
  await expect(panel.getByText('BH7788990').first()).toBeVisible()
  await expect(panel.getByText('8 visits').first()).toBeVisible()
  await press(page, 'Control+z')
  await panel.getByText('The payer agreed to something else').waitFor()
  await panel.getByRole('button', { name: 'Packet for the reviewer' }).click()
  await page.getByRole('heading', { name: 'Packet for the payer’s reviewer' }).waitFor()
  await page.waitForTimeout(250)
  await desk.picture(pictures, 'reviews-packet-dark')
  expect(await faults(page)).toEqual([])
  const path = join(desk.home, 'review.pdf')
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await page
    .getByRole('textbox', { name: 'Summary' })
    .fill('Panic attacks fell from five a week to one.\n\nThe plan: exposure, twice a week.')
  await press(page, 'Control+Enter')
  await page.getByText(/^The packet is made/).waitFor({ timeout: 30_000 })
  expect((await readFile(path)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await press(page, 'Escape')
  await choose(page, 'Light theme')
  await press(page, 'g', 't')
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill('>New request')
  await page
    .getByRole('option', { name: /^New request for an authorization/ })
    .first()
    .waitFor()
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Ask a payer for an authorization' }).waitFor()
  await page.waitForTimeout(250)
  await desk.picture(pictures, 'reviews-new')
})
