import { IconEye } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Permission } from '../../src-shared/contract/call.ts'
import type { Screen } from '../../src-shared/contract/today.ts'
import { ROLE_WORDS } from '../app/roles.ts'
import { useMay, useSitting } from '../app/sitting.ts'
import { screens } from '../screens/screens.ts'
import { Banner } from '../kit/Note.tsx'

/** What a screen is changed with, and how that is said. Today and Setup are changed through others. */
const WRITES: Partial<Readonly<Record<Screen, { readonly needs: Permission; readonly words: string }>>> = {
  eligibility: { needs: 'eligibility.write', words: 'You can read eligibility answers, not ask for new ones.' },
  charges: { needs: 'charges.write', words: 'You can read charges, not enter them.' },
  claims: { needs: 'claims.write', words: 'You can read claims, not change them.' },
  exchange: { needs: 'exchange.write', words: 'You can read files, not add them.' },
  remits: { needs: 'remittance.post', words: 'You can read remittances, not post them.' },
  denials: { needs: 'denials.write', words: 'You can read denials, not work them.' },
  appeals: { needs: 'appeals.write', words: 'You can read appeals, not write them.' },
  patients: { needs: 'patients.write', words: 'You can read patients, not change them.' },
  months: { needs: 'month.close', words: 'You can read the months, not close them.' },
}

/** Across the head of a screen that the role may read and not change. A store that may only be read says so itself. */
export function ReadOnly({ screen }: { readonly screen: Screen }): ReactNode {
  const may = useMay()
  const { user, halted } = useSitting()
  const writes = WRITES[screen]
  if (!writes || halted || may(writes.needs) || !may(screens[screen].needs)) return null
  const hidden = may('clinical.read') ? '' : ' Diagnoses are hidden.'
  return (
    <Banner icon={IconEye} title={writes.words}>
      Your role is {ROLE_WORDS[user.role].inSentence}.{hidden}
    </Banner>
  )
}
