import { expect, test } from 'vitest'
import { day } from '../../src-shared/day.ts'
import type { Filter } from '../../src-shared/contract/list.ts'
import {
  alsoSortedBy,
  chipWords,
  groupedBy,
  NO_VIEW,
  sameView,
  sortOf,
  withFilter,
  withoutFilter,
  withoutLast,
  type FilterField,
} from './view.ts'

const fields: readonly FilterField[] = [
  { field: 'payer', head: 'Payer', kind: { is: 'any', of: 'payers' }, canBeEmpty: false },
  { field: 'status', head: 'Status', kind: { is: 'any', of: [{ value: 'partly-paid', label: 'Partly paid' }] }, canBeEmpty: false },
  { field: 'charge', head: 'Charge', kind: { is: 'money' }, canBeEmpty: false },
  { field: 'day', head: 'Service', kind: { is: 'days' }, canBeEmpty: false },
]
const read = (filter: Filter): string => {
  const { head, how, value } = chipWords(filter, fields)
  return [head, how, value].filter(Boolean).join(' ')
}

test('a chip reads as words', () => {
  expect(read({ is: 'any', field: 'payer', of: ['a', 'b', 'c'] })).toBe('Payer is any of 3')
  expect(read({ is: 'any', field: 'payer', of: ['Northlake Health Plan'] })).toBe('Payer is Northlake Health Plan')
  expect(read({ is: 'any', field: 'status', of: ['partly-paid'] })).toBe('Status is Partly paid')
  expect(read({ is: 'number', field: 'charge', from: 10_000, to: 20_050 })).toBe('Charge 100.00 – 200.50')
  expect(read({ is: 'number', field: 'charge', from: 1 })).toBe('Charge from 0.01')
  expect(read({ is: 'days', field: 'day', from: day('2026-09-29'), to: day('2026-10-23') })).toBe('Service 09/29/2026 – 10/23/2026')
  expect(read({ is: 'days', field: 'day', to: day('2026-10-23') })).toBe('Service until 10/23/2026')
  expect(read({ is: 'empty', field: 'batch', empty: true })).toBe('Batch is empty')
  expect(read({ is: 'any', field: 'status', of: ['partly-paid'], not: true })).toBe('Status is not Partly paid')
  expect(read({ is: 'any', field: 'payer', of: ['a', 'b'], not: true })).toBe('Payer is none of 2')
  expect(read({ is: 'text', field: 'patient', text: 'osei', not: true })).toBe('Patient has not “osei”')
  expect(read({ is: 'days', field: 'day', within: 'last-month' })).toBe('Service last month')
  expect(read({ is: 'days', field: 'day', within: 'today' })).toBe('Service today')
  expect(read({ is: 'number', field: 'patientId', from: 4, to: 4 })).toBe('Patient id 4')
})

test('on paper a set names each of its values', () => {
  const whole = (filter: Filter): string => chipWords(filter, fields, true).value
  expect(whole({ is: 'any', field: 'status', of: ['partly-paid', 'denied'] })).toBe('Partly paid, denied')
  expect(whole({ is: 'any', field: 'payer', of: ['a', 'b', 'c'], not: true })).toBe('a, b, c')
})

test('a field has one filter, which keeps its place when it changes', () => {
  const one = withFilter(withFilter(NO_VIEW, { is: 'text', field: 'patient', text: 'quin' }), { is: 'any', field: 'payer', of: ['a'] })
  const two = withFilter(one, { is: 'text', field: 'patient', text: 'osei' })
  expect(two.filters.map(({ field }) => field)).toEqual(['patient', 'payer'])
  expect(withoutFilter(two, 'patient').filters).toEqual([{ is: 'any', field: 'payer', of: ['a'] }])
  expect(sameView(one, two)).toBe(false)
  expect(sameView(withoutFilter(one, 'patient'), withoutFilter(two, 'patient'))).toBe(true)
})

test('no more is sorted by than the engine takes', () => {
  const many = ['a', 'b', 'c', 'd'].map((id) => ({ id, desc: id === 'a' }))
  expect(sortOf(many)).toEqual([
    { by: 'a', down: true },
    { by: 'b', down: false },
    { by: 'c', down: false },
  ])
})

test('a grouped view is another view, and the last chip to go is its grouping', () => {
  const grouped = groupedBy(withFilter(NO_VIEW, { is: 'text', field: 'patient', text: 'quin' }), 'status')
  expect(sameView(grouped, groupedBy(grouped, undefined))).toBe(false)
  const bare = withoutLast(grouped)
  expect(bare).toEqual({ filters: [], sort: [], group: 'status' })
  expect(withoutLast(bare)).toEqual(NO_VIEW)
})

test('one more order stands behind the others, and turns where it stands', () => {
  const one = alsoSortedBy({ ...NO_VIEW, sort: [{ by: 'day', down: true }] }, 'payer', false)
  expect(alsoSortedBy(one, 'day', false).sort).toEqual([
    { by: 'day', down: false },
    { by: 'payer', down: false },
  ])
  const four = alsoSortedBy(alsoSortedBy(one, 'owed', true), 'id', false)
  expect(four.sort.map(({ by }) => by)).toEqual(['day', 'payer', 'id'])
})
