import type { Page } from '@playwright/test'
import { wholeNumber } from '../../src-shared/number.ts'
import { expect, test } from './desk.ts'
import { choose, faults, openFirst, openSample, press, toMissing } from './hands.ts'

// Every screen of the sample practice, in every theme, as a person reaches it by keys; axe must find nothing in any of them.

type Stop = { readonly name: string; readonly reach: (page: Page) => Promise<void> }

/** A denial that no appeal is written for. */
async function openDenial(page: Page): Promise<void> {
  await press(page, 'g', 'd')
  await page
    .getByRole('grid', { name: 'Denials' })
    .getByText(/^(Correct, 7|Find the original)$/)
    .first()
    .click()
  await page.getByRole('complementary').getByRole('heading', { name: 'History' }).waitFor()
  await page.getByRole('grid', { name: 'Denials' }).focus()
}

/** Esc closes what stands over the panel, and the panel stays. */
async function backToDenial(page: Page): Promise<void> {
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('complementary').getByRole('heading', { name: 'History' })).toBeVisible()
}

const stops: readonly Stop[] = [
  {
    name: 'today',
    async reach(page) {
      await press(page, 'g', 't')
      await page.getByRole('grid', { name: 'What needs you' }).waitFor()
    },
  },
  { name: 'claims', reach: (page) => openFirst(page, 'm', 'Claims', 'History') },
  {
    name: 'filter',
    async reach(page) {
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).waitFor()
    },
  },
  {
    name: 'palette',
    async reach(page) {
      await press(page, 'Escape', 'Control+k')
      await page.getByRole('combobox', { name: 'Find a patient' }).fill('quin')
      await page.getByRole('option', { name: /Quin/ }).first().waitFor()
    },
  },
  {
    name: 'keys',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, '?')
      await page.getByRole('heading', { name: 'Keys of Claims' }).waitFor()
    },
  },
  {
    name: 'patients',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await openFirst(page, 'p', 'Patients', 'Coverage')
    },
  },
  {
    name: 'patient-form',
    async reach(page) {
      await press(page, 'e')
      await page.getByLabel('Last name').waitFor()
    },
  },
  {
    name: 'exchange',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await openFirst(page, 'x', 'Exchange', 'What the file says')
    },
  },
  {
    name: 'denial-close',
    async reach(page) {
      await openDenial(page)
      await press(page, 'c')
      await page.getByRole('radiogroup', { name: 'Outcome' }).waitFor()
    },
  },
  {
    name: 'denial-letter',
    async reach(page) {
      await backToDenial(page)
      await press(page, 'd')
      await page.getByRole('radiogroup', { name: 'Letter' }).waitFor()
    },
  },
  {
    name: 'denial-work',
    async reach(page) {
      await backToDenial(page)
      await press(page, 'n')
      await page.getByRole('textbox', { name: 'Note' }).waitFor()
    },
  },
  { name: 'denials', reach: (page) => backToDenial(page) },
  {
    name: 'eligibility',
    async reach(page) {
      await press(page, 'g', 'e')
      await page.getByRole('button', { name: /^All/ }).click()
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).fill('Answer')
      await press(page, 'Enter')
      await page.getByRole('checkbox', { name: 'Active', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('grid', { name: 'Eligibility' }).getByText('Active').first().waitFor()
      await press(page, 'Enter')
      await page.getByRole('complementary').getByRole('heading', { name: 'Where it comes from' }).waitFor()
    },
  },
  {
    name: 'eligibility-unanswered',
    async reach(page) {
      await page.getByRole('button', { name: /^Not verified/ }).click()
      await expect(page.getByRole('grid', { name: 'Eligibility' }).getByText('Active')).toHaveCount(0)
      await press(page, 'Enter')
      await page.getByRole('complementary').getByRole('heading', { name: 'Facts' }).waitFor()
    },
  },
  {
    name: 'eligibility-ask',
    async reach(page) {
      await press(page, 'c')
      await page.getByRole('heading', { name: /^Ask .+ about/ }).waitFor()
    },
  },
  {
    name: 'eligibility-files',
    async reach(page) {
      await press(page, 'Control+Enter')
      await page.getByRole('button', { name: 'Save a copy' }).first().waitFor()
    },
  },
  {
    name: 'remits',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      // Twice: the list, whatever was left open here.
      await press(page, 'g', 'r', 'g', 'r')
      await page.getByRole('grid', { name: 'Remits' }).locator('[data-index="0"]').waitFor()
    },
  },
  {
    name: 'remit-quarantined',
    async reach(page) {
      await page.getByRole('grid', { name: 'Remits' }).getByText('Quarantined').click()
      await page.getByRole('table', { name: 'Lines' }).waitFor()
    },
  },
  {
    name: 'remit-rehearsal',
    async reach(page) {
      await press(page, 'Escape')
      const grid = page.getByRole('grid', { name: 'Remits' })
      // The one with a held claim payment first.
      const held = grid.getByRole('columnheader', { name: 'Held' })
      await expect(async () => {
        await held.click()
        await expect(held).toHaveAttribute('aria-sort', 'descending', { timeout: 1000 })
      }).toPass()
      await grid.getByRole('row').filter({ hasText: 'Rehearsed' }).first().click()
      await page.getByRole('heading', { name: 'What the payer says' }).waitFor()
    },
  },
  {
    name: 'remit-find',
    async reach(page) {
      await press(page, 'f')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'remit-post',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, 'Shift+P')
      await page.getByText('Posting is final.').waitFor()
    },
  },
  {
    name: 'charges-row',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await toMissing(page)
      await press(page, 'm')
      await page.getByRole('heading', { name: 'Why the rest' }).waitFor()
    },
  },
  {
    name: 'charges',
    async reach(page) {
      await press(page, 'Escape')
      await page.getByRole('heading', { name: 'Session' }).waitFor()
    },
  },
  {
    name: 'appeal',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      // Twice: the first view, whatever was left open here.
      await press(page, 'g', 'a', 'g', 'a')
      await page.getByRole('grid', { name: 'Appeals' }).locator('[data-index="0"]').waitFor()
      await press(page, 'Enter')
      await page.getByRole('article', { name: 'Letter' }).waitFor()
      await page.getByRole('navigation', { name: 'Pages' }).waitFor()
      await press(page, 'e')
    },
  },
  {
    name: 'appeal-fact',
    async reach(page) {
      await press(page, 'Control+i')
      await page.getByRole('combobox', { name: 'Fact' }).fill('denial')
      await page.getByRole('option', { name: /^Code of the denial/ }).waitFor()
    },
  },
  {
    name: 'appeal-exhibit',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByRole('textbox', { name: 'Paragraph, block 1' })).toBeFocused()
      await press(page, 'Escape', '4')
      await page.getByRole('document', { name: /^Exhibit A/ }).waitFor()
    },
  },
  {
    name: 'appeals',
    async reach(page) {
      await press(page, 'Escape')
      await page.getByRole('button', { name: /^Decided/ }).click()
      await page.getByRole('grid', { name: 'Appeals' }).locator('[data-index="0"]').waitFor()
    },
  },
  {
    name: 'appeal-decided',
    async reach(page) {
      await press(page, 'Enter')
      await page.getByText('Ended').first().waitFor()
    },
  },
  {
    name: 'setup',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      // Twice: the first page, whatever was left open here.
      await press(page, 'g', 's', 'g', 's')
      await page.getByLabel('Name of the practice').waitFor()
    },
  },
  {
    name: 'patient-part2',
    async reach(page) {
      await press(page, 'g', 'p', 'g', 'p')
      await page.getByRole('grid', { name: 'Patients' }).locator('[data-index="0"]').waitFor()
      await press(page, 'Enter')
      const panel = page.getByRole('complementary')
      await panel.getByRole('button', { name: 'Mark an episode' }).waitFor()
      await panel.getByRole('button', { name: 'Show who looked' }).click()
      await panel.getByRole('table', { name: 'Who looked' }).waitFor()
      await panel.getByRole('heading', { name: 'Substance-use records' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'patient-episode',
    async reach(page) {
      await page.getByRole('complementary').getByRole('button', { name: 'Mark an episode' }).click()
      await page.getByLabel('Program', { exact: true }).fill('Intensive outpatient')
      await page.getByLabel('From', { exact: true }).fill('11/02/2026')
    },
  },
  {
    name: 'patient-protected',
    async reach(page) {
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await page.getByRole('complementary').getByRole('list', { name: 'Payers' }).waitFor()
    },
  },
  {
    name: 'patient-consent',
    async reach(page) {
      await press(page, 'Shift+C')
      await page.getByLabel('Signed on', { exact: true }).waitFor()
    },
  },
  {
    name: 'denial-approvals',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, 'g', 'd', 'w')
      await page.getByRole('heading', { name: 'Write-offs that wait' }).waitFor()
    },
  },
  {
    name: 'setup-people',
    async reach(page) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, 'g', 's')
      await section(page, 'People')
      await page.getByRole('heading', { name: 'What each role is for' }).waitFor()
    },
  },
  {
    name: 'setup-security',
    async reach(page) {
      await section(page, 'Security')
      await page.getByLabel('Locks after, minutes').waitFor()
    },
  },
  {
    name: 'confirm',
    async reach(page) {
      await page.getByRole('button', { name: 'Make a new recovery key' }).click()
      await page.getByRole('heading', { name: 'Your passphrase, again' }).waitFor()
      await page.getByText('The sample practice’s is').waitFor()
    },
  },
  {
    name: 'setup-backups',
    async reach(page) {
      await press(page, 'Escape', 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await section(page, 'Backups')
      await page.getByRole('heading', { name: 'Folders' }).waitFor()
    },
  },
  {
    name: 'setup-activity',
    async reach(page) {
      await section(page, 'Activity')
      await page.getByRole('grid', { name: 'Activity' }).locator('[data-index="0"]').waitFor()
      await press(page, 'Enter')
      await page.getByRole('complementary').getByRole('heading', { name: 'Facts' }).waitFor()
    },
  },
]

