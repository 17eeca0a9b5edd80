import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorization, authorize, brokenAuthorizations, counted, sumsOf } from '../../../test/support/authorizations.ts'
import { book, child } from '../../../test/support/eligibility.ts'
import { accept, request, requested, reviewed, takeIn, type Deciding } from '../../../test/support/reviews.ts'
import { hasShared, samples, WITHOUT } from '../../../test/support/shared.ts'
import { addDays, day } from '../../../src-shared/day.ts'
import { coveragesOf } from '../../practice/index.ts'
import { readAny, readFile, setsOf, type Response278 } from '../../x12/index.ts'
import { decidedIn, decisionOf } from './decision.ts'

/** A request is written and answered. @returns what the authorization shows of it */
function answered(deciding: Deciding, changes: Parameters<typeof request>[1] = {}) {
  const at = counted()
  const { id, file } = request(at, changes)
  const taken = takeIn(at, reviewed(requested(at, file).value, deciding))
  const [review] = authorization(at, id).reviews
  return { at, id, taken, review }
}
const span = (from: string, to: string) => ({ when: { from: day(from), to: day(to) } })

describe('what a payer decides', () => {
  it.each<readonly [says: string, deciding: Deciding, outcome: string, becomes: object | null]>([
    [
      'in total, with its number: as it was asked',
      { event: { decision: { action: 'A1', number: 'N1' } } },
      'certified',
      { status: 'approved', number: 'N1', starts: '2026-12-01', ends: '2027-02-28', unit: 'visit', amount: 12 },
    ],
    [
      'modified: fewer, on other days',
      {
        event: { decision: { action: 'A6', number: 'N1' } },
        service: {
          decision: { action: 'A6', number: 'N2' },
          day: span('2026-12-08', '2027-01-31'),
          professional: { procedure: { kind: 'HC', code: '90837' }, unit: 'UN', quantity: 8 },
        },
      },
      'modified',
      { status: 'approved', number: 'N2', starts: '2026-12-08', ends: '2027-01-31', unit: 'visit', amount: 8 },
    ],
    [
      'in part, with the quantity of the event and the end of the certification',
      {
        event: {
          decision: { action: 'A2', number: 'N1' },
          delivery: { kind: 'VS', quantity: 6 },
          expires: { when: { from: day('2027-01-15') } },
          services: [],
        },
      },
      'modified',
      { status: 'approved', number: 'N1', starts: '2026-12-01', ends: '2027-01-15', unit: 'visit', amount: 6 },
    ],
    [
      'a rhythm, which is no number of visits: as many as were asked for',
      {
        event: { decision: { action: 'A6', number: 'N1' } },
        service: { delivery: { kind: 'VS', quantity: 1, per: 'WK', period: '34', periods: 3 } },
      },
      'modified',
      { status: 'approved', number: 'N1', unit: 'visit', amount: 12 },
    ],
    [
      'days instead of visits',
      { event: { decision: { action: 'A6', number: 'N1' }, delivery: { kind: 'DY', quantity: 5 } } },
      'modified',
      { unit: 'day', amount: 5 },
    ],
    ['not certified', { event: { decision: { action: 'A3', reasons: ['0U'] } } }, 'denied', { status: 'denied', amount: 12 }],
    ['pended', { event: { decision: { action: 'A4', number: 'R7' } } }, 'pended', null],
    ['to be called about', { event: { decision: { action: 'CT' } } }, 'contact', null],
    ['not needed', { event: { decision: { action: 'NA' } } }, 'not-needed', null],
    ['cancelled', { event: { decision: { action: 'C' } } }, 'cancelled', null],
    [
      'the service goes before the event',
      { event: { decision: { action: 'A1', number: 'N1' } }, service: { decision: { action: 'A3', reasons: ['0U'] } } },
      'denied',
      { status: 'denied' },
    ],
    ['the request could not be taken', { event: { rejections: [{ valid: 'N', reason: '57', followUp: 'C' }] } }, 'rejected', null],
    ['a service could not be taken', { service: { rejections: [{ valid: 'N', reason: '33', followUp: 'C' }] } }, 'rejected', null],
  ])('%s', (_, deciding, outcome, becomes) => {
    const { review, taken } = answered(deciding)
    expect([review?.outcome, taken.matched, taken.unmatched]).toEqual([outcome, 1, 0])
    expect({ becomes: review?.becomes ?? null }).toMatchObject({ becomes })
  })

  it('says why, whom to call, under which number, and where it stands in the file', () => {
    const { review } = answered({
      event: { decision: { action: 'A4', number: 'R7', reasons: ['0U', 'X9'] }, message: { text: 'SEND THE TREATMENT PLAN' } },
    })
    expect(review).toMatchObject({
      said: { number: null, reference: 'R7', amount: null },
      reasons: [
        { code: '0U', words: 'The payer needs to know more about the patient.' },
        { code: 'X9', words: '', next: '' },
      ],
      words: ['SEND THE TREATMENT PLAN'],
      contact: 'UTILIZATION MGMT, telephone 555-555-0155',
      documents: [{ kind: '278', direction: 'in', segment: 12 }, { direction: 'out' }],
    })
    expect(review?.segments.map(({ words }) => words)).toContain('Decision: action A4 (pended), number R7, reasons 0U, X9')
  })

  it('counts units where hours were asked for as units', () => {
    const { review } = answered(
      {
        event: { decision: { action: 'A6', number: 'N1' } },
        service: { professional: { procedure: { kind: 'HC', code: '90837' }, unit: 'UN', quantity: 8 } },
      },
      { unit: 'hour', amount: 720 },
    )
    expect(review?.becomes).toMatchObject({ unit: 'unit', amount: 8 })
  })
})

