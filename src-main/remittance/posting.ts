import type { Day } from '../../src-shared/day.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { add, cents, negate, NO_MONEY, sentenceMoney, sum, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { addEvent, setStatus, settleVoid } from '../claims/index.ts'
import { record, reverse } from '../ledger/index.ts'
import { refuse, type CommandWork } from '../store/index.ts'
import { rehearseBeside } from './again.ts'
import { decideWaiting } from './deciding-stored.ts'
import type { Decision } from './decision.ts'
import { openDenials } from './denying.ts'
import { postedTwin, remittanceById } from './records/finding.ts'
import { providerRows } from './records/lists.ts'
import { changeRemittance, keepPayerControl, storeDecision } from './records/storing.ts'
import type { RemitClaimRow, RemittanceRow } from './records/tables.ts'
import { freeKey } from './records/undoing.ts'
import { count, twinStop } from './taking.ts'

export type Posted = Output<'remittance.post'> & { readonly words: string }

/**
 * Posts a remittance: every claim payment that balances and is matched, in one entry each; what is held stays as unapplied credit with its reason; PLB
 * goes to the provider's account. The payments posted are BPR02 to the cent. Everything is decided once more on the ledger as it is now. A remittance
 * that was partly posted may be posted again: what can be posted now moves from credit to its claim; the rest stays.
 */
export function postRemittance(work: CommandWork, id: number): Posted {
  const { db } = work
  const remittance = remittanceById(db, id) ?? refuse('record.missing')
  const nothing = { posted: 0, held: 0, cents: NO_MONEY, denials: 0, status: remittance.status as Posted['status'] }
  if (remittance.status === 'quarantined') return { ...nothing, words: remittance.reason }
  if (remittance.status === 'posted') return { ...nothing, words: 'Already posted.' }
  const isFirst = remittance.status === 'rehearsed'
  const twin = isFirst ? twinStop(postedTwin(db, remittance) !== undefined) : null
  if (twin) {
    changeRemittance(db, id, { status: 'quarantined', reason: twin.why })
    work.announce('remittances', [id])
    return { ...nothing, status: 'quarantined', words: twin.why }
  }
  const { stored, off, decisions } = decideWaiting(db, remittance)
  const rows = new Map(stored.map(({ row }) => [row.n, row]))
  const rowOf = (decision: Decision): RemitClaimRow => must('a claim payment has its row', rows.get(decision.payment.n))
  // Take-backs first, as they were decided: a correction then finds the claim open.
  const posting = decisions
    .filter((one) => one.outcome === 'will-post')
    .sort((one, other) => (one.reverses ? 0 : 1) - (other.reverses ? 0 : 1))
  const denials = posting.map((one) => postClaim(work, remittance, rowOf(one), one))
  const held = decisions.filter((one) => one.outcome !== 'will-post')
  for (const one of held) hold(work, remittance, rowOf(one), one)
  if (isFirst) postProvider(work, remittance)
  const status = held.length + off.length > 0 ? 'partly' : 'posted'
  changeRemittance(db, id, { status, ...(isFirst && { posted_at: work.clock.now() }) })
  rehearseBeside(work, id)
  work.announce('remittances', [id])
  const money = (all: readonly Decision[]): Cents => sum(all.map((one) => one.payment.paid))
  const result = {
    posted: posting.length,
    held: held.length + off.length,
    cents: money(posting),
    denials: denials.reduce((all, one) => all + one, 0),
    status,
  } as const
  return { ...result, words: wordsOf(result, add(money(held), sum(off.map(({ payment }) => payment.paid)))) }
}

function wordsOf({ posted, held, cents: amount, denials }: Omit<Posted, 'words'>, unapplied: Cents): string {
  const rest = [
    ...(held > 0 ? [`${held} held, ${sentenceMoney(unapplied)} unapplied`] : []),
    ...(denials > 0 ? [count(denials, 'denial')] : []),
  ]
  return `${count(posted, 'claim')} posted, ${sentenceMoney(amount)}${rest.map((one) => `; ${one}`).join('')}.`
}

