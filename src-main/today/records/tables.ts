import type { Generated } from 'kysely'
import type { ClaimTables } from '../../claims/index.ts'
import { tables } from '../../store/index.ts'

/** What the desk looks at, across all rooms; it writes only its own two tables. */
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
    aside: string | null
  }
  claim_row: {
    id: number
    patient: number
    status: string
    origin: string
    day: string
    file_by: string
    sent_on: string
    charge: number
    paid: number
    owed: number
    codes: string
    payer: string
    provider: string
    clinician: number | null
    batch: string
    patient_name: string
    patient_first: string
    patient_last: string
  }
  remit_claim: { id: number; remittance: number; outcome: string; paid: number }
  inquiry: { id: number; appointment: number | null; outcome: string }
  // The desk's own.
  desk_owner: { line: string; item: number; patient: number | null; person: number; by: number; at: string }
  desk_aside: {
    id: Generated<number>
    line: string
    item: number
    patient: number | null
    until: string
    reason: string
    items: number
    cents: number
    due: string | null
    by: number
    at: string
    ended_at: string | null
  }
}

export const from = tables<DeskTables>()
