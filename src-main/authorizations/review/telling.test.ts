import { describe, expect, it, test } from 'vitest'
import { authorization, authorize, counted } from '../../../test/support/authorizations.ts'
import { accept, called, request, requested, reviewed, takeIn } from '../../../test/support/reviews.ts'
import { contract } from '../../../src-shared/contract/index.ts'
import { day } from '../../../src-shared/day.ts'
import { handlers } from '../index.ts'
import { lateOn, usualDays } from './waiting.ts'

test.each([
  [false, 7, '2026-11-27'],
  [true, 3, '2026-11-23'],
] as const)('a request that is urgent or not (%s) may take %i days', (isUrgent, days, late) => {
  expect([usualDays(isUrgent), lateOn(day('2026-11-19'), isUrgent)]).toEqual([days, late])
})

describe('what a payer told of a request', () => {
  it('is kept with who said it and the number of the call, the newest first', () => {
    const at = counted()
    const { id } = request(at)
    called(at, id, { said: 'not-received', again: null, note: 'Nothing under that reference' })
    called(at, id, { reference: 'C-552', again: day('2026-12-03') })
    const own = authorization(at, id)
    expect(own.reviews[0]).toMatchObject({
      isUrgent: false,
      usualDays: 7,
      again: '2026-12-03',
      calls: [
        { way: 'phone', by: 'Pat', reference: 'C-552', said: 'in-review', again: '2026-12-03' },
        { reference: 'C-551', said: 'not-received', note: 'Nothing under that reference', again: '2026-11-19' },
      ],
    })
    expect(contract['authorizations.get'].output.safeParse(own).error).toBeUndefined()
  })

  it('stands in the list and on the cards, with the days it waits', () => {
    const at = counted()
    const { id } = request(at)
    const stands = () => {
      const [row] = at.query((work) => handlers['authorizations.list'](work, { view: { filters: [], sort: [] }, window: 0 })).rows
      const [card] = at.query((work) => handlers['authorizations.cards'](work, { patient: at.patient }))
      expect(contract['authorizations.list'].output.shape.rows.element.safeParse(row).error).toBeUndefined()
      expect([card?.state, card?.waits, card?.again]).toEqual([row?.state, row?.waits, row?.again])
      return [row?.state, row?.waits, row?.again]
    }
    expect(stands()).toEqual(['requested', 0, '2026-11-27'])
    at.clock.set(day('2026-11-27'))
    expect(stands()).toEqual(['silent', 8, '2026-11-27'])
    called(at, id, { again: day('2026-12-01') })
    expect(stands()).toEqual(['requested', 8, '2026-12-01'])
    const { documents } = authorization(at, id).reviews[0] ?? { documents: [] }
    takeIn(at, reviewed(requested(at, documents[0]?.file ?? 0).value, { event: { decision: { action: 'A4' } } }))
    expect(stands()).toEqual(['pended', null, null])
    authorize(at, { id, status: 'denied' })
    expect(stands()).toEqual(['denied', null, null])
  })

  it('is of the newest request, as long as nothing was taken over', () => {
    const at = counted()
    const { id, file } = request(at)
    const tell = (review: number) => () =>
      at.command((work) =>
        handlers['authorizations.tell'](work, {
          authorization: id,
          review,
          call: { way: 'portal', by: '', reference: '', said: 'other', note: '', again: null },
        }),
      )
    expect(tell(2)).toThrow('record.changed')
    takeIn(at, reviewed(requested(at, file).value, { event: { decision: { action: 'A1', number: 'N1' } } }))
    accept(at, id, 1)
    expect(tell(1)).toThrow('record.changed')
  })

  it.each([
    ['a call without its number', { reference: '' }],
    ['a call without a name', { by: '' }],
    ['a review without a day to look again', { again: null }],
  ])('is not taken: %s', (_, changes) => {
    const call = { way: 'phone', by: 'Pat', reference: 'C-551', said: 'in-review', note: '', again: '2026-11-30', ...changes }
    const { input } = contract['authorizations.tell']
    expect(input.safeParse({ authorization: 1, review: 1, call }).success).toBe(false)
    expect(input.safeParse({ authorization: 1, review: 1, call: { ...call, way: 'portal', again: '2026-11-30' } }).success).toBe(true)
  })
})