/** One claim payment: its entry, the claim's status and history, and word to the rooms downstream. @returns how many lines stay open as denied */
function postClaim(work: CommandWork, remittance: RemittanceRow, row: RemitClaimRow, decision: Decision): number {
  const { db, clock, user } = work
  const { payment, postings, reverses } = decision
  const claim = must('what posts has its claim', decision.claim).id
  const status = must('what posts gives its claim a status', decision.status)
  const source = { source: 'remittance', sourceKey: freeKey(db, `${remittance.digest}:${payment.n}`) }
  const who = { user: user.id, at: clock.now() }
  // What was held when the payment was posted moves on the day somebody decided; the payment itself bears its own date.
  const day = remittance.status === 'partly' ? clock.today() : (remittance.day as Day)
  if (row.entry !== null) reverse(db, row.entry, { day, ...who, note: 'Matched to its claim' })
  const place = { file: remittance.file, segment: payment.span[0] }
  const entry = reverses
    ? reverses.entry !== null
      ? reverse(db, reverses.entry, { day, ...who, note: `Taken back by ${remittance.trace}`, source, from: place })
      : null
    : postings.length > 0
      ? record(db, { kind: 'remittance', ...source, day, ...who, note: remittance.trace, postings })
      : null
  storeDecision(db, row, decision, { entry, isPosted: true })
  if (!reverses && decision.turn === decision.claim?.turn && payment.payerControl !== '') keepPayerControl(db, claim, payment.payerControl)
  setStatus(work, claim, status)
  const paid = payment.paid > 0 ? ` ${sentenceMoney(payment.paid)}` : ''
  const words = decision.word === 'Paid' || decision.word === 'Paid short' ? `Paid${paid}` : decision.word
  addEvent(work, {
    claim,
    shape: status,
    words,
    detail: [decision.reason, remittance.trace].filter(Boolean).join(', '),
    day: remittance.day as Day,
    ...place,
  })
  if (reverses) settleVoid(work, claim)
  work.happened({ is: 'payment-posted', remitClaim: row.id, claim, reversal: reverses !== undefined })
  return reverses ? 0 : openDenials(db, row.id).length
}

/** Money of a claim payment that cannot be posted is in the bank all the same: it waits as unapplied credit, once. */
function hold(work: CommandWork, remittance: RemittanceRow, row: RemitClaimRow, decision: Decision): void {
  const { db, clock, user } = work
  const { payment, claim } = decision
  const place = { file: remittance.file, segment: payment.span[0] }
  const isNew = row.entry === null && remittance.status === 'rehearsed'
  const entry =
    isNew && payment.paid !== 0
      ? record(db, {
          kind: 'remittance',
          source: 'remittance',
          sourceKey: `${remittance.digest}:${payment.n}:held`,
          day: remittance.day as Day,
          user: user.id,
          at: clock.now(),
          note: remittance.trace,
          postings: [
            { account: 'payment', cents: payment.paid, from: place },
            { account: 'credit', cents: negate(payment.paid), from: place },
          ],
        })
      : row.entry
  storeDecision(db, row, decision, { entry })
  if (isNew && claim)
    addEvent(work, {
      claim: claim.id,
      shape: 'look-here',
      words: 'A payment for it is held',
      detail: decision.reason,
      day: remittance.day as Day,
      ...place,
    })
}

/** PLB: what the payer adds or takes beside the claims. It never touches a claim; interest is no claim's money. */
function postProvider(work: CommandWork, remittance: RemittanceRow): void {
  const { db, clock, user } = work
  const postings = providerRows(db, remittance.id)
    .filter((one) => one.cents !== 0)
    .flatMap((one) => {
      const shared = { group: 'PLB', reason: one.code, from: { file: remittance.file, segment: one.segment } }
      return [
        { account: 'payment' as const, cents: negate(cents(one.cents)), ...shared },
        { account: 'provider' as const, cents: cents(one.cents), ...shared },
      ]
    })
  if (postings.length === 0) return
  record(db, {
    kind: 'provider',
    source: 'remittance',
    sourceKey: `${remittance.digest}:plb`,
    day: remittance.day as Day,
    user: user.id,
    at: clock.now(),
    note: remittance.trace,
    postings,
  })
}
