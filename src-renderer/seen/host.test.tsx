import { Fragment } from 'react'
import { expect, test } from 'vitest'
import { shown } from './host.ts'

const children = (type: unknown, given: unknown): unknown => shown(type, { children: given })['children']

test('text of an element and of a fragment shows what hides in it', () => {
  for (const type of ['span', Fragment]) {
    expect(children(type, 'a\u202Eb')).toBe('a[U+202E]b')
    expect(children(type, ['*', 'a\u202Eb', 3, null])).toEqual(['*', 'a[U+202E]b', 3, null])
    expect(children(type, ['a', ['b', ['c\u200Bd']]])).toEqual(['a', ['b', ['c[U+200B]d']]])
  }
})

test('what has nothing to show stays the same list, and a component gets what it was given', () => {
  const list = ['a', ['b'], 1]
  expect(children('p', list)).toBe(list)
  expect(children(() => null, 'a\u202Eb')).toBe('a\u202Eb')
})
