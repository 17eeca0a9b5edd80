import type { Output } from '../../../src-shared/contract/index.ts'
import { spokenDay, type Day } from '../../../src-shared/day.ts'
import { isNone, negate, NO_MONEY, sentenceMoney, subtract, sum, type Cents } from '../../../src-shared/money.ts'
import type { Piece } from './pieces.ts'

/*
 * What may be said of a balance. A sentence is made only of amounts that postings of a known kind add up to; what is left over is never given a
 * reason. It stands in `unexplained`, and the sentence says that it is being looked into.
 */

type Side = Output<'ledger.explain'>['patient']
export type Told = {
  readonly day: Day
  readonly payerName: string
  readonly payer: Cents
  readonly patient: Cents
  readonly pieces: readonly Piece[]
}
type Clause = { readonly words: string; readonly cents: Cents; readonly what: Piece['what'] }

/** Visits that get a sentence of their own; more are added up. */
const MOST = 3

const netOf = (pieces: readonly Piece[], side: 'payer' | 'patient', ...whats: readonly Piece['what'][]): Cents =>
  sum(pieces.filter(({ what }) => whats.includes(what)).map((one) => one[side]))

/** What the patient owes, to be said to the patient. @param before what visits owe that are not among these */
export function sayPatient(sessions: readonly Told[], before: Cents): Side {
  const total = sum([before, ...sessions.map((one) => one.patient)])
  const open = sessions.filter((one) => !isNone(one.patient))
  if (open.length === 0 && isNone(before)) return { cents: total, say: settled(sessions), unexplained: total }
  const known = open.filter(isKnown)
  const unexplained = subtract(total, ...known.map((one) => one.patient))
  const sentences = [
    ...(known.length > MOST ? [together(known)] : known.map(visit)),
    ...(isNone(unexplained) ? [] : [`We are looking into ${sentenceMoney(absolute(unexplained))} of it.`]),
    ...((known.length > 1 && known.length <= MOST) || !isNone(unexplained) ? [`Together ${owing(total)}.`] : []),
  ]
  return { cents: total, say: sentences.join(' '), unexplained }
}

const absolute = (amount: Cents): Cents => (amount < 0 ? negate(amount) : amount)
const owing = (amount: Cents): string =>
  amount < 0 ? `${sentenceMoney(negate(amount))} in your favor` : isNone(amount) ? 'nothing is open' : `${sentenceMoney(amount)} is open`

const settled = (sessions: readonly Told[]): string =>
  sessions.length === 0
    ? 'There is nothing on your account.'
    : sessions.some((one) => one.payer > 0)
      ? 'You owe nothing now. Your insurer has not settled every visit yet.'
      : 'You owe nothing. Every visit is settled.'

const SHARES = ['deductible', 'coinsurance', 'copay', 'share', 'billed', 'moved'] as const
const CLAUSES: Readonly<Record<(typeof SHARES)[number], (amount: string) => string>> = {
  deductible: (amount) => `${amount} counts toward your deductible`,
  coinsurance: (amount) => `${amount} is your coinsurance`,
  copay: (amount) => `${amount} is your copay`,
  share: (amount) => `${amount} your plan leaves to you`,
  billed: (amount) => `${amount} your insurer did not cover`,
  moved: (amount) => `${amount} your insurer left to you`,
}

const sharesOf = (pieces: readonly Piece[]): readonly Clause[] =>
  SHARES.map((what): Clause => {
    const cents = netOf(pieces, 'patient', what)
    return { cents, words: CLAUSES[what](sentenceMoney(cents)), what }
  }).filter(({ cents, what }) => !isNone(cents) && (what !== 'moved' || cents > 0))

/** What lessened a patient's part: paid by him, let go, asked of the insurer after all. */
type Less = { readonly paid: Cents; readonly off: Cents; readonly back: Cents }
const lessOf = (pieces: readonly Piece[]): Less => {
  const moved = netOf(pieces, 'patient', 'moved')
  return {
    paid: negate(netOf(pieces, 'patient', 'paid')),
    off: negate(netOf(pieces, 'patient', 'write-off')),
    back: moved < 0 ? negate(moved) : NO_MONEY,
  }
}

/** Whether shares less payments, and what was let go, are all that moved what a visit owes. Kinds without words, and shares below nothing, are not explained. */
function isKnown({ pieces, patient }: Told): boolean {
  const shares = sharesOf(pieces)
  const { paid, off, back } = lessOf(pieces)
  const isPlain = shares.every((one) => one.cents > 0) && paid >= 0 && off >= 0
  return isPlain && subtract(sum(shares.map((one) => one.cents)), paid, off, back) === patient
}

