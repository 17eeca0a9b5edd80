import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { digits } from '../../../src-shared/number.ts'
import { CELLS, MARKS } from './frame.ts'
import { drawing, testSheet, type Paper, type Shift } from './drawing.ts'
import { leftOf, PLACES, SHEET, topOf } from './places.ts'

/* The PDF as paper: drawn by poppler, four dots a point, and looked at place by place. */

const folder = mkdtempSync(join(tmpdir(), 'parity-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const AT = new Date('2026-05-04T12:00:00Z')
const DOTS = 4

type Image = { readonly width: number; readonly height: number; readonly dots: Buffer }

async function pictured(paper: Paper, shift?: Shift): Promise<Image> {
  const made = await drawing(paper, AT, shift)
  made.add(testSheet())
  const file = join(folder, `${paper}.pdf`)
  writeFileSync(file, await made.save())
  await promisify(execFile)('pdftoppm', ['-gray', '-r', String(72 * DOTS), file, join(folder, paper)])
  const bytes = readFileSync(join(folder, `${paper}-1.pgm`))
  const [, width, height, head] = /^P5\s(\d+) (\d+)\s255\s/.exec(bytes.subarray(0, 40).toString('latin1'))?.map((one) => one) ?? []
  const start = /^P5\s\d+ \d+\s255\s/.exec(bytes.subarray(0, 40).toString('latin1'))?.[0].length ?? 0
  expect(head).toBeUndefined()
  return { width: digits(width), height: digits(height), dots: bytes.subarray(start) }
}

/** How many dark dots there are in a rectangle of the sheet, in points from its upper left corner. */
function inkIn({ width, dots }: Image, left: number, top: number, right: number, bottom: number): number {
  let dark = 0
  for (let y = Math.round(top * DOTS); y < Math.round(bottom * DOTS); y++)
    for (let x = Math.round(left * DOTS); x < Math.round(right * DOTS); x++) if ((dots[y * width + x] ?? 255) < 100) dark++
  return dark
}
const cellOf = (line: number, col: number): readonly [number, number, number, number] => [
  leftOf(col),
  topOf(line),
  leftOf(col + 1),
  topOf(line + 1),
]

/** Line and column of each place as the reference says, counted anew from its tables. */
const REFERENCE: Readonly<Record<string, readonly [line: number, col: number]>> = {
  '1.medicare': [8, 1], '1.medicaid': [8, 8], '1.tricare': [8, 15], '1.champva': [8, 24], '1.group': [8, 31], '1.feca': [8, 39], '1.other': [8, 45],
  '1a': [8, 50], '2': [10, 1], '3.month': [10, 31], '3.day': [10, 34], '3.year': [10, 37], '3.male': [10, 42], '3.female': [10, 47],
  '4': [10, 50], '5.street': [12, 1], '6.self': [12, 33], '6.spouse': [12, 38], '6.child': [12, 42], '6.other': [12, 47],
  '7.street': [12, 50], '5.city': [14, 1], '5.state': [14, 26], '7.city': [14, 50], '7.state': [14, 74], '5.zip': [16, 1], '5.area': [16, 15],
  '5.phone': [16, 19], '7.zip': [16, 50], '7.area': [16, 65], '7.phone': [16, 69], '9': [18, 1], '9a': [20, 1], '9d': [26, 1], '10a.yes': [20, 35],
  '10a.no': [20, 41], '10b.yes': [22, 35], '10b.no': [22, 41], '10b.state': [22, 45], '10c.yes': [24, 35], '10c.no': [24, 41], '10d': [26, 31],
  '11': [18, 50], '11a.month': [20, 53], '11a.day': [20, 56], '11a.year': [20, 59], '11a.male': [20, 68], '11a.female': [20, 75],
  '11b.qualifier': [22, 50], '11b': [22, 53], '11c': [24, 50], '11d.yes': [26, 52], '11d.no': [26, 57], '12': [29, 7], '13': [29, 55],
  '17.qualifier': [34, 1], '17': [34, 4], '17a.qualifier': [33, 30], '17b': [34, 33], '19': [36, 1], '20.yes': [36, 52], '20.no': [36, 57],
  '21.version': [37, 42], '21.A': [38, 3], '21.B': [38, 16], '21.C': [38, 29], '21.D': [38, 42], '21.E': [39, 3], '21.L': [40, 42],
  '22.code': [38, 50], '22.reference': [38, 62], '23': [40, 50], '24A.1.from.month': [44, 1], '24A.1.to.year': [44, 16], '24B.1': [44, 19],
  '24C.1': [44, 22], '24D.1': [44, 25], '24D.1.modifier1': [44, 33], '24D.1.modifier4': [44, 42], '24E.1': [44, 45], '24F.1.dollars': [44, 50],
  '24F.1.cents': [44, 56], '24G.1': [44, 59], '24I.1': [43, 65], '24J.1.other': [43, 68], '24J.1': [44, 68], '24A.6.from.month': [54, 1],
  '24J.6': [54, 68], '25': [56, 1], '25.ssn': [56, 17], '25.ein': [56, 19], '26': [56, 23], '27.yes': [56, 38], '27.no': [56, 43],
  '28.dollars': [56, 52], '28.cents': [56, 58], '29.dollars': [56, 62], '31': [60, 1], '31.date': [61, 6], '32.name': [58, 23],
  '32.street': [59, 23], '32.city': [60, 23], '32a': [61, 23], '32b': [61, 36], '33.area': [57, 66], '33.phone': [57, 70], '33.name': [58, 50],
  '33.street': [59, 50], '33.city': [60, 50], '33a': [61, 50], '33b': [61, 63],
} // prettier-ignore

describe('the places of the form', () => {
  it('are where the reference says', () => {
    const placed = new Map(PLACES.map(({ id, line, col }) => [id, [line, col]]))
    const strays = Object.entries(REFERENCE).filter(([id, at]) => placed.get(id)?.join() !== at.join())
    expect(strays).toEqual([])
  })

  it('never meet, and never leave the form', () => {
    const taken = new Map<string, string>()
    const clashes = PLACES.flatMap(({ id, line, col, width }) =>
      Array.from({ length: width }, (_, n) => `${line} ${col + n}`).flatMap((at) => {
        const other = taken.get(at)
        taken.set(at, id)
        return other === undefined ? [] : [`${id} and ${other}`]
      }),
    )
    expect(clashes).toEqual([])
    expect(PLACES.filter(({ line, col, width }) => col < 1 || line < 1 || col + width - 1 > 80 || line > 62)).toEqual([])
  })

  it('lie within the fields that are drawn', () => {
    const outside = PLACES.filter(
      ({ line, col, width }) =>
        !CELLS.some((cell) => cell.fromCol <= col && col + width <= cell.toCol + 0.2 && cell.fromLine <= line && line <= cell.toLine),
    )
    expect(outside.map(({ id }) => id)).toEqual([])
    expect(MARKS.map(({ place }) => place).sort()).toEqual(
      PLACES.filter(({ isCheck }) => isCheck)
        .map(({ id }) => id)
        .sort(),
    )
  })
})

describe.skipIf(!existsSync('/usr/bin/pdftoppm'))('the printed sheet', () => {
  it('has a sign in every column of every place, and nothing anywhere else', async () => {
    const image = await pictured('red')
    expect([image.width, image.height]).toEqual([SHEET.width * DOTS, SHEET.height * DOTS])
    const cells = PLACES.flatMap(({ id, line, col, width }) => Array.from({ length: width }, (_, n) => ({ id, at: cellOf(line, col + n) })))
    expect(cells.filter(({ at }) => inkIn(image, ...at) < 20).map(({ id }) => id)).toEqual([])
    const within = cells.reduce((all, { at }) => all + inkIn(image, ...at), 0)
    // The edges of a letter may touch the next column by a dot.
    expect(inkIn(image, 0, 0, SHEET.width, SHEET.height) - within).toBeLessThan(cells.length)
  })

  it('moves as a whole by what a printer is off', async () => {
    const straight = await pictured('red')
    const moved = await pictured('red', { right: 10, down: -20 })
    const { line, col } = PLACES.find(({ id }) => id === '1a') ?? { line: 0, col: 0 }
    const [left, top, right, bottom] = cellOf(line, col)
    expect(inkIn(moved, left + 7.2, top - 14.4, right + 7.2, bottom - 14.4)).toBeGreaterThan(20)
    expect(inkIn(moved, left, top, left + 6, bottom)).toBeLessThan(inkIn(straight, left, top, left + 6, bottom))
  })

  it('is drawn around the same values on plain paper', async () => {
    const [red, plain] = [await pictured('red'), await pictured('drawn', { right: 30, down: 30 })]
    const places = PLACES.filter(({ isCheck }) => !isCheck)
    const off = places.filter(({ line, col }) => {
      const at = cellOf(line, col)
      return inkIn(plain, ...at) < inkIn(red, ...at) * 0.95
    })
    expect(off.map(({ id }) => id)).toEqual([])
    expect(inkIn(plain, 0, 0, SHEET.width, SHEET.height)).toBeGreaterThanOrEqual(inkIn(red, 0, 0, SHEET.width, SHEET.height))
  })
})
