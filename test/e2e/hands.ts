import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import { cents, columnMoney, parseMoney } from '../../src-shared/money.ts'

// What a person does with the program, and what axe says of what they see.

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds wrong with what is on the screen now.
 * @param only these rules of axe's, else all of WCAG 2.2 A and AA
 * @param within a part of the page, else all of it
 */
export async function faults(page: Page, only?: readonly string[], within?: string): Promise<readonly string[]> {
  // What is still fading in has less contrast than it will have.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(ending.map((one) => one.finished.catch(() => undefined)))
  })
  // The usual mode opens a second page, which Electron does not have.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (within !== undefined) axe.include(within)
  // Pages for paper are black on white in every theme, and meet what AA asks of them there.
  if (only?.includes('color-contrast-enhanced')) axe.exclude('[role=document]')
  const { violations } = await (only ? axe.withRules([...only]) : axe.withTags(rules)).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`))
}

/** Opens the sample practice, unless a practice is open already. */
export async function openSample(page: Page): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Screens' })
  if (await rail.isVisible()) return
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('1')
  await rail.waitFor({ timeout: 180_000 })
}

/** A list by its name, grouped or not. */
export const listed = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('grid', { name }).or(page.getByRole('treegrid', { name }))

/** Presses keys, one after the other. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Closes what stands over the screen, one after the other. */
export async function calm(page: Page): Promise<void> {
  const dialogs = page.getByRole('dialog').or(page.getByRole('menu'))
  for (let left = 4; left > 0 && (await dialogs.count()) > 0; left--) {
    const before = await dialogs.count()
    await page.keyboard.press('Escape')
    await expect
      .poll(() => dialogs.count(), { timeout: 1500 })
      .toBeLessThan(before)
      .catch(() => undefined)
  }
  await expect(dialogs).toHaveCount(0, { timeout: 2000 })
}

/** Chooses an action of the palette by its words. */
export async function choose(page: Page, words: string): Promise<void> {
  await press(page, 'Control+k')
  await page.getByRole('combobox', { name: 'Find a patient' }).fill(`>${words}`)
  await page.getByRole('option', { name: words }).first().waitFor()
  await press(page, 'Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** Goes to the charge sheet of a day that has sessions without a charge. */
export async function toMissing(page: Page): Promise<void> {
  await press(page, 'g', 'c')
  await page.getByRole('grid', { name: /^Sessions of/ }).waitFor()
  const charge = page.getByRole('button', { name: /^Charge the/ })
  if (!(await charge.isVisible())) await press(page, 'm')
  await charge.waitFor()
}

/** Types into fields by their labels. */
export async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text)
}

/** Begins a practice in the first window: its page of facts is filled. All of it is invented. */
export async function beginPractice(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await press(page, '2')
  await fill(page, {
    'Name of the practice': 'Aspen Row Counseling',
    'NPI of the practice': '1234567893',
    'Tax id': '123456789',
    Taxonomy: '261QM0801X',
    Street: '410 Alder Street',
    City: 'Fairmont',
    State: 'OH',
    'ZIP+4': '440001234',
    'Who answers for billing': 'Dana Whitlock',
    Phone: '5550100142',
    'Submitter id': 'ASPENROW',
  })
}

/** Puts the recovery key on paper: reads its groups, and types back those asked for. */
export async function keepRecoveryKey(page: Page): Promise<void> {
  await page.getByRole('list', { name: 'Recovery key, in groups' }).waitFor({ timeout: 30_000 })
  const groups = await page.getByRole('list', { name: 'Recovery key, in groups' }).getByRole('listitem').locator('b').allTextContents()
  await page.getByRole('button', { name: 'It is on paper' }).click()
  const asked = page.getByRole('textbox', { name: /^Group \d$/ })
  await expect(asked).toHaveCount(2)
  for (const field of await asked.all()) {
    const name = await field.evaluate((element) => (element as HTMLInputElement).labels?.[0]?.textContent ?? '')
    await field.fill(groups[parseInt(name.replace('Group ', ''), 10) - 1]?.toLowerCase() ?? '')
  }
}

/** Opens a denial that no appeal is written for. */
export async function openDenial(page: Page): Promise<void> {
  await press(page, 'g', 'd')
  await page
    .getByRole('treegrid', { name: 'Denials' })
    .getByText(/^(Correct, 7|Find the original)$/)
    .first()
    .click()
  await page.getByRole('complementary').getByRole('heading', { name: 'History' }).waitFor()
  await page.getByRole('treegrid', { name: 'Denials' }).focus()
}

/** Half of the amount that a dialog is about, rounded up, as it is typed. */
export async function halfOfIt(page: Page): Promise<string> {
  const title = await page.getByRole('dialog').getByRole('heading').first().innerText()
  const whole = /\$([\d,]+\.\d\d)/.exec(title)?.[1] ?? ''
  return columnMoney(cents(Math.ceil((parseMoney(whole, true) ?? 0) / 2)))
}
