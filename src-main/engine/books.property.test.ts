import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import { ReferenceLedger, type Decision } from '../../test/support/reference-ledger.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  fileOf,
  post,
  receive,
  rowsOf,
  segmentsOf,
  sentClaim,
  type LineSpec,
  type PaymentSpec,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { claimById } from '../claims/index.ts'
import { handlers as receipts, verifyReceipts } from '../receipts/index.ts'
import { handlers as remittances } from '../remittance/index.ts'
import { Trouble } from '../store/index.ts'

/*
 * LG-1: whatever payers, patients and billers do with claims, in whatever order, the books say to the cent what a small ledger says that shares no line
 * with them.
 */

const CHARGE = 15_000
const CODE = '90834'

const share = fc.nat({ max: 5000 })
const nth = fc.nat({ max: 3 })
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('charge' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('pays' as const),
      n: nth,
      off: share,
      share,
      open: fc.constantFrom(0, 0, 0, 700),
      plb: fc.constantFrom(0, 0, -250, 400),
      again: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('denies' as const), n: nth }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('corrects' as const), n: nth, less: fc.nat({ max: 900 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('takes off' as const), n: nth }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ties' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('patient' as const), n: nth, amount: fc.integer({ min: 1, max: 4000 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lets off' as const), n: nth, amount: fc.integer({ min: 1, max: 900 }) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('undoes' as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** The program and the ledger it is held against. */
class Books {
  readonly at: TestPractice = testPractice()
  readonly model = new ReferenceLedger()
  readonly claims: number[] = []
  readonly files: Uint8Array[] = []
  /** What a person took off and did not tie again: the claim payment, its claim and what it says. */
  readonly waiting: { row: number; remittance: number; n: number; said: Decision }[] = []
  /** What stands on each claim, the oldest first; the number of its claim payment. */
  readonly standing: { row: number; remittance: number; said: Decision; spec: PaymentSpec }[][] = []
  /** What was done with the patient's money, the oldest first. */
  readonly moves: { move: number; undo: () => void }[] = []
  /** What became of files that came again. */
  readonly repeated: string[] = []
  traces = 0

  charge(): void {
    const control = `C${this.claims.length}`
    this.claims.push(sentClaim(this.at, { control, lines: [{ code: CODE, cents: CHARGE }] }))
    this.standing.push([])
    this.model.charge(CHARGE)
  }

  /** A remittance with these payments, taken in and posted. @returns its claim payments, in the order of the file */
  receive(spec: Omit<RemittanceSpec, 'trace'>) {
    this.traces++
    const bytes = fileOf([segmentsOf({ ...spec, trace: `T${this.traces}` })], this.traces)
    this.files.push(bytes)
    const { taken } = must('a file has a set', receive(this.at, bytes)[0])
    if (taken.status !== 'rehearsed') throw new Error(`It is ${taken.status}: ${taken.words}`)
    return rowsOf(this.at, taken).map(({ id }) => ({ row: id, remittance: must('it is kept', taken.remittance) }))
  }

  pays(n: number, said: Decision, spec: PaymentSpec, plb = 0): void {
    const [row] = this.receive({ payments: [spec], ...(plb !== 0 && { provider: [[plb < 0 ? 'L6' : 'WO', plb < 0 ? '' : 'X1', plb]] }) })
    if (plb !== 0) this.model.provider(plb)
    if (this.model.decide(n, said)) this.standing[n]?.push({ ...must('it is in the file', row), said, spec })
  }

  corrects(n: number, less: number): void {
    const last = this.standing[n]?.at(-1)
    if (!last) return
    const off = Math.max(0, last.said.off - less)
    const said = { ...last.said, off, paid: last.said.paid + last.said.off - off }
    const spec = paymentOf(n, said)
    const rows = this.receive({ payments: [takenBack(last.spec), spec] })
    this.model.correct(n, said)
    this.standing[n]?.pop()
    this.standing[n]?.push({ ...must('both are in the file', rows[1]), said, spec })
  }

  takesOff(n: number): void {
    const last = this.standing[n]?.at(-1)
    if (!last) return
    const isDone = this.isDone(() => this.at.command((work) => remittances['remittance.takeOff'](work, { id: last.row, note: 'by hand' })))
    if (!isDone) return
    this.model.takeOff(n)
    this.standing[n]?.pop()
    this.waiting.push({ row: last.row, remittance: last.remittance, n, said: last.said })
  }

  ties(): void {
    const one = this.waiting.at(-1)
    if (!one) return
    const claim = this.claims[one.n] ?? 0
    // Only where it fits: a claim that was decided otherwise meanwhile leaves it waiting.
    if (one.said.paid + one.said.off + one.said.share > this.model.at(one.n).payer) return
    const isDone = this.isDone(() => {
      this.at.command((work) => remittances['remittance.match'](work, { id: one.row, claim }))
      post(this.at, one.remittance)
    })
    if (!isDone) return
    this.waiting.pop()
    this.model.tie(one.n, one.said)
    this.standing[one.n]?.push({ row: one.row, remittance: one.remittance, said: one.said, spec: paymentOf(one.n, one.said) })
  }

  /** A patient pays of a share, or is let off; more than is due is refused by both. */
  shares(n: number, amount: number, does: 'pays' | 'is let off'): void {
    const claim = this.claims[n]
    if (claim === undefined) return
    const patient = this.at.query(({ db }) => must('a claim is kept', claimById(db, claim))).patient
    const { lines } = this.at.query((work) => receipts['receipts.of'](work, { patient }))
    const line = lines.find((one) => one.claim === claim)
    if (!line || line.room < amount) return
    if (does === 'pays') {
      const parts = [{ line: line.line, cents: cents(amount) }]
      const how = { day: day('2026-11-18'), method: 'check' as const, reference: '1', note: '', cents: cents(amount) }
      const { move } = this.at.command((work) => receipts['receipts.take'](work, { patient, parts, ...how }))
      this.model.patientPays(n, amount)
      this.moves.push({ move, undo: () => this.model.patientTakesBack(n, amount) })
      return
    }
    const of = { claim, line: line.line, cents: cents(amount), reason: 'administrative' as const, note: '' }
    const isDone = this.isDone(() => this.at.command((work) => receipts['receipts.writeOff'](work, of)))
    if (!isDone) return
    this.model.letOff(n, amount)
    const { rows } = this.at.query((work) => receipts['receipts.of'](work, { patient }))
    const move = must('it is a move', rows.findLast((row) => row.what === 'write-off' && row.move !== null)?.move)
    this.moves.push({ move, undo: () => this.model.letOff(n, -amount) })
  }

  undoes(): void {
    const last = this.moves.pop()
    if (!last) return
    const isDone = this.isDone(() => this.at.command((work) => receipts['receipts.undo'](work, { move: last.move, note: '' })))
    if (isDone) last.undo()
  }

  /** What is refused with a reason changes nothing; anything else that fails is a fault. */
  isDone(run: () => unknown): boolean {
    try {
      run()
      return true
    } catch (error) {
      if (error instanceof Trouble) return false
      throw error
    }
  }
}

function agree({ at, claims, model, repeated }: Books): void {
  const said = claims.map((claim) => {
    const { payer, patient, payment, adjustment } = balanceOf(at, claim)
    return { payer, patient, payment, adjustment }
  })
  expect(said).toEqual(model.claims.map(({ payer, patient, payment, adjustment }) => ({ payer, patient, payment, adjustment })))
  const beside = { payment: besideClaims(at, 'payment'), credit: besideClaims(at, 'credit'), provider: besideClaims(at, 'provider') }
  expect(beside).toEqual(model.beside)
  expect([...brokenChecks(at), ...at.query(({ db }) => verifyReceipts(db)).filter(({ broken }) => broken > 0)]).toEqual([])
  expect(repeated.filter((status) => status !== 'known')).toEqual([])
}

function paymentOf(n: number, { paid, off, share: own }: Decision): PaymentSpec {
  const open = CHARGE - paid - off - own
  const reasons = because(
    ...(off > 0 ? [`CO-45 ${off}`] : []),
    ...(own > 0 ? [`PR-2 ${own}`] : []),
    ...(open > 0 ? [`CO-${paid === 0 && off === 0 && own === 0 ? '16' : '999'} ${open}`] : []),
  )
  return { control: `C${n}`, lines: [{ code: CODE, charge: CHARGE, paid, reasons }] }
}

const takenBack = (spec: PaymentSpec): PaymentSpec => ({
  ...spec,
  status: '22',
  lines: spec.lines.map((line): LineSpec => ({
    ...line,
    charge: -line.charge,
    paid: -must('a line says what was paid', line.paid),
    reasons: (line.reasons ?? []).map(([group, reason, amount]) => [group, reason, -amount] as const),
  })),
})

function go(books: Books, one: Step): void {
  const n = 'n' in one ? one.n % Math.max(1, books.claims.length) : 0
  if (one.does === 'charge' || books.claims.length === 0) return books.charge()
  switch (one.does) {
    case 'pays': {
      const said = { off: one.off, share: one.share, paid: CHARGE - one.off - one.share - one.open }
      books.pays(n, said, paymentOf(n, said), one.plb)
      // A file that comes again, as it is, changes nothing.
      if (one.again) books.repeated.push(...receive(books.at, must('a file came', books.files.at(-1))).map(({ taken }) => taken.status))
      return
    }
    case 'denies': {
      const said = { off: 0, share: 0, paid: 0 }
      books.receive({ payments: [paymentOf(n, said)] })
      return
    }
    case 'corrects':
      return books.corrects(n, one.less)
    case 'takes off':
      return books.takesOff(n)
    case 'ties':
      return books.ties()
    case 'patient':
      return books.shares(n, one.amount, 'pays')
    case 'lets off':
      return books.shares(n, one.amount, 'is let off')
    case 'undoes':
      return books.undoes()
  }
}

it('LG-1 the books say what an independent ledger says, after every step', { timeout: 240_000 }, () => {
  const done = new Map<string, number>()
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), (steps) => {
      const books = new Books()
      for (const one of steps) {
        const before = JSON.stringify([books.model.claims, books.model.beside])
        go(books, one)
        agree(books)
        // A denial opens nothing that was not open, so it moves nothing.
        if (one.does === 'denies' || before !== JSON.stringify([books.model.claims, books.model.beside]))
          done.set(one.does, (done.get(one.does) ?? 0) + 1)
      }
    }),
    { numRuns: 60 },
  )
  expect(done.size).toBe(9)
})
