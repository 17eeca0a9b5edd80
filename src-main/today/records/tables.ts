import type { ClaimTables } from '../../claims/index.ts'
import { tables } from '../../store/index.ts'

/** What the desk looks at, across all rooms; it writes none of it. */
export type DeskTables = Omit<ClaimTables, 'denial' | 'appeal' | 'remittance' | 'remit_claim' | 'inquiry'> & {
  denial: {
    id: number
    claim: number
    payer: number
    group_code: string
    reason: string
    cents: number
    status: string
    due: string
    outcome: string | null
    closed_at: string | null
  }
  appeal: { id: number; denial: number; claim: number; status: string; due: string; answer_by: string }
  remittance: {
    id: number
    payer_name: string
    trace: string
    status: string
    reason: string
    day: string
    cents: number
    claims: number
    created_at: string
  }
  remit_claim: { id: number; remittance: number; outcome: string; paid: number }
  inquiry: { id: number; appointment: number | null; outcome: string }
}

export const from = tables<DeskTables>()
