import { expect, test } from 'vitest'
import { addDays, day } from '../../src-shared/day.ts'
import { book, child } from '../../test/support/eligibility.ts'
import { handlers as practice } from '../practice/index.ts'
import { CLINICIAN, PAYER, session, testPractice } from '../../test/support/practice.ts'
import { handlers } from './actions.ts'

test('a charge is of a session that is there, and of its own patient', () => {
  const at = testPractice()
  const other = book(at, '2026-11-05', { patient: child(at) })
  const own = book(at, '2026-11-05')
  const save = (appointment: number) => () => at.command((work) => handlers['charges.save'](work, session(at, { appointment })))
  const missing = expect.objectContaining({ problem: expect.objectContaining({ code: 'record.missing', at: { field: 'appointment' } }) })
  expect(save(other)).toThrow(missing)
  expect(save(999)).toThrow(missing)
  expect(save(own)()).toMatchObject({ outcome: 'billed' })
  expect(save(own)).toThrow('session.billed')
})

test('a session that is still to come is not charged, and a very long one is asked about', () => {
  const at = testPractice()
  const tomorrow = addDays(at.clock.today(), 1)
  expect(() => at.command((work) => handlers['charges.save'](work, session(at, { day: tomorrow })))).toThrow('session.ahead')
  const notice = (stop: string) => at.query((work) => handlers['charges.suggest'](work, session(at, { start: '09:05', stop }))).notice
  expect(notice('10:00')).toBeNull()
  expect(notice('21:05')).toMatchObject({ grade: 'warning', words: '720 minutes is long for a session. Look at start and stop.' })
})

test('a session that was cancelled is charged only when it stands after all', () => {
  const at = testPractice()
  const appointment = book(at, '2026-11-05')
  const mark = (status: 'booked' | 'cancelled') => at.command((work) => practice['appointments.mark'](work, { id: appointment, status }))
  const save = () => at.command((work) => handlers['charges.save'](work, session(at, { appointment })))
  mark('cancelled')
  expect(save).toThrow('session.cancelled')
  mark('booked')
  expect(save()).toMatchObject({ outcome: 'billed' })
})

test('a sheet tells of the other days that have sessions without a charge', () => {
  const at = testPractice()
  const charged = book(at, '2026-11-05')
  book(at, '2026-11-05', { start: '09:05' })
  const cancelled = book(at, '2026-11-06')
  book(at, '2026-11-09')
  book(at, '2026-11-09', { start: '09:05' })
  book(at, '2026-11-19')
  at.command((work) => handlers['charges.save'](work, session(at, { appointment: charged })))
  at.command((work) => practice['appointments.mark'](work, { id: cancelled, status: 'no-show' }))
  const waiting = (on: string, provider?: number) =>
    at.query((work) => handlers['charges.day'](work, { day: day(on), ...(provider !== undefined && { provider }) })).waiting
  expect(waiting('2026-11-19')).toEqual([
    { day: '2026-11-05', sessions: 1 },
    { day: '2026-11-09', sessions: 2 },
  ])
  expect(waiting('2026-11-05')).toEqual([{ day: '2026-11-09', sessions: 2 }])
  expect(waiting('2026-11-19', at.provider + 1)).toEqual([])
})

test('a row is held against what the clinician charged for the patient that day', () => {
  const at = testPractice()
  const morning = { start: '09:00', stop: '09:45' } as const
  const save = (changes: Parameters<typeof session>[1]) => at.command((work) => handlers['charges.save'](work, session(at, changes)))
  const suggest = (changes: Parameters<typeof session>[1]) =>
    at.query((work) => handlers['charges.suggest'](work, session(at, { start: '14:00', stop: '14:50', ...changes })))
  const { charge } = save(morning)
  expect(suggest({ service: 'family' })).toMatchObject({
    outcome: 'billed',
    notice: null,
    lines: [{ code: '90847', modifiers: ['59', '95'] }],
    reasons: expect.arrayContaining([
      { what: 'Modifier', value: '59 on 90847', why: '90834 of 9:00 AM is of the same day; 59 says that it was separate.', source: 'NCCI' },
    ]),
  })
  expect(suggest({ service: 'crisis' })).toMatchObject({ outcome: 'billed', notice: { grade: 'warning' } })
  expect(suggest({ service: 'family', day: day('2026-11-04') }).lines[0]?.modifiers).toEqual(['95'])
  expect(suggest({ service: 'family', start: '09:30', stop: '10:20' })).toMatchObject({
    notice: { words: 'This patient’s other session runs 9:00 AM to 9:45 AM.' },
    lines: [{ modifiers: ['95'] }],
  })
  const evaluation = save({ start: '11:00', stop: '11:55', service: 'evaluation', replaces: charge })
  const refused = suggest({})
  expect(refused).toMatchObject({ outcome: 'unbillable', asks: 'unbillable', lines: [], notice: { grade: 'stop' } })
  expect(refused.reasons.map(({ what }) => what)).not.toContain('Code')
  const other = at.command((work) => practice['providers.save'](work, { ...CLINICIAN, npi: '1245319599' })).id
  expect(suggest({ provider: other })).toMatchObject({ outcome: 'billed', notice: null })
  at.command((work) => handlers['charges.withdraw'](work, { charge: evaluation.charge }))
  expect(suggest({})).toMatchObject({ outcome: 'billed', notice: null })
})

