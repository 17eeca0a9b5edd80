import { expect, test } from 'vitest'
import type { Filter, View } from '../../src-shared/contract/list.ts'
import { NO_VIEW, type FilterField } from './view.ts'
import { directionWords, groupName, orderWords, sameAs, valuesView, without } from './words.ts'

const status: FilterField = {
  field: 'status',
  head: 'Status',
  kind: { is: 'any', of: [{ value: 'held', label: 'Held' }] },
  canBeEmpty: false,
}
const day: FilterField = { field: 'day', head: 'Service', kind: { is: 'days' }, canBeEmpty: false }
const owed: FilterField = { field: 'owed', head: 'Owed', kind: { is: 'money' }, canBeEmpty: false }
const owner: FilterField = { field: 'owner', head: 'Owner', kind: { is: 'text' }, canBeEmpty: true }
const fields = [status, day, owed, owner]

test('an order and its groups are said in words', () => {
  const sort = [
    { by: 'day', down: true },
    { by: 'owner', down: false },
  ]
  expect(orderWords({ ...NO_VIEW, sort, group: 'status' }, fields)).toBe(
    'Grouped by Status, Sorted by Service, newest first, then by Owner, A to Z',
  )
  expect(directionWords({ is: 'money' })).toEqual(['lowest first', 'highest first'])
})

test('a group is called by what its value is read as', () => {
  expect(groupName('held', status.kind, 'Status')).toBe('Held')
  expect(groupName('gone', status.kind, 'Status')).toBe('gone')
  expect(groupName('2026-11-19', day.kind, 'Service')).toBe('11/19/2026')
  expect(groupName(123_450, owed.kind, 'Owed')).toBe('1,234.50')
  expect(groupName(4, { is: 'number' }, 'Left', (days) => `${days} days`)).toBe('4 days')
  expect([groupName(null, owner.kind, 'Owner'), groupName('', owner.kind, 'Owner')]).toEqual(['Owner: none', 'Owner: none'])
})

test('a filter is made of a value one points at', () => {
  expect(sameAs(status, 'held')).toEqual({ is: 'any', field: 'status', of: ['held'] })
  expect(sameAs(owed, 17_500)).toEqual({ is: 'number', field: 'owed', from: 17_500, to: 17_500 })
  expect(sameAs(day, '2026-11-19')).toEqual({ is: 'days', field: 'day', from: '2026-11-19', to: '2026-11-19' })
  expect(sameAs(owner, '')).toEqual({ is: 'empty', field: 'owner', empty: true })
  expect(sameAs(status, null)).toBeUndefined()
})

test('one value after the other is left out, and what was asked for before is not', () => {
  const one = without(NO_VIEW, status, 'held')
  expect(one?.filters).toEqual([{ is: 'any', field: 'status', of: ['held'], not: true }])
  expect(one && without(one, status, 'sent')?.filters).toEqual([{ is: 'any', field: 'status', of: ['held', 'sent'], not: true }])
  expect(without(NO_VIEW, owner, null)?.filters).toEqual([{ is: 'empty', field: 'owner', empty: false }])
  expect(without(NO_VIEW, owed, 100)).toBeUndefined()
})

test('the values of a field are counted under the other filters', () => {
  const dana: Filter = { is: 'text', field: 'owner', text: 'dana' }
  const view: View = { filters: [{ is: 'any', field: 'status', of: ['held'] }, dana], sort: [{ by: 'day', down: true }] }
  expect(valuesView(view, 'status')).toEqual({ filters: [dana], sort: [], group: 'status' })
})
