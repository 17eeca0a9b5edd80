import { describe, expect, it, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { silentWords, stepOfCancelled, stepOfReview, type Review } from './reviews.ts'

const TODAY = day('2026-11-19')
const asked: Review = {
  id: 1,
  isNewest: true,
  certification: 'R',
  askedAt: '2026-11-10T15:00:00.000Z',
  asked: { starts: day('2026-12-01'), ends: day('2027-02-28'), unit: 'visit', amount: 12 },
  outcome: 'asked',
  answeredAt: null,
  said: { number: null, reference: null, starts: null, ends: null, unit: null, amount: null },
  becomes: null,
  reasons: [],
  words: [],
  contact: '',
  settledAt: null,
  isUrgent: false,
  usualDays: 7,
  again: day('2026-11-18'),
  calls: [],
  mayCancel: true,
  cancelled: null,
  segments: [],
  documents: [],
}
const told = (one: Partial<Review['calls'][number]>): Review['calls'][number] => ({
  way: 'phone',
  by: 'Pat',
  reference: 'C-551',
  said: 'in-review',
  note: '',
  again: null,
  at: '2026-11-18T15:00:00.000Z',
  who: null,
  ...one,
})

describe('a request that the payer has not decided on', () => {
  it.each<readonly [says: string, review: Partial<Review>, title: string, does: string]>([
    ['in time', { again: day('2026-11-20') }, 'The payer has not answered', 'save'],
    ['late', {}, 'No answer for 9 days', 'tell'],
    ['late, and in review when it was called', { calls: [told({})], again: day('2026-11-25') }, 'The payer has not answered', 'tell'],
    ['never arrived', { calls: [told({ said: 'not-received' })] }, 'Send it again', 'save'],
    ['decided on the telephone', { calls: [told({ said: 'decided' })] }, 'Enter what the payer decided', 'edit'],
    ['put off', { outcome: 'pended', again: null }, 'The payer has not decided yet', 'tell'],
    [
      'put off since it was called',
      { outcome: 'pended', again: null, answeredAt: '2026-11-19T15:00:00.000Z', calls: [told({ said: 'not-received' })] },
      'The payer has not decided yet',
      'tell',
    ],
    ['put off until a day', { outcome: 'pended', again: day('2026-12-01') }, 'Look again on 12/01/2026', 'tell'],
    ['put off until today', { outcome: 'pended', again: TODAY }, 'The payer has not decided yet', 'tell'],
  ])('%s', (_, review, title, does) => {
    expect(stepOfReview({ ...asked, ...review }, TODAY, 9)).toMatchObject({ title, does })
  })

  it('says what to do about the reasons, once each', () => {
    const reasons = [
      { code: '0U', words: 'More is needed.', next: 'Send it.' },
      { code: '0P', words: 'It did not arrive.', next: 'Send it.' },
      { code: 'ZZ', words: '', next: '' },
    ]
    expect(stepOfReview({ ...asked, outcome: 'pended', again: null, reasons, words: ['NOTES'] }, TODAY, null).why).toMatch(
      /^Send it\. Reason ZZ of the payer\. NOTES\.$/,
    )
    expect(stepOfReview({ ...asked, outcome: 'denied', reasons }, TODAY, null).why).toMatch(
      /then appeal or plan without it\. Send it\. Reason/,
    )
  })

  it('says what is usual, and under which number it was told last', () => {
    expect(stepOfReview({ ...asked, isUrgent: true, usualDays: 3 }, TODAY, 9).why).toMatch(/^3 days are usual here for an urgent one\./)
    expect(stepOfReview({ ...asked, calls: [told({})] }, TODAY, 9).why).toMatch(/It last said: it is in review, C-551\.$/)
  })
})

test.each([
  ['asked', 'save'],
  ['cancelled', 'patient'],
  ['open', 'tell'],
  ['refused', 'tell'],
] as const)('a request that was taken back, and is %s, wants to %s', (outcome, does) => {
  expect(stepOfCancelled({ at: '2026-11-18T15:00:00.000Z', outcome, words: ['LATE'] }).does).toBe(does)
})

test('how long nothing was answered is said in days', () => {
  expect([null, 0, 1, 9].map(silentWords)).toEqual(['No answer', 'No answer', 'No answer for a day', 'No answer for 9 days'])
})
