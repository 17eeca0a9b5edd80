import { describe, expect, it } from 'vitest'
import { ask, book, child, COVERED, received, responseTo, take } from '../../test/support/eligibility.ts'
import { testPractice } from '../../test/support/practice.ts'
import { contract } from '../../src-shared/contract/index.ts'
import { day } from '../../src-shared/day.ts'
import type { Response271 } from '../x12/index.ts'
import { handlers } from './index.ts'

const view = { filters: [], sort: [] }

type Change = (value: Response271) => Response271
/** An answer about the first person alone, under another name and without the trace. */
const untraced =
  (name: string): Change =>
  (value) => ({
    ...value,
    sources: value.sources.map((source) => ({
      ...source,
      receivers: (source.receivers ?? []).map((receiver) => ({
        ...receiver,
        subscribers: (receiver.subscribers ?? [])
          .slice(0, 1)
          .map((one) => ({ ...one, traces: [], person: { name: { ...one.person.name, name } } })),
      })),
    })),
  })
/** An answer that names nobody: the payer does not know the practice. */
const refused: Change = (value) => ({
  ...value,
  sources: value.sources.map((source) => ({
    ...source,
    receivers: [],
    payer: { ...source.payer, rejections: [{ valid: 'N', reason: '79', followUp: 'C' }] },
  })),
})

describe('reading what a payer answers', () => {
  it('puts each figure with its segment onto the session', () => {
    const at = testPractice()
    const session = book(at)
    expect(at.query((work) => handlers['eligibility.list'](work, { view, window: 0 })).rows).toMatchObject([
      { id: session, outcome: 'not-asked', payer: 'Northlake Health Plan', owes: null },
    ])
    const asked = ask(at, session)
    expect(at.query((work) => handlers['eligibility.card'](work, { appointment: session }))).toMatchObject({
      outcome: 'asked',
      segments: [],
    })
    expect(take(at, responseTo(received(at, asked.files[0]?.id ?? 0), COVERED))).toEqual({
      words: '1 active.',
      details: [],
      matched: 1,
      unmatched: 0,
    })
    const page = at.query((work) => handlers['eligibility.list'](work, { view, window: 0 }))
    expect(at.query((work) => handlers['eligibility.totals'](work, { view }))).toMatchObject({ total: 1, sums: { owes: 2500 } })
    expect(page).toMatchObject({
      rows: [{ outcome: 'active', network: 'in', owes: 2500, authorization: 'N' }],
    })
    expect(at.query((work) => handlers['eligibility.card'](work, { appointment: session }))).toMatchObject({
      outcome: 'active',
      plan: 'PPO',
      patientId: at.patient,
      requestFile: asked.files[0]?.id,
      owes: { value: 2500, segment: 13 },
      copay: { value: 2500, segment: 13 },
      deductible: { value: null, segment: null },
      segments: [
        { segment: 11, raw: expect.stringMatching(/^NM1\*IL/), words: 'Subscriber: MARISOL QUINTERO, NL8820417' },
        { segment: 12, words: 'Active: Health plan coverage, PPO' },
        {
          segment: 13,
          words: 'Copay: Individual, Mental health, $25.00, Visit, no authorization needed, in network',
          marks: expect.arrayContaining([7]),
        },
      ],
    })
    expect(at.told).toContainEqual({ topic: 'eligibility', ids: [session] })
    const shown = at.query((work) => handlers['eligibility.card'](work, { appointment: session }))
    expect([contract['eligibility.card'].output.safeParse(shown).error, contract['eligibility.list'].output.safeParse(page).error]).toEqual(
      [undefined, undefined],
    )
  })

  it('finds the question without its trace by file, member and name, and counts what is not ours', () => {
    const at = testPractice()
    const request = received(at, ask(at, book(at), book(at, '2026-11-21', { patient: child(at) })).files[0]?.id ?? 0)
    expect(take(at, responseTo(request, COVERED, untraced('QUINTERO')))).toMatchObject({ words: '1 active.', matched: 1 })
    expect(take(at, responseTo(request, COVERED, untraced('SOMEONE')))).toEqual({
      words: '1 not ours.',
      details: ['Segment 9: no question of ours is answered here.'],
      matched: 0,
      unmatched: 1,
    })
  })

  it('turns down every open question of a file that the payer turned down whole', () => {
    const at = testPractice()
    const session = book(at)
    const request = received(at, ask(at, session).files[0]?.id ?? 0)
    expect(take(at, responseTo(request, COVERED, refused)).words).toBe('1 turned down.')
    expect(at.query((work) => handlers['eligibility.card'](work, { appointment: session }))).toMatchObject({
      outcome: 'rejected',
      reject: { code: '79', words: 'Participant number is wrong', action: 'Check payer number and enrollment.', segment: 7 },
      owes: { value: null, segment: null },
      segments: [{ words: 'Participant number is wrong. Correct and send again.' }],
    })
  })
})

describe('the list of sessions', () => {
  it('filters and sorts by what is asked for', () => {
    const at = testPractice()
    const [first, second] = [book(at, '2026-11-20'), book(at, '2026-11-21')]
    take(at, responseTo(received(at, ask(at, second).files[0]?.id ?? 0), COVERED))
    const list = (...filters: Parameters<(typeof handlers)['eligibility.list']>[1]['view']['filters']) =>
      at
        .query((work) => handlers['eligibility.list'](work, { view: { filters, sort: [{ by: 'owes', down: true }] }, window: 0 }))
        .rows.map((row) => row.id)
    expect(list()).toEqual([second, first])
    expect(list({ is: 'any', field: 'outcome', of: ['not-asked'] })).toEqual([first])
    expect(list({ is: 'days', field: 'day', from: day('2026-11-21') })).toEqual([second])
    expect(
      list(
        { is: 'text', field: 'payer', text: 'north' },
        { is: 'text', field: 'patient', text: 'quint' },
        { is: 'text', field: 'provider', text: 'bell' },
      ),
    ).toEqual([second, first])
  })
})
