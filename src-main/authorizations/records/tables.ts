import type { Generated, Insertable, Selectable } from 'kysely'
import type { Unit } from '../../../src-shared/quantity.ts'
import type { PracticeTables } from '../../practice/index.ts'
import { tables } from '../../store/index.ts'
import type { Account, Kind, Terms } from '../rules.ts'
import type { Outcome } from '../review/decision.ts'
import type { CallSaid, WithdrawalOutcome } from '../review/said.ts'

/** Authorizations as kysely sees them, and what is counted against them: written by other rooms, read here. */
export type AuthorizationTables = Omit<PracticeTables, 'charge' | 'claim' | 'inquiry'> & {
  authorization: {
    id: Generated<number>
    patient: number
    coverage: number
    payer: number
    number: string
    status: Terms['status']
    starts: string
    ends: string
    codes: string
    provider: number | null
    unit: Unit
    amount: number
    earlier: number
    reference: string
    note: string
    renews: number | null
    created_at: string
    created_by: number
  }
  authorization_movement: {
    id: Generated<number>
    authorization: number
    kind: Kind
    subject: number
    n: number
    from_account: Account
    to_account: Account
    quantity: number
    cause: string
    day: string
    user: number
    at: string
  }
  authorization_sum: { authorization: number; reserved: number; used: number; confirmed: number }
  authorization_choice: {
    id: Generated<number>
    patient: number
    kind: Kind
    subject: number
    authorization: number | null
    reason: string
    user: number
    at: string
  }
  authorization_outlook: { authorization: number; last_day: string | null; uncovered_day: string | null; renewed: number }
  review: {
    id: Generated<number>
    authorization: number
    reference: string
    certification: 'I' | 'R' | '4'
    asked_at: string
    asked_by: number
    request: number
    starts: string
    ends: string
    unit: Unit
    amount: number
    outcome: Generated<Outcome>
    answer: number | null
    answered_at: string | null
    first_segment: number | null
    last_segment: number | null
    number: string | null
    reference_said: string | null
    starts_said: string | null
    ends_said: string | null
    unit_said: Unit | null
    amount_said: number | null
    words: Generated<string>
    contact: Generated<string>
    settled_at: string | null
    settled_by: number | null
    urgent: Generated<0 | 1>
    again: string | null
    reasons: Generated<string>
    withdrawn_at: string | null
    withdrawn_by: number | null
    withdrawal: number | null
    withdrawal_reference: string | null
    withdrawal_outcome: WithdrawalOutcome | null
    withdrawal_answer: number | null
    withdrawal_words: Generated<string>
  }
  review_call: {
    id: Generated<number>
    review: number
    at: string
    user: number
    way: 'phone' | 'portal'
    told_by: string
    reference: string
    said: CallSaid
    note: string
    again: string | null
  }
  charge: {
    id: number
    appointment: number | null
    patient: number
    provider: number
    coverage: number | null
    day: string
    start: string
    minutes: number
    outcome: string
    withdrawn_at: string | null
    claim: number | null
  }
  charge_line: { charge: number; n: number; code: string; units: number }
  claim: {
    id: number
    patient: number
    payer: number
    provider: number | null
    status: string
    first_day: string
    last_day: string
    authorization: string | null
    origin: string
    sent_at: string | null
  }
  claim_line: { id: number; claim: number; charge: number | null; n: number; code: string; units: number }
  line_sum: { line: number; claim: number; payer: number; patient: number; payment: number }
  inquiry: {
    id: number
    patient: number
    payer: number
    day: string
    outcome: string
    authorization: 'Y' | 'N' | 'U' | null
    answered_at: string | null
  }
  denial: { id: number; claim: number }
  person: { id: number; name: string }
}

export const from = tables<AuthorizationTables>()

export type AuthorizationRow = Selectable<AuthorizationTables['authorization']>
export type NewAuthorization = Omit<Insertable<AuthorizationTables['authorization']>, 'id'>
export type MovementRow = Selectable<AuthorizationTables['authorization_movement']>
export type ReviewRow = Selectable<AuthorizationTables['review']>
export type NewReview = Pick<
  Insertable<AuthorizationTables['review']>,
  | 'authorization'
  | 'reference'
  | 'certification'
  | 'asked_at'
  | 'asked_by'
  | 'request'
  | 'starts'
  | 'ends'
  | 'unit'
  | 'amount'
  | 'urgent'
  | 'again'
>
export type ReviewCallRow = Selectable<AuthorizationTables['review_call']>