describe('an answer', () => {
  const granted: Deciding = { event: { decision: { action: 'A1', number: 'N1' } } }
  const change =
    (traces: boolean, member: string): NonNullable<Deciding['change']> =>
    (value) =>
      JSON.parse(
        JSON.stringify(value, (key, own: unknown) =>
          key === 'traces' && !traces ? [] : key === 'id' && own === 'NL8820417' ? member : own,
        ),
      ) as Response278

  it('is of a request by its trace, else by its reference and the member', () => {
    expect(answered({ ...granted, change: change(true, 'OTHER') }).taken).toMatchObject({
      matched: 1,
      words: '1 agreed to. See Authorizations.',
    })
    expect(answered({ ...granted, change: change(false, 'NL8820417') }).taken).toMatchObject({ matched: 1 })
    expect(answered({ ...granted, change: change(false, 'OTHER') })).toMatchObject({
      taken: { matched: 0, unmatched: 1, words: '1 not ours.', details: ['Segment 12: no request of ours is answered here.'] },
      review: { outcome: 'asked' },
    })
  })

  it('of a payer that turns the whole down is of its request', () => {
    const whole: NonNullable<Deciding['change']> = (value) => ({
      ...value,
      reviewers: value.reviewers.map((one) => ({ ...one, requesters: [], rejections: [{ valid: 'Y', reason: '42', followUp: 'R' }] })),
    })
    const { review, taken } = answered({ change: whole })
    expect([taken.words, review?.outcome, review?.words.length]).toEqual(['1 turned down. See Authorizations.', 'rejected', 1])
  })

  it('of a dependent is found, and a later one takes the place of the one before', () => {
    const at = counted()
    const patient = child(at)
    const coverage = at.query(({ db }) => coveragesOf(db, patient))[0]?.id ?? 0
    const { id, file } = request(at, { patient, coverage })
    const sent = requested(at, file).value
    takeIn(at, reviewed(sent, { event: { decision: { action: 'A4' } } }))
    takeIn(at, reviewed(sent, granted))
    expect(authorization(at, id).reviews).toMatchObject([{ outcome: 'certified', said: { number: 'N1' } }])
  })
})

