import type { ClaimFacts, LineFacts } from '../../src-main/claims/index.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'

/** A day on which everything of {@link cleanClaim} is in force and leaves. */
const SERVED = day('2026-04-28')
export const TODAY = day('2026-05-04')

type Changes = {
  readonly lines?: readonly Partial<LineFacts>[]
  readonly diagnoses?: readonly string[]
  readonly claim?: Partial<ClaimFacts['claim']>
  readonly patient?: Partial<ClaimFacts['patient']>
  readonly coverage?: Partial<ClaimFacts['coverage']>
  readonly payer?: Partial<ClaimFacts['payer']>
  readonly provider?: Partial<NonNullable<ClaimFacts['provider']>>
  readonly standing?: Partial<NonNullable<ClaimFacts['standing']>>
  /** Of every line that has none of its own. */
  readonly session?: LineFacts['session']
  readonly others?: ClaimFacts['others']
  readonly said?: Partial<ClaimFacts['said']>
  readonly attachments?: ClaimFacts['attachments']
  readonly parties?: Partial<ClaimFacts['parties']>
}

const LINE: LineFacts = {
  id: 1,
  n: 1,
  code: '90837',
  modifiers: ['95'],
  units: 1,
  pointers: [1],
  day: SERVED,
  through: null,
  place: '10',
  cents: cents(17_500),
  control: 'L1',
  drug: null,
  charge: 1,
  session: { minutes: 55, service: 'individual', mode: 'video' },
}

/** A claim that passes every check, with what a test changes of it. Everything is invented. */
export function claimFacts({ lines = [{}], diagnoses = ['F41.1'], ...changes }: Changes = {}): ClaimFacts {
  const all = lines.map((line, n) => ({
    ...LINE,
    id: n + 1,
    n: n + 1,
    control: `L${n + 1}`,
    ...('session' in changes && { session: changes.session }),
    ...line,
  }))
  return {
    claim: {
      id: 10_001,
      patient: 1,
      coverage: 1,
      payer: 1,
      biller: 1,
      provider: 1,
      status: 'ready',
      frequency: '1',
      place: '10',
      first_day: SERVED,
      last_day: SERVED,
      codes: '90837 95',
      cents: 17_500,
      payer_control: null,
      authorization: null,
      origin: 'charge',
      batch: null,
      file_by: '2026-10-25',
      created_at: '2026-04-28T12:00:00Z',
      sent_at: null,
      status_at: '2026-04-28T12:00:00Z',
      turn: 1,
      opened_from: null,
      ...changes.claim,
    },
    patient: {
      id: 1,
      last: 'Quintero',
      first: 'Marisol',
      middle: null,
      suffix: null,
      born: '1988-03-14',
      sex: 'F',
      line1: '12 Alder Lane',
      line2: null,
      city: 'Columbus',
      state: 'OH',
      zip: '432151234',
      phone: null,
      folded_name: 'quintero',
      created_at: '2026-01-01T12:00:00Z',
      ...changes.patient,
    },
    coverage: {
      id: 1,
      patient: 1,
      payer: 1,
      position: 1,
      member_id: 'NL884170',
      group_number: null,
      plan: null,
      carve_of: null,
      filing: null,
      relationship: '18',
      subscriber_last: null,
      subscriber_first: null,
      subscriber_middle: null,
      subscriber_born: null,
      subscriber_sex: null,
      subscriber_lives: 'unknown',
      subscriber_line1: null,
      subscriber_line2: null,
      subscriber_city: null,
      subscriber_state: null,
      subscriber_zip: null,
      starts: '2026-01-01',
      ends: null,
      ...changes.coverage,
    },
    payer: {
      id: 1,
      name: 'Northlake Health Plan',
      edi_id: 'NLHP1',
      eligibility_id: null,
      status_id: null,
      kind: 'commercial',
      filing: 'CI',
      line1: null,
      line2: null,
      city: null,
      state: null,
      zip: null,
      phone: null,
      appeals_line1: null,
      appeals_city: null,
      appeals_state: null,
      appeals_zip: null,
      appeals_fax: null,
      filing_days: 180,
      corrected_days: 180,
      appeal_days: 180,
      video_modifier: '95',
      audio_modifier: '93',
      quarter_hours: 'midpoint',
      quarters_together: 0,
      crisis_from: 75,
      family_least: 26,
      em_with_25: 0,
      supervised: 'own',
      supervised_modifier: '',
      member_shape: '',
      many_services: 0,
      tells_paid: 0,
      wants_referrer: 0,
      names_site: 1,
      names_taxonomy: 1,
      wants_ndc: 'usual',
      together: 'none',
      ...changes.payer,
    },
    others: changes.others ?? [],
    biller: {
      id: 1,
      name: 'Cedar Hollow Behavioral Health',
      first: null,
      is_person: 0,
      npi: '1234567893',
      tax_id: '123456789',
      tax_id_kind: 'EI',
      taxonomy: '261QM0801X',
      line1: '4 Mill Street',
      line2: null,
      city: 'Columbus',
      state: 'OH',
      zip: '432151234',
      country: null,
      phone: null,
      is_ours: 1,
    },
    provider: {
      id: 1,
      last: 'Okafor',
      first: 'Ngozi',
      credential: 'LCSW',
      discipline: 'social-worker',
      npi: '1245319599',
      taxonomy: '1041C0700X',
      is_person: 1,
      is_active: 1,
      ...changes.provider,
    },
    standing: { isKept: false, enrollments: [], licenses: [], isSupervised: false, supervisor: undefined, ...changes.standing },
    lines: all,
    diagnoses,
    said: { note: null, delay: null, authorization: null, ...changes.said },
    attachments: changes.attachments ?? [],
    parties: { paid: null, referrer: null, site: null, ...changes.parties },
  }
}
