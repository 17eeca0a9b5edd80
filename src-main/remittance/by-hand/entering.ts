import type { Output } from '../../../src-shared/contract/index.ts'
import { isNone, NO_MONEY, sum, type Cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { claimById, firstPayer } from '../../claims/index.ts'
import { ourBiller, payerById } from '../../practice/index.ts'
import { keepFile, nextNumber, refuse, type CommandWork, type QueryWork, type Reading } from '../../store/index.ts'
import { readAny, readFile, setsOf } from '../../x12/index.ts'
import { decideAll } from '../deciding.ts'
import type { Decision } from '../decision.ts'
import { readPayment } from '../reading.ts'
import { controlOf, payerControlOf, payerNumberOf } from '../records/by-hand.ts'
import { linesInBook, paymentTwin } from '../records/finding.ts'
import { shapeOf } from '../rules.ts'
import { takeRemittance } from '../taking.ts'
import {
  BY_HAND,
  broughtBy,
  claimSums,
  leftOf,
  leftWords,
  lineSums,
  meanings,
  twinWords,
  wrongInHead,
  wrongInLine,
  wrongInProvider,
  type Entered,
  type EnteredClaim,
  type Sums,
  type Wrong,
} from './rules.ts'
import { bytesOf, type ClaimOnPaper, type Paper } from './writing.ts'

type Preview = Output<'remittance.paper'>

/** A claim as it was typed, with what of it adds up. `paper` is undefined while something is wrong with it. */
type Weighed = {
  readonly said: EnteredClaim
  readonly sums: Sums
  readonly lines: Preview['claims'][number]['lines']
  readonly wrong: Wrong[]
  readonly paper: ClaimOnPaper | undefined
}

/** @throws Trouble `record.missing` for a claim, or a line that is not the claim's */
function weigh(db: Reading, entered: Entered, at: number): Weighed {
  const field = `claims.${at}`
  const said = must('it is one of the claims', entered.claims[at])
  const ours = claimById(db, said.claim) ?? refuse('record.missing', { at: { field: `${field}.claim` } })
  const book = linesInBook(db, said.claim)
  const lines = said.lines.map((line, n) => {
    const own = book.find((one) => one.id === line.line) ?? refuse('record.missing', { at: { field: `${field}.lines.${n}.line` } })
    return { said: line, ours: own, sums: lineSums(own.cents, line) }
  })
  const turn = entered.payer === firstPayer(db, ours) ? 1 : entered.payer === ours.payer ? ours.turn : 1
  const control = controlOf(db, said.claim, turn)
  const payerControl = said.payerControl || (entered.payer === ours.payer ? payerControlOf(db, said.claim) : '')
  const isTwice = new Set(said.lines.map((line) => line.line)).size < said.lines.length
  const wrong = [
    ...(control === undefined ? [{ field: `${field}.claim`, words: 'This claim never left, so no payer can have decided on it.' }] : []),
    ...(payerControl === ''
      ? [{ field: `${field}.payerControl`, words: 'Enter the payer’s number of the claim; it is not known yet.' }]
      : []),
    ...(isTwice ? [{ field: `${field}.lines`, words: 'A line was entered twice.' }] : []),
    ...lines.flatMap((line, n) => wrongInLine(`${field}.lines.${n}`, line.said, line.sums)),
  ]
  return {
    said,
    sums: claimSums(lines.map((line) => line.sums)),
    lines: lines.map((line) => ({ line: line.said.line, ...line.sums, means: meanings(line.said) })),
    wrong,
    paper: wrong.length > 0 || control === undefined ? undefined : { said, ours, control, payerControl, turn, lines },
  }
}

function weighAll(db: Reading, entered: Entered, today: string) {
  const payer = payerById(db, entered.payer) ?? refuse('record.missing', { at: { field: 'payer' } })
  const claims = entered.claims.map((_, at) => weigh(db, entered, at))
  const brought = sum(claims.map((one) => broughtBy(one.said, one.sums.paid)))
  const left = leftOf(entered, brought)
  const wrong = [...claims.flatMap((one) => one.wrong), ...wrongInProvider(entered), ...wrongInHead(entered, left, today)]
  return { payer, claims, brought, left, wrong }
}

const paperOf = (db: Reading, payer: Paper['payer'], entered: Paper['entered'], claims: readonly ClaimOnPaper[]): Paper => ({
  entered,
  payer,
  number: payerNumberOf(db, payer.id),
  payee: ourBiller(db) ?? refuse('record.missing'),
  claims,
})

/** Adds a paper EOB up as far as it is typed, and decides the claims that add up as the same in a file would be. */
export function previewPaper({ db, clock }: QueryWork, entered: Entered): Preview {
  const { payer, claims, brought, left, wrong } = weighAll(db, entered, clock.today())
  const whole = claims.flatMap((one) => one.paper ?? [])
  const decisions = rehearse(db, paperOf(db, payer, evened(entered, whole), whole), clock)
  const twin = paymentTwin(db, identityOf(db, entered))
  const rows = claims.map((one): Preview['claims'][number] => {
    const decision = one.paper && decisions[whole.indexOf(one.paper)]
    const { outcome, word: becomes, reason } = decision ?? { outcome: 'incomplete' as const, word: 'Held', reason: '' }
    return { claim: one.said.claim, ...one.sums, lines: one.lines, outcome, becomes, shape: shapeOf(becomes), reason }
  })
  const again = twin ? [{ field: 'trace', words: twinWords(twin.status) }] : []
  return { claims: rows, paid: brought, provider: sum(entered.provider.map((one) => one.cents)), left, wrong: [...wrong, ...again] }
}

const identityOf = (db: Reading, { payer, trace, day, cents }: Entered) => ({
  payer,
  payer_number: payerNumberOf(db, payer),
  trace,
  day,
  cents,
})

/** The head of a document that holds these claims alone and comes out even, for the time it is still being typed. */
function evened({ trace, day }: Entered, claims: readonly ClaimOnPaper[]): Paper['entered'] {
  const brought: Cents = sum(claims.map((one) => broughtBy(one.said, sum(one.lines.map((line) => line.said.paid)))))
  const isOwed = brought < 0
  return {
    trace: trace || 'DRAFT',
    day,
    cents: isOwed ? NO_MONEY : brought,
    provider: isOwed ? [{ code: 'FB', reference: '', cents: brought }] : [],
  }
}

function rehearse(db: Reading, paper: Paper, clock: QueryWork['clock']): Decision[] {
  if (paper.claims.length === 0) return []
  const bytes = bytesOf(paper, { control: 1, day: clock.today(), time: clock.time() })
  if (!(bytes instanceof Uint8Array)) return []
  const { raw, reading } = readAny(must('one set was written', setsOf(readFile(bytes))[0]))
  const payment = readPayment(raw, reading, clock.today())
  if (typeof payment === 'string') return []
  return decideAll(db, payment.claims, { file: 0, payer_number: payment.payerNumber, payer: paper.payer.id })
}

/**
 * Keeps a paper EOB as the 835 that was not sent, and takes that in like any other: rehearsed, nothing posted.
 * @throws Trouble `remittance.twice`, `remittance.unbalanced` with what is left of the check, `input.invalid` at the first field that is wrong
 */
export function enterPaper(work: CommandWork, entered: Entered): Output<'remittance.enter'> {
  const { db, clock } = work
  const { payer, claims, left, wrong } = weighAll(db, entered, clock.today())
  const twin = paymentTwin(db, identityOf(db, entered))
  if (twin) refuse('remittance.twice', { at: { field: 'trace' }, message: twinWords(twin.status) })
  const [first] = wrong.filter((one) => one.field !== 'cents' || isNone(left))
  if (first) refuse('input.invalid', { at: { field: first.field }, message: first.words })
  if (!isNone(left)) refuse('remittance.unbalanced', { at: { field: 'cents' }, message: leftWords(left) })
  const paper = paperOf(
    db,
    payer,
    entered,
    claims.flatMap((one) => one.paper ?? []),
  )
  const bytes = bytesOf(paper, { control: nextNumber(db, 'remittance by hand'), day: clock.today(), time: clock.time() })
  if (!(bytes instanceof Uint8Array)) {
    const [problem] = bytes
    return refuse('x12.unwritable', { at: { field: problem?.path ?? '' }, ...(problem && { fix: `${problem.why}.` }) })
  }
  const name = `By hand, ${paper.entered.trace}.835`
  const file = keepFile(db, {
    direction: 'in',
    name,
    kind: BY_HAND,
    bytes,
    at: clock.now(),
    status: 'taken',
    summary: 'Entered by hand from paper.',
  })
  const { raw, reading } = readAny(must('one set was written', setsOf(readFile(bytes))[0]))
  const { remittance, words, details, status } = takeRemittance(work, { raw, reading, setOrdinal: 1, file })
  if (remittance === null || status !== 'rehearsed') return refuse('remittance.twice', { message: words })
  work.announce('files', [file])
  return { id: remittance, words, details }
}