/** One visit with its shares and what was paid. */
function visit({ day, pieces, patient }: Told): string {
  const shares = sharesOf(pieces)
  const on = spokenDay(day)
  const change = wasCorrected(pieces) ? `Your insurer changed its decision on your visit of ${on}. Now ` : `Your visit of ${on}: `
  return `${change}${listed(shares)}.${restOf(patient, lessOf(pieces), shares.length)}`
}

/** Many visits, their shares added up. */
function together(visits: readonly Told[]): string {
  const pieces = visits.flatMap((one) => one.pieces)
  const days = visits.map((one) => one.day).toSorted()
  const shares = sharesOf(pieces)
  const span = `${visits.length} visits from ${spokenDay(days[0] as Day)} to ${spokenDay(days.at(-1) as Day)}`
  return `Your ${span}: ${listed(shares)}.${restOf(sum(visits.map((one) => one.patient)), lessOf(pieces), shares.length)}`
}

/** What is left after what was paid; where there are several shares and nothing was paid, their sum. */
function restOf(patient: Cents, { paid, off, back }: Less, shares: number): string {
  const less = [
    ...(isNone(paid) ? [] : [`you have paid ${sentenceMoney(paid)}`]),
    ...(isNone(off) ? [] : [`we have let ${sentenceMoney(off)} go`]),
    ...(isNone(back) ? [] : [`we ask your insurer for ${sentenceMoney(back)}`]),
  ]
  if (less.length === 0) return shares > 1 ? ` In all ${sentenceMoney(patient)}.` : ''
  const left = isNone(patient)
    ? 'nothing is open'
    : patient < 0
      ? `${sentenceMoney(negate(patient))} of it is yours`
      : `${sentenceMoney(patient)} is open`
  return ` ${less.join(' and ').replace(/^./, (letter) => letter.toUpperCase())}, so ${left}.`
}

/** A payer took its decision back, and decided again. */
const wasCorrected = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ kind, turn }) => kind === 'remittance' && turn === 'back') && pieces.some(({ turn }) => turn === 'again')

function listed(shares: readonly Clause[]): string {
  if (shares.length === 0) return 'nothing of it is yours to pay'
  const parts = shares.map((one) => one.words)
  return parts.length === 1 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** What payers owe, for a colleague: charges less what was written off, moved to the patient and paid. */
export function sayPayer(sessions: readonly Told[], before: Cents): Side {
  const total = sum([before, ...sessions.map((one) => one.payer)])
  const open = sessions.filter((one) => !isNone(one.payer))
  if (open.length === 0) return { cents: total, say: isNone(total) ? 'No payer owes anything.' : '', unexplained: total }
  const pieces = open.flatMap((one) => one.pieces)
  const charge = netOf(pieces, 'payer', 'charge')
  const less = [
    ['written off', negate(netOf(pieces, 'payer', 'write-off'))],
    ['moved to the patient', negate(netOf(pieces, 'payer', ...SHARES))],
    ['paid by payers', negate(netOf(pieces, 'payer', 'payment'))],
  ] as const
  const known = subtract(charge, ...less.map(([, amount]) => amount))
  const unexplained = subtract(total, known)
  const names = [...new Set(open.map((one) => one.payerName))]
  const who = names.length === 1 ? (names[0] ?? '') : `${names.length} payers`
  const parts = less
    .filter(([, amount]) => !isNone(amount))
    .map(([words, amount]) =>
      amount < 0 ? `plus ${sentenceMoney(negate(amount))} no longer ${words}` : `less ${sentenceMoney(amount)} ${words}`,
    )
  const visits = open.length === 1 ? '' : ` on ${open.length} visits`
  const sentence =
    known < 0
      ? `${who} paid ${sentenceMoney(negate(known))} too much${visits}: ${sentenceMoney(charge)} charged`
      : `${who} ${names.length === 1 ? 'owes' : 'owe'} ${sentenceMoney(known)}${visits}: ${sentenceMoney(charge)} charged`
  const rest = isNone(unexplained) ? '' : ` ${sentenceMoney(absolute(unexplained))} is not explained by these postings.`
  return { cents: total, say: `${[sentence, ...parts].join(', ')}.${rest}`, unexplained }
}
