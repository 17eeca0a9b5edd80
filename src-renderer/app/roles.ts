import type { Role } from '../../src-shared/contract/access.ts'

type RoleWords = {
  readonly name: string
  /** As it stands in a sentence: `front desk`. */
  readonly inSentence: string
  /** What the role is for, in one line. */
  readonly does: string
  /** What it sees, and what not. */
  readonly sees: string
}

export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  owner: {
    name: 'Owner',
    inSentence: 'owner',
    does: 'Runs the practice: people, keys, limits and backups, and all of billing.',
    sees: 'Sees everything, and the log of who did what.',
  },
  lead: {
    name: 'Billing lead',
    inSentence: 'billing lead',
    does: 'Bills, keeps payers and fees, and decides on write-offs colleagues ask for.',
    sees: 'Sees all of billing, the people, and who looked at a patient.',
  },
  biller: {
    name: 'Biller',
    inSentence: 'biller',
    does: 'Works claims, payments, denials and appeals. A larger write-off waits for a second person.',
    sees: 'Sees all of billing, with diagnoses.',
  },
  front: {
    name: 'Front desk',
    inSentence: 'front desk',
    does: 'Adds patients, books sessions and asks payers about coverage.',
    sees: 'Sees no diagnoses, no claims and no payments.',
  },
  clinician: {
    name: 'Clinician',
    inSentence: 'clinician',
    does: 'Looks up own patients, and changes nothing.',
    sees: 'Sees own patients alone, with their charges and denials.',
  },
  auditor: {
    name: 'Auditor',
    inSentence: 'auditor',
    does: 'Reads claims, payments and the log of who did what, and changes nothing.',
    sees: 'Sees no patient lists, and takes out the log alone.',
  },
  emergency: {
    name: 'Emergency',
    inSentence: 'emergency',
    does: 'Words in a sealed envelope, for when nobody else is there. Opens for four hours, with a reason.',
    sees: 'Reads what care needs. Moves no money and takes nothing out.',
  },
}
