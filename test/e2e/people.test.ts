import { expect, test, type Page } from '@playwright/test'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '../../src-shared/day.ts'
import { machineClock } from '../../src-main/engine/clock.ts'
import { testEngine, OWNER, type TestEngine } from '../support/engine.ts'
import { CLINICIAN, COVERAGE, FEES, PATIENT, PAYER } from '../support/practice.ts'
import { openDesk, type Desk } from './desk.ts'
import { press } from './hands.ts'

// What keeps a practice's records among its people, by hand in the real window: who sees what, who looked, who may no longer, what may leave, and last
// night's backup. The store is real; its patients are invented.

let own: Desk
let made: TestEngine
test.beforeAll(async () => {
  made = testEngine()
  await furnish(made)
  made.engine().close()
  own = await openDesk()
})
test.afterAll(async () => {
  expect(await own.complaints()).toEqual([])
  await own.close()
  made.end()
})

/** Two patients seen by one clinician; the first has a claim that is ready to leave. */
async function furnish({ create, get, clock }: TestEngine): Promise<void> {
  const today = machineClock.today()
  clock.set(today)
  await create()
  const { id: provider } = await get('providers.save', CLINICIAN)
  const { id: payer } = await get('payers.save', PAYER)
  const coverages = [{ ...COVERAGE, payer, starts: null }]
  const { id: patient } = await get('patients.save', { ...PATIENT, last: 'Abbot', first: 'Iris', diagnoses: ['F41.1'], coverages })
  await get('patients.save', {
    ...PATIENT,
    last: 'Calder',
    first: 'Theo',
    diagnoses: ['F33.1'],
    coverages: [{ ...COVERAGE, payer, memberId: 'XJ7749201', starts: null }],
  })
  for (const [code, cents] of FEES) await get('fees.save', { code, starts: day('2025-01-01'), cents })
  const charge = { patient, provider, day: today, start: '07:00', stop: '07:55', service: 'individual', mode: 'in-person' }
  await get('charges.save', { ...charge, appointment: null })
}

const people = {
  biller: { name: 'Ana Ruiz', passphrase: 'eleven lanterns over the ferry' },
  front: { name: 'Lee Ortiz', passphrase: 'nine patient kites under a bridge' },
} as const

