import {
  IconArrowsExchange,
  IconFileInvoice,
  IconGavel,
  IconKeyboard,
  IconLayoutList,
  IconOctagonMinus,
  IconReceipt2,
  IconSettings,
  IconShieldCheck,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { SCREENS, type Screen } from '../../src-shared/contract/today.ts'
import { AppealsScreen } from './appeals/AppealsScreen.tsx'
import { ChargesScreen } from './charges/ChargesScreen.tsx'
import { ClaimsScreen } from './claims/ClaimsScreen.tsx'
import { DenialsScreen } from './denials/DenialsScreen.tsx'
import { EligibilityScreen } from './eligibility/EligibilityScreen.tsx'
import { ExchangeScreen } from './exchange/ExchangeScreen.tsx'
import { PatientsScreen } from './patients/PatientsScreen.tsx'
import { RemitsScreen } from './remittance/RemitsScreen.tsx'
import { SetupScreen } from './setup/SetupScreen.tsx'
import { TodayScreen } from './today/TodayScreen.tsx'

type Entry = { readonly title: string; readonly icon: Icon; readonly keys: string; readonly show: ComponentType }

/** The rail, from above: name, icon, the key after `g`, and what shows. */
export const screens: Readonly<Record<Screen, Entry>> = {
  today: { title: 'Today', icon: IconLayoutList, keys: 'g t', show: TodayScreen },
  eligibility: { title: 'Eligibility', icon: IconShieldCheck, keys: 'g e', show: EligibilityScreen },
  charges: { title: 'Charges', icon: IconKeyboard, keys: 'g c', show: ChargesScreen },
  claims: { title: 'Claims', icon: IconFileInvoice, keys: 'g m', show: ClaimsScreen },
  exchange: { title: 'Exchange', icon: IconArrowsExchange, keys: 'g x', show: ExchangeScreen },
  remits: { title: 'Remits', icon: IconReceipt2, keys: 'g r', show: RemitsScreen },
  denials: { title: 'Denials', icon: IconOctagonMinus, keys: 'g d', show: DenialsScreen },
  appeals: { title: 'Appeals', icon: IconGavel, keys: 'g a', show: AppealsScreen },
  patients: { title: 'Patients', icon: IconUsers, keys: 'g p', show: PatientsScreen },
  setup: { title: 'Setup', icon: IconSettings, keys: 'g s', show: SetupScreen },
}

export const screenNames = SCREENS
