import type { ReactNode } from 'react'
import { ROLE_WORDS } from '../../app/roles.ts'
import { useSitting } from '../../app/sitting.ts'
import { BrandMark } from '../../app/TitleBar.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

/** What this program is, and where its store lies. */
export function AboutSection(): ReactNode {
  const { practice, user } = useSitting()
  const { versions } = window.parity
  return (
    <Section
      title="About"
      lead="The billing workstation of a behavioral health practice. What was owed, what came in, and what stands between."
    >
      <BrandMark size={48} label="Parity" />
      <dl className={classes['about']}>
        <dt>Parity</dt>
        <dd className="id words">{versions.parity}</dd>
        <dt>Store</dt>
        <dd className="id words">{practice.folder}</dd>
        <dt>You</dt>
        <dd>
          {user.name}, {ROLE_WORDS[user.role].inSentence}
        </dd>
        <dt>License</dt>
        <dd>Free software, AGPL-3.0-only. Inter and JetBrains Mono: SIL Open Font License 1.1. Icons: Tabler, MIT.</dd>
        <dt>Built on</dt>
        <dd className="words">
          Electron {versions.electron}, Chromium {versions.chromium}
        </dd>
        <dt>Outside</dt>
        <dd>Parity calls nobody by itself. What leaves, you send.</dd>
      </dl>
    </Section>
  )
}
