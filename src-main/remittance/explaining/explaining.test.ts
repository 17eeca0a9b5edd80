import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../../test/support/practice.ts'
import { because, claimOf, pay, type LineSpec } from '../../../test/support/remittances.ts'
import { day } from '../../../src-shared/day.ts'
import { cents, negate, sentenceMoney, sum, type Cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { claimSums, postingsOfClaim, record, reverse, type Entry, type Posting } from '../../ledger/index.ts'
import { tables } from '../../store/index.ts'
import type { RemittanceTables } from '../records/tables.ts'
import { explainBalance, explainEntry } from './explaining.ts'
import { piecesOf, type Piece } from './pieces.ts'
import { sayPatient, sayPayer } from './rules.ts'

const from = tables<RemittanceTables>()
const FIRST: LineSpec = { code: '90834', charge: 15000, reasons: because('CO-45 3000', 'PR-3 2500') }
const BACK: LineSpec = { code: '90834', charge: -15000, reasons: because('CO-45 -3000', 'PR-3 -2500') }
const AGAIN: LineSpec = { code: '90834', charge: 15000, reasons: because('CO-45 3000', 'PR-1 12000') }

const lineOf = (at: TestPractice, claim: number): { readonly claim: number; readonly line: number } => ({
  claim,
  line: must(
    'a claim has a line',
    at.query(({ db }) => db.first(from.selectFrom('claim_line').select('id').where('claim', '=', claim))),
  ).id,
})

/** A copay of 25.00 at the visit, as a card receipt would be posted. */
function receipt(at: TestPractice, claim: number, key: string, amount: number): void {
  const line = lineOf(at, claim)
  at.command(({ db, clock, user }) =>
    record(db, {
      kind: 'patient',
      source: 'receipt',
      sourceKey: key,
      day: day('2026-11-05'),
      user: user.id,
      at: clock.now(),
      postings: [
        { account: 'payment', cents: cents(amount), line },
        { account: 'patient', cents: cents(-amount), line },
      ],
    }),
  )
}

function corrected(): { readonly at: TestPractice; readonly claim: number } {
  const at = testPractice()
  const claim = claimOf(at, 'C7', FIRST)
  pay(at, { trace: 'T1', payments: [{ control: 'C7', payerControl: 'ICN1', lines: [FIRST] }] })
  receipt(at, claim, '1', 2500)
  claimOf(at, 'C8', { code: '90837', charge: 25000 })
  pay(at, {
    trace: 'T7',
    payments: [
      { control: 'C7', status: '22', payerControl: 'ICN1', lines: [BACK] },
      { control: 'C7', payerControl: 'ICN2', original: 'ICN1', lines: [AGAIN] },
      { control: 'C8', lines: [{ code: '90837', charge: 25000 }] },
    ],
  })
  return { at, claim }
}

describe('why an amount is owed', () => {
  it('says a take-back and its correction with the payment between them', () => {
    const { at, claim } = corrected()
    const told = at.query(({ db }) => explainBalance(db, { claim }))
    expect(told.patient).toMatchObject({ cents: 9500, unexplained: 0 })
    expect(told.patient.say).toMatch(
      /^Your insurer changed its decision on your visit of \w+ \d+, 2026\. Now \$120\.00 counts toward your deductible\. You have paid \$25\.00, so \$95\.00 is open\.$/,
    )
    expect(told.sessions[0]?.pieces.map(({ what, turn, patient }) => [what, turn, patient])).toEqual(
      [
        ['charge', 'first', 0],
        ['payment', 'first', 0],
        ['write-off', 'first', 0],
        ['copay', 'first', 2500],
        ['paid', 'first', -2500],
        ['payment', 'back', 0],
        ['write-off', 'back', 0],
        ['copay', 'back', -2500],
        ['payment', 'again', 0],
        ['write-off', 'again', 0],
        ['deductible', 'again', 12000],
      ].filter(([what, turn]) => !(what === 'payment' && turn === 'again')),
    )
  })

  it('shows the segment that says each share, as it stands in the file', () => {
    const { at, claim } = corrected()
    const told = at.query(({ db }) => explainBalance(db, { claim }))
    const deductible = told.sessions[0]?.pieces.find(({ what }) => what === 'deductible')
    expect(deductible?.raw).toMatch(/^CAS\*PR\*1\*120/)
    expect(deductible?.from).toBe('835, T7')
  })

  it('follows an entry down to its file, and puts the correction beside what was taken back', () => {
    const { at, claim } = corrected()
    const told = at.query(({ db }) => explainBalance(db, { claim }))
    const entry = must(
      'it was corrected',
      told.sessions[0]?.pieces.find(({ what }) => what === 'deductible'),
    ).entry
    const down = at.query(({ db }) => explainEntry(db, claim, entry))
    expect(down).toMatchObject({ answer: 2, payerControl: 'ICN2', remittance: { trace: 'T7', claims: 3 } })
    expect(down.segments.map(({ raw }) => raw.split('*')[0])).toContain('CAS')
    expect(down.correction).toEqual({
      first: { charge: 15000, contractual: 3000, paid: 9500, patient: 2500 },
      back: { charge: -15000, contractual: -3000, paid: -9500, patient: -2500 },
      again: { charge: 15000, contractual: 3000, paid: 0, patient: 12000 },
      isSameFile: true,
    })
  })

  it('knows no entry beyond the claim’s own', () => {
    const at = testPractice()
    const other = claimOf(at, 'C9', FIRST)
    expect(at.query(({ db }) => explainEntry(db, other, 1))).toMatchObject({ kind: 'charge', remittance: null, segments: [] })
    expect(() => at.query(({ db }) => explainEntry(db, other, 2))).toThrow('record.missing')
  })

  it('gives no reason where the postings have none', () => {
    const at = testPractice()
    const claim = claimOf(at, 'C1', FIRST)
    const line = lineOf(at, claim)
    at.command(({ db, clock, user }) =>
      record(db, {
        kind: 'remittance',
        source: 'x',
        sourceKey: '1',
        day: day('2026-11-05'),
        user: user.id,
        at: clock.now(),
        postings: [
          { account: 'payer', cents: cents(-4000), line },
          { account: 'patient', cents: cents(4000), line, group: 'OA', reason: '209' },
        ],
      }),
    )
    const told = at.query(({ db }) => explainBalance(db, { claim }))
    expect(told.patient).toEqual({ cents: 4000, unexplained: 4000, say: 'We are looking into $40.00 of it. Together $40.00 is open.' })
  })
})

const ACCOUNTS = ['payment', 'adjustment', 'patient', 'credit'] as const
const posting = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  amount: fc.integer({ min: -40_000, max: 40_000 }),
  group: fc.constantFrom('PR', 'CO', 'OA', undefined),
  reason: fc.constantFrom('1', '2', '3', '45', '96', '197'),
})
const history = fc.array(
  fc.record({
    kind: fc.constantFrom<Entry['kind']>('charge', 'remittance', 'patient', 'write-off', 'transfer'),
    charge: fc.integer({ min: 0, max: 30_000 }),
    postings: fc.array(posting, { maxLength: 5 }),
    isTakenBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

describe('laws of an explanation', () => {
  const at = testPractice()
  let n = 0
  /** Any history at all, true to nothing but that an entry balances. */
  function write(entries: typeof history extends fc.Arbitrary<infer T> ? T : never, claim: number): void {
    const line = lineOf(at, claim)
    for (const one of entries)
      at.command(({ db, clock, user }) => {
        const who = { day: day('2026-11-05'), user: user.id, at: clock.now() }
        const parts: Posting[] = [
          { account: 'charge', cents: cents(-one.charge), line },
          ...one.postings.map((own): Posting => ({
            account: own.account,
            cents: cents(own.amount),
            line,
            ...(own.group !== undefined && { group: own.group, reason: own.reason }),
          })),
        ]
        const rest = negate(sum(parts.map((part) => part.cents)))
        if ([...parts, { cents: rest }].every((part) => part.cents === 0)) return
        const id = record(db, {
          kind: one.kind,
          source: 'law',
          sourceKey: String(++n),
          ...who,
          postings: [...parts, { account: 'payer', cents: rest, line }],
        })
        if (one.isTakenBack) reverse(db, id, { ...who, note: 'undone' })
      })
  }

  it('the pieces add up to what payer and patient owe, whatever happened', () => {
    let control = 0
    fc.assert(
      fc.property(history, (entries) => {
        const claim = claimOf(at, `L${++control}`, FIRST)
        write(entries, claim)
        const [pieces, sums] = at.query(({ db }) => [piecesOf(postingsOfClaim(db, claim)), claimSums(db, claim)] as const)
        expect(sum(pieces.map((one) => one.payer))).toBe(sums.payer)
        expect(sum(pieces.map((one) => one.patient))).toBe(sums.patient)
      }),
      { seed: 20261119, numRuns: 150 },
    )
  })

  const piece = fc.record({
    what: fc.constantFrom<Piece['what']>('copay', 'coinsurance', 'deductible', 'share', 'billed', 'paid', 'other'),
    amount: fc.integer({ min: -20_000, max: 20_000 }),
  })
  const sessions = fc.array(fc.array(piece, { maxLength: 5 }), { maxLength: 8 })
  const told = (all: readonly { readonly what: Piece['what']; readonly amount: number }[][]) =>
    all.map((own) => {
      const pieces = own.map(({ what, amount }): Piece => ({
        entry: 1,
        kind: 'remittance',
        what,
        words: '',
        day: day('2026-11-05'),
        file: null,
        segment: null,
        turn: 'first',
        payer: cents(-amount),
        patient: cents(amount),
      }))
      const patient: Cents = sum(pieces.map((one) => one.patient))
      return { day: day('2026-11-05'), payerName: 'Northlake', payer: negate(patient), patient, pieces }
    })

  it('what is said and what is not explained add up to the balance, and the balance is said', () => {
    fc.assert(
      fc.property(sessions, (all) => {
        const side = sayPatient(told(all), cents(0))
        const total = sum(told(all).map((one) => one.patient))
        expect(side.cents).toBe(total)
        const open = told(all).filter((one) => one.patient !== 0)
        // A whole sentence names the balance; one that is not says that somebody looks into the rest.
        expect(
          side.unexplained === 0 || side.say.includes(`We are looking into ${sentenceMoney(cents(Math.abs(side.unexplained)))} of it.`),
        ).toBe(true)
        expect(open.length === 0 || total === 0 || side.say.includes(sentenceMoney(cents(Math.abs(total))))).toBe(true)
      }),
      { seed: 20261119, numRuns: 500 },
    )
  })

  it('nothing of an unknown kind is ever given a reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (amount) => {
        const side = sayPatient(told([[{ what: 'other', amount }]]), cents(0))
        expect(side.unexplained).toBe(amount)
        expect(side.say).not.toMatch(/deductible|copay|coinsurance|plan|insurer/)
      }),
    )
  })

  it('a payer’s balance is charges less write-offs, shares and payments, or it says what is left over', () => {
    fc.assert(
      fc.property(sessions, (all) => {
        const side = sayPayer(told(all), cents(0))
        const other = sum(
          told(all)
            .filter((one) => one.payer !== 0)
            .flatMap((one) => one.pieces.filter(({ what }) => what === 'other' || what === 'paid').map((own) => own.payer)),
        )
        expect(side.unexplained).toBe(other)
      }),
      { seed: 20261119, numRuns: 300 },
    )
  })
})
