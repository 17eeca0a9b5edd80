import type { ReactNode } from 'react'
import { THEMES, useAppearance, type Appearance } from '../../app/appearance.tsx'
import { DENSITIES } from '../../app/density.ts'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

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
      <Choices label="Theme" all={THEMES} words={themes} chosen={theme} onChoose={setTheme} />
      <Choices label="Rows" all={DENSITIES} words={densities} chosen={density} onChoose={setDensity} />
    </Section>
  )
}

type ChoicesProps<T extends string> = {
  readonly label: string
  readonly all: readonly T[]
  readonly words: Readonly<Record<T, readonly [name: string, words: string]>>
  readonly chosen: T
  readonly onChoose: (one: T) => void
}

function Choices<T extends string>({ label, all, words, chosen, onChoose }: ChoicesProps<T>): ReactNode {
  const step = (by: number): void => {
    const next = all[(all.indexOf(chosen) + by + all.length) % all.length]
    if (next !== undefined) onChoose(next)
  }
  return (
    <div>
      <h3 style={{ marginBottom: 8 }}>{label}</h3>
      <div
        role="radiogroup"
        aria-label={label}
        tabIndex={-1}
        className={classes['choices']}
        onKeyDown={(event) => {
          const by =
            event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
          if (by === 0) return
          event.preventDefault()
          step(by)
          event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[(all.indexOf(chosen) + by + all.length) % all.length]?.focus()
        }}
      >
        {all.map((one) => (
          <button
            key={one}
            type="button"
            role="radio"
            aria-checked={one === chosen}
            tabIndex={one === chosen ? 0 : -1}
            className={classes['choice']}
            onClick={() => onChoose(one)}
          >
            <b>{words[one][0]}</b>
            <span>{words[one][1]}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
