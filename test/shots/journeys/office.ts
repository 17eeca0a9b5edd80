import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { calm, fill, halfOfIt, press } from '../../e2e/hands.ts'
import { confirmedIfAsked } from '../../e2e/passphrase.ts'
import { button, grid, openRow, panel, sample, section, toList } from '../grounds.ts'
import type { Journey, Stop } from '../stop.ts'

// What is kept in the sample practice: its patients and what holds for them, its payers, fees, people, keys and backups.

/** A patient who owes something, open. */
async function toOwing(page: Page): Promise<void> {
  await page
    .getByRole('group', { name: 'Views' })
    .getByRole('button', { name: /^Owe us/ })
    .click()
  await expect(page.getByRole('grid', { name: 'Patients' }).locator('[data-index="0"] [role=gridcell]').last()).toHaveText(/[1-9]/)
  await openRow(page, 'Coverage')
  await panel(page).getByRole('heading', { name: 'Paid by the patient' }).waitFor()
}

const patients: readonly Stop[] = [
  {
    name: 'patients',
    shows: [['patients', 'full']],
    async reach({ page }) {
      await toList(page, 'p', 'Patients')
      await openRow(page, 'Coverage')
    },
  },
  {
    name: 'patients-form',
    opens: ['screens/patients/PatientDrawer.tsx#PatientForming'],
    async reach({ page }) {
      await press(page, 'e')
      await page.getByLabel('Last name').waitFor()
    },
  },
  {
    name: 'patients-form-refused',
    goesOn: true,
    async reach({ page }) {
      await fill(page, { 'Last name': '', Born: '13/45/2026' })
      await press(page, 'Control+Enter')
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
    async leave({ page }) {
      // What was typed would come back as a draft.
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, 'e')
      await button(page, 'Start over').click()
    },
  },
  {
    name: 'patients-form-subscriber',
    async reach({ page }) {
      await press(page, 'e')
      for (const [field, option] of [
        ['The patient', 'Child'],
        ['Subscriber lives', 'Elsewhere'],
      ] as const) {
        await page.getByRole('combobox', { name: field }).first().click()
        await page.getByRole('option', { name: option, exact: true }).click()
      }
      await page.getByLabel('Subscriber’s street').scrollIntoViewIfNeeded()
    },
    async leave({ page }) {
      await press(page, 'Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await press(page, 'e')
      await button(page, 'Start over').click()
    },
  },
  {
    name: 'patients-book',
    opens: ['screens/patients/BookDrawer.tsx#BookDrawer'],
    async reach({ page }) {
      await press(page, 'b')
      await page.getByLabel('Day', { exact: true }).waitFor()
    },
  },
  {
    name: 'patients-statements',
    opens: ['screens/statements/StatementsDialog.tsx#StatementsDialog:2'],
    async reach({ page }) {
      await toOwing(page)
      await page.getByRole('button', { name: 'Statements', exact: true }).click()
      await page.getByRole('dialog').getByRole('table').first().waitFor()
    },
  },
  {
    name: 'patients-take',
    opens: ['screens/receipts/TakeDialog.tsx#Taking'],
    async reach({ page }) {
      await toOwing(page)
      await press(page, '$')
      await fill(page, { Amount: '50.00', 'Reference of the terminal': '042871' })
      await page.getByText(/as credit of|the oldest first/).waitFor()
    },
  },
  {
    name: 'patients-paid',
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await panel(page).getByRole('list', { name: 'Received' }).waitFor()
    },
  },
  {
    name: 'patients-apply',
    opens: ['screens/receipts/ReceiptDialogs.tsx#ApplyDialog'],
    async reach({ page }) {
      await panel(page)
        .getByRole('button', { name: /^(Apply|Move)$/ })
        .first()
        .click()
      await page.getByRole('heading', { name: 'Where this payment goes' }).waitFor()
    },
  },
  {
    name: 'patients-refund',
    opens: ['screens/receipts/ReceiptDialogs.tsx#RefundDialog'],
    async reach({ page }) {
      await press(page, '$')
      await fill(page, { Amount: '9000.00' })
      await page.getByText(/as credit of/).waitFor()
      await press(page, 'Enter')
      await panel(page).getByRole('button', { name: 'Refund' }).first().click()
      await page.getByRole('heading', { name: /^Give money back/ }).waitFor()
    },
  },
  {
    name: 'patients-superbill',
    opens: ['screens/statements/SuperbillDialog.tsx#SuperbillDialog'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Superbill' }).click()
      await page.getByRole('heading', { name: 'Make a superbill?' }).waitFor()
    },
  },
  {
    name: 'patients-statements-hold',
    opens: ['screens/statements/StatementsSection.tsx#Asked'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Hold statements' }).click()
      await page.getByRole('heading', { name: 'Hold the statements of this patient?' }).waitFor()
    },
  },
  {
    name: 'patients-money',
    opens: ['screens/receipts/MoneyDrawer.tsx#MoneyDrawer'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'All the money' }).click()
      await page.getByRole('table', { name: 'Everything that moved it' }).waitFor()
    },
  },
  {
    name: 'patients-money-undo',
    goesOn: true,
    opens: ['screens/receipts/MoneyDrawer.tsx#UndoDialog'],
    async reach({ page }) {
      await page
        .getByRole('button', { name: /^Undo: Received/ })
        .last()
        .click()
      await page.getByRole('heading', { name: 'Undo this?' }).waitFor()
    },
  },
  {
    name: 'patients-money-line',
    goesOn: true,
    opens: ['screens/receipts/LineDialog.tsx#LineDialog'],
    async reach({ page }) {
      await press(page, 'Enter')
      await expect(page.getByRole('dialog')).toHaveCount(1)
      await page
        .getByRole('button', { name: /^Write off or move/ })
        .first()
        .click()
      await page.getByRole('radiogroup', { name: 'What happens' }).waitFor()
    },
    async leave({ page }) {
      await calm(page)
      await toList(page, 'p', 'Patients', /^Everyone/)
      await openRow(page, 'Coverage')
    },
  },
  {
    name: 'patients-plan',
    opens: ['screens/statements/PlanDialog.tsx#PlanDialog'],
    async reach({ page }) {
      await toOwing(page)
      await panel(page).getByRole('button', { name: 'Pay in parts' }).click()
      await page.getByRole('textbox', { name: 'Each part' }).fill(await halfOfIt(page))
      await page.getByText(/2 parts, the last of/).waitFor()
    },
  },
  {
    name: 'patients-plan-end',
    goesOn: true,
    opens: ['screens/statements/PlanSection.tsx#Known'],
    async reach({ page }) {
      await press(page, 'Enter')
      await panel(page).getByRole('button', { name: 'End the plan' }).click()
      await page.getByRole('heading', { name: 'End the plan of this patient?' }).waitFor()
    },
    async leave({ page }) {
      await calm(page)
      await toList(page, 'p', 'Patients', /^Everyone/)
      await openRow(page, 'Coverage')
    },
  },
  {
    name: 'patients-disclosure',
    opens: ['screens/patients/DisclosuresSection.tsx#AddDrawer'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Note a disclosure' }).click()
      await page.getByLabel('To whom').waitFor()
    },
  },
  {
    name: 'patients-accounting',
    opens: ['screens/patients/DisclosuresSection.tsx#PrintDrawer'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Accounting as PDF' }).click()
      await page.getByRole('heading', { name: 'Accounting of disclosures' }).waitFor()
    },
  },
  {
    name: 'patients-part2',
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Show who looked' }).click()
      await panel(page).getByRole('table', { name: 'Who looked' }).waitFor()
      await panel(page).getByRole('heading', { name: 'Substance-use records' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'patients-episode',
    opens: ['screens/patients/MarkDrawer.tsx#MarkDrawer'],
    async reach({ page }) {
      await panel(page).getByRole('button', { name: 'Mark an episode' }).click()
      await fill(page, { Program: 'Intensive outpatient', From: '11/02/2026' })
    },
  },
  {
    name: 'patients-protected',
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await panel(page).getByRole('list', { name: 'Payers' }).waitFor()
    },
  },
  {
    name: 'patients-consent',
    opens: ['screens/patients/ConsentDrawer.tsx#ConsentDrawer'],
    async reach({ page }) {
      await press(page, 'Shift+C')
      await page.getByLabel('Signed on', { exact: true }).fill('11/02/2026')
    },
  },
  {
    name: 'patients-consented',
    goesOn: true,
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await panel(page).getByText('Holds', { exact: true }).waitFor()
    },
  },
  {
    name: 'patients-revoke',
    goesOn: true,
    opens: ['screens/patients/RevokeDialog.tsx#RevokeDialog:2'],
    async reach({ page }) {
      await panel(page)
        .getByRole('button', { name: /^Revoke the consent/ })
        .first()
        .click()
      await page.getByRole('heading', { name: 'Revoke this consent?' }).waitFor()
    },
  },
  {
    name: 'patients-revoked',
    goesOn: true,
    opens: ['screens/patients/RevokeDialog.tsx#RevokeDialog'],
    async reach({ page }) {
      await press(page, 'Control+Enter')
      await page.getByRole('heading', { name: 'The consent is revoked' }).waitFor()
    },
  },
  {
    name: 'patients-take-back',
    opens: ['screens/patients/Part2Section.tsx#TakeBack'],
    async reach({ page }) {
      await panel(page)
        .getByRole('button', { name: /^Take back the episode/ })
        .first()
        .click()
      await page.getByLabel('Why it was marked by mistake').waitFor()
    },
  },
]

