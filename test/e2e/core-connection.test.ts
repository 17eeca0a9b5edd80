import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { certificates, payerServer, PHRASE, type Certificates, type PayerServer } from '../support/https.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { fill, openSample, press } from './hands.ts'
import { confirmed } from './passphrase.ts'

// A payer's CORE server that wants to see a certificate of ours: a wrong one is refused where it was chosen, or by the server, and the right one works.

let tls: Certificates
let server: PayerServer
let folder: string
test.beforeAll(async () => {
  tls = certificates()
  server = await payerServer({ ...tls.good, ca: tls.authority, requestCert: true, rejectUnauthorized: true }, () => ({
    type: 'X12_BatchReceiptConfirmation',
  }))
  folder = await mkdtemp(join(tmpdir(), 'parity-core-'))
  for (const [name, bytes] of Object.entries({
    'ours.pem': tls.client.cert,
    'ours.key': tls.client.key,
    'ours.p12': tls.client.bundle,
    'another.key': tls.good.key,
    'strange.pem': tls.stranger.cert + tls.stranger.key,
    'letter.txt': 'Dear practice, your certificate is ready.',
  }))
    await writeFile(join(folder, name), bytes)
})
test.afterAll(async () => {
  await server.end()
  await rm(folder, { recursive: true, force: true })
})

/** Chooses a file, whose name then stands at the field. */
async function give(page: Page, what: 'certificate' | 'private key', name: string): Promise<void> {
  await page.getByLabel(`File of the ${what}`).setInputFiles(join(folder, name))
  await expect(page.getByText(name, { exact: true })).toBeVisible()
}

/** What is said among the fields; below them the engine says it once more. */
const atField = (page: Page, words: string): Locator => page.getByRole('dialog').locator('form').getByText(words)

/** Saves what is in the form, and finds the fault at the field. */
async function refused(page: Page, words: string): Promise<void> {
  await press(page, 'Control+Enter')
  await expect(atField(page, words)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Test of the connection' })).toHaveCount(0)
}

async function begun(page: Page): Promise<void> {
  await press(page, 'g', 's')
  await page.getByRole('button', { name: 'Connections', exact: true }).click()
  await press(page, 'n')
  await page.getByRole('combobox', { name: 'Clearinghouse or way' }).click()
  await page.getByRole('option', { name: 'CAQH CORE over HTTPS' }).click()
  await fill(page, {
    'What you call it': 'Northlake Health Plan',
    Address: server.url(),
    'Certificate of their authority': tls.authority,
    'Key of the server': tls.pin,
  })
  await page.getByRole('combobox', { name: 'Signs in with' }).click()
  await page.getByRole('option', { name: 'A client certificate' }).click()
}

test('a client certificate is refused at its field, refused by the server, and taken', async () => {
  test.setTimeout(240_000)
  await atOwnDesk(async ({ page }) => {
    await openSample(page)
    await begun(page)

    await test.step('what is no certificate, a key of another one and a wrong passphrase are told where they were given', async () => {
      await give(page, 'certificate', 'letter.txt')
      await press(page, 'Control+Enter')
      await confirmed(page)
      await expect(atField(page, 'This file is no certificate.')).toBeVisible()
      await give(page, 'certificate', 'ours.pem')
      await expect(atField(page, 'This file is no certificate.')).toHaveCount(0)
      await give(page, 'private key', 'another.key')
      await refused(page, 'The private key belongs to another certificate.')
      await page.getByRole('button', { name: 'Take out private key' }).click()
      await expect(atField(page, 'The private key belongs to another certificate.')).toHaveCount(0)
      await give(page, 'certificate', 'ours.p12')
      await fill(page, { 'Passphrase of the certificate': 'another' })
      await refused(page, 'This passphrase does not open it.')
    })

    await test.step('one that their authority did not give is refused by the server', async () => {
      await fill(page, { 'Passphrase of the certificate': '' })
      await give(page, 'certificate', 'strange.pem')
      await press(page, 'Control+Enter')
      await expect(page.getByText('It does not work yet.')).toBeVisible({ timeout: 30_000 })
      await press(page, 'Escape')
    })

    await test.step('the right one is proven, and shown without its key', async () => {
      await page.getByRole('button', { name: 'Edit Northlake Health Plan' }).click()
      await give(page, 'certificate', 'ours.p12')
      await fill(page, { 'Passphrase of the certificate': PHRASE })
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog').getByText('It works.')).toBeVisible({ timeout: 30_000 })
      await press(page, 'Escape')
      await page.getByRole('button', { name: 'Edit Northlake Health Plan' }).click()
      await page.getByText('The certificate that is set:').scrollIntoViewIfNeeded()
      await expect(page.getByText('CN=Lakeside')).toBeVisible()
    })
    expect(server.said).toEqual([])
  })
})
