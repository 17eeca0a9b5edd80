import { describe, expect, it } from 'vitest'
import type { Argument } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { must } from '../../src-shared/result.ts'
import { charge } from '../../test/support/claims.ts'
import { COVERAGE, PATIENT, PAYER, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers, listeners, setStatus } from './index.ts'
import { recheck } from './making.ts'

/* Medicaid pays last (42 CFR 433.139). */

const claim = (at: TestPractice, id: number) => at.query((work) => handlers['claims.get'](work, { id }))
const orders = (at: TestPractice, id: number) => claim(at, id).findings.filter(({ rule }) => rule === 'E03')
const coverages = (at: TestPractice) => at.query((work) => practice['patients.get'](work, { id: at.patient })).coverages
const order = (at: TestPractice) => coverages(at).map(({ payerName, position }) => `${position} ${payerName}`)

type Kept = Partial<Argument<'patients.save'>['coverages'][number]>

/** The patient has Medicaid and, as it is said, another plan. */
function medicaidAnd(other: Kept & { readonly kind?: 'commercial' | 'medicaid'; readonly filing?: string }, first: Kept = {}) {
  const { kind = 'commercial', filing = 'CI', ...kept } = other
  const at = testPractice(listeners)
  const payer = (name: string, ediId: string, more: Partial<Argument<'payers.save'>>): number =>
    at.command((work) => practice['payers.save'](work, { ...PAYER, name, ediId, videoModifier: '95', ...more })).id
  const medicaid = payer('Keystone Medicaid', 'KEYM1', { kind: 'medicaid', filing: 'MC', filingDays: 365 })
  const plan = payer('Harborline Behavioral', 'HBH01', { kind, filing })
  const id = coverages(at)[0]?.id ?? null
  at.command((work) =>
    practice['patients.save'](work, {
      ...PATIENT,
      id: at.patient,
      coverages: [
        { ...COVERAGE, id, payer: medicaid, memberId: 'KM7700123', ...first },
        { ...COVERAGE, payer: plan, position: 2, memberId: 'HB771209', ...kept },
      ],
    }),
  )
  return { ...at, medicaid, plan }
}
const bill = (at: TestPractice, id: number, coverage: number | undefined) =>
  at.command((work) => handlers['claims.mend'](work, { id, coverage: must('there is one', coverage) }))
const billed = (at: TestPractice, changes: Parameters<typeof charge>[1] = {}) =>
  must('it is billed', charge(at, changes).claim ?? undefined)

describe('a claim to Medicaid', () => {
  it.each<readonly [string, Parameters<typeof medicaidAnd>[0], number]>([
    ['with a plan that is active', {}, 1],
    ['with a plan that ended before', { ends: day('2020-01-01') }, 0],
    ['with a plan that begins later', { starts: day('2035-01-01') }, 0],
    ['with another of Medicaid', { kind: 'medicaid' }, 0],
    ['with Veterans Affairs, which pays after', { filing: 'VA' }, 0],
    ['with Title V, which pays after', { filing: 'TV' }, 0],
  ])('%s', (_case, other, stops) => {
    const at = medicaidAnd(other)
    const id = billed(at)
    expect(orders(at, id)).toHaveLength(stops)
    expect(claim(at, id).status).toBe(stops > 0 ? 'held' : 'ready')
  })

  it('is stopped with the sentence, and one key bills the other first; it can be taken back', () => {
    const at = medicaidAnd({})
    const id = billed(at)
    const [finding] = orders(at, id)
    const other = coverages(at)[1]?.id
    expect(finding).toMatchObject({
      grade: 'stop',
      fix: { words: 'Bill that one first, Medicaid last', coverage: other },
    })
    expect(finding?.words).toMatch(
      /^Harborline Behavioral was active on .* too, and Medicaid pays last\. Bill Harborline Behavioral first\.$/,
    )
    const { coverage: before, fileBy } = claim(at, id)
    bill(at, id, other)
    expect(claim(at, id)).toMatchObject({ status: 'ready', payer: { name: 'Harborline Behavioral' }, memberId: 'HB771209' })
    expect(claim(at, id).fileBy < fileBy).toBe(true)
    expect(order(at)).toEqual(['1 Harborline Behavioral', '2 Keystone Medicaid'])
    bill(at, id, before)
    expect(claim(at, id)).toMatchObject({ status: 'held', fileBy, payer: { name: 'Keystone Medicaid' } })
    expect(order(at)).toEqual(['1 Keystone Medicaid', '2 Harborline Behavioral'])
  })

  it('parts two that stand on one place', () => {
    const at = medicaidAnd({ position: 1 })
    const id = billed(at)
    bill(at, id, coverages(at)[1]?.id)
    expect(order(at)).toEqual(['1 Harborline Behavioral', '2 Keystone Medicaid'])
  })

  it('bills the next session to the other one too', () => {
    const at = medicaidAnd({})
    const id = billed(at)
    bill(at, id, coverages(at)[1]?.id)
    expect(claim(at, billed(at, { start: '15:00', stop: '15:55' })).payer.name).toBe('Harborline Behavioral')
  })

  it('goes once the other one has decided on that day', () => {
    const at = medicaidAnd({})
    const first = billed(at)
    const [medicaid, plan] = coverages(at).map((one) => one.id)
    bill(at, first, plan)
    const second = billed(at, { start: '15:00', stop: '15:55' })
    bill(at, second, medicaid)
    expect(orders(at, second)).toHaveLength(1)
    at.command((work) => setStatus(work, first, 'paid'))
    at.command((work) => recheck(work, second))
    expect(orders(at, second)).toEqual([])
  })

  it('is billed to no coverage of somebody else', () => {
    const at = medicaidAnd({})
    const id = billed(at)
    expect(() => bill(at, id, 9999)).toThrow('record.missing')
    expect(order(at)).toEqual(['1 Keystone Medicaid', '2 Harborline Behavioral'])
  })
})
