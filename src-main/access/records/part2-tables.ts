import type { Generated, Selectable } from 'kysely'

/** What keeps substance-use records apart, as kysely sees it. */
export type Part2Tables = {
  part2_rule: { id: number; whole: number; codes: number }
  limits: { id: number; idle_minutes: number; write_off_biller: number; write_off_lead: number }
  episode: {
    id: Generated<number>
    patient: number
    program: string
    source: 'program' | 'provider' | 'code' | 'whole'
    provider: number | null
    starts: string
    ends: string | null
    by: string
    at: string
    removed: string | null
  }
  consent: {
    id: Generated<number>
    patient: number
    kind: 'tpo' | 'payment' | 'specific' | 'legal'
    discloser: string
    scope: string
    payer: number | null
    recipient: string | null
    purpose: Purpose
    signed_on: string
    signer: string
    relation: 'self' | 'parent' | 'guardian' | 'representative'
    method: 'paper' | 'electronic'
    expires: string | null
    revoked_on: string | null
    by: string
    at: string
  }
  disclosure: {
    id: Generated<number>
    patient: number
    day: string
    recipient: string
    what: string
    purpose: Purpose
    basis: string
    consent: number | null
    source: string
    by: string
    at: string
  }
  // Read here; written by their own rooms.
  patient: { id: number; last: string; first: string; born: string | null }
  patient_diagnosis: { patient: number; code: string; since: string }
  coverage: { id: number; patient: number; payer: number; position: number; starts: string | null; ends: string | null }
  payer: { id: number; name: string }
  provider: { id: number; last: string; first: string | null; credential: string; part2: number }
  appointment: { id: number; patient: number; provider: number; day: string; status: string }
  charge: { id: number; patient: number; provider: number; day: string }
  charge_line: { charge: number; code: string; modifiers: string }
  charge_diagnosis: { charge: number; code: string }
  claim: { id: number; patient: number; provider: number | null; first_day: string; place: string; status: string }
  claim_line: { claim: number; code: string; modifiers: string }
  claim_diagnosis: { claim: number; code: string }
  claim_finding: { claim: number; rule: string }
}

export type Purpose = 'treatment' | 'payment' | 'operations' | 'patient' | 'legal' | 'audit' | 'emergency' | 'other'
export type EpisodeRow = Selectable<Part2Tables['episode']>
export type ConsentRow = Selectable<Part2Tables['consent']>
export type DisclosureRow = Selectable<Part2Tables['disclosure']>
