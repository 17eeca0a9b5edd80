import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  brokenChecks,
  claimOf,
  denialsOf,
  fileOf,
  pay,
  post,
  segmentsOf,
  statusOf,
  take,
  type LineSpec,
} from '../../test/support/remittances.ts'
import { DOES, type Does, type PolicyGroup } from '../../src-shared/contract/remittance.ts'
import { sum } from '../../src-shared/money.ts'
import { handlers } from './index.ts'
import { remittanceById } from './records/finding.ts'

type Way = Does | 'usual'
const set = (at: TestPractice, group: PolicyGroup, reason: string, does: Way, payer: number | null = null) =>
  at.command((work) => handlers['remittance.setPolicy'](work, { group, reason, payer, does }))
const kept = (at: TestPractice) => at.query((work) => handlers['remittance.policies'](work))
const claims = (at: TestPractice, id: number) => at.query((work) => handlers['remittance.get'](work, { id })).claims

const refused = (code: string, more: object = {}): object =>
  expect.objectContaining({ problem: expect.objectContaining({ code, ...more }) as object }) as object

/** A line of 150 dollars, of which the payer takes 30 for a reason and pays the rest. */
const short = (reason: string): LineSpec => ({ code: '90834', charge: 15_000, reasons: because(`${reason} 3000`) })
const told = (at: TestPractice, line: LineSpec, trace = 'T1') => {
  const claim = claimOf(at, trace, line)
  const [taken] = take(at, fileOf([segmentsOf({ trace, payments: [{ control: trace, lines: [line] }] })]))
  return { claim, id: taken?.remittance ?? 0 }
}

