import type { Page } from '@playwright/test'
import { OWNER, testEngine, type TestEngine } from '../support/engine.ts'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER } from '../support/practice.ts'
import { machineClock } from '../../src-main/engine/clock.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { expect, openDesk, test, type Desk } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// A day begins at Today: its first line is worked, one is put off with a reason and taken back, and work is given to people.

const pictures = 'test-results/screens'
const lines = (page: Page) => page.getByRole('grid', { name: 'What needs you' })
const tab = (page: Page, name: string) => page.getByRole('group', { name: 'Whose' }).getByRole('button', { name })
const title = async (page: Page): Promise<string> => (await lines(page).locator('#line-0 b').first().textContent()) ?? ''

async function home(page: Page): Promise<void> {
  await press(page, 'g', 't')
  await tab(page, 'Mine').click()
  await lines(page).waitFor()
  await lines(page).focus()
  await press(page, '1')
}

test('the first line opens to its rows, one comes back to it, and it is put off with a reason and taken back', async ({ desk }) => {
  test.setTimeout(400_000)
  const { page } = desk
  await openSample(page)
  await home(page)

  await test.step('its list shows as many rows as it said', async () => {
    const items = (await lines(page).locator('#line-0 td').nth(3).textContent()) ?? ''
    await press(page, 'Enter')
    await page.getByRole('group', { name: 'Filters and selection' }).waitFor()
    await expect(page.getByText(new RegExp(`^${items} `)).first()).toBeVisible()
    await home(page)
  })

  const first = await title(page)
  await test.step('a row of it can be stood on, and the line put off', async () => {
    await press(page, 'l', 'j')
    await expect(page.getByRole('grid', { name: 'The first of them' })).toBeFocused()
    await desk.picture(pictures, 'today-row')
    await press(page, 'Escape', 's')
    await page.getByRole('heading', { name: `Put off: ${first}` }).waitFor()
    await page.getByLabel('Why', { exact: true }).fill('The payer calls back on Monday')
    await desk.picture(pictures, 'today-put-off-dialog')
    await press(page, 'Enter')
    const anyway = page.getByRole('button', { name: 'Put off anyway' })
    await expect(page.getByRole('dialog').or(tab(page, 'Put off').getByText('1')).first()).toBeVisible()
    if (await anyway.isVisible()) await anyway.click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(tab(page, 'Put off')).toHaveText('Put off1')
    expect(await title(page)).not.toBe(first)
  })

  await test.step('Ctrl+Z takes it back; put off again it stands under Put off, and is taken back there', async () => {
    await press(page, 'Control+z')
    await expect(tab(page, 'Put off')).toHaveText('Put off0')
    await home(page)
    expect(await title(page)).toBe(first)
    await press(page, 's')
    await page.getByLabel('Why', { exact: true }).fill('The payer calls back on Monday')
    await press(page, 'Enter')
    await expect(tab(page, 'Put off')).toHaveText('Put off1')
    await tab(page, 'Put off').click()
    const aside = page.getByRole('grid', { name: 'Put off' })
    await expect(aside.getByText('The payer calls back on Monday')).toBeVisible()
    await desk.picture(pictures, 'today-aside')
    await aside.focus()
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Nothing is put off' }).waitFor()
    await desk.picture(pictures, 'today-aside-empty')
  })

  await test.step('a figure says what it counts and opens to its rows', async () => {
    await home(page)
    await press(page, '=')
    const panel = page.getByRole('complementary', { name: 'Owed to the practice' })
    await panel.getByRole('heading', { name: 'What it counts' }).waitFor()
    await desk.picture(pictures, 'today-figure')
    await press(page, 'Enter')
    await page.getByRole('grid', { name: 'Claims' }).waitFor()
    await home(page)
  })

  for (const theme of ['Dark theme', 'High contrast', 'Light theme']) {
    await test.step(`axe finds nothing in ${theme}`, async () => {
      await choose(page, theme)
      await home(page)
      await desk.picture(pictures, `today-${theme.split(' ')[0]?.toLowerCase() ?? ''}`)
      expect(await faults(page)).toEqual([])
    })
  }
})

const BEN = { name: 'Ben Ortiz', passphrase: 'eleven lanterns over the ferry' }

/** A practice of two people with a claim that is ready to leave and a session nobody verified. */
async function furnish(made: TestEngine): Promise<void> {
  const today = machineClock.today()
  made.clock.set(today)
  await made.create()
  const { get } = made
  const { id: provider } = await get('providers.save', CLINICIAN)
  const { id: payer } = await get('payers.save', PAYER)
  const { id: patient } = await get('patients.save', { ...PATIENT, coverages: [{ ...COVERAGE, payer, starts: null }] })
  for (const [code, cents] of FEES) await get('fees.save', { code, starts: day('2025-01-01'), cents })
  const session = { patient, provider, start: '07:00', stop: '07:55', service: 'individual', mode: 'in-person' }
  await get('charges.save', { ...session, appointment: null, day: addDays(today, -1) })
  await made.confirm()
  const { starter } = await get('people.add', { name: BEN.name, role: 'biller', part2: true })
  expect(await made.signIn(BEN.name, starter)).toBe('ok')
  await get('keys.passphrase', { old: starter, new: BEN.passphrase })
  made.engine().close()
}

async function signIn(page: Page, { name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  const who = page.getByRole('combobox', { name: 'Who' })
  await page.getByLabel('Passphrase', { exact: true }).waitFor()
  if ((await who.count()) > 0) {
    await who.click()
    await page.getByRole('option', { name }).click()
  }
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await press(page, 'Enter')
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 30_000 })
}

test('a line that is given to a colleague leaves one’s own and stands among theirs', async () => {
  test.setTimeout(400_000)
  const made = testEngine()
  let own: Desk | undefined
  try {
    await furnish(made)
    own = await openDesk()
    const { app } = own
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, made.folder)
    await own.page.getByRole('heading', { level: 1 }).waitFor()
    await press(own.page, '3')
    await signIn(own.page, OWNER)
    const { page } = own
    await home(page)
    const given = page.getByText('Claims ready to send')
    await lines(page).getByText('Claims ready to send').click()
    await lines(page).focus()
    await press(page, 'a')
    await page.getByRole('heading', { name: 'Assign: Claims ready to send' }).waitFor()
    await page.getByRole('radio', { name: /^Ben Ortiz/ }).click()
    await own.picture(pictures, 'today-assign')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(lines(page).getByText('Claims ready to send')).toHaveCount(0)
    await tab(page, 'Everyone').click()
    await expect(given.first()).toBeVisible()
    await own.picture(pictures, 'today-everyone')

    const locked = await own.anew(() => press(page, 'Control+l'))
    await locked.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
    await signIn(locked, BEN)
    const his = locked
    await home(his)
    await expect(lines(his).getByText('Claims ready to send')).toBeVisible()
    await expect(lines(his).getByText('Ben Ortiz')).toBeVisible()
    await own.picture(pictures, 'today-his')
  } finally {
    await own?.close()
    made.end()
  }
})
