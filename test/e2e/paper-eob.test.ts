import type { Page } from '@playwright/test'
import { ask } from './biller-practice.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { faults, openSample, press } from './hands.ts'
import { silentClaim } from './silent.ts'

// A paper EOB: typed in by keys alone, added up meanwhile, rehearsed and posted like one of a file.

const balance = (page: Page) => page.getByLabel('Balance to the check')

type Claim = {
  readonly payer: { readonly name: string }
  readonly payerControl: string | null
  readonly lines: readonly { readonly charge: number }[]
}
const dollars = (cents: number): string => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`

test('a paper EOB is typed in by keys beside the balance of its check, kept while closed, rehearsed and posted', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(120_000)
    const { page } = desk
    await openSample(page)
    const id = await silentClaim(page)
    const claim = (await ask(page, 'claims.get', { id })) as unknown as Claim
    const charge = claim.lines.reduce((all, line) => all + line.charge, 0)
    const check = charge - 1000 * claim.lines.length
    await press(page, 'g', 'r')
    await page.getByRole('grid', { name: 'Remits' }).waitFor()
    await press(page, 'n')
    await expect(page.getByRole('combobox', { name: 'Payer' })).toBeFocused()
    await page.keyboard.type(claim.payer.name)
    await page.getByRole('option', { name: claim.payer.name }).first().waitFor()
    await press(page, 'Enter')
    await expect(page.getByLabel('Check number')).toBeFocused()
    await page.keyboard.type('PAPER-40231')
    await press(page, 'Enter', 'Enter')
    await expect(page.getByLabel('Amount of the check')).toBeFocused()
    await page.keyboard.type(dollars(check))
    await expect(balance(page)).toContainText('$0.00 of ')
    await press(page, 'Alt+c')
    await page.keyboard.type(String(id))
    await page
      .getByRole('option', { name: String(id) })
      .first()
      .waitFor()
    await press(page, 'Enter')
    if (claim.payerControl === null) {
      await expect(page.getByLabel('The payer’s number of the claim')).toBeFocused()
      await page.keyboard.type('ICN40231')
      await press(page, 'Enter')
    }
    await expect(page.getByLabel(`Allowed, line 1 of claim ${id}`)).toBeFocused()
    for (const [n, line] of claim.lines.entries()) {
      await expect(page.getByLabel(`Allowed, line ${n + 1} of claim ${id}`)).toBeFocused()
      await press(page, 'Enter')
      await page.keyboard.type(dollars(line.charge - 1000))
      await press(page, 'Enter')
      if (n === 0)
        await expect(
          page
            .getByText('$10.00 to tell')
            .or(page.getByText(/The line is out by \$10\.00/))
            .first(),
        ).toBeVisible()
      await page.keyboard.type('co45 10')
      await press(page, 'Enter')
    }
    await expect(page.getByRole('combobox', { name: 'Next claim' })).toBeFocused()
    await expect(balance(page)).toContainText('nothing left')
    await expect(page.getByText(/^CO-45, /).first()).toBeVisible()
    expect(await faults(page, undefined, '[role=dialog]')).toEqual([])
    await desk.picture('test-results/paper-eob', '01-typed')

    // Put aside, and back again.
    await press(page, 'Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await press(page, 'n')
    await expect(page.getByText('What you typed before is back.')).toBeVisible()
    await expect(balance(page)).toContainText('nothing left')

    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('heading', { name: 'What the payer says' }).waitFor()
    await desk.picture('test-results/paper-eob', '02-rehearsed')
    await press(page, 'Shift+P')
    await page.getByText('Nothing in the ledger is erased.').waitFor()
    await press(page, 'Control+Enter')
    await expect(page.getByRole('heading', { name: /1 claim payment posted/ })).toBeVisible({ timeout: 30_000 })
    expect(await ask(page, 'store.verify', {})).toMatchObject({ holds: true })
  }))
