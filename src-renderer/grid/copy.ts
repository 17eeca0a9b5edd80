import type { Notices } from '../app/notices.ts'
import { counted } from '../kit/figures.tsx'
import type { GridRow } from './columns.tsx'
import type { Grid } from './useGrid.ts'

/** As many rows as are copied at once: more would keep the window from answering, and no sheet wants them from there. */
const MOST_COPIED = 20_000

const cellText = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')

const metasOf = <Row extends GridRow>(grid: Grid<Row>) =>
  grid.table.getVisibleLeafColumns().flatMap(({ columnDef }) => (columnDef.meta ? [columnDef.meta] : []))

/**
 * Copies rows as a spreadsheet takes them: the heads of what is shown, then a line a row, parted by tabs.
 * @returns what was done, for the status bar; undefined where there was nothing to copy
 */
export async function copyRows<Row extends GridRow>(grid: Grid<Row>): Promise<Parameters<Notices['tell']>[0] | undefined> {
  if (grid.chosen > MOST_COPIED)
    return {
      words: `Nothing copied: at most ${counted(MOST_COPIED, 'row')} at once. Export takes all ${grid.chosen.toLocaleString('en-US')}.`,
      family: 'warn',
    }
  const rows = await grid.chosenRows()
  if (rows.length === 0) return undefined
  const heads = metasOf(grid).map(({ head }) => head)
  copyText([heads.join('\t'), ...rows.map((row) => rowText(grid, row))].join('\n'))
  return { words: `${counted(rows.length, 'row')} copied, with heads.` }
}

/** One row as a line of a table. */
export const rowText = <Row extends GridRow>(grid: Grid<Row>, row: Row): string =>
  metasOf(grid)
    .map(({ text }) => cellText(text(row as never)))
    .join('\t')

/** Copies the text of the cell that stands out, as it is read. */
export function copyCell<Row extends GridRow>(grid: Grid<Row>, row = grid.current, column = grid.cell): void {
  const meta = grid.table.getVisibleLeafColumns().find(({ id }) => id === column)?.columnDef.meta
  if (meta && row) copyText(cellText(meta.text(row as never)))
}

/** The window may not write to the clipboard by itself; the copy a person asked for may carry any text. */
export function copyText(text: string): void {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  // With nothing selected, Chromium copies only where a page says beforehand that it has something to copy.
  const allow = (event: Event): void => event.preventDefault()
  document.addEventListener('beforecopy', allow)
  document.addEventListener('copy', give)
  document.execCommand('copy')
  document.removeEventListener('copy', give)
  document.removeEventListener('beforecopy', allow)
}
