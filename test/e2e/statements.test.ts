import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atOwnDesk, expect, test, type Desk } from './desk.ts'
import { halfOfIt, openSample, press } from './hands.ts'

test('a biller makes the statements of everybody who owes, reads them, and finds each with its patient', async () => {
  test.setTimeout(480_000)
  // Who has had one gets no second.
  await atOwnDesk(makeAndRead)
})

const pdf = (path: string): Promise<string> =>
  promisify(execFile)('pdftotext', ['-layout', path, '-']).then(({ stdout }) => stdout.replace(/\s+/g, ' '))

async function makeAndRead({ page, app, home }: Desk): Promise<void> {
  const saveTo = (filePath: string): Promise<void> =>
    app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
    }, filePath)
  await openSample(page)
  await press(page, 'g', 'p')
  await page.getByRole('button', { name: 'Statements', exact: true }).click()
  const going = page.getByRole('table', { name: 'Who gets a statement' })
  await going.waitFor()
  const rows = await going.locator('tbody tr').count()
  expect(rows).toBeGreaterThan(1)
  const [name = '', asked = ''] = await going.locator('tbody tr').first().locator('td').allInnerTexts()
  const all = join(home, 'statements.pdf')
  await saveTo(all)
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: new RegExp(`^${rows} statements, `) }).waitFor({ timeout: 300_000 })
  await press(page, 'Enter')
  const text = await pdf(all)
  expect(text.match(/Why you owe this/g)).toHaveLength(rows)
  expect([text.includes(name), text.includes(`$${asked.replace('$', '').trim()}`)]).toEqual([true, true])

  // The same patient is asked too soon for another, and has this one in the panel.
  await page.getByRole('button', { name: 'Statements', exact: true }).click()
  await page.getByText('Nobody gets a statement now.').waitFor()
  await press(page, 'Escape')
  const [last = '', first = ''] = name.includes(',') ? name.split(', ') : name.split(' ').toReversed()
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(`${first} ${last}`)
  await page.getByRole('option').first().waitFor()
  await press(page, 'Enter')
  const history = page.getByRole('list', { name: 'Statements' })
  await history.waitFor()
  const one = join(home, 'statement.pdf')
  await saveTo(one)
  await history.getByRole('button', { name: /^Save statement/ }).click()
  await expect.poll(() => pdf(one).catch(() => '')).toContain('Why you owe this')

  // Superbill of the year so far, a payment with its receipt, and statements held and sent again.
  await page.getByRole('button', { name: 'Superbill' }).click()
  const bill = join(home, 'superbill.pdf')
  await saveTo(bill)
  await press(page, 'Control+Enter')
  await expect.poll(() => pdf(bill).catch(() => '')).toContain('This is not a bill to pay')
  await page.getByRole('button', { name: 'Hold statements' }).click()
  await page.getByLabel('Why').fill('Asked to wait until payday')
  await press(page, 'Control+Enter')
  await page.getByText('Held: Asked to wait until payday').waitFor()
  await page.getByRole('button', { name: 'Send statements again' }).click()
  await page.getByText('Held: Asked to wait until payday').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Take a payment' }).click()
  await page.getByRole('dialog').getByLabel('Amount', { exact: false }).first().fill('7.00')
  await press(page, 'Enter')
  await page.getByText('A payment of $7.00 is taken.').first().waitFor()
  const receipt = join(home, 'receipt.pdf')
  await saveTo(receipt)
  await page.getByRole('button', { name: /^Receipt for \$7\.00/ }).click()
  await expect.poll(() => pdf(receipt).catch(() => '')).toContain('Received from')

  // The rest is paid in parts, and no longer is.
  await page.getByRole('button', { name: 'Pay in parts' }).click()
  await page.getByRole('textbox', { name: 'Each part' }).fill(await halfOfIt(page))
  await page.getByText(/^2 parts, the last of/).waitFor()
  await press(page, 'Enter')
  const plan = page.getByRole('region', { name: 'Payment plan' })
  await expect(plan).toContainText(/each month: \$0\.00 of \$[\d,.]+ is paid\. Next \$[\d.]+ on/)
  await page.getByRole('button', { name: 'End the plan' }).click()
  await page.getByLabel('Why').fill('Pays all of it next week')
  await press(page, 'Control+Enter')
  await expect(plan).toContainText('None. What is due can be paid in parts.')
}
