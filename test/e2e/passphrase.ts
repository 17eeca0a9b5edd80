import type { Page } from '@playwright/test'
import { press } from './hands.ts'

/** Gives the passphrase again, which the sample practice tells. */
export async function confirmed(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Your passphrase, again' }).waitFor()
  const words = (await page.getByText('The sample practice’s is').textContent()) ?? ''
  await page
    .getByRole('dialog')
    .last()
    .getByLabel('Passphrase', { exact: true })
    .fill(/“(.+)”/.exec(words)?.[1] ?? '')
  await press(page, 'Enter')
}

/** Waits for what a dangerous act leads to; the passphrase is given when it is asked for, as it was not given in the last five minutes. */
export async function confirmedIfAsked(page: Page, done: () => Promise<void>): Promise<void> {
  const again = page.getByRole('heading', { name: 'Your passphrase, again' })
  await Promise.race([again.waitFor().catch(() => undefined), done().catch(() => undefined)])
  if (await again.isVisible()) await confirmed(page)
  return done()
}
