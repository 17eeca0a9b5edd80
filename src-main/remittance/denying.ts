import { cents, NO_MONEY, sum, type Cents } from '../../src-shared/money.ts'
import type { Reading } from '../store/index.ts'
import { partsOf } from './dividing.ts'
import { linesInBook, remitClaimById } from './records/finding.ts'
import { loadClaims, matchedLines, storedShares } from './records/loading.ts'
import { isReversal } from './rules.ts'

/** A line of ours that a claim payment left with the payer by a denial: the reason that takes most, and what is still open of it. */
export type OpenDenial = {
  readonly line: number
  readonly remitLine: number | null
  readonly group: string
  readonly reason: string
  readonly cents: Cents
  readonly remarks: readonly string[]
  readonly segment: number
}

/** The denied lines of a posted claim payment. A denial of what was settled before (a duplicate) leaves nothing open and is none. */
export function openDenials(db: Reading, remitClaim: number): OpenDenial[] {
  const row = remitClaimById(db, remitClaim)
  // Most claim payments deny nothing: they are not read a second time.
  if (!row || row.claim === null || row.outcome !== 'posted' || row.denied === 0) return []
  const [stored] = loadClaims(db, { claim: remitClaim })
  if (!stored) return []
  const { payment } = stored
  if (isReversal(payment)) return []
  const shares = storedShares(db, stored)
  const rows = matchedLines(db, row.id)
  return linesInBook(db, row.claim).flatMap((line) => {
    const own = shares.filter((one) => one.line === line.id)
    const denied = partsOf(own, 'denied').filter((one) => one.cents > 0)
    const open = cents(Math.max(NO_MONEY, Math.min(line.payer, sum(denied.map((one) => one.cents)))))
    const [most] = denied.toSorted((one, other) => other.cents - one.cents)
    if (!most || open === NO_MONEY) return []
    const place = own.find((one) => one.parts.includes(most))?.remitLine ?? 0
    const said = payment.lines.find((one) => one.n === place)
    return [
      {
        line: line.id,
        remitLine: rows.get(place)?.id ?? null,
        group: most.group,
        reason: most.reason,
        cents: open,
        remarks: [...new Set([...(said?.remarks ?? []), ...payment.remarks].map((one) => one.code))],
        segment: most.segment,
      },
    ]
  })
}