async function signIn(page: Page, { name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await press(page, 'Enter')
}
const rail = (page: Page) => page.getByRole('navigation', { name: 'Screens' })
const arrived = (page: Page): Promise<void> => rail(page).waitFor({ timeout: 30_000 })

/** A dangerous act asks for the passphrase when it was not given in the last five minutes. */
async function confirmed(page: Page, done: () => Promise<void>): Promise<void> {
  const again = page.getByRole('heading', { name: 'Your passphrase, again' })
  await Promise.race([
    again.waitFor({ timeout: 30_000 }).then(
      async () => {
        await page.getByRole('dialog').last().getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
        await press(page, 'Enter')
      },
      () => undefined,
    ),
    done(),
  ])
  await done()
}

async function lock(): Promise<Page> {
  const before = own.page
  const page = await own.anew(() => press(before, 'Control+l'))
  await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
  return page
}

/** Opens the panel of a patient by name. */
async function openPatient(page: Page, name: string): Promise<void> {
  await press(page, 'g', 'p')
  await page.getByRole('grid', { name: 'Patients' }).getByText(name).click()
  await page.getByRole('complementary').getByRole('heading', { name: 'Coverage' }).waitFor()
}

async function section(page: Page, name: string): Promise<void> {
  await press(page, 'g', 's')
  await page.getByRole('button', { name, exact: true }).click()
}

async function add(page: Page, name: string, role: RegExp): Promise<string> {
  await page.getByRole('button', { name: 'Add a person' }).waitFor()
  await press(page, 'n')
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radio', { name: role }).click()
  await press(page, 'Control+Enter')
  const starter = page.getByLabel('Starter words', { exact: true })
  await confirmed(page, () => starter.waitFor({ timeout: 30_000 }))
  const words = (await starter.textContent()) ?? ''
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return words
}

async function firstSignIn(page: Page, who: { name: string; passphrase: string }, words: string): Promise<void> {
  await signIn(page, { name: who.name, passphrase: words })
  await page.getByRole('heading', { name: `Welcome, ${who.name}` }).waitFor({ timeout: 20_000 })
  await page.getByLabel('Your passphrase', { exact: true }).fill(who.passphrase)
  await page.getByLabel('The same again', { exact: true }).fill(who.passphrase)
  await press(page, 'Enter')
  await arrived(page)
}

test('records stay among those who may see them, and what happened can be told and undone', async () => {
  test.setTimeout(300_000)
  let page = own.page
  const choose = (path: string): Promise<void> =>
    own.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, path)
  await choose(made.folder)

  const words = await test.step('an owner opens the store, adds a biller and a front desk, and makes a backup', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await press(page, '3')
    await page.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
    await press(page, 'Enter')
    await arrived(page)
    await section(page, 'People')
    const biller = await add(page, people.biller.name, /^Biller/)
    const front = await add(page, people.front.name, /^Front desk/)
    await section(page, 'Backups')
    await page.getByRole('heading', { name: 'Folders' }).waitFor()
    await press(page, 'b')
    const restore = page.getByRole('button', { name: /^Restore the backup of/ }).first()
    await restore.waitFor({ timeout: 60_000 })
    return { biller, front }
  })

  await test.step('an episode holds the claim until a consent is on file', async () => {
    await openPatient(page, 'Abbot')
    const panel = page.getByRole('complementary')
    await expect(panel.getByText('F41.1').first()).toBeVisible()
    await panel.getByRole('button', { name: 'Mark an episode' }).click()
    await page.getByLabel('Program').fill('Intensive outpatient')
    await page.getByLabel('From').fill('01/02/2026')
    await press(page, 'Control+Enter')
    await panel.getByText('1 claim waits for a consent.').waitFor()
    await panel.getByRole('button', { name: 'Show the claims that wait for a consent' }).click()
    const claims = page.getByRole('grid', { name: 'Claims' })
    await claims.locator('[data-index="0"]').click()
    await panel
      .getByText(/consent/i)
      .first()
      .waitFor()
    await own.picture('test-results/screens', 'people-held')
    await panel.getByRole('button', { name: 'Open the consents' }).click()
    await panel.getByRole('button', { name: 'Put a consent on file' }).click()
    await page.getByLabel('Signed on').fill('01/02/2026')
    await press(page, 'Control+Enter')
    await panel.getByText('Holds', { exact: true }).waitFor()
    await expect(panel.getByText(/waits? for a consent/)).toHaveCount(0)
    await own.picture('test-results/screens', 'people-consent')
  })

  await test.step('the accounting of disclosures leaves under a password that is shown once', async () => {
    const path = join(made.home, 'accounting.pdf')
    await own.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, path)
    await page.getByRole('button', { name: 'Accounting as PDF' }).click()
    await press(page, 'Control+Enter')
    const password = (await page.getByLabel('Password', { exact: true }).textContent({ timeout: 30_000 })) ?? ''
    expect(password).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
    const pdf = await readFile(path, 'latin1')
    expect(pdf.slice(0, 5)).toBe('%PDF-')
    expect(pdf).toContain('/Encrypt')
    await own.picture('test-results/screens', 'people-accounting')
    await press(page, 'Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('the front desk sees no diagnosis, and of the program’s patient nothing', async () => {
    page = await lock()
    await firstSignIn(page, people.front, words.front)
    await openPatient(page, 'Calder')
    const panel = page.getByRole('complementary')
    await panel.getByText('Your role does not show diagnoses.').waitFor()
    await expect(panel.getByText('F33')).toHaveCount(0)
    await expect(page.getByRole('grid', { name: 'Patients' }).getByText('Abbot')).toHaveCount(0)
    await expect(rail(page).getByRole('button', { name: /^Claims/ })).toHaveCount(0)
    await own.picture('test-results/screens', 'people-front-desk')
  })

  await test.step('a biller signs in and looks at a patient', async () => {
    page = await lock()
    await firstSignIn(page, people.biller, words.biller)
    await openPatient(page, 'Calder')
  })

  const oldRing = await readFile(join(made.folder, 'keys.json'))
  await test.step('the owner reads who looked, and takes the biller’s key away', async () => {
    page = await lock()
    await signIn(page, OWNER)
    await arrived(page)
    await openPatient(page, 'Calder')
    const panel = page.getByRole('complementary')
    await panel.getByRole('button', { name: 'Show who looked' }).click()
    const looked = panel.getByRole('table', { name: 'Who looked' })
    await looked.getByText(people.biller.name).waitFor()
    await expect(looked.getByText(people.front.name)).toBeVisible()
    await own.picture('test-results/screens', 'people-who-looked')
    await section(page, 'People')
    await page.getByRole('button', { name: `Remove ${people.biller.name}` }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('Left the practice')
    await press(page, 'Control+Enter')
    await confirmed(page, () => page.getByText('No longer', { exact: true }).waitFor({ timeout: 60_000 }))
  })

  await test.step('the old key ring no longer opens the store', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'parity-leaver-'))
    const copy = join(elsewhere, 'Cedar.parity')
    page = await lock()
    await cp(made.folder, copy, { recursive: true })
    // Whoever left has the ring of then; the book of today is put where that ring looks for it.
    await writeFile(join(copy, 'keys.json'), oldRing)
    await rename(join(copy, 'book-2.db'), join(copy, 'book.db'))
    await choose(copy)
    await page.getByRole('button', { name: 'Another store' }).click()
    await page.getByRole('button', { name: 'Choose a store' }).click()
    await signIn(page, people.biller)
    await page
      .getByText(/damaged|does not open/i)
      .first()
      .waitFor({ timeout: 20_000 })
    await expect(rail(page)).toHaveCount(0)
    await own.picture('test-results/screens', 'people-old-ring')
    await rm(elsewhere, { recursive: true, force: true })
  })

  await test.step('the backup of before is restored: the episode and the consent are gone, and the log tells it', async () => {
    await choose(made.folder)
    await page.getByRole('button', { name: 'Another store' }).click()
    await page.getByRole('button', { name: 'Choose a store' }).click()
    await signIn(page, OWNER)
    await arrived(page)
    await section(page, 'Backups')
    await page
      .getByRole('button', { name: /^Restore the backup of/ })
      .last()
      .click()
    await page.getByText(/^You will lose \d+ events/).waitFor({ timeout: 60_000 })
    await page.getByRole('dialog').getByLabel('Why').fill('To see that it can be done')
    const asked = page.getByLabel(/^Type the word/)
    const word = ((await asked.evaluate((field) => (field as HTMLInputElement).labels?.[0]?.textContent)) ?? '').replace(
      /^Type the word /,
      '',
    )
    await asked.fill(word.replace(/\W/g, ''))
    await press(page, 'Control+Enter')
    await confirmed(page, () => page.getByRole('heading', { name: 'The backup is in place' }).waitFor({ timeout: 60_000 }))
    await press(page, 'Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await openPatient(page, 'Abbot')
    await page.getByText('No episode of a substance-use program.').waitFor()
    await section(page, 'Activity')
    await page
      .getByRole('grid', { name: 'Activity' })
      .getByText(/^Puts a backup in the place/)
      .first()
      .waitFor()
    await own.picture('test-results/screens', 'people-restored')
  })
})
