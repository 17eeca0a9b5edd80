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
import type { Permission } from '../../src-shared/contract/call.ts'
import { SCREENS, type Screen } from '../../src-shared/contract/today.ts'
import { useMay } from '../app/sitting.ts'
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

type Entry = {
  readonly title: string
  readonly icon: Icon
  readonly keys: string
  readonly needs: Permission
  readonly show: ComponentType
}

/** The rail, from above: name, icon, the key after `g`, what one must be allowed, and what shows. */
export const screens: Readonly<Record<Screen, Entry>> = {
  today: { title: 'Today', icon: IconLayoutList, keys: 'g t', needs: 'desk', show: TodayScreen },
  eligibility: { title: 'Eligibility', icon: IconShieldCheck, keys: 'g e', needs: 'eligibility.read', show: EligibilityScreen },
  charges: { title: 'Charges', icon: IconKeyboard, keys: 'g c', needs: 'charges.read', show: ChargesScreen },
  claims: { title: 'Claims', icon: IconFileInvoice, keys: 'g m', needs: 'claims.read', show: ClaimsScreen },
  exchange: { title: 'Exchange', icon: IconArrowsExchange, keys: 'g x', needs: 'exchange.read', show: ExchangeScreen },
  remits: { title: 'Remits', icon: IconReceipt2, keys: 'g r', needs: 'remittance.read', show: RemitsScreen },
  denials: { title: 'Denials', icon: IconOctagonMinus, keys: 'g d', needs: 'denials.read', show: DenialsScreen },
  appeals: { title: 'Appeals', icon: IconGavel, keys: 'g a', needs: 'appeals.read', show: AppealsScreen },
  patients: { title: 'Patients', icon: IconUsers, keys: 'g p', needs: 'patients.read', show: PatientsScreen },
  setup: { title: 'Setup', icon: IconSettings, keys: 'g s', needs: 'open', show: SetupScreen },
}

/** The screens who is signed in may open, in the order of the rail. */
export function useScreens(): readonly Screen[] {
  const may = useMay()
  return SCREENS.filter((screen) => may(screens[screen].needs))
}
