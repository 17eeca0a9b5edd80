import type { Reading } from '../store/index.ts'
import { decideAll } from './deciding.ts'
import type { Decision } from './decision.ts'
import { loadClaims, type StoredClaim } from './records/loading.ts'
import { TAKEN_OFF } from './records/storing.ts'
import type { RemittanceRow } from './records/tables.ts'

/** The claim payments of a remittance that are not posted, as they would be now, and those that a person took off, which wait for a person. */
export type Waiting = {
  readonly stored: readonly StoredClaim[]
  readonly off: readonly StoredClaim[]
  readonly decisions: readonly Decision[]
}

/** Decides what waits in a remittance on the ledger as it is now, with what a person tied by hand. */
export function decideWaiting(db: Reading, remittance: RemittanceRow): Waiting {
  const waiting = loadClaims(db, { remittance: remittance.id }).filter(({ row }) => row.outcome !== 'posted')
  const [off, stored] = [true, false].map((is) => waiting.filter(({ row }) => (row.matched_by === TAKEN_OFF) === is)) as [
    StoredClaim[],
    StoredClaim[],
  ]
  const byHand = new Map(
    stored.flatMap(({ row }) => (row.matched_by === 'by hand' && row.claim !== null ? [[row.n, row.claim] as const] : [])),
  )
  const decisions = decideAll(
    db,
    stored.map((one) => one.payment),
    remittance,
    byHand,
  )
  return { stored, off, decisions }
}
