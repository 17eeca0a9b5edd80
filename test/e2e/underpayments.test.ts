import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

const pictures = 'test-results/underpayments'
const pdf = (path: string): Promise<string> =>
  promisify(execFile)('pdftotext', ['-layout', path, '-']).then(({ stdout }) => stdout.replace(/\s+/g, ' '))

test('what payers allowed below contract is found, and one letter asks a payer for all of it', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page, app, home } = desk
  await openSample(page)
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: 'Paid below contract' }).click()
  const table = page.getByRole('dialog').getByRole('table')
  await table.waitFor()
  await desk.picture(pictures, 'below-contract')
  expect(await faults(page)).toEqual([])
  const rows = table.locator('tbody tr')
  const before = await rows.count()
  // A line that is left out of the letter is not in it.
  await rows.first().getByRole('checkbox').uncheck()
  const kept = before > 1 ? before - 1 : before
  if (before === 1) await rows.first().getByRole('checkbox').check()
  const path = join(home, 'letter.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: /^A letter about \$/ }).waitFor({ timeout: 60_000 })
  await expect(page.getByRole('dialog')).toContainText(`${kept} line`)
  const text = await pdf(path)
  expect(text).toContain('Please decide these lines again')
  expect(text).toContain('All lines')
  await press(page, 'Enter')
  // What stands in a letter says so, and is asked for again only where one says so.
  await page.getByRole('button', { name: 'Paid below contract' }).click()
  await table.waitFor()
  await expect(
    page
      .getByRole('dialog')
      .getByText(/^\d\d\/\d\d\/\d{4}$/)
      .first(),
  ).toBeVisible()
  // The panel of the claim says so as well.
  const of = (await rows.first().getByRole('checkbox').getAttribute('aria-label')) ?? ''
  await press(page, 'Escape', 'Control+k')
  await page
    .getByRole('dialog')
    .getByRole('combobox')
    .fill(/\d+/.exec(of)?.[0] ?? '')
  await page.getByRole('option').first().waitFor()
  await press(page, 'Enter')
  const section = page.getByRole('region', { name: 'By contract' })
  await expect(section).toContainText(/\$[\d.]+ below/)
  await section.scrollIntoViewIfNeeded()
  await desk.picture(pictures, 'by-contract')
  expect(await faults(page)).toEqual([])
})

test('a rate of a contract is set for some lines alone, and a second one of the same day is refused with the reason', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await choose(page, 'Contracts')
  await page.getByRole('table', { name: 'Rates' }).waitFor()
  const rows = page.getByRole('table', { name: 'Rates' }).locator('tbody tr')
  const before = await rows.count()
  for (const [amount, isRefused] of [
    ['140.00', false],
    ['141.00', true],
  ] as const) {
    await press(page, 'n')
    await page.getByRole('combobox', { name: 'Code' }).click()
    await page.getByRole('option', { name: /^90837/ }).click()
    await page.getByLabel('Allowed per unit, $').fill(amount)
    await page.getByLabel('Credential').fill('PhD')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(isRefused ? 1 : 0)
  }
  await desk.picture(pictures, 'rate')
  expect(await faults(page)).toEqual([])
  await press(page, 'Escape')
  await expect(rows).toHaveCount(before + 1)
  await expect(rows.filter({ hasText: 'PHD' })).toContainText('140.00')
  await page.getByRole('button', { name: 'Remove the rate for 90837 PHD' }).click()
  await expect(rows).toHaveCount(before)
  await press(page, 'Control+z')
  await expect(rows.filter({ hasText: 'PHD' })).toContainText('140.00')
})
