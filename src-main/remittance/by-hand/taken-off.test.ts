import { expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { balanceOf, besideClaims, brokenChecks, post, sentClaim, statusOf } from '../../../test/support/remittances.ts'
import { handlers } from '../index.ts'
import { linesInBook } from '../records/finding.ts'

/** A paper EOB of one claim that is posted, and taken off again. */
function takenOff() {
  const at = testPractice()
  const claim = sentClaim(at, { control: 'A1', lines: [{ code: '90837', cents: 17_500 }] })
  const other = sentClaim(at, { control: 'A2', lines: [{ code: '90837', cents: 17_500 }] })
  const eob = (of: number) => ({
    payer: at.payer,
    trace: '40231',
    day: day('2026-11-17'),
    cents: cents(13_200),
    claims: [
      {
        claim: of,
        isTakenBack: false,
        payerControl: `ICN${of}`,
        lines: at
          .query(({ db }) => linesInBook(db, of))
          .map((line) => ({
            line: line.id,
            allowed: null,
            paid: cents(13_200),
            reasons: [{ group: 'CO' as const, reason: '45', cents: cents(4300) }],
            remarks: [],
          })),
      },
    ],
    provider: [],
  })
  const entered = eob(claim)
  const { id } = at.command((work) => handlers['remittance.enter'](work, entered))
  post(at, id)
  const posted = balanceOf(at, claim)
  const [row] = at.query((work) => handlers['remittance.get'](work, { id })).claims
  const payment = must('it has its claim payment', row).id
  at.command((work) => handlers['remittance.takeOff'](work, { id: payment, note: 'Another patient' }))
  return { at, claim, other, eob, id, payment, posted }
}

it('a paper EOB that is taken off its claim leaves the money as credit, and everything in balance', () => {
  const { at, claim } = takenOff()
  expect(besideClaims(at, 'credit')).toBe(-13_200)
  expect(balanceOf(at, claim)).toMatchObject({ payer: 17_500, payment: 0, adjustment: 0 })
  expect(brokenChecks(at)).toEqual([])
})

it('what was taken off is tied again and posted, as it stood', () => {
  const { at, claim, id, payment, posted } = takenOff()
  expect(at.command((work) => handlers['remittance.match'](work, { id: payment, claim }))).toMatchObject({ outcome: 'will-post' })
  expect(post(at, id)).toMatchObject({ posted: 1, held: 0, status: 'posted' })
  expect(balanceOf(at, claim)).toEqual(posted)
  expect(statusOf(at, claim)).toBe('paid')
  expect(besideClaims(at, 'credit')).toBe(0)
  expect(brokenChecks(at)).toEqual([])
})

it('typed wrong, it is tied to the claim that was meant', () => {
  const { at, other, id, payment } = takenOff()
  expect(at.command((work) => handlers['remittance.match'](work, { id: payment, claim: other }))).toMatchObject({ outcome: 'will-post' })
  expect(post(at, id)).toMatchObject({ posted: 1, held: 0 })
  expect(balanceOf(at, other)).toMatchObject({ payment: 13_200 })
  expect(brokenChecks(at)).toEqual([])
})

it('the check is not entered a second time while its money waits, and the words say where it waits', () => {
  const { at, other, eob } = takenOff()
  const again = eob(other)
  const words = 'This check is here already, and money of it waits. Open it on Remits and tie what is held to its claim there.'
  expect(at.query((work) => handlers['remittance.paper'](work, again)).wrong).toEqual([{ field: 'trace', words }])
  expect(() => at.command((work) => handlers['remittance.enter'](work, again))).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ code: 'remittance.twice', message: words }) }),
  )
})
