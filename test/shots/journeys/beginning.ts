import { join } from 'node:path'
import { expect } from '@playwright/test'
import { SCREENS } from '../../../src-shared/contract/today.ts'
import { beginPractice, fill, keepRecoveryKey, press } from '../../e2e/hands.ts'
import { answerDialogs, bare, button, go, halt, lock, rail, section, wake } from '../grounds.ts'
import { keyOf, type Journey, type Stop } from '../stop.ts'

// From a computer that has never seen the program to a practice with nothing in it yet.

const doors: readonly Stop[] = [
  {
    name: 'first-run',
    drawn: '10b-first-run',
    isMain: true,
    async reach({ page }) {
      await page.getByRole('heading', { level: 1 }).waitFor()
    },
  },
  {
    name: 'first-run-making',
    async reach(ground) {
      await press(ground.page, '1')
      await ground.page.getByText(/^Living through/).waitFor()
      await halt(ground)
    },
    leave: wake,
  },
  {
    name: 'lock-sample',
    shows: SCREENS.map((screen) => [screen, 'locked'] as const),
    async reach(ground) {
      await rail(ground.page).waitFor({ timeout: 60_000 })
      await lock(ground)
    },
  },
  {
    name: 'first-run-again',
    async reach({ page }) {
      await button(page, 'Another store').click()
      await button(page, 'Open the sample practice').waitFor()
    },
  },
]

const pages: readonly Stop[] = [
  {
    name: 'set-up-practice',
    async reach({ page }) {
      await beginPractice(page)
    },
  },
  {
    name: 'set-up-refused',
    async reach({ page }) {
      await fill(page, { 'NPI of the practice': '1234567890', 'ZIP+4': '44' })
      await press(page, 'Enter')
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
    async leave({ page }) {
      await fill(page, { 'NPI of the practice': '1234567893', 'ZIP+4': '440001234' })
    },
  },
  {
    name: 'set-up-you',
    async reach({ page }) {
      await press(page, 'Enter')
      await fill(page, { 'Your name': 'Dana Whitlock' })
    },
  },
  {
    name: 'set-up-passphrase',
    async reach({ page }) {
      await press(page, 'Enter')
      await button(page, 'Suggest six words').click()
      await page.getByText('Write the six words down now').waitFor()
    },
  },
  {
    name: 'set-up-place',
    async reach({ desk, page, folder }) {
      await fill(page, { Passphrase: 'four invented words here', 'The same again': 'four invented words here' })
      await press(page, 'Enter')
      await answerDialogs(desk, { open: folder })
      await button(page, 'Choose a folder').click()
      await page.getByText(join(folder, 'Aspen Row Counseling.parity')).waitFor()
    },
  },
  {
    name: 'set-up-recovery-key',
    async reach({ page }) {
      await button(page, 'Make the store').click()
      await page.getByRole('list', { name: 'Recovery key, in groups' }).waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'set-up-typed-back',
    async reach({ page }) {
      await keepRecoveryKey(page)
    },
    async leave({ page }) {
      await press(page, 'Enter')
      await rail(page).waitFor({ timeout: 30_000 })
    },
  },
]

/** What is in a screen before anything is in it. */
const empties: readonly Stop[] = SCREENS.filter((screen) => screen !== 'setup').map((screen) => ({
  name: `${screen}-empty`,
  shows: [[screen, 'empty']],
  async reach({ page }) {
    await go(page, keyOf[screen])
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  },
}))

const setUp: readonly Stop[] = ['Clinicians', 'Payers', 'Fees', 'People', 'Backups'].map((name) => ({
  name: `setup-${name.toLowerCase()}-empty`,
  ...(name === 'Payers' && { shows: [['setup', 'empty'] as const] }),
  async reach({ page }) {
    await section(page, name)
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  },
}))

const ends: readonly Stop[] = [
  {
    name: 'setup-you-passphrase',
    async reach({ page }) {
      await section(page, 'You')
      await page.getByLabel('The passphrase you have', { exact: true }).waitFor()
    },
  },
  {
    name: 'lock',
    drawn: '10a-lock',
    isMain: true,
    async reach(ground) {
      const page = await lock(ground)
      await expect(page.getByRole('combobox', { name: 'Who' })).toHaveValue('Dana Whitlock')
    },
  },
  {
    name: 'lock-refused',
    async reach({ page }) {
      await page.getByLabel('Passphrase', { exact: true }).fill('not these words')
      await press(page, 'Enter')
      await page.getByText('This is not the passphrase.').waitFor({ timeout: 20_000 })
    },
  },
  {
    name: 'lock-recover',
    async reach({ page }) {
      await button(page, 'Use the recovery key').click()
      await fill(page, { 'Recovery key': 'A7K2-9QXM' })
    },
  },
]

export const beginning: Journey = { name: 'beginning', open: () => bare(), stops: [...doors, ...pages, ...empties, ...setUp, ...ends] }
