import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, type ReactNode } from 'react'
import { useAppearance } from '../app/appearance.tsx'
import { HEAD_HEIGHT, ROW_HEIGHT } from '../app/density.ts'
import type { GridRow } from './columns.tsx'
import classes from './Grid.module.css'
import { GridLine, GroupLine } from './GridLine.tsx'
import type { MenuAt } from './menu-at.ts'
import { WholeText } from './WholeText.tsx'
import type { Tracks } from './tracks.ts'
import type { Grid } from './useGrid.ts'
import { useGridKeys } from './useGridKeys.ts'

const overscan = 20
const footHeight = 31

type Props<Row extends GridRow> = {
  readonly grid: Grid<Row>
  readonly tracks: Tracks
  readonly rowId: (line: number) => string
  readonly onMenu: (at: MenuAt) => void
}

/** What is in sight of the rows, and a little more. It alone is drawn while one scrolls. */
export function GridBody<Row extends GridRow>({ grid, tracks, rowId, onMenu }: Props<Row>): ReactNode {
  const { element, lines, line: cursor, cell, moves, rows } = grid
  const { density } = useAppearance()
  const height = ROW_HEIGHT[density]
  const head = HEAD_HEIGHT[density]
  // oxlint-disable-next-line react/incompatible-library -- the window is not compiled by React's compiler
  // The line that stands out is drawn wherever one has scrolled to, as what reads the screen aloud is told its id.
  const rangeExtractor = useCallback(
    (range: Range): number[] => {
      const drawn = defaultRangeExtractor(range)
      if (cursor >= range.count || drawn.includes(cursor)) return drawn
      return cursor < (drawn[0] ?? 0) ? [cursor, ...drawn] : [...drawn, cursor]
    },
    [cursor],
  )
  const virtual = useVirtualizer({
    count: lines.count,
    getScrollElement: () => element.current,
    estimateSize: () => height,
    overscan,
    rangeExtractor,
    // The head and the foot stay where they are while the rows go by below them.
    scrollMargin: head,
    scrollPaddingStart: head,
    scrollPaddingEnd: footHeight,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, height, head])
  const [low, high] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0]
  // The lines say which rows these are; the grid itself is another one at every drawing.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => grid.look(low, high), [low, high, lines])

  const inSight = Math.max(1, Math.floor(((virtual.scrollRect?.height ?? 0) - head - footHeight) / height))
  useGridKeys(grid, inSight, rowId, onMenu)

  // The line that stands out is kept in sight when it is moved, also to where it stood already; what comes in above it moves nothing.
  const hasRows = lines.count > 0
  useEffect(() => {
    if (hasRows) virtual.scrollToIndex(cursor, { align: 'auto' })
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [moves, hasRows, virtual])
  const active = cell === undefined ? undefined : `${rowId(cursor)}-${cell}`
  useEffect(() => {
    if (active !== undefined) document.getElementById(active)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])

  const items = virtual.getVirtualItems()
  return (
    <div className={classes['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index: place, start }) => {
        const line = lines.at(place)
        const shared = { id: rowId(place), line: place, start: start - head, tracks, isCursor: place === cursor, grid }
        if (line?.is === 'group') {
          const group = grid.groups?.[line.group]
          return (
            group && (
              <GroupLine
                key={place}
                {...shared}
                at={line.group}
                group={group}
                isClosed={grid.isClosed(line.group)}
                chosen={grid.chosenIn(line.group)}
              />
            )
          )
        }
        const index = line?.index ?? place
        const row = rows.at(index)
        return (
          <GridLine
            key={place}
            {...shared}
            index={index}
            row={row}
            isInGroup={grid.groups !== undefined}
            isChosen={row !== undefined && grid.choosing.isOn(row.id)}
            cell={place === cursor ? cell : undefined}
          />
        )
      })}
      <WholeText id={active} moves={moves} />
    </div>
  )
}
