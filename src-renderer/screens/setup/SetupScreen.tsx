import {
  IconBuilding,
  IconBuildingBank,
  IconCoin,
  IconInfoCircle,
  IconPalette,
  IconStethoscope,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { SETUP_SECTIONS, usePlace, useRouter, type SetupSection } from '../../app/routes.ts'
import { Icon } from '../../kit/Icon.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { AboutSection } from './AboutSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { CliniciansSection } from './CliniciansSection.tsx'
import { FeesSection } from './FeesSection.tsx'
import { PayersSection } from './PayersSection.tsx'
import { PracticeSection } from './PracticeSection.tsx'
import classes from './Setup.module.css'

const sections: Readonly<Record<SetupSection, { readonly title: string; readonly icon: TablerIcon; readonly show: ComponentType }>> = {
  practice: { title: 'Practice', icon: IconBuilding, show: PracticeSection },
  clinicians: { title: 'Clinicians', icon: IconStethoscope, show: CliniciansSection },
  payers: { title: 'Payers', icon: IconBuildingBank, show: PayersSection },
  fees: { title: 'Fees', icon: IconCoin, show: FeesSection },
  appearance: { title: 'Appearance', icon: IconPalette, show: AppearanceSection },
  about: { title: 'About', icon: IconInfoCircle, show: AboutSection },
}

/** What everything else takes for granted. */
export function SetupScreen(): ReactNode {
  const router = useRouter()
  const { section = 'practice' } = usePlace('setup')
  const { show: Show } = sections[section]
  return (
    <>
      <ScreenHead title="Setup" />
      <ScreenBody>
        <nav className={classes['nav']} aria-label="Sections of setup">
          {SETUP_SECTIONS.map((one) => (
            <button
              key={one}
              type="button"
              className={`${classes['entry']} ${one === section ? classes['on'] : ''}`}
              aria-current={one === section ? 'page' : undefined}
              onClick={() => router.amend({ screen: 'setup', section: one })}
            >
              <Icon of={sections[one].icon} />
              {sections[one].title}
            </button>
          ))}
        </nav>
        <div className={classes['section']} key={section}>
          <Show />
        </div>
      </ScreenBody>
    </>
  )
}
