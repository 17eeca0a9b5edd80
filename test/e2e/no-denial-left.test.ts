import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import tiff from 'utif2'
import type { Output } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { docxOf, paperPdf } from '../support/paper.ts'
import { fileOf, segmentsOf, type PaymentSpec, type Reason } from '../support/remittances.ts'
import { ask } from './biller-practice.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, listed, openSample, press } from './hands.ts'

// From an imported remittance to the end of its denials: one is corrected and sent again, one becomes a rule, two are appealed with their packets, and
// one of those is decided and paid.

const pictures = process.env['PICTURES'] ?? 'test-results/no-denial-left'
const PAYER = { name: 'NORTHLAKE HEALTH PLAN', id: 'NLHP1', number: '1999888777' }
const ON = day('2026-11-19')

type Claim = Output<'claims.get'>
type Denial = Output<'denials.list'>['rows'][number]

/** Claims that a payer accepted and did not decide on. */
async function accepted(page: Page, many: number): Promise<readonly Claim[]> {
  const view = { filters: [{ is: 'any', field: 'status', of: ['accepted'] }], sort: [{ by: 'id', down: false }] }
  const { rows } = (await ask(page, 'claims.list', { view, window: 0 })) as { rows: readonly { readonly id: number }[] }
  const all: Claim[] = []
  for (const { id } of rows) {
    const claim = (await ask(page, 'claims.get', { id })) as unknown as Claim
    const isFirst = claim.turn === 1 && claim.control?.endsWith('-01') === true && claim.lines.length === 1
    if (isFirst && claim.lines.every((line) => line.payer === line.charge)) all.push(claim)
    if (all.length === many) break
  }
  return all
}

const decided = (claim: Claim, reason?: Reason[1], remarks: readonly string[] = []): PaymentSpec => ({
  control: claim.control ?? '',
  payerControl: `NL${claim.id}`,
  memberId: claim.memberId,
  lines: claim.lines.map((line) => ({
    code: line.code,
    modifiers: line.modifiers,
    charge: line.charge,
    reasons: reason === undefined ? [] : [['CO', reason, line.charge]],
    remarks: [...remarks],
    control: String(line.id),
  })),
})

async function takeIn(page: Page, home: string, name: string, trace: string, payments: readonly PaymentSpec[]): Promise<void> {
  const path = join(home, name)
  await writeFile(path, fileOf([segmentsOf({ trace, day: ON, payer: PAYER, payments })], 700 + trace.length))
  await press(page, 'g', 'x')
  await page.getByLabel('Files to take in').setInputFiles(path)
  await expect(page.getByText(name).first()).toBeVisible({ timeout: 60_000 })
  await press(page, 'g', 'r')
  await page.getByRole('button', { name: 'Post all that pass' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: /^Post [1-9]/ })).toBeEnabled()
  await press(page, 'Control+Enter')
  await dialog.getByRole('heading', { name: /posted$/ }).waitFor({ timeout: 60_000 })
  await press(page, 'Enter')
  await expect(dialog).toHaveCount(0)
}

/** The denial of a claim, opened by the number of the claim. */
async function openDenialOf(page: Page, claim: Claim): Promise<Denial> {
  const view = { filters: [{ is: 'number', field: 'claim', from: claim.id, to: claim.id }], sort: [] }
  const { rows } = (await ask(page, 'denials.list', { view, window: 0 })) as unknown as { readonly rows: readonly Denial[] }
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(String(claim.id))
  await page
    .getByRole('option')
    .filter({ hasText: String(claim.id) })
    .first()
    .waitFor()
  await press(page, 'Enter')
  await page.getByRole('complementary').getByRole('button', { name: 'Work the denial' }).click()
  await page.getByRole('complementary').getByRole('heading', { name: 'Why it was denied' }).waitFor()
  return must('the claim has a denial', rows[0])
}

async function packetOf(page: Page, path: string): Promise<void> {
  await press(page, 'Control+Enter')
  for (const box of await page.locator('[data-need]').all()) await box.check()
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'The packet is made' }).waitFor({ timeout: 60_000 })
  expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await stat(path)).size).toBeGreaterThan(20_000)
}

