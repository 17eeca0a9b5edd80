import { join } from 'node:path'
import { expect } from '@playwright/test'
import { press, toMissing } from '../../e2e/hands.ts'
import { answerDialogs, button, filterBy, go, grid, halt, openRow, panel, sample, toList, wake } from '../grounds.ts'
import type { Journey, Stop } from '../stop.ts'

// The day's work in the sample practice, from the front page to the denials.

const start: readonly Stop[] = [
  {
    name: 'today',
    shows: [['today', 'full']],
    drawn: '01-today',
    isMain: true,
    async reach({ page }) {
      await go(page, 't')
      await grid(page, 'What needs you').waitFor()
    },
  },
  {
    name: 'palette',
    drawn: '11a-palette',
    opens: ['app/Palette.tsx#Palette'],
    async reach({ page }) {
      await press(page, 'Control+k')
      await page.getByRole('combobox', { name: 'Find a patient' }).fill('quin')
      await page.getByRole('option', { name: /Quin/ }).first().waitFor()
    },
  },
  {
    name: 'palette-actions',
    goesOn: true,
    async reach({ page }) {
      await page.getByRole('combobox', { name: 'Find a patient' }).fill('>')
      await page.getByRole('option').nth(4).waitFor()
    },
  },
  {
    name: 'ledger-check',
    opens: ['app/StatusBar.tsx#Ledger'],
    async reach({ page }) {
      await page
        .getByRole('contentinfo')
        .getByRole('button', { name: /ledger/i })
        .click()
      await page.getByRole('table', { name: 'What was checked' }).waitFor({ timeout: 30_000 })
    },
  },
]

const claims: readonly Stop[] = [
  {
    name: 'claims',
    shows: [['claims', 'full']],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^All claims/)
    },
  },
  {
    name: 'claims-panel',
    // Those the checks held stand among the others, each with its reason.
    shows: [['claims', 'partial']],
    drawn: '02-claims',
    isMain: true,
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Needs me/)
      await openRow(page, 'History')
    },
  },
  {
    name: 'claims-keys',
    opens: ['app/Keys.tsx#Keys'],
    drawn: '11b-keys',
    async reach({ page }) {
      await press(page, '?')
      await page.getByRole('heading', { name: 'Keys of Claims' }).waitFor()
    },
  },
  {
    name: 'claims-filter',
    opens: ['grid/Filters.tsx#Add'],
    async reach({ page }) {
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).waitFor()
    },
  },
  {
    name: 'claims-filter-days',
    goesOn: true,
    async reach({ page }) {
      await page.getByRole('textbox', { name: 'Filter by' }).fill('service')
      await page.getByRole('dialog').locator('[data-option]').first().click()
      await page.getByRole('dialog').getByRole('button', { name: 'Filter', exact: true }).waitFor()
    },
  },
  {
    name: 'claims-filtered',
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^All claims/)
      await filterBy(page, 'Status', 'Denied')
      await grid(page, 'Claims').locator('[data-index="0"]').waitFor()
    },
  },
  {
    name: 'claims-filter-change',
    opens: ['grid/Filters.tsx#Edit'],
    async reach({ page }) {
      await page
        .getByRole('group', { name: 'Filters and selection' })
        .getByRole('button', { name: /Status.*Change$/ })
        .click()
      await page.getByRole('dialog', { name: 'Status' }).waitFor()
    },
  },
  {
    name: 'claims-columns',
    opens: ['grid/ColumnsMenu.tsx#ColumnsMenu'],
    async reach({ page }) {
      await button(page, 'Columns').click()
      await page.getByRole('dialog', { name: 'Columns' }).waitFor()
    },
  },
  {
    name: 'claims-view-save',
    opens: ['grid/Views.tsx#NameDialog'],
    async reach({ page }) {
      await button(page, /^Save these filters/).click()
      await page.getByLabel('Name', { exact: true }).fill('Denied, all')
    },
  },
  {
    name: 'claims-view-forget',
    goesOn: true,
    opens: ['grid/Views.tsx#ForgetDialog'],
    async reach({ page }) {
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await button(page, /^Forget the view/).click()
      await page.getByRole('heading', { name: /^Forget the view/ }).waitFor()
    },
  },
  {
    name: 'claims-export',
    opens: ['grid/Export.tsx#ExportDialog:2'],
    async reach({ page }) {
      await button(page, 'Export').click()
      await page.getByLabel('Why it leaves').fill('For the accountant')
    },
  },
  {
    name: 'claims-exporting',
    goesOn: true,
    opens: ['grid/Export.tsx#ExportDialog'],
    async reach(ground) {
      await answerDialogs(ground.desk, { save: join(ground.folder, 'claims.xlsx.age') })
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('heading', { name: /^Exporting/ }).waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-exported',
    goesOn: true,
    opens: ['grid/Export.tsx#MadeDialog'],
    async reach({ page }) {
      await page.getByRole('heading', { name: 'The file is written' }).waitFor({ timeout: 30_000 })
    },
    async leave({ page }) {
      await button(page, 'I have kept the passphrase').click()
    },
  },
  {
    name: 'claims-selected',
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await press(page, 'Home', 'x', 'Shift+j', 'Shift+j')
      await page.getByText('3 selected').first().waitFor()
    },
  },
  {
    name: 'claims-hold',
    opens: ['screens/claims/HoldDialog.tsx#HoldDialog'],
    async reach({ page }) {
      await press(page, 'h')
      await page.getByRole('heading', { name: 'Hold 3 claims?' }).waitFor()
    },
  },
  {
    name: 'claims-mend',
    opens: ['screens/claims/MendDrawer.tsx#MendDrawer'],
    async reach({ page }) {
      await press(page, 'Escape')
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await openRow(page, 'History')
      await press(page, 'e')
      await page.getByLabel('Member id').waitFor()
    },
  },
  {
    name: 'claims-send',
    opens: ['screens/claims/SendDialog.tsx#SendDialog'],
    async reach({ page }) {
      await press(page, 'Shift+S')
      await page.getByRole('heading', { name: /^Send \d+ claims/ }).waitFor()
    },
  },
  {
    name: 'claims-sent',
    goesOn: true,
    opens: ['screens/claims/SendDialog.tsx#Sent'],
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await page.getByRole('heading', { name: /claims? in \d+ files?$/ }).waitFor({ timeout: 30_000 })
    },
  },
]

