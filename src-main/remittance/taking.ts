import { NO_MONEY, sentenceMoney, sum } from '../../src-shared/money.ts'
import { dayAt, shownDay } from '../../src-shared/day.ts'
import type { CommandWork } from '../store/index.ts'
import type { RawSet, Reading } from '../x12/index.ts'
import { decideAll } from './deciding.ts'
import type { Decision } from './decision.ts'
import type { Payment } from './facts.ts'
import { digestOf, readPayment } from './reading.ts'
import { payerNamed, postedTwin, sameRemittance, waitingTwin } from './records/finding.ts'
import { addRemittance, storeClaims, storeProvider } from './records/storing.ts'

/** One transaction set of a file, as the exchange hands it over. */
export type TakenSet = { readonly raw: RawSet; readonly reading: Reading<unknown>; readonly setOrdinal: number; readonly file: number }
export type Taking = {
  readonly remittance: number | null
  readonly status: 'rehearsed' | 'quarantined' | 'known'
  readonly words: string
  readonly details: string[]
  /** Another with its payer, trace, day and amount and other content waits too: a person says which of them is posted. */
  readonly isDoubtful?: boolean
}

/**
 * Takes a remittance in and rehearses it: nothing is posted. One ST is one payment. What was taken before, under whatever name or envelope, changes
 * nothing; what cannot be trusted as a whole is quarantined with the reason and kept as far as it can be read.
 */
export function takeRemittance(work: CommandWork, taken: TakenSet): Taking {
  const { db, clock } = work
  const payment = readPayment(taken.raw, taken.reading, clock.today())
  if (typeof payment === 'string') return { remittance: null, status: 'quarantined', words: payment, details: [] }
  const digest = digestOf(taken.raw, payment)
  const known = sameRemittance(db, digest)
  if (known) {
    const when = shownDay(dayAt(known.created_at))
    const words =
      known.aside !== null
        ? `Already taken on ${when} and set aside.`
        : known.status === 'quarantined'
          ? `Already taken on ${when} and quarantined.`
          : `Already taken on ${when}; nothing changes.`
    return { remittance: known.id, status: 'known', words, details: [] }
  }
  const named = { payer_number: payment.payerNumber, trace: payment.trace, day: payment.day, cents: payment.cents }
  const payer = payerNamed(db, payment.payerIds, payment.payerName)
  const stop = payment.stop ?? twinStop(postedTwin(db, { ...named, payer }) !== undefined)
  const isDoubtful = !stop && waitingTwin(db, { ...named, payer }) !== undefined
  const remittance = addRemittance(db, {
    file: taken.file,
    set_ordinal: taken.setOrdinal,
    digest,
    payer,
    payer_name: payment.payerName,
    ...named,
    method: payment.method,
    provider_cents: sum(payment.provider.map((one) => one.cents)),
    claims: payment.claims.length,
    status: stop ? 'quarantined' : 'rehearsed',
    reason: stop?.why ?? '',
    off_cents: stop?.off ?? 0,
    posted_at: null,
    created_at: clock.now(),
  })
  const decisions = decideAll(db, payment.claims, { file: taken.file, payer_number: payment.payerNumber, payer })
  storeClaims(db, remittance, decisions)
  storeProvider(db, remittance, payment)
  work.announce('remittances', [remittance])
  work.happened({ is: 'remittance-read', remittance })
  const details = decisions.filter((one) => one.outcome !== 'will-post').map(heldWords)
  if (stop) return { remittance, status: 'quarantined', words: stop.why, details }
  return {
    remittance,
    status: 'rehearsed',
    words: rehearsedWords(payment, decisions),
    details: isDoubtful ? [DOUBT, ...details] : details,
    isDoubtful,
  }
}

/** A payment that looks like one already posted but says other things waits for a person. */
export const twinStop = (isTwin: boolean): Payment['stop'] =>
  isTwin ? { why: 'A payment with the same payer, number, date and amount was posted already, with other content.', off: NO_MONEY } : null

const DOUBT = 'Another payment with the same payer, number, date and amount waits, with other content. Post the one that is right.'

export const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

const heldWords = ({ payment, reason }: Pick<Decision, 'payment' | 'reason'>): string => `Segment ${payment.span[0]}: held, ${reason}`

function rehearsedWords(payment: Payment, decisions: readonly Decision[]): string {
  const held = decisions.filter((one) => one.outcome !== 'will-post').length
  const parts = [`${decisions.length - held} will post`, ...(held > 0 ? [`${held} held`] : [])]
  return `${count(decisions.length, 'claim')}, ${sentenceMoney(payment.cents)}: ${parts.join(', ')}.`
}
