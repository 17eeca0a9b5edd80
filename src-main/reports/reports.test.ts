import { expect, test } from 'vitest'
import { PAYER, session, testPractice, type TestPractice } from '../../test/support/practice.ts'
import { addDays, day, type Day } from '../../src-shared/day.ts'
import { handlers as charges } from '../charges/index.ts'
import { listeners } from '../claims/index.ts'
import { handlers as practice } from '../practice/index.ts'
import { handlers } from './index.ts'
import { drawn } from './sheet.ts'

type Changes = Parameters<typeof session>[1]
const save = (at: TestPractice, changes: Changes = {}) => at.command((work) => charges['charges.save'](work, session(at, changes)))
const figures = (at: TestPractice, from: Day, to: Day) => at.query((work) => handlers['coding.figures'](work, { from, to }))
const on = day('2026-11-05')
const yes = { times: 'yes', modality: 'yes', location: 'yes', necessity: 'yes', plan: 'yes' } as const

test('figures count billed sessions of the days, leave out what was taken back, and say what was left on the table', () => {
  const at = testPractice(listeners)
  expect(figures(at, on, on)).toEqual({ clinicians: [], long: { n: 0, of: 0 }, fits: { n: 0, of: 0 }, sessions: 0 })
  save(at, { stop: '09:55' })
  const under = save(at, { start: '10:00', stop: '10:55', code: '90834' })
  const gone = save(at, { start: '12:00', stop: '12:55' })
  at.command((work) => charges['charges.withdraw'](work, { charge: gone.charge }))
  save(at, { start: '14:00', stop: '14:10' })
  const { clinicians, ...all } = figures(at, addDays(on, -3), on)
  expect(all).toEqual({ long: { n: 1, of: 2 }, fits: { n: 1, of: 2 }, sessions: 2 })
  expect(clinicians).toMatchObject([
    {
      sessions: 2,
      minutes: 110,
      fits: { n: 1, of: 2 },
      before: { n: 0, of: 0 },
      underCents: 3500,
      findings: [
        {
          id: 'under',
          count: 1,
          sessions: [{ charge: under.charge, codes: '90834', minutes: 55, words: '55 minutes support 90837, not 90834.' }],
        },
      ],
    },
  ])
  expect(figures(at, addDays(on, 1), addDays(on, 9)).clinicians).toEqual([])
  expect(() => figures(at, on, addDays(on, -1))).toThrow('input.invalid')
})

test('a session is counted as the payer it was billed to counts', () => {
  const at = testPractice(listeners)
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, crisisFrom: 76, quarterHours: 'together' }))
  const crisis = { service: 'crisis', start: '09:00' } as const
  save(at, { ...crisis, stop: '10:15' })
  expect(figures(at, on, on)).toMatchObject({ fits: { n: 1, of: 1 }, clinicians: [{ findings: [] }] })
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer }))
  expect(figures(at, on, on).clinicians[0]?.findings).toMatchObject([{ id: 'missed' }])
})

test('the days before are as many days, counted as the days themselves are', () => {
  const at = testPractice(listeners)
  save(at, { stop: '09:55' })
  save(at, { start: '10:00', stop: '10:55', code: '90834' })
  const gone = save(at, { start: '12:00', stop: '12:55' })
  at.command((work) => charges['charges.withdraw'](work, { charge: gone.charge }))
  save(at, { day: addDays(on, 1), stop: '09:55' })
  const [then] = figures(at, on, on).clinicians
  expect(figures(at, addDays(on, 1), addDays(on, 1)).clinicians[0]?.before).toEqual(then?.long)
  expect(then?.long).toEqual({ n: 1, of: 2 })
  expect(figures(at, addDays(on, 1), addDays(on, 2)).clinicians[0]?.before).toEqual({ n: 1, of: 2 })
  expect(figures(at, addDays(on, 3), addDays(on, 3)).clinicians).toEqual([])
})

test('facts of a record are kept, changed, and told where one is missing or late', () => {
  const at = testPractice(listeners)
  const { charge } = save(at)
  const of = () => at.query((work) => handlers['documentation.of'](work, { charge }))
  const keep = (facts: Parameters<(typeof handlers)['documentation.save']>[1]['facts'], signedOn: Day | null) =>
    at.command((work) => handlers['documentation.save'](work, { charge, facts, signedOn }))
  expect(of()).toEqual({
    facts: { times: 'unknown', modality: 'unknown', location: 'unknown', necessity: 'unknown', plan: 'unknown' },
    crisis: null,
    signedOn: null,
    finding: null,
  })
  keep({ ...yes, plan: 'no' }, on)
  expect(of()).toEqual({ facts: { ...yes, plan: 'no' }, crisis: null, signedOn: on, finding: 'The record is without a current plan.' })
  expect(figures(at, on, on).clinicians[0]?.findings).toMatchObject([{ id: 'undocumented', count: 1 }])
  keep(yes, addDays(on, 8))
  expect(of().finding).toBe('The record is signed more than 7 days after the session.')
  keep(yes, on)
  expect(of().finding).toBeNull()
  expect(figures(at, on, on).clinicians[0]?.findings).toEqual([])
  expect(() => keep(yes, addDays(on, -1))).toThrow('input.invalid')
  expect(() => keep(yes, addDays(on, 300))).toThrow('input.invalid')
  expect(() => at.query((work) => handlers['documentation.of'](work, { charge: 999 }))).toThrow('record.missing')
})

test('the record of a crisis is asked for the three that make it one, and of nothing else', () => {
  const at = testPractice(listeners)
  const { charge } = save(at, { service: 'crisis', start: '09:00', stop: '10:00' })
  const of = () => at.query((work) => handlers['documentation.of'](work, { charge }))
  const keep = (crisis?: { assessment: 'yes' | 'no'; resources: 'yes' | 'no' | 'unknown'; intervention: 'yes' | 'unknown' }) =>
    at.command((work) => handlers['documentation.save'](work, { charge, facts: yes, signedOn: on, ...(crisis && { crisis }) }))
  expect(of().crisis).toEqual({ assessment: 'unknown', resources: 'unknown', intervention: 'unknown' })
  keep()
  expect(of().finding).toBeNull()
  const partly = { assessment: 'yes', resources: 'no', intervention: 'unknown' } as const
  keep(partly)
  expect(of()).toMatchObject({
    crisis: partly,
    finding: 'The record is without what makes it a crisis: the resources that were set in motion.',
  })
  expect(figures(at, on, on).clinicians[0]?.findings).toMatchObject([{ id: 'undocumented', grade: 'look', count: 1 }])
  keep()
  expect(of().crisis).toEqual(partly)
  keep({ assessment: 'yes', resources: 'yes', intervention: 'yes' })
  expect(of().finding).toBeNull()
})

test('the same word draws the same sessions, whatever order they come in, and another word draws others', () => {
  const all = Array.from({ length: 200 }, (_, n) => ({ id: n + 1 }))
  const ids = (seed: string, size = 10, from = all): number[] => drawn(from, seed, size).map(({ id }) => id)
  expect(ids('November')).toEqual(ids('November', 10, all.toReversed()))
  expect(ids('November', 5)).toEqual(ids('November', 10).slice(0, 5))
  expect(ids('November')).not.toEqual(ids('October'))
  expect(new Set(ids('x', 200)).size).toBe(200)
  // Each is drawn about as often as any other: 100 words, ten of 200, so five times each.
  const often = Array.from({ length: 100 }, (_, n) => ids(`word ${n}`)).flat()
  const most = Math.max(...all.map(({ id }) => often.filter((one) => one === id).length))
  expect(most).toBeLessThan(18)
})