describe('taking a decision over', () => {
  const modified: Deciding = {
    event: { decision: { action: 'A6', number: 'N1' } },
    service: { professional: { procedure: { kind: 'HC', code: '90837' }, unit: 'UN', quantity: 8 }, day: span('2026-12-01', '2027-01-31') },
  }
  it('fills number, days and how many, counts sessions against it, and can be taken back', () => {
    const { at, id, review } = answered(modified)
    book(at, '2026-12-03')
    accept(at, id, review?.id ?? 0)
    expect(authorization(at, id)).toMatchObject({
      status: 'approved',
      number: 'N1',
      starts: '2026-12-01',
      ends: '2027-01-31',
      amount: 8,
      reviews: [{ settledAt: expect.any(String) }],
    })
    expect([sumsOf(at, id), brokenAuthorizations(at)]).toEqual([{ reserved: 1, used: 0, confirmed: 0, free: 7 }, []])
    accept(at, id, review?.id ?? 0, true)
    expect(authorization(at, id)).toMatchObject({
      status: 'requested',
      number: '',
      ends: '2027-02-28',
      amount: 12,
      reviews: [{ settledAt: null }],
    })
    expect([sumsOf(at, id).reserved, brokenAuthorizations(at)]).toEqual([0, []])
  })

  it('marks it denied', () => {
    const { at, id, review } = answered({ event: { decision: { action: 'A3', reasons: ['0U'] } } })
    accept(at, id, review?.id ?? 0)
    expect(authorization(at, id)).toMatchObject({ status: 'denied', amount: 12 })
    accept(at, id, review?.id ?? 0, true)
    expect(authorization(at, id).status).toBe('requested')
  })

  it('is done once, of the newest, of what was decided, and never under a number that is known', () => {
    const { at, id, review } = answered(modified)
    const own = review?.id ?? 0
    expect(() => accept(at, id, own, true)).toThrow('record.changed')
    accept(at, id, own)
    expect(() => accept(at, id, own)).toThrow('record.changed')
    expect(() => accept(at, id, own + 1)).toThrow('record.changed')
    const waiting = answered({ event: { decision: { action: 'A4' } } })
    expect(() => accept(waiting.at, waiting.id, waiting.review?.id ?? 0)).toThrow('authorization.undecided')
    const known = answered(modified)
    authorize(known.at, { number: 'N1' })
    expect(() => accept(known.at, known.id, known.review?.id ?? 0)).toThrow('authorization.exists')
  })
})

describe('every request and answer', () => {
  const from = day('2026-12-01')
  it('is read as it was written: what is asked is what is granted', () => {
    fc.assert(
      fc.property(
        fc.record({
          starts: fc.nat(200),
          length: fc.nat(300),
          amount: fc.integer({ min: 1, max: 9999 }),
          unit: fc.constantFrom('visit', 'unit', 'day'),
          codes: fc.constantFrom('90837', '90832-90837', '9083*', '', '90837 90791'),
          cut: fc.integer({ min: 1, max: 9999 }),
          number: fc.stringMatching(/^[A-Z0-9]{1,20}$/),
        }),
        ({ starts, length, amount, unit, codes, cut, number }) => {
          const at = counted()
          const [first, last] = [addDays(from, starts), addDays(from, starts + length)]
          const { id, file } = request(at, { starts: first, ends: last, amount, unit, codes })
          const sent = requested(at, file)
          const [event] = decidedInRequest(sent.value)
          expect([sent.wrong, event]).toEqual([[], { from: first, to: last }])
          const delivery = { kind: { visit: 'VS', unit: 'FL', day: 'DY' }[unit], quantity: cut }
          takeIn(at, reviewed(sent.value, { event: { decision: { action: 'A6', number }, delivery } }))
          const [review] = authorization(at, id).reviews
          accept(at, id, review?.id ?? 0)
          expect(authorization(at, id)).toMatchObject({ status: 'approved', number, starts: first, ends: last, unit, amount: cut })
          expect(brokenAuthorizations(at)).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  })
})
const decidedInRequest = (value: ReturnType<typeof requested>['value']) =>
  value.reviewers.flatMap((one) =>
    one.requesters.flatMap((asker) => asker.subscribers.flatMap((own) => (own.events ?? []).map((event) => event.day?.when))),
  )

describe.skipIf(!hasShared)(`real files (${hasShared ? 'beside the project' : WITHOUT})`, () => {
  const responses = [...samples('278'), ...samples('examples').filter(({ name }) => name.includes('278'))].filter(({ name }) =>
    name.includes('response'),
  )
  it('are decided on', () => {
    const found = responses.map(({ name, bytes }) => {
      const [set] = setsOf(readFile(bytes)).map(readAny)
      const decided = decidedIn(set?.reading.value as Response278).map((one) => decisionOf(one))
      return [name.replace(/^.*\//, ''), decided.map((one) => [one?.outcome, one?.number, one?.starts, one?.ends, one?.unit, one?.amount])]
    })
    expect(Object.fromEntries(found)).toMatchInlineSnapshot(`
      {
        "278-response.x12": [
          [
            "modified",
            "AUTH778899",
            "2026-12-01",
            "2027-02-28",
            null,
            8,
          ],
        ],
        "cosyte-response.x12": [
          [
            "certified",
            "AUTH123456",
            "2026-06-01",
            "2026-06-05",
            null,
            null,
          ],
        ],
        "tr3-admission-response.x12": [
          [
            "certified",
            "AUTH0002",
            "2005-05-16",
            null,
            "day",
            5,
          ],
        ],
        "tr3-reservation-response.x12": [
          [
            "certified",
            "6735172961",
            "2005-01-10",
            null,
            null,
            1,
          ],
        ],
      }
    `)
  })
})
