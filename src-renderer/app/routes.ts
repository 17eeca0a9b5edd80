import { createContext, use } from 'react'
import type { Whereabouts } from '../../src-shared/bridge.ts'
import type { View } from '../../src-shared/contract/list.ts'
import { SCREENS, type Screen } from '../../src-shared/contract/today.ts'
import type { Month } from '../../src-shared/month.ts'
import { box, useBox, type Box } from './box.ts'

/** Where one is on a screen that is a list. */
export type ListPlace = {
  /** The view whose tab is lit: one of the screen's own, or a saved one. */
  readonly tab?: string
  /** Filters and order, when they are not the tab's own. */
  readonly view?: View
  /** The row that stands in the panel. */
  readonly open?: number
}

export const SETUP_SECTIONS = [
  'practice',
  'clinicians',
  'payers',
  'enrollments',
  'connections',
  'fees',
  'contracts',
  'codes',
  'rules',
  'edits',
  'people',
  'security',
  'backups',
  'activity',
  'you',
  'appearance',
  'about',
] as const
export type SetupSection = (typeof SETUP_SECTIONS)[number]

type Places = {
  readonly today: { readonly tab?: 'mine' | 'everyone' | 'aside'; readonly line?: string }
  readonly eligibility: ListPlace
  readonly authorizations: ListPlace
  /** A day as `2026-11-19`, and the one clinician whose sessions show; or how sessions were coded, on the whole screen. */
  readonly charges: { readonly day?: string; readonly provider?: number; readonly isCoding?: true }
  /** `why` is the claim whose amounts are explained, on the whole screen. */
  readonly claims: ListPlace & { readonly why?: number }
  /** `at` is the segment of a file one was sent to. */
  readonly exchange: ListPlace & { readonly at?: { readonly file: number; readonly segment: number } }
  /** An open remittance takes the whole screen; `claim` is the claim payment that stands in its panel. */
  readonly remits: ListPlace & { readonly claim?: number }
  readonly deposits: ListPlace
  readonly denials: ListPlace
  readonly appeals: ListPlace
  /** `why` is the patient whose balance is explained, on the whole screen. */
  readonly patients: ListPlace & { readonly why?: number }
  /** `month` is the one that stands in the panel. */
  readonly months: { readonly month?: Month }
  /** Its log of who did what is a list. */
  /** `denial` is what a rule is written from. */
  readonly setup: ListPlace & { readonly section?: SetupSection; readonly denial?: number }
}

/** A place one can be sent to, and come back to. */
export type Route = { readonly [S in Screen]: { readonly screen: S } & Places[S] }[Screen]
export type RouteOf<S extends Screen> = Extract<Route, { readonly screen: S }>
/** The screens that are one grid. */
export type ListScreen = { [S in Screen]: Places[S] extends ListPlace ? (ListPlace extends Places[S] ? S : never) : never }[Screen]

export type Router = {
  readonly here: Box<Route>
  /** To another place; back leads here. */
  readonly go: (route: Route) => void
  /** The same place, told better: another filter, another row. */
  readonly amend: (route: Route) => void
  /** To a screen as it was last left. */
  readonly visit: (screen: Screen) => void
  /** The places one was at before, the last one first, each once. */
  readonly recent: () => readonly Route[]
  /** Whether there was a place to go back to. */
  readonly back: () => boolean
}

/** The start of a screen, if there is one of this name. */
export function startOf(name: string | undefined): Route | undefined {
  const screen = SCREENS.find((one) => one === name)
  return screen && { screen }
}

/** Where another window of ours begins, and how it looks until the store says so. */
export type Beside = { readonly route: Route; readonly looks: Whereabouts }
export const besideWords = (beside: Beside): string => JSON.stringify(beside)

/** Reads it in the other window; undefined for what is none. */
export function besideOf(text: string | null): Beside | undefined {
  if (text === null) return undefined
  try {
    const { route, looks } = JSON.parse(text) as Beside
    return SCREENS.some((one) => one === route.screen) ? { route, looks } : undefined
  } catch {
    return undefined
  }
}
/** A kept file, and the segment in it one wants to see. */
export const fileAt = (file: number, segment: number | null | undefined): Route => ({
  screen: 'exchange',
  open: file,
  ...(segment !== null && segment !== undefined && { at: { file, segment } }),
})

/** How many places back one may go. */
const kept = 50

export function createRouter(first: Route = { screen: 'today' }): Router {
  const here = box<Route>(first)
  const last = new Map<Screen, Route>([[first.screen, first]])
  let before: readonly Route[] = []
  const stand = (route: Route): void => {
    last.set(route.screen, route)
    here.set(route)
  }
  const go = (route: Route): void => {
    before = [...before, here.get()].slice(-kept)
    stand(route)
  }
  return {
    here,
    go,
    amend: stand,
    visit(screen) {
      if (here.get().screen === screen) return stand({ screen })
      go(last.get(screen) ?? { screen })
    },
    recent() {
      const now = placeKey(here.get())
      const seen = new Set<string>([now])
      return before.toReversed().filter((route) => {
        const key = placeKey(route)
        return !seen.has(key) && seen.add(key)
      })
    },
    back() {
      const to = before.at(-1)
      if (!to) return false
      before = before.slice(0, -1)
      stand(to)
      return true
    },
  }
}

/** The same place, however its filters stand. */
const placeKey = (route: Route): string =>
  [route.screen, 'open' in route ? route.open : '', 'section' in route ? route.section : '', 'tab' in route ? route.tab : ''].join(' ')

export const RouterContext = createContext<Router>(createRouter())
export const useRouter = (): Router => use(RouterContext)
export const useRoute = (): Route => useBox(useRouter().here)

/** The place on a screen, while it is the one that shows. */
export function usePlace<S extends Screen>(screen: S): RouteOf<S> {
  const route = useRoute()
  return route.screen === screen ? (route as RouteOf<S>) : ({ screen } as RouteOf<S>)
}
