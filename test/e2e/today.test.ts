import type { Page } from '@playwright/test'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// A day begins at Today: its first line is worked, one is put off with a reason and taken back, and rows are given to people.

const desk = (page: Page) => page.getByRole('grid', { name: 'What needs you' })
const tab = (page: Page, name: string) => page.getByRole('group', { name: 'Whose' }).getByRole('button', { name })

async function home(page: Page): Promise<void> {
  await press(page, 'g', 't')
  await tab(page, 'Mine').click()
  await desk(page).waitFor()
  await desk(page).focus()
}

test('the first line opens its list, and one comes back to it', async ({ desk: { page, picture } }, info) => {
  await openSample(page)
  await home(page)
  const folder = info.outputPath('pictures')
  await picture(folder, 'today-light')
  const items = await desk(page).locator('#line-0 td').nth(3).textContent()
  await press(page, 'Enter')
  await page.getByRole('group', { name: 'Filters and selection' }).waitFor()
  await expect(page.getByText(new RegExp(`^${items} (row|claim|denial|session|remittance|appeal)`)).first()).toBeVisible()
  await picture(folder, 'today-first')
  await press(page, 'Escape', 'Escape')
  await home(page)
})
