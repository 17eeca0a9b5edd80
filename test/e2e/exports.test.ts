import { Decrypter } from 'age-encryption'
import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'
import { openZip } from '../support/zip.ts'

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

  for (const [theme, kind] of [
    ['Dark theme', 'Excel'],
    ['Light theme', 'CSV'],
  ] as const) {
    await choose(page, theme)
    await press(page, 'g', 'm')
    await page.getByRole('grid', { name: 'Claims' }).locator('[data-index="0"]').waitFor()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const title = await asking.getByRole('heading', { name: /^Export [\d,]+ claims?$/ }).textContent()
    await expect(asking.getByRole('textbox', { name: 'Why it leaves' })).toBeFocused()
    await page.keyboard.type('For the accountant')
    await asking.getByRole('radio', { name: /^The practice itself/ }).click()
    await asking.getByRole('radio', { name: new RegExp(`^${kind}`) }).click()
    await look(`${theme.split(' ')[0]?.toLowerCase() ?? ''}-export`)
    await press(page, 'Control+Enter')
    await asking.getByRole('heading', { name: 'The file is written' }).waitFor({ timeout: 60_000 })
    await look(`${theme.split(' ')[0]?.toLowerCase() ?? ''}-exported`)

    await asking.getByRole('button', { name: 'Copy' }).click()
    const copied = await desk.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied).toBe(await asking.getByLabel('Passphrase').textContent())
    const age = new Decrypter()
    age.addPassphrase(copied)
    const bytes = await age.decrypt(await readFile(path))
    const { rows, head } = kind === 'CSV' ? csv(bytes) : excel(bytes)
    expect(title).toMatch(new RegExp(`^Export ${rows.toLocaleString('en-US')} claims?$`))
    expect(head).toEqual(['Status', 'Claim', 'Patient'])
    await asking.getByRole('button', { name: 'I have kept the passphrase' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(await desk.complaints()).toEqual([])
})

type Read = { readonly rows: number; readonly head: readonly (string | undefined)[] }

function csv(bytes: Uint8Array): Read {
  const lines: string[][] = parse(Buffer.from(bytes), { bom: true })
  return { rows: lines.length - 1, head: (lines[0] ?? []).slice(0, 3) }
}

/** Under the head stand the rows, and under them the sums. */
function excel(bytes: Uint8Array): Read {
  const files = openZip(bytes)
  const texts = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>(.*?)<\/t>/g)].map(([, text]) => text)
  return { rows: [...(files.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/<row /g)].length - 2, head: texts.slice(0, 3) }
}
