import { expect, test, type Page } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { must } from '../../src-shared/result.ts'
import { accepted, benefits, decisionsOf, paid, taken } from './answers.ts'
import { openDesk, type Desk } from './desk.ts'
import { beginPractice, fill, keepRecoveryKey, press } from './hands.ts'

// The whole job in a new practice, by hand in the real window: set up, verify, charge, send, read the answers, post, appeal.
// The payer of the test reads the files that Parity wrote and answers as payers do. Everything is invented.

let own: Desk
let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-cycle-'))
  own = await openDesk()
})
test.afterEach(async () => {
  const complaints = await own.complaints()
  await own.close()
  await rm(folder, { recursive: true, force: true })
  expect(complaints).toEqual([])
})

/** What the next dialogs of the system answer. */
async function answerDialogs(desk: Desk, answers: { readonly folder?: string; readonly save?: string }): Promise<void> {
  await desk.app.evaluate(({ dialog }, { folder, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' })
  }, answers)
}

async function pick(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}

/** Gives the window a file, as one that was dropped on it. */
async function drop(desk: Desk, folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, name), bytes)
  await press(desk.page, 'g', 'x')
  await desk.page.locator('input[type=file]').first().setInputFiles(join(folder, name))
}

/** A day so many days from now, as one types it. */
function dayOf(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000)
  return at.toLocaleDateString('en-US', { month: '2-digit', day: '2-digit', year: 'numeric' })
}

const save = (page: Page): Promise<void> => press(page, 'Control+Enter')

