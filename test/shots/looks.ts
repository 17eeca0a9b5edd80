import type { Page } from '@playwright/test'
import { faults } from '../e2e/hands.ts'
import { dress, type Stop } from './stop.ts'

// What must hold of every place, in every theme (WCAG 2.2 AA).

/** What a theme can change; the rest of a page is the same in all of them. High contrast promises 7:1. */
const byTheme = {
  dark: ['color-contrast', 'link-in-text-block'],
  contrast: ['color-contrast-enhanced', 'link-in-text-block', 'target-size'],
} as const

/** Everything that is wrong with what stands on the screen, in light, dark and high contrast. */
export async function wrongs(page: Page, stop: Stop): Promise<readonly string[]> {
  const found: string[] = []
  if (stop.opens && (await page.locator('[role=dialog], [role=listbox], [role=menu]').filter({ visible: true }).count()) === 0) {
    found.push('nothing stands open')
  }
  // What is behind a dialog or a menu cannot be used while it stands, and was looked at before it opened.
  const within = await over(page)
  await dress(page, 'light')
  found.push(...(await faults(page, undefined, within)).map((words) => `light: ${words}`))
  found.push(...(await covered(page)).map((words) => `2.4.11: covered when it has the focus: ${words}`))
  for (const theme of ['dark', 'contrast'] as const) {
    await dress(page, theme)
    found.push(...(await faults(page, byTheme[theme], within)).map((words) => `${theme}: ${words}`))
  }
  await dress(page, 'light')
  return found
}

/** The kind of what stands over the page, if anything does. */
async function over(page: Page): Promise<string | undefined> {
  for (const role of ['menu', 'dialog'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    if ((await page.getByRole(role).filter({ visible: true }).count()) > 0) return `[role=${role}]`
  }
  return undefined
}

/** What can have the focus, and is hidden by something that stands over it while it has it (WCAG 2.2, 2.4.11). */
function covered(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const before = document.activeElement
    const open = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1)
    const candidates = [
      ...(open ?? document).querySelectorAll<HTMLElement>(
        'a[href], button:not(:disabled), input:not(:disabled), textarea, select, [tabindex="0"]',
      ),
    ].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    const isSeen = (one: HTMLElement): boolean => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      if (right - left < 2 || bottom - top < 2) return true
      const xs = [left + 1, (left + right) / 2, right - 1]
      const ys = [top + 1, (top + bottom) / 2, bottom - 1]
      return xs.some((x) =>
        ys.some((y) => {
          const above = document.elementFromPoint(x, y)
          return above !== null && (one.contains(above) || above.contains(one) || above.closest('label')?.control === one)
        }),
      )
    }
    const suspects = candidates.filter((one) => {
      one.focus()
      return document.activeElement === one && !isSeen(one)
    })
    const words: string[] = []
    for (const one of suspects) {
      one.focus()
      // What the field before let down is on its way out.
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((done) => setTimeout(done, 300))
      if (document.activeElement === one && !isSeen(one))
        words.push(`${one.localName} ${one.getAttribute('aria-label') ?? one.textContent ?? ''}`.slice(0, 80))
    }
    if (before instanceof HTMLElement) before.focus()
    return words
  })
}
