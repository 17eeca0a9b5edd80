import {
  IconArrowsExchange,
  IconBuildingBank,
  IconCalendarCheck,
  IconCalendarDollar,
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
import type { Permission } from '../../src-shared/contract/call.ts'
import { SCREENS, type Screen } from '../../src-shared/contract/today.ts'
import { later, type Later } from '../app/later.tsx'
import { useMay } from '../app/sitting.ts'

type Entry = {
  readonly title: string
  readonly icon: Icon
  readonly keys: string
  readonly needs: Permission
  readonly show: Later<object>
}

/** The rail, from above: name, icon, the key after `g`, what one must be allowed, and what shows. */
export const screens: Readonly<Record<Screen, Entry>> = {
  today: {
    title: 'Today',
    icon: IconLayoutList,
    keys: 'g t',
    needs: 'desk',
    show: later(async () => (await import('./today/TodayScreen.tsx')).TodayScreen),
  },
  eligibility: {
    title: 'Eligibility',
    icon: IconShieldCheck,
    keys: 'g e',
    needs: 'eligibility.read',
    show: later(async () => (await import('./eligibility/EligibilityScreen.tsx')).EligibilityScreen),
  },
  authorizations: {
    title: 'Auths',
    icon: IconCalendarCheck,
    keys: 'g u',
    needs: 'eligibility.read',
    show: later(async () => (await import('./authorizations/AuthorizationsScreen.tsx')).AuthorizationsScreen),
  },
  charges: {
    title: 'Charges',
    icon: IconKeyboard,
    keys: 'g c',
    needs: 'charges.read',
    show: later(async () => (await import('./charges/ChargesScreen.tsx')).ChargesScreen),
  },
  claims: {
    title: 'Claims',
    icon: IconFileInvoice,
    keys: 'g m',
    needs: 'claims.read',
    show: later(async () => (await import('./claims/ClaimsScreen.tsx')).ClaimsScreen),
  },
  exchange: {
    title: 'Exchange',
    icon: IconArrowsExchange,
    keys: 'g x',
    needs: 'exchange.read',
    show: later(async () => (await import('./exchange/ExchangeScreen.tsx')).ExchangeScreen),
  },
  remits: {
    title: 'Remits',
    icon: IconReceipt2,
    keys: 'g r',
    needs: 'remittance.read',
    show: later(async () => (await import('./remittance/RemitsScreen.tsx')).RemitsScreen),
  },
  deposits: {
    title: 'Deposits',
    icon: IconBuildingBank,
    keys: 'g b',
    needs: 'remittance.read',
    show: later(async () => (await import('./deposits/DepositsScreen.tsx')).DepositsScreen),
  },
  denials: {
    title: 'Denials',
    icon: IconOctagonMinus,
    keys: 'g d',
    needs: 'denials.read',
    show: later(async () => (await import('./denials/DenialsScreen.tsx')).DenialsScreen),
  },
  appeals: {
    title: 'Appeals',
    icon: IconGavel,
    keys: 'g a',
    needs: 'appeals.read',
    show: later(async () => (await import('./appeals/AppealsScreen.tsx')).AppealsScreen),
  },
  patients: {
    title: 'Patients',
    icon: IconUsers,
    keys: 'g p',
    needs: 'patients.read',
    show: later(async () => (await import('./patients/PatientsScreen.tsx')).PatientsScreen),
  },
  months: {
    title: 'Months',
    icon: IconCalendarDollar,
    keys: 'g o',
    needs: 'month.read',
    show: later(async () => (await import('./months/MonthsScreen.tsx')).MonthsScreen),
  },
  setup: {
    title: 'Setup',
    icon: IconSettings,
    keys: 'g s',
    needs: 'open',
    show: later(async () => (await import('./setup/SetupScreen.tsx')).SetupScreen),
  },
}

/** Fetches the code of every screen, the front page first, so that none is waited for when it is opened. */
export async function loadScreens(): Promise<void> {
  for (const screen of SCREENS) await screens[screen].show.load()
}

/** The screens who is signed in may open, in the order of the rail. */
export function useScreens(): readonly Screen[] {
  const may = useMay()
  return SCREENS.filter((screen) => may(screens[screen].needs))
}
