import type { GridRow } from './columns.tsx'
import type { Grid } from './useGrid.ts'

const cellText = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ')

/** Rows as a spreadsheet takes them: the heads of what is shown, then a line a row, parted by tabs. */
export async function copyRows<Row extends GridRow>(grid: Grid<Row>): Promise<void> {
  const rows = await grid.chosenRows()
  if (rows.length === 0) return
  const metas = grid.table.getVisibleLeafColumns().flatMap(({ columnDef }) => (columnDef.meta ? [columnDef.meta] : []))
  const lines = [metas.map(({ head }) => head), ...rows.map((row) => metas.map(({ text }) => cellText(text(row as never))))]
  copyText(lines.map((line) => line.join('\t')).join('\n'))
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
