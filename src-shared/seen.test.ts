import { expect, it } from 'vitest'
import { seen } from './seen.ts'

it('XS-1 signs that turn, hide or steer are shown by their number', () => {
  expect(seen('invoice\u202Efdp.exe')).toBe('invoice[U+202E]fdp.exe')
  expect(seen('a\0b\x1B[31m\x7F\u0085\u200B\uFEFF\u00AD')).toBe('a[U+0000]b[U+001B][31m[U+007F][U+0085][U+200B][U+FEFF][U+00AD]')
  expect(seen('a\uD800b\u{E0041}\u2028\u2066\u2069')).toBe('a[U+D800]b[U+E0041][U+2028][U+2066][U+2069]')
})

it('leaves what people write, and what was shown before', () => {
  for (const text of [
    '',
    'Okafor, Adaeze',
    'one\ttwo\r\nthree',
    'Nguyễn Thị Ánh',
    'שלום',
    'نمی\u200Cخواهم',
    '👩‍👩‍👧',
    'e\u0301',
    '1\u00A0000',
    '\u2002',
  ])
    expect(seen(text)).toBe(text)
  expect(seen(seen('\u202E'))).toBe('[U+202E]')
})
