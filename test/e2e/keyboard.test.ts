import { listed } from './hands.ts'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { SAMPLE_PASSPHRASE } from '../../src-shared/contract/store.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { accepted, benefits, decisionsOf, paid, taken } from './answers.ts'
import { openDesk, type Desk } from './desk.ts'
import { countTouches, handsOf, type Hands } from './keys-only.ts'

// Every flow of the program once, by somebody without a mouse (WCAG 2.1.1, 2.1.2): what a key does not do by itself is reached with Tab.

let desk: Desk
let hands: Hands
let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-keyboard-'))
  desk = await openDesk()
  hands = handsOf(desk)
  await countTouches(desk.page)
})
test.afterEach(async () => {
  const { status, expectedStatus } = test.info()
  if (status !== expectedStatus) await desk.picture('test-results/keyboard', test.info().title.slice(0, 20))
  const [touches, complaints] = [await hands.touches(), await desk.complaints()]
  await desk.close()
  await rm(folder, { recursive: true, force: true })
  expect({ touches, complaints }).toEqual({ touches: 0, complaints: [] })
})

/** What the next dialogs of the system answer. */
async function answerDialogs(answers: { readonly folder?: string; readonly save?: string }): Promise<void> {
  await desk.app.evaluate(({ dialog }, { folder, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: folder === undefined, filePaths: folder === undefined ? [] : [folder] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' })
  }, answers)
}

/** Takes in a file by the dialog that Exchange opens. */
async function takeIn(name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(folder, name), bytes)
  await hands.press('g', 'x')
  await button('Add files').first().waitFor()
  await hands.hand(() => hands.press('Control+o'), join(folder, name))
}

/** A day so many days from now, as one types it. */
function dayOf(days: number): string {
  const at = new Date(Date.now() + days * 86_400_000)
  return at.toLocaleDateString('en-US', { month: '2-digit', day: '2-digit', year: 'numeric' })
}

const save = (): Promise<void> => hands.press('Control+Enter')
const closed = (): Promise<void> => expect(hands.page.getByRole('dialog')).toHaveCount(0)
const rail = () => hands.page.getByRole('navigation', { name: 'Screens' })
const panel = () => hands.page.getByRole('complementary')
const button = (name: string | RegExp) => hands.page.getByRole('button', { name })
const grid = (name: string) => listed(hands.page, name)
const section = (name: string): Promise<void> =>
  hands.use(hands.page.getByRole('navigation', { name: 'Sections of setup' }).getByRole('button', { name, exact: true }))

/** Goes down a list to the row that has a text, and opens it. */
async function openRow(name: string, text: string): Promise<void> {
  await grid(name).locator('[data-index="0"]').waitFor()
  await hands.to(grid(name))
  await hands.press('Home')
  const at = wholeNumber(
    (await grid(name).getByRole('row').filter({ hasText: text }).locator('visible=true').first().getAttribute('data-line')) ?? '',
  )
  for (let n = 0; n < (at ?? 0); n++) await hands.press('j')
  await hands.press('Enter')
  await panel().waitFor()
}

/** The passphrase again, where it is asked for. */
async function confirmed(passphrase: string, done: () => Promise<void>): Promise<void> {
  const again = hands.page.getByRole('heading', { name: 'Your passphrase, again' })
  await Promise.race([again.waitFor({ timeout: 20_000 }).catch(() => undefined), done().catch(() => undefined)])
  if (await again.isVisible()) {
    await hands.type(passphrase)
    await hands.press('Enter')
  }
  await done()
}

async function lock(): Promise<void> {
  await desk.anew(() => hands.press('Control+l'))
  await countTouches(desk.page)
  await hands.page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
}

