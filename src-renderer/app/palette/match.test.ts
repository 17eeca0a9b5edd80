import fc from 'fast-check'
import { expect, test } from 'vitest'
import { match } from './match.ts'

const ranked = (typed: string, names: readonly string[]): readonly string[] =>
  names
    .flatMap((name) => {
      const found = match(name, typed)
      return found ? [{ name, score: found.score }] : []
    })
    .toSorted((one, other) => other.score - one.score)
    .map(({ name }) => name)

test('beginnings come before words, words before initials, and what does not fit is left out', () => {
  expect(ranked('se', ['Send 37 ready', 'Hide the second', 'Show everything', 'Undo', 'Close'])).toEqual([
    'Send 37 ready',
    'Hide the second',
    'Show everything',
    'Close',
  ])
  expect(ranked('quin', ['Desmond Quinlan', 'Marisol Quintero', 'Rita Park'])).toEqual(['Desmond Quinlan', 'Marisol Quintero'])
  expect(ranked('ma q', ['Marisol Quintero', 'Quinn Mason'])).toEqual(['Marisol Quintero'])
  expect(ranked('etw', ['Everything the usual size', 'Every two weeks'])).toEqual(['Every two weeks'])
})

test('what is marked is what was typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ minLength: 1, maxLength: 6 }), (name, typed) => {
      const found = match(name, typed)
      const marked = (found?.marks ?? []).map(([from, to]) => name.toLowerCase().slice(from, to)).join('')
      expect(
        found === undefined || marked === typed.trim().toLowerCase().replaceAll(/\s+/g, '') || marked === typed.trim().toLowerCase(),
      ).toBe(true)
    }),
  )
})
