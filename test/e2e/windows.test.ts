import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, openDesk, test, type Desk } from './desk.ts'
import { choose, faults, openSample, press } from './hands.ts'

// One sitting in several windows: what is done in one shows in the other, and what ends the sitting ends all of them.

const pictures = 'test-results/windows'

/** Does something that opens another window, and gives its page when it stands. */
async function beside(desk: Desk, act: () => Promise<unknown>): Promise<Page> {
  const next = desk.app.waitForEvent('window')
  await act()
  const page = await next
  await page.getByRole('navigation', { name: 'Screens' }).waitFor({ timeout: 20_000 })
  return page
}

const ours = (desk: Desk): readonly Page[] => desk.app.windows().filter((page) => page.url().startsWith('app://bundle/'))
const themeOf = (page: Page): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['theme'])

test('two windows are one sitting: each goes where it likes, the look is the same in both, and there is a limit', async () => {
  test.setTimeout(120_000)
  const desk = await openDesk()
  try {
    await openSample(desk.page)
    await press(desk.page, 'g', 'm')
    await desk.page.getByRole('heading', { name: 'Claims', level: 1 }).waitFor()
    const other = await beside(desk, () => press(desk.page, 'Control+Shift+N'))
    await other.getByRole('heading', { name: 'Claims', level: 1 }).waitFor()
    await press(other, 'g', 'r')
    await other.getByRole('heading', { name: 'Remits', level: 1 }).waitFor()
    await expect(desk.page.getByRole('heading', { name: 'Claims', level: 1 })).toBeVisible()

    await choose(other, 'Dark theme')
    await expect.poll(() => themeOf(desk.page)).toBe('dark')
    expect(await themeOf(other)).toBe('dark')
    const sizes = (): Promise<readonly number[]> => Promise.all(ours(desk).map((page) => page.evaluate(() => window.innerWidth)))
    const before = await sizes()
    await press(desk.page, 'Control+=', 'Control+=')
    await expect.poll(async () => (await sizes()).every((width, n) => width < (before[n] ?? 0) / 1.2)).toBe(true)
    await other.screenshot({ path: join(pictures, 'beside-dark-125.png') })
    await press(other, 'Control+0')
    await expect.poll(sizes).toEqual(before)

    const third = await beside(desk, () => press(other, 'Control+Shift+N'))
    // A window that is opened begins as the others look.
    expect(await themeOf(third)).toBe('dark')
    await beside(desk, () => press(other, 'Control+Shift+N'))
    await press(other, 'Control+Shift+N')
    await expect(other.getByRole('button', { name: /^Four windows are open/ })).toBeVisible()
    expect(ours(desk)).toHaveLength(4)
    await third.close()
    expect(ours(desk)).toHaveLength(3)
  } finally {
    await desk.close()
  }
})
