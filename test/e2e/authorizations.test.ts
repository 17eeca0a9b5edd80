import type { Page } from '@playwright/test'
import { addDays, parseDay, shownDay, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { choose, faults, fill, openSample, press, toMissing } from './hands.ts'

// From what a payer agreed to, over the sessions that use it up, to the renewal whose number the next claim carries.

const panel = (page: Page) => page.getByRole('complementary')
const field = (page: Page, name: string) => page.locator(`input[data-field=${name}]`)
const list = (page: Page) => page.getByRole('grid', { name: 'Authorizations' })
const pictures = 'test-results/screens'

/** Chooses in a field that offers a list. */
async function pick(page: Page, label: string, words: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).first().click()
  await page.getByRole('option', { name: words }).first().click()
}

/** The charge sheet of a day with sessions to charge, and which day that is. */
async function sheetDay(page: Page): Promise<Day> {
  await toMissing(page)
  const name = (await page.getByRole('grid', { name: /^Sessions of/ }).getAttribute('aria-label')) ?? ''
  const [, month, date, year] = /(\d\d)\/(\d\d)\/(\d{4})/.exec(name) ?? []
  return must('the sheet names its day', parseDay(`${year}-${month}-${date}`))
}

async function toPatient(page: Page): Promise<void> {
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill('quentin call')
  await page
    .getByRole('option', { name: /^Quentin Calloway/ })
    .first()
    .waitFor()
  await press(page, 'Enter')
  await panel(page)
    .getByRole('heading', { name: /^Authorizations/ })
    .waitFor()
}

/** Types a session of the patient in the row of the sheet, saves it, and opens its claim. */
async function chargedClaim(page: Page, start: string): Promise<void> {
  await toMissing(page)
  await press(page, 'm', 'Shift+Escape')
  await expect(field(page, 'patient')).toBeFocused()
  await page.keyboard.type('quentin call')
  await page.getByRole('option', { name: /^Quentin Calloway/ }).waitFor()
  await press(page, 'Tab')
  await page.keyboard.type(start)
  await press(page, 'Tab')
  await page.keyboard.type(start.replace(/$/, '50'))
  await press(page, 'Tab', 'Tab')
  await expect(page.getByText(/90834/).first()).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByText(/^Row saved/).last()).toBeVisible()
}

test('an authorization is used up, Today says so, and the next claim carries the number of the renewal', () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(240_000)
    const { page } = desk
    await openSample(page)
    await press(page, 'g', 'u')
    await list(page).locator('[data-index="0"]').waitFor()
    await press(page, 'Home', 'Enter')
    await panel(page).getByRole('heading', { name: 'Movements' }).waitFor()
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations')
    await choose(page, 'Dark theme')
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-dark')
    await choose(page, 'Light theme')

    const day = await sheetDay(page)
    await toPatient(page)
    await panel(page).getByRole('button', { name: 'Enter an authorization' }).click()
    await page.getByRole('heading', { name: 'Enter an authorization' }).waitFor()
    await pick(page, 'Coverage', /.+/)
    await fill(page, { Number: 'E2E100', From: shownDay(day), To: shownDay(addDays(day, 90)), Codes: '908*', 'How many': '1' })
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-form')
    expect(await faults(page)).toEqual([])
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await panel(page).getByRole('button', { name: 'E2E100' }).waitFor()

    await chargedClaim(page, '2')
    await toPatient(page)
    await panel(page)
      .getByText(/^none left/i)
      .waitFor()
    await panel(page)
      .getByRole('heading', { name: /^Authorizations/ })
      .scrollIntoViewIfNeeded()
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-patient')
    await press(page, 'g', 't')
    await page
      .getByText(/authorizations? to renew$/)
      .first()
      .waitFor()
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-today')

    // Whether he has a session booked ahead depends on the day of the week, so a second one is held.
    await chargedClaim(page, '3')
    await toPatient(page)
    await press(page, 'g', 'u', 'g', 'u')
    await list(page).getByText('E2E100').click()
    await panel(page).getByText('Over', { exact: true }).waitFor()
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-used')
    await panel(page).getByRole('button', { name: 'Enter the renewal' }).click()
    await page.getByRole('heading', { name: 'Renew the authorization' }).waitFor()
    await fill(page, { Number: 'E2E200', From: shownDay(day), To: shownDay(addDays(day, 180)), 'How many': '20' })
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)

    await chargedClaim(page, '4')
    await toPatient(page)
    await panel(page)
      .getByText(/^1[678] of 20$/)
      .waitFor()
    await panel(page).getByRole('button', { name: 'E2E200' }).click()
    await panel(page).getByRole('table', { name: 'Movements' }).getByRole('button', { name: 'Charged' }).first().click()
    const claim = page.getByRole('complementary', { name: /^Claim/ })
    await claim.getByText('E2E200').first().waitFor()
    await page.waitForTimeout(250)
    await desk.picture(pictures, 'authorizations-claim')
    expect(await faults(page)).toEqual([])
  }))
