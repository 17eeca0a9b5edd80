import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { archive, workbook } from '../../../test/support/workbook.ts'
import { addDays, day, shownDay } from '../../../src-shared/day.ts'
import { xlsxOf } from '../../exports/xlsx.ts'
import { readWorkbook } from './xlsx.ts'

const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`
const number = (value: string, style = 0): string => `<c s="${style}"><v>${value}</v></c>`
const read = (rows: string, options = {}) => readWorkbook(archive(workbook(rows, options)))

describe('a workbook', () => {
  it('is read as it was written by ours: texts, amounts and days, sign by sign', async () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'É', '7', '&', '<', '"', "'", '_x0041_', '=1+1', '\n'),
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(texts, fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 1, max: 500_000_000 })), {
          minLength: 1,
          maxLength: 5,
        }),
        async (rows) => {
          const bytes = await xlsxOf({
            name: 'Sessions',
            columns: [
              { title: 'Name', is: 'text' },
              { title: 'Date', is: 'day' },
              { title: 'Count', is: 'number' },
            ],
            rows: rows.map(([text, days, count]) => [text, addDays(day('1900-03-01'), days), count]),
          })
          expect(readWorkbook(bytes)).toEqual([
            ['Name', 'Date', 'Count'],
            ...rows.map(([text, days, count]) => [text, shownDay(addDays(day('1900-03-01'), days)), String(count)]),
          ])
        },
      ),
      { seed: 20261119, numRuns: 60 },
    )
  })

  it('dates are told by the format of the cell, in both calendars; the day that never was is none', () => {
    const rows =
      row(number('46345', 1), number('46345.375', 2), number('0.5833333333', 3), number('46345', 4), number('46345')) +
      row(number('60', 1), number('59', 1), number('1', 1))
    expect(read(rows)).toEqual([
      ['11/19/2026', '11/19/2026 09:00', '14:00', '11/19/2026', '46345'],
      ['60', '02/28/1900', '01/01/1900'],
    ])
    expect(read(row(number('44883', 1), number('0', 1)) + row(number('60', 1)), { is1904: true })).toEqual([
      ['11/19/2026', '01/01/1904'],
      ['03/01/1904'],
    ])
  })

  it('keeps rows and columns in their places, and never runs a formula', () => {
    const texts = '<si><t>Quintero</t><rPh><t>no</t></rPh></si><si><r><t xml:space="preserve">Mari </t></r><r><t>sol</t></r></si><si/>'
    const rows = `<row r="2"><c r="C2" t="s"><v>1</v></c><c r="A2" t="s"><v>0</v></c></row><row r="4"><c r="B4"><f>WEBSERVICE("http://x")</f><v>12.50</v></c><c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D4" t="str"><f>A2</f><v>said</v></c><c r="E4" t="b"><v>1</v></c><c r="F4" t="inlineStr"><is><t>in</t></is></c><c r="G4"><v>1.7500000000000002E2</v></c><c r="H4" t="s"><v>2</v></c></row>`
    expect(read(rows, { texts })).toEqual([[], ['Quintero', '', 'Mari sol'], [], ['', '12.50', '', 'said', 'yes', 'in', '175', '']])
  })

  it('that is damaged, locked, cut off or a bomb is no workbook', () => {
    const parts = workbook(row(number('1')) + row(number('2')))
    const whole = archive(parts)
    const damaged = Uint8Array.from(whole)
    damaged.fill(0, 40, 60)
    const locked = archive(parts, (head) => void head.writeUInt16LE(1, 8))
    const bomb = archive(parts, (head) => void head.writeUInt32LE(2 ** 31, 24))
    for (const bytes of [damaged, locked, bomb, whole.slice(0, -30), new Uint8Array(5), archive({ 'a.txt': 'x' })])
      expect(readWorkbook(bytes)).toBeUndefined()
    expect(readWorkbook(whole)).toEqual([['1'], ['2']])
  })

  it('cut anywhere, is read as nothing or fails as nothing', () => {
    const whole = archive(workbook(row(number('1')) + row(number('2'))))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (end) => {
        expect(readWorkbook(whole.slice(0, end))).toBeUndefined()
      }),
      { seed: 20261119, numRuns: 200 },
    )
  })
})
