import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broughtUp, layoutOf, layoutWords, moved, stepped, withHidden, withPin, withWidth, type Layout } from './layout.ts'

const all = ['status', 'id', 'patient', 'day', 'owed']
const usual: Layout = { order: all, hidden: [], pinned: [], widths: {} }

type Step = (layout: Layout) => Layout
const column = fc.constantFrom(...all)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(column, fc.boolean()).map(
    ([id, is]): Step =>
      (layout) =>
        withPin(layout, id, is),
  ),
  fc.tuple(column, fc.option(column, { nil: undefined })).map(
    ([id, to]): Step =>
      (layout) =>
        moved(layout, id, to),
  ),
  fc.tuple(column, fc.constantFrom(-1 as const, 1 as const)).map(
    ([id, by]): Step =>
      (layout) =>
        stepped(layout, id, by),
  ),
  fc.tuple(column, fc.boolean()).map(
    ([id, is]): Step =>
      (layout) =>
        withHidden(layout, id, is),
  ),
  fc.tuple(column, fc.integer({ min: 0, max: 2000 })).map(
    ([id, px]): Step =>
      (layout) =>
        withWidth(layout, id, px),
  ),
)
const after = (steps: readonly Step[]): Layout => steps.reduce((layout, one) => one(layout), usual)

test('whatever one does with columns, each is there once, and the pinned ones stand first', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const layout = after(steps)
      expect(layout.order.toSorted()).toEqual(all.toSorted())
      expect(layout.order.slice(0, layout.pinned.length).toSorted()).toEqual(layout.pinned.toSorted())
      expect(new Set(layout.hidden).size).toBe(layout.hidden.length)
    }),
  )
})

test('a saved view gives back the columns that show as they were', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const layout = after(steps)
      const words = layoutWords(layout)
      fc.pre(words.length > 0)
      const back = layoutOf(words, all)
      expect(back && layoutWords(back)).toEqual(words)
    }),
  )
})

test('a column that is pinned goes behind those that are, and a free one that is put among them is pinned', () => {
  const pinned = withPin(withPin(usual, 'patient', true), 'day', true)
  expect([pinned.order, pinned.pinned]).toEqual([
    ['patient', 'day', 'status', 'id', 'owed'],
    ['patient', 'day'],
  ])
  expect(moved(pinned, 'owed', 'day').pinned).toEqual(['patient', 'owed', 'day'])
  expect(moved(pinned, 'patient', 'owed')).toMatchObject({ order: ['day', 'status', 'id', 'patient', 'owed'], pinned: ['day'] })
})

test('a step over the edge of the pinned ones sets a column free, and a step back pins it again', () => {
  const pinned = withPin(usual, 'status', true)
  const free = stepped(pinned, 'status', 1)
  expect([free.pinned, free.order]).toEqual([[], all])
  expect(stepped(withPin(usual, 'id', true), 'status', -1).pinned).toEqual(['id', 'status'])
})

test('a step goes over columns that do not show', () => {
  expect(stepped(withHidden(usual, 'id', true), 'status', 1).order).toEqual(['id', 'patient', 'status', 'day', 'owed'])
})

test('a column that came with a new version stands at the end of a layout that was kept', () => {
  const kept: Layout = { order: ['owed', 'gone', 'status'], hidden: [], pinned: [], widths: {} }
  expect(broughtUp(kept, withHidden(usual, 'day', true))).toMatchObject({
    order: ['owed', 'status', 'id', 'patient', 'day'],
    hidden: ['day'],
  })
})
