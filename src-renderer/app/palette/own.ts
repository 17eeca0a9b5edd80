import { IconBolt, IconClock, IconLayoutColumns, IconPlus, IconSettings, IconStar, IconVocabulary, IconWindow } from '@tabler/icons-react'
import { glossary } from '../../help/Glossary.tsx'
import { soughtTerms } from '../../help/terms.ts'
import { starting } from '../../screens/authorizations/starting.ts'
import { screens, useScreens } from '../../screens/screens.ts'
import { setupSections } from '../../screens/setup/SetupScreen.tsx'
import { useAppearance } from '../appearance.tsx'
import { keysOf, useKeySheet, type Binding } from '../keyboard.tsx'
import { useCall } from '../queries.ts'
import { SETUP_SECTIONS, useRouter, type Route } from '../routes.ts'
import { useMay } from '../sitting.ts'
import type { Entry, Group } from './entry.ts'

/** Groups of keys that are no actions of a screen. */
const elsewhere = ['', 'Go to', 'Anywhere', 'Move', 'Select']
/** Keys of the window that say nothing in the palette itself. */
const pointless = ['Mod+k', '/', 'Escape']

const actionOf = (group: string, binding: Binding, icon: Entry['icon'] = IconBolt): Entry => ({
  id: `${group} ${binding.words ?? ''}`,
  icon,
  name: binding.words ?? '',
  detail: '',
  ...(keysOf(binding)[0] !== undefined && { keys: keysOf(binding)[0] ?? '' }),
  run: () => binding.run(new KeyboardEvent('keydown')),
})

/** The actions of the selection and of the screen, group by group, and those of the window. */
export function useActionGroups(): readonly Group[] {
  const sheet = useKeySheet()
  const able = (bindings: readonly Binding[]): readonly Binding[] => bindings.filter(({ when }) => when !== false)
  const ofScreen = [...sheet]
    .filter(([group]) => !elsewhere.includes(group))
    .map(([group, bindings]) => ({
      title: group.startsWith('Actions') ? group : `Actions: ${group}`,
      entries: able(bindings).map((binding) => actionOf(group, binding)),
    }))
    .toSorted((one, other) => chosenFirst(other.title) - chosenFirst(one.title))
  const ofWindow = able(sheet.get('Anywhere') ?? []).filter((binding) => !keysOf(binding).some((keys) => pointless.includes(keys)))
  return [
    ...ofScreen,
    { title: 'New', entries: useNew() },
    { title: 'This window', entries: [...ofWindow.map((binding) => actionOf('Anywhere', binding, IconWindow)), ...useLooks()] },
  ]
}

/** What can be begun from any place. */
function useNew(): readonly Entry[] {
  const router = useRouter()
  const may = useMay()
  if (!may('eligibility.write')) return []
  const begin = (id: 'enter' | 'ask', name: string, detail: string): Entry => ({
    id: `new ${id}`,
    icon: IconPlus,
    name,
    detail,
    run: () => {
      router.visit('authorizations')
      starting.set(id)
    },
  })
  return [
    begin('enter', 'New authorization', 'what a payer agreed to'),
    begin('ask', 'New request for an authorization', 'a 278 to a payer'),
  ]
}

/** What is chosen stands before what the screen can do anyway. */
const chosenFirst = (title: string): number => (title.startsWith('Actions on') ? 1 : 0)

function useLooks(): readonly Entry[] {
  const { density, setTheme, setDensity } = useAppearance()
  const look = (id: string, name: string, run: () => void): Entry => ({ id, icon: IconLayoutColumns, name, detail: '', run })
  return [
    look('light', 'Light theme', () => setTheme('light')),
    look('dark', 'Dark theme', () => setTheme('dark')),
    look('contrast', 'High contrast', () => setTheme('contrast')),
    density === 'compact'
      ? look('density', 'Comfortable rows', () => setDensity('comfortable'))
      : look('density', 'Compact rows', () => setDensity('compact')),
    { ...look('glossary', 'What does a word mean?', () => glossary.set('')), icon: IconVocabulary },
  ]
}

/** Every place one may go: screens, saved views, the sections of setup. */
export function usePlaces(): { readonly screens: readonly Entry[]; readonly views: readonly Entry[]; readonly sections: readonly Entry[] } {
  const router = useRouter()
  const names = useScreens()
  const may = useMay()
  const saved = useCall('views.list', {}).data ?? []
  const go = (place: Route): Pick<Entry, 'place' | 'run'> => ({ place, run: () => router.go(place) })
  return {
    screens: names.map((screen) => {
      const { title, icon, keys } = screens[screen]
      return { id: `go ${screen}`, icon, name: title, detail: 'screen', keys, place: { screen }, run: () => router.visit(screen) }
    }),
    views: saved
      .filter(({ screen }) => names.includes(screen))
      .map(({ id, name, screen }) => ({
        id: `view ${id}`,
        icon: IconStar,
        name,
        detail: `view of ${screens[screen].title}`,
        ...go({ screen, tab: `saved ${id}` } as Route),
      })),
    sections: SETUP_SECTIONS.filter((section) => may(setupSections[section].needs)).map((section) => ({
      id: `setup ${section}`,
      icon: IconSettings,
      name: setupSections[section].title,
      detail: 'in Setup',
      ...go({ screen: 'setup', section }),
    })),
  }
}

const atMost = 6
/** What the open row of a screen is called. */
const nouns: Readonly<Record<string, string>> = {
  claims: 'claim',
  patients: 'patient',
  remits: 'remittance',
  denials: 'denial',
  appeals: 'appeal',
  exchange: 'file',
  eligibility: 'session',
  authorizations: 'authorization',
}

/** Where one was, the last place first. */
export function useRecent(): readonly Entry[] {
  const router = useRouter()
  const names = useScreens()
  return router
    .recent()
    .filter(({ screen }) => names.includes(screen))
    .slice(0, atMost)
    .map((place, n) => ({
      id: `recent ${n}`,
      icon: IconClock,
      name: screens[place.screen].title,
      detail: recentWords(place),
      place,
      run: () => router.go(place),
    }))
}

function recentWords(place: Route): string {
  if ('section' in place && place.section) return setupSections[place.section].title
  if ('open' in place && place.open !== undefined) return `${nouns[place.screen] ?? 'row'} ${place.open}`
  if ('view' in place && place.view && place.view.filters.length > 0) return 'filtered'
  return 'day' in place && place.day ? place.day : ''
}

/** Words of the trade by a few of their letters. */
export const wordsOf = (text: string): readonly Entry[] =>
  soughtTerms(text).map(({ name, means }) => ({
    id: `word ${name}`,
    icon: IconVocabulary,
    name,
    detail: means,
    run: () => glossary.set(name),
  }))
