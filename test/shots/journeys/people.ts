import { expect, type Page } from '@playwright/test'
import { SAMPLE_PASSPHRASE } from '../../../src-shared/contract/store.ts'
import { SCREENS } from '../../../src-shared/contract/today.ts'
import type { Bridge } from '../../../src-shared/bridge.ts'
import { fill, press } from '../../e2e/hands.ts'
import { button, go, grid, lock, openRow, panel, rail, sample, toList } from '../grounds.ts'
import { keyOf, type Ground, type Journey, type Stop } from '../stop.ts'

// The sample practice in front of other people: who may only read, who sees less, and what is asked of a second person.

type Parity = { readonly parity: Bridge<File> }
const people = [
  ['Envelope', 'emergency', false],
  ['Lee Ortiz', 'front', false],
  ['Ana Ruiz', 'biller', false],
  // Whole months are shown to who sees every patient.
  ['Iris Falk', 'auditor', true],
] as const
const words = new Map<string, string>()
const own = 'nine patient ferries under a bridge'

/** The sample practice with more people than its owner. */
async function peopled(): Promise<Ground> {
  const ground = await sample()
  await ask(ground.page, 'access.confirm', { passphrase: SAMPLE_PASSPHRASE })
  for (const [name, role, part2] of people) {
    const { starter } = (await ask(ground.page, 'people.add', { name, role, part2 })) as { starter: string }
    words.set(name, starter)
  }
  return ground
}

async function ask(page: Page, name: string, input: unknown): Promise<unknown> {
  const reply = await page.evaluate(
    (call) => (globalThis as unknown as Parity).parity.call(call),
    JSON.stringify({ t: 'call', id: 900_003, name, input }),
  )
  const answer = JSON.parse(reply) as { readonly ok?: boolean; readonly value?: unknown }
  if (answer.ok !== true) throw new Error(`${name}: ${reply}`)
  return answer.value
}

/** Chooses a name on the lock. */
async function asWho(page: Page, name: string): Promise<void> {
  const other = button(page, 'As somebody else')
  const who = page.getByRole('combobox', { name: 'Who' })
  await other.or(who).first().waitFor()
  if (await other.isVisible()) await other.click()
  await who.click()
  await page.getByRole('option', { name }).click()
}

/** Signs in with starter words, up to the page that asks for one’s own. */
async function firstTime(ground: Ground, name: string): Promise<void> {
  const page = await lock(ground)
  await asWho(page, name)
  await page.getByLabel('Passphrase', { exact: true }).fill(words.get(name) ?? '')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: `Welcome, ${name}` }).waitFor({ timeout: 20_000 })
}

async function takeOwn(page: Page): Promise<void> {
  await fill(page, { 'Your passphrase': own, 'The same again': own })
  await press(page, 'Enter')
  await rail(page).waitFor({ timeout: 30_000 })
}

const emergency: readonly Stop[] = [
  {
    name: 'lock-emergency',
    async reach(ground) {
      const page = await lock(ground)
      await asWho(page, 'Envelope, emergency')
      await fill(page, {
        'The words of the envelope': words.get('Envelope') ?? '',
        'Why it cannot wait': 'A patient in crisis, nobody else is there',
      })
    },
  },
  {
    name: 'today-emergency',
    isMain: true,
    shows: [['today', 'read-only']],
    async reach({ page }) {
      await button(page, /^Unlock/).click()
      await rail(page).waitFor({ timeout: 30_000 })
      await page.getByText(/Emergency access, [34] h/).waitFor()
      // Nothing is the work of who came for an emergency.
      await button(page, /^Look at everyone/).click()
      await grid(page, 'What needs you').waitFor()
    },
  },
  // The books of months are not what care needs.
  ...SCREENS.filter((screen) => screen !== 'today' && screen !== 'months').map((screen): Stop => ({
    name: `${screen}-emergency`,
    shows: [[screen, 'read-only']],
    async reach({ page }) {
      await go(page, keyOf[screen])
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    },
  })),
]

const others: readonly Stop[] = [
  {
    name: 'own-passphrase',
    reach: (ground) => firstTime(ground, 'Lee Ortiz'),
  },
  {
    name: 'patients-front-desk',
    async reach({ page }) {
      await takeOwn(page)
      await toList(page, 'p', 'Patients')
      await openRow(page, 'Coverage')
    },
  },
  {
    name: 'today-front-desk',
    async reach({ page }) {
      await go(page, 't')
      await page.getByRole('main', { name: 'Today' }).waitFor()
    },
  },
  {
    name: 'claims-auditor',
    async reach(ground) {
      await firstTime(ground, 'Iris Falk')
      await takeOwn(ground.page)
      await toList(ground.page, 'm', 'Claims', /^Needs me/)
      await openRow(ground.page, 'History')
    },
  },
  {
    name: 'months-auditor',
    shows: [['months', 'read-only']],
    async reach({ page }) {
      await go(page, 'o')
      await page.getByText('You can read the months, not close them.').waitFor()
      await panel(page).getByRole('region', { name: 'What is owed' }).waitFor()
    },
  },
  {
    name: 'denials-write-off-asked',
    opens: ['screens/denials/CloseDialog.tsx#Sent'],
    async reach(ground) {
      await firstTime(ground, 'Ana Ruiz')
      const { page } = ground
      await takeOwn(page)
      await toList(page, 'd', 'Denials', /^Open/)
      await grid(page, 'Denials')
        .getByText(/^(Correct, 7|Find the original)$/)
        .first()
        .click()
      await panel(page).getByRole('heading', { name: 'History' }).waitFor()
      await grid(page, 'Denials').focus()
      await press(page, 'c')
      await page.getByRole('radio', { name: /^Write it off/ }).click()
      await press(page, 'Control+Enter')
      await page.getByRole('heading', { name: 'Sent for approval' }).waitFor()
    },
  },
  {
    name: 'today-owner-told',
    async reach(ground) {
      const page = await lock(ground)
      await asWho(page, 'Dana Whitlock')
      await page.getByLabel('Passphrase', { exact: true }).fill(SAMPLE_PASSPHRASE)
      await press(page, 'Enter')
      await rail(page).waitFor({ timeout: 30_000 })
      await go(page, 't')
      await page
        .getByText(/emergency/i)
        .first()
        .waitFor()
    },
  },
  {
    name: 'denials-approvals-waiting',
    async reach({ page }) {
      await go(page, 'd')
      await press(page, 'w')
      await page.getByRole('dialog').getByText('asked by Ana Ruiz').waitFor()
    },
  },
]

export const persons: Journey = { name: 'people', open: peopled, stops: [...emergency, ...others] }
