import { expect, test, type Page } from '@playwright/test'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLINICIAN } from '../support/practice.ts'
import { OWNER, testEngine, type TestEngine } from '../support/engine.ts'
import { openDesk, type Desk } from './desk.ts'
import { fill, keepRecoveryKey, press } from './hands.ts'

// When something went wrong, by hand in the real window: nobody is there, every passphrase is lost, an older copy lies in the store's place, a page of the
// book is damaged. Each way leads back to work, and nothing is deleted.

let own: Desk
let made: TestEngine
let envelope: string
let key: string
let older: Buffer
test.beforeAll(async () => {
  made = testEngine()
  await made.create()
  await made.confirm()
  envelope = (await made.get('people.add', { name: 'Envelope', role: 'emergency' })).starter
  const recovery = await made.get('keys.recovery', {})
  key = recovery.key
  const groups = key.split('-')
  await made.get('keys.confirmRecovery', { groups: recovery.ask.map((n) => groups[n - 1]) })
  await made.get('backup.make', {})
  made.engine().close()
  older = readFileSync(book())
  made.again()
  await made.signIn()
  await made.get('providers.save', CLINICIAN)
  made.engine().close()
})
test.beforeEach(async () => {
  own = await openDesk()
  await own.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
  }, made.folder)
  await own.page.getByRole('button', { name: 'Choose a store' }).click()
  await own.page.getByLabel('Passphrase', { exact: true }).waitFor()
})
test.afterEach(async () => {
  const complaints = await own.complaints()
  await own.close()
  expect(complaints).toEqual([])
})
test.afterAll(() => made.end())

const rail = (page: Page) => page.getByRole('navigation', { name: 'Screens' })
const book = (): string => join(made.folder, 'book.db')
/** Puts a book in the store's place, as nobody should. */
function put(bytes: Buffer): void {
  for (const end of ['-wal', '-shm']) rmSync(`${book()}${end}`, { force: true })
  writeFileSync(book(), bytes)
}
const look = (name: string): Promise<void> => own.picture('test-results/screens', `rescue-${name}`)

async function signIn(page: Page, passphrase: string = OWNER.passphrase): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await press(page, 'Enter')
}

test('the envelope opens for a reason, reads and changes nothing, and the owner is told', async () => {
  let { page } = own
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: 'Envelope, emergency' }).click()
  await fill(page, { 'The words of the envelope': envelope, 'Why it cannot wait': 'A patient in crisis, nobody else is there' })
  await page.getByRole('button', { name: 'Unlock' }).click()
  await rail(page).waitFor({ timeout: 30_000 })
  const banner = page.getByText(/Emergency access, [34] h/)
  await banner.waitFor()
  await page.reload()
  await rail(page).waitFor({ timeout: 30_000 })
  await expect(page.getByText('Reason: A patient in crisis, nobody else is there.')).toBeVisible()
  await press(page, 'g', 'p')
  await expect(page.getByRole('button', { name: 'Add a patient' }).first()).toBeDisabled()
  await look('emergency')
  const before = page
  page = await own.anew(() => press(before, 'Control+l'))
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: OWNER.name }).click()
  await signIn(page)
  await page
    .getByText(/emergency/i)
    .first()
    .waitFor({ timeout: 30_000 })
  await look('emergency-told')
})

test('an older copy in the store’s place is only read, until the owner has looked into it', async () => {
  const { page } = own
  put(older)
  await signIn(page)
  await rail(page).waitFor({ timeout: 30_000 })
  await page.getByText('The store can only be read.').waitFor()
  await expect(page.getByText(/older than its anchor|anchor knows/)).toBeVisible()
  await look('halted')
  await page.getByRole('button', { name: 'Write to it again' }).click()
  await page.getByLabel('What you looked into, and found').fill('The disk was put back from last night')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Your passphrase, again' }).waitFor()
  await page.getByRole('dialog').last().getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
  await press(page, 'Enter')
  await expect(page.getByText('The store can only be read.')).toHaveCount(0, { timeout: 30_000 })
  await press(page, 'g', 'p')
  await expect(page.getByRole('button', { name: 'Add a patient' }).first()).toBeEnabled()
})

test('a damaged store is not shown; a backup takes its place, and what was there stays', async () => {
  const { page } = own
  const bytes = readFileSync(book())
  bytes[200_001] = (bytes[200_001] ?? 0) ^ 8
  put(bytes)
  await signIn(page)
  await page.getByText('The store is damaged.').waitFor({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Restore a backup' }).click()
  await page.getByRole('radio').first().click()
  await page.getByLabel('Passphrase', { exact: true }).fill(OWNER.passphrase)
  await look('damaged')
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await rail(page).waitFor({ timeout: 60_000 })
  await look('restored')
  const kept = readdirSync(made.folder).find((name) => name.startsWith('before-restore'))
  expect(readFileSync(join(made.folder, kept ?? '', 'book.db')).equals(bytes)).toBe(true)
})

test('the recovery key opens the store once, and a new one is put on paper', async () => {
  const { page } = own
  const fresh = 'eight amber wagons in the orchard'
  await page.getByRole('button', { name: 'Use the recovery key' }).click()
  await fill(page, { 'Recovery key': key.toLowerCase().replaceAll('-', ' '), 'Owner’s name': OWNER.name })
  await fill(page, { 'New passphrase': fresh, 'The same again': fresh })
  await look('recover')
  await page.getByRole('button', { name: 'Open with the recovery key' }).click()
  await keepRecoveryKey(page)
  await press(page, 'Enter')
  await rail(page).waitFor({ timeout: 30_000 })
  const next = await own.anew(() => press(page, 'Control+l'))
  await next.getByRole('combobox', { name: 'Who' }).click()
  await next.getByRole('option', { name: OWNER.name }).click()
  await signIn(next)
  await next.getByText('This is not the passphrase.').waitFor({ timeout: 20_000 })
  await signIn(next, fresh)
  await rail(next).waitFor({ timeout: 30_000 })
})
