import { useKeys } from '../app/keyboard.tsx'
import { useNotices } from '../app/notices.ts'
import type { GridRow } from './columns.tsx'
import { copyCell, copyRows } from './copy.ts'
import { menuBelow, type MenuAt } from './menu-at.ts'
import { isNothing } from './selection.ts'
import type { Grid } from './useGrid.ts'

/** The keys of a list: through its lines and cells, and what is chosen of it. */
export function useGridKeys<Row extends GridRow>(
  grid: Grid<Row>,
  inSight: number,
  rowId: (line: number) => string,
  onMenu: (at: MenuAt) => void,
): void {
  const { line, group, cell, rows, lines, moveToLine: to, open } = grid
  const notices = useNotices()
  const isOpen = open !== undefined
  const last = lines.count - 1
  const hasRows = last >= 0
  const onRow = hasRows && group === undefined
  const onGroup = hasRows && group !== undefined
  const isGrouped = grid.groups !== undefined
  const columns = grid.table.getVisibleLeafColumns().map(({ id }) => id)
  const at = cell === undefined ? -1 : columns.indexOf(cell)
  const toCell = (n: number): void => grid.toCell(columns[Math.min(n, columns.length - 1)])
  const enter = (): void => (group === undefined ? grid.openAt(grid.cursor) : grid.closeGroup(group, !grid.isClosed(group)))
  const menu = (): void => {
    const element = document.getElementById(cell === undefined ? rowId(line) : `${rowId(line)}-${cell}`)
    const place = element?.getBoundingClientRect()
    if (place) onMenu({ is: 'row', index: grid.cursor, column: cell ?? columns[0], x: place.left + 40, y: place.bottom })
  }
  const headMenu = (): void => {
    const column = cell ?? columns[0]
    const below =
      column === undefined ? undefined : menuBelow(grid.element.current?.querySelector(`[role=columnheader][data-col="${column}"]`), column)
    if (below) onMenu(below)
  }
  const closeHere = (isClosed: boolean): void => {
    const here = group ?? lines.at(line)?.group
    if (here !== undefined && here >= 0) grid.closeGroup(here, isClosed)
  }
  useKeys('Move', [
    { keys: ['j', 'ArrowDown'], words: 'Next row', run: () => to(line + 1), when: hasRows },
    { keys: ['k', 'ArrowUp'], words: 'Previous row', run: () => to(line - 1), when: hasRows },
    { keys: ['g g', 'Home', 'Mod+Home'], words: 'First row', run: () => to(0), when: hasRows && at < 0 },
    { keys: ['Shift+g', 'End', 'Mod+End'], words: 'Last row', run: () => to(last), when: hasRows && at < 0 },
    { keys: ['g g', 'Mod+Home'], run: () => to(0), when: at >= 0 },
    { keys: ['Shift+g', 'Mod+End'], run: () => to(last), when: at >= 0 },
    { keys: 'Home', run: () => toCell(0), when: at >= 0 },
    { keys: 'End', run: () => toCell(columns.length), when: at >= 0 },
    { keys: 'PageDown', run: () => to(line + inSight), when: hasRows },
    { keys: 'PageUp', run: () => to(line - inSight), when: hasRows },
    { keys: 'ArrowRight', words: 'Into the cells of the row', run: () => toCell(at + 1), when: onRow && !isOpen },
    { keys: 'ArrowLeft', run: () => (at <= 0 ? grid.toCell(undefined) : toCell(at - 1)), when: at >= 0 && !isOpen },
    { keys: 'Enter', words: 'Open', run: enter, when: hasRows },
    { keys: 'Space', run: enter, when: hasRows && (!isOpen || onGroup) },
    { keys: ']', words: 'Next in this list, panel open', run: () => (isOpen ? to(line + 1) : grid.openAt(grid.cursor)), when: hasRows },
    { keys: '[', run: () => to(line - 1), when: hasRows && isOpen },
    { keys: ['Shift+F10', 'ContextMenu'], words: 'What can be done with this row', run: menu, when: onRow },
    { keys: 'Alt+ArrowDown', words: 'What can be done with this column', run: headMenu, when: hasRows },
    { keys: 'Escape', words: 'Back', run: () => grid.close(), when: isOpen },
  ])
  useKeys('Groups', [
    { keys: 'ArrowRight', words: 'Open the group', run: () => closeHere(false), when: onGroup },
    { keys: 'ArrowLeft', words: 'Close the group', run: () => closeHere(true), when: isGrouped && at < 0 && (onGroup || !isOpen) },
    { keys: 'Shift+ArrowRight', words: 'Open all groups', run: () => grid.closeAll(false), when: isGrouped },
    { keys: 'Shift+ArrowLeft', words: 'Close all groups', run: () => grid.closeAll(true), when: isGrouped },
  ])
  const range = (by: 1 | -1): void => {
    const next = lines.at(Math.max(0, Math.min(last, line + by)))
    if (next?.is === 'row') grid.chooseTo(next.index)
    else to(line + by)
  }
  const copy = (): void => {
    const isCell = grid.chosen === 0 && cell !== undefined && grid.current !== undefined
    if (isCell) copyCell(grid)
    else void copyRows(grid).then((words) => words !== undefined && notices.tell(words))
  }
  useKeys('Select', [
    {
      keys: 'x',
      words: 'This row',
      run: () => (group === undefined ? grid.toggleAt(grid.cursor) : grid.toggleGroup(group)),
      when: hasRows,
    },
    { keys: ['Shift+j', 'Shift+ArrowDown'], words: 'A range', run: () => range(1), when: hasRows },
    { keys: ['Shift+k', 'Shift+ArrowUp'], run: () => range(-1), when: hasRows },
    { keys: 'Mod+a', words: 'All that match the filter', run: () => grid.chooseAll(), when: hasRows },
    { keys: 'Escape', words: 'None', run: () => grid.clearSelection(), when: !isOpen && !isNothing(grid.selection, rows.total) },
    { keys: 'Escape', run: () => grid.toCell(undefined), when: !isOpen && at >= 0 && isNothing(grid.selection, rows.total) },
    {
      keys: 'Mod+c',
      words: 'Copy as a table',
      run: copy,
      when: hasRows && window.getSelection()?.isCollapsed !== false,
    },
  ])
}
