import { wholeNumber } from '../../src-shared/number.ts'
import { unshown } from '../shots/album.ts'
import { journeys } from '../shots/journeys/index.ts'
import { wrongs } from '../shots/looks.ts'
import { overlays, overlaysOf } from '../shots/overlays.ts'
import { walk } from '../shots/stop.ts'
import { expect, test } from './desk.ts'
import { choose, openDenial, openSample, press } from './hands.ts'

// Every place of the program as a person reaches it, in every theme; axe must find nothing in any of them. The places are in test/shots.

const stops = journeys.flatMap((journey) => journey.stops)

for (const journey of journeys) {
  test(`axe finds nothing: ${journey.name}`, async () => {
    test.setTimeout(480_000)
    const found: Record<string, readonly string[]> = {}
    const missed = await walk(journey, async (stop, { page }) => {
      if (stop.picturesOnly === true) return
      const wrong = await wrongs(page, stop)
      if (wrong.length > 0) found[stop.name] = wrong
    })
    expect(missed).toEqual([])
    expect(found).toEqual({})
  })
}

test('every dialog, drawer, menu and pop-over of the window is opened by a place', () => {
  const opened = new Set(stops.flatMap(({ opens }) => opens ?? []))
  const all = overlays()
  expect(all.filter((one) => !opened.has(one))).toEqual([])
  expect([...opened].filter((one) => !all.includes(one))).toEqual([])
  const two = 'export function Two() { return <><Dialog /><Popover.Target /><Popover opened /></> }\nconst Other = () => <Menu />'
  expect(overlaysOf('a.tsx', two)).toEqual(['a.tsx#Two', 'a.tsx#Two:2', 'a.tsx#Other'])
})

test('every screen is shown in every state, and no two places share a name', () => {
  expect(unshown(stops)).toEqual([])
  const names = stops.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('a theme that is chosen holds, whatever the system says', async ({ desk }) => {
  const { page } = desk
  await openSample(page)
  for (const [words, theme] of [
    ['Dark theme', 'dark'],
    ['High contrast', 'contrast'],
    ['Light theme', 'light'],
  ] as const) {
    await choose(page, words)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  }
})

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
  const grid = page.getByRole('treegrid', { name: 'Denials' })
  const foot = grid.getByText(/^\d+ denials?\b/)
  const before = wholeNumber((await foot.innerText()).split(' ')[0] ?? '') ?? 0
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
  await expect(foot).toHaveText(new RegExp(`^${before - 1} denial`))
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
