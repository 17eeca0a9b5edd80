import { engine } from './0010-engine.ts'
import { practice } from './0020-practice.ts'
import { ledger } from './0030-ledger.ts'
import { exchange } from './0040-exchange.ts'
import { eligibility } from './0050-eligibility.ts'
import { claims } from './0060-claims.ts'
import { remittance } from './0070-remittance.ts'
import { denials } from './0080-denials.ts'
import { trust } from './0090-trust.ts'
import { backups } from './0100-backups.ts'
import { lists } from './0110-lists.ts'
import { desk } from './0120-desk.ts'
import { withdrawals } from './0130-charges.ts'
import { ownSettings } from './0140-own-settings.ts'
import { remittanceEntries } from './0150-remittance-entries.ts'
import { documentation } from './0160-documentation.ts'

export type Migration = { readonly number: number; readonly sql: string }

/** In order, numbered in tens so that a hotfix fits between. A released one is never edited: a test holds the SHA-256 of each. */
export const MIGRATIONS: readonly Migration[] = [
  engine,
  practice,
  ledger,
  exchange,
  eligibility,
  claims,
  remittance,
  denials,
  trust,
  backups,
  lists,
  desk,
  withdrawals,
  ownSettings,
  remittanceEntries,
  documentation,
]
