import type { Locator, Page } from '@playwright/test'
import { ask } from './biller-practice.ts'
import { press } from './hands.ts'

// Claims of the sample that their payers say nothing about, on any day.

const view = { filters: [{ is: 'any', field: 'status', of: ['silent', 'sent'] }], sort: [{ by: 'day', down: false }] }

/** The oldest claim without an answer that its payer may be asked about. */
export async function silentClaim(page: Page): Promise<number> {
  const { rows } = (await ask(page, 'claims.list', { view, window: 0 })) as unknown as { readonly rows: readonly { readonly id: number }[] }
  for (const { id } of rows) {
    const { will } = (await ask(page, 'inquiries.preview', { ids: [id] })) as unknown as { readonly will: number }
    if (will === 1) return id
  }
  throw new Error('The sample has no silent claim')
}

/** Opens a claim by its number, and gives its panel. */
export async function openClaim(page: Page, id: number): Promise<Locator> {
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(String(id))
  await page
    .getByRole('option')
    .filter({ hasText: String(id) })
    .first()
    .waitFor()
  await press(page, 'Enter')
  const panel = page.getByRole('complementary')
  await panel.getByRole('heading', { name: 'With the payer' }).waitFor()
  return panel
}
