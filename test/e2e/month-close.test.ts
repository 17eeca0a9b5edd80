import type { Page } from '@playwright/test'
import type { Output } from '../../src-shared/contract/index.ts'
import { addDays, shownDay, type Day } from '../../src-shared/day.ts'
import { shownMonth, type Month } from '../../src-shared/month.ts'
import { must } from '../../src-shared/result.ts'
import { ask } from './biller-practice.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'
import { confirmedIfAsked } from './passphrase.ts'

// An owner closes the months that are over; what comes late stands in the open month, and the closed figures do not move.

const pictures = 'test-results/month-close'
const panel = (page: Page) => page.getByRole('complementary')
const list = async (page: Page) => (await ask(page, 'month.list', {})) as Output<'month.list'>
const lineOf = (page: Page, month: Month) =>
  page.getByRole('group', { name: 'Months' }).getByRole('row', { name: new RegExp(`^${shownMonth(month)}`) })
const inBalance = async (page: Page): Promise<void> => {
  const { checks } = (await ask(page, 'store.verify', {})) as Output<'store.verify'>
  expect(checks.filter(({ broken }) => broken > 0)).toEqual([])
}

test('a month is closed, and what is posted late stands in the open one', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(240_000)
    const { page } = desk
    await openSample(page)
    const before = await list(page)
    const last = must(
      'a month of the sample is over',
      before.months.find(({ state }) => state === 'open'),
    ).month
    const running = must(
      'a month runs',
      before.months.find(({ state }) => state === 'running'),
    ).month
    const name = shownMonth(last)

    await test.step('closing says what it means and what is not finished, and is done once it is said', async () => {
      await press(page, 'g', 'o')
      await expect(panel(page).getByRole('heading', { name })).toBeVisible()
      expect(await faults(page)).toEqual([])
      await press(page, 'Space')
      await expect(page.getByRole('dialog').getByText('Nothing is locked but the figures')).toBeVisible()
      await desk.picture(pictures, '01-close')
      await press(page, 'Control+Enter')
      await confirmedIfAsked(page, () => panel(page).getByText('Its figures stand').waitFor({ timeout: 30_000 }))
      await expect(page.getByText(`Closed through ${name}`)).toBeVisible()
      await desk.picture(pictures, '02-closed')
    })
    await test.step('each figure by age opens the claims behind it', async () => {
      const aging = (await ask(page, 'month.aging', {})) as Output<'month.aging'>
      const oldest = must('something of the sample is old', aging.rows.find(({ who }) => who === 'first')?.ages.at(-1))
      expect(oldest.claims).toBeGreaterThan(0)
      await page.getByRole('button', { name: /^First payers, Over 120 days: show/ }).click()
      await expect(page.getByText(`${oldest.claims.toLocaleString('en-US')} claim`).first()).toBeVisible()
      await desk.picture(pictures, '02b-behind')
      await press(page, 'g', 'o')
      await expect(lineOf(page, last)).toContainText('Closed')
    })

    const closed = (await lineOf(page, last).textContent()) ?? ''
    expect(closed).toContain('Closed')

    await test.step('a patient’s payment of its last day is noted', async () => {
      await press(page, 'g', 'p', 'g', 'p')
      await page
        .getByRole('group', { name: 'Views' })
        .getByRole('button', { name: /^Owe us/ })
        .click()
      await expect(page.getByRole('grid', { name: 'Patients' }).locator('[data-index="0"] [role=gridcell]').last()).toHaveText(/[1-9]/)
      await page
        .getByRole('grid', { name: 'Patients' })
        .or(page.getByRole('treegrid', { name: 'Patients' }))
        .focus()
      await press(page, 'Home', 'Enter')
      await panel(page).getByRole('heading', { name: 'Paid by the patient' }).waitFor()
      await press(page, '$')
      await expect(page.getByLabel('Amount')).toBeFocused()
      await page.keyboard.type('10')
      await page.getByLabel('Received on').fill(shownDay(addDays(`${running}-01` as Day, -1)))
      await page.getByLabel('Reference of the terminal').fill('042871')
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })

    await test.step('it belongs to the open month under its own day, and the closed figures stand', async () => {
      await press(page, 'g', 'o', 'Home')
      await expect(panel(page).getByRole('heading', { name: shownMonth(running) })).toBeVisible()
      const late = panel(page).getByRole('list', { name: 'Came late' })
      await expect(late.getByText(/^Payment of a patient/).first()).toBeVisible()
      await expect(late.getByText(shownDay(addDays(`${running}-01` as Day, -1))).first()).toBeVisible()
      await expect(lineOf(page, last)).toHaveText(closed)
      await desk.picture(pictures, '03-late')
      expect(await faults(page)).toEqual([])
      const now = await list(page)
      expect(now.months.find(({ month }) => month === running)?.late).toBeGreaterThan(0)
      const ends = (of: typeof now) => of.months.filter(({ month }) => month <= last).map(({ month, roll }) => [month, roll])
      expect(ends(now)).toEqual(ends(before))
      await inBalance(page)
    })

    await test.step('the last closed month is opened again with a reason that stays', async () => {
      await press(page, 'j')
      await page.getByRole('button', { name: 'Open it again' }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('A deposit was forgotten')
      await press(page, 'Control+Enter')
      await confirmedIfAsked(page, () => panel(page).getByText('A deposit was forgotten').waitFor({ timeout: 30_000 }))
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await desk.picture(pictures, '04-open-again')
      await inBalance(page)
    })
  }))