async function logged(page: Page, number: string): Promise<void> {
  await press(page, 'Enter')
  await page.getByLabel('Number').fill(number)
  await press(page, 'Control+Enter')
  await expect(page.getByText(new RegExp(`Sent .*${number}`)).first()).toBeVisible()
}

test('no denial of a remittance is left alone', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(400_000)
    const { page, home } = desk
    await openSample(page)
    const [coded, again, medical, late] = (await accepted(page, 4)) as [Claim, Claim, Claim, Claim]
    const saveTo = (filePath: string) =>
      desk.app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
      }, filePath)

    await test.step('a remittance comes in, and what it denies is ranked', async () => {
      await takeIn(page, home, 'denied.835', 'NL91001', [
        decided(coded, '4'),
        decided(again, '4'),
        decided(medical, '50'),
        decided(late, '29'),
      ])
      await press(page, 'g', 'd')
      await listed(page, 'Denials').waitFor()
      const { rows } = (await ask(page, 'denials.list', {
        view: { filters: [{ is: 'any', field: 'status', of: ['new', 'in-work', 'waiting'] }], sort: [{ by: 'due', down: false }] },
        window: 0,
      })) as unknown as { readonly rows: readonly Denial[] }
      expect(rows.map(({ due }) => due)).toEqual(rows.map(({ due }) => due).toSorted())
      expect(rows.filter(({ claim }) => [coded, again, medical, late].some(({ id }) => id === claim))).toHaveLength(4)
      await desk.picture(pictures, '01-ranked')
    })

    await test.step('one is corrected and sent again', async () => {
      await openDenialOf(page, coded)
      await page.getByRole('button', { name: 'What to ask' }).click()
      await desk.picture(pictures, '02-denial')
      expect(await faults(page)).toEqual([])
      await page.getByRole('button', { name: 'Correct the claim' }).click()
      const panel = page.getByRole('complementary')
      await panel.getByRole('heading', { name: 'History' }).waitFor()
      await desk.picture(pictures, '03-to-mend')
      await panel
        .getByRole('button', { name: /^(Mend|Correct)/ })
        .first()
        .click()
      await page
        .getByLabel(/^Modifiers of/)
        .first()
        .fill('95 HO')
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await panel.getByRole('button', { name: 'Send this claim' }).click()
      await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).first().waitFor()
      await press(page, 'Control+Enter')
      await expect
        .poll(async () => ((await ask(page, 'claims.get', { id: coded.id })) as unknown as Claim).status, { timeout: 60_000 })
        .toMatch(/^(batched|sent)$/)
      const { control, frequency } = (await ask(page, 'claims.get', { id: coded.id })) as unknown as Claim
      expect([frequency, control?.endsWith('-02')]).toEqual(['7', true])
      await press(page, 'Escape')
    })

    await test.step('one becomes a rule, tried on what was sent before', async () => {
      await openDenialOf(page, again)
      await page.getByRole('button', { name: 'Write a rule' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('What you call it').waitFor()
      await press(page, 'Control+Enter')
      await expect(dialog.getByRole('button', { name: /denied, and caught/ })).toHaveText(/^[1-9]/, { timeout: 60_000 })
      await dialog.getByRole('button', { name: 'Switch it on' }).click()
      await expect(dialog).toHaveCount(0)
    })

    await test.step('one is appealed for necessity, with a page of the record', async () => {
      await openDenialOf(page, medical)
      await page.getByRole('button', { name: 'Choose a letter' }).click()
      await expect(page.getByRole('radio', { name: /medically necessary/ })).toBeChecked()
      await press(page, 'Control+Enter')
      const letter = page.getByRole('article', { name: 'Letter' })
      await letter.getByText('[The clinician’s summary]').click()
      await page.keyboard.type('The patient could not work; her scores had not come down in eight weeks.')
      await page.getByRole('button', { name: 'Add a criterion' }).click()
      await page.getByRole('textbox', { name: 'Criterion 1' }).fill('Marked trouble at work')
      await page.getByLabel('How it is met').fill('Absent on eleven days of April')
      await press(page, 'Control+Enter')
      await expect(page.getByText('every field is filled')).toBeVisible()
      const plan = join(home, 'plan.pdf')
      await writeFile(plan, await paperPdf(2))
      await page.getByLabel('Pages of the record').setInputFiles(plan)
      await page.getByLabel('What they show').waitFor()
      await press(page, 'Control+Enter')
      const exhibit = page.getByRole('button', { name: /^[A-Z] ?Treatment plan/ })
      await exhibit.waitFor({ timeout: 60_000 })
      await exhibit.focus()
      await press(page, 'Alt+ArrowUp')
      await expect(page.getByRole('button', { name: /^B ?Treatment plan/ })).toBeVisible()
      // A document and a fax are read by the program as it is built.
      for (const [name, bytes] of [
        ['notes.docx', docxOf('Scores of eight weeks')],
        ['fax.tif', new Uint8Array(tiff.encodeImage(new Uint8Array(80 * 90 * 4).fill(120), 80, 90))],
      ] as const) {
        const path = join(home, name)
        await writeFile(path, bytes)
        await page.getByLabel('Pages of the record').setInputFiles(path)
        await page.getByLabel('Title').fill(name)
        await press(page, 'Control+Enter')
        await page.getByRole('button', { name: new RegExp(`^[A-Z] ?${name}`) }).waitFor({ timeout: 60_000 })
      }
      await page.getByRole('button', { name: 'Say anew: fax.tif' }).click()
      await page.getByLabel('What they show').waitFor()
      await desk.picture(pictures, '04-said-anew')
      await page.getByRole('button', { name: 'Delete them for good' }).click()
      await expect(page.getByRole('button', { name: /^[A-Z] ?fax.tif/ })).toHaveCount(0)
      await exhibit.click()
      await page.getByRole('document', { name: /Treatment plan/ }).waitFor()
      await desk.picture(pictures, '04-necessity')
      expect(await faults(page)).toEqual([])
      const path = join(home, 'necessity.pdf')
      await saveTo(path)
      await packetOf(page, path)
      await desk.picture(pictures, '05-packet')
      await logged(page, 'F-5001')
    })

    await test.step('one is appealed as filed in time', async () => {
      await openDenialOf(page, late)
      await page.getByRole('button', { name: 'Choose a letter' }).click()
      await expect(page.getByRole('radio', { name: /filed in time/ })).toBeChecked()
      await press(page, 'Control+Enter')
      await expect(page.getByText('every field is filled')).toBeVisible()
      const path = join(home, 'timely.pdf')
      await saveTo(path)
      await packetOf(page, path)
      await logged(page, 'F-5002')
      await desk.picture(pictures, '06-sent')
    })

    await test.step('that one is decided, and paid', async () => {
      await press(page, 'Control+Enter')
      await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByLabel('What was decided')).first().click()
      await page.getByRole('option', { name: 'Overturned: it pays' }).click()
      await press(page, 'Control+Enter')
      await expect(page.getByText('The payer took its denial back.').first()).toBeVisible()
      await takeIn(page, home, 'paid.835', 'NL91002', [{ ...decided(late), payerControl: `NL${late.id}A` }])
      const { rows } = (await ask(page, 'denials.list', {
        view: { filters: [{ is: 'number', field: 'claim', from: late.id, to: late.id }], sort: [] },
        window: 0,
      })) as unknown as { readonly rows: readonly Denial[] }
      expect(rows).toMatchObject([{ status: 'closed', outcome: 'paid' }])
      const claim = (await ask(page, 'claims.get', { id: late.id })) as unknown as Claim
      expect([claim.status, claim.owedByPayer]).toEqual(['overturned', 0])
      const { checks } = (await ask(page, 'store.verify', {})) as Output<'store.verify'>
      expect(checks.filter(({ broken }) => broken > 0)).toEqual([])
    })
  }))
