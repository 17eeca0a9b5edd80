import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { atOwnDesk, expect, test } from './desk.ts'
import { openSample, press, toMissing } from './hands.ts'

// Code files as a biller takes them in, and what they change.

const MUE = [
  '"A notice of the publisher",,,',
  'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '90837,1,3 Date of Service Edit: Clinical,Clinical: Data',
  '90834,2,3 Date of Service Edit: Clinical,Clinical: Data',
  '9083,2,3 Date of Service Edit: Clinical,Clinical: Data',
].join('\n')

const row = (page: Page, of: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name: of }) })
async function toCodes(page: Page): Promise<void> {
  await press(page, 'g', 's')
  await page.getByRole('button', { name: 'Codes', exact: true }).click()
  await page.getByRole('heading', { name: 'Code book' }).waitFor()
}

test('a code file is looked through, taken in, asked first, and taken back by Ctrl Z', async ({ desk }) => {
  const { page, home } = desk
  await openSample(page)
  await toCodes(page)
  await page.getByLabel('Find a code').fill('90837')
  await expect(row(page, 'Open 90837')).toContainText('53 minutes or more')
  await expect(row(page, 'Open 90837')).toContainText('in force')

  const file = join(home, 'MUE_Eff_01-01-2026.csv')
  await writeFile(file, MUE)
  await page.getByLabel('Code file to take in').setInputFiles(file)
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('1 line cannot be read.')
  await expect(drawer.getByRole('table', { name: 'First changes' })).toContainText('2 a day')
  await expect(drawer.getByLabel('From')).toHaveValue('01/01/2026')
  await press(page, 'Control+Enter')
  await expect(drawer).toHaveCount(0)
  await expect(row(page, 'Take back: MUE_Eff_01-01-2026.csv')).toContainText('1 changed, 1 bad line')
  await expect(row(page, 'Open 90837').locator('td').nth(4)).toHaveText('1')

  await page
    .getByRole('button', { name: 'Open 90853' })
    .or(page.getByRole('button', { name: 'Open 90837' }))
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('Why the session was long')
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await press(page, 'Control+z')
  await expect(row(page, 'Let hold again: MUE_Eff_01-01-2026.csv')).toContainText('Taken back')
  await expect(row(page, 'Open 90837').locator('td').nth(4)).toHaveText('2')
})

test('the panel beside a typed row says why of each line, and that a code is above or below the minutes', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await toMissing(page)
  await press(page, 'Shift+Escape')
  await page.keyboard.type('quentin call')
  await page.getByRole('option', { name: /^Quentin Calloway/ }).waitFor()
  await press(page, 'Tab')
  await page.keyboard.type('2')
  await press(page, 'Tab')
  await page.keyboard.type('250')
  await press(page, 'Tab', 'Tab')
  await expect(page.getByRole('list', { name: 'Codes' })).toContainText('38 to 52 minutes are 90834.')
  await page.keyboard.type('90837')
  await expect(page.getByText('Overcoded as typed')).toBeVisible()
  await expect(page.getByRole('complementary')).toContainText('Overcoded as typed. 50 minutes supports 90834; 90837 needs 53 or more.')
  await press(page, 'Shift+Escape', 'Escape')
  await expect(page.getByRole('grid', { name: /^Sessions of/ })).toBeFocused()
})

test('a row is held against the day of its patient, and a payer’s own minutes count', () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(90_000)
    const { page } = desk
    await openSample(page)
    await toMissing(page)
    // The clinician of the row before stays.
    await press(page, 'm')
    await expect(page.getByRole('row').filter({ hasText: 'In the row' })).toHaveCount(1)
    await expect(page.getByRole('heading', { name: 'Why the rest' })).toBeVisible()
    await press(page, 'Enter')
    await expect(page.getByText(/^Row saved, /).last()).toBeVisible()
    const typed = async (start: string, stop: string, service: string): Promise<void> => {
      await press(page, 'Shift+Escape')
      await page.keyboard.type('quentin call')
      await page.getByRole('option', { name: /^Quentin Calloway/ }).waitFor()
      await press(page, 'Tab')
      await page.keyboard.type(start)
      await press(page, 'Tab')
      await page.keyboard.type(stop)
      await press(page, 'Tab')
      await page.keyboard.type(service)
      await press(page, 'Tab')
    }
    await typed('2', '250', 'indiv')
    await expect(page.getByRole('list', { name: 'Codes' })).toContainText('90834')
    await press(page, 'Enter')
    await expect(page.getByText('Row saved, 90834.').last()).toBeVisible()
    await typed('4', '450', 'family')
    const panel = page.getByRole('complementary')
    await desk.picture('test-results/codes', 'beside')
    await expect(panel).toContainText('90834 of 2:00 PM is of the same day; 59 says that it was separate.')

    await press(page, 'Escape')
    await press(page, 'g', 's')
    await page.getByRole('button', { name: 'Payers', exact: true }).click()
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
    await page.getByLabel('Shortest family session, in minutes').fill('5')
    await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click()
    await page.getByLabel('Shortest family session, in minutes').scrollIntoViewIfNeeded()
    await desk.picture('test-results/codes', 'payer')
    await page.getByLabel('Shortest family session, in minutes').fill('45')
    await page.getByLabel('Wants 25 on the E/M beside psychotherapy').check()
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click()
    await expect(page.getByLabel('Shortest family session, in minutes')).toHaveValue('45')
    await expect(page.getByLabel('Wants 25 on the E/M beside psychotherapy')).toBeChecked()
  }))
