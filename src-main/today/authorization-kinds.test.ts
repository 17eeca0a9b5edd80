import { describe, expect, it, test } from 'vitest'
import { addDays } from '../../src-shared/day.ts'
import { authorization, counted } from '../../test/support/authorizations.ts'
import { accept, called, request, requested, reviewed, takeIn, type Deciding } from '../../test/support/reviews.ts'
import type { TestPractice } from '../../test/support/practice.ts'
import { handlers as today } from './index.ts'

const line = (at: TestPractice) =>
  at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'authorizations-answered')

describe('answers about authorizations', () => {
  it('are work until they are taken over, a pended one until it is decided', () => {
    const at = counted()
    const { id, file } = request(at)
    const { value } = requested(at, file)
    const answer = (deciding: Deciding) => takeIn(at, reviewed(value, deciding))
    expect(line(at)).toBeUndefined()
    answer({ event: { decision: { action: 'A4' } } })
    expect(line(at)).toMatchObject({
      title: 'One answer about an authorization',
      detail: '1 not decided yet. Nothing is counted until an answer is taken over.',
      items: 1,
      first: [{ id }],
    })
    answer({ event: { decision: { action: 'A1', number: 'N1' } } })
    expect(line(at)?.detail).toMatch(/^1 agreed to\./)
    accept(at, id, authorization(at, id).reviews[0]?.id ?? 0)
    expect(line(at)).toBeUndefined()
  })

  it('are those to the newest request of each', () => {
    const at = counted()
    const { id, file } = request(at)
    takeIn(at, reviewed(requested(at, file).value, { event: { rejections: [{ valid: 'N', reason: '57', followUp: 'C' }] } }))
    expect(line(at)?.detail).toMatch(/^1 turned down\./)
    request(at, { id, amount: 20 })
    expect(line(at)).toBeUndefined()
  })
})

describe('a request without an answer', () => {
  const silent = (at: TestPractice) =>
    at.query((work) => today['today.get'](work, { whose: 'everyone' })).lines.find(({ id }) => id === 'authorizations-silent')

  it('is work when the time is up, not before, and until the day a person looks again', () => {
    const at = counted()
    const { id } = request(at)
    at.clock.set(addDays(at.clock.today(), 7))
    expect(silent(at)).toBeUndefined()
    at.clock.set(addDays(at.clock.today(), 1))
    expect(silent(at)).toMatchObject({
      title: 'One request for an authorization without an answer',
      detail: 'The oldest was written 8 days ago. Call the payer, or ask again: it may never have arrived.',
      first: [{ id }],
    })
    called(at, id, { again: addDays(at.clock.today(), 3) })
    expect(silent(at)).toBeUndefined()
    at.clock.set(addDays(at.clock.today(), 3))
    expect(silent(at)).toMatchObject({ items: 1 })
    request(at, { id })
    expect(silent(at)).toBeUndefined()
  })

  it('is work sooner where the care cannot wait, and none once it is answered', () => {
    const at = counted()
    const { file } = request(at, { isUrgent: true })
    at.clock.set(addDays(at.clock.today(), 4))
    expect(silent(at)).toMatchObject({ items: 1 })
    takeIn(at, reviewed(requested(at, file).value, { event: { decision: { action: 'A1', number: 'N1' } } }))
    expect(silent(at)).toBeUndefined()
  })
})

test.each(['A4', 'CT'] as const)('what a payer put off, or wants a call about (%s), comes back on the day a person named', (action) => {
  const at = counted()
  const { id, file } = request(at)
  takeIn(at, reviewed(requested(at, file).value, { event: { decision: { action } } }))
  expect(line(at)).toMatchObject({ items: 1 })
  called(at, id, { again: addDays(at.clock.today(), 2) })
  expect(line(at)).toBeUndefined()
  at.clock.set(addDays(at.clock.today(), 2))
  expect(line(at)).toMatchObject({ items: 1 })
})
