import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { THEMES, useAppearance, ZOOMS, type Appearance } from '../../app/appearance.tsx'
import { DENSITIES } from '../../app/density.ts'
import { useCommand } from '../../app/queries.ts'
import { glossary } from '../../help/Glossary.tsx'
import { NONE_SEEN } from '../../help/hints.ts'
import { Button } from '../../kit/Button.tsx'
import { Choices } from '../../kit/Choices.tsx'
import { Key } from '../../kit/Key.tsx'
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
  const { theme, density, zoom, setTheme, setDensity, setZoom, stepZoom } = useAppearance()
  return (
    <Section title="Appearance" lead="Yours alone, and kept in the store: it is the same in every window and wherever you sign in.">
      <Choices isTitled label="Theme" all={THEMES} words={themes} chosen={theme} onChoose={setTheme} />
      <Choices isTitled label="Rows" all={DENSITIES} words={densities} chosen={density} onChoose={setDensity} />
      <div>
        <h3 style={{ marginBottom: 8 }}>Size</h3>
        <div className="row" role="group" aria-label="Size">
          <Button icon={IconMinus} label="Everything smaller" disabled={zoom <= ZOOMS[0]} onPress={() => stepZoom(-1)} />
          <output className={classes['size']} aria-label="Size now">
            {zoom}%
          </output>
          <Button icon={IconPlus} label="Everything larger" disabled={zoom >= (ZOOMS.at(-1) ?? zoom)} onPress={() => stepZoom(1)} />
          <Button look="quiet" disabled={zoom === 100} onPress={() => setZoom(100)}>
            The usual size
          </Button>
          <span className="small third row">
            <Key of="Mod+=" /> larger <Key of="Mod+-" /> smaller <Key of="Mod+0" /> usual
          </span>
        </div>
      </div>
      <Help />
    </Section>
  )
}

/** The hints of a first use, and the words of the trade. */
function Help(): ReactNode {
  const keep = useCommand('settings.keep')
  const [isBack, setBack] = useState(false)
  const onShow = async (): Promise<void> => setBack((await keep.run({ key: 'hints', value: NONE_SEEN })).ok)
  return (
    <section aria-label="Help">
      <h3>Help</h3>
      <div className="row" style={{ marginTop: 7 }}>
        <Button isBusy={keep.isBusy} onPress={() => void onShow()}>
          Show the hints again
        </Button>
        <Button onPress={() => glossary.set('')}>What does a word mean?</Button>
        {isBack && (
          <span className="second small" role="status">
            Each screen says its hint once more.
          </span>
        )}
      </div>
    </section>
  )
}
