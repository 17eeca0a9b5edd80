import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// A fee schedule and a payer list come in from tables, by a button or a drop, and are taken back.

const pictures = process.env['PICTURES']

test('a fee schedule comes in by its heads and goes again; payers have their columns mapped, by the button or dropped there', async ({
  desk,
}) => {
  test.setTimeout(120_000)
  const { page, home } = desk
  const picture = async (name: string): Promise<void> => (pictures === undefined ? undefined : desk.picture(pictures, name))
  await openSample(page)
  await press(page, 'g', 's')
  await page
    .getByRole('link', { name: 'Fees' })
    .or(page.getByRole('button', { name: 'Fees', exact: true }))
    .first()
    .click()
  await page.getByRole('region', { name: 'Fees' }).getByRole('table').waitFor()
  await picture('1-fees')
  const rows = [
    'Fee schedule 2027',
    'Code,Mod,Clinician,From,Fee',
    '90837,,,1/1/2027,$199.00',
    '90834,95,,1/1/2027,135',
    '90853,,Nobody,,60',
    '90791,,,,',
  ]
  await writeFile(join(home, 'fees.csv'), rows.join('\r\n'))
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import fees' }).click()
  await (await chooser).setFiles(join(home, 'fees.csv'))
  const dialog = page.getByRole('dialog', { name: 'Import fees from fees.csv' })
  await expect(dialog.getByRole('group', { name: '4 rows read' })).toBeVisible()
  await expect(dialog.getByRole('row').filter({ hasText: 'Clinician: Nobody here is of that name or NPI.' })).toHaveCount(1)
  await picture('2-preview')
  expect(await faults(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Import 2 fees/ }).click()
  await expect(dialog).toHaveCount(0)
  const fee = page.getByRole('row').filter({ hasText: '199.00' })
  await expect(fee).toHaveCount(1)
  await expect(page.getByText('2 fees imported, 2 refused.').first()).toBeVisible()
  await picture('3-in')
  await press(page, 'Control+z')
  await expect(fee).toHaveCount(0)

  await choose(page, 'Dark theme')
  await page
    .getByRole('link', { name: 'Payers' })
    .or(page.getByRole('button', { name: 'Payers', exact: true }))
    .first()
    .click()
  await page.getByRole('region', { name: 'Payers' }).getByRole('table').waitFor()
  await writeFile(join(home, 'payers.csv'), 'Wer,Nummer,Tage\r\nCliffside Mutual,CLF01,180\r\nWeekly Mutual,WKM01,12 weeks\r\n')
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import payers' }).click()
  await (await again).setFiles(join(home, 'payers.csv'))
  const payers = page.getByRole('dialog', { name: 'Import payers from payers.csv' })
  await expect(payers.getByText('Which column says what?')).toBeVisible()
  await picture('4-dark-columns')
  for (const [column, field] of [
    ['Wer', 'Name'],
    ['Nummer', 'Payer id'],
    ['Tage', 'First claim, days'],
  ] as const) {
    await payers.getByLabel(`What ${column} says`).first().click()
    await page
      .getByRole('listbox', { name: `What ${column} says` })
      .getByRole('option', { name: field, exact: true })
      .click()
  }
  await expect(payers.getByRole('row').filter({ hasText: 'Tage: This is no number of days.' })).toHaveCount(1)
  await picture('5-dark-payers')
  await press(page, 'Escape')

  // What is dropped here is a list of payers, and nowhere else; a file that was never saved cannot be read.
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['Payer,Payer ID'], 'more.csv'))
    return data
  })
  await page.getByRole('region', { name: 'Payers' }).dispatchEvent('drop', { dataTransfer: dropped })
  await expect(page.getByRole('dialog', { name: 'Import payers from more.csv' })).toBeVisible()
  await press(page, 'Escape')
  await choose(page, 'Light theme')

  await choose(page, 'Contracts')
  const rates = page.getByRole('table', { name: 'Rates' })
  await rates.waitFor()
  const many = await rates.locator('tbody tr').count()
  await writeFile(join(home, 'schedule.csv'), 'CPT Code,POS,Contracted Rate,Effective Date\r\n90837,10,141.00,1/1/2027\r\n90899,,n/a,\r\n')
  const schedule = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import rates' }).click()
  await (await schedule).setFiles(join(home, 'schedule.csv'))
  const said = page.getByRole('dialog', { name: 'Import contract rates from schedule.csv' })
  await expect(said.getByRole('group', { name: '2 rows read' })).toBeVisible()
  await picture('6-rates')
  expect(await faults(page)).toEqual([])
  await said.getByRole('button', { name: /^Import 1 rate/ }).click()
  await expect(rates.locator('tbody tr')).toHaveCount(many + 1)
  await press(page, 'Control+z')
  await expect(rates.locator('tbody tr')).toHaveCount(many)
})