test('a practice is set up, and a session becomes money or an appeal', async () => {
  test.setTimeout(300_000)
  const words = 'four invented words here'

  await test.step('a practice is set up', async () => {
    await hands.page.getByRole('heading', { level: 1 }).waitFor()
    await hands.press('2')
    await hands.fill({
      'Name of the practice': 'Aspen Row Counseling',
      'NPI of the practice': '1234567893',
      'Tax id': '123456789',
      Taxonomy: '261QM0801X',
      Street: '410 Alder Street',
      City: 'Fairmont',
      State: 'OH',
      'ZIP+4': '440001234',
      'Who answers for billing': 'Dana Whitlock',
      Phone: '5550100142',
      'Submitter id': 'ASPENROW',
    })
    await hands.press('Enter')
    await hands.fill({ 'Your name': 'Dana Whitlock' })
    await hands.press('Enter')
    await hands.fill({ Passphrase: words, 'The same again': words })
    await hands.press('Enter')
    await answerDialogs({ folder })
    await hands.use(button('Choose a folder'))
    await hands.page.getByText(join(folder, 'Aspen Row Counseling.parity')).waitFor()
    await hands.use(button('Make the store'))
    const groups = hands.page.getByRole('list', { name: 'Recovery key, in groups' })
    await groups.waitFor({ timeout: 30_000 })
    const key = await groups.getByRole('listitem').locator('b').allTextContents()
    await hands.use(button('It is on paper'))
    const asked = hands.page.getByRole('textbox', { name: /^Group \d$/ })
    await expect(asked).toHaveCount(2)
    for (const n of [0, 1]) {
      const label = await asked.nth(n).evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '')
      await hands.to(asked.nth(n))
      await hands.type(key[(wholeNumber(label.replace('Group ', '')) ?? 1) - 1] ?? '')
    }
    await hands.press('Enter')
    await rail().waitFor({ timeout: 30_000 })
  })

  await test.step('clinician, payer, fee and patient are entered', async () => {
    await hands.press('g', 's')
    await section('Clinicians')
    await button('Add a clinician').first().waitFor()
    await hands.press('n')
    await hands.fill({ 'Last name': 'Bell', 'First name': 'Marcus', Credential: 'LISW', NPI: '1400079194', Taxonomy: '1041C0700X' })
    await hands.pick('Discipline', /social worker/i)
    await save()
    await button('Edit Marcus Bell').waitFor()
    await section('Payers')
    await button('Add a payer').first().waitFor()
    await hands.press('n')
    await hands.fill({
      Name: 'Union Pipefitters Trust',
      'Payer id': 'UPFT1',
      'Street or PO box': 'PO Box 4400',
      City: 'Columbus',
      State: 'OH',
      ZIP: '430001234',
      Fax: '5550100190',
    })
    await save()
    await button('Edit Union Pipefitters Trust').waitFor()
    await section('Fees')
    await button('Set a fee').first().waitFor()
    await hands.press('n')
    await hands.pick('Code', /^90837/)
    await hands.fill({ From: '01/01/2026', 'Fee, $': '175' })
    await save()
    await button('Set a new fee for 90837').waitFor()
    await hands.press('g', 'p')
    await hands.page.getByRole('heading', { name: 'Patients', exact: true }).waitFor()
    await hands.press('n')
    await hands.fill({
      'Last name': 'Osei',
      'First name': 'Harriet',
      Born: '07/02/1981',
      Street: '77 Birch Court',
      City: 'Fairmont',
      State: 'OH',
      ZIP: '44000',
    })
    await hands.to(hands.page.getByRole('combobox', { name: 'Add a diagnosis' }))
    await hands.type('F33.1')
    await hands.press('Enter')
    await hands.pick('Sex on claims', 'Female')
    await hands.use(button('Add a coverage'))
    await hands.pick('Payer', 'Union Pipefitters Trust')
    await hands.fill({ 'Member id': 'UPT5520118' })
    await save()
    await grid('Patients').getByText('Osei').waitFor()
  })

  await test.step('a session is booked, its benefits are asked for, and the answer becomes a card', async () => {
    await hands.press('Enter')
    await panel().getByRole('heading', { name: 'Coverage' }).waitFor()
    await hands.press('b')
    await hands.fill({ Day: dayOf(-1), From: '905', To: '10' })
    await hands.pick('Clinician', /Bell/)
    await hands.pick('Held', 'Video')
    await save()
    await closed()
    await hands.press('g', 'e')
    await hands.use(button(/^All/))
    await openRow('Eligibility', 'Osei')
    await hands.press('c')
    await hands.page.getByRole('heading', { name: /^Ask .+ about/ }).waitFor()
    await save()
    await answerDialogs({ save: join(folder, '270.x12') })
    await hands.use(hands.page.getByRole('dialog').getByRole('button', { name: 'Save a copy', exact: true }))
    await expect.poll(() => readFile(join(folder, '270.x12'), 'latin1').catch(() => '')).toContain('ST*270*')
    await hands.press('Escape')
    await closed()
    await takeIn('271.x12', benefits(await readFile(join(folder, '270.x12'))))
    await hands.page.getByRole('list', { name: 'Files' }).getByText('1 active').waitFor()
    await hands.press('g', 'e')
    await openRow('Eligibility', 'Active')
    await expect(panel()).toContainText('$120.00 left')
  })

  await test.step('one session is confirmed, one is typed, and both leave as one 837P', async () => {
    const row = hands.page.getByRole('group', { name: 'The row being typed' })
    await hands.press('g', 'c')
    await row.waitFor()
    await button(`To ${dayOf(-1)}, 1 session missing`)
      .first()
      .waitFor()
    await hands.press('m')
    await hands.page.getByText('1 booked, 0 charged').waitFor()
    await hands.press('m')
    await expect(row.getByLabel('Code', { exact: true })).toHaveAttribute('placeholder', '90837')
    await hands.press('Enter')
    await grid(`Sessions of ${dayOf(-1)}`)
      .getByText('Ready')
      .waitFor()
    await hands.use(button('A day back'))
    await hands.page.getByText(`No sessions on ${dayOf(-2)}`).waitFor()
    await hands.to(row.getByLabel('Patient', { exact: true }))
    await hands.type('osei')
    await hands.page.getByRole('option', { name: /Osei/ }).waitFor()
    await hands.press('Tab')
    await hands.to(row.getByLabel('Start', { exact: true }))
    await hands.type('2p')
    await hands.to(row.getByLabel('Stop', { exact: true }))
    await hands.type('258')
    await expect(row.getByLabel('Code', { exact: true })).toHaveAttribute('placeholder', '90837')
    await hands.press('Enter')
    await grid(`Sessions of ${dayOf(-2)}`)
      .getByText('Ready')
      .waitFor()
    await hands.press('Escape', 'g', 'm')
    await button('Send 2 ready').waitFor()
    await hands.press('Shift+S')
    await hands.page.getByRole('heading', { name: /^Send 2 claims/ }).waitFor()
    await save()
    await hands.page.getByRole('heading', { name: '2 claims in 1 file' }).waitFor()
    await answerDialogs({ save: join(folder, '837P.x12') })
    await hands.use(hands.page.getByRole('dialog').getByRole('button', { name: 'Save a copy', exact: true }))
    await expect.poll(() => readFile(join(folder, '837P.x12'), 'latin1').catch(() => '')).toContain('ST*837*')
    await hands.press('Escape')
    await closed()
  })

  await test.step('the 999 and the 277CA are read back, the 835 is rehearsed and posted', async () => {
    const file = await readFile(join(folder, '837P.x12'))
    const decisions = decisionsOf(file)
    const outcomes = hands.page.getByRole('list', { name: 'Files' })
    await takeIn('999.x12', taken(file))
    await outcomes.getByText('was taken').waitFor()
    await takeIn('277CA.x12', accepted(file, decisions))
    await outcomes.getByText('2 accepted').waitFor()
    await takeIn('835.x12', paid(decisions))
    await outcomes.getByText('2 will post').waitFor()
    await hands.press('g', 'r')
    await grid('Remits').getByText('Rehearsed').waitFor()
    await hands.to(grid('Remits'))
    await hands.press('Home', 'Enter')
    await hands.page.getByText('Balances to the cent').waitFor()
    await hands.press('Shift+P')
    await hands.page.getByText('Nothing in the ledger is erased.').waitFor()
    await save()
    await button('Work the denials').waitFor()
    await hands.press('d')
  })

  await test.step('the denial becomes an appeal with its packet, noted as sent', async () => {
    await openRow('Denials', 'CO-197')
    await panel().getByText('N54').first().waitFor()
    await hands.press('Space')
    await hands.page.getByRole('radiogroup', { name: 'Letter' }).waitFor()
    await save()
    await hands.to(hands.page.getByRole('checkbox', { name: /Diagnosis shows/ }))
    await hands.press('Space')
    await button('Make the packet').waitFor()
    await answerDialogs({ save: join(folder, 'packet.pdf') })
    await save()
    await hands.page.getByRole('heading', { name: 'The packet is made' }).waitFor({ timeout: 60_000 })
    expect((await readFile(join(folder, 'packet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    await hands.press('Enter')
    await hands.pick('How', /Fax/)
    await hands.fill({ Number: 'F1234' })
    await save()
    await closed()
    await hands.page
      .getByText(/Sent .* by fax, F1234\./)
      .first()
      .waitFor()
  })

  await test.step('the ledger is checked', async () => {
    await hands.press('Escape', 'g', 't')
    await hands.use(hands.page.getByRole('contentinfo').getByRole('button', { name: /ledger/i }))
    await hands.page.getByRole('table', { name: 'What was checked' }).waitFor()
    await expect(hands.page.getByText(/in balance/i).first()).toBeVisible()
    await hands.press('Escape')
    await closed()
  })
})

test('the sample practice is opened, looked through, worked, handed to a second person, locked and restored', async () => {
  test.setTimeout(300_000)
  const hers = 'nine patient ferries under a bridge'

  await test.step('the sample practice is made', async () => {
    await hands.page.getByRole('heading', { level: 1 }).waitFor()
    await hands.use(button(/the sample practice$/))
    await rail().waitFor({ timeout: 120_000 })
    await grid('What needs you').waitFor()
  })

  await test.step('a line of the front page leads to its list, and Esc leads back', async () => {
    await hands.to(grid('What needs you'))
    await hands.press('Home', 'Enter')
    await expect(hands.page.getByRole('main', { name: 'Today' })).toHaveCount(0)
    await hands.press('Escape')
    await hands.page.getByRole('main', { name: 'Today' }).waitFor()
  })

  await test.step('the palette finds a claim, and ? tells the keys', async () => {
    await hands.press('Control+k')
    await expect(hands.page.getByRole('combobox', { name: 'Find a patient' })).toBeFocused()
    await hands.type('quin')
    await hands.page.getByRole('option', { name: /Quin/ }).first().waitFor()
    await hands.press('ArrowDown', 'ArrowUp', 'Enter')
    await closed()
    await panel().waitFor()
    await hands.press('?')
    await hands.page.getByRole('heading', { name: /^Keys of/ }).waitFor()
    await hands.press('Escape')
    await closed()
  })

  await test.step('claims are filtered, sorted, kept as a view, selected and exported', async () => {
    await hands.press('g', 'm', 'g', 'm')
    await grid('Claims').locator('[data-index="0"]').waitFor()
    await hands.use(button(/^All claims/))
    await hands.press('/')
    await hands.page.getByRole('textbox', { name: 'Filter by' }).waitFor()
    await hands.type('status')
    await hands.press('Enter')
    await hands.to(hands.page.getByRole('dialog').getByRole('checkbox', { name: 'Denied', exact: true }))
    await hands.press('Space')
    await hands.use(hands.page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }))
    await closed()
    await expect(grid('Claims').getByText('Paid', { exact: true })).toHaveCount(1)
    const charge = grid('Claims').getByRole('columnheader', { name: 'Charge' })
    await hands.to(grid('Claims'))
    await sortBy('Charge')
    await expect(charge).toHaveAttribute('aria-sort', /ascending|descending/)
    await hands.use(button(/^Save these filters/))
    await hands.fill({ Name: 'Denied, dearest' })
    await hands.press('Enter')
    await closed()
    await expect(button(/^Denied, dearest/)).toHaveAttribute('aria-pressed', 'true')
    await hands.use(button(/^Columns$/))
    await hands.to(hands.page.getByRole('dialog').getByRole('checkbox', { name: 'Payer', exact: true }))
    await hands.press('Space', 'Escape')
    await closed()
    await expect(grid('Claims').getByRole('columnheader', { name: 'Payer' })).toHaveCount(0)
    await hands.to(grid('Claims'))
    await hands.press('Home', 'x', 'Shift+j', 'Shift+j')
    await hands.page.getByText('3 selected').first().waitFor()
    await hands.press('Escape')
    await answerDialogs({ save: join(folder, 'denied.xlsx.age') })
    await hands.use(button(/^Export$/))
    await hands.fill({ 'Why it leaves': 'For the accountant' })
    await save()
    await hands.page.getByRole('heading', { name: 'The file is written' }).waitFor({ timeout: 30_000 })
    await hands.use(button('I have kept the passphrase'))
    await closed()
    expect((await readFile(join(folder, 'denied.xlsx.age'), 'latin1')).slice(0, 21)).toBe('age-encryption.org/v1')
  })

  await test.step('a denial is noted, written off and gone', async () => {
    await hands.press('g', 'd')
    await grid('Denials').locator('[data-index="0"]').waitFor()
    await hands.press('n')
    await hands.fill({ Note: 'Asked, reference C-100238' })
    await save()
    await closed()
    const before = await grid('Denials').getAttribute('aria-rowcount')
    await hands.to(grid('Denials'))
    await hands.press('End', 'Enter')
    await panel().getByRole('heading', { name: 'History' }).waitFor()
    await hands.press('c')
    await hands.choose('Outcome', /^Write it off/)
    await save()
    await closed()
    await expect(grid('Denials')).not.toHaveAttribute('aria-rowcount', before ?? '')
  })

  const starter = await test.step('a biller is added, and shall have a second person for what is above the limit', async () => {
    await hands.press('Escape', 'g', 's')
    await section('People')
    await button('Add a person').first().waitFor()
    await hands.press('n')
    await hands.fill({ Name: 'Ana Ruiz' })
    await hands.choose('Role', /^Biller(?! lead)/)
    await save()
    const words = hands.page.getByLabel('Starter words', { exact: true })
    await confirmed(SAMPLE_PASSPHRASE, () => words.waitFor({ timeout: 20_000 }))
    const text = (await words.textContent()) ?? ''
    await hands.press('Escape')
    await closed()
    return text
  })

  await test.step('it is locked, and the biller signs in', async () => {
    await lock()
    await hands.use(button('As somebody else'))
    await hands.pick('Who', 'Ana Ruiz')
    await hands.fill({ Passphrase: starter })
    await hands.press('Enter')
    await hands.page.getByRole('heading', { name: 'Welcome, Ana Ruiz' }).waitFor({ timeout: 20_000 })
    await hands.fill({ 'Your passphrase': hers, 'The same again': hers })
    await hands.press('Enter')
    await rail().waitFor({ timeout: 30_000 })
  })

  await test.step('what is above the limit is asked for', async () => {
    await hands.press('g', 'd')
    await grid('Denials').locator('[data-index="0"]').waitFor()
    await hands.press('End', 'Enter')
    await panel().getByRole('heading', { name: 'History' }).waitFor()
    await hands.press('c')
    await hands.choose('Outcome', /^Write it off/)
    await save()
    await hands.page.getByRole('heading', { name: 'Sent for approval' }).waitFor()
    await hands.press('Enter')
    await closed()
  })

  await test.step('the owner approves it', async () => {
    await lock()
    await hands.use(button('As somebody else'))
    await hands.pick('Who', 'Dana Whitlock')
    await hands.fill({ Passphrase: SAMPLE_PASSPHRASE })
    await hands.press('Enter')
    await rail().waitFor({ timeout: 30_000 })
    await hands.press('g', 'd', 'w')
    const waiting = hands.page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Ana Ruiz' })
    await waiting.waitFor()
    await hands.use(waiting.getByRole('button', { name: /^(Approve|Write off)/ }))
    await confirmed(SAMPLE_PASSPHRASE, () =>
      expect(waiting.getByRole('button', { name: /^(Approve|Write off)/ })).toHaveCount(0, { timeout: 20_000 }),
    )
    await hands.press('Escape')
    await closed()
  })

  await test.step('a backup is made, tried and put in place', async () => {
    await hands.press('g', 's')
    await section('Backups')
    await hands.page.getByRole('heading', { name: 'Folders' }).waitFor()
    await hands.press('b')
    const restore = button(/^Restore the backup of/).first()
    await restore.waitFor({ timeout: 60_000 })
    await hands.use(button('Try a restore'))
    await hands.page.getByText('It held').waitFor({ timeout: 60_000 })
    await hands.use(restore)
    await hands.page.getByText(/^You will lose|^Nothing was done since/).waitFor({ timeout: 60_000 })
    await hands.fill({ Why: 'To see that it can be done', 'Type the word restore': 'restore' })
    await save()
    await confirmed(SAMPLE_PASSPHRASE, () =>
      hands.page.getByRole('heading', { name: 'The backup is in place' }).waitFor({ timeout: 60_000 }),
    )
    await hands.press('Enter')
    await closed()
  })
})

/** Sorts by a column: Tab leads to the heads, the arrows lead along them. */
async function sortBy(head: string): Promise<void> {
  const heads = grid('Claims').getByRole('columnheader')
  await hands.to(heads.locator('[data-stop][tabindex="0"]'))
  await hands.along('ArrowRight', heads.filter({ hasText: head }).getByRole('button'))
  await hands.press('Enter')
}