test('a payer that counts minutes its own way is asked before the usual rules', () => {
  const at = testPractice()
  const suggest = (changes: Parameters<typeof session>[1]) =>
    at.query((work) => handlers['charges.suggest'](work, session(at, { start: '10:00', mode: 'in-person', ...changes })))
  const crisis = { service: 'crisis', stop: '11:15' } as const
  const family = { service: 'family', stop: '10:44' } as const
  const visit = {
    service: 'em-therapy',
    stop: '10:40',
    em: '99213',
    therapyMinutes: 38,
    provider: at.command((work) => practice['providers.save'](work, PHYSICIAN)).id,
  } as const
  const said = (changes: Parameters<typeof session>[1]) =>
    suggest(changes).lines.map(({ code, modifiers }) => [code, ...modifiers].join(' '))
  expect([said(crisis), said(family), said(visit)]).toEqual([['90839', '90840'], ['90847'], ['99213', '90836']])
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, crisisFrom: 76, familyLeast: 45, emWith25: true }))
  expect([said(crisis), said(family), said(visit)]).toEqual([['90839'], [], ['99213 25', '90836']])
  expect(suggest(family)).toMatchObject({ bands: [{ from: 0 }, { from: 45, code: '90847' }], notice: { grade: 'stop' } })
  expect(at.query((work) => practice['payers.list'](work))[0]).toMatchObject({
    crisisFrom: 76,
    familyLeast: 45,
    emWith25: true,
    quarterHours: 'midpoint',
  })
})

test('minutes of the E/M are never taken for psychotherapy: who does not say how many there were is asked', () => {
  const at = testPractice()
  const asked = (changes: Parameters<typeof session>[1]) => session(at, { start: '09:00', mode: 'in-person', ...changes })
  const suggest = (changes: Parameters<typeof session>[1]) => at.query((work) => handlers['charges.suggest'](work, asked(changes)))
  const provider = at.command((work) => practice['providers.save'](work, PHYSICIAN)).id
  const visit = { service: 'em-therapy', stop: '10:00', em: '99213', provider } as const
  expect(suggest(visit)).toMatchObject({
    outcome: 'incomplete',
    lines: [],
    notice: { grade: 'stop', words: expect.stringContaining('How many of the 60 minutes were psychotherapy?') as string },
  })
  expect(() => at.command((work) => handlers['charges.save'](work, asked(visit)))).toThrow('charge.unbillable')
  expect(suggest({ ...visit, therapyMinutes: 61 }).notice?.words).toContain('do not fit')
  expect(suggest({ ...visit, therapyMinutes: 40 }).lines.map(({ code }) => code)).toEqual(['99213', '90836'])
})

test.each(['midpoint', 'full', 'together'] as const)('a payer keeps that it counts quarter hours %s', (quarterHours) => {
  const at = testPractice()
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, quarterHours }))
  expect(at.query((work) => practice['payers.list'](work))[0]?.quarterHours).toBe(quarterHours)
})

const PHYSICIAN = { ...CLINICIAN, discipline: 'physician', npi: '1245319599', taxonomy: '2084P0800X' } as const

test.each([
  // The last of the worked cases: therapy by telephone, the patient at home, to Medicare; and a call too short for therapy.
  [84, 'audio', '10:15', []],
  [84, 'audio', '10:16', ['90832 93 in 10']],
  [85, 'audio', '10:45', ['90834 93 in 10']],
  [85, 'video', '10:45', ['90834 in 10']],
  [85, 'in-person', '10:45', ['90834 in 11']],
] as const)('case %i: Medicare, %s until %s', (_case, mode, stop, expected) => {
  const at = testPractice()
  at.command((work) => practice['payers.save'](work, { ...PAYER, id: at.payer, kind: 'medicare', filing: 'MB', videoModifier: '' }))
  const { lines, place } = at.query((work) => handlers['charges.suggest'](work, session(at, { start: '10:00', stop, mode })))
  expect(lines.map(({ code, modifiers }) => [code, ...modifiers, 'in', place].join(' '))).toEqual(expected)
})

test('a suggestion says of each line why, and of a typed code whether the minutes hold it', () => {
  const at = testPractice()
  const suggest = (code: string, stop = '10:55') =>
    at.query((work) => handlers['charges.suggest'](work, session(at, { start: '10:05', stop, code })))
  expect(suggest('').lines.map(({ code, why, source }) => [code, why, source])).toEqual([
    ['90834', '38 to 52 minutes are 90834.', 'CPT time rule'],
  ])
  expect(suggest('').held).toBeNull()
  expect(suggest('90834').held).toBeNull()
  expect(suggest('90837').held).toEqual({ is: 'over', words: '50 minutes supports 90834; 90837 needs 53 or more.' })
  expect(suggest('90834', '11:05').held).toEqual({ is: 'under', words: '60 minutes supports 90837; 90834 ends at 52.' })
})
