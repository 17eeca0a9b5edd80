import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acknowledgedIn, claimFile, foundIn, on, payerWith, remittancesIn } from '../../test/support/practice-payer.ts'
import { randomClaim } from '../../test/support/random-claims.ts'
import { addDays, day } from '../../src-shared/day.ts'
import { cents, subtract, sum } from '../../src-shared/money.ts'
import { answer, NOTHING_YET, payOut, type Paid, type PracticePayer, type Terms } from './index.ts'

/* Whatever claims come, the answers keep their guides, add up, and can be had again. */

const FIRST = day('2026-05-05')
const plan = fc.record(
  {
    copay: fc.constantFrom(cents(0), cents(2500)),
    coinsurance: fc.constantFrom(0, 2000, 3333),
    deductible: fc.constantFrom(cents(0), cents(50_000)),
    visits: fc.constantFrom(0, 2, 30),
    authorization: fc.constantFrom('Y' as const, 'N' as const),
  },
  { requiredKeys: [] },
)
const terms = fc.record({
  others: plan.map((own): Terms['others'] => ({ name: 'Choice', isActive: true, begins: day('2026-04-10'), ...own })),
  filingDays: fc.constantFrom(20, 180),
  freeVisits: fc.constantFrom(0, 2),
  notCovered: fc.subarray(['96130', 'H2019']),
  sequestration: fc.constantFrom(0, 200),
  paysAfter: fc.constantFrom(0, 14, 50),
  deniesByLot: fc.constantFrom(0, 20),
  takesBack: fc.constantFrom(0, 40),
  rates: fc.constantFrom({}, { '90837': cents(13_200), '90834': cents(0) }),
})
const rounds = fc.array(fc.array(randomClaim, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

/** Batches ten days apart, then a payday far behind. A replacement or void names the first claim that there is. */
function lived(payer: PracticePayer, batches: readonly (readonly Parameters<typeof claimFile>[0][number][1][])[]): Paid[] {
  let state = NOTHING_YET
  const all = batches.map((claims, n) => {
    const file = claimFile(
      claims.map((facts, k) => {
        const own = { ...facts, payer: { ...facts.payer, edi_id: 'NLHP1' } }
        const named = { ...own, claim: { ...own.claim, payer_control: own.claim.frequency === '1' ? null : 'NL2605000001' } }
        return [`K7-${n + 1}${k + 1}`, named] as const
      }),
      n + 1,
    )
    const paid = answer(payer, state, file, on(addDays(FIRST, 10 * n)))
    state = paid.state
    return paid
  })
  return [...all, payOut(payer, state, on('2026-09-01'))]
}

const shares = fc.tuple(rounds, terms, fc.nat({ max: 9999 }))

describe('the answers of a payer to any claims', () => {
  it('hold nothing that our own check would find', () => {
    fc.assert(
      fc.property(shares, ([batches, own, seed]) => {
        expect(lived(payerWith(own, seed), batches).flatMap(foundIn)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('add up by line, by claim and by payment', () => {
    fc.assert(
      fc.property(shares, ([batches, own, seed]) => {
        for (const { payment, groups = [], provider = [] } of lived(payerWith(own, seed), batches).flatMap(remittancesIn)) {
          const claims = groups.flatMap((group) => group.claims)
          for (const { claim, lines = [] } of claims) {
            for (const { service, adjustments = [] } of lines)
              expect(subtract(service.charge, ...adjustments.flatMap((cas) => cas.adjustments.map((one) => one.amount)))).toBe(service.paid)
            expect([sum(lines.map((line) => line.service.charge)), sum(lines.map((line) => line.service.paid))]).toEqual([
              claim.charge,
              claim.paid,
            ])
          }
          const taken = sum(provider.flatMap((plb) => plb.adjustments.map((one) => one.amount)))
          expect(subtract(sum(claims.map((one) => one.claim.paid)), taken)).toBe(payment.amount)
          expect(payment.amount).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are the same bytes and the same decisions for the same seed', () => {
    fc.assert(
      fc.property(shares, ([batches, own, seed]) => {
        const [one, other] = [lived(payerWith(own, seed), batches), lived(payerWith(own, seed), batches)]
        expect(one).toEqual(other)
      }),
      { numRuns: 15 },
    )
  })

  it('acknowledge each claim once, pay once what was accepted, and never more than was billed and left', () => {
    fc.assert(
      fc.property(shares, ([batches, own, seed]) => {
        const all = lived(payerWith(own, seed), batches)
        const sent = batches.flatMap((claims, n) => claims.map((facts, k) => ({ id: `K7-${n + 1}${k + 1}`, facts })))
        const told = all.flatMap(acknowledgedIn)
        expect(told.map((one) => one.split(' ')[0])).toEqual(sent.map(({ id }) => id))
        const paid = all.flatMap(remittancesIn).flatMap(({ groups = [] }) => groups.flatMap((group) => group.claims))
        const accepted = sent.filter(({ id, facts }) => told.includes(`${id} A2:20:PR`) && facts.claim.frequency !== '8')
        const decided = paid.filter(({ claim }) => claim.status !== '22')
        expect(decided.map(({ claim }) => claim.control).toSorted()).toEqual(accepted.map(({ id }) => id).toSorted())
        expect(decided.every(({ claim }) => claim.paid >= 0 && claim.paid <= claim.charge)).toBe(true)
        const reversed = paid.filter(({ claim }) => claim.status === '22').map(({ claim }) => claim.control)
        expect(new Set(reversed).size).toBe(reversed.length)
      }),
      { numRuns: 60 },
    )
  })

  it('hold on to every cent that is taken back: what is owed is what was carried and not withheld', () => {
    fc.assert(
      fc.property(shares, ([batches, own, seed]) => {
        const all = lived(payerWith(own, seed), batches)
        const entries = all
          .flatMap(remittancesIn)
          .flatMap(({ provider = [] }) => provider.flatMap((plb) => plb.adjustments))
          .filter(({ reason }) => reason.code === 'WO' || reason.code === 'FB')
        expect(sum(all.at(-1)?.state.owed.map(({ amount }) => amount) ?? [])).toBe(0 - sum(entries.map((one) => one.amount)) + 0)
      }),
      { numRuns: 40 },
    )
  })
})
