import { MantineProvider } from '@mantine/core'
import { createContext, use, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import type { Whereabouts } from '../../src-shared/bridge.ts'
import { DENSITIES, type Density } from './density.ts'
import { useCall, useCommand } from './queries.ts'
import { resolver, theme } from './theme.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
type Theme = (typeof THEMES)[number]

export type Appearance = {
  readonly theme: Theme
  readonly density: Density
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

const oneOf = <T extends string>(all: readonly T[], text: string | undefined): T | undefined => all.find((one) => one === text)

/**
 * The one writer of theme and density: the root element's `data-theme` and `data-density`, and Mantine's scheme. The choice is kept in the store;
 * while none is open, the last one known stays.
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
  const [chosen, setChosen] = useState<{ readonly theme?: Theme; readonly density?: Density }>({})
  const [seen, setSeen] = useState(kept)
  if (kept && kept !== seen) {
    setSeen(kept)
    setChosen({})
  }
  const wanted = chosen.theme ?? oneOf(THEMES, seen ? seen['theme'] : before?.theme) ?? 'system'
  const density = chosen.density ?? oneOf(DENSITIES, seen ? seen['density'] : before?.density) ?? 'compact'
  const shown = wanted === 'system' ? system : wanted

  useLayoutEffect(() => {
    write(shown, density)
  }, [shown, density])

  const appearance: Appearance = {
    theme: wanted,
    density,
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
