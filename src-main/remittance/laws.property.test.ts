import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents, negate, sum } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  brokenChecks,
  fileOf,
  post,
  receive,
  segmentsOf,
  sentClaim,
  take,
  type LineSpec,
  type PaymentSpec,
  type Reason,
  type RemittanceSpec,
} from '../../test/support/remittances.ts'
import { tables } from '../store/index.ts'
import type { RemittanceTables } from './records/tables.ts'

const from = tables<RemittanceTables>()

/*
 * Laws of posting, over invented remittances: reasons of every kind on lines and on claims, PLB, claims that are not ours.
 */

const REASONS: readonly (readonly [Reason[0], string])[] = [
  ['CO', '45'],
  ['CO', '253'],
  ['CO', '197'],
  ['PI', '94'],
  ['OA', '23'],
  ['OA', '18'],
  ['CO', '9999'],
  ['PR', '1'],
  ['PR', '2'],
  ['PR', '3'],
  ['PR', '96'],
]
/** A line whose reasons never take more than its charge. */
const line: fc.Arbitrary<LineSpec> = fc
  .record({
    code: fc.constantFrom('90834', '90837', '90785'),
    charge: fc.integer({ min: 1, max: 40_000 }),
    shares: fc.array(fc.tuple(fc.constantFrom(...REASONS), fc.integer({ min: 0, max: 60 })), { maxLength: 4 }),
  })
  .map(({ code, charge, shares }) => {
    let left = charge
    const reasons = shares.flatMap(([[group, reason], percent]): Reason[] => {
      const own = Math.floor((left * percent) / 100)
      left -= own
      return own === 0 ? [] : [[group, reason, own]]
    })
    return { code, charge, reasons }
  })
const claim = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  whole: fc.integer({ min: 0, max: 30 }),
  isOurs: fc.integer({ min: 0, max: 9 }),
})
type Claim = typeof claim extends fc.Arbitrary<infer T> ? T : never

/** A claim payment under a number; sometimes a reason on the claim as a whole. */
function paymentOf({ lines, whole }: Claim, control: string): PaymentSpec {
  const paid = sum(lines.map((one) => cents(one.charge - (one.reasons ?? []).reduce((all, [, , amount]) => all + amount, 0))))
  const taken = Math.floor((paid * whole) / 100)
  return {
    control,
    lines: lines.map((one, n) => ({ ...one, control: `${control}L${n + 1}` })),
    ...(taken > 0 && { reasons: [['CO', '104', taken]] as Reason[] }),
  }
}

const remittances = fc.array(
  fc.record({ claims: fc.array(claim, { minLength: 1, maxLength: 3 }), interest: fc.integer({ min: 0, max: 900 }) }),
  { minLength: 1, maxLength: 3 },
)
type Remittances = typeof remittances extends fc.Arbitrary<infer T> ? T : never

const specsOf = (all: Remittances): RemittanceSpec[] =>
  all.map(({ claims, interest }, r) => ({
    trace: `T${r}`,
    payments: claims.map((one, c) => paymentOf(one, `R${r}C${c}`)),
    ...(interest > 0 && { provider: [['L6', '', -interest]] as const }),
  }))

/** A practice that sent the claims; one in ten is not ours. */
function practiceOf(all: Remittances): TestPractice {
  const at = testPractice()
  all.forEach(({ claims }, r) =>
    claims.forEach(({ lines, isOurs }, c) => {
      if (isOurs > 0) sentClaim(at, { control: `R${r}C${c}`, lines: lines.map((one) => ({ code: one.code, cents: one.charge })) })
    }),
  )
  return at
}

/** What every account holds: by line, and by reason where there is no line. */
const balances = (at: TestPractice) =>
  at.query(({ db }) => {
    const totals = new Map<string, number>()
    for (const one of db.all(from.selectFrom('posting').select(['account', 'line', 'reason', 'cents']))) {
      const key = `${one.account} ${one.line ?? one.reason ?? ''}`
      totals.set(key, (totals.get(key) ?? 0) + one.cents)
    }
    return [...totals].filter(([, amount]) => amount !== 0).sort(([one], [other]) => (one < other ? -1 : 1))
  })
const payments = (at: TestPractice) =>
  at.query(({ db }) =>
    sum(db.all(from.selectFrom('posting').select('cents').where('account', '=', 'payment')).map((one) => cents(one.cents))),
  )
const amountOf = (at: TestPractice) =>
  at.query(({ db }) =>
    sum(db.all(from.selectFrom('remittance').select('cents').where('status', 'in', ['posted', 'partly'])).map((one) => cents(one.cents))),
  )

const SECONDARY = { name: 'KEYSTONE MEDICAID', id: 'KEYMD', number: '1888777666' }
const SETTINGS = { seed: 835, numRuns: 40, interruptAfterTimeLimit: 2000 }

