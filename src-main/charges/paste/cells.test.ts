import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, shownDay, spokenDay } from '../../../src-shared/day.ts'
import { clockAfter } from '../../../src-shared/times.ts'
import { spokenTime } from '../overlap.ts'
import { codedAs, codesOf, dayOf, minutesOf, modeOf, serviceOf, spanOf, timeOf } from './cells.ts'

const today = day('2026-11-19')
const days = fc.integer({ min: -2000, max: 300 }).map((n) => addDays(today, n))
const clock = fc.integer({ min: 0, max: 1439 }).map((n) => clockAfter('00:00', n))

test('every day is read in every form a spreadsheet shows it in', () => {
  fc.assert(
    fc.property(days, (one) => {
      const [month = '', date = '', year = ''] = shownDay(one).split('/')
      const forms = [
        one,
        shownDay(one),
        `${month}/${date}/${year.slice(2)}`,
        spokenDay(one),
        `Thu ${shownDay(one)}`,
        `${shownDay(one)} 9:00 AM`,
        `${one}T09:00:00`,
        `${month}-${date}-${year}`,
      ]
      expect(new Set(forms.map((form) => dayOf(form, today)))).toEqual(new Set([one]))
    }),
    { seed: 20261119, numRuns: 300 },
  )
})

test('days: the plain number of a spreadsheet, names of months, and a day without its year', () => {
  expect(['46345', '19-Nov-2026', 'Nov 19th, 2026', '11/19', '11/20', '11.19.2026'].map((one) => dayOf(one, today))).toEqual([
    '2026-11-19',
    '2026-11-19',
    '2026-11-19',
    '2026-11-19',
    '2025-11-20',
    '2026-11-19',
  ])
  for (const text of ['', '13/45/2026', 'tomorrow', '90837', '2/30/2026']) expect(dayOf(text, today)).toBeUndefined()
})

test('every time is read as it is shown, alone and as one of two', () => {
  fc.assert(
    fc.property(clock, fc.integer({ min: 1, max: 239 }), (start, length) => {
      const stop = clockAfter(start, length)
      expect([timeOf(spokenTime(start)), timeOf(`11/05/2026 ${spokenTime(start)}`)]).toEqual([start, start])
      expect(spanOf(`${spokenTime(start)} - ${spokenTime(stop)}`)).toEqual({ start, stop })
    }),
    { seed: 20261119, numRuns: 300 },
  )
})

test('times: seconds, 24 hours, and the half of the day said once', () => {
  expect(['9:00:00 AM', '14:05', '905', '2026-11-05T09:05:00'].map((one) => timeOf(one))).toEqual(['09:00', '14:05', '09:05', '09:05'])
  expect(['9:00–9:55', '9:00 - 9:55 AM', '11:30 - 12:20 PM', '1 to 1:50 pm'].map(spanOf)).toEqual([
    { start: '09:00', stop: '09:55' },
    { start: '09:00', stop: '09:55' },
    { start: '11:30', stop: '12:20' },
    { start: '13:00', stop: '13:50' },
  ])
  for (const text of ['2026-11-05', 'in-person', '9:00', 'a - b', '']) expect(spanOf(text)).toBeUndefined()
})

test('minutes, the way it was held, and the service in the words people use', () => {
  expect(['55', '55 min', '0:55', '1 h 15 m', '1:15', '55.0', 'x', ''].map(minutesOf)).toEqual([
    55,
    55,
    55,
    75,
    75,
    55,
    undefined,
    undefined,
  ])
  expect(['Telehealth', '10', '02', 'Office', '11', 'phone', 'Main Street'].map(modeOf)).toEqual([
    'video',
    'video',
    'video',
    'in-person',
    'in-person',
    'audio',
    undefined,
  ])
  expect(
    [
      'Individual',
      'Psychotherapy, 60 min',
      'Family without patient',
      'Couples',
      'Group therapy',
      'Intake',
      'E/M with therapy',
      'Med management',
      'LAI injection',
      'Yoga',
    ].map(serviceOf),
  ).toEqual(['individual', 'individual', 'family-alone', 'family', 'group', 'evaluation', 'em-therapy', 'em', 'injection', undefined])
})

test('codes say what was held', () => {
  expect(codesOf('90837 - Psychotherapy 60')).toEqual(['90837'])
  expect(codedAs(codesOf('99214, 90833'))).toEqual({ service: 'em-therapy', code: '90833', em: '99214', interactive: false })
  expect(codedAs(codesOf('99213, 90834'))).toEqual({ service: 'em-therapy', code: '90836', em: '99213', interactive: false })
  expect(codedAs(codesOf('90839+90840'))).toEqual({ service: 'crisis', code: '90839', em: '', interactive: false })
  expect(codedAs(codesOf('90791, 90785'))).toEqual({ service: 'evaluation', code: '90791', em: '', interactive: true })
  expect(codedAs(codesOf('99213'))).toEqual({ service: 'em', code: '', em: '99213', interactive: false })
})
