import { sql } from 'kysely'
import type { ListPlan } from '../../store/index.ts'
import { from, type ClaimTables } from './tables.ts'

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
  owedByPayer: number
  owedByPatient: number
  pf: string | null
  pl: string | null
  credential: string | null
  batch: string | null
  fileBy: string
}

const paid = sql<number>`coalesce(claim_sum.payment, 0)`
const owed = sql<number>`coalesce(claim_sum.payer + claim_sum.patient, 0)`

/** The claims grid. Money comes from the ledger's sums. */
export const claimPlan: ListPlan<ClaimTables, 'claim' | 'patient' | 'payer' | 'provider' | 'batch' | 'claim_sum', ClaimListRow> = {
  name: 'claims',
  from: from
    .selectFrom('claim')
    .innerJoin('patient', 'patient.id', 'claim.patient')
    .innerJoin('payer', 'payer.id', 'claim.payer')
    .leftJoin('provider', 'provider.id', 'claim.provider')
    .leftJoin('batch', 'batch.id', 'claim.batch')
    .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id') as ListPlan<
    ClaimTables,
    'claim' | 'patient' | 'payer' | 'provider' | 'batch' | 'claim_sum',
    ClaimListRow
  >['from'],
  row: (query) =>
    query.select([
      'claim.id',
      'claim.status',
      'patient.first',
      'patient.last',
      'claim.first_day as day',
      'payer.name as payer',
      'claim.codes',
      'claim.cents as charge',
      paid.as('paid'),
      sql<number>`coalesce(claim_sum.payer, 0)`.as('owedByPayer'),
      sql<number>`coalesce(claim_sum.patient, 0)`.as('owedByPatient'),
      'provider.first as pf',
      'provider.last as pl',
      'provider.credential',
      'batch.reference as batch',
      'claim.file_by as fileBy',
    ]),
  fields: {
    id: { is: 'number', of: sql`claim.id` },
    status: { is: 'text', of: sql`claim.status` },
    patient: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
    day: { is: 'day', of: sql`claim.first_day` },
    payer: { is: 'text', of: sql`payer.name` },
    codes: { is: 'text', of: sql`claim.codes` },
    charge: { is: 'number', of: sql`claim.cents` },
    paid: { is: 'number', of: paid },
    owed: { is: 'number', of: owed },
    provider: { is: 'text', of: sql`coalesce(provider.last || ', ' || coalesce(provider.first, ''), '')` },
    batch: { is: 'text', of: sql`coalesce(batch.reference, '')` },
    fileBy: { is: 'day', of: sql`claim.file_by` },
    origin: { is: 'text', of: sql`claim.origin` },
    patientId: { is: 'number', of: sql`claim.patient` },
    sentOn: { is: 'day', of: sql`coalesce(substr(claim.sent_at, 1, 10), '')` },
  },
  id: sql<number>`claim.id`,
  sums: { charge: sql<number>`claim.cents`, paid, owed },
  usual: [{ by: 'day', down: true }],
}
