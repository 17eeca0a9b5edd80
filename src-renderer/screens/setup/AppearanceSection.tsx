import type { ReactNode } from 'react'
import { THEMES, useAppearance, type Appearance } from '../../app/appearance.tsx'
import { DENSITIES } from '../../app/density.ts'
import { Choices } from '../../kit/Choices.tsx'
import { Section } from './Section.tsx'

const themes: Readonly<Record<Appearance['theme'], readonly [name: string, words: string]>> = {
  system: ['As the system', 'Light by day, dark at night, if the system does so.'],
  light: ['Light', 'Dark letters on white.'],
  dark: ['Dark', 'Light letters on near black.'],
  contrast: ['High contrast', 'Every edge drawn; no tint carries a meaning.'],
}
const densities: Readonly<Record<Appearance['density'], readonly [name: string, words: string]>> = {
  compact: ['Compact', 'More rows on the screen.'],
  comfortable: ['Comfortable', 'More air between the rows.'],
}

/** How the window looks to whoever is signed in. */
export function AppearanceSection(): ReactNode {
  const { theme, density, setTheme, setDensity } = useAppearance()
  return (
    <Section
      title="Appearance"
      lead="Kept for you in the store, so it is the same wherever you open it. Ctrl and + or − makes everything larger or smaller."
    >
      <Choices isTitled label="Theme" all={THEMES} words={themes} chosen={theme} onChoose={setTheme} />
      <Choices isTitled label="Rows" all={DENSITIES} words={densities} chosen={density} onChoose={setDensity} />
    </Section>
  )
}
