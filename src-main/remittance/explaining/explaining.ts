import type { Output } from '../../../src-shared/contract/index.ts'
import type { ClaimStatus } from '../../../src-shared/contract/fields.ts'
import type { Day } from '../../../src-shared/day.ts'
import { cents, NO_MONEY, sum, type Cents } from '../../../src-shared/money.ts'
import { claimSums, postingsOfClaim, type PostingRow } from '../../ledger/index.ts'
import { fullName, patientById } from '../../practice/index.ts'
import { fileBytes, keptFile, refuse, type Reading } from '../../store/index.ts'
import { explain, lineOf, rawSegments } from '../../x12/index.ts'
import { entryById, paymentsOn, sessionRows, type PaymentOn } from '../records/explaining.ts'
import { piecesOf, type Piece, type Session } from './pieces.ts'
import { sayPatient, sayPayer } from './rules.ts'

/** Sessions that are shown one by one; older ones are a sum. */
const MOST_SESSIONS = 300
/** A larger file is not gone through for a single segment; its place is told all the same. */
const LARGEST = 4_000_000

/** Everything behind a balance: sessions, what each entry did, and the sentences. */
export function explainBalance(db: Reading, of: { readonly patient: number } | { readonly claim: number }): Output<'ledger.explain'> {
  const rows = sessionRows(db, of)
  const patient = 'patient' in of ? of.patient : (rows[0]?.patient ?? refuse('record.missing'))
  const person = patientById(db, patient) ?? refuse('record.missing')
  const older = rows.slice(0, -MOST_SESSIONS).map((row) => claimSums(db, row.id))
  const found = rows.slice(-MOST_SESSIONS).map((row) => {
    const sums = claimSums(db, row.id)
    return {
      claim: row.id,
      day: row.first_day as Day,
      codes: row.codes,
      payerName: row.payerName,
      status: row.status as ClaimStatus,
      payer: sums.payer,
      patient: sums.patient,
      pieces: piecesOf(postingsOfClaim(db, row.id)),
    }
  })
  const before = { sessions: older.length, payer: sum(older.map((one) => one.payer)), patient: sum(older.map((one) => one.patient)) }
  const raw = rawOf(
    db,
    found.flatMap((one) => one.pieces),
  )
  return {
    patientId: patient,
    name: fullName(person),
    payer: sayPayer(found, before.payer),
    patient: sayPatient(found, before.patient),
    sessions: found.map((one) => {
      const payments = paymentsOn(db, one.claim)
      const entries = entriesOf(postingsOfClaim(db, one.claim))
      return {
        ...one,
        pieces: one.pieces.map((piece) => ({ ...shownPiece(db, payments, piece, raw), entry: entries.indexOf(piece.entry) + 1 })),
      }
    }),
    before,
  }
}

/** What a patient owes on one claim, in a sentence for the patient. `unexplained` is what the sentence cannot account for. */
export function sayVisit(db: Reading, claim: number): Output<'ledger.explain'>['patient'] {
  const sums = claimSums(db, claim)
  const told = sessionRows(db, { claim }).map((row) => ({
    day: row.first_day as Day,
    payerName: row.payerName,
    payer: sums.payer,
    patient: sums.patient,
    pieces: piecesOf(postingsOfClaim(db, claim)),
  }))
  return sayPatient(told, NO_MONEY)
}

const placeKey = (file: number, segment: number): string => `${file} ${segment}`

/** The segments that pieces name, each file gone through once. */
function rawOf(db: Reading, pieces: readonly Piece[]): ReadonlyMap<string, string> {
  const wanted = new Map<number, Set<number>>()
  for (const { file, segment } of pieces)
    if (file !== null && segment !== null) wanted.set(file, (wanted.get(file) ?? new Set()).add(segment))
  const found = new Map<string, string>()
  for (const [file, segments] of wanted) {
    if ((keptFile(db, file)?.size ?? Infinity) > LARGEST) continue
    const bytes = fileBytes(db, file)
    if (!bytes) continue
    for (const [segment, text] of rawSegments(bytes, segments)) found.set(placeKey(file, segment), text)
  }
  return found
}

