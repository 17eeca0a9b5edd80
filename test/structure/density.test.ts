import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DENSITIES, HEAD_HEIGHT, ROW_HEIGHT } from '../../src-renderer/app/density.ts'

test('the grid knows the heights of a row and of the head as the tokens have them', () => {
  const tokens = readFileSync(join(import.meta.dirname, '../../src-renderer/app/tokens.css'), 'utf8')
  const told = [...tokens.matchAll(/\[data-density="(\w+)"\]\s*\{ --row: (\d+)px; --row-head: (\d+)px/g)]
  expect(told.map(([, density, row, head]) => [density, row, head])).toEqual(
    DENSITIES.map((density) => [density, String(ROW_HEIGHT[density]), String(HEAD_HEIGHT[density])]),
  )
})
