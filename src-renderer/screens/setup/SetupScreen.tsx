import {
  IconArchive,
  IconBook2,
  IconBuilding,
  IconBuildingBank,
  IconCertificate,
  IconCoin,
  IconContract,
  IconHistory,
  IconInfoCircle,
  IconListCheck,
  IconListDetails,
  IconPalette,
  IconPlugConnected,
  IconShieldLock,
  IconStethoscope,
  IconUser,
  IconUsers,
  type Icon as TablerIcon,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import type { Permission } from '../../../src-shared/contract/call.ts'
import { useMay } from '../../app/sitting.ts'
import { SETUP_SECTIONS, usePlace, useRouter, type SetupSection } from '../../app/routes.ts'
import { Icon } from '../../kit/Icon.tsx'
import { ScreenBody, ScreenHead } from '../../kit/Screen.tsx'
import { AboutSection } from './AboutSection.tsx'
import { ActivitySection } from './ActivitySection.tsx'
import { BackupsSection } from './BackupsSection.tsx'
import { PeopleSection } from './PeopleSection.tsx'
import { SecuritySection } from './SecuritySection.tsx'
import { YouSection } from './YouSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { CliniciansSection } from './CliniciansSection.tsx'
import { CodesSection } from './CodesSection.tsx'
import { ConnectionsSection } from './ConnectionsSection.tsx'
import { ContractsSection } from './ContractsSection.tsx'
import { EditsSection } from './EditsSection.tsx'
import { EnrollmentsSection } from './EnrollmentsSection.tsx'
import { FeesSection } from './FeesSection.tsx'
import { PayersSection } from './PayersSection.tsx'
import { PracticeSection } from './PracticeSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import classes from './Setup.module.css'

type Entry = {
  readonly title: string
  readonly icon: TablerIcon
  readonly needs: Permission
  readonly show: ComponentType
  /** It has its own head and scrolls by itself. */
  readonly isWhole?: boolean
}

/** What setup is made of, and what one must be allowed to see each. */
export const setupSections: Readonly<Record<SetupSection, Entry>> = {
  practice: { title: 'Practice', icon: IconBuilding, needs: 'practice.read', show: PracticeSection },
  clinicians: { title: 'Clinicians', icon: IconStethoscope, needs: 'practice.read', show: CliniciansSection },
  payers: { title: 'Payers', icon: IconBuildingBank, needs: 'practice.read', show: PayersSection },
  enrollments: { title: 'Enrollments', icon: IconCertificate, needs: 'practice.read', show: EnrollmentsSection },
  connections: { title: 'Connections', icon: IconPlugConnected, needs: 'exchange.read', show: ConnectionsSection },
  fees: { title: 'Fees', icon: IconCoin, needs: 'practice.read', show: FeesSection },
  contracts: { title: 'Contracts', icon: IconContract, needs: 'practice.read', show: ContractsSection },
  codes: { title: 'Codes', icon: IconBook2, needs: 'practice.read', show: CodesSection },
  rules: { title: 'Rules', icon: IconListCheck, needs: 'claims.read', show: RulesSection },
  edits: { title: 'Edits', icon: IconListDetails, needs: 'practice.read', show: EditsSection },
  people: { title: 'People', icon: IconUsers, needs: 'people.read', show: PeopleSection },
  security: { title: 'Security', icon: IconShieldLock, needs: 'security.manage', show: SecuritySection },
  backups: { title: 'Backups', icon: IconArchive, needs: 'backup.read', show: BackupsSection },
  activity: { title: 'Activity', icon: IconHistory, needs: 'audit.read', show: ActivitySection, isWhole: true },
  you: { title: 'You', icon: IconUser, needs: 'open', show: YouSection },
  appearance: { title: 'Appearance', icon: IconPalette, needs: 'open', show: AppearanceSection },
  about: { title: 'About', icon: IconInfoCircle, needs: 'open', show: AboutSection },
}

/** What everything else takes for granted. */
export function SetupScreen(): ReactNode {
  const router = useRouter()
  const may = useMay()
  const place = usePlace('setup')
  const names = SETUP_SECTIONS.filter((one) => may(setupSections[one].needs))
  const section = names.find((one) => one === place.section) ?? names[0] ?? 'about'
  const { show: Show, isWhole = false } = setupSections[section]
  return (
    <>
      <ScreenHead title="Setup" />
      <ScreenBody>
        <nav className={classes['nav']} aria-label="Sections of setup">
          {names.map((one) => (
            <button
              key={one}
              type="button"
              className={`${classes['entry']} ${one === section ? classes['on'] : ''}`}
              aria-current={one === section ? 'page' : undefined}
              onClick={(event) => {
                // A list takes the focus, so that its keys and Enter are its own.
                if (setupSections[one].isWhole === true) event.currentTarget.blur()
                router.amend({ screen: 'setup', section: one })
              }}
            >
              <Icon of={setupSections[one].icon} />
              {setupSections[one].title}
            </button>
          ))}
        </nav>
        <div className={isWhole ? classes['whole'] : classes['section']} key={section}>
          <Show />
        </div>
      </ScreenBody>
    </>
  )
}
