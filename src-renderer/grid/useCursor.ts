import { useState } from 'react'
import type { GridRow } from './columns.tsx'
import { groupKey, type Group, type Lines } from './lines.ts'
import type { Rows } from './windows.ts'

type Pointed = {
  readonly view: string
  readonly index: number
  /** A row is known by its id: where it goes, the cursor goes along. */
  readonly id: number | undefined
  /** The head of a group, known by its value. */
  readonly group: string | undefined
}

export type Cursor<Row extends GridRow> = {
  /** The place of the row that stands out in the whole list; on the head of a group, of its first row. */
  readonly index: number
  /** The same on the screen, among rows and heads of groups. */
  readonly line: number
  /** The group whose head stands out, by its place. */
  readonly group: number | undefined
  /** The row that stands out, if it is here. */
  readonly current: Row | undefined
  /** Another value after each move, also after one that led nowhere. */
  readonly moves: unknown
  readonly toRow: (index: number) => void
  readonly toLine: (line: number) => void
}

/**
 * The line that stands out.
 * @param open the row of the panel, where the cursor begins
 */
export function useCursor<Row extends GridRow>({
  view,
  rows,
  lines,
  groups,
  open,
}: {
  readonly view: string
  readonly rows: Rows<Row>
  readonly lines: Lines
  readonly groups: readonly Group[] | undefined
  readonly open: number | undefined
}): Cursor<Row> {
  const [pointed, setPointed] = useState<Pointed>()
  const here = pointed?.view === view ? pointed : undefined
  const id = here ? here.id : open
  const found = id === undefined ? undefined : rows.indexOf(id)
  const index = Math.max(0, Math.min(found ?? here?.index ?? 0, rows.total - 1))
  const key = here?.group
  const headed = key === undefined || !groups ? -1 : groups.findIndex((group) => groupKey(group) === key)
  const line = headed >= 0 ? lines.ofGroup(headed) : lines.ofRow(index)
  const at = lines.at(line)
  const group = at?.is === 'group' ? at.group : undefined

  const toRow = (to: number): void => {
    const next = Math.max(0, Math.min(to, rows.total - 1))
    setPointed({ view, index: next, id: rows.at(next)?.id, group: undefined })
  }
  return {
    index: group === undefined ? index : lines.rowsOf(group).first,
    line,
    group,
    current: group === undefined ? rows.at(index) : undefined,
    moves: here,
    toRow,
    toLine(to) {
      const next = lines.at(Math.max(0, Math.min(to, lines.count - 1)))
      if (next?.is === 'row') return toRow(next.index)
      const value = next && groups?.[next.group]
      if (value) setPointed({ view, index: lines.rowsOf(next.group).first, id: undefined, group: groupKey(value) })
    },
  }
}
