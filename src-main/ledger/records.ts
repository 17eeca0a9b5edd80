import type { Generated } from 'kysely'
import { tables } from '../store/index.ts'

/**
 * The accounts. `payer` and `patient`: who still owes. `charge`: what was billed, on the credit side. `payment`: money that came in. `adjustment`:
 * written off or moved, with group and reason. `credit`: money not applied to a claim yet. `provider`: PLB, which concerns no claim.
 */
export type Account = 'charge' | 'payer' | 'patient' | 'payment' | 'adjustment' | 'credit' | 'provider'

/** What entries of a month are. `insurance` and `takeback`: what payers paid and took back; `provider`: PLB. What was undone counts as what it was. */
export type What = 'charge' | 'insurance' | 'takeback' | 'patient' | 'refund' | 'write-off' | 'transfer' | 'provider'

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
  /** Claims on which a patient owes, and since when; the view says the same from the postings. */
  patient_owes: { claim: number; since: string }
  patient_owes_since: { claim: number; since: string }
  closing: {
    id: Generated<number>
    month: string
    at: string
    by: number
    digest: string
    unfinished: string
    reopened_at: string | null
    reopened_by: number | null
    why: string | null
  }
  closing_sum: { closing: number; what: string; account: string; cents: number }
  late_entry: { entry: number; month: string }
  month_sum: { month: string; what: What; account: Account; cents: number }
  /** A view: each entry with the month it belongs to. */
  entry_month: { id: number; month: string; what: What }
}

export const from = tables<LedgerTables>()
