import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { codeSession, type Service } from '../charges/index.ts'
import { BUILT_IN } from '../codes/index.ts'
import {
  documentationFinding,
  findingsOf,
  heldAgainstMinutes,
  longShare,
  shownLines,
  type CodedSession,
  type Documented,
  type Finding,
} from './rules.ts'

let charges = 0
const session = (minutes: number, codes: string, more: Partial<CodedSession> = {}): CodedSession => ({
  charge: ++charges,
  provider: 1,
  patient: charges,
  discipline: 'social-worker',
  day: day('2026-11-02'),
  start: '09:00',
  stop: '10:00',
  minutes,
  service: 'individual',
  therapyMinutes: null,
  lines: codes.split(' ').map((one) => {
    const [code = '', units = '1'] = one.split('x')
    return { code, units: parseInt(units, 10) }
  }),
  ...more,
})
const medical = { discipline: 'physician', service: 'em-therapy' } as const

describe('codes against minutes', () => {
  it.each<readonly [string, CodedSession, string, string]>([
    ['37 minutes as 90832', session(37, '90832'), 'fits', '90832'],
    ['37 minutes as 90834', session(37, '90834'), 'over', '90832'],
    ['38 minutes as 90832', session(38, '90832'), 'under', '90834'],
    ['50 minutes as 90837', session(50, '90837'), 'over', '90834'],
    ['53 minutes as 90834', session(53, '90834'), 'under', '90837'],
    ['15 minutes as 90832', session(15, '90832'), 'over', ''],
    ['interactive complexity takes no time', session(45, '90834 90785'), 'fits', '90834'],
    ['25 minutes with the family', session(25, '90847', { service: 'family' }), 'over', ''],
    ['26 minutes with the family', session(26, '90847', { service: 'family' }), 'fits', '90847'],
    ['75 minutes of crisis without the add-on', session(75, '90839', { service: 'crisis' }), 'missed', '90839, 90840'],
    ['105 minutes of crisis with one', session(105, '90839 90840', { service: 'crisis' }), 'missed', '90839, 90840 × 2'],
    ['104 minutes of crisis with two', session(104, '90839 90840x2', { service: 'crisis' }), 'over', '90839, 90840'],
    ['29 minutes as crisis', session(29, '90839', { service: 'crisis' }), 'over', '90832'],
    ['E/M with 22 minutes of therapy', session(40, '99214 90833', { ...medical, therapyMinutes: 22 }), 'fits', '99214, 90833'],
    ['E/M with 40 minutes as 30', session(60, '99213 90833', { ...medical, therapyMinutes: 40 }), 'under', '99213, 90836'],
    ['E/M with 22 minutes as 45', session(60, '99213 90836', { ...medical, therapyMinutes: 22 }), 'over', '99213, 90833'],
    ['E/M whose therapy has no add-on', session(60, '99213', { ...medical, therapyMinutes: 22 }), 'missed', '99213, 90833'],
    ['E/M whose minutes of therapy nobody typed', session(60, '99213 90836', medical), 'unheld', ''],
    ['therapy beside an E/M, entered as two', session(40, '99213 90834', { discipline: 'physician' }), 'over', '99213, 90836'],
    ['the same as its add-on', session(40, '99213 90836', { discipline: 'physician' }), 'fits', '99213, 90836'],
    [
      '75 minutes of crisis, of a payer that counts from 76',
      session(75, '90839', { service: 'crisis', payer: { crisisFirstExtra: 76 } }),
      'fits',
      '90839',
    ],
    [
      '40 minutes with the family, of a payer that wants 45',
      session(40, '90847', { service: 'family', payer: { familyLeast: 45 } }),
      'over',
      '',
    ],
    [
      'a code that a file of the practice knows longer',
      session(95, '90837 99354', { codes: { ...BUILT_IN, procedure: (code) => BUILT_IN.procedure(code, day('2022-12-15')) } }),
      'fits',
      '90837, 99354',
    ],
    ['a group has no rule of minutes', session(60, '90853', { service: 'group' }), 'unheld', ''],
    ['a code of another service', session(60, '90846'), 'unheld', ''],
  ])('%s', (_name, one, is, supports) => {
    const held = heldAgainstMinutes(one)
    expect([held.is, shownLines(held.supports)]).toEqual([is, supports])
  })

  it('what the minutes were coded to always fits them', () => {
    const services: readonly Service[] = ['individual', 'crisis', 'family', 'family-alone', 'em-therapy']
    fc.assert(
      fc.property(fc.constantFrom(...services), fc.integer({ min: 1, max: 300 }), fc.boolean(), (service, minutes, interactive) => {
        const discipline = 'physician'
        const { lines } = codeSession({ day: day('2026-11-02'), service, minutes, discipline, interactive, em: '99213' })
        fc.pre(lines.length > 0)
        expect(heldAgainstMinutes(session(minutes, '', { service, discipline, therapyMinutes: minutes, lines })).is).toBe('fits')
      }),
    )
  })
})

/** So many, each on a day of its own. */
const many = (n: number, minutes: number, code: string): CodedSession[] =>
  Array.from({ length: n }, () => session(minutes, code, { day: addDays(day('2026-01-01'), charges) }))
const ids = (findings: readonly Finding[]): string[] => findings.map(({ id }) => id)
const found = (
  sessions: readonly CodedSession[],
  before: readonly CodedSession[] = [],
  others: readonly (readonly CodedSession[])[] = [],
) => findingsOf(sessions, { before: longShare(before), shares: [sessions, ...others].map(longShare) })

