import { expect } from '@playwright/test'
import { press } from '../../e2e/hands.ts'
import { confirmedIfAsked } from '../../e2e/passphrase.ts'
import { button, go, panel } from '../grounds.ts'
import type { Stop } from '../stop.ts'

/** The months of the books: what is not finished, the closing and what it says first, and how the last one is opened again. */
export const months: readonly Stop[] = [
  {
    name: 'months',
    shows: [['months', 'full']],
    isMain: true,
    async reach({ page }) {
      await go(page, 'o')
      await panel(page).getByRole('region', { name: 'Not finished' }).waitFor()
    },
  },
  {
    name: 'months-figures',
    opens: ['screens/months/FiguresDialog.tsx#FiguresDialog'],
    async reach({ page }) {
      await press(page, 'f')
      await page.getByRole('table', { name: 'Figures' }).waitFor()
      await page.getByRole('button', { name: 'Denials, first answer' }).click()
      await page.getByRole('table', { name: 'Claims behind it' }).waitFor()
    },
  },
  {
    name: 'months-owed-back',
    opens: ['screens/months/OwedBack.tsx#OwedBack'],
    async reach({ page }) {
      await button(page, 'What is owed back').click()
      const dialog = page.getByRole('dialog', { name: 'Owed back' })
      await dialog.getByRole('table').or(dialog.getByText('Nothing is owed back')).waitFor()
    },
  },
  {
    name: 'months-close',
    opens: ['screens/months/CloseDialog.tsx#CloseDialog'],
    async reach({ page }) {
      await button(page, /^Close \w+ \d{4}/).click()
      await page.getByText('Nothing is locked but the figures').waitFor()
    },
  },
  {
    name: 'months-closed',
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await confirmedIfAsked(page, () => panel(page).getByText('Its figures stand').waitFor({ timeout: 30_000 }))
      await expect(page.getByRole('dialog')).toHaveCount(0)
    },
  },
  {
    name: 'months-reopen',
    opens: ['screens/months/ReopenDialog.tsx#ReopenDialog'],
    async reach({ page }) {
      await button(page, 'Open it again').click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).waitFor()
    },
  },
]
