import type { Generated } from 'kysely'
import { tables } from '../store/index.ts'

/**
 * The accounts. `payer` and `patient`: who still owes. `charge`: what was billed, on the credit side. `payment`: money that came in. `adjustment`:
 * written off or moved, with group and reason. `credit`: money not applied to a claim yet. `provider`: PLB, which concerns no claim.
 */
export type Account = 'charge' | 'payer' | 'patient' | 'payment' | 'adjustment' | 'credit' | 'provider'

/** The ledger's tables as kysely sees them. */
export type LedgerTables = {
  entry: {
    id: Generated<number>
    kind: string
    source: string
    source_key: string
    day: string
    user: number
    at: string
    note: string | null
    reverses: number | null
  }
  posting: {
    entry: number
    n: number
    account: Account
    claim: number | null
    line: number | null
    cents: number
    group_code: string | null
    reason: string | null
    file: number | null
    segment: number | null
  }
  seal: { entry: number }
  line_sum: { line: number; claim: number; charge: number; payer: number; patient: number; payment: number; adjustment: number }
  claim_sum: { claim: number; charge: number; payer: number; patient: number; payment: number; adjustment: number }
}

export const from = tables<LedgerTables>()
