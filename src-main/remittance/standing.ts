import { sum, type Cents } from '../../src-shared/money.ts'
import type { Posting } from '../ledger/index.ts'
import type { Reading } from '../store/index.ts'
import { afterPosting, more, NOTHING, type Balance, type Share, type Turn } from './dividing.ts'
import { linesInBook, movedToPatient, postingsOf, standingDecisions, type LineInBook, type StandingDecision } from './records/finding.ts'
import { loadClaims, storedShares } from './records/loading.ts'

type Shown = { readonly shares: readonly Share[]; readonly postings: readonly Posting[] }
/** A decision that is posted, by its row, or one that will be. */
type Decided = { readonly order: number } & ({ readonly row: StandingDecision } | ({ readonly row: undefined } & Shown))
type OfClaim = {
  readonly lines: readonly LineInBook[]
  readonly balances: Map<number, Balance>
  hasMoved: boolean
  decided: Decided[] | undefined
}

/**
 * What the claims of a remittance stand at while it is decided: the ledger as it is, and on top what the claim payments decided so far will post. A
 * take-back and its correction in one remittance thereby see each other before anything is written.
 */
export class Standing {
  readonly #db: Reading
  readonly #claims = new Map<number, OfClaim>()

  constructor(db: Reading) {
    this.#db = db
  }

  lines(claim: number): readonly LineInBook[] {
    return this.#of(claim).lines
  }

  balance(claim: number, line: number): Balance {
    return this.#of(claim).balances.get(line) ?? NOTHING
  }

  /** The claim's balances, all lines together. */
  total(claim: number): Record<'payer' | 'patient' | 'payment' | 'adjustment', Cents> {
    const all = [...this.#of(claim).balances.values()]
    const of = (account: 'payer' | 'patient' | 'payment' | 'adjustment'): Cents => sum(all.map((one) => one[account]))
    return { payer: of('payer'), patient: of('patient'), payment: of('payment'), adjustment: of('adjustment') }
  }

  /** Where the decision of a payer in this turn stands among those already posted. */
  turn(claim: number, own: number): Turn {
    const decided = this.#decided(claim)
    const isLater = decided.some((one) => one.order < own)
    const later = decided.filter((one) => one.order > own)
    if (isLater) {
      this.#loadMoved(claim)
      return { is: 'later' }
    }
    if (later.length === 0) return { is: 'first' }
    return { is: 'before', later: later.map((one) => (one.row ? this.#shown(one.row) : one)) }
  }

  /** The decisions that stand, for a take-back to find its own. */
  decisions(claim: number): StandingDecision[] {
    return this.#decided(claim).flatMap((one) => one.row ?? [])
  }

  post(postings: readonly Posting[]): void {
    for (const one of postings) {
      if (!one.line) continue
      const { balances } = this.#of(one.line.claim)
      balances.set(one.line.line, afterPosting(balances.get(one.line.line) ?? NOTHING, one))
    }
  }

  decide(claim: number, order: number, shown: Shown): void {
    this.#decided(claim).push({ order, row: undefined, ...shown })
  }

  takeBack(claim: number, decision: StandingDecision): void {
    this.#of(claim).decided = this.#decided(claim).filter((one) => one.row?.id !== decision.id)
  }

  #of(claim: number): OfClaim {
    const known = this.#claims.get(claim)
    if (known) return known
    const lines = linesInBook(this.#db, claim)
    const balances = new Map(
      lines.map(({ id, payer, patient, payment, adjustment }) => [
        id,
        { payer, patient, payment, adjustment, moved: new Map() } as Balance,
      ]),
    )
    const own: OfClaim = { lines, balances, hasMoved: false, decided: undefined }
    this.#claims.set(claim, own)
    return own
  }

  #decided(claim: number): Decided[] {
    const own = this.#of(claim)
    own.decided ??= standingDecisions(this.#db, claim).map((row) => ({ order: row.turn, row }))
    return own.decided
  }

  #shown(row: StandingDecision): Shown {
    const shares = loadClaims(this.#db, { claim: row.id }).flatMap((stored) => storedShares(this.#db, stored))
    return { shares, postings: row.entry === null ? [] : postingsOf(this.#db, row.entry) }
  }

  /** What earlier decisions put on the patient, by reason; asked for only where several payers decide. */
  #loadMoved(claim: number): void {
    const own = this.#of(claim)
    if (own.hasMoved) return
    own.hasMoved = true
    for (const { line, reason, cents } of movedToPatient(this.#db, claim)) {
      const balance = line === null ? undefined : own.balances.get(line)
      if (!balance || line === null) continue
      own.balances.set(line, { ...balance, moved: more(balance.moved, reason ?? '', cents as Cents) })
    }
  }
}
