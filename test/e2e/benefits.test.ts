import type { Page } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerEligibility } from '../../src-main/practice-payer/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { expect, test } from './desk.ts'
import { faults, fill, openSample, press } from './hands.ts'

const panelOf = (page: Page) => page.getByRole('complementary')
const section = (page: Page, name: string) => panelOf(page).getByRole('region', { name, exact: true })

async function toFrontDesk(page: Page): Promise<void> {
  await press(page, 'g', 'e')
  await page.getByRole('button', { name: /^Front desk/ }).click()
  await page.getByRole('grid', { name: 'Eligibility' }).locator('[data-index="0"]').waitFor()
}

test('the front desk follows another administrator to the locked bill-to, and sees what the patient owes', async ({ desk }) => {
  test.setTimeout(240_000)
  const { page, app, home } = desk
  const found: Record<string, readonly string[]> = {}
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(250)
    await desk.picture('test-results/screens', `benefits-${name}`)
    const faulty = await faults(page)
    if (faulty.length > 0) found[name] = faulty
  }
  await openSample(page)
  await toFrontDesk(page)
  const grid = page.getByRole('grid', { name: 'Eligibility' })
  await look('front-desk')

  const row = grid.locator('[role=row]').filter({ hasText: 'Summit Ridge PPO' }).filter({ hasText: 'Other administrator' }).first()
  await row.click()
  await press(page, 'Enter')
  await section(page, 'Who pays for mental health').getByText('Harborline Behavioral').first().waitFor()
  const [patient = ''] = (await panelOf(page).getByRole('heading', { level: 2 }).first().innerText()).split(' · ')
  await look('proposed')

  await page.getByRole('button', { name: 'Ask Harborline Behavioral' }).click()
  await fill(page, { 'Member id there': 'HB771209' })
  await look('ask')
  await press(page, 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const asked = join(home, 'asked.270')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, asked)
  await press(page, 'g', 'x')
  const files = page.getByRole('grid', { name: 'Exchange' })
  await files.getByText('1 question to Harborline Behavioral').first().click()
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Save a copy', exact: true }).click()
  await page.getByText(/ bytes in /).waitFor()

  const plan = {
    name: 'Harborline Choice',
    isActive: true,
    begins: day('2026-01-01'),
    copay: cents(3000),
    deductible: cents(150_000),
    deductibleLeft: cents(42_000),
    visits: 30,
    visitsLeft: 19,
    authorization: 'N' as const,
  }
  const payer = { name: 'Harborline Behavioral', id: 'HBH01', taxNumber: '1' }
  const answer = answerEligibility(await readFile(asked), () => plan, payer, 7, { day: day('2026-11-19'), time: '0900' })
  await writeFile(join(home, 'answer.271'), answer)
  await page.getByLabel('Files to take in').setInputFiles(join(home, 'answer.271'))
  await page.getByText(/1 file taken in/).waitFor()

  await toFrontDesk(page)
  await grid.locator('[role=row]').filter({ hasText: patient }).first().click()
  await press(page, 'Enter')
  await panelOf(page)
    .getByRole('row', { name: /^Copay \$30\.00/ })
    .waitFor()
  await look('checked')
  await press(page, 'b')
  await page.getByRole('heading', { name: 'Bill Harborline Behavioral for mental health' }).waitFor()
  await look('lock')
  await press(page, 'Control+Enter')
  await section(page, 'Who pays for mental health')
    .getByText(/^Claims go to Harborline Behavioral from/)
    .waitFor()
  await expect(section(page, 'Estimate').getByRole('table', { name: 'Arithmetic' })).toContainText('Patient owes$30.00')
  await look('locked')

  await page.getByRole('button', { name: 'Call instead' }).click()
  await page.getByRole('textbox', { name: 'Number of the call' }).waitFor()
  await look('call')
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(found).toEqual({})
})

test('a payer that answers for the plan alone is asked for mental health by name, and the card is of both answers', async ({ desk }) => {
  test.setTimeout(180_000)
  const { page } = desk
  const found: Record<string, readonly string[]> = {}
  const look = async (name: string): Promise<void> => {
    await page.waitForTimeout(250)
    await desk.picture('test-results/screens', `benefits-${name}`)
    const faulty = await faults(page)
    if (faulty.length > 0) found[name] = faulty
  }
  await openSample(page)
  await toFrontDesk(page)
  const rows = page.getByRole('grid', { name: 'Eligibility' }).locator('[role=row]').filter({ hasText: 'Evergreen Mutual' })
  const open = rows.filter({ hasText: 'Mental health not stated' })
  await open.first().click()
  await press(page, 'Enter')
  await panelOf(page).getByRole('button', { name: 'Ask about mental health' }).first().waitFor()
  await look('plan-alone')
  await press(page, 'c')
  await page.getByText('It asks about mental health by name.').waitFor()
  await look('ask-by-name')
  await press(page, 'Control+Enter')
  await page.getByText('1 question in 1 file').waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await panelOf(page).getByText('waiting for the rest').waitFor()
  await look('waits')

  await rows
    .filter({ hasNotText: 'Mental health not stated' })
    .filter({ hasNotText: 'No answer yet' })
    .filter({ hasText: 'Active' })
    .first()
    .click()
  await section(page, 'What the file about mental health says').waitFor()
  await look('two-answers')
  expect(found).toEqual({})
})
