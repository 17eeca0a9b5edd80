import { expect, it } from 'vitest'
import { readAny, readFile, setsOf, USUAL, type Delimiters } from '../index.ts'

const text = (delimiters: Delimiters, last: string): Uint8Array => {
  const { element, component, repetition = '^', terminator } = delimiters
  const isa = ['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10), 'ZZ', 'PLAN'.padEnd(15), 'ZZ', 'PRACTICE'.padEnd(15), '261117', '0930', repetition, '00501', '000000001', '0', 'P', component] // prettier-ignore
  const segments = [
    isa,
    ['GS', 'HP', 'PLAN', 'PRACTICE', '20261117', '0930', '1', 'X', '005010X221A1'],
    ['ST', '835', '0001'],
    ['N3', last],
    ['SVC', `HC${component}90837${component}95`, '175', '0'],
    ['SE', '4', '0001'],
    ['GE', '1', '1'],
    ['IEA', '1', '000000001'],
  ]
  return Buffer.from(segments.map((one) => one.join(element) + terminator).join('\r\n'))
}
const findings = (bytes: Uint8Array, code: string): number => {
  const reading = readFile(bytes)
  return [...reading.findings, ...setsOf(reading).flatMap((set) => readAny(set).reading.findings)].filter((one) => one.code === code).length
}
const elements = (bytes: Uint8Array): readonly string[] =>
  setsOf(readFile(bytes)).flatMap((set) => [...set.segments].flatMap((segment) => segment.elements))

it('keeps a letter at the end of a segment whose last byte is a blank in Latin-1', () => {
  for (const word of ['Nicolà', 'Skå', 'NORÅ', '丠']) expect(elements(text(USUAL, word))).toContain(word)
})

it('takes control signs as delimiters, also inside an element', () => {
  const bytes = text({ element: '\x1D', component: '\x1F', repetition: '\x1E', terminator: '\x1C' }, 'Street')
  expect(elements(bytes)).toContain('HC\x1F90837\x1F95')
  expect(findings(bytes, 'CHAR.CONTROL')).toBe(0)
  expect(findings(bytes, 'CHAR.NONASCII')).toBe(0)
  expect(findings(text(USUAL, 'Str\x07eet'), 'CHAR.CONTROL')).toBe(1)
})