const standing: readonly Stop[] = [
  {
    name: 'setup-practice',
    shows: [['setup', 'full']],
    async reach({ page }) {
      await section(page, 'Practice')
      await page.getByLabel('Name of the practice').waitFor()
    },
  },
  {
    name: 'setup-clinicians',
    async reach({ page }) {
      await section(page, 'Clinicians')
      await button(page, /^Edit /)
        .first()
        .waitFor()
    },
  },
  {
    name: 'setup-clinician',
    opens: ['screens/setup/CliniciansSection.tsx#ClinicianDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByLabel('Last name').waitFor()
    },
  },
  {
    name: 'setup-credentials',
    opens: ['screens/setup/CredentialsDrawer.tsx#CredentialsForm'],
    async reach({ page }) {
      await button(page, /^Credentials of /)
        .first()
        .click()
      await button(page, 'Add a payer').click()
      // The list of payers opens with its row, over the next button.
      await press(page, 'Tab')
      await button(page, 'Add a license').click()
      await button(page, 'Add a supervisor').click()
    },
  },
  {
    name: 'setup-enrollments',
    async reach({ page }) {
      await section(page, 'Enrollments')
      await button(page, /835 remittances: Not kept/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'setup-enrollment',
    opens: ['screens/setup/EnrollmentDrawer.tsx#EnrollmentDrawer'],
    async reach({ page }) {
      await button(page, /835 remittances: Not kept/)
        .first()
        .click()
      await page.getByLabel('From, or asked on').waitFor()
    },
  },
  {
    name: 'setup-payers',
    async reach({ page }) {
      await section(page, 'Payers')
      await button(page, /^Edit /)
        .first()
        .waitFor()
    },
  },
  {
    name: 'setup-payer',
    opens: ['screens/setup/PayersSection.tsx#PayerDrawer'],
    async reach({ page }) {
      await button(page, /^Edit /)
        .first()
        .click()
      await page.getByLabel('Payer id').waitFor()
    },
  },
  {
    name: 'setup-fees',
    async reach({ page }) {
      await section(page, 'Fees')
      await button(page, /^Set a new fee/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'setup-fee',
    opens: ['screens/setup/FeesSection.tsx#FeeDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByLabel('Fee, $').waitFor()
    },
  },
  {
    name: 'setup-contracts',
    async reach({ page }) {
      await section(page, 'Contracts')
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'setup-rate',
    opens: ['screens/setup/ContractsSection.tsx#RateDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByLabel('Allowed per unit, $').waitFor()
    },
  },
  {
    name: 'setup-codes',
    async reach({ page }) {
      await section(page, 'Codes')
      await button(page, 'Open 00104').waitFor()
    },
  },
  {
    name: 'setup-code',
    opens: ['screens/setup/CodeBook.tsx#CodeDrawer'],
    async reach({ page }) {
      await page.getByLabel('Find a code').fill('90853')
      await button(page, 'Open 90853').click()
      await page.getByRole('heading', { name: 'With other codes' }).waitFor()
    },
  },
  {
    name: 'setup-code-file',
    opens: ['screens/setup/CodeFileDrawer.tsx#CodeFileDrawer'],
    async reach({ page, folder }) {
      const file = join(folder, 'MUE_Eff_01-01-2027.csv')
      await writeFile(file, 'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator\n90837,1,3\n90834,2,3\n9083,2,3\n')
      await page.getByLabel('Code file to take in').setInputFiles(file)
      await button(page, 'Take it in').waitFor()
    },
  },
  {
    name: 'setup-list',
    opens: ['screens/intake/ListDialog.tsx#ListDialog'],
    async reach({ page, folder }) {
      await section(page, 'Fees')
      const file = join(folder, 'fees.csv')
      await writeFile(file, 'Code,Mod,Clinician,From,Fee\n90837,,,1/1/2027,$190.00\n90834,95,,1/1/2027,135\n90853,,Nobody,,60\n90791,,,,\n')
      const chosen = page.waitForEvent('filechooser')
      await button(page, 'Import fees').click()
      await (await chosen).setFiles(file)
      await page.getByRole('group', { name: '4 rows read' }).waitFor()
    },
  },
  {
    name: 'setup-edits',
    async reach({ page }) {
      await section(page, 'Edits')
      await page.getByRole('table', { name: 'Every payer' }).waitFor()
    },
  },
  {
    name: 'setup-rules-none',
    async reach({ page }) {
      await section(page, 'Rules')
      await page.getByRole('heading', { name: 'No rules yet' }).waitFor()
    },
  },
  {
    name: 'setup-rule',
    opens: ['screens/setup/RuleDrawer.tsx#RuleDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByLabel('What you call it').fill('Every claim, once')
      await page.getByRole('combobox', { name: 'What', exact: true }).click()
      await page.getByRole('option', { name: 'the units' }).click()
      await page.getByLabel('Number', { exact: true }).fill('1')
      await page.getByLabel('What it says').fill('Look at it once before it leaves.')
    },
  },
  {
    name: 'setup-rule-tried',
    goesOn: true,
    opens: ['screens/setup/TryDialog.tsx#TryDialog'],
    async reach({ page }) {
      await button(page, /^Save and try/).click()
      await button(page, /denied, and caught/).waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'setup-rules',
    async reach({ page }) {
      await section(page, 'Rules')
      await button(page, 'Switch Every claim, once on').click()
      await page.getByRole('listitem', { name: 'Every claim, once' }).getByText('On', { exact: true }).waitFor()
    },
  },
  {
    name: 'claims-approve',
    opens: ['screens/claims/LetGoDialogs.tsx#ApproveDialog'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await openRow(page, 'History')
      await press(page, 'e')
      await page.getByLabel('Member id').waitFor()
      await press(page, 'Control+Enter')
      await page.getByRole('list', { name: 'What to mend' }).getByText('Look at it once before it leaves.').waitFor()
      await press(page, 'Escape')
      await panel(page).getByRole('button', { name: 'Approve', exact: true }).click()
      await page.getByLabel('Why it may go').waitFor()
    },
  },
  {
    name: 'claims-let-go',
    opens: ['screens/claims/LetGoDialogs.tsx#ReleaseDialog'],
    async reach({ page }) {
      await toList(page, 'm', 'Claims', /^Ready to send/)
      await openRow(page, 'History')
      const claim = /\d+/.exec((await panel(page).getAttribute('aria-label')) ?? '')?.[0] ?? ''
      await press(page, 'h')
      await page.getByLabel('Why').fill('Waiting for the new card')
      await press(page, 'Control+Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await toList(page, 'm', 'Claims', /^All claims/)
      await grid(page, 'Claims').getByRole('row').filter({ hasText: claim }).first().click()
      await panel(page).getByRole('button', { name: 'Let it go' }).click()
      await page.getByLabel('Why it may go').waitFor()
    },
  },
  {
    name: 'setup-security',
    async reach({ page }) {
      await section(page, 'Security')
      await page.getByLabel('Locks after, minutes').waitFor()
    },
  },
  {
    name: 'setup-reason-otherwise',
    opens: ['screens/setup/PoliciesPart.tsx#PolicyDrawer'],
    async reach({ page }) {
      await button(page, 'Treat a reason otherwise').click()
      await page.getByRole('dialog').getByLabel('Reason code').fill('209')
    },
  },
  {
    name: 'setup-reasons-otherwise',
    goesOn: true,
    async reach({ page }) {
      await button(page, 'Treat it so from now on').click()
      await page.getByRole('table', { name: 'Reasons treated otherwise' }).scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'setup-store-key',
    opens: ['screens/setup/SecuritySection.tsx#StoreKeyPart'],
    async reach({ page }) {
      await button(page, 'Give the store a new key').click()
      await page.getByRole('dialog').getByLabel('Why').waitFor()
    },
  },
  {
    name: 'confirm',
    opens: ['app/Confirm.tsx#Asked'],
    async reach({ page }) {
      await button(page, 'Make a new recovery key').click()
      await page.getByRole('heading', { name: 'Your passphrase, again' }).waitFor()
      await page.getByText('The sample practice’s is').waitFor()
    },
  },
  {
    name: 'setup-recovery-key',
    goesOn: true,
    opens: ['screens/setup/SecuritySection.tsx#RecoveryPart'],
    reach: (ground) =>
      confirmedIfAsked(ground.page, () => ground.page.getByRole('list', { name: 'Recovery key, in groups' }).waitFor({ timeout: 30_000 })),
  },
  {
    name: 'setup-people',
    async reach({ page }) {
      await section(page, 'People')
      await page.getByRole('heading', { name: 'What each role is for' }).waitFor()
    },
  },
  {
    name: 'setup-person',
    opens: ['screens/setup/PersonDrawer.tsx#PersonDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await page.getByLabel('Name', { exact: true }).fill('Lee Ortiz')
      await page.getByRole('radio', { name: /^Front desk/ }).click()
    },
  },
  {
    name: 'setup-starter',
    goesOn: true,
    opens: ['screens/setup/StarterDialog.tsx#StarterDialog'],
    async reach(ground) {
      await press(ground.page, 'Control+Enter')
      await confirmedIfAsked(ground.page, () => ground.page.getByLabel('Starter words', { exact: true }).waitFor({ timeout: 30_000 }))
    },
  },
  {
    name: 'setup-remove',
    opens: ['screens/setup/PeopleSection.tsx#RemoveDialog'],
    async reach({ page }) {
      await button(page, 'Remove Lee Ortiz').click()
      await page.getByRole('dialog').getByLabel('Why').waitFor()
    },
  },
  {
    name: 'setup-connections-none',
    async reach({ page }) {
      await section(page, 'Connections')
      await page.getByRole('heading', { name: 'No connections yet' }).waitFor()
    },
  },
  {
    name: 'setup-connection',
    opens: ['screens/setup/ConnectionDrawer.tsx#ConnectionDrawer'],
    async reach({ page }) {
      await press(page, 'n')
      await fill(page, { 'What you call it': 'Lakeside Clearinghouse', Host: '127.0.0.1', Port: '9', 'User name': 'cedarhollow' })
      await page.getByLabel('Make a pair of keys here').check()
      await page.getByLabel('And for every payer that has no connection of its own').uncheck()
    },
  },
  {
    name: 'setup-connection-test',
    goesOn: true,
    opens: ['screens/setup/ConnectionTest.tsx#ConnectionTest'],
    async reach(ground) {
      const { page } = ground
      await button(page, /^Save and test/).click()
      await confirmedIfAsked(ground.page, () => page.getByText('There is no line to it.').waitFor())
    },
  },
  {
    name: 'setup-connection-core',
    async reach({ page }) {
      await section(page, 'Connections')
      await press(page, 'n')
      await page.getByRole('combobox', { name: 'Clearinghouse or way' }).click()
      await page.getByRole('option', { name: 'CAQH CORE over HTTPS' }).click()
      await fill(page, { 'What you call it': 'Northlake Health Plan', Address: 'https://core.northlake.example/batch' })
      await page.getByRole('combobox', { name: 'Files' }).click({ force: true })
      await page.getByRole('option', { name: 'Remittances, fetched (835)' }).click()
      await page.getByRole('combobox', { name: 'Signs in with' }).click()
      await page.getByRole('option', { name: 'Both' }).click()
      await button(page, 'Choose certificate').scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'setup-connection-core-refused',
    goesOn: true,
    async reach(ground) {
      const { page, folder } = ground
      const letter = join(folder, 'letter.txt')
      await writeFile(letter, 'Dear practice, your certificate is ready.')
      await page.getByLabel('File of the certificate').setInputFiles(letter)
      await fill(page, { 'User name': 'cedarhollow', Password: 'words of the payer' })
      await button(page, /^Save and test/).click()
      await confirmedIfAsked(ground.page, () => page.locator('form').getByText('This file is no certificate.').waitFor())
      await page.locator('form').getByText('This file is no certificate.').scrollIntoViewIfNeeded()
    },
    async leave({ page }) {
      await press(page, 'Escape')
    },
  },
  {
    name: 'setup-connections',
    async reach({ page }) {
      await section(page, 'Connections')
      await button(page, 'Test Lakeside Clearinghouse').waitFor()
    },
  },
  {
    name: 'exchange-line',
    async reach({ page }) {
      await toList(page, 'x', 'Exchange')
      await page.getByText('Lakeside Clearinghouse.').waitFor()
    },
  },
  {
    name: 'exchange-another-way',
    opens: ['screens/exchange/AnotherWay.tsx#AnotherWayDialog'],
    async reach({ page }) {
      await toList(page, 'x', 'Exchange')
      await grid(page, 'Exchange').getByText('837P', { exact: true }).first().click()
      await button(page, 'Send by another connection').click()
      await page.getByLabel('Why').fill('Their line is down since Monday')
    },
    async leave({ page }) {
      await press(page, 'Escape')
    },
  },
  {
    name: 'setup-connection-remove',
    opens: ['screens/setup/RemoveConnectionDialog.tsx#RemoveConnectionDialog'],
    async reach({ page }) {
      await section(page, 'Connections')
      await button(page, 'Remove Lakeside Clearinghouse').click()
      await page.getByText('This cannot be undone.').waitFor()
    },
    async leave({ page }) {
      await button(page, /^Remove(?! Lakeside)/).click()
      await page.getByRole('heading', { name: 'No connections yet' }).waitFor()
    },
  },
  {
    name: 'setup-backups-none',
    async reach({ page }) {
      await section(page, 'Backups')
      await page.getByRole('heading', { name: 'Folders' }).waitFor()
    },
  },
  {
    name: 'setup-backups',
    async reach({ page }) {
      await press(page, 'b')
      await button(page, /^Restore the backup of/)
        .first()
        .waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'setup-restore',
    opens: ['screens/setup/RestoreDialog.tsx#RestoreDialog:2'],
    async reach({ page }) {
      await button(page, /^Restore the backup of/)
        .first()
        .click()
      await page.getByText(/^You will lose|^Nothing was done since/).waitFor({ timeout: 60_000 })
    },
  },
  {
    name: 'setup-restored',
    goesOn: true,
    opens: ['screens/setup/RestoreDialog.tsx#RestoreDialog'],
    async reach(ground) {
      const { page } = ground
      await page.getByRole('dialog').getByLabel('Why').fill('To see that it can be done')
      await page.getByLabel(/^Type the word/).fill('restore')
      await press(page, 'Control+Enter')
      await confirmedIfAsked(ground.page, () => page.getByRole('heading', { name: 'The backup is in place' }).waitFor({ timeout: 60_000 }))
    },
  },
  {
    name: 'setup-activity',
    async reach({ page }) {
      await section(page, 'Activity')
      await grid(page, 'Activity').locator('[data-index="0"]').waitFor()
      await openRow(page, 'Facts')
    },
  },
  {
    name: 'setup-activity-export',
    opens: ['screens/setup/AuditExportDialog.tsx#AuditExportDialog'],
    async reach({ page }) {
      await press(page, 'Shift+E')
      await page.getByRole('textbox', { name: 'Reason' }).waitFor()
    },
  },
  {
    name: 'setup-you',
    async reach({ page }) {
      await section(page, 'You')
    },
  },
  {
    name: 'setup-appearance',
    async reach({ page }) {
      await section(page, 'Appearance')
    },
  },
  {
    name: 'setup-about',
    async reach({ page }) {
      await section(page, 'About')
    },
  },
  {
    name: 'setup-licences',
    opens: ['screens/setup/LicencesDialog.tsx#LicencesDialog'],
    async reach({ page }) {
      await button(page, 'Licenses of what is inside').click()
      await page.getByRole('group', { name: 'Packages' }).locator('summary').first().waitFor()
    },
  },
]

/** Patients, and what the practice keeps for all of them. */
export const office: Journey = { name: 'office', open: () => sample(), stops: [...patients, ...standing] }
