import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupedLines, groupKey, plainLines, type Group, type Line } from './lines.ts'

const groups = fc.uniqueArray(
  fc.record({ value: fc.oneof(fc.string(), fc.integer(), fc.constant(null)), rows: fc.integer({ min: 1, max: 9 }), sums: fc.constant({}) }),
  { selector: groupKey, maxLength: 12 },
)

/** The same, line by line. */
function slowly(all: readonly Group[], closed: ReadonlySet<string>): Line[] {
  let index = 0
  return all.flatMap((group, n) => {
    const rows = Array.from({ length: group.rows }, (): Line => ({ is: 'row', index: index++, group: n }))
    return [{ is: 'group', group: n } as const, ...(closed.has(groupKey(group)) ? [] : rows)]
  })
}

test('lines of groups, some closed, are those one counts by hand', () => {
  fc.assert(
    fc.property(groups, fc.infiniteStream(fc.boolean()), (all, coin) => {
      const closed = new Set(all.filter(() => coin.next().value === true).map(groupKey))
      const lines = groupedLines(all, closed)
      const wanted = slowly(all, closed)
      expect(Array.from({ length: lines.count }, (_, n) => lines.at(n))).toEqual(wanted)
      expect([lines.at(-1), lines.at(lines.count)]).toEqual([undefined, undefined])
    }),
  )
})

test('a row is found at its line, or at the head of its group while that is closed', () => {
  fc.assert(
    fc.property(groups, fc.nat(), (all, seed) => {
      fc.pre(all.length > 0)
      const shut = all[seed % all.length]
      const closed = new Set(shut ? [groupKey(shut)] : [])
      const lines = groupedLines(all, closed)
      const rows = all.reduce((sum, { rows: n }) => sum + n, 0)
      const found = Array.from({ length: rows }, (_, index) => ({ index, line: lines.at(lines.ofRow(index)) }))
      const open = found.filter(({ line }) => line?.is === 'row')
      expect(open.every(({ index, line }) => line?.is === 'row' && line.index === index)).toBe(true)
      expect(found.length - open.length).toBe(shut?.rows)
    }),
  )
})

test('without groups a line is a row', () => {
  const lines = plainLines(3)
  expect([lines.count, lines.at(2), lines.at(3), lines.ofRow(1)]).toEqual([3, { is: 'row', index: 2, group: -1 }, undefined, 1])
})