test('a session becomes money or an appeal', async () => {
  test.setTimeout(240_000)
  const { page } = own

  await test.step('a practice is set up', async () => {
    await beginPractice(page)
    await own.picture('test-results/cycle', '01-practice')
    await press(page, 'Enter')
    await fill(page, { 'Your name': 'Dana Whitlock' })
    await press(page, 'Enter')
    await fill(page, { Passphrase: 'four invented words here', 'The same again': 'four invented words here' })
    await press(page, 'Enter')
    await answerDialogs(own, { folder })
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await page.getByText(join(folder, 'Aspen Row Counseling.parity')).waitFor()
    await page.getByRole('button', { name: 'Make the store' }).click()
    await keepRecoveryKey(page)
    await press(page, 'Enter')
    await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 30_000 })
    await own.picture('test-results/cycle', '02-empty-today')
  })

  await test.step('clinician, payer, fee and patient are entered', async () => {
    await press(page, 'g', 's')
    await page.getByRole('button', { name: 'Clinicians' }).click()
    await press(page, 'n')
    await fill(page, { 'Last name': 'Bell', 'First name': 'Marcus', Credential: 'LISW', NPI: '1400079194', Taxonomy: '1041C0700X' })
    await pick(page, 'Discipline', /social worker/i)
    await save(page)
    await page.getByRole('button', { name: 'Edit Marcus Bell' }).waitFor()
    await page.getByRole('button', { name: 'Payers' }).click()
    await press(page, 'n')
    await fill(page, {
      Name: 'Union Pipefitters Trust',
      'Payer id': 'UPFT1',
      'Street or PO box': 'PO Box 4400',
      City: 'Columbus',
      State: 'OH',
      ZIP: '430001234',
      Fax: '5550100190',
    })
    await save(page)
    await page.getByRole('button', { name: 'Edit Union Pipefitters Trust' }).waitFor()
    await own.picture('test-results/cycle', '03-payers')
    await page.getByRole('button', { name: 'Fees' }).click()
    await press(page, 'n')
    await pick(page, 'Code', /^90837/)
    await fill(page, { From: '01/01/2026', 'Fee, $': '175' })
    await own.picture('test-results/cycle', '04-fee')
    await save(page)
    await page.getByRole('button', { name: 'Set a new fee for 90837' }).waitFor()
    await press(page, 'g', 'p')
    await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor()
    await own.picture('test-results/cycle', '05-no-patients')
    await press(page, 'n')
    await fill(page, {
      'Last name': 'Osei',
      'First name': 'Harriet',
      Born: '07/02/1981',
      Street: '77 Birch Court',
      City: 'Fairmont',
      State: 'OH',
      ZIP: '44000',
    })
    await page.getByRole('combobox', { name: 'Add a diagnosis' }).fill('F33.1')
    await press(page, 'Enter')
    await pick(page, 'Sex on claims', 'Female')
    await page.getByRole('button', { name: 'Add a coverage' }).click()
    await pick(page, 'Payer', 'Union Pipefitters Trust')
    await fill(page, { 'Member id': 'UPT5520118' })
    await own.picture('test-results/cycle', '06-patient')
    await save(page)
    await page.getByRole('grid', { name: 'Patients' }).getByText('Osei').waitFor()
    await own.picture('test-results/cycle', '07-patients')
  })

  await test.step('a session is booked and its benefits are asked for', async () => {
    await press(page, 'Enter', 'b')
    await fill(page, { Day: dayOf(-1), From: '905', To: '10' })
    await pick(page, 'Clinician', /Bell/)
    await pick(page, 'Held', 'Video')
    await own.picture('test-results/cycle', '08-booking')
    await save(page)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await press(page, 'g', 'e')
    await page.getByRole('button', { name: /^All/ }).click()
    await page.getByRole('grid', { name: 'Eligibility' }).getByText('Osei').click()
    await press(page, 'c')
    await page.getByRole('heading', { name: /^Ask .+ about/ }).waitFor()
    await save(page)
    await answerDialogs(own, { save: join(folder, '270.x12') })
    await page.getByRole('button', { name: 'Save a copy', exact: true }).click()
    await expect.poll(() => readFile(join(folder, '270.x12'), 'latin1').catch(() => '')).toContain('ST*270*')
    await press(page, 'Escape')
    await own.picture('test-results/cycle', '09-asked')
  })

  await test.step('the payer’s answer becomes a card', async () => {
    const question = await readFile(join(folder, '270.x12'))
    await drop(own, folder, '271.x12', benefits(question))
    await page.getByRole('list', { name: 'Files' }).getByText('1 active').waitFor()
    await press(page, 'g', 'e')
    await page.getByRole('grid', { name: 'Eligibility' }).getByText('Active').click()
    const card = page.getByRole('complementary')
    await card.getByRole('heading', { name: 'Where it comes from' }).waitFor()
    await expect(card).toContainText('$20.00')
    await expect(card).toContainText('$120.00 left')
    await expect(card).toContainText('Not needed')
    await own.picture('test-results/cycle', '10-card')
  })

  await test.step('one session is confirmed, one is typed, and both become claims', async () => {
    await press(page, 'g', 'c')
    const row = page.getByRole('group', { name: 'The row being typed' })
    await row.waitFor()
    // The head of the sheet leads to the day with a session that nobody charged, and there to the session.
    await page
      .getByRole('button', { name: `To ${dayOf(-1)}, 1 session missing` })
      .first()
      .waitFor()
    await press(page, 'm')
    await page.getByText('1 booked, 0 charged').waitFor()
    await press(page, 'm')
    await expect(row.getByLabel('Code', { exact: true })).toHaveAttribute('placeholder', '90837')
    await own.picture('test-results/cycle', '11-taken-over')
    await press(page, 'Enter')
    await page
      .getByRole('grid', { name: `Sessions of ${dayOf(-1)}` })
      .getByText('Ready')
      .waitFor()
    await page.getByRole('button', { name: 'A day back' }).click()
    await page.getByText(`No sessions on ${dayOf(-2)}`).waitFor()
    await row.getByLabel('Patient', { exact: true }).pressSequentially('osei')
    await page.getByRole('option', { name: /Osei/ }).waitFor()
    await press(page, 'Tab')
    await row.getByLabel('Start', { exact: true }).fill('2p')
    await row.getByLabel('Stop', { exact: true }).fill('258')
    await expect(row.getByLabel('Code', { exact: true })).toHaveAttribute('placeholder', '90837')
    await own.picture('test-results/cycle', '12-typed')
    await row.getByLabel('Stop', { exact: true }).press('Enter')
    await page
      .getByRole('grid', { name: `Sessions of ${dayOf(-2)}` })
      .getByText('Ready')
      .waitFor()
    await own.picture('test-results/cycle', '13-charged')
  })

  const claimFile = join(folder, '837P.x12')
  await test.step('the claims leave as one 837P', async () => {
    await press(page, 'Escape', 'g', 'm')
    await page.getByRole('button', { name: 'Send 2 ready' }).waitFor()
    await press(page, 'Shift+S')
    await page.getByRole('heading', { name: 'Send 2 claims to Union Pipefitters Trust?' }).waitFor()
    await own.picture('test-results/cycle', '14-send')
    await press(page, 'Control+Enter')
    await page.getByRole('heading', { name: '2 claims in 1 file' }).waitFor()
    await answerDialogs(own, { save: claimFile })
    await page.getByRole('button', { name: 'Save a copy', exact: true }).click()
    await expect.poll(() => readFile(claimFile, 'latin1').catch(() => '')).toContain('ST*837*')
    await page.getByRole('button', { name: 'Done' }).click()
  })

  const decisions = decisionsOf(await readFile(claimFile))

  await test.step('the answers are read back onto batch and claims', async () => {
    const file = await readFile(claimFile)
    const outcomes = page.getByRole('list', { name: 'Files' })
    await drop(own, folder, '999.x12', taken(file))
    await outcomes.getByText('was taken').waitFor()
    await drop(own, folder, '277CA.x12', accepted(file, decisions))
    await outcomes.getByText('2 accepted').waitFor()
    await own.picture('test-results/cycle', '15-answers')
    await press(page, 'g', 'm')
    await page.getByRole('button', { name: /^All claims/ }).click()
    await expect(page.getByRole('grid', { name: 'Claims' }).getByText('Accepted')).toHaveCount(2)
  })

  await test.step('the remittance is rehearsed, posted once, and changes nothing a second time', async () => {
    const bytes = paid(decisions)
    await drop(own, folder, '835.x12', bytes)
    await page.getByRole('list', { name: 'Files' }).getByText('2 will post').waitFor()
    await press(page, 'g', 'r')
    await page.getByRole('grid', { name: 'Remits' }).getByText('Rehearsed').click()
    await page.getByText('Balances to the cent').waitFor()
    await own.picture('test-results/cycle', '16-rehearsal')
    await press(page, 'Shift+P')
    await page.getByText('Nothing in the ledger is erased.').waitFor()
    await press(page, 'Control+Enter')
    await page.getByRole('button', { name: 'Work the denials' }).waitFor()
    await own.picture('test-results/cycle', '17-posted')
    await press(page, 'Escape')
    await drop(own, folder, '835 again.x12', bytes)
    await page.getByRole('list', { name: 'Files' }).getByText('nothing changed').waitFor()
  })

  await test.step('the denial becomes an appeal', async () => {
    await press(page, 'g', 'd')
    await page.getByRole('treegrid', { name: 'Denials' }).getByText('CO-197').click()
    await page.getByRole('complementary').getByText('N54').first().waitFor()
    await own.picture('test-results/cycle', '18-denial')
    await press(page, 'Space')
    await page.getByRole('radiogroup', { name: 'Letter' }).waitFor()
    await press(page, 'Control+Enter')
    // A diagnosis leaves only after somebody said yes to it.
    await page.getByRole('checkbox', { name: /Diagnosis shows/ }).click()
    await page.getByRole('button', { name: 'Make the packet' }).waitFor()
    await own.picture('test-results/cycle', '19-appeal')
  })

  const packet = join(folder, 'packet.pdf')
  await test.step('the packet is one PDF of this patient alone', async () => {
    await answerDialogs(own, { save: packet })
    await press(page, 'Control+Enter')
    await page.getByRole('heading', { name: 'The packet is made' }).waitFor({ timeout: 60_000 })
    await own.picture('test-results/cycle', '20-packet')
    const { stdout: text } = await promisify(execFile)('pdftotext', ['-layout', packet, '-'])
    for (const words of [
      'Union Pipefitters Trust',
      'Harriet Osei, born 07/02/1981',
      'CO-197',
      'authorization not required (271, EB11 = N)',
      'You accepted the claim for processing (277CA, A2)',
      'Exhibit A. Denial',
      'CLP*',
      '90837 95',
    ])
      expect(text).toContain(words)
    // The other claim of the same remittance stays out.
    const other = must(
      'one claim was paid',
      decisions.find(({ lines }) => lines.some(({ paid }) => paid > 0)),
    )
    expect(text).not.toContain(other.payerControl)
    await page.getByRole('button', { name: 'Record how it is sent' }).click()
    await pick(page, 'How', /Fax/)
    await save(page)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await press(page, 'g', 'm')
    await page.getByRole('grid', { name: 'Claims' }).getByText('Appealed').waitFor()
    await own.picture('test-results/cycle', '21-claims')
  })

  await test.step('everything is in balance', async () => {
    await page.getByRole('button', { name: 'Ledger in balance' }).click()
    await page.getByRole('heading', { name: 'The ledger is in balance' }).waitFor()
  })
})
