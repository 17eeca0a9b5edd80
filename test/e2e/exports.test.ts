import { Decrypter } from 'age-encryption'
import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// A list leaves by hand, in every theme, and what is in the file is what the list has.

test('claims leave sealed, and the passphrase that was shown opens them', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await openSample(page)
  const path = join(desk.home, 'claims.csv.age')
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  const asking = page.getByRole('dialog')
  const look = async (name: string): Promise<void> => {
    await desk.picture('test-results/screens', name)
    expect(await faults(page)).toEqual([])
  }

  for (const theme of ['Dark theme', 'Light theme']) {
    await choose(page, theme)
    await press(page, 'g', 'm')
    await page.getByRole('grid', { name: 'Claims' }).locator('[data-index="0"]').waitFor()
    await page.getByRole('button', { name: 'Export' }).click()
    const title = await asking.getByRole('heading', { name: /^Export [\d,]+ claims?$/ }).textContent()
    await expect(asking.getByRole('textbox', { name: 'Why it leaves' })).toBeFocused()
    await page.keyboard.type('For the accountant')
    await asking.getByRole('radio', { name: /^CSV/ }).click()
    await look(`${theme.split(' ')[0]?.toLowerCase() ?? ''}-export`)
    await press(page, 'Control+Enter')
    await asking.getByRole('heading', { name: 'The file is written' }).waitFor({ timeout: 60_000 })
    await look(`${theme.split(' ')[0]?.toLowerCase() ?? ''}-exported`)

    await asking.getByRole('button', { name: 'Copy' }).click()
    const copied = await desk.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toBe(await asking.getByLabel('Passphrase').textContent())
    const age = new Decrypter()
    age.addPassphrase(copied)
    const lines: string[][] = parse(await age.decrypt(await readFile(path), 'text'), { bom: true })
    expect(title).toMatch(new RegExp(`^Export ${(lines.length - 1).toLocaleString('en-US')} claims?$`))
    expect(lines[0]?.slice(0, 3)).toEqual(['Status', 'Claim', 'Patient'])
    await asking.getByRole('button', { name: 'I have kept the passphrase' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(await desk.complaints()).toEqual([])
})
