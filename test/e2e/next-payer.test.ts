import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { readClaims, type Decision, type PayerName } from '../../src-main/practice-payer/index.ts'
import { addDays, type Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { charged, NORTHLAKE, openAspenRow, payerId, postRemittance, send } from './aspen-row.ts'
import { ask, patient } from './biller-practice.ts'
import type { Desk } from './desk.ts'
import { faults, press } from './hands.ts'

// What comes after a decision, by hand in the real window: on to the second payer, replaced, voided. Everything is invented.

const SECOND: PayerName = { name: 'KEYSTONE MEDICAID', id: 'KEYM1', taxNumber: '310000002' }
const pictures = 'test-results/next-payer'

let own: Desk
let folder: string
let today: Day
test.beforeEach(async () => {
  test.setTimeout(240_000)
  folder = await mkdtemp(join(tmpdir(), 'parity-next-'))
  today = new Date().toLocaleDateString('en-CA') as Day
  own = await openAspenRow(folder, withTwoPlans)
})
test.afterEach(async () => {
  const complaints = await own.complaints()
  await own.close()
  await rm(folder, { recursive: true, force: true })
  expect(complaints).toEqual([])
})

/** One patient with two plans, a session of the day before yesterday, and its claim, which is ready. */
async function withTwoPlans(page: Page): Promise<void> {
  const [northlake, keystone] = [await payerId(page, 'Northlake Health Plan'), await payerId(page, 'Keystone Medicaid')]
  const made = patient('Harriet Osei', 5, northlake)
  const [first] = made.coverages
  const second = { ...first, payer: keystone, position: 2, memberId: 'KM7700123' }
  const { id } = await ask(page, 'patients.save', { ...made, coverages: [first, second] })
  await charged(page, id, addDays(today, -2))
}

/** The payer pays $104.00 of $175.00 and leaves $26.00 to the patient; a second one pays the rest. */
const decisionsOf = (file: Uint8Array, payerControl: string, isSecond = false): Decision[] =>
  readClaims(file).map((place) => ({
    place,
    payerControl,
    lines: [
      isSecond
        ? { allowed: cents(2600), paid: cents(2600), adjustments: [{ group: 'OA' as const, reason: '23', amount: cents(14_900) }] }
        : {
            allowed: cents(13_000),
            paid: cents(10_400),
            adjustments: [
              { group: 'CO' as const, reason: '45', amount: cents(4500) },
              { group: 'PR' as const, reason: '2', amount: cents(2600) },
            ],
          },
    ],
  }))

const post = (page: Page, decisions: readonly Decision[], payer: PayerName, n: number): Promise<void> =>
  postRemittance(page, folder, { decisions, payer, n, day: today })

/** Opens the claim, which is the only one. */
async function openClaim(page: Page) {
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: /^All claims/ }).click()
  await page.getByRole('grid', { name: 'Claims' }).getByText('Osei').first().click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('heading', { name: 'History' }).waitFor()
  return panel
}

test('a secondary claim is made of the remittance of the first payer, and settles', async () => {
  const { page } = own
  const first = await send(own, join(folder, 'first.x12'))
  await post(page, decisionsOf(first, 'ICN-77'), NORTHLAKE, 1)

  await press(page, 'g', 't')
  await page.getByText('Claims for the next payer').waitFor()
  const panel = await openClaim(page)
  await expect(panel.getByText('Keystone Medicaid pays next')).toBeVisible()
  await expect(panel.getByRole('table', { name: 'Payers' })).toContainText('104.00')
  await own.picture(pictures, '01-proposed')
  expect(await faults(page)).toEqual([])
  await press(page, 'Space')
  await expect(panel.getByText('All checks passed').first()).toBeVisible()
  await own.picture(pictures, '02-ready')

  const second = await send(own, join(folder, 'second.x12'))
  const [claim] = readClaims(second)
  expect(claim?.subscriber.subscriber.order).toBe('S')
  const text = second.toString('latin1')
  expect(text).toContain('SBR*P*18*GRP1234******CI~AMT*D*104~OI***Y***Y~')
  expect(text).toMatch(/SVD\*NLHP1\*104\*HC:90837\*\*1~\s*CAS\*CO\*45\*45~\s*CAS\*PR\*2\*26~\s*DTP\*573\*D8\*\d{8}~\s*AMT\*EAF\*26~/)

  await post(page, decisionsOf(second, 'KM-1', true), SECOND, 2)
  const settled = await openClaim(page)
  await expect(settled.getByText('Nothing to do')).toBeVisible()
  await own.picture(pictures, '03-settled')
})

test('a decided claim is replaced under the payer’s number', async () => {
  const { page } = own
  await post(page, decisionsOf(await send(own, join(folder, 'first.x12')), 'ICN-77'), NORTHLAKE, 1)

  const panel = await openClaim(page)
  await panel.getByRole('button', { name: 'Replace', exact: true }).click()
  await page.getByLabel('Member id').fill('NL882049')
  await own.picture(pictures, '04-replacing')
  await press(page, 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel.getByText('All checks passed').first()).toBeVisible()
  const file = await send(own, join(folder, 'replacement.x12'))
  expect(file.toString('latin1')).toMatch(/CLM\*[^~]*\*11:B:7\*[^~]*~\s*REF\*F8\*ICN-77~/)
  expect(file.toString('latin1')).toContain('*MI*NL882049~')
})

test('a decided claim is voided under the payer’s number, and may be put back before it leaves', async () => {
  const { page } = own
  await post(page, decisionsOf(await send(own, join(folder, 'first.x12')), 'ICN-77'), NORTHLAKE, 1)

  const panel = await openClaim(page)
  const voidIt = async (): Promise<void> => {
    await panel.getByRole('button', { name: 'Void', exact: true }).click()
    await page.getByLabel('Why it is voided').fill('The session was another patient’s')
    await own.picture(pictures, '05-voiding')
    await press(page, 'Control+Enter')
    await expect(panel.getByText('Ready to be voided')).toBeVisible()
  }
  await voidIt()
  await panel.getByRole('button', { name: 'Put back' }).click()
  await expect(panel.getByText('Keystone Medicaid pays next')).toBeVisible()
  await voidIt()
  await own.picture(pictures, '06-void')
  const file = await send(own, join(folder, 'void.x12'))
  expect(file.toString('latin1')).toMatch(/CLM\*[^~]*\*11:B:8\*[^~]*~\s*REF\*F8\*ICN-77~/)
})
