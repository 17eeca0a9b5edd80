import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import { tried } from '../../test/support/patient-money.ts'
import { testPractice, type TestPractice } from '../../test/support/practice.ts'
import {
  balanceOf,
  because,
  besideClaims,
  brokenChecks,
  fileOf,
  post,
  segmentsOf,
  sentClaim,
  take,
  tampered,
} from '../../test/support/remittances.ts'
import { handlers } from './index.ts'
import { linesInBook } from './records/finding.ts'

const line = { code: '90837', charge: 17_500, reasons: because('CO-45 4300') }
function practice() {
  const at = testPractice()
  const claim = sentClaim(at, { control: 'A1', lines: [{ code: '90837', cents: 17_500 }] })
  const sets = [segmentsOf({ trace: '40231', payments: [{ control: 'A1', lines: [line] }] })]
  return { at, claim, sets }
}
const idOf = (all: ReturnType<typeof take>): number => must('a remittance was kept', all[0]?.remittance)
const aside = (at: TestPractice, id: number) =>
  tried(() => at.command((work) => handlers['remittance.setAside'](work, { id, why: 'A test of the payer' })))
const back = (at: TestPractice, id: number) => tried(() => at.command((work) => handlers['remittance.bringBack'](work, { id })))
const get = (at: TestPractice, id: number) => at.query((work) => handlers['remittance.get'](work, { id }))
const typed = (at: TestPractice, claim: number, paid: number) =>
  tried(() =>
    at.command((work) =>
      handlers['remittance.enter'](work, {
        payer: at.payer,
        trace: '771',
        day: day('2026-11-17'),
        cents: cents(13_200),
        claims: [
          {
            claim,
            isTakenBack: false,
            payerControl: 'ICN1',
            lines: linesInBook(work.db, claim).map(({ id }) => ({
              line: id,
              allowed: null,
              paid: cents(paid),
              reasons: [{ group: 'CO' as const, reason: '45', cents: cents(17_500 - paid) }],
              remarks: [],
            })),
          },
        ],
        // What the practice mistook for interest.
        provider: paid === 13_200 ? [] : [{ code: 'L6', reference: '', cents: cents(paid - 13_200) }],
      }),
    ),
  )

describe('a remittance that is set aside', () => {
  it('is never posted, and says why', () => {
    const { at, sets } = practice()
    const id = idOf(take(at, fileOf(sets)))
    expect(aside(at, id)).toEqual({})
    expect(get(at, id)).toMatchObject({ status: 'aside', aside: 'A test of the payer', canTurn: true })
    expect(tried(() => at.command((work) => handlers['remittance.post'](work, { id })))).toBe('remittance.nothing')
    expect([aside(at, id), brokenChecks(at)]).toEqual(['remittance.kept', []])
  })

  it('is known when it comes again, and posts when it is brought back', () => {
    const { at, claim, sets } = practice()
    const id = idOf(take(at, fileOf(sets)))
    aside(at, id)
    expect(take(at, fileOf(sets, 2))).toMatchObject([{ status: 'known', words: 'Already taken on 11/19/2026 and set aside.' }])
    expect([back(at, id), back(at, id)]).toEqual([{}, 'remittance.kept'])
    expect(get(at, id).status).toBe('rehearsed')
    expect(post(at, id)).toMatchObject({ posted: 1, status: 'posted' })
    expect([balanceOf(at, claim).payment, brokenChecks(at)]).toEqual([13_200, []])
  })

  it('was out of balance, and still is when it is brought back', () => {
    const { at, sets } = practice()
    const wrong = sets.map((one) => tampered(one, (segment) => segment.replace(/^(BPR\*I\*)\d+/, '$1999')))
    const id = idOf(take(at, fileOf(wrong)))
    expect(get(at, id).status).toBe('quarantined')
    aside(at, id)
    expect(get(at, id)).toMatchObject({ status: 'aside', aside: 'A test of the payer' })
    back(at, id)
    expect(get(at, id)).toMatchObject({ status: 'quarantined', aside: '' })
  })

  it('cannot be once the payer’s money is posted, or has come', () => {
    const { at, sets } = practice()
    const id = idOf(take(at, fileOf(sets)))
    post(at, id)
    expect([aside(at, id), get(at, id).canTurn]).toEqual(['remittance.kept', false])
  })
})

describe('a paper EOB that was typed wrongly', () => {
  it('is typed again under the same check when it was not posted', () => {
    const { at, claim } = practice()
    const first = typed(at, claim, 12_300)
    expect(typed(at, claim, 13_200)).toBe('remittance.twice')
    const { id } = first as { id: number }
    expect([get(at, id).isByHand, aside(at, id)]).toEqual([true, {}])
    const again = typed(at, claim, 13_200) as { id: number }
    expect(post(at, again.id)).toMatchObject({ posted: 1, status: 'posted' })
    expect([balanceOf(at, claim).payment, brokenChecks(at)]).toEqual([13_200, []])
  })

  it('is typed again after it was posted, when all of it is taken off: nothing of the first stands', () => {
    const { at, claim } = practice()
    const { id } = typed(at, claim, 12_300) as { id: number }
    post(at, id)
    expect([aside(at, id), besideClaims(at, 'provider')]).toEqual(['remittance.kept', -900])
    const [row] = get(at, id).claims
    at.command((work) => handlers['remittance.takeOff'](work, { id: row?.id ?? 0, note: 'Typed wrongly' }))
    expect(besideClaims(at, 'credit')).toBe(-12_300)
    expect(aside(at, id)).toEqual({})
    expect([besideClaims(at, 'credit'), besideClaims(at, 'provider'), besideClaims(at, 'payment'), brokenChecks(at)]).toEqual([0, 0, 0, []])
    expect(back(at, id)).toBe('remittance.kept')
    const again = typed(at, claim, 13_200) as { id: number }
    expect(post(at, again.id)).toMatchObject({ posted: 1, status: 'posted' })
    expect([balanceOf(at, claim).payment, besideClaims(at, 'provider'), brokenChecks(at)]).toEqual([13_200, 0, []])
  })
})
