import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { canaries, formsIn, patternsOf, scan } from './canary.ts'
import { discard, freshRoot, placeIn } from './place.ts'
import { handlers as practice } from '../../src-main/practice/index.ts'
import { Book } from '../../src-main/store/index.ts'
import { testPractice } from '../support/practice.ts'

const planted = canaries('wvkrpt', '4471')
const patterns = patternsOf(planted)
const [person] = planted.people
const place = placeIn(freshRoot())
afterAll(() => discard(place))

const text = `${person?.last}, ${person?.first}`
const FORMS: readonly (readonly [string, Buffer])[] = [
  ['plain', Buffer.from(`a ${text} b`)],
  ['capitals, as in X12', Buffer.from(`NM1*QC*1*${text.toUpperCase()}`)],
  ['a number', Buffer.from(`SY*${person?.number}~`)],
  ['UTF-16LE', Buffer.from(` ${text}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(` ${text}`, 'utf16le').swap16()],
  ['reversed', Buffer.from([...text].reverse().join(''))],
  ['hexadecimal', Buffer.from(Buffer.from(text).toString('hex'))],
  ['URL-encoded', Buffer.from([...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''))],
  ['JSON-escaped', Buffer.from([...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))],
  ['gzip', gzipSync(`padding ${text}`)],
  ['gzip behind something else', Buffer.concat([Buffer.from('head'), gzipSync(text), Buffer.from('tail')])],
  ['zlib, as in a PDF', Buffer.concat([Buffer.from('stream\n'), deflateSync(`${text} ${'x'.repeat(500)}`), Buffer.from('\nendstream')])],
  [
    'deflate in a ZIP',
    Buffer.concat([
      Buffer.from('PK\x03\x04', 'latin1'),
      Buffer.alloc(22),
      Buffer.from([1, 0, 0, 0]),
      Buffer.from('n'),
      deflateRawSync(text),
    ]),
  ],
  ...[0, 1, 2].map((shift) => [`base64 at ${shift}`, Buffer.from(Buffer.from('x'.repeat(shift) + text).toString('base64'))] as const),
]

it('PH-1: the scanner knows forty canaries', () => {
  const all = [...planted.people.flatMap((one) => Object.values(one)), ...planted.notes]
  expect(new Set(all).size).toBe(40)
})

it.each(FORMS)('PH-1: the scanner finds a canary in a file: %s', async (name, bytes) => {
  const folder = join(place.root, name.replaceAll(/\W/g, '-'))
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.bin'), bytes)
  const { hits } = await scan([folder], patterns, () => false)
  expect(hits.map((one) => one.path)).toEqual([join(folder, 'a.bin')])
})

it('PH-1: the scanner finds no canary where there is none', () => {
  const other = Buffer.concat([Buffer.from('Zqwvkrp'), gzipSync('nothing'), readFileSync(import.meta.filename).subarray(0, 400)])
  expect(formsIn(other, patterns)).toEqual([])
})

it('PH-1: a store gives its canaries to whoever has the key, and to nobody else', async () => {
  mkdirSync(place.store)
  const book = Book.open(join(place.store, 'book.db'), 'ab'.repeat(32))
  const at = testPractice([], book)
  const own = { last: person?.last ?? '', first: person?.first ?? '' }
  at.command(({ db }) =>
    db.run({ compile: () => ({ sql: `update patient set last = '${own.last}', first = '${own.first}'`, parameters: [] }) } as never),
  )
  const told = JSON.stringify(at.query((work) => practice['patients.get'](work, { id: at.patient })))
  const open = await scan([place.store], patterns, () => false)
  book.close()
  const closed = await scan([place.store], patterns, () => false)
  expect(formsIn(Buffer.from(told), patterns)).toContain('plain')
  expect([...open.hits, ...closed.hits]).toEqual([])
  expect(open.files).toBeGreaterThan(1)
})
