import type { Page } from '@playwright/test'
import { wholeNumber } from '../../src-shared/number.ts'
import { expect, test } from './desk.ts'
import { choose, faults, openFirst, openSample, press } from './hands.ts'

// Every screen of the sample practice, in every theme, as a person reaches it by keys; axe must find nothing in any of them.

type Stop = { readonly name: string; readonly reach: (page: Page) => Promise<void> }
const stops: readonly Stop[] = [
  {
    name: 'today',
    async reach(page) {
      await press(page, 'g', 't')
      await page.getByRole('grid', { name: 'What needs you' }).waitFor()
    },
  },
  { name: 'claims', reach: (page) => openFirst(page, 'm', 'Claims', 'History') },
  {
    name: 'filter',
    async reach(page) {
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).waitFor()
    },
  },
  {
    name: 'palette',
    async reach(page) {
      await press(page, 'Escape', 'Control+k')
      await page.getByRole('combobox', { name: 'Find a patient' }).fill('quin')
      await page.getByRole('option', { name: /Quin/ }).first().waitFor()
    },
  },
  {
    name: 'keys',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, '?')
      await page.getByRole('heading', { name: 'Keys of Claims' }).waitFor()
    },
  },
  {
    name: 'patients',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await openFirst(page, 'p', 'Patients', 'Coverage')
    },
  },
  {
    name: 'patient-form',
    async reach(page) {
      await press(page, 'e')
      await page.getByLabel('Last name').waitFor()
    },
  },
  {
    name: 'exchange',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await openFirst(page, 'x', 'Exchange', 'What the file says')
    },
  },
  {
    name: 'setup',
    async reach(page) {
      await press(page, 'g', 's')
      await page.getByLabel('Name of the practice').waitFor()
    },
  },
]

for (const theme of ['Light theme', 'Dark theme', 'High contrast']) {
  test(`axe finds nothing: ${theme}`, async ({ desk }) => {
    test.setTimeout(180_000)
    const { page } = desk
    await openSample(page)
    await choose(page, theme)
    const found: Record<string, readonly string[]> = {}
    for (const { name, reach } of stops) {
      await reach(page)
      // What fades in is transparent for a moment.
      await page.waitForTimeout(250)
      await desk.picture('test-results/screens', `${theme.split(' ')[0]?.toLowerCase() ?? ''}-${name}`)
      const faulty = await faults(page)
      if (faulty.length > 0) found[name] = faulty
    }
    expect(found).toEqual({})
  })
}

test('a lock keeps the place and what was typed, also behind an open form', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'p')
  await page.getByRole('grid', { name: 'Patients' }).waitFor()
  await press(page, 'n')
  await page.getByLabel('Last name').fill('Achterberg')
  await page.waitForTimeout(800)
  await press(page, 'Control+l')
  await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Open the sample practice' })).toBeFocused()
  await expect(page.getByText('Achterberg')).toHaveCount(0)
  await press(page, 'Enter')
  await page.getByRole('grid', { name: 'Patients' }).waitFor({ timeout: 30_000 })
  await press(page, 'n')
  await expect(page.getByText('What you typed before is back.')).toBeVisible()
  await expect(page.getByLabel('Last name')).toHaveValue('Achterberg')
  await page.getByRole('button', { name: 'Start over' }).click()
  await press(page, 'Escape')
})

test('rows are copied as a table, all that match, however few are on the screen', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: /^All claims/ }).click()
  const grid = page.getByRole('grid', { name: 'Claims' })
  await expect(grid.getByRole('row')).not.toHaveCount(2)
  const total = (wholeNumber((await grid.getAttribute('aria-rowcount')) ?? '') ?? 0) - 2
  expect(total).toBeGreaterThan(1000)
  await press(page, 'Control+a', 'Control+c')
  const lines = (): Promise<number> => desk.app.evaluate(async ({ clipboard }) => (await clipboard.readText()).split('\n').length)
  await expect.poll(lines, { timeout: 15_000 }).toBe(total + 1)
  await press(page, 'Escape')
})
