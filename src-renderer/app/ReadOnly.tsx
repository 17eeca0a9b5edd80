import type { ReactNode } from 'react'
import type { Permission } from '../../src-shared/contract/call.ts'
import type { Screen } from '../../src-shared/contract/today.ts'
import { Banner } from '../kit/Note.tsx'
import { ROLE_WORDS } from './roles.ts'
import { useRoute } from './routes.ts'
import { useMay, useSitting } from './sitting.ts'

/** What a screen is written with, and what one does not do who may only read it. */
const WRITING: { readonly [screen in Screen]?: readonly [needs: Permission, words: string] } = {
  eligibility: ['eligibility.write', 'You can read benefits, not ask for them.'],
  charges: ['charges.write', 'You can read charges, not enter them.'],
  claims: ['claims.write', 'You can read claims, not change them.'],
  exchange: ['exchange.write', 'You can read files, not take them in.'],
  remits: ['remittance.post', 'You can read remittances, not post them.'],
  denials: ['denials.write', 'You can read denials, not work them.'],
  appeals: ['appeals.write', 'You can read appeals, not write them.'],
  patients: ['patients.write', 'You can read patients, not change them.'],
}

/** Says above a screen that the role only reads it. A store that may only be read says so itself. */
export function ReadOnly(): ReactNode {
  const { user, halted } = useSitting()
  const may = useMay()
  const writing = WRITING[useRoute().screen]
  if (writing === undefined || halted || may(writing[0])) return null
  return <Banner title={writing[1]}>Your role is {ROLE_WORDS[user.role].inSentence}.</Banner>
}
