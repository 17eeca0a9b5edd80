import { sql } from 'kysely'
import { dayOf, prepared, type ListPlan, type Reading } from '../../store/index.ts'
import { from, type ProviderRow, type RemitClaimRow, type RemittanceRow, type RemittanceTables } from './tables.ts'

export type RemittanceListRow = Pick<RemittanceRow, 'id' | 'status' | 'trace' | 'method' | 'day' | 'claims' | 'cents' | 'reason'> & {
  payer: string
  held: number
  deposited: string | null
}

const held = sql<number>`(select count(*) from remit_claim where remit_claim.remittance = remittance.id and remit_claim.outcome in ('held', 'unreadable'))`

/** What it stands at; one that was set aside is quarantined for all that reads the ledger. */
const status = sql<RemittanceRow['status']>`iif(remittance.aside is null, remittance.status, 'aside')`

const deposited = sql<string | null>`(select day from deposit where deposit.remittance = remittance.id and deposit.undone_at is null)`

/** The remittances grid. */
export const remittancePlan: ListPlan<RemittanceTables, 'remittance', RemittanceListRow> = {
  name: 'remittances',
  from: from.selectFrom('remittance') as ListPlan<RemittanceTables, 'remittance', RemittanceListRow>['from'],
  row: (query) =>
    query.select([
      'remittance.id',
      status.as('status'),
      'remittance.payer_name as payer',
      'remittance.trace',
      'remittance.method',
      'remittance.day',
      'remittance.claims',
      held.as('held'),
      'remittance.cents',
      sql<string>`coalesce(remittance.aside, remittance.reason)`.as('reason'),
      deposited.as('deposited'),
    ]),
  fields: {
    id: { is: 'number', of: sql`remittance.id` },
    status: { is: 'text', of: status },
    payer: { is: 'text', of: sql`remittance.payer_name` },
    trace: { is: 'text', of: sql`remittance.trace` },
    method: { is: 'text', of: sql`remittance.method` },
    day: { is: 'day', of: sql`remittance.day` },
    claims: { is: 'number', of: sql`remittance.claims` },
    held: { is: 'number', of: held },
    cents: { is: 'number', of: sql`remittance.cents` },
    reason: { is: 'text', of: sql`coalesce(remittance.aside, remittance.reason)` },
    deposited: { is: 'day', of: sql`coalesce(${deposited}, '')` },
    arrived: { is: 'day', of: dayOf('remittance.created_at') },
  },
  id: sql<number>`remittance.id`,
  sums: { claims: sql<number>`remittance.claims`, held, cents: sql<number>`remittance.cents` },
  usual: [{ by: 'day', down: true }],
}

/** A claim payment with the name of the patient of its claim, when it has one. */
export type ShownClaim = RemitClaimRow & { readonly first: string | null; readonly last: string | null }

const shown = from
  .selectFrom('remit_claim')
  .leftJoin('claim', 'claim.id', 'remit_claim.claim')
  .leftJoin('patient', 'patient.id', 'claim.patient')
  .selectAll('remit_claim')
  .select(['patient.first', 'patient.last'])

/** The claim payments of a remittance in the order of the file. */
export const shownClaims = (db: Reading, remittance: number): ShownClaim[] =>
  db.all(shown.where('remit_claim.remittance', '=', remittance).orderBy('n'))
export const shownClaim = (db: Reading, id: number): ShownClaim | undefined => db.first(shown.where('remit_claim.id', '=', id))

const provider = prepared((remittance: number) =>
  from.selectFrom('remit_provider').selectAll().where('remittance', '=', remittance).orderBy('n'),
)
/** The provider adjustments of a remittance, in the order of the file. */
export const providerRows = (db: Reading, remittance: number): ProviderRow[] => db.all(provider(remittance))
