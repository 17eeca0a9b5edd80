import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readClaims, type Decision } from '../../src-main/practice-payer/index.ts'
import { addDays, shownDay, weekday, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { charged, NORTHLAKE, openAspenRow, payerId, postRemittance, send } from './aspen-row.ts'
import { ask, patient } from './biller-practice.ts'
import type { Desk } from './desk.ts'
import { faults, press } from './hands.ts'

// A payer that takes the sessions of a week on one claim, by hand in the real window. Everything is invented.

const pictures = 'test-results/sessions-together'

let own: Desk
let folder: string
let monday: Day
let subject: number
test.beforeEach(async () => {
  test.setTimeout(240_000)
  folder = await mkdtemp(join(tmpdir(), 'parity-week-'))
  const today = new Date().toLocaleDateString('en-CA') as Day
  // The Monday of a week that is over, in one month whatever the day is: a claim never spans two.
  const last = addDays(today, -7 - ((weekday(today) + 6) % 7))
  monday = last.slice(0, 7) === addDays(last, 2).slice(0, 7) ? last : addDays(last, -7)
  own = await openAspenRow(folder, async (page) => {
    const { id } = await ask(page, 'patients.save', patient('Harriet Osei', 5, await payerId(page, 'Northlake Health Plan')))
    subject = id as number
  })
})
test.afterEach(async () => {
  const complaints = await own.complaints()
  await own.close()
  await rm(folder, { recursive: true, force: true })
  expect(complaints).toEqual([])
})

/** The first session is paid but for what the contract leaves, the second is denied. */
const decisionsOf = (file: Uint8Array): Decision[] =>
  readClaims(file).map((place, n) => ({
    place,
    payerControl: `ICN-${n}`,
    lines: place.claim.lines.map((_, line) =>
      line === 0
        ? { allowed: cents(13_000), paid: cents(13_000), adjustments: [{ group: 'CO' as const, reason: '45', amount: cents(4500) }] }
        : { allowed: cents(0), paid: cents(0), adjustments: [{ group: 'CO' as const, reason: '197', amount: cents(17_500) }] },
    ),
  }))

async function openFirst(page: Page): Promise<Locator> {
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: /^All claims/ }).click()
  await page.getByRole('grid', { name: 'Claims' }).getByText('Osei').last().click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('heading', { name: 'History' }).waitFor()
  return panel
}

test('the sessions of a week stand on one claim; one is parted, put back, and what was denied of one is worked alone', async () => {
  const { page } = own
  await press(page, 'g', 's')
  await page.getByRole('button', { name: 'Payers', exact: true }).click()
  await page.getByRole('button', { name: /^Edit Northlake/ }).click()
  await page.getByRole('combobox', { name: 'Sessions on one claim' }).click()
  await page.getByRole('option', { name: /^Those of a week/ }).click()
  await own.picture(pictures, '01-payer')
  await press(page, 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  for (const after of [0, 1, 2]) await charged(page, subject, addDays(monday, after))
  const panel = await openFirst(page)
  await expect(panel.getByText('3 sessions on this claim')).toBeVisible()
  await own.picture(pictures, '02-three')
  expect(await faults(page)).toEqual([])

  const third = shownDay(addDays(monday, 2))
  await panel.getByRole('button', { name: `On its own claim: session of ${third}` }).click()
  await expect(page.getByText(new RegExp(`^The session of ${third} is on claim \\d+`)).first()).toBeVisible()
  await expect(panel.getByText('2 sessions on this claim')).toBeVisible()
  await press(page, 'Control+z')
  await expect(panel.getByText('3 sessions on this claim')).toBeVisible()
  await panel.getByRole('button', { name: `On its own claim: session of ${third}` }).click()
  await expect(panel.getByText('2 sessions on this claim')).toBeVisible()
  await own.picture(pictures, '03-two')

  const file = await send(own, join(folder, 'week.x12'), 2)
  expect(readClaims(file).map(({ claim }) => claim.lines.length)).toEqual([2, 1])
  await postRemittance(page, folder, { decisions: decisionsOf(file).slice(0, 1), payer: NORTHLAKE, n: 1, day: addDays(monday, 5) })
  await press(page, 'g', 'd')
  const denials = page.getByRole('treegrid', { name: 'Denials' })
  await expect(denials.getByText('Osei')).toHaveCount(1)
  await denials.getByText('Osei').click()
  await expect(
    page
      .getByRole('complementary')
      .getByText(shownDay(addDays(monday, 1)))
      .first(),
  ).toBeVisible()
  await own.picture(pictures, '04-denied')
})