/** A section of Setup, by its name. */
async function section(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections of setup' }).getByRole('button', { name, exact: true }).click()
}

for (const theme of ['Light theme', 'Dark theme', 'High contrast']) {
  test(`axe finds nothing: ${theme}`, async ({ desk }) => {
    test.setTimeout(240_000)
    const { page } = desk
    await openSample(page)
    await choose(page, theme)
    const found: Record<string, readonly string[]> = {}
    for (const { name, reach } of stops) {
      await reach(page)
      // What fades in is transparent for a moment.
      await page.waitForTimeout(250)
      await desk.picture('test-results/screens', `${theme.split(' ')[0]?.toLowerCase() ?? ''}-${name}`)
      const faulty = await faults(page)
      if (faulty.length > 0) found[name] = faulty
    }
    expect(found).toEqual({})
  })
}

test('a lock keeps the place and what was typed, also behind an open form', async ({ desk }) => {
  test.setTimeout(120_000)
  let { page } = desk
  await openSample(page)
  await press(page, 'g', 'p')
  await page.getByRole('grid', { name: 'Patients' }).waitFor()
  await press(page, 'n')
  await page.getByLabel('Last name').fill('Achterberg')
  await page.waitForTimeout(800)
  const locked = page
  page = await desk.anew(() => press(locked, 'Control+l'))
  await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Open the sample practice' })).toBeFocused()
  await expect(page.getByText('Achterberg')).toHaveCount(0)
  await press(page, 'Enter')
  await page.getByRole('grid', { name: 'Patients' }).waitFor({ timeout: 30_000 })
  await press(page, 'n')
  await expect(page.getByText('What you typed before is back.')).toBeVisible()
  await expect(page.getByLabel('Last name')).toHaveValue('Achterberg')
  await page.getByRole('button', { name: 'Start over' }).click()
  await press(page, 'Escape')
})

