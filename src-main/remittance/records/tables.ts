import type { Generated, Insertable, Selectable } from 'kysely'
import type { ClaimTables } from '../../claims/index.ts'
import type { LedgerTables } from '../../ledger/index.ts'
import type { Does, PolicyGroup } from '../../../src-shared/contract/remittance.ts'
import { tables } from '../../store/index.ts'

/** Remittances as kysely sees them, with the claims and postings that are read here. */
export type RemittanceTables = Omit<ClaimTables, 'remittance' | 'remit_claim' | 'denial' | 'appeal'> &
  Pick<LedgerTables, 'entry' | 'posting'> & {
    remittance: {
      id: Generated<number>
      file: number
      set_ordinal: number
      digest: string
      payer: number | null
      payer_name: string
      payer_number: string
      trace: string
      day: string
      method: string
      cents: number
      provider_cents: number
      claims: number
      status: string
      reason: string
      off_cents: number
      posted_at: string | null
      created_at: string
      aside: string | null
      aside_was: string | null
    }
    deposit: {
      id: Generated<number>
      remittance: number
      day: string
      user: number
      at: string
      undone_at: string | null
      undone_by: number | null
    }
    posting_gate: { id: number; whole: number; takebacks: number; provider: number; codes: number; money: number; most: number }
    remit_claim: {
      id: number
      remittance: number
      n: number
      control: string
      status: string
      charge: number
      paid: number
      patient: number
      contractual: number
      denied: number
      payer_control: string
      original_control: string
      patient_last: string
      patient_first: string
      member_id: string
      day: string | null
      codes: string
      forwarded_to: string
      claim: number | null
      matched_by: string
      outcome: string
      becomes: string
      reason: string
      off_cents: number
      entry: number | null
      reverses: number | null
      turn: Generated<number>
      from_segment: number
      to_segment: number
    }
    remit_line: {
      id: number
      remit_claim: number
      n: number
      code: string
      modifiers: string
      submitted: string | null
      charge: number
      paid: number
      allowed: number | null
      units: number | null
      day: string | null
      control: string | null
      line: number | null
      matched_by: string
      segment: number
    }
    remit_adjustment: {
      id: number
      remit_claim: number
      remit_line: number | null
      group_code: string
      reason: string
      cents: number
      quantity: number | null
      segment: number
      does: Does | null
    }
    remit_remark: { remit_claim: number; n: number; remit_line: number | null; code: string; segment: number }
    posting_policy: { id: Generated<number>; group_code: PolicyGroup; reason: string; payer: number | null; does: Does }
    remit_provider: { remittance: number; n: number; code: string; reference: string; cents: number; segment: number }
  }
export const from = tables<RemittanceTables>()

export type RemittanceRow = Selectable<RemittanceTables['remittance']>
export type RemitClaimRow = Selectable<RemittanceTables['remit_claim']>
export type NewRemittance = Omit<Insertable<RemittanceTables['remittance']>, 'id'>
export type ProviderRow = Selectable<RemittanceTables['remit_provider']>
