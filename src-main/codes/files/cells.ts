/* Lines and cells of published files. Pure. */

export type Cells = { /** Where the row begins, from 1. */ readonly line: number; readonly cells: readonly string[] }

/** The lines of a text, each with its number from 1; a sign for the order of bytes at the beginning is left out. */
export function* linesOf(text: string): Generator<{ readonly line: number; readonly text: string }> {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  for (let line = 1; at < text.length; line++) {
    const found = text.indexOf('\n', at)
    const end = found === -1 ? text.length : found
    yield { line, text: text.slice(at, text[end - 1] === '\r' ? end - 1 : end) }
    at = end + 1
  }
}

/** What parts the cells of most lines near the beginning; a sign that strayed into one line decides nothing. */
export function separatorOf(text: string): ',' | '\t' {
  const lines = text.slice(0, 60_000).split('\n')
  const many = (sign: string): number => lines.filter((line) => line.includes(sign)).length
  return many('\t') * 2 > many(',') ? '\t' : ','
}

/**
 * The rows of a file whose cells are parted by commas or tabs; a cell in quotes may hold them, and line ends (RFC 4180). Spaces around a cell and runs of
 * them inside become one; empty rows are left out.
 */
export function* rowsOf(text: string, separator: ',' | '\t'): Generator<Cells> {
  let open: { readonly line: number; readonly text: string }[] = []
  for (const one of linesOf(text)) {
    if (open.length === 0 && !one.text.includes('"')) {
      const cells = one.text.split(separator).map(plain)
      if (cells.some((cell) => cell !== '')) yield { line: one.line, cells }
      continue
    }
    open.push(one)
    // An odd number of quotes: the cell goes on in the next line. Where tabs part the cells of published files, none does.
    const quotes = open.reduce((all, { text: own }) => all + own.split('"').length - 1, 0)
    if (separator === ',' && quotes % 2 === 1 && open.length < LONGEST_CELL_LINES) continue
    yield* separator === ',' && quotes % 2 === 1 ? open.flatMap((own) => filled([own], separator)) : filled(open, separator)
    open = []
  }
  for (const own of open) yield* filled([own], separator)
}

/** A quote that is never closed is a sign like any other: the lines it would have swallowed are rows of their own. */
const LONGEST_CELL_LINES = 60

function filled(lines: readonly { readonly line: number; readonly text: string }[], separator: string): Cells[] {
  const cells = cellsOf(lines.map((one) => one.text).join('\n'), separator)
  return cells.some((cell) => cell !== '') ? [{ line: lines[0]?.line ?? 0, cells }] : []
}

function cellsOf(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator).map(plain)
  const cells: string[] = []
  let at = 0
  for (;;) {
    const quoted = text[at] === '"' ? /^"((?:[^"]|"")*)"/.exec(text.slice(at)) : null
    const end = text.indexOf(separator, at + (quoted?.[0].length ?? 0))
    const stop = end === -1 ? text.length : end
    cells.push(plain(quoted?.[1] === undefined ? text.slice(at, stop) : quoted[1].replaceAll('""', '"')))
    if (end === -1) return cells
    at = end + 1
  }
}

const plain = (cell: string): string => (/\s\s|[^\S ]/.test(cell) ? cell.replaceAll(/\s+/g, ' ') : cell).trim()