describe('what a practice does with a reason', () => {
  it('writes off what would be looked into, once it says so', () => {
    const at = testPractice()
    const line = short('OA-209')
    const before = told(at, line)
    post(at, before.id)
    expect(balanceOf(at, before.claim)).toMatchObject({ payer: 3000, adjustment: 0 })
    set(at, 'OA', '209', 'apply')
    const after = told(at, line, 'T2')
    post(at, after.id)
    expect(balanceOf(at, after.claim)).toMatchObject({ payer: 0, adjustment: 3000 })
    expect(balanceOf(at, before.claim)).toMatchObject({ payer: 3000, adjustment: 0 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('leaves with the payer what would be written off or the patient’s, with its reason or without', () => {
    const at = testPractice()
    set(at, 'CO', '45', 'track')
    set(at, 'PR', '2', 'ignore')
    const tracked = told(at, short('CO-45'))
    const ignored = told(at, short('PR-2'), 'T2')
    for (const { id } of [tracked, ignored]) post(at, id)
    expect(balanceOf(at, tracked.claim)).toMatchObject({ payer: 3000, adjustment: 0, patient: 0 })
    expect(balanceOf(at, ignored.claim)).toMatchObject({ payer: 3000, adjustment: 0, patient: 0 })
    expect([tracked, ignored].map(({ id }) => claims(at, id).map((one) => [one.becomes, one.reason]))).toEqual([
      [['Partly paid', expect.stringContaining('CO-45') as string]],
      [['Partly paid', '']],
    ])
    expect(brokenChecks(at)).toEqual([])
  })

  it('makes no denial of a reason that is only kept track of', () => {
    const at = testPractice()
    const line = { code: '90834', charge: 15_000, reasons: because('CO-18 15000') }
    const denied = (trace: string) => {
      claimOf(at, trace, line)
      const { taken } = pay(at, { trace, payments: [{ control: trace, status: '4', lines: [line] }] })
      return denialsOf(at, taken).length
    }
    expect(denied('T1')).toBe(1)
    set(at, 'CO', '18', 'track')
    expect(denied('T2')).toBe(0)
    set(at, 'CO', '18', 'usual')
    expect(denied('T3')).toBe(1)
    expect(brokenChecks(at)).toEqual([])
  })

  it('holds what a person wants to see first, and posts it once it is tied', () => {
    const at = testPractice()
    const { claim, id } = told(at, short('CO-45'))
    expect(claims(at, id)).toMatchObject([{ outcome: 'will-post' }])
    set(at, 'CO', '45', 'ask')
    expect(claims(at, id)).toMatchObject([{ outcome: 'held', reason: expect.stringContaining('looks first at CO-45') as string, claim }])
    post(at, id)
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15_000 })
    const [row] = claims(at, id)
    at.command((work) => handlers['remittance.match'](work, { id: row?.id ?? 0, claim }))
    at.command((work) => handlers['remittance.post'](work, { id }))
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, adjustment: 3000, payment: 12_000 })
    expect(statusOf(at, claim)).toBe('paid')
    expect(brokenChecks(at)).toEqual([])
  })

  it('goes by the payer before it goes by all, and decides anew what waits', () => {
    const at = testPractice()
    const { id } = told(at, short('CO-45'))
    const payer = at.query(({ db }) => remittanceById(db, id))
    set(at, 'CO', '45', 'ask')
    set(at, 'CO', '45', 'track', payer?.payer ?? null)
    expect(kept(at)).toMatchObject([
      { payer: null, does: 'ask' },
      { payer: payer?.payer, does: 'track', words: expect.any(String) as string },
    ])
    expect(claims(at, id)).toMatchObject([{ outcome: 'will-post', becomes: 'Partly paid' }])
    set(at, 'CO', '45', 'usual', payer?.payer ?? null)
    expect(claims(at, id)).toMatchObject([{ outcome: 'held' }])
    set(at, 'CO', '45', 'usual')
    expect(claims(at, id)).toMatchObject([{ outcome: 'will-post', becomes: 'Paid' }])
    expect(kept(at)).toEqual([])
  })

  it('never applies a denial or what an earlier payer did, and says so at the field', () => {
    const at = testPractice()
    expect(() => set(at, 'CO', '197', 'apply')).toThrow(refused('remittance.policy', { at: { field: 'does' } }))
    expect(() => set(at, 'OA', '23', 'apply')).toThrow(refused('remittance.policy'))
    expect(() => set(at, 'CO', '45', 'ask', 999)).toThrow(refused('record.missing'))
    expect(kept(at)).toEqual([])
  })

  it('takes back what was posted whatever it says by then, and posts it anew as it says then', () => {
    const at = testPractice()
    const { claim, id } = told(at, short('CO-45'))
    set(at, 'CO', '45', 'track')
    post(at, id)
    set(at, 'CO', '45', 'usual')
    const [row] = claims(at, id)
    at.command((work) => handlers['remittance.takeOff'](work, { id: row?.id ?? 0, note: 'Not this one' }))
    expect(balanceOf(at, claim)).toMatchObject({ payer: 15_000, adjustment: 0 })
    at.command((work) => handlers['remittance.match'](work, { id: row?.id ?? 0, claim }))
    at.command((work) => handlers['remittance.post'](work, { id }))
    expect(balanceOf(at, claim)).toMatchObject({ payer: 0, adjustment: 3000 })
    expect(brokenChecks(at)).toEqual([])
  })

  it('keeps the ledger in balance, and loses no cent, whatever it says of whatever payers give', () => {
    const reason = fc.constantFrom('CO-45', 'CO-97', 'CO-253', 'PR-1', 'PR-2', 'PR-96', 'OA-209', 'OA-23', 'PI-94', 'CO-9999')
    const way = fc.constantFrom<Way>(...DOES, 'usual')
    const said = fc.array(fc.tuple(reason, fc.integer({ min: 1, max: 4000 })), { maxLength: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(reason, way), { maxLength: 5 }), fc.array(said, { minLength: 1, maxLength: 3 }), (ways, payments) => {
        const at = testPractice()
        const allowed = ways.filter(([of, does]) => does !== 'apply' || !['CO-97', 'PR-96', 'OA-23', 'CO-9999'].includes(of))
        payments.forEach((parts, n) => {
          for (const [of, does] of allowed.slice(n)) {
            const [group = '', code = ''] = of.split('-')
            set(at, group as PolicyGroup, code, does)
          }
          const line = { code: '90834', charge: 15_000, reasons: because(...parts.map(([of, cents]) => `${of} ${cents}`)) }
          const { claim, id } = told(at, line, `T${n}`)
          post(at, id)
          const { payer, patient, adjustment, payment } = balanceOf(at, claim)
          expect(sum([payer, patient, adjustment, payment])).toBe(15_000)
        })
        expect(brokenChecks(at)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})
