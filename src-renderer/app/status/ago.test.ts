import { expect, test } from 'vitest'
import { agoWords } from './ago.ts'

test('how long ago is said as a person says it, and never less than now', () => {
  const minute = 60_000
  const now = 1_790_000_000_000
  const ago = [-5, 0, 1, 59, 60, 119, 120, 24 * 60, 47 * 60, 48 * 60].map((minutes) => agoWords(now - minutes * minute, now))
  expect(ago).toEqual([
    'just now',
    'just now',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '1 h ago',
    '2 h ago',
    '1 day ago',
    '1 day ago',
    '2 days ago',
  ])
})
