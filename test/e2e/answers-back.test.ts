import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from '@playwright/test'
import { addDays, type Day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { acceptSyntax, acknowledgeClaims, readClaims, type Decision } from '../../src-main/practice-payer/index.ts'
import { charged, NORTHLAKE, openAspenRow, payerId, savesTo, send } from './aspen-row.ts'
import { ask, patient } from './biller-practice.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

// What comes back of what was sent: taken, turned back and mended, silent, and proved in time. Everything is invented.

const pictures = 'test-results/answers-back'
const today = new Date().toLocaleDateString('en-CA') as Day
const WHEN = { day: today, time: '0615' }

/** Each claim is taken, but for those of one member, whom the payer does not know. */
const decided = (file: Uint8Array, stranger: string): Decision[] =>
  readClaims(file).map((place, n) => ({
    place,
    payerControl: `ICN-${n + 1}`,
    lines: [],
    ...(place.subscriber.name.name.id === stranger && { refused: { category: 'A7' as const, status: '164', entity: 'IL' } }),
  }))

async function drop(page: Page, path: string, bytes: Uint8Array, says: RegExp): Promise<void> {
  await writeFile(path, bytes)
  await press(page, 'g', 'x')
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.getByRole('list', { name: 'Files' }).getByText(says).first().waitFor()
}

async function openOf(page: Page, name: string): Promise<Locator> {
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: /^All claims/ }).click()
  await page.getByRole('grid', { name: 'Claims' }).getByText(name).first().click()
  const panel = page.getByRole('complementary', { name: /^Claim/ })
  await panel.getByText(name).first().waitFor()
  await panel.getByRole('heading', { name: 'History' }).waitFor()
  return panel
}

test('of a batch one claim is taken and one turned back, mended, sent again as new and taken; one key proves it was in time', async () => {
  test.setTimeout(300_000)
  const folder = await mkdtemp(join(tmpdir(), 'parity-answers-'))
  const own = await openAspenRow(folder, async (page) => {
    const payer = await payerId(page, 'Northlake Health Plan')
    for (const [n, name] of ['Harriet Osei', 'Ruth Adler'].entries()) {
      const { id } = await ask(page, 'patients.save', patient(name, n, payer))
      await charged(page, id, addDays(today, -2), `1${n}:00`, `1${n}:55`)
    }
  })
  try {
    const { page } = own
    const first = await send(own, join(folder, 'first.x12'), 2)
    const stranger = must('the second has a member id', readClaims(first)[1]?.subscriber.name.name.id)
    await drop(page, join(folder, 'first.999'), acceptSyntax(first, NORTHLAKE, 701, WHEN), /taken/)
    await own.picture(pictures, '00-999')
    await drop(
      page,
      join(folder, 'first.277ca'),
      acknowledgeClaims(first, decided(first, stranger), NORTHLAKE, 702, WHEN),
      /1 accepted, 1 turned back/,
    )
    await own.picture(pictures, '01-answers')

    await press(page, 'g', 't')
    await page.getByText('Claims turned back by the payer').first().waitFor()
    await own.picture(pictures, '02-today')
    const taken = await openOf(page, 'Osei')
    await expect(taken.getByText('Accepted').first()).toBeVisible()
    await expect(taken.getByText('ICN-1').first()).toBeVisible()

    const panel = await openOf(page, 'Adler')
    await expect(panel.getByText('Turned back for')).toBeVisible()
    await expect(panel.getByText('Box 1a').first()).toBeVisible()
    expect(await faults(page)).toEqual([])
    await own.picture(pictures, '03-turned-back')
    await press(page, 'Space')
    await page.getByLabel('Member id').fill('NL8820499')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(panel.getByText('All checks passed').first()).toBeVisible()

    const again = await send(own, join(folder, 'again.x12'))
    const [before, after] = [readClaims(first)[1], readClaims(again)[0]]
    expect(after?.claim.claim.control).not.toBe(before?.claim.claim.control)
    expect(again.toString('latin1')).toMatch(/CLM\*[^~]*\*11:B:1\*/)
    expect(again.toString('latin1')).toContain('*MI*NL8820499~')
    await drop(page, join(folder, 'again.999'), acceptSyntax(again, NORTHLAKE, 703, WHEN), /taken/)
    await drop(page, join(folder, 'again.277ca'), acknowledgeClaims(again, decided(again, ''), NORTHLAKE, 704, WHEN), /1 accepted/)
    const done = await openOf(page, 'Adler')
    await expect(done.getByText('Accepted').first()).toBeVisible()
    await own.picture(pictures, '04-accepted')

    const proof = join(folder, 'proof.pdf')
    await savesTo(own, proof)
    await press(page, 't')
    await page.getByText('The proof is printed.').first().waitFor({ timeout: 60_000 })
    expect((await readFile(proof)).subarray(0, 5).toString()).toBe('%PDF-')
    const { stdout: text } = await promisify(execFile)('pdftotext', ['-layout', proof, '-'])
    for (const said of ['Proof of timely filing', 'Ruth Adler', before?.claim.claim.control, after?.claim.claim.control, 'SHA-256'])
      expect(text).toContain(said)
    expect(text).not.toMatch(/osei/i)
    expect(await own.complaints()).toEqual([])
  } finally {
    await own.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test('a claim that its payer says nothing about is on the desk, with what is missing and since when', async () => {
  test.setTimeout(300_000)
  await atOwnDesk(async (own) => {
    const { page } = own
    await openSample(page)
    await press(page, 'g', 't')
    const line = page.getByText(/^(The payer has not said that it has them|No remittance in the payer’s usual time)$/).first()
    await line.waitFor()
    await own.picture(pictures, '05-silent')
    await line.click()
    await press(page, 'Enter')
    await page.getByRole('grid', { name: 'Claims' }).getByRole('row').nth(1).waitFor()
    await own.picture(pictures, '06-silent-list')
    await press(page, 'Home', 'Enter')
    const panel = page.getByRole('complementary')
    await panel.getByRole('heading', { name: 'With the payer' }).waitFor()
    await expect(panel.getByText(/(No remittance|No acceptance|has not said)/).first()).toBeVisible()
    await expect(panel.getByText(/since|after \d+ days/i).first()).toBeVisible()
    expect(await faults(page)).toEqual([])
    await own.picture(pictures, '07-silent-panel')
  })
})
