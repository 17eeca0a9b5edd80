import { sql } from 'kysely'
import { tables, type ListPlan } from '../../store/index.ts'
import type { ClaimTables } from './tables.ts'

export type ClaimListRow = {
  id: number
  status: string
  first: string
  last: string
  day: string
  payer: string
  codes: string
  charge: number
  paid: number
  owed: number
  pf: string | null
  pl: string | null
  credential: string | null
  batch: string | null
  fileBy: string
}

type ListTables = ClaimTables & {
  /** Kept by triggers: what the grid shows of a claim. Money comes from the ledger's sums. */
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
}
type Plan = ListPlan<ListTables, 'claim_row' | 'provider', ClaimListRow>

/** The claims grid. An index gives each order that a column of it offers. */
export const claimPlan: Plan = {
  name: 'claims',
  from: tables<ListTables>().selectFrom('claim_row') as unknown as Plan['from'],
  row: (query) =>
    query
      // What a clinician is called beside the name; there are few of them.
      .leftJoin('provider', 'provider.id', 'claim_row.clinician')
      .select([
        'claim_row.id',
        'claim_row.status',
        'claim_row.patient_first as first',
        'claim_row.patient_last as last',
        'claim_row.day',
        'claim_row.payer',
        'claim_row.codes',
        'claim_row.charge',
        'claim_row.paid',
        'claim_row.owed',
        'provider.first as pf',
        'provider.last as pl',
        'provider.credential',
        sql<string | null>`nullif(claim_row.batch, '')`.as('batch'),
        'claim_row.file_by as fileBy',
      ]),
  fields: {
    id: { is: 'number', of: sql`claim_row.id` },
    status: { is: 'text', of: sql`claim_row.status` },
    patient: { is: 'text', of: sql`claim_row.patient_name` },
    day: { is: 'day', of: sql`claim_row.day` },
    payer: { is: 'text', of: sql`claim_row.payer` },
    codes: { is: 'text', of: sql`claim_row.codes` },
    charge: { is: 'number', of: sql`claim_row.charge` },
    paid: { is: 'number', of: sql`claim_row.paid` },
    owed: { is: 'number', of: sql`claim_row.owed` },
    provider: { is: 'text', of: sql`claim_row.provider` },
    batch: { is: 'text', of: sql`claim_row.batch` },
    fileBy: { is: 'day', of: sql`claim_row.file_by` },
    origin: { is: 'text', of: sql`claim_row.origin` },
    patientId: { is: 'number', of: sql`claim_row.patient` },
    missing: { is: 'text', of: sql`coalesce((select missing from claim_silence where claim = claim_row.id), '')` },
    told: { is: 'text', of: sql`coalesce((select outcome from claim_told where claim = claim_row.id), '')` },
    // Empty is at once, and nothing told.
    again: { is: 'day', of: sql`coalesce((select again from claim_told where claim = claim_row.id), '')` },
    sentOn: { is: 'day', of: sql`claim_row.sent_on` },
    owes: {
      is: 'text',
      of: sql`coalesce((select case when s.payer > 0 and s.patient > 0 then iif(c.turn = 1, 'first, patient', 'later, patient')
        when s.payer > 0 then iif(c.turn = 1, 'first', 'later') when s.patient > 0 then 'patient' else '' end
        from claim_sum as s join claim as c on c.id = s.claim where s.claim = claim_row.id), '')`,
    },
    // Empty where the patient owes nothing.
    since: { is: 'day', of: sql`coalesce((select since from patient_owes where claim = claim_row.id), '')` },
  },
  id: sql<number>`claim_row.id`,
  sums: { charge: sql<number>`claim_row.charge`, paid: sql<number>`claim_row.paid`, owed: sql<number>`claim_row.owed` },
  usual: [{ by: 'day', down: true }],
  walks: ['day', 'fileBy', 'charge', 'paid', 'owed', 'codes', 'batch', 'patient', 'status+day-', 'payer+day-', 'provider+day-'],
  within: { status: 'day', payer: 'day', provider: 'day' },
}
