import type { Page } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerEligibility } from '../../src-main/practice-payer/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { atOwnDesk, expect, test, type Desk } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

/** Filters the list by one value of a column. */
async function filterBy(page: Page, column: string, value: string): Promise<void> {
  await press(page, '/')
  await page.getByRole('textbox', { name: 'Filter by' }).fill(column)
  await press(page, 'Enter')
  await page.getByRole('checkbox', { name: value, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('a biller asks, saves the 270, gives the 271, and reads what each patient owes', async () => {
  test.setTimeout(180_000)
  // Which patients answer what depends on who was asked before.
  await atOwnDesk(askAndRead)
})

async function askAndRead(desk: Desk): Promise<void> {
  const { page, app, home } = desk
  await openSample(page)
  await press(page, 'g', 'e')
  const grid = page.getByRole('grid', { name: 'Eligibility' })
  await grid.locator('[data-index="0"]').waitFor()
  await filterBy(page, 'Payer', 'Summit Ridge PPO')
  await press(page, 'Shift+c')
  await page.getByRole('heading', { name: /^Ask Summit Ridge PPO about/ }).waitFor()
  await press(page, 'Control+Enter')
  const save = page.getByRole('button', { name: 'Save a copy', exact: true })
  await save.waitFor()
  const file = join(home, 'asked.270')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await save.click()
  await page.getByText(/ bytes in /).waitFor()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(grid).toBeFocused()

  const covered = {
    name: 'Choice',
    isActive: true,
    begins: day('2026-01-01'),
    copay: cents(3000),
    deductible: cents(150_000),
    deductibleLeft: cents(42_000),
    visits: 30,
    visitsLeft: 19,
    authorization: 'Y' as const,
  }
  const plans = [
    covered,
    undefined,
    { ...covered, isActive: false },
    { ...covered, administrator: { name: 'Harborline Behavioral', id: 'HBH01' } },
  ]
  let person = 0
  const answer = answerEligibility(
    await readFile(file),
    () => plans[person++ % plans.length],
    { name: 'Summit Ridge PPO', id: 'SRPPO', taxNumber: '1' },
    7,
    { day: day('2026-11-19'), time: '0900' },
  )
  await writeFile(join(home, 'answer.271'), answer)
  await press(page, 'g', 'x')
  await page.getByLabel('Files to take in').setInputFiles(join(home, 'answer.271'))
  await page.getByText(/1 file taken in/).waitFor()

  await press(page, 'g', 'e')
  const panel = page.getByRole('complementary')
  const found: Record<string, readonly string[]> = {}
  for (const [outcome, says] of [
    ['Active', 'Covered, authorization needed'],
    ['Turned down', 'Code 75: Subscriber not found'],
    ['Inactive', /^Not covered on/],
    ['Other administrator', 'Mental health is not with Summit Ridge PPO'],
  ] as const) {
    await page.getByRole('button', { name: /^All/ }).click()
    await filterBy(page, 'Answer', outcome)
    await grid.getByText(outcome).first().waitFor()
    await filterBy(page, 'Payer', 'Summit Ridge PPO')
    await press(page, 'Home', 'Enter')
    await panel.getByText(says).waitFor()
    await page.waitForTimeout(250)
    await desk.picture('test-results/screens', `eligibility-${outcome.toLowerCase().replace(' ', '-')}`)
    const faulty = await faults(page)
    if (faulty.length > 0) found[outcome] = faulty
    await press(page, 'Escape')
  }
  expect(found).toEqual({})
}
