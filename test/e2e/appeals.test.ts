import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { openSample, press } from './hands.ts'

// An appeal from its first draft to the note that it left, by keys.

test('a letter is finished, made into a packet, and noted as sent', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await openSample(page)
  const path = join(desk.home, 'packet.pdf')
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)

  await press(page, 'g', 'a')
  const grid = page.getByRole('grid', { name: 'Appeals' })
  await grid.getByText('No authorization was needed').first().click()
  const letter = page.getByRole('article', { name: 'Letter' })
  await expect(letter.getByText('[Your reason, in your own words]')).toBeVisible()

  await press(page, 'Control+Enter')
  await page.keyboard.type('The patient was admitted the night before.')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await press(page, 'Control+z', 'Control+Shift+z')
  await press(page, 'End', 'Enter')
  await page.keyboard.type('Please call us.')
  await press(page, 'Control+i')
  await page.getByRole('combobox', { name: 'Fact' }).fill('authorization')
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: /^Paragraph/ }).and(page.locator(':focus'))).toHaveCount(1)
  await press(page, 'Control+Enter')
  await expect(page.getByText('every field is filled')).toBeVisible()
  await press(page, 'Escape', 'v')
  await expect(page.getByRole('region', { name: 'The page' }).getByText('The patient was admitted the night before.')).toBeVisible()

  await expect(page.getByRole('region', { name: 'The page' }).getByText(/^Please call us\./)).toBeVisible()

  await press(page, 'Control+Enter')
  await expect(page.getByRole('checkbox', { name: /Diagnosis shows/ })).toBeFocused()
  await press(page, 'Space', 'Control+Enter')
  await page.getByRole('heading', { name: 'The packet is made' }).waitFor({ timeout: 60_000 })
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')

  await press(page, 'Enter')
  await page.getByLabel('Number').fill('F1234')
  await press(page, 'Control+Enter')
  await expect(page.getByText(/Sent .* by fax, F1234\./).first()).toBeVisible()
  await expect(page.getByText('must answer by')).toBeVisible()

  // The payer upholds it: the next level is due, and has a letter of its own.
  await press(page, 'Control+Enter')
  await page.getByRole('dialog').getByLabel('Note').fill('Letter 4471')
  await press(page, 'Control+Enter')
  await expect(page.getByText('The denial stands.').first()).toBeVisible()
  await press(page, 'o')
  await page.getByRole('button', { name: 'Choose a letter' }).click()
  await press(page, 'Control+Enter')
  await expect(page.getByText('Level 2 appeal').first()).toBeVisible()
  await press(page, 'Escape')
  await expect(grid).toBeFocused()
})
