import { expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

// What denials have in common leads to their rows, and to a rule.

test('a pattern of denials leads to its rows, and by one more key to a rule', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'd')
  await page
    .getByRole('grid', { name: 'Denials' })
    .or(page.getByRole('treegrid', { name: 'Denials' }))
    .waitFor()
  await press(page, 'p')
  const dialog = page.getByRole('dialog')
  const table = dialog.getByRole('table', { name: 'Patterns' })
  await table.waitFor()
  await dialog.getByLabel('By', { exact: true }).click()
  await page.getByRole('option', { name: 'Reason', exact: true }).click()
  await expect(table).toContainText('CO-197')
  await desk.picture('test-results/screens', 'denials-patterns')
  expect(await faults(page)).toEqual([])

  await dialog.getByRole('button', { name: 'Show the denials: CO-197' }).click()
  await expect(dialog).toHaveCount(0)
  const grid = page.getByRole('grid', { name: 'Denials' })
  await expect(grid.locator('[role=row]').filter({ hasText: 'CO-197' }).first()).toBeVisible()
  await expect(grid.locator('[role=row]').filter({ hasText: 'CO-29' })).toHaveCount(0)

  await press(page, 'p')
  await dialog
    .getByRole('button', { name: /^Write a rule/ })
    .first()
    .click()
  await expect(page.getByRole('dialog').getByLabel('What you call it')).toBeVisible()
})
