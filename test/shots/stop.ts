import type { Page } from '@playwright/test'
import type { Screen } from '../../src-shared/contract/today.ts'
import type { Desk } from '../e2e/desk.ts'
import { calm } from '../e2e/hands.ts'

// Where a person can be in the program, each place described once: axe looks at it, and the album takes its picture.

/** What a screen can be in, each of which must be drawn, tested and looked at. */
export const STATES = ['full', 'empty', 'loading', 'error', 'partial', 'offline', 'read-only', 'locked'] as const
export type State = (typeof STATES)[number]

/** What a journey stands on: the program, and the folder that is its own. */
export type Ground = {
  readonly desk: Desk
  /** A folder for stores and files, gone at the end. */
  readonly folder: string
  /** The page of the window now. A lock makes another. */
  readonly page: Page
  readonly close: () => Promise<void>
}

export type Stop = {
  /** `claims-panel`: the screen, then what of it. It names the picture. */
  readonly name: string
  /** A screen in one of its states, for the table of all of them. One stop may show a state of several. */
  readonly shows?: readonly (readonly [Screen, State])[]
  /** The dialogs, drawers and pop-overs that stand open: the file below `src-renderer`, `#`, the component. */
  readonly opens?: readonly string[]
  /** Its drawn counterpart, such as `02-claims`. */
  readonly drawn?: string
  /** One of the few that are also pictured in high contrast. */
  readonly isMain?: boolean
  /** What stands open from the stop before stays; else every dialog is closed first. */
  readonly goesOn?: boolean
  /** Only its picture is of use: what is seen was looked at by axe elsewhere, or nothing may be run in the page. */
  readonly picturesOnly?: boolean
  readonly reach: (ground: Ground) => Promise<void>
  /** Puts back what must not stay, also when it was not reached. */
  readonly leave?: (ground: Ground) => Promise<void>
}

/** The key after `g` that leads to a screen. */
export const keyOf: Readonly<Record<Screen, string>> = {
  today: 't',
  eligibility: 'e',
  authorizations: 'u',
  charges: 'c',
  claims: 'm',
  exchange: 'x',
  remits: 'r',
  deposits: 'b',
  denials: 'd',
  appeals: 'a',
  patients: 'p',
  months: 'o',
  setup: 's',
}

export type Journey = {
  readonly name: string
  readonly open: () => Promise<Ground>
  readonly stops: readonly Stop[]
}

export type Missed = { readonly stop: string; readonly why: string }

/** How long one step to a stop may take. */
const patienceMs = 12_000

/** Goes from stop to stop and looks at each. What cannot be reached is told, with a picture of where it ended, and the walk goes on. */
export async function walk(
  journey: Journey,
  look: (stop: Stop, ground: Ground) => Promise<void>,
  wanted: (stop: Stop) => boolean = () => true,
): Promise<readonly Missed[]> {
  const ground = await journey.open()
  const missed: Missed[] = []
  try {
    for (const stop of journey.stops) {
      try {
        ground.page.setDefaultTimeout(patienceMs)
        if (stop.goesOn !== true) await calm(ground.page)
        await stop.reach(ground)
        if (wanted(stop)) await look(stop, ground)
      } catch (problem) {
        missed.push({ stop: stop.name, why: problem instanceof Error ? problem.message : String(problem) })
        await ground.desk.picture('test-results/missed', stop.name).catch(() => undefined)
      } finally {
        await stop.leave?.(ground)
      }
    }
  } finally {
    await ground.close()
  }
  return missed
}

export const LOOKS = {
  light: { colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', reducedMotion: 'reduce' },
  contrast: { colorScheme: 'light', contrast: 'more', reducedMotion: 'reduce' },
} as const
export type Look = keyof typeof LOOKS

/** Dresses the window as the system would ask for it, and waits until nothing moves any more. */
export async function dress(page: Page, look: Look): Promise<void> {
  await page.emulateMedia(LOOKS[look])
  await still(page)
}

/** Waits until what fades or slides has arrived. A skeleton, which never ends, is not waited for. */
async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))
    await frame()
    await frame()
    const moving = (): readonly Animation[] =>
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
    const end = performance.now() + 1000
    while (moving().length > 0 && performance.now() < end) await frame()
  })
}
