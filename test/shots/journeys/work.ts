import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { bankOf, writeBank } from '../../e2e/bank.ts'
import { press, toMissing } from '../../e2e/hands.ts'
import { paperPdf } from '../../support/paper.ts'
import { openClaim, silentClaim } from '../../e2e/silent.ts'
import { answerDialogs, button, filterBy, go, grid, halt, openRow, panel, sample, toList, wake } from '../grounds.ts'
import type { Journey, Stop } from '../stop.ts'
import { months } from './months.ts'

// The day's work in the sample practice, from the front page to the denials.

const coding: readonly Stop[] = [
  {
    name: 'charges-coding',
    async reach({ page }) {
      await toMissing(page)
      await press(page, 'Shift+D')
      await page.getByRole('region', { name: /, / }).first().waitFor()
      await button(page, /^Show \d+ session/)
        .first()
        .click()
    },
  },
  {
    name: 'charges-audit-sheet',
    goesOn: true,
    opens: ['screens/charges/coding/AuditSheetDrawer.tsx#AuditSheetDrawer'],
    async reach({ page }) {
      await press(page, 'Shift+A')
      await page.getByLabel('Drawn by the word').waitFor()
    },
    async leave({ page }) {
      await press(page, 'Escape')
    },
  },
]

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
    name: 'today-put-off',
    opens: ['screens/today/PutOffDialog.tsx#PutOffDialog'],
    async reach({ page }) {
      await grid(page, 'What needs you').focus()
      await press(page, 's')
      await page.getByRole('heading', { name: /^Put off: / }).waitFor()
      await page.getByLabel('Why', { exact: true }).fill('The payer calls back on Monday')
    },
  },
  {
    name: 'today-assign',
    opens: ['screens/today/AssignDialog.tsx#AssignDialog'],
    async reach({ page }) {
      await grid(page, 'What needs you').focus()
      await press(page, 'a')
      await page.getByRole('heading', { name: /^Assign: / }).waitFor()
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
    opens: ['app/status/Ledger.tsx#Ledger'],
    async reach({ page }) {
      await page
        .getByRole('contentinfo')
        .getByRole('button', { name: /ledger/i })
        .click()
      await page.getByRole('table', { name: 'What was checked' }).waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'status-lock',
    opens: ['app/status/Part.tsx#PartWithWhy'],
    async reach({ page }) {
      await button(page, /^Locks in/).click()
      await page.getByRole('dialog').getByRole('heading').waitFor()
    },
  },
  {
    name: 'glossary',
    opens: ['help/Glossary.tsx#Glossary'],
    async reach({ page }) {
      await press(page, 'Control+k')
      await page.getByRole('combobox', { name: 'Find a patient' }).fill('>what does')
      await page.getByRole('option', { name: 'What does a word mean?' }).waitFor()
      await press(page, 'Enter')
      await page.getByRole('textbox', { name: 'Find a word' }).waitFor()
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
    name: 'claims-print',
    opens: ['app/print/PrintDialog.tsx#PrintDialog'],
    async reach({ page }) {
      await press(page, 'Control+p')
      await page.getByRole('heading', { name: /^Print / }).waitFor()
    },
  },
  {
    name: 'claims-menu',
    opens: ['grid/GridMenu.tsx#GridMenu'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Needs me/)
      await grid(page, 'Claims').locator('[data-index="2"] [data-col="payer"]').click({ button: 'right' })
      await page.getByRole('menuitem', { name: /^Without / }).waitFor()
    },
  },
  {
    name: 'claims-head-menu',
    async reach({ page }) {
      await grid(page, 'Claims')
        .getByRole('columnheader', { name: /^Payer/ })
        .click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Group by Payer' }).waitFor()
    },
  },
  {
    name: 'claims-grouped',
    async reach({ page }) {
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).fill('group by status')
      await press(page, 'Enter')
      await grid(page, 'Claims').locator('[role=row][aria-expanded]').first().waitFor()
    },
  },
  {
    name: 'claims-group',
    goesOn: true,
    opens: ['grid/GroupChip.tsx#GroupChip'],
    async reach({ page }) {
      await button(page, /^Grouped by/).click()
      await page.getByRole('menuitem').first().waitFor()
    },
    async leave({ page }) {
      await press(page, 'Escape')
      await button(page, 'Without groups').click()
    },
  },
  {
    name: 'claims-recheck',
    opens: ['grid/BulkDialog.tsx#BulkDialog:2'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Needs me/)
      await grid(page, 'Claims').focus()
      await press(page, 'Control+a')
      await page.getByRole('group', { name: 'Filters and selection' }).getByRole('button', { name: 'Check again' }).click()
      await page.getByRole('heading', { name: /^Check \d+ claims?\?$/ }).waitFor()
    },
  },
  {
    name: 'claims-rechecking',
    goesOn: true,
    opens: ['grid/BulkDialog.tsx#BulkDialog'],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('progressbar').waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-rechecked',
    goesOn: true,
    opens: ['grid/BulkDialog.tsx#EndDialog'],
    async reach({ page }) {
      await button(page, /^Done/).waitFor({ timeout: 30_000 })
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
    opens: ['grid/NameDialog.tsx#NameDialog'],
    async reach({ page }) {
      await button(page, /^Save these filters/).click()
      await page.getByLabel('Name', { exact: true }).fill('Denied, all')
    },
  },
  {
    name: 'claims-view-menu',
    goesOn: true,
    opens: ['grid/Views.tsx#ViewMenu'],
    async reach({ page }) {
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await button(page, /^The view Denied, all/).click()
      await page.getByRole('menuitem', { name: 'Forget' }).waitFor()
    },
  },
  {
    name: 'claims-export',
    opens: ['grid/Export.tsx#ExportDialog:2'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Needs me/)
      await button(page, 'Export').click()
      await page.getByLabel('Why it leaves').fill('For the accountant')
    },
  },
  {
    name: 'claims-exporting',
    goesOn: true,
    opens: ['grid/Export.tsx#ExportDialog'],
    async reach(ground) {
      const exporting = ground.page.getByRole('heading', { name: /^Exporting/ })
      await answerDialogs(ground.desk, { save: join(ground.folder, 'claims.xlsx.age') })
      await press(ground.page, 'Control+Enter')
      await exporting.waitFor()
      // Not before: the engine must have heard that the file was chosen. Sealing takes it about a second.
      await halt(ground)
      await exporting.waitFor()
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
    opens: ['grid/BulkDialog.tsx#BulkDialog:2'],
    async reach({ page }) {
      await press(page, 'h')
      await page.getByRole('heading', { name: 'Hold 3 claims?' }).waitFor()
    },
  },
  {
    name: 'claims-status',
    async reach({ page }) {
      await press(page, 'Escape')
      await toList(page, 'm', 'Claims', /^With the payer/)
      await openClaim(page, await silentClaim(page))
    },
  },
  {
    name: 'claims-status-log',
    opens: ['screens/claims/status/ContactDrawer.tsx#ContactDrawer'],
    async reach({ page }) {
      await press(page, 'l')
      await page.getByLabel('Who said it').waitFor()
    },
  },
  {
    name: 'claims-below-contract',
    opens: ['screens/disputes/DisputesDialog.tsx#DisputesDialog:2'],
    async reach(ground) {
      await answerDialogs(ground.desk, { save: join(ground.folder, 'below-contract.pdf') })
      await button(ground.page, 'Paid below contract').click()
      await ground.page.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  {
    name: 'claims-below-contract-made',
    goesOn: true,
    opens: ['screens/disputes/DisputesDialog.tsx#DisputesDialog'],
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await page.getByRole('heading', { name: /^A letter about/ }).waitFor({ timeout: 60_000 })
    },
    async leave({ page }) {
      await press(page, 'Enter')
    },
  },
  {
    name: 'claims-status-ask',
    opens: ['screens/claims/status/AskDialog.tsx#AskDialog:2'],
    async reach({ page }) {
      await press(page, 'q')
      await page.getByRole('heading', { name: 'Ask how the claim stands?' }).waitFor()
    },
  },
  {
    name: 'claims-status-asking',
    goesOn: true,
    opens: ['screens/claims/status/AskDialog.tsx#AskDialog'],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('heading', { name: /^Asking about/ }).waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-status-files',
    goesOn: true,
    opens: ['screens/claims/status/AskDialog.tsx#Files'],
    async reach({ page }) {
      await button(page, 'Save a copy').first().waitFor({ timeout: 30_000 })
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
    name: 'claims-paper-form',
    opens: ['screens/claims/FormView.tsx#FormView'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await openRow(page, 'History')
      await press(page, 'v')
      await page.getByRole('group', { name: 'Sheet 1' }).waitFor()
    },
  },
  {
    name: 'claims-paper',
    opens: ['screens/claims/PrintDialog.tsx#PrintDialog:2'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await openRow(page, 'History')
      await button(page, 'Print on paper').first().click()
      await page.getByRole('heading', { name: /^Print 1 claim on paper/ }).waitFor()
      await page.getByRole('radio', { name: /^Red forms/ }).click()
    },
  },
  {
    name: 'claims-paper-printers',
    goesOn: true,
    opens: ['screens/claims/PrintersDialog.tsx#PrintersDialog'],
    async reach({ page }) {
      await button(page, 'Printers').click()
      await page.getByRole('heading', { name: 'Printers for red forms' }).waitFor()
    },
    async leave({ page }) {
      await press(page, 'Escape')
    },
  },
  {
    name: 'claims-paper-making',
    goesOn: true,
    opens: ['screens/claims/PrintDialog.tsx#PrintDialog'],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('heading', { name: /^Printing/ }).waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-paper-made',
    goesOn: true,
    opens: ['screens/claims/PrintDialog.tsx#Made'],
    async reach({ page }) {
      await page.getByRole('heading', { name: '1 claim on paper' }).waitFor({ timeout: 30_000 })
    },
  },
  {
    name: 'claims-void',
    opens: ['screens/claims/PayerMoves.tsx#VoidDialog'],
    async reach({ page }) {
      await press(page, 'Escape')
      await toList(page, 'm', 'Claims', /^All claims/)
      // The oldest are decided.
      await grid(page, 'Claims').focus()
      await press(page, 'End')
      await grid(page, 'Claims')
        .getByRole('row')
        .filter({ hasText: /With patient/ })
        .first()
        .click()
      await panel(page).getByRole('button', { name: 'Void', exact: true }).click()
      await page.getByLabel('Why it is voided').waitFor()
    },
  },
  {
    name: 'claims-send',
    opens: ['screens/claims/SendDialog.tsx#SendDialog:2'],
    async reach({ page }) {
      await press(page, 'Shift+S')
      await page.getByRole('heading', { name: /^Send \d+ claims/ }).waitFor()
    },
  },
  {
    name: 'claims-send-test',
    goesOn: true,
    async reach({ page }) {
      await page
        .getByRole('checkbox', { name: /^As a test/ })
        .first()
        .check()
      await page.getByText('T, a test').first().waitFor()
    },
    async leave({ page }) {
      await page
        .getByRole('checkbox', { name: /^As a test/ })
        .first()
        .uncheck()
    },
  },
  {
    name: 'claims-sending',
    goesOn: true,
    opens: ['screens/claims/SendDialog.tsx#SendDialog'],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('heading', { name: /^Sending/ }).waitFor()
    },
    leave: wake,
  },
  {
    name: 'claims-sent',
    goesOn: true,
    opens: ['screens/claims/SendDialog.tsx#Sent'],
    async reach({ page }) {
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
      await expect(grid(page, 'Eligibility').getByText('Not needed')).toHaveCount(0)
      await openRow(page, 'Facts')
    },
  },
  {
    name: 'eligibility-ask',
    opens: ['screens/eligibility/AskDialog.tsx#AskDialog:2'],
    async reach({ page }) {
      await press(page, 'c')
      await page.getByRole('heading', { name: /^Ask .+ about/ }).waitFor()
    },
  },
  {
    name: 'eligibility-asking',
    goesOn: true,
    opens: ['screens/eligibility/AskDialog.tsx#AskDialog'],
    async reach(ground) {
      await halt(ground)
      await press(ground.page, 'Control+Enter')
      await ground.page.getByRole('heading', { name: /^Asking about/ }).waitFor()
    },
    leave: wake,
  },
  {
    name: 'eligibility-files',
    goesOn: true,
    opens: ['screens/eligibility/AskDialog.tsx#Files'],
    async reach({ page }) {
      await button(page, 'Save a copy').first().waitFor()
    },
  },
]

const administrators: readonly Stop[] = [
  {
    name: 'eligibility-front-desk',
    async reach({ page }) {
      await toList(page, 'e', 'Eligibility', /^Front desk/)
      await grid(page, 'Eligibility').locator('[role=row]').filter({ hasText: 'Other administrator' }).first().click()
      await press(page, 'Enter')
      await page.getByRole('region', { name: 'Who pays for mental health' }).waitFor()
    },
  },
  {
    name: 'eligibility-administrator-ask',
    opens: ['screens/eligibility/CarveoutDrawer.tsx#CarveoutDrawer'],
    async reach({ page }) {
      await button(page, /^Ask Harborline/).click()
      await page.getByRole('textbox', { name: 'Member id there' }).waitFor()
    },
  },
  {
    name: 'eligibility-call',
    opens: ['screens/eligibility/TellDrawer.tsx#TellDrawer'],
    async reach({ page }) {
      await button(page, 'Call instead').click()
      await page.getByRole('textbox', { name: 'Number of the call' }).waitFor()
    },
  },
  {
    name: 'eligibility-good-faith',
    opens: ['screens/eligibility/GoodFaithDrawer.tsx#GoodFaithDrawer'],
    async reach({ page }) {
      await button(page, 'Good-faith estimate').click()
      await page.getByRole('heading', { name: 'Good-faith estimate' }).waitFor()
    },
  },
]

const authorizations: readonly Stop[] = [
  {
    name: 'authorizations',
    shows: [['authorizations', 'full']],
    async reach({ page }) {
      await toList(page, 'u', 'Authorizations', /^Running/)
      await openRow(page, 'Movements')
    },
  },
  {
    name: 'authorizations-form',
    opens: ['screens/authorizations/AuthorizationDrawer.tsx#AuthorizationDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByRole('heading', { name: 'Enter an authorization' }).waitFor()
    },
  },
  {
    name: 'authorizations-silent',
    async reach({ page }) {
      await toList(page, 'u', 'Authorizations', /^Asked for/)
      await grid(page, 'Authorizations').locator('[role=row]').filter({ hasText: 'Silent' }).first().click()
      await press(page, 'Enter')
      await panel(page)
        .getByText(/^No answer for/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'authorizations-pended',
    async reach({ page }) {
      await grid(page, 'Authorizations').locator('[role=row]').filter({ hasText: 'Not decided' }).first().click()
      await press(page, 'Enter')
      await panel(page).getByText('The payer has not decided yet').waitFor()
    },
  },
  {
    name: 'authorizations-asked',
    async reach({ page }) {
      await toList(page, 'u', 'Authorizations', /^Running/)
      await grid(page, 'Authorizations').locator('[role=row]').filter({ hasText: 'Asked for' }).first().click()
      await press(page, 'Enter')
      await panel(page)
        .getByRole('heading', { name: /^Asked of the payer/ })
        .waitFor()
    },
  },
  {
    name: 'authorizations-call',
    opens: ['screens/authorizations/CallDrawer.tsx#CallDrawer'],
    async reach({ page }) {
      await button(page, 'Log a call').click()
      await page.getByRole('heading', { name: /^Ask .* about the request$/ }).waitFor()
    },
  },
  {
    name: 'authorizations-cancel',
    opens: ['screens/authorizations/CancelDialog.tsx#CancelDialog'],
    async reach({ page }) {
      await button(page, 'Take it back').click()
      await page.getByRole('heading', { name: 'Take the request back' }).waitFor()
    },
  },
  {
    name: 'authorizations-packet',
    opens: ['screens/authorizations/PacketDrawer.tsx#PacketDrawer'],
    async reach({ page }) {
      await button(page, 'Packet for the reviewer').click()
      await page.getByRole('heading', { name: 'Packet for the payer’s reviewer' }).waitFor()
    },
  },
  {
    name: 'authorizations-request',
    opens: ['screens/authorizations/RequestDrawer.tsx#RequestDrawer'],
    async reach({ page }) {
      await press(page, 'c')
      await page.getByRole('heading', { name: 'Ask a payer for an authorization' }).waitFor()
    },
  },
  {
    name: 'authorizations-choose',
    opens: ['screens/authorizations/CountsAgainst.tsx#ChooseDialog'],
    async reach({ page }) {
      const number = await panel(page).locator('header .id').first().textContent()
      await panel(page).getByRole('button', { name: 'Open the patient' }).first().click()
      await panel(page)
        .getByRole('button', { name: number ?? '' })
        .waitFor()
      const name = await panel(page).getByRole('heading', { level: 2 }).textContent()
      await toList(page, 'e', 'Eligibility', /^All/)
      await press(page, '/')
      await page.getByRole('textbox', { name: 'Filter by' }).fill('Patient')
      await press(page, 'Enter')
      await page.getByLabel('Patient has').fill((name ?? '').split(' · ')[0]?.split(' ').at(-1) ?? '')
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await openRow(page, 'Authorization')
      await panel(page).getByRole('button', { name: 'Choose another' }).click()
      await page.getByRole('heading', { name: 'Choose the authorization' }).waitFor()
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
    name: 'charges-drug',
    async reach({ page }) {
      await button(page, /^Charge the/).click()
      const row = page.getByRole('group', { name: 'The row being typed' })
      await row.getByRole('combobox', { name: 'Service' }).fill('inj')
      await row.getByRole('textbox', { name: 'Diagnoses' }).focus()
      const typed = { code: 'J2426', units: '156', NDC: '50458-563-01', quantity: '1', number: 'RX7741', 'unit of the quantity': 'ML' }
      for (const [what, text] of Object.entries(typed)) await row.getByLabel(`Drug, ${what}`, { exact: true }).fill(text)
      await row.getByLabel('Drug, NDC').focus()
      await page.getByText('NDC 50458-0563-01, 1 ML').waitFor()
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
  {
    name: 'charges-paste',
    opens: ['screens/charges/PasteDialog.tsx#PasteDialog'],
    async reach({ page }) {
      await toMissing(page)
      await button(page, /^Paste rows/).click()
      await page.getByRole('textbox', { name: 'Rows' }).waitFor()
    },
  },
  {
    name: 'intake',
    opens: ['screens/intake/ScheduleDialog.tsx#ScheduleDialog:2'],
    async reach({ page, folder }) {
      await toMissing(page)
      const rows = [
        'Client,DOB,Date,Start,Stop,Clinician,Code,Fee',
        '"Calloway, Quentin",,11/23/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175',
        '"Caloway, Quentin",,11/27/2026,9:00 AM,9:55 AM,Marcus Bell,90837,175',
        '"Zambrano, Iva",2/3/1988,11/24/2026,1:00 PM,1:50 PM,Marcus Bell,90834,140',
        '"Zambrano, Iva",2/3/1988,someday,1:00 PM,1:50 PM,Marcus Bell,90834,140',
      ]
      await writeFile(join(folder, 'week.csv'), rows.join('\n'))
      await page.getByLabel('Schedule to import').setInputFiles(join(folder, 'week.csv'))
      await page.getByRole('group', { name: '4 rows read' }).waitFor()
    },
  },
  {
    name: 'intake-ended',
    opens: ['screens/intake/ScheduleDialog.tsx#Ended'],
    goesOn: true,
    async reach({ page }) {
      await button(page, /^Import \d+ sessions?/).click()
      await page.getByRole('dialog', { name: /imported$/ }).waitFor()
    },
    async leave({ page }) {
      await press(page, 'Enter')
      await press(page, 'Control+z')
    },
  },
  {
    name: 'charges-finish',
    opens: ['screens/charges/FinishDialog.tsx#FinishDialog'],
    async reach({ page }) {
      await button(page, /^Finish the day/).click()
      await page.getByRole('heading', { name: /is not finished$/ }).waitFor()
    },
  },
  {
    name: 'charges-take-back',
    opens: ['screens/charges/TakeBackDialog.tsx#TakeBackDialog'],
    async reach({ page }) {
      await toMissing(page)
      await press(page, 'm')
      const cells = page.getByRole('row').filter({ hasText: 'In the row' }).getByRole('gridcell', { includeHidden: true })
      const who = (await cells.allTextContents()).find((text) => /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(text)) ?? 'nobody'
      await press(page, 'Enter')
      await page
        .getByText(/^Row saved, /)
        .last()
        .waitFor()
      await press(page, 'Shift+Escape', 'Escape')
      const saved = page.getByRole('row').filter({ hasText: who, hasNotText: 'Not charged' })
      await saved.first().click()
      await press(page, 'u')
      await page.getByRole('heading', { name: 'Take this row back?' }).waitFor()
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
    name: 'deposits-file',
    opens: ['screens/deposits/BankFileDialog.tsx#BankFileDialog'],
    async reach({ page, folder }) {
      await go(page, 'b')
      const path = join(folder, 'bank.csv')
      await writeBank(path, await bankOf(page))
      await page.getByLabel('File of the bank').setInputFiles(path)
      await page.getByRole('dialog').getByRole('group', { name: '6 rows read' }).waitFor()
    },
  },
  {
    name: 'deposits',
    shows: [['deposits', 'full']],
    isMain: true,
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await toList(page, 'b', 'Deposits', /^Open/)
      await grid(page, 'Deposits').getByText('COUNTER DEPOSIT').click()
      await page.getByText('Likely one payment').waitFor()
    },
  },
  {
    name: 'deposits-tie',
    opens: ['screens/deposits/TieDialog.tsx#TieDialog'],
    goesOn: true,
    async reach({ page }) {
      await button(page, /^Choose by hand/).click()
      await page.getByRole('dialog', { name: 'Which remittances are in it?' }).getByRole('checkbox').first().click()
    },
  },
  {
    name: 'deposits-aside',
    opens: ['screens/deposits/DepositPanel.tsx#Body'],
    async reach({ page }) {
      await button(page, 'Put aside').click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).waitFor()
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
    name: 'remits-post-many',
    async reach({ page }) {
      await button(page, 'Post all that pass').click()
      await page.getByText('Those that balance and pass').waitFor()
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
    name: 'remits-paper',
    opens: ['screens/remittance/PaperDialog.tsx#PaperDialog'],
    async reach({ page }) {
      await toList(page, 'r', 'Remits')
      const claim = await silentClaim(page)
      await press(page, 'n')
      const dialog = page.getByRole('dialog', { name: 'Enter a paper EOB' })
      await dialog.getByLabel('Check number').fill('40231')
      await dialog.getByLabel('Amount of the check').fill('500')
      await dialog.getByRole('combobox', { name: 'Next claim' }).fill(String(claim))
      await page.getByRole('option', { name: String(claim) }).waitFor()
      await press(page, 'Enter')
      await dialog.getByLabel(`Paid, line 1 of claim ${claim}`).fill('80')
      await dialog.getByLabel(`Reasons and remarks, line 1 of claim ${claim}`).fill('CO-45 30 PR-3 20')
      await press(page, 'Alt+p')
      await page.keyboard.type('WO')
      await press(page, 'Enter', 'Enter')
      await page.keyboard.type('25')
      await dialog.getByText(/^CO-45, /).waitFor()
    },
    async leave({ page }) {
      await press(page, 'Escape')
    },
  },
  {
    name: 'remits-accounts',
    opens: ['screens/remittance/AccountsDialog.tsx#AccountsDialog'],
    async reach({ page }) {
      await toList(page, 'r', 'Remits')
      await button(page, 'Payer accounts').click()
      await page.getByRole('dialog', { name: 'Payer accounts' }).getByRole('table').first().waitFor()
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
    name: 'remits-aside-why',
    opens: ['screens/remittance/SetAside.tsx#SetAside'],
    async reach({ page }) {
      await button(page, 'Set aside').click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('A test of the clearinghouse')
    },
  },
  {
    name: 'remits-aside',
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await page.getByText('Set aside: A test of the clearinghouse.').waitFor()
    },
    async leave({ page }) {
      await button(page, 'Bring it back').click()
      await button(page, 'Set aside').waitFor()
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
    name: 'remits-money',
    async reach({ page }) {
      await press(page, 'b')
      await page.getByRole('textbox', { name: 'It came on' }).waitFor()
    },
  },
  {
    name: 'remits-post',
    opens: ['screens/remittance/PostDialog.tsx#PostDialog'],
    async reach({ page }) {
      await press(page, 'Shift+P')
      await page.getByText('Nothing in the ledger is erased.').waitFor()
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
  {
    name: 'remits-take-off',
    opens: ['screens/remittance/TakeOff.tsx#TakeOff'],
    async reach({ page }) {
      // What is held stands first.
      await press(page, 'j')
      await button(page, 'Take it off').click()
      await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).waitFor()
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
    name: 'denials-patterns',
    opens: ['screens/denials/PatternsDialog.tsx#PatternsDialog'],
    async reach({ page }) {
      await press(page, 'Escape', 'p')
      await page.getByRole('table', { name: 'Patterns' }).waitFor()
    },
  },
  {
    name: 'denials-approvals',
    opens: ['screens/denials/ApprovalsDrawer.tsx#ApprovalsDrawer'],
    async reach({ page }) {
      await press(page, 'w')
      await page.getByRole('heading', { name: 'Write-offs and refunds that wait' }).waitFor()
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
    name: 'appeals-paragraph',
    opens: ['screens/appeals/ParagraphDialog.tsx#ParagraphDialog'],
    async reach({ page }) {
      await expect(page.getByRole('textbox', { name: 'Paragraph, block 1' })).toBeFocused()
      await press(page, 'Control+Shift+l')
      await page
        .getByRole('combobox', { name: 'Paragraph' })
        .or(page.getByRole('textbox', { name: 'Paragraph', exact: true }))
        .fill('analysis')
      await page.getByRole('option', { name: /comparative analysis/ }).click()
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
    name: 'appeals-discard',
    opens: ['screens/appeals/AppealPanel.tsx#Discard'],
    async reach({ page }) {
      await page.getByRole('button', { name: 'Discard this appeal' }).click()
      await page.getByRole('button', { name: 'Keep it' }).waitFor()
    },
  },
  {
    name: 'appeals-enclosure',
    opens: ['screens/appeals/EnclosureDialog.tsx#EnclosureDialog'],
    async reach({ page, folder }) {
      const path = join(folder, 'plan.pdf')
      await writeFile(path, await paperPdf(2))
      await page.getByLabel('Pages of the record').setInputFiles(path)
      await page.getByLabel('What they show').waitFor()
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
  {
    name: 'appeals-decision',
    opens: ['screens/appeals/DecisionDialog.tsx#DecisionDialog'],
    async reach({ page }) {
      await toList(page, 'a', 'Appeals', /^Sent/)
      await press(page, 'Home', 'Enter')
      await page.getByRole('button', { name: 'Note the decision' }).click()
      await page.getByLabel('Day of the decision').waitFor()
    },
  },
  {
    name: 'appeals-outcomes',
    opens: ['screens/appeals/OutcomesDialog.tsx#OutcomesDialog'],
    async reach({ page }) {
      await toList(page, 'a', 'Appeals')
      await press(page, 'w')
      await page.getByRole('table', { name: 'Appeals decided' }).waitFor()
    },
  },
]

/** The stages of the money, one after the other. */
export const work: Journey = {
  name: 'work',
  open: () => sample(),
  stops: [
    ...start,
    ...claims,
    ...eligibility,
    ...administrators,
    ...authorizations,
    ...charges,
    ...coding,
    ...payments,
    ...denials,
    ...appeals,
    ...months,
  ],
}
