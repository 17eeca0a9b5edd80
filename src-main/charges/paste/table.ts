/* Text from a spreadsheet as a table. Pure. */

export type Table = readonly (readonly string[])[]

/**
 * Cells of what Excel, LibreOffice, Google Sheets or a CSV file puts on the clipboard: tabs, else semicolons or commas; a cell in quotes may hold them,
 * and line ends (RFC 4180). A quote that is never closed is a sign like any other. Empty rows are left out; spaces around a cell too.
 */
export const readTable = (text: string): Table => readRows(text).filter((row) => row.some((cell) => cell !== ''))

/** The same with the empty rows in their places, so that a row has the number that a spreadsheet shows for it. */
export function readRows(text: string): Table {
  const plain = text.replace(/^\uFEFF/, '')
  return rowsOf(plain, separatorOf(plain)).map((row) => row.map((cell) => cell.replaceAll(/[\s\u00A0]+/g, ' ').trim()))
}

/** Tabs win wherever there is one. */
function separatorOf(text: string): string {
  if (text.includes('\t')) return '\t'
  // A title above the heads holds neither.
  const first = text.split(/\r?\n/, 10).join('\n')
  const many = (sign: string): number => first.split(sign).length
  return many(';') > many(',') ? ';' : ','
}

function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  for (;;) {
    const quoted = text[at] === '"' ? quotedEnd(text, at, separator) : undefined
    const end = quoted ?? plainEnd(text, at, separator)
    row.push(quoted === undefined ? text.slice(at, end) : text.slice(at + 1, end - 1).replaceAll('""', '"'))
    if (text[end] === separator) {
      at = end + 1
      continue
    }
    rows.push(row)
    row = []
    if (end >= text.length) return rows
    at = end + (text.startsWith('\r\n', end) ? 2 : 1)
  }
}

/** Where a cell without quotes ends: before a separator, a line end, or the end. */
function plainEnd(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** The place after the closing quote; undefined when the cell is not one in quotes after all. */
function quotedEnd(text: string, from: number, separator: string): number | undefined {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return undefined
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    const next = text[quote + 1]
    return next === undefined || next === separator || next === '\n' || next === '\r' ? quote + 1 : undefined
  }
}
