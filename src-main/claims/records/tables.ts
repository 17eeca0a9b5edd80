import type { Generated, Selectable, Updateable } from 'kysely'
import type { CONTACT_SAYS, CONTACT_WAYS, TOLD } from '../../../src-shared/contract/claim-status.ts'
import type { ChargeTables } from '../../charges/index.ts'
import type { LedgerTables } from '../../ledger/index.ts'
import { tables } from '../../store/index.ts'

/** What was last told of a claim. */
export type Told = (typeof TOLD)[number]

/** Claims as kysely sees them. */
export type ClaimTables = Omit<ChargeTables, 'claim' | 'claim_sum'> & {
  claim_sum: LedgerTables['claim_sum']
  line_sum: LedgerTables['line_sum']
  claim: {
    id: Generated<number>
    patient: number
    coverage: number
    payer: number
    biller: number
    provider: number | null
    status: string
    frequency: Generated<string>
    place: string
    first_day: string
    last_day: string
    codes: string
    cents: number
    payer_control: string | null
    authorization: string | null
    origin: string
    batch: number | null
    file_by: string
    created_at: string
    sent_at: string | null
    status_at: string
    turn: Generated<number>
    opened_from: string | null
  }
  claim_turn: {
    claim: number
    turn: number
    coverage: number
    payer: number
    payer_control: string | null
    file_by: string
  }
  claim_line: {
    id: Generated<number>
    claim: number
    n: number
    code: string
    modifiers: string
    units: number
    pointers: string
    day: string
    through: string | null
    place: string
    cents: number
    control: string
    charge: number | null
  }
  claim_drug: {
    line: number
    claim: number
    ndc: string
    thousandths: number | null
    unit: string | null
    number_kind: string | null
    number: string | null
  }
  claim_diagnosis: { claim: number; n: number; code: string }
  claim_finding: { claim: number; n: number; rule: string; grade: string; words: string; field: string; box: string; source: string }
  claim_rule: {
    id: Generated<number>
    n: number
    name: string
    conditions: string
    action: string
    starts: string | null
    ends: string | null
    is_on: number
    user: number
    saved_at: string
    tried: string | null
    removed_at: string | null
  }
  claim_pass: { claim: number; rule: string; user: number; at: string; why: string }
  submission: {
    id: Generated<number>
    claim: number
    n: number
    control: string
    frequency: string
    batch: number | null
    file: number | null
    from_segment: number | null
    to_segment: number | null
    answer: string | null
    at: string
    way: Generated<'file' | 'paper'>
    turn: Generated<number>
  }
  trial: { id: Generated<number>; claim: number; batch: number; control: string; answer: 'received' | 'accepted' | 'rejected' | null }
  form_printer: { name: string; across: number; down: number }
  claim_answer: {
    id: Generated<number>
    claim: number
    submission: number
    line: number | null
    kind: string
    said_by: 'clearinghouse' | 'payer' | null
    verdict: 'received' | 'accepted' | 'rejected' | 'noted'
    category: string
    status: string
    entity: string
    field: string
    words: string
    day: string
    receipt: string | null
    payer_control: string | null
    trace: string | null
    file: number | null
    segment: number | null
    at: string
  }
  claim_silence: {
    claim: number
    missing: 'answer' | 'passage' | 'acceptance' | 'remittance'
    since: string
    days: number
    learned: number
    at: string
  }
  status_inquiry: {
    id: Generated<number>
    n: number
    claim: number
    payer: number
    submission: number
    trace: string
    asked_at: string
    user: number
    request: number
    reference: string
    interchange: number
    group_control: number
    answer: number | null
    answered_at: string | null
    words: Generated<string>
  }
  status_answer: {
    id: Generated<number>
    n: number
    claim: number
    inquiry: number | null
    payer: number
    file: number
    segment: number
    is_ours: number
    outcome: Told
    title: string
    why: string
    again: string | null
    day: string
    control: string | null
    payer_control: string | null
    charge: number | null
    paid: number | null
    decided: string | null
    check_number: string | null
    at: string
  }
  payer_contact: {
    id: Generated<number>
    n: number
    claim: number
    at: string
    user: number
    way: (typeof CONTACT_WAYS)[number]
    told_by: string
    reference: string
    said: (typeof CONTACT_SAYS)[number]
    note: string
    again: string | null
  }
  payer_contact_undone: { contact: number; at: string; user: number }
  claim_told: { claim: number; outcome: Told; title: string; why: string; again: string | null; at: string }
  claim_event: {
    id: Generated<number>
    claim: number
    at: string
    day: string
    shape: string
    words: string
    detail: string
    user: number | null
    file: number | null
    segment: number | null
  }
  batch: {
    id: Generated<number>
    file: number | null
    receiver: string
    payer: number | null
    reference: string
    interchange: number
    group_control: number
    set_control: string
    usage: string
    claims: number
    cents: number
    status: string
    words: Generated<string>
    created_at: string
    answered_at: string | null
  }
  file: {
    id: Generated<number>
    direction: string
    name: string
    kind: string
    sha256: string
    bytes: Uint8Array
    size: number
    at: string
    status: string
    summary: string
    findings: number
  }
  // Read here: by which way a payer's files go; written by the exchange.
  connection: { id: number; name: string; is_testing: number; removed_at: string | null }
  connection_route: { payer: number; kind: string; connection: number }
  // Read here; written by the room of access.
  person: { id: number; name: string }
  consent: { id: number; patient: number; expires: string | null }
  // Read here for the panel of a claim; written by rooms downstream.
  denial: { id: number; claim: number; line: number; status: string; due: string; cents: number; group_code: string; reason: string }
  appeal: { id: number; claim: number; status: string }
  remit_claim: {
    id: number
    claim: number | null
    remittance: number
    status: string
    outcome: string
    turn: number
    from_segment: number
    to_segment: number
  }
  remittance: { id: number; file: number; day: string; trace: string }
}

export const from = tables<ClaimTables>()

export type ClaimRow = Selectable<ClaimTables['claim']>
export type LineRow = Selectable<ClaimTables['claim_line']>
export type FindingRow = Selectable<ClaimTables['claim_finding']>
export type OwnRuleRow = Selectable<ClaimTables['claim_rule']>
export type SubmissionRow = Selectable<ClaimTables['submission']>
export type AnswerRow = Selectable<ClaimTables['claim_answer']>
export type InquiryRow = Selectable<ClaimTables['status_inquiry']>
export type StatusAnswerRow = Selectable<ClaimTables['status_answer']>
export type ContactRow = Selectable<ClaimTables['payer_contact']>
export type ToldRow = Selectable<ClaimTables['claim_told']>
export type BatchRow = Selectable<ClaimTables['batch']>
export type EventRow = Selectable<ClaimTables['claim_event']>

export type TurnRow = Selectable<ClaimTables['claim_turn']>

export type NewClaimRow = Omit<ClaimRow, 'sent_at' | 'batch' | 'turn' | 'opened_from'>
export type ClaimChanges = Updateable<Omit<ClaimTables['claim'], 'id'>>
