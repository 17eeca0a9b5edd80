import { cents, type Cents } from '../../../src-shared/money.ts'
import { prepared, tables, type Reading, type Writing } from '../../store/index.ts'

/* Who else is on a claim, where it took place, and what the patient paid on it. */

export type Referrer = { readonly last: string; readonly first: string; readonly npi: string }
export type Site = {
  readonly name: string
  /** Null where the place has none of its own. */
  readonly npi: string | null
  readonly line1: string
  readonly city: string
  readonly state: string
  /** Nine digits. */
  readonly zip: string
}
export type Parties = { readonly paid: Cents | null; readonly referrer: Referrer | null; readonly site: Site | null }

type Columns = 'referrer_last' | 'referrer_first' | 'referrer_npi' | `site_${'name' | 'npi' | 'line1' | 'city' | 'state' | 'zip'}`
const from = tables<{ claim_party: { claim: number; paid: number | null } & Record<Columns, string | null> }>()

const byClaim = prepared((claim: number) => from.selectFrom('claim_party').selectAll().where('claim', '=', claim))
const NOBODY: Parties = { paid: null, referrer: null, site: null }

export function partiesOf(db: Reading, claim: number): Parties {
  const row = db.first(byClaim(claim))
  if (!row) return NOBODY
  const { referrer_last: last, referrer_first: first, referrer_npi: npi, site_name: name } = row
  return {
    paid: row.paid === null ? null : cents(row.paid),
    referrer: last === null ? null : { last, first: first ?? '', npi: npi ?? '' },
    site:
      name === null
        ? null
        : {
            name,
            npi: row.site_npi,
            line1: row.site_line1 ?? '',
            city: row.site_city ?? '',
            state: row.site_state ?? '',
            zip: row.site_zip ?? '',
          },
  }
}

export function setParties(db: Writing, claim: number, changes: { readonly [K in keyof Parties]?: Parties[K] | undefined }): void {
  const before = partiesOf(db, claim)
  const { paid, referrer, site } = {
    paid: changes.paid === undefined ? before.paid : changes.paid,
    referrer: changes.referrer === undefined ? before.referrer : changes.referrer,
    site: changes.site === undefined ? before.site : changes.site,
  }
  const row = {
    paid: paid === 0 ? null : paid,
    referrer_last: referrer?.last ?? null,
    referrer_first: referrer?.first ?? null,
    referrer_npi: referrer?.npi ?? null,
    site_name: site?.name ?? null,
    site_npi: site?.npi ?? null,
    site_line1: site?.line1 ?? null,
    site_city: site?.city ?? null,
    site_state: site?.state ?? null,
    site_zip: site?.zip ?? null,
  }
  db.run(
    from
      .insertInto('claim_party')
      .values({ claim, ...row })
      .onConflict((on) => on.column('claim').doUpdateSet(row)),
  )
}