const eligibility: readonly Stop[] = [
  {
    name: 'eligibility',
    shows: [['eligibility', 'full']],
    drawn: '04-eligibility',
    async reach({ page }) {
      await toList(page, 'e', 'Eligibility', /^All/)
      await filterBy(page, 'Answer', 'Active')
      await grid(page, 'Eligibility').getByText('Active').first().waitFor()
      await openRow(page, 'Where it comes from')
    },
  },
  {
    name: 'eligibility-unanswered',
    async reach({ page }) {
      await button(page, /^Not verified/).click()
      await expect(grid(page, 'Eligibility').getByText('Active')).toHaveCount(0)
      await openRow(page, 'Facts')
    },
  },
  {
    name: 'eligibility-ask',
    opens: ['screens/eligibility/AskDialog.tsx#AskDialog'],
    async reach({ page }) {
      await press(page, 'c')
      await page.getByRole('heading', { name: /^Ask .+ about/ }).waitFor()
    },
  },
  {
    name: 'eligibility-files',
    goesOn: true,
    opens: ['screens/eligibility/AskDialog.tsx#Files'],
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await button(page, 'Save a copy').first().waitFor()
    },
  },
]

const charges: readonly Stop[] = [
  {
    name: 'charges',
    shows: [['charges', 'full']],
    drawn: '03-charge-entry',
    isMain: true,
    async reach({ page }) {
      await toMissing(page)
      await page.getByRole('heading', { name: 'Session' }).waitFor()
    },
  },
  {
    name: 'charges-row',
    async reach({ page }) {
      await press(page, 'm')
      await page.getByRole('heading', { name: 'Why the rest' }).waitFor()
    },
    async leave({ page }) {
      await press(page, 'Shift+Escape')
    },
  },
  {
    name: 'charges-pick',
    opens: ['screens/charges/Pick.tsx#Pick'],
    async reach({ page }) {
      const row = page.getByRole('group', { name: 'The row being typed' })
      await row.getByLabel('Patient', { exact: true }).pressSequentially('ma')
      await page.getByRole('option').nth(1).waitFor()
    },
    async leave({ page }) {
      await press(page, 'Escape', 'Escape')
    },
  },
]

const payments: readonly Stop[] = [
  {
    name: 'exchange',
    shows: [['exchange', 'full']],
    async reach({ page }) {
      await toList(page, 'x', 'Exchange')
      await openRow(page, 'What the file says')
    },
  },
  {
    name: 'remits',
    shows: [['remits', 'full']],
    async reach({ page }) {
      await toList(page, 'r', 'Remits')
    },
  },
  {
    name: 'remits-quarantined',
    shows: [['remits', 'partial']],
    async reach({ page }) {
      await grid(page, 'Remits').getByText('Quarantined').first().click()
      await page.getByRole('table', { name: 'Lines' }).waitFor()
    },
  },
  {
    name: 'remits-rehearsal',
    drawn: '05-remittance-rehearsal',
    isMain: true,
    async reach({ page }) {
      await toList(page, 'r', 'Remits')
      // The one with a held claim payment first.
      const held = grid(page, 'Remits').getByRole('columnheader', { name: 'Held' })
      await expect(async () => {
        await held.getByRole('button').click()
        await expect(held).toHaveAttribute('aria-sort', 'descending', { timeout: 1000 })
      }).toPass()
      await grid(page, 'Remits').getByRole('row').filter({ hasText: 'Rehearsed' }).first().click()
      await page.getByRole('heading', { name: 'What the payer says' }).waitFor()
    },
  },
  {
    name: 'remits-find',
    opens: ['screens/remittance/FindClaimDialog.tsx#FindClaimDialog'],
    async reach({ page }) {
      await press(page, 'f')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'remits-post',
    opens: ['screens/remittance/PostDialog.tsx#PostDialog'],
    async reach({ page }) {
      await press(page, 'Shift+P')
      await page.getByText('Posting is final.').waitFor()
    },
  },
  {
    name: 'remits-posted',
    goesOn: true,
    opens: ['screens/remittance/PostDialog.tsx#Done'],
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await page.getByRole('heading', { name: /posted/ }).waitFor({ timeout: 30_000 })
    },
  },
]

