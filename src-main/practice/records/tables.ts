import type { Generated, Insertable, Selectable } from 'kysely'
import { tables } from '../../store/index.ts'

/** The standing data as kysely sees it. */
export type PracticeTables = {
  practice: { id: number; name: string; phone: string; contact: string; submitter_id: string; prefix: string; is_sample: number }
  biller: {
    id: Generated<number>
    name: string
    first: string | null
    is_person: number
    npi: string | null
    tax_id: string | null
    tax_id_kind: string
    taxonomy: string | null
    line1: string
    line2: string | null
    city: string
    state: string | null
    zip: string | null
    country: string | null
    phone: string | null
    is_ours: number
  }
  provider: {
    id: Generated<number>
    last: string
    first: string | null
    credential: string
    discipline: string
    npi: string | null
    taxonomy: string | null
    is_person: number
    is_active: number
  }
  payer: {
    id: Generated<number>
    name: string
    edi_id: string
    eligibility_id: string | null
    status_id: string | null
    kind: string
    filing: string
    line1: string | null
    line2: string | null
    city: string | null
    state: string | null
    zip: string | null
    phone: string | null
    appeals_line1: string | null
    appeals_city: string | null
    appeals_state: string | null
    appeals_zip: string | null
    appeals_fax: string | null
    filing_days: number
    corrected_days: number
    appeal_days: number
    video_modifier: Generated<string>
    audio_modifier: Generated<string>
    quarter_hours: Generated<string>
    quarters_together: Generated<number>
    crisis_from: Generated<number>
    family_least: Generated<number>
    em_with_25: Generated<number>
    supervised: Generated<string>
    supervised_modifier: Generated<string>
    member_shape: Generated<string>
    many_services: Generated<number>
    tells_paid: Generated<number>
    wants_referrer: Generated<number>
    names_site: Generated<number>
    names_taxonomy: Generated<number>
    wants_ndc: Generated<string>
    together: Generated<string>
  }
  enrollment: {
    id: Generated<number>
    provider: number | null
    payer: number
    kind: Generated<string>
    state: string
    starts: string
    ends: string | null
    note: Generated<string>
  }
  license: {
    id: Generated<number>
    provider: number
    state: string
    number: string
    level: string
    starts: string
    ends: string | null
  }
  supervision: { id: Generated<number>; provider: number; supervisor: number; starts: string; ends: string | null }
  patient: {
    id: Generated<number>
    last: string
    first: string
    middle: string | null
    suffix: string | null
    born: string | null
    sex: string | null
    line1: string | null
    line2: string | null
    city: string | null
    state: string | null
    zip: string | null
    phone: string | null
    folded_name: string
    created_at: string
  }
  patient_search: { rowid: number; words: string }
  patient_look: { patient: number; starts: string; ends: string; wrong: string }
  patient_due: { patient: number }
  patient_shared: { patient: number }
  patient_diagnosis: { patient: number; position: number; code: string; since: string }
  coverage: {
    id: Generated<number>
    patient: number
    payer: number
    position: number
    member_id: string
    group_number: string | null
    plan: string | null
    filing: string | null
    relationship: string
    subscriber_last: string | null
    subscriber_first: string | null
    subscriber_middle: string | null
    subscriber_born: string | null
    subscriber_sex: string | null
    subscriber_lives: Generated<'unknown' | 'with-patient' | 'elsewhere'>
    subscriber_line1: string | null
    subscriber_line2: string | null
    subscriber_city: string | null
    subscriber_state: string | null
    subscriber_zip: string | null
    starts: string | null
    ends: string | null
    /** The coverage in whose place this one carries mental health. */
    carve_of: number | null
  }
  fee: {
    code: string
    modifiers: Generated<string>
    credential: Generated<string>
    provider: Generated<number>
    starts: string
    cents: number
  }
  own_code: { code: string; words: string }
  rate: {
    id: Generated<number>
    payer: number
    code: string
    plan: string
    credential: string
    place: string
    modifiers: string
    starts: string
    ends: string | null
    cents: number
  }
  appointment: {
    id: Generated<number>
    patient: number
    provider: number
    day: string
    start: string
    stop: string
    service: string
    mode: string
    status: string
  }
  // Read here for lists; written by their own rooms.
  claim: { id: number; patient: number; coverage: number; payer: number; status: string; first_day: string; codes: string; cents: number }
  claim_sum: { claim: number; charge: number; payer: number; patient: number; payment: number; adjustment: number }
  charge: { id: number; appointment: number | null; patient: number; coverage: number | null; withdrawn_at: string | null }
  inquiry: { id: number; patient: number; coverage: number }
  authorization: { id: number; patient: number; coverage: number }
}

export const from = tables<PracticeTables>()

export type BillerRow = Selectable<PracticeTables['biller']>
export type ProviderRow = Selectable<PracticeTables['provider']>
export type PayerRow = Selectable<PracticeTables['payer']>
export type PatientRow = Selectable<PracticeTables['patient']>
export type CoverageRow = Selectable<PracticeTables['coverage']>
export type AppointmentRow = Selectable<PracticeTables['appointment']>

export type NewPractice = Insertable<PracticeTables['practice']>
export type NewBiller = Insertable<PracticeTables['biller']>
export type NewProvider = Insertable<PracticeTables['provider']>
export type NewPayer = Insertable<PracticeTables['payer']>
export type NewPatient = Insertable<PracticeTables['patient']>
export type NewCoverage = Insertable<PracticeTables['coverage']>
export type NewAppointment = Insertable<PracticeTables['appointment']>
