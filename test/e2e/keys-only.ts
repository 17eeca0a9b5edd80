import { expect, type Locator, type Page } from '@playwright/test'

// Somebody who has no mouse. What they see they find by its name, and get to it with Tab, as everybody can who has a keyboard.

/** What a person with a keyboard alone never does, and what a driver could do behind their back. */
const FORBIDDEN: ReadonlySet<string> = new Set(
  'click dblclick hover tap check uncheck setChecked fill clear selectOption setInputFiles focus blur press pressSequentially type dispatchEvent dragTo dragAndDrop mouse touchscreen'.split(
    ' ',
  ),
)

/** The page, or a part of it, without any way to touch it. */
function lookOnly<T extends Page | Locator>(what: T): T {
  return new Proxy(what, {
    get(target, name) {
      if (typeof name === 'string' && FORBIDDEN.has(name)) throw new Error(`There is no mouse here: ${name}.`)
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return isLocator(value) ? lookOnly(value) : value
      return (...words: unknown[]): unknown => {
        const reply: unknown = Reflect.apply(value, target, words)
        return isLocator(reply) ? lookOnly(reply) : reply
      }
    },
  })
}

const isLocator = (value: unknown): value is Locator => typeof value === 'object' && value !== null && value.constructor.name === 'Locator'

export type Hands = {
  /** The page to look at. */
  readonly page: Page
  readonly press: (...keys: readonly string[]) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Presses Tab until something has the focus. @throws when all was gone through */
  readonly to: (what: Locator) => Promise<void>
  /** Presses another key until something has the focus: an arrow, in what Tab enters as a whole. */
  readonly along: (key: string, what: Locator) => Promise<void>
  /** Gets to something and presses Enter. */
  readonly use: (what: Locator) => Promise<void>
  /** Gets to fields by their labels and types into them. */
  readonly fill: (fields: Readonly<Record<string, string>>) => Promise<void>
  /** Gets to a list of choices, opens it, and goes down to one. */
  readonly pick: (label: string, option: string | RegExp) => Promise<void>
  /** Gets to a group of choices and goes to one of them. */
  readonly choose: (group: string, option: RegExp) => Promise<void>
  /** Opens the dialog of the system by keys, and chooses a file in it. */
  readonly hand: (open: () => Promise<void>, path: string) => Promise<void>
  /** What came from a mouse or a finger since the page was made. */
  readonly touches: () => Promise<number>
}

const MOST_STEPS = 150

/** @param desk whose page is asked for anew each time, for a lock makes another */
export function handsOf(desk: { readonly page: Page }): Hands {
  const keyboard = () => desk.page.keyboard
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await keyboard().press(key)
  }
  const has = (what: Locator): Promise<boolean> => what.evaluate((element) => element === document.activeElement)
  const along = async (key: string, what: Locator): Promise<void> => {
    const aim = what.first()
    await aim.waitFor()
    for (let n = 0; n < MOST_STEPS; n++) {
      if (await has(aim)) return
      await press(key)
    }
    throw new Error(`${key} does not lead to ${String(what)}.`)
  }
  const to = (what: Locator): Promise<void> => along('Tab', what)
  const look = (): Page => lookOnly(desk.page)
  const field = (label: string): Locator => {
    const open = desk.page.getByRole('dialog')
    const inside = open.last().getByLabel(label, { exact: true })
    return inside.or(desk.page.getByLabel(label, { exact: true })).filter({ visible: true })
  }
  return {
    get page() {
      return look()
    },
    press,
    type: (text) => keyboard().type(text),
    to,
    along,
    async use(what) {
      await to(what)
      await press('Enter')
    },
    async fill(fields) {
      for (const [label, text] of Object.entries(fields)) {
        await to(field(label))
        await press('Control+a')
        if (text === '') await press('Delete')
        else await keyboard().type(text)
      }
    },
    async pick(label, option) {
      const box = desk.page.getByRole('combobox', { name: label, exact: true })
      await to(box)
      if ((await box.getAttribute('aria-expanded')) !== 'true') await press('ArrowDown')
      await expect(box).toHaveAttribute('aria-expanded', 'true')
      const choices = desk.page.locator(`[id="${(await box.getAttribute('aria-controls')) ?? ''}"]`)
      const wanted = choices.getByRole('option', { name: option }).first()
      await wanted.waitFor()
      for (let n = 0; n < MOST_STEPS; n++) {
        const isOn = await wanted.evaluate(
          (one) => one.hasAttribute('data-combobox-selected') || document.querySelector(`[aria-activedescendant="${one.id}"]`) !== null,
        )
        if (isOn) break
        await press('ArrowDown')
      }
      await press('Enter')
      await expect(box).not.toHaveAttribute('aria-expanded', 'true')
    },
    async choose(group, option) {
      const all = desk.page.getByRole('radiogroup', { name: group }).getByRole('radio')
      const wanted = all.and(desk.page.getByRole('radio', { name: option }))
      await to(desk.page.getByRole('radiogroup', { name: group }).locator('[role=radio][tabindex="0"], input[type=radio]:checked'))
      for (let n = 0; n < 12 && !(await has(wanted.first())); n++) await press('ArrowDown')
      expect(await has(wanted.first())).toBe(true)
      await expect(wanted.first()).toBeChecked()
    },
    async hand(open, path) {
      const asked = desk.page.waitForEvent('filechooser')
      // The page answers once it has heard that the dialog of the system is ours; a key that comes sooner opens the real one.
      await desk.page.evaluate(() => undefined)
      await open()
      await (await asked).setFiles(path)
    },
    touches: () => desk.page.evaluate(() => (globalThis as unknown as { touches?: number }).touches ?? 0),
  }
}

/** Counts what comes from a mouse or a finger, in this page and in each that is made after it. */
export async function countTouches(page: Page): Promise<void> {
  const begin = (): void => {
    const counted = globalThis as unknown as { touches: number }
    counted.touches = 0
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
      window.addEventListener(type, (event) => event.isTrusted && counted.touches++, { capture: true })
  }
  await page.context().addInitScript(begin)
  await page.evaluate(begin)
}
