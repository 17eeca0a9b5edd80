import { useState, type ReactNode } from 'react'
import { ROLE_WORDS } from '../../app/roles.ts'
import { useSitting } from '../../app/sitting.ts'
import { BrandMark } from '../../app/TitleBar.tsx'
import { Button } from '../../kit/Button.tsx'
import { LicencesDialog } from './LicencesDialog.tsx'
import { Section } from './Section.tsx'
import classes from './Setup.module.css'

/** What this program is, where its store lies, and whose work it stands on. */
export function AboutSection(): ReactNode {
  const { practice, user } = useSitting()
  const [readsLicences, setReadsLicences] = useState(false)
  const { versions } = window.parity
  return (
    <Section
      title="About"
      lead="The billing workstation of a behavioral health practice. What was owed, what came in, and what stands between."
    >
      <div className={classes['mark']}>
        <BrandMark size={56} label="Parity" />
        <div>
          <b className={classes['markName']}>Parity</b>
          <span className="second id words">Version {versions.parity}</span>
        </div>
      </div>
      <dl className={classes['about']}>
        <dt>Store</dt>
        <dd className="id words">{practice.folder}</dd>
        <dt>You</dt>
        <dd>
          {user.name}, {ROLE_WORDS[user.role].inSentence}
        </dd>
        <dt>License</dt>
        <dd>Free software under AGPL-3.0-only: use it, read it, change it, pass it on under the same terms.</dd>
        <dt>Built on</dt>
        <dd className="words">
          Electron {versions.electron}, Chromium {versions.chromium}, and the work of many others
        </dd>
        <dt>Letters and signs</dt>
        <dd>Inter and JetBrains Mono, SIL Open Font License 1.1. Icons by Tabler, MIT.</dd>
        <dt>Outside</dt>
        <dd>Parity calls nobody by itself. What leaves, you send.</dd>
      </dl>
      <div>
        <Button onPress={() => setReadsLicences(true)}>Licenses of what is inside</Button>
      </div>
      {readsLicences && <LicencesDialog onClose={() => setReadsLicences(false)} />}
    </Section>
  )
}
