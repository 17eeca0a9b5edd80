import { describe, expect, it } from 'vitest'
import { authorization, authorize, brokenAuthorizations, counted, sumsOf } from '../../test/support/authorizations.ts'
import { book } from '../../test/support/eligibility.ts'
import { session, type TestPractice } from '../../test/support/practice.ts'
import { accept, called, request, requested, reviewed, takeIn, type Deciding } from '../../test/support/reviews.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import { handlers as charges } from '../charges/index.ts'
import { handlers as today } from './index.ts'
import { handlers } from '../authorizations/index.ts'

const cancel = (at: TestPractice, id: number, review = 1) =>
  at.command((work) => handlers['authorizations.cancel'](work, { authorization: id, review }))
/** A request that was agreed to and taken over, with a session booked against it. */
function agreed() {
  const at = counted()
  const { id, file } = request(at)
  takeIn(at, reviewed(requested(at, file).value, { event: { decision: { action: 'A1', number: 'N1' } } }))
  accept(at, id, 1)
  const appointment = book(at, '2026-12-03')
  return { at, id, appointment }
}
const state = (at: TestPractice) => {
  const [row] = at.query((work) => handlers['authorizations.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows
  const [card] = at.query((work) => handlers['authorizations.cards'](work, { patient: at.patient }))
  expect(card?.state).toBe(row?.state)
  return row?.state
}
const line = (at: TestPractice) =>
  at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'authorizations-kept')

describe('taking a request back', () => {
  it('says so to the payer under the number it gave, and lets go what was booked', () => {
    const { at, id } = agreed()
    expect(sumsOf(at, id).reserved).toBe(1)
    expect(authorization(at, id).reviews[0]?.mayCancel).toBe(true)
    const { file, name } = cancel(at, id)
    const { text, wrong, value } = requested(at, file)
    expect(wrong).toEqual([])
    expect(name).toBe(`278_${value.beginning.reference}.x12`)
    expect(text).toContain(`BHT*0007*01*${value.beginning.reference}*`)
    expect(text).toMatch(/UM\*HS\*3\*MH\*10:B~REF\*BB\*N1~/)
    const own = authorization(at, id)
    expect(own).toMatchObject({
      status: 'voided',
      state: 'cancelled',
      reserved: 0,
      reviews: [{ outcome: 'certified', mayCancel: false, cancelled: { outcome: 'asked', words: [] }, documents: [{ file }, {}, {}] }],
    })
    expect(contract['authorizations.get'].output.safeParse(own).error).toBeUndefined()
    expect([state(at), brokenAuthorizations(at)]).toEqual(['cancelled', []])
  })

  it('that is not decided yet names the number of the review', () => {
    const at = counted()
    const { id, file } = request(at)
    takeIn(at, reviewed(requested(at, file).value, { event: { decision: { action: 'A4', number: 'R7' } } }))
    expect(requested(at, cancel(at, id).file).text).toMatch(/UM\*HS\*3\*MH\*11:B~REF\*NT\*R7~/)
  })

  it('is refused once a session is charged, once it is over, twice, and of an earlier request', () => {
    const { at, id, appointment } = agreed()
    expect(() => cancel(at, id, 2)).toThrow('record.changed')
    at.clock.set(day('2026-12-03'))
    const { charge } = at.command((work) => charges['charges.save'](work, session(at, { appointment, day: day('2026-12-03') })))
    expect(() => cancel(at, id)).toThrow('authorization.used')
    expect(authorization(at, id)).toMatchObject({ status: 'approved', used: 1, reviews: [{ mayCancel: false }] })
    at.command((work) => charges['charges.withdraw'](work, { charge }))
    cancel(at, id)
    expect(() => cancel(at, id)).toThrow('record.changed')
    const denied = counted()
    const asked = request(denied)
    takeIn(denied, reviewed(requested(denied, asked.file).value, { event: { decision: { action: 'A3', reasons: ['0F'] } } }))
    expect(() => cancel(denied, asked.id)).toThrow('authorization.decided')
  })
})

describe('the answer to a request that was taken back', () => {
  it.each<readonly [says: string, deciding: Deciding, outcome: string, isWork: boolean]>([
    ['cancelled', { event: { decision: { action: 'C' } } }, 'cancelled', false],
    ['certified', { event: { decision: { action: 'A1', number: 'N1' } } }, 'cancelled', false],
    ['put off', { event: { decision: { action: 'A4' } } }, 'open', true],
    ['not certified', { event: { decision: { action: 'A3', reasons: ['0N'] }, message: { text: 'TOO LATE' } } }, 'refused', true],
    ['turned down', { event: { rejections: [{ valid: 'N', reason: '33', followUp: 'C' }] } }, 'refused', true],
  ])('%s', (_, deciding, outcome, isWork) => {
    const { at, id } = agreed()
    const { value } = requested(at, cancel(at, id).file)
    expect(takeIn(at, reviewed(value, deciding))).toMatchObject({ matched: 1, unmatched: 0 })
    const [review] = authorization(at, id).reviews
    // What the payer had granted stays as it was told.
    expect(review).toMatchObject({ outcome: 'certified', said: { number: 'N1' }, cancelled: { outcome } })
    expect(line(at) !== undefined).toBe(isWork)
  })

  it('that goes on is work until the payer says that it is settled, or it is taken up again', () => {
    const at = counted()
    const { id } = request(at)
    const { value } = requested(at, cancel(at, id).file)
    takeIn(at, reviewed(value, { event: { decision: { action: 'CT' } } }))
    expect(line(at)).toMatchObject({ title: 'One request taken back, not cancelled', first: [{ id }] })
    called(at, id, { again: day('2026-11-23') })
    expect(line(at)).toBeUndefined()
    at.clock.set(day('2026-11-23'))
    expect(line(at)).toMatchObject({ items: 1 })
    called(at, id, { said: 'decided', again: null })
    expect(line(at)).toBeUndefined()
    authorize(at, { id, number: 'N9' })
    expect(state(at)).not.toBe('cancelled')
  })
})