const denials: readonly Stop[] = [
  {
    name: 'denials',
    shows: [['denials', 'full']],
    drawn: '06-denials',
    async reach({ page }) {
      await toList(page, 'd', 'Denials', /^Open/)
      // One that no letter is written for.
      await grid(page, 'Denials')
        .getByText(/^(Correct, 7|Find the original)$/)
        .first()
        .click()
      await panel(page).getByRole('heading', { name: 'History' }).waitFor()
      await grid(page, 'Denials').focus()
    },
  },
  {
    name: 'denials-close',
    opens: ['screens/denials/CloseDialog.tsx#CloseDialog'],
    async reach({ page }) {
      await press(page, 'c')
      await page.getByRole('radiogroup', { name: 'Outcome' }).waitFor()
    },
  },
  {
    name: 'denials-letter',
    opens: ['screens/denials/LetterDialog.tsx#LetterDialog'],
    async reach({ page }) {
      await press(page, 'd')
      await page.getByRole('radiogroup', { name: 'Letter' }).waitFor()
    },
  },
  {
    name: 'denials-note',
    opens: ['screens/denials/WorkDrawer.tsx#WorkDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByRole('textbox', { name: 'Note' }).waitFor()
    },
  },
  {
    name: 'denials-approvals',
    opens: ['screens/denials/ApprovalsDrawer.tsx#ApprovalsDrawer'],
    async reach({ page }) {
      await press(page, 'Escape', 'w')
      await page.getByRole('heading', { name: 'Write-offs that wait' }).waitFor()
    },
  },
]

const appeals: readonly Stop[] = [
  {
    name: 'appeals',
    shows: [['appeals', 'full']],
    async reach({ page }) {
      await toList(page, 'a', 'Appeals')
    },
  },
  {
    name: 'appeals-decided',
    async reach({ page }) {
      await toList(page, 'a', 'Appeals', /^Decided/)
      await press(page, 'Home', 'Enter')
      await page.getByText('Ended').first().waitFor()
    },
  },
  {
    name: 'appeals-letter',
    drawn: '07-appeal-packet',
    async reach({ page }) {
      await toList(page, 'a', 'Appeals')
      await grid(page, 'Appeals').getByText('No authorization was needed').first().click()
      await page.getByRole('article', { name: 'Letter' }).waitFor()
      await page.getByRole('navigation', { name: 'Pages' }).waitFor()
      await press(page, 'e')
    },
  },
  {
    name: 'appeals-fact',
    opens: ['screens/appeals/FactDialog.tsx#FactDialog'],
    async reach({ page }) {
      await press(page, 'Control+i')
      await page.getByRole('combobox', { name: 'Fact' }).fill('denial')
      await page.getByRole('option', { name: /^Code of the denial/ }).waitFor()
    },
  },
  {
    name: 'appeals-exhibit',
    async reach({ page }) {
      await expect(page.getByRole('textbox', { name: 'Paragraph, block 1' })).toBeFocused()
      await press(page, 'Escape', '4')
      await page.getByRole('document', { name: /^Exhibit A/ }).waitFor()
    },
  },
  {
    name: 'appeals-packet',
    opens: ['screens/appeals/PacketDialog.tsx#PacketDialog'],
    async reach({ desk, page, folder }) {
      await answerDialogs(desk, { save: join(folder, 'packet.pdf') })
      await press(page, 'Escape')
      await toList(page, 'a', 'Appeals')
      await grid(page, 'Appeals').getByText('No authorization was needed').first().click()
      const letter = page.getByRole('article', { name: 'Letter' })
      await letter.waitFor()
      if ((await letter.getByText('[Your reason, in your own words]').count()) > 0) {
        await press(page, 'Control+Enter')
        await page.keyboard.type('The patient was admitted the night before.')
        await press(page, 'Control+Enter')
      }
      await page.getByText('every field is filled').waitFor()
      await press(page, 'Escape', 'Control+Enter')
      await expect(page.getByRole('checkbox', { name: /Diagnosis shows/ })).toBeFocused()
      await press(page, 'Space', 'Control+Enter')
      await page.getByRole('heading', { name: 'The packet is made' }).waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'appeals-sent',
    goesOn: true,
    opens: ['screens/appeals/SentDialog.tsx#SentDialog'],
    async reach({ page }) {
      await press(page, 'Enter')
      await page.getByLabel('Number').waitFor()
    },
  },
]

/** The stages of the money, one after the other. */
export const work: Journey = {
  name: 'work',
  open: () => sample(),
  stops: [...start, ...claims, ...eligibility, ...charges, ...payments, ...denials, ...appeals],
}
