import { MantineProvider } from '@mantine/core'
import { createContext, use, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Whereabouts } from '../../src-shared/bridge.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { DENSITIES, type Density } from './density.ts'
import { useKeys } from './keyboard.tsx'
import { useCall, useCommand } from './queries.ts'
import { resolver, theme } from './theme.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
type Theme = (typeof THEMES)[number]

/** How large everything is drawn, in percent. */
export const ZOOMS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200] as const
const usualZoom = 100

export type Appearance = {
  readonly theme: Theme
  readonly density: Density
  readonly zoom: number
  readonly setZoom: (percent: number) => void
  /** The next size: 1 larger, -1 smaller. */
  readonly stepZoom: (by: 1 | -1) => void
  readonly setTheme: (theme: Theme) => void
  readonly setDensity: (density: Density) => void
}

const AppearanceContext = createContext<Appearance | undefined>(undefined)

export function useAppearance(): Appearance {
  const appearance = use(AppearanceContext)
  if (!appearance) throw new Error('A component outside the window')
  return appearance
}

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const contrast = window.matchMedia('(prefers-contrast: more)')

function listenToSystem(onChange: () => void): () => void {
  dark.addEventListener('change', onChange)
  contrast.addEventListener('change', onChange)
  return () => {
    dark.removeEventListener('change', onChange)
    contrast.removeEventListener('change', onChange)
  }
}
const ofTheSystem = (): Exclude<Theme, 'system'> => (contrast.matches ? 'contrast' : dark.matches ? 'dark' : 'light')

function write(theme: Exclude<Theme, 'system'>, density: Density): void {
  document.documentElement.dataset['theme'] = theme
  document.documentElement.dataset['density'] = density
}

/** As the system wants it, before anything is drawn, so that no dark room is lit for a moment. */
export const beginAppearance = (): void => write(ofTheSystem(), 'compact')

const zoomOf = (text: string | undefined): number | undefined => ZOOMS.find((one) => one === wholeNumber(text ?? ''))

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined => all.find((one) => one === text)

/**
 * The one writer of theme, density and size: the root element's `data-theme` and `data-density`, Mantine's scheme, and the zoom of the window. Each
 * person's choice is kept in the store and shows in all windows; while none is open, the last one known stays.
 */
export function AppearanceProvider({
  isOpen,
  nonce,
  before,
  children,
}: {
  readonly isOpen: boolean
  readonly nonce: string
  /** How it was before the page was made anew behind a lock. */
  readonly before?: Whereabouts | undefined
  readonly children: ReactNode
}): ReactNode {
  const system = useSyncExternalStore(listenToSystem, ofTheSystem)
  const kept = useCall('settings.get', {}, { when: isOpen }).data
  const keep = useCommand('settings.keep')
  const [chosen, setChosen] = useState<{ readonly theme?: Theme; readonly density?: Density; readonly zoom?: number }>({})
  const [seen, setSeen] = useState(kept)
  if (kept && kept !== seen) {
    setSeen(kept)
    // What was chosen since is on its way to the store, and stays as it was chosen.
    setChosen((before) => Object.fromEntries(Object.entries(before).filter(([key, value]) => kept[key] !== String(value))))
  }
  const wanted = chosen.theme ?? oneOf(THEMES, seen ? seen['theme'] : before?.theme) ?? 'system'
  const density = chosen.density ?? oneOf(DENSITIES, seen ? seen['density'] : before?.density) ?? 'compact'
  const zoom = chosen.zoom ?? zoomOf(seen ? seen['zoom'] : before?.zoom) ?? usualZoom
  const shown = wanted === 'system' ? system : wanted

  useLayoutEffect(() => {
    write(shown, density)
  }, [shown, density])
  useLayoutEffect(() => window.parity.zoom(zoom), [zoom])

  const setZoom = (next: number): void => {
    setChosen((before) => ({ ...before, zoom: next }))
    if (isOpen) void keep.run({ key: 'zoom', value: String(next) })
  }
  const stepZoom = (by: 1 | -1): void => {
    const next = by > 0 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom)
    if (next !== undefined) setZoom(next)
  }
  useKeys('Anywhere', [
    { keys: ['Mod+=', 'Mod++'], words: 'Everything larger', run: () => stepZoom(1), inFields: true, always: true },
    { keys: ['Mod+-', 'Mod+_'], words: 'Everything smaller', run: () => stepZoom(-1), inFields: true, always: true },
    { keys: 'Mod+0', words: 'The usual size', run: () => setZoom(usualZoom), inFields: true, always: true },
  ])
  const appearance: Appearance = {
    theme: wanted,
    density,
    zoom,
    setZoom,
    stepZoom,
    setTheme(next) {
      setChosen((before) => ({ ...before, theme: next }))
      if (isOpen) void keep.run({ key: 'theme', value: next })
    },
    setDensity(next) {
      setChosen((before) => ({ ...before, density: next }))
      if (isOpen) void keep.run({ key: 'density', value: next })
    },
  }
  return (
    <AppearanceContext value={appearance}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolver}
        forceColorScheme={shown === 'dark' ? 'dark' : 'light'}
        getStyleNonce={() => nonce}
      >
        {children}
      </MantineProvider>
    </AppearanceContext>
  )
}
