import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// A week's schedule of another system comes in, and comes in again.

const pictures = process.env['PICTURES']

test('a week comes in once, with the row that nobody could read mended by the columns', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page, home } = desk
  const picture = async (name: string): Promise<void> => (pictures === undefined ? undefined : desk.picture(pictures, name))
  await openSample(page)
  await press(page, 'g', 'c')
  const week = (head: string): string =>
    [
      `Person,Seen on,At,Until,${head},Kind,Price`,
      '"Calloway, Quentin",11/23/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175',
      '"Calloway, Quentin",11/25/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175',
      '"Caloway, Quentin",11/27/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175',
      '"Zambrano, Iva",11/24/2026,1:00 PM,1:50 PM,Marcus Bell,90834,140',
      '"Zambrano, Iva",someday,1:00 PM,1:50 PM,Marcus Bell,90834,140',
    ].join('\r\n')
  await writeFile(join(home, 'week.csv'), week('Seen by'))
  const give = (): Promise<void> => page.getByLabel('Schedule to import').setInputFiles(join(home, 'week.csv'))
  await expect(page.getByRole('button', { name: 'Import a schedule' })).toBeVisible()
  await give()
  const dialog = page.getByRole('dialog', { name: 'Import week.csv' })
  await expect(dialog.getByText('Which column says what?')).toBeVisible()
  await picture('1-columns')
  for (const [column, field] of [
    ['Person', 'Patient'],
    ['Seen on', 'Day of the session'],
    ['At', 'Start'],
    ['Until', 'Stop'],
    ['Seen by', 'Clinician'],
    ['Kind', 'Code'],
    ['Price', 'Fee of the session'],
  ] as const) {
    await dialog.getByLabel(`What ${column} says`).first().click()
    await page
      .getByRole('listbox', { name: `What ${column} says` })
      .getByRole('option', { name: field, exact: true })
      .click()
  }
  await expect(dialog.getByRole('group', { name: '5 rows read' })).toBeVisible()
  await expect(dialog.getByRole('row').filter({ hasText: 'Its day cannot be read.' })).toHaveCount(1)
  await picture('2-preview')
  await dialog.getByLabel('Who Quentin Caloway is').first().click()
  await page
    .getByRole('listbox', { name: 'Who Quentin Caloway is' })
    .getByRole('option', { name: /^Quentin Calloway/ })
    .click()
  await expect(dialog.getByRole('button', { name: /^Import 4 sessions/ })).toBeEnabled()
  await picture('3-ready')
  expect(await faults(page)).toEqual([])
  await press(page, 'Control+Enter')
  const ended = page.getByRole('dialog', { name: '4 sessions imported' })
  await expect(ended.getByText('4 new. 1 patient was made.')).toBeVisible()
  await expect(ended.getByText('1 row was left out.')).toBeVisible()
  await picture('4-ended')
  await press(page, 'Enter')

  // Again: nothing is new but the row that was mended where it came from.
  await give()
  await expect(dialog.getByRole('button', { name: /^Nothing to import/ })).toBeDisabled()
  await expect(dialog.getByRole('row').filter({ hasText: 'Here already' })).toHaveCount(4)
  await press(page, 'Escape')
  await writeFile(join(home, 'week.csv'), week('Seen by').replace('someday', '11/26/2026'))
  await give()
  await picture('5-again')
  await dialog.getByRole('button', { name: /^Import 1 session/ }).click()
  await page.getByRole('dialog', { name: '1 session imported' }).getByRole('button', { name: /^Done/ }).click()
  await press(page, 'Control+z')
  await expect(page.getByText('Taken back: 1 session imported.').first()).toBeVisible()
  await press(page, 'g', 'e')
  await choose(page, 'Dark theme')
  await page.getByRole('button', { name: 'Import a schedule' }).waitFor()
  await picture('6-eligibility')
  await give()
  await expect(dialog.getByRole('button', { name: /^Import 1 session/ })).toBeEnabled()
  await picture('7-dark')
  await press(page, 'Escape')
  await choose(page, 'Light theme')
})
