import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Output } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { columnMoney, cents, sentenceMoney, sum } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { fileOf, segmentsOf, tampered, type LineSpec, type PaymentSpec } from '../support/remittances.ts'
import { ask } from './biller-practice.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'

// A morning's mail of thirty remittances: what passes is posted at once, what does not is held with its reason, the bank is held against it, and a
// posting is taken off and put back. The ledger is recomputed from nothing after each step.

const pictures = process.env['PICTURES'] ?? 'test-results/thirty-remittances'
const PAYER = { name: 'NORTHLAKE HEALTH PLAN', id: 'NLHP1', number: '1999888777' }
const ON = day('2026-11-19')

type Claim = Output<'claims.get'>
/** A fifth is written off, the rest is paid. */
const lineOf = ({ code, modifiers, charge, id }: Claim['lines'][number], sign: 1 | -1 = 1): LineSpec => ({
  code,
  modifiers,
  charge: sign * charge,
  reasons: [['CO', '45', sign * Math.floor(charge / 5)]],
  control: String(id),
})
const paid = (claim: Claim): number => sum(claim.lines.map(({ charge }) => cents(charge - Math.floor(charge / 5))))
const paymentOf = (claim: Claim, sign: 1 | -1 = 1): PaymentSpec => ({
  control: claim.control ?? '',
  payerControl: `NL${claim.id}`,
  memberId: claim.memberId,
  ...(sign < 0 && { status: '22' as const }),
  lines: claim.lines.map((line) => lineOf(line, sign)),
})

/** Claims that payers have for the first time and did not decide on. */
async function waiting(page: Page, many: number): Promise<Claim[]> {
  const view = { filters: [{ is: 'any', field: 'status', of: ['accepted'] }], sort: [{ by: 'id', down: false }] }
  const { rows } = (await ask(page, 'claims.list', { view, window: 0 })) as { rows: readonly { readonly id: number }[] }
  const all: Claim[] = []
  for (const { id } of rows) {
    const claim = (await ask(page, 'claims.get', { id })) as unknown as Claim
    if (claim.turn === 1 && claim.control?.endsWith('-01') === true && claim.lines.every((line) => line.payer === line.charge))
      all.push(claim)
    if (all.length === many) break
  }
  return all
}

const inBalance = async (page: Page): Promise<void> => {
  const { checks } = (await ask(page, 'store.verify', {})) as Output<'store.verify'>
  expect(checks.filter(({ broken }) => broken > 0)).toEqual([])
}

