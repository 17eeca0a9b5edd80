import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Day } from '../../src-shared/day.ts'
import { payClaims, type Decision, type PayerName } from '../../src-main/practice-payer/index.ts'
import { ask, makePractice, PASSPHRASE } from './biller-practice.ts'
import { openDesk, type Desk } from './desk.ts'
import { press } from './hands.ts'

// A small practice whose claims leave by hand and are answered by files. Everything is invented.

export const NORTHLAKE: PayerName = { name: 'NORTHLAKE HEALTH PLAN', id: 'NLHP1', taxNumber: '310000001' }

const TO = { name: 'ASPEN ROW COUNSELING', npi: '1234567893', taxId: '123456789', submitter: 'ASPENROW' }

/** The number of what a list of the practice holds under a name. */
async function idOf(page: Page, list: string, has: Readonly<Record<string, string>>): Promise<number> {
  const rows = (await ask(page, list, {})) as unknown as readonly (Readonly<Record<string, unknown>> & { readonly id: number })[]
  const found = rows.find((one) => Object.entries(has).every(([key, value]) => one[key] === value))
  if (!found) throw new Error(`Nothing of this name in ${list}`)
  return found.id
}
export const payerId = (page: Page, name: string): Promise<number> => idOf(page, 'payers.list', { name })

/** A session of nearly an hour in the office, charged. */
export async function charged(page: Page, patient: unknown, day: Day, start = '09:00', stop = '09:55'): Promise<void> {
  const provider = await idOf(page, 'providers.list', { last: 'Bell' })
  const how = { service: 'individual', mode: 'in-person', interactive: false }
  await ask(page, 'charges.save', { appointment: null, patient, provider, day, start, stop, ...how })
}

/** The practice, made in one program and opened in another, as its biller opens it. */
export async function openAspenRow(folder: string, made: (page: Page) => Promise<void>): Promise<Desk> {
  const store = join(folder, 'Aspen Row.parity')
  const maker = await openDesk()
  await makePractice(maker.page, store)
  await made(maker.page)
  await maker.close()
  const own = await openDesk()
  await own.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, store)
  const { page } = own
  await page.getByRole('button', { name: 'Choose a store' }).click()
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await page.keyboard.type(PASSPHRASE)
  await press(page, 'Enter')
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 30_000 })
  return own
}

/** Where the next thing that is saved goes. */
export const savesTo = (own: Desk, path: string): Promise<void> =>
  own.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: to })
  }, path)

/** Sends the claims that are ready, so many, and gives the file that was written. */
export async function send(own: Desk, path: string, n = 1): Promise<Buffer> {
  const { page } = own
  const claims = n === 1 ? '1 claim' : `${n} claims`
  await savesTo(own, path)
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: `Send ${n} ready` }).waitFor()
  await press(page, 'Shift+S')
  await page.getByRole('heading', { name: new RegExp(`^Send ${claims} to`) }).waitFor()
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: `${claims} in 1 file` }).waitFor()
  await page.getByRole('button', { name: 'Save a copy', exact: true }).click()
  await expect.poll(() => readFile(path, 'latin1').catch(() => '')).toContain('ST*837*')
  await page.getByRole('button', { name: 'Done' }).click()
  return readFile(path)
}

type Paid = { readonly decisions: readonly Decision[]; readonly payer: PayerName; readonly n: number; readonly day: Day }

/** Drops the payer’s 835 and posts it. @param paid its number, from 1 on, is told by its trace */
export async function postRemittance(page: Page, folder: string, { decisions, payer, n, day }: Paid): Promise<void> {
  const path = join(folder, `835-${n}.x12`)
  await writeFile(path, payClaims(decisions, { trace: `EFT00${n}`, day, method: 'ACH' }, payer, TO, 900 + n, { day, time: '0615' }))
  await press(page, 'g', 'x')
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.getByRole('list', { name: 'Files' }).getByText('1 will post').first().waitFor()
  await press(page, 'g', 'r')
  await page.getByRole('grid', { name: 'Remits' }).getByText('Rehearsed').first().click()
  await page.getByText('Balances to the cent').waitFor()
  await press(page, 'Shift+P')
  await page.getByText('Nothing in the ledger is erased.').waitFor()
  await press(page, 'Control+Enter')
  await expect(page.getByText('Nothing in the ledger is erased.')).toHaveCount(0)
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  // Back to the list, for the one that comes after it.
  await page.getByRole('main').getByRole('button', { name: 'Remits', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Remits' }).getByText('Rehearsed')).toHaveCount(0)
}