describe('laws of posting', () => {
  it('posted twice is posted once; what is posted is the payment to the cent', () => {
    fc.assert(
      fc.property(remittances, (all) => {
        const at = practiceOf(all)
        const files = specsOf(all).map((spec) => fileOf([segmentsOf(spec)]))
        for (const file of files) receive(at, file)
        const once = balances(at)
        for (const file of files) for (const { taken } of receive(at, file)) if (taken.remittance !== null) post(at, taken.remittance)
        expect(balances(at)).toEqual(once)
        expect(payments(at)).toBe(amountOf(at))
        expect(brokenChecks(at)).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('the order of independent remittances does not matter', () => {
    fc.assert(
      fc.property(remittances, fc.integer({ min: 1, max: 5 }), (all, by) => {
        const [one, other] = [practiceOf(all), practiceOf(all)]
        const files = specsOf(all).map((spec) => fileOf([segmentsOf(spec)]))
        const turned = by % 2 === 0 ? files.toReversed() : [...files.slice(by % files.length), ...files.slice(0, by % files.length)]
        for (const file of files) receive(one, file)
        for (const file of turned) receive(other, file)
        expect(balances(other)).toEqual(balances(one))
      }),
      SETTINGS,
    )
  })

  it('a cent too much or too little in the payment, in what a claim was paid or in PLB: nothing of it is posted', () => {
    fc.assert(
      fc.property(claim, claim, fc.nat(), fc.boolean(), (first, second, at, isMore) => {
        const { book, before, taken } = withCentOff(
          [first, second],
          at,
          isMore,
          (id, element) => /^(BPR|PLB)$/.test(id) || (id === 'CLP' && element === 4),
        )
        expect(taken?.status).toBe('quarantined')
        expect(balances(book)).toEqual(before)
      }),
      SETTINGS,
    )
  })

  it('a cent too much or too little elsewhere in a claim holds that claim with the difference, and nothing of it is posted', () => {
    fc.assert(
      fc.property(claim, claim, fc.nat(), fc.boolean(), (first, second, at, isMore) => {
        const { book, owner } = withCentOff(
          [first, second],
          at,
          isMore,
          (id, element) => /^(SVC|CAS)$/.test(id) || (id === 'CLP' && element === 3),
        )
        const rows = book.query(({ db }) => db.all(from.selectFrom('remit_claim').select(['outcome', 'off_cents']).orderBy('n')))
        expect(rows[owner - 1]?.outcome).toBe('held')
        expect(Math.abs(rows[owner - 1]?.off_cents ?? 0)).toBe(1)
        expect(balanceOf(book, 10_000 + owner)).toMatchObject({ patient: 0, payment: 0, adjustment: 0 })
        expect(brokenChecks(book)).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('posted and taken back is never posted', () => {
    fc.assert(
      fc.property(remittances, (all) => {
        const at = practiceOf(all.map((one) => ({ ...one, claims: one.claims.map((own) => ({ ...own, isOurs: 1 })) })))
        const before = balances(at).filter(([key]) => !key.startsWith('provider') && !key.startsWith('payment '))
        for (const spec of specsOf(all)) receive(at, fileOf([segmentsOf({ ...spec, provider: [] })]))
        for (const spec of specsOf(all))
          receive(at, fileOf([segmentsOf(payable(`${spec.trace}-BACK`, (spec.payments ?? []).map(opposite)))]))
        const lines = balances(at).filter(([key]) => key !== 'provider FB' && key !== 'payment FB' && key !== 'payment ')
        expect(lines).toEqual(before)
        expect(brokenChecks(at)).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('primary and secondary may come in either order, and the primary may decide again', () => {
    fc.assert(
      fc.property(
        line,
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        (made, percents, repeats) => {
          const primary = { ...made, reasons: (made.reasons ?? []).filter(([, reason]) => reason !== '23') }
          const share = primary.reasons.reduce((all, [group, , amount]) => (group === 'PR' ? all + amount : all), 0)
          let left = share
          const asked = (['PR 2', 'CO 197', 'CO 253'] as const).flatMap((key, n): Reason[] => {
            const own = Math.floor((left * (percents[n] ?? 0)) / 100)
            left -= own
            const [group, reason] = key.split(' ') as [Reason[0], string]
            return own === 0 ? [] : [[group, reason, own]]
          })
          // Some payers say OA-23 for all that the primary did, some only for its payment and repeat its reasons.
          const again = repeats ? primary.reasons.filter(([group]) => group !== 'PR') : []
          const rest = primary.charge - share - again.reduce((all, [, , amount]) => all + amount, 0)
          const mirrored: Reason[] = [...again, ...(rest === 0 ? [] : [['OA', '23', rest] as const])]
          const secondary = { ...primary, reasons: [...mirrored, ...asked] }
          const both: PaymentSpec[] = [
            { control: 'C', lines: [primary] },
            { control: 'C', status: '2', lines: [secondary] },
          ]
          const redecided = [...both, ...both.slice(0, 1).map(opposite), ...both.slice(0, 1)]
          const [one, other, third] = [both, both.toReversed(), redecided].map((payments) => {
            const at = testPractice()
            sentClaim(at, { control: 'C', lines: [{ code: primary.code, cents: primary.charge }] })
            payments.forEach((payment, n) =>
              receive(at, fileOf([segmentsOf({ ...payable(`T${n}`, [payment]), ...(payment.status === '2' && { payer: SECONDARY }) })])),
            )
            return balanceOf(at, 10_001)
          })
          expect(third).toEqual(one)
          expect(other).toEqual(one)
          expect(one?.payer).toBeGreaterThanOrEqual(0)
          expect(one?.patient).toBeGreaterThanOrEqual(0)
        },
      ),
      SETTINGS,
    )
  })

  it('money held and matched by hand stands as if it had been matched at once', () => {
    fc.assert(
      fc.property(claim, (one) => {
        const all = [{ claims: [{ ...one, isOurs: 1 }], interest: 0 }]
        const [spec] = specsOf(all)
        const [straight, late] = [practiceOf(all), practiceOf(all)]
        receive(straight, fileOf([segmentsOf(spec ?? { trace: '' })]))
        const lost = { trace: 'T0', payments: (spec?.payments ?? []).map((own) => ({ ...own, control: 'LOST', payerControl: 'X' })) }
        const [taken] = take(late, fileOf([segmentsOf(lost)]))
        const id = taken?.remittance ?? 0
        post(late, id)
        late.command(({ db }) =>
          db.run(from.updateTable('remit_claim').set({ claim: 10_001, matched_by: 'by hand' }).where('remittance', '=', id)),
        )
        post(late, id)
        expect(balances(late)).toEqual(balances(straight))
        expect(brokenChecks(late)).toEqual([])
      }),
      SETTINGS,
    )
  })
})

/** Two claims of ours in a remittance with one amount a cent off, taken and posted; `owner` is the place of the claim it stands in. */
function withCentOff(claims: readonly Claim[], at: number, isMore: boolean, where: (id: string, element: number) => boolean) {
  const all = [{ claims: claims.map((one) => ({ ...one, isOurs: 1 })), interest: 100 }]
  const book = practiceOf(all)
  const segments = segmentsOf(must('one remittance was made', specsOf(all)[0]))
  const places = segments.flatMap((segment, n) =>
    amountsOf(segment).flatMap((element) => (where(segment.slice(0, 3), element) ? [{ n, element }] : [])),
  )
  const place = must('a remittance has amounts', places[at % places.length])
  const wrong = segments.map((segment, n) => (n === place.n ? moved(segment, place.element, isMore ? 1 : -1) : segment))
  const before = balances(book)
  const [one] = receive(book, fileOf([wrong]))
  return { book, before, taken: one?.taken, owner: segments.slice(0, place.n + 1).filter((segment) => segment.startsWith('CLP')).length }
}

/** The take-back of a claim payment. */
function opposite(one: PaymentSpec): PaymentSpec {
  const negated = (all: readonly Reason[] | undefined): Reason[] =>
    (all ?? []).map(([group, reason, amount]) => [group, reason, negate(cents(amount))])
  return {
    ...one,
    status: '22',
    payerControl: `P${one.control}`,
    lines: one.lines.map((own) => ({ ...own, charge: negate(cents(own.charge)), reasons: negated(own.reasons) })),
    ...(one.reasons && { reasons: negated(one.reasons) }),
  }
}

/** A remittance whose payment is nothing when it would be less: the debt is carried forward. */
function payable(trace: string, payments: readonly PaymentSpec[]): RemittanceSpec {
  const taken = (reasons: readonly Reason[] | undefined): number => (reasons ?? []).reduce((all, [, , amount]) => all + amount, 0)
  const paid = payments.reduce(
    (all, one) => all + one.lines.reduce((of, own) => of + own.charge - taken(own.reasons), 0) - taken(one.reasons),
    0,
  )
  return { trace, payments, ...(paid < 0 && { provider: [['FB', '', paid]] }) }
}

/** The elements of a segment that hold an amount which must add up. */
function amountsOf(segment: string): number[] {
  const elements = segment.split('*')
  switch (elements[0]) {
    case 'BPR':
      return [2]
    case 'CLP':
      return [3, 4]
    case 'SVC':
      return [2, 3]
    case 'CAS':
      return [3, 6, 9, 12].filter((at) => at < elements.length)
    case 'PLB':
      return [4]
    default:
      return []
  }
}

function moved(segment: string, at: number, by: number): string {
  const elements = segment.split('*')
  const [whole = '0', part = ''] = (elements[at] ?? '0').replace('-', '').split('.')
  const size = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
  const amount = (elements[at]?.startsWith('-') ? -size : size) + BigInt(by)
  const text = String(amount < 0n ? -amount : amount).padStart(3, '0')
  elements[at] = `${amount < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
  return elements.join('*')
}
