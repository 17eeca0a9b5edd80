import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALL, choiceOf, choose, chosenCount, chosenSum, isChosen, isNothing, NONE, toggle } from './selection.ts'
import { NO_VIEW } from './view.ts'

test('rows are chosen one by one, and taken out again', () => {
  const three = choose(NONE, [1, 2, 3])
  expect(chosenCount(three, 100)).toBe(3)
  expect(isChosen(toggle(three, 2), 2)).toBe(false)
  expect(chosenCount(toggle(three, 2), 100)).toBe(2)
})

test('all that match are chosen without knowing one of them', () => {
  expect(chosenCount(ALL, 250_000)).toBe(250_000)
  const butTwo = toggle(toggle(ALL, 7), 8)
  expect(chosenCount(butTwo, 250_000)).toBe(249_998)
  expect([isChosen(butTwo, 7), isChosen(butTwo, 9)]).toEqual([false, true])
  expect(chosenCount(choose(butTwo, [7]), 250_000)).toBe(249_999)
})

test('nothing is nothing, also of an empty list', () => {
  expect(isNothing(NONE, 10)).toBe(true)
  expect(isNothing(ALL, 0)).toBe(true)
  expect(isNothing(ALL, 1)).toBe(false)
})

test('what is chosen goes to the engine by ids, or as the view without those that were taken out', () => {
  expect(choiceOf(choose(NONE, [3, 1]), NO_VIEW)).toEqual({ ids: [3, 1] })
  expect(choiceOf(ALL, NO_VIEW)).toEqual({ view: NO_VIEW })
  expect(choiceOf(toggle(ALL, 4), NO_VIEW)).toEqual({ view: NO_VIEW, but: [4] })
})

test('the sum of a selection is the sum of its rows, however it came about', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50_000, max: 50_000 }), { maxLength: 20 }),
      fc.array(fc.nat(19)),
      fc.boolean(),
      (rows, turned, all) => {
        const ids = turned.filter((id) => id < rows.length)
        const selection = ids.reduce(toggle, all ? ALL : NONE)
        const whole = rows.reduce((sum, one) => sum + one, 0)
        const wanted = rows.reduce((sum, one, id) => (isChosen(selection, id) ? sum + one : sum), 0)
        expect(chosenSum(selection, (id) => rows[id], whole)).toBe(wanted)
      },
    ),
  )
})

test('a sum is not told while a row of it is not known, or all are not counted', () => {
  expect(chosenSum(choose(NONE, [1, 2]), (id) => (id === 1 ? 100 : undefined), 500)).toBeUndefined()
  expect(chosenSum(ALL, () => undefined, undefined)).toBeUndefined()
  expect(chosenSum(choose(NONE, [1, 2]), (id) => (id === 1 ? 100 : null), undefined)).toBe(100)
})
