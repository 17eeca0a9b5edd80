import { expect, test } from 'vitest'
import { ALL, choose, chosenCount, isChosen, isNothing, NONE, toggle } from './selection.ts'

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
