import type { Check } from '../../ledger/index.ts'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/**
 * The key of a remittance's entries: its digest, a colon, and the claim payment's place, `n:held` for money held, `plb` for PLB. What was taken off and
 * posted again has a number behind: `n:2`, `n:held:2`.
 */
const DIGEST_LENGTH = 64

/**
 * What must hold between remittances and the ledger, recomputed from nothing. Each check names the money it guards.
 */
export function verifyRemittances(db: Reading): Check[] {
  return [
    { id: 'L4.payment', says: 'The payments posted of each remittance are its amount to the cent.', broken: paymentsOff(db) },
    { id: 'L5.entry', says: 'Every claim payment that was posted or holds money has its entry.', broken: claimsWithoutEntry(db) },
    {
      id: 'L5.source',
      says: 'Every entry made of a remittance belongs to one of its claim payments or to its PLB.',
      broken: entriesWithoutClaim(db),
    },
    { id: 'L6.twice', says: 'No payment was posted twice under the same payer, number, date and amount.', broken: postedTwice(db) },
    { id: 'L7.pairs', says: 'Every take-back posted is the opposite of one earlier payment of the same claim.', broken: unpaired(db) },
  ]
}

function paymentsOff(db: Reading): number {
  // Money moved from credit to a claim leaves its holding entry reversed: entry and reversal both count, and cancel.
  const paid = db.all(
    from
      .selectFrom('entry')
      .innerJoin('posting', 'posting.entry', 'entry.id')
      .leftJoin('entry as original', (join) => join.onRef('original.id', '=', 'entry.reverses').on('entry.source', '=', 'reversal'))
      .select((e) => [
        e.fn<string>('substr', [e.fn.coalesce('original.source_key', 'entry.source_key'), e.lit(1), e.lit(DIGEST_LENGTH)]).as('digest'),
        e.fn.sum<number>('posting.cents').as('cents'),
      ])
      .where('posting.account', '=', 'payment')
      .where((e) => e.or([e('entry.source', '=', 'remittance'), e('original.source', '=', 'remittance')]))
      .groupBy('digest'),
  )
  const sums = new Map(paid.map((row) => [row.digest, row.cents]))
  const posted = db.all(from.selectFrom('remittance').select(['digest', 'cents']).where('status', 'in', ['posted', 'partly']))
  const known = new Set(posted.map((row) => row.digest))
  const strays = [...sums].filter(([digest, amount]) => !known.has(digest) && amount !== 0)
  return posted.filter((row) => (sums.get(row.digest) ?? 0) !== row.cents).length + strays.length
}

function claimsWithoutEntry(db: Reading): number {
  const rows = db.all(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .leftJoin('entry', 'entry.id', 'remit_claim.entry')
      .select(['remit_claim.n', 'remit_claim.outcome', 'remittance.digest', 'entry.source', 'entry.source_key'])
      .where('remittance.status', 'in', ['posted', 'partly'])
      // A claim that is denied whole moves no money and has no entry.
      .where((e) => e.or([e('remit_claim.entry', 'is not', null), e('remit_claim.paid', '<>', 0)])),
  )
  return rows.filter(
    (row) =>
      row.source !== 'remittance' ||
      row.source_key?.replace(/(:\d+|:held):\d+$/, '$1') !== `${row.digest}:${row.n}${row.outcome === 'posted' ? '' : ':held'}`,
  ).length
}

function entriesWithoutClaim(db: Reading): number {
  const rows = db.all(
    from
      .selectFrom('entry')
      .leftJoin('remit_claim', 'remit_claim.entry', 'entry.id')
      .leftJoin('entry as undone', 'undone.reverses', 'entry.id')
      .select(['entry.source_key', 'remit_claim.id as claim', 'undone.id as undone'])
      .where('entry.source', '=', 'remittance'),
  )
  const posted = new Set(
    db.all(from.selectFrom('remittance').select('digest').where('status', 'in', ['posted', 'partly'])).map((row) => row.digest),
  )
  return rows.filter((row) => {
    const [digest = '', place] = row.source_key.split(':')
    // Of what was set aside nothing stands.
    if (!posted.has(digest)) return row.undone === null
    if (row.claim !== null || place === 'plb') return false
    return row.undone === null
  }).length
}

function postedTwice(db: Reading): number {
  const twins = db.all(
    from
      .selectFrom('remittance')
      .select((e) => ['trace', e.fn.countAll<number>().as('n')])
      .where('status', 'in', ['posted', 'partly'])
      .groupBy(['payer_number', 'trace', 'day', 'cents'])
      .having((e) => e.fn.countAll(), '>', 1),
  )
  const digests = db.all(
    from
      .selectFrom('remittance')
      .select('digest')
      .groupBy('digest')
      .having((e) => e.fn.countAll(), '>', 1),
  )
  return twins.length + digests.length
}

function unpaired(db: Reading): number {
  const rows = db.all(
    from
      .selectFrom('remit_claim')
      .leftJoin('remit_claim as earlier', 'earlier.id', 'remit_claim.reverses')
      .leftJoin('entry', 'entry.id', 'remit_claim.entry')
      .select(['remit_claim.claim', 'remit_claim.charge', 'remit_claim.paid', 'entry.reverses as takesBack'])
      .select([
        'earlier.claim as earlierClaim',
        'earlier.charge as earlierCharge',
        'earlier.paid as earlierPaid',
        'earlier.entry as earlierEntry',
      ])
      .where('remit_claim.status', '=', '22')
      .where('remit_claim.outcome', '=', 'posted'),
  )
  return rows.filter(
    (row) =>
      row.claim === null ||
      row.claim !== row.earlierClaim ||
      row.charge + (row.earlierCharge ?? 0) !== 0 ||
      row.paid + (row.earlierPaid ?? 0) !== 0 ||
      row.takesBack !== row.earlierEntry,
  ).length
}
