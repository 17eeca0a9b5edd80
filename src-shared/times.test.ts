import { expect, test } from 'vitest'
import { typedTime } from './times.ts'

test('a time is read as people type it', () => {
  const read = ['905', '9:05', '9.05a', '9:05 AM', '2p', '2', '230', '1405', '0905', '12', '12a', '7', '0230'].map((one) => typedTime(one))
  expect(read).toEqual([
    '09:05',
    '09:05',
    '09:05',
    '09:05',
    '14:00',
    '14:00',
    '14:30',
    '14:05',
    '09:05',
    '12:00',
    '00:00',
    '07:00',
    '02:30',
  ])
})

test('a stop is the first such time after the start, also past noon and past midnight', () => {
  expect(typedTime('850', '08:00')).toBe('08:50')
  expect(typedTime('1', '08:00')).toBe('13:00')
  expect(typedTime('715', '18:30')).toBe('19:15')
  expect(typedTime('1215', '23:30')).toBe('00:15')
})

test('a stop before its start is not taken for the evening', () => {
  expect(typedTime('955', '10:05')).toBe('09:55')
  expect(typedTime('905', '09:05')).toBe('09:05')
  expect(typedTime('2', '15:00')).toBe('14:00')
})

test('what is no time is not made one', () => {
  for (const text of ['', 'noon', '25', '9:5', '960', '13p', '0a', '12345']) expect(typedTime(text)).toBeUndefined()
})

test('a stop may be said as minutes after the start', () => {
  expect(typedTime('+50', '09:05')).toBe('09:55')
  expect(typedTime('+ 90 min', '23:15')).toBe('00:45')
  expect([typedTime('+50'), typedTime('+0', '09:00'), typedTime('+', '09:00')]).toEqual([undefined, undefined, undefined])
})