describe('a clinician’s pattern', () => {
  it('is nothing where sessions are as they should be', () => {
    expect(found([...many(20, 45, '90834'), ...many(10, 55, '90837'), ...many(12, 47, '90834')])).toEqual([])
  })

  it('names sessions above and below their minutes, and add-ons that were left out', () => {
    const over = session(45, '90837')
    const under = session(55, '90834', { day: day('2026-11-03') })
    const crisis = session(80, '90839', { service: 'crisis', day: day('2026-11-04') })
    expect(found([over, under, crisis]).map(({ id, grade, charges: named }) => [id, grade, named])).toEqual([
      ['over', 'stop', [over.charge]],
      ['missed', 'look', [crisis.charge]],
      ['under', 'look', [under.charge]],
    ])
  })

  it('is a high share of 90837 only from twenty individual sessions on', () => {
    expect(ids(found([...many(13, 55, '90837'), ...many(6, 45, '90834')]))).toEqual([])
    expect(ids(found([...many(13, 55, '90837'), ...many(7, 45, '90834')]))).toEqual(['share'])
    expect(ids(found([...many(12, 55, '90837'), ...many(8, 45, '90834')]))).toEqual([])
  })

  it('is far from the practice beyond two deviations, and only where there is a practice', () => {
    const own = [...many(11, 55, '90837'), ...many(11, 45, '90834')]
    const usual = (): CodedSession[] => [...many(2, 55, '90837'), ...many(20, 45, '90834')]
    expect(ids(found(own))).toEqual([])
    expect(ids(found(own, [], Array.from({ length: 5 }, usual)))).toEqual(['share'])
  })

  it('drifts when the share moved by fifteen points against its own past', () => {
    const now = [...many(12, 55, '90837'), ...many(12, 45, '90834')]
    const [then, near] = [
      [...many(4, 55, '90837'), ...many(20, 45, '90834')],
      [...many(10, 55, '90837'), ...many(14, 45, '90834')],
    ]
    expect(found(now, then).map(({ id, words }) => [id, words])).toEqual([['drift', '90837 went from 17% to 50% of individual sessions.']])
    expect(ids(found(now, near))).toEqual([])
    expect(ids(found(now, then.slice(0, 10)))).toEqual([])
  })

  it('is minutes that stand on a threshold, or are all alike', () => {
    const spread = many(24, 45, '90834').map((one, n) => ({ ...one, minutes: 39 + (n % 13) }))
    expect(ids(found([...spread, ...many(6, 53, '90837')]))).toEqual([])
    expect(ids(found([...spread, ...many(7, 53, '90837')]))).toEqual(['threshold'])
    expect(ids(found([...many(29, 50, '90834'), session(45, '90834')]))).toEqual(['same-length'])
    expect(ids(found(many(29, 50, '90834')))).toEqual([])
  })

  it('is a day longer than a day can be; a group counts once, and nobody is in two places', () => {
    const hours = (n: number, more: Partial<CodedSession> = {}): CodedSession[] =>
      Array.from({ length: n }, (_, at) => session(60, '90837', { start: `${String(7 + at).padStart(2, '0')}:00`, ...more }))
    expect(ids(found(hours(10)))).toEqual([])
    expect(found(hours(11)).map(({ id, grade }) => [id, grade])).toEqual([['long-day', 'look']])
    expect(found(hours(13)).map(({ id, grade }) => [id, grade])).toEqual([['long-day', 'stop']])
    const group = Array.from({ length: 14 }, () => session(90, '90853', { service: 'group' }))
    expect(ids(found(group))).toEqual([])
    const [one, two] = [session(50, '90834', { start: '09:00' }), session(50, '90834', { start: '09:49' })]
    expect(found([one, two]).map(({ id, charges: named }) => [id, named])).toEqual([['overlap', [one.charge, two.charge]]])
    expect(ids(found([one, { ...two, start: '09:50' }]))).toEqual([])
  })
})

describe('the record of a session', () => {
  const facts = { times: 'yes', modality: 'unknown', location: 'no', necessity: 'yes', plan: 'no' } as const
  const whole = { times: 'yes', modality: 'yes', location: 'yes', necessity: 'yes', plan: 'yes' } as const
  const on = day('2026-11-02')
  it.each([
    [
      'names what is not there, and nothing that nobody looked up',
      { facts, signedOn: null },
      null,
      'The record is without where the patient was, a current plan.',
    ],
    ['may be signed on the seventh day', { facts: whole, signedOn: day('2026-11-09') }, null, undefined],
    ['not later', { facts: whole, signedOn: day('2026-11-10') }, null, 'The record is signed more than 7 days after the session.'],
    [
      'nor after the claim left',
      { facts: whole, signedOn: day('2026-11-05') },
      day('2026-11-04'),
      'The record is signed after the claim left.',
    ],
    ['on the day it left, it may', { facts: whole, signedOn: day('2026-11-04') }, day('2026-11-04'), undefined],
  ])('%s', (_name, documented, sentOn, words) => {
    expect(documentationFinding({ crisis: null, ...documented }, on, sentOn)).toBe(words)
  })

  it('of a crisis is held to all three that make it one', () => {
    const said = (crisis: NonNullable<Documented['crisis']>, known: Documented['facts'] = whole) =>
      documentationFinding({ facts: known, crisis, signedOn: null }, on, null)
    expect(said({ assessment: 'yes', resources: 'yes', intervention: 'unknown' })).toBeUndefined()
    expect(said({ assessment: 'no', resources: 'no', intervention: 'no' })).toBe(
      'The record is without what makes it a crisis: an urgent assessment with mental status, the resources that were set in motion, therapy to lessen the trauma.',
    )
    expect(said({ assessment: 'yes', resources: 'no', intervention: 'yes' }, facts)).toBe(
      'The record is without where the patient was, a current plan; without what makes it a crisis: the resources that were set in motion.',
    )
  })
})