function shownPiece(
  db: Reading,
  payments: readonly PaymentOn[],
  { kind, ...piece }: Piece,
  raw: ReadonlyMap<string, string>,
): Session['pieces'][number] {
  return {
    ...piece,
    from: fromWords(db, payments, piece, kind),
    raw: piece.file === null || piece.segment === null ? '' : (raw.get(placeKey(piece.file, piece.segment)) ?? ''),
  }
}

const BY_HAND: Readonly<Record<string, string>> = {
  charge: 'the session',
  'write-off': 'decided here',
  transfer: 'decided here',
  patient: 'received here',
}

function fromWords(db: Reading, payments: readonly PaymentOn[], { entry, file }: Pick<Piece, 'entry' | 'file'>, kind: string): string {
  if (file === null) return BY_HAND[kind] ?? 'entered here'
  const payment = payments.find((one) => one.entry === entry)
  const name = keptFile(db, file)?.kind ?? 'file'
  return payment ? `${name}, ${payment.trace}` : name
}

/** The entries of a claim in their order. */
const entriesOf = (postings: readonly PostingRow[]): readonly number[] => [...new Set(postings.map((one) => one.entry))]

/** One entry of a claim followed down to the segment that says it. @param nth which of the claim’s entries, from 1 */
export function explainEntry(db: Reading, claim: number, nth: number): Output<'ledger.entry'> {
  const [row] = sessionRows(db, { claim })
  const postings = postingsOfClaim(db, claim)
  const id = entriesOf(postings)[nth - 1] ?? refuse('record.missing')
  const entry = entryById(db, id)
  if (!row || !entry) refuse('record.missing')
  const own = postings.filter((one) => one.entry === id)
  const payments = paymentsOn(db, claim)
  const payment = payments.find((one) => one.entry === id)
  const answers = payments.filter((one) => one.reverses === null)
  const file = payment?.file ?? own.find((one) => one.file !== null)?.file ?? null
  const kept = file === null ? undefined : keptFile(db, file)
  return {
    entry: nth,
    kind: entry.kind,
    day: entry.day as Day,
    at: entry.at,
    who: entry.who,
    postings: own.length,
    payerName: row.payerName,
    payerControl: payment?.payerControl || null,
    answer: payment ? answers.findIndex((one) => one.entry === id) + 1 : 0,
    remittance: payment ? { id: payment.remittance, trace: payment.trace, day: payment.day as Day, claims: payment.claims } : null,
    file: kept ? { id: kept.id, name: kept.name, kind: kept.kind, at: kept.at } : null,
    segments: payment ? segmentsOf(db, payment) : [],
    correction: correctionOf(payments, payment, postings),
  }
}

const SHOWN = /^(CLP|SVC|CAS|AMT|LQ|MOA)\b/

function segmentsOf(db: Reading, payment: PaymentOn): Output<'ledger.entry'>['segments'] {
  const bytes = fileBytes(db, payment.file)
  if (!bytes) return []
  return explain(bytes, payment.first, payment.last)
    .filter((one) => SHOWN.test(one.raw))
    .slice(0, 40)
    .map(lineOf)
}

/** The decision, its take-back and the next decision, when an entry is one of the three. */
function correctionOf(
  payments: readonly PaymentOn[],
  payment: PaymentOn | undefined,
  postings: readonly PostingRow[],
): Output<'ledger.entry'>['correction'] {
  if (!payment) return null
  for (const back of payments.filter((one) => one.reverses !== null)) {
    const first = payments.find((one) => one.id === back.reverses)
    const again = payments.find((one) => one.reverses === null && (one.entry ?? 0) > (back.entry ?? 0))
    if (!first || ![first, back, again].includes(payment)) continue
    const standing = (one: PaymentOn) => standingOf(one, postings)
    return {
      first: standing(first),
      back: standing(back),
      again: again ? standing(again) : null,
      isSameFile: again !== undefined && again.file === back.file,
    }
  }
  return null
}

function standingOf(payment: PaymentOn, postings: readonly PostingRow[]) {
  const own = postings.filter((one) => one.entry === payment.entry)
  const of = (account: PostingRow['account']): Cents => sum(own.filter((one) => one.account === account).map((one) => cents(one.cents)))
  return {
    charge: cents(payment.charge),
    contractual: of('adjustment'),
    paid: of('payment'),
    patient: of('patient'),
  }
}
