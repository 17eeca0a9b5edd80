import { expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

// From a figure of the practice to its claims, and from one of them to the segment of the file it came from.

test('three figures are followed to the segment of the file they came from', async ({ desk }) => {
  test.setTimeout(180_000)
  const { page } = desk
  await openSample(page)
  const dialog = page.getByRole('dialog')
  for (const name of ['Denials, first answer', 'Net collection', 'Settled by the first answer']) {
    await press(page, 'g', 'o')
    await page.getByRole('button', { name: 'Figures' }).waitFor()
    await press(page, 'f')
    await dialog.getByRole('button', { name, exact: true }).click()
    await expect(dialog.getByRole('region', { name })).toContainText(/\d+\.\d%/)
    const claims = dialog.getByRole('region', { name }).getByRole('table', { name: 'Claims behind it' })
    await claims.waitFor()
    if (name === 'Net collection') expect(await faults(page)).toEqual([])
    const claim = claims.getByRole('button').first()
    const number = await claim.innerText()
    await claim.click()
    await expect(dialog).toHaveCount(0)
    await page
      .getByRole('complementary', { name: `Claim ${number}` })
      .getByRole('heading', { name: 'History' })
      .waitFor()
    if (name.startsWith('Denials')) {
      // What was denied moved no money: its segments stand with the denial.
      await page.getByRole('button', { name: 'Work the denial' }).click()
      await expect(
        page
          .getByRole('complementary')
          .getByText(/^CAS\*/)
          .first(),
      ).toBeVisible()
    } else {
      await press(page, '=')
      const unfolded = page.getByLabel('The amount unfolded')
      await unfolded.waitFor()
      await unfolded.focus()
      await press(page, 'End')
      await expect(page.getByRole('complementary').first()).toContainText(/Segment [\d,]+, byte [\d,]+/)
    }
    await press(page, 'Escape')
  }
})

test('a past day says what it said then, and a day to come is today', async ({ desk }) => {
  test.setTimeout(120_000)
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'o')
  await page.getByRole('button', { name: 'Figures' }).waitFor()
  await press(page, 'f')
  const table = page.getByRole('table', { name: 'Figures' })
  await table.waitFor()
  const asOf = page.getByRole('dialog').getByLabel('As of')
  const now = await table.innerText()
  await asOf.fill('1/31/2026')
  await press(page, 'Tab')
  await expect(table).not.toHaveText(now)
  await asOf.fill('12/31/2099')
  await press(page, 'Tab')
  await expect.poll(() => table.innerText()).toBe(now)
})
