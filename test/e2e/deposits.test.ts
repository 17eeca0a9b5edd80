import { join } from 'node:path'
import { bankOf, writeBank } from './bank.ts'
import { atOwnDesk, expect, test } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// The bank against the remittances: a file comes in once, what is certain is tied, the rest is tied, put aside and undone by hand.

const pictures = process.env['PICTURES'] ?? 'test-results/deposits'

test('a file of the bank comes in once, ties what is certain, and a person ties and unties the rest', async () =>
  atOwnDesk(async (desk) => {
    test.setTimeout(180_000)
    const { page, home } = desk
    const list = page.getByRole('grid', { name: 'Deposits' })
    const panel = page.getByRole('complementary', { name: /^Deposit / })
    const view = (name: RegExp) => page.getByRole('group', { name: 'Views' }).getByRole('button', { name })
    await openSample(page)
    await press(page, 'g', 'b')
    await expect(page.getByText('No file of the bank is here yet.')).toBeVisible()
    await desk.picture(pictures, '01-before')

    const bank = await bankOf(page)
    const path = join(home, 'bank.csv')
    await writeBank(path, bank)
    const bring = async (): Promise<void> => {
      // A dialog that is closing still has the keys.
      await expect(async () => {
        const chooser = page.waitForEvent('filechooser', { timeout: 5000 })
        await press(page, 'Control+o')
        await (await chooser).setFiles(path)
      }).toPass({ timeout: 60_000 })
    }
    await bring()
    const dialog = page.getByRole('dialog', { name: 'Deposits from bank.csv' })
    await expect(dialog.getByRole('group', { name: '6 rows read' })).toBeVisible()
    await expect(dialog.getByRole('row').filter({ hasText: 'Posting Date: Its day cannot be read.' })).toHaveCount(1)
    await expect(dialog.getByText('1 line of money that went out is left out.')).toBeVisible()
    await desk.picture(pictures, '02-preview')
    expect(await faults(page)).toEqual([])
    await dialog.getByRole('button', { name: /^Bring in 5 deposits/ }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText('5 deposits brought in, 2 ties made, 1 could not be read.').first()).toBeVisible()

    // The same file again holds nothing new.
    await bring()
    await expect(dialog.getByRole('button', { name: /^Nothing new in it/ })).toBeDisabled()
    await press(page, 'Escape')

    await view(/^Differs/).click()
    await list.getByText(bank.differs.reference).click()
    await expect(panel.getByText(/The bank has \$25\.00 less than the remittances say\./)).toBeVisible()
    await desk.picture(pictures, '03-differs')
    expect(await faults(page)).toEqual([])

    // What is likely is tied by one key, and taken back by another.
    await view(/^No remittance/).click()
    await list.getByText('COUNTER DEPOSIT').click()
    await expect(panel.getByText('Likely one payment')).toBeVisible()
    await desk.picture(pictures, '04-likely')
    await press(page, 'Space')
    await expect(panel.getByText('The bank and the remittances say the same.')).toBeVisible()
    await expect(list.getByText('COUNTER DEPOSIT')).toHaveCount(0)
    await desk.picture(pictures, '05-tied')
    await press(page, 'Control+z')
    await expect(list.getByText('COUNTER DEPOSIT')).toHaveCount(1)

    // By hand, with the difference before it is tied; and untied from its panel.
    await choose(page, 'Dark theme')
    await list.getByText('COUNTER DEPOSIT').click()
    await panel.getByRole('button', { name: /^Choose by hand/ }).click()
    const tying = page.getByRole('dialog', { name: 'Which remittances are in it?' })
    await tying.getByLabel('Payer, trace or amount').fill(bank.likely.reference)
    await tying.getByRole('checkbox').first().click()
    await desk.picture(pictures, '06-dark-by-hand')
    expect(await faults(page)).toEqual([])
    await tying.getByRole('button', { name: /^Tie, the amounts agree/ }).click()
    await expect(tying).toHaveCount(0)
    await panel.getByRole('button', { name: /^Untie/ }).click()
    await expect(list.getByText('COUNTER DEPOSIT')).toHaveCount(1)

    // Money that is no payment of a payer is put aside with a reason.
    await list.getByText('CARD PAYMENTS OF THE DAY').click()
    await panel.getByRole('button', { name: 'Put aside' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('Cards of patients')
    await press(page, 'Control+Enter')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(list.getByText('CARD PAYMENTS OF THE DAY')).toHaveCount(0)
    await view(/^Settled/).click()
    await expect(list.getByText('Cards of patients')).toBeVisible()
    await desk.picture(pictures, '07-dark-settled')
    expect(await faults(page)).toEqual([])
  }))