test('thirty remittances are rehearsed, posted, held with their reasons, held against the bank, and one is taken off', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(300_000)
    const { page, home } = desk
    const remits = page.getByRole('grid', { name: 'Remits' })
    await openSample(page)
    const claims = await waiting(page, 27)
    expect(claims).toHaveLength(27)
    const [first, second, third, short, ...others] = claims as [Claim, Claim, Claim, Claim, ...Claim[]]
    const back = others.pop() as Claim
    const set = (
      trace: string,
      payments: readonly PaymentSpec[],
      more: { provider?: readonly (readonly [string, string, number])[] } = {},
    ) => segmentsOf({ trace, day: ON, payer: PAYER, payments, ...more })
    const plain = [first, second, third, ...others].map((claim, n) => set(`NL90${String(n).padStart(3, '0')}`, [paymentOf(claim)]))
    const files: [name: string, sets: readonly (readonly string[])[]][] = [
      ...plain.map((one, n): [string, (readonly string[])[]] => [`era-${n}.835`, [one]]),
      // The same payment under another name and in another envelope.
      ['second copy.835', [must('there is a second', plain[1])]],
      ['out of balance.835', [tampered(set('NL90101', [paymentOf(back)]), (one) => one.replace(/^(BPR\*I\*)\d+(\.\d+)?/, '$199999.99'))]],
      [
        'unknown.835',
        [set('NL90102', [{ ...paymentOf(back), control: 'OLDSYS-7781', memberId: 'ZZ000111', last: 'NOBODY', first: 'NINA' }])],
      ],
      // The payer keeps $40 of this payment for an overpayment of another claim.
      ['recovered.835', [set('NL90104', [paymentOf(short)], { provider: [['WO', `NL${second.id}`, 4000]] })]],
      ['taken back.835', [set('NL90103', [paymentOf(first, -1), { ...paymentOf(first), payerControl: `NL${first.id}B` }])]],
    ]
    expect(files).toHaveLength(30)
    const folder = join(home, 'mail')
    await mkdir(folder)
    for (const [n, [name, sets]] of files.entries()) await writeFile(join(folder, name), fileOf(sets, 500 + n))

    await test.step('they come in together', async () => {
      await press(page, 'g', 'x')
      await page.getByLabel('Files to take in').setInputFiles((await readdir(folder)).map((name) => join(folder, name)))
      await expect(page.getByText('Already taken').first()).toBeVisible({ timeout: 60_000 })
      await desk.picture(pictures, '01-taken')
      await inBalance(page)
    })

    await test.step('what passes is posted at once', async () => {
      await press(page, 'g', 'r')
      await remits.waitFor()
      await page.getByRole('button', { name: 'Post all that pass' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByText(/stays? as (it is|they are): a claim payment in it is held/)).toBeVisible()
      await expect(dialog.getByText(/it takes an earlier payment back/)).toBeVisible()
      await desk.picture(pictures, '02-what-would-post')
      expect(await faults(page)).toEqual([])
      await press(page, 'Control+Enter')
      await expect(dialog.getByRole('heading', { name: /remittances posted$/ })).toBeVisible({ timeout: 60_000 })
      await desk.picture(pictures, '03-posted')
      await press(page, 'Enter')
      await expect(dialog).toHaveCount(0)
      await inBalance(page)
    })

    await test.step('what does not balance, and whose claim it is not, is held with the reason', async () => {
      await remits.getByText('NL90101').click()
      await expect(page.getByText(/it is out by/).first()).toBeVisible()
      await desk.picture(pictures, '04-out-of-balance')
      await press(page, 'Escape')
      await remits.getByText('NL90102').click()
      await expect(page.getByText('It stays when many are posted at once.')).toBeVisible()
      await expect(page.getByText('The payer returned OLDSYS-7781')).toBeVisible()
      await press(page, 'Escape')
    })

    await test.step('a reversal and its correction post as one event', async () => {
      await remits.getByText('NL90103').click()
      await expect(page.getByText('Reversed').first()).toBeVisible()
      await expect(page.getByText('pair, net $0.00').first()).toBeVisible()
      await press(page, 'Shift+P')
      await page.getByText('Nothing in the ledger is erased.').waitFor()
      await press(page, 'Control+Enter')
      await expect(page.getByRole('heading', { name: '2 claim payments posted' })).toBeVisible()
      await press(page, 'Enter', 'Escape')
      await inBalance(page)
    })

    await test.step('a PLB takeback lowers the payment and no claim', async () => {
      await remits.getByText('NL90104').click()
      await expect(page.getByText('It stays when many are posted at once.')).toBeVisible()
      await expect(page.getByText(`NL${second.id}`).first()).toBeVisible()
      await desk.picture(pictures, '05-recovered')
      await press(page, 'Shift+P')
      await page.getByText('Nothing in the ledger is erased.').waitFor()
      await press(page, 'Control+Enter')
      await expect(page.getByRole('heading', { name: '1 claim payment posted' })).toBeVisible()
      await press(page, 'Enter', 'Escape')
      const now = (await ask(page, 'claims.get', { id: short.id })) as unknown as Claim
      expect([now.owedByPayer, sum(now.lines.map((line) => line.paid))]).toEqual([0, paid(short)])
      await page.getByRole('button', { name: 'Payer accounts' }).click()
      await expect(page.getByRole('dialog').getByText(/^\$40\.00 was taken that no remittance here told of before/)).toBeVisible()
      await expect(page.getByRole('table', { name: 'Movements' })).toContainText(`claim ${second.id}`)
      await press(page, 'Escape')
      await inBalance(page)
    })

    await test.step('the bank says what came of it', async () => {
      const rows = [second, third].map(
        (claim, n) => `11/20/2026,NORTHLAKE HCCLAIMPMT TRN*1*NL9000${n + 1}*1999888777,${columnMoney(cents(paid(claim)))}`,
      )
      const path = join(home, 'bank.csv')
      await writeFile(path, ['Date,Description,Amount', ...rows].join('\r\n'))
      await press(page, 'g', 'b')
      await page.getByLabel('File of the bank').setInputFiles(path)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Bring in 2 deposits/ })
        .click()
      await expect(page.getByText('2 deposits brought in, 2 ties made.').first()).toBeVisible()
      await inBalance(page)
    })

    await test.step('a posting is taken off, waits as credit, and is put back', async () => {
      await press(page, 'g', 'r')
      await page.getByRole('button', { name: /^Posted/ }).click()
      await remits.getByText('NL90002').click()
      await page.getByRole('button', { name: 'Take it off' }).click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('It belongs to another session')
      await desk.picture(pictures, '06-take-off')
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByText('Posted, some still held')).toBeVisible()
      await expect(page.getByText(`${sentenceMoney(cents(paid(third)))} waits as unapplied credit`).first()).toBeVisible()
      await desk.picture(pictures, '07-taken-off')
      expect(await faults(page)).toEqual([])
      await inBalance(page)
      await press(page, 'm')
      await expect(page.getByText(`Tied to claim ${third.id}.`)).toBeVisible()
      await press(page, 'Shift+P')
      await page.getByText('Nothing in the ledger is erased.').waitFor()
      await press(page, 'Control+Enter')
      await expect(page.getByRole('heading', { name: '1 claim payment posted' })).toBeVisible()
      await inBalance(page)
      const now = (await ask(page, 'claims.get', { id: third.id })) as unknown as Claim
      expect([now.owedByPayer, sum(now.lines.map((line) => line.paid))]).toEqual([0, paid(third)])
    })
  }))