test('a denial is noted and written off by keys, and leaves the list', async ({ desk }) => {
  test.setTimeout(90_000)
  const { page } = desk
  await openSample(page)
  await openDenial(page)
  const panel = page.getByRole('complementary')
  const denial = await panel.getAttribute('aria-label')
  const grid = page.getByRole('grid', { name: 'Denials' })
  const before = wholeNumber((await grid.getAttribute('aria-rowcount')) ?? '') ?? 0
  await press(page, 'n')
  await page.getByRole('textbox', { name: 'Note' }).fill('Asked, reference C-100238')
  await press(page, 'Control+Enter')
  await expect(panel.getByText('Asked, reference C-100238').first()).toBeVisible()
  await expect(grid).toBeFocused()
  await press(page, 'c')
  await page.getByRole('radiogroup', { name: 'Outcome' }).waitFor()
  await press(page, 'ArrowDown')
  await expect(page.getByText('is posted to the ledger')).toBeVisible()
  await press(page, 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(panel.getByText('Denial closed, written off')).toBeVisible()
  await expect(panel).toHaveAttribute('aria-label', denial ?? '')
  await expect(grid).toHaveAttribute('aria-rowcount', String(before - 1))
  await expect(grid).toBeFocused()
  await press(page, 'Escape')
})

test('rows are copied as a table, all that match, however few are on the screen', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  await press(page, 'g', 'm')
  await page.getByRole('button', { name: /^All claims/ }).click()
  const grid = page.getByRole('grid', { name: 'Claims' })
  const rows = async (): Promise<number> => (wholeNumber((await grid.getAttribute('aria-rowcount')) ?? '') ?? 0) - 2
  await expect.poll(rows, { timeout: 15_000 }).toBeGreaterThan(1000)
  const total = await rows()
  await press(page, 'Control+a', 'Control+c')
  const lines = (): Promise<number> => desk.app.evaluate(async ({ clipboard }) => (await clipboard.readText()).split('\n').length)
  await expect.poll(lines, { timeout: 15_000 }).toBe(total + 1)
  await press(page, 'Escape')
})
