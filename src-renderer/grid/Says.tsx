import { useEffect, useRef, useState, type ReactNode } from 'react'
import { counted } from '../kit/figures.tsx'
import type { GridRow } from './columns.tsx'
import type { Grid } from './useGrid.ts'
import { orderWords } from './words.ts'

/** Tells who cannot see it what became of a list when its order, its filters or its groups were changed. */
export function Says<Row extends GridRow>({ grid }: { readonly grid: Grid<Row> }): ReactNode {
  const { rows, view, fields, noun } = grid
  const order = orderWords(view, fields)
  const filters = view.filters.length === 0 ? '' : counted(view.filters.length, 'filter')
  const count = rows.isFirst || !rows.isCounted ? '' : counted(rows.total, ...noun)
  const key = JSON.stringify(view)
  const told = useRef(key)
  const [words, setWords] = useState('')
  useEffect(() => {
    // The first view is read with the screen; only what changes is told.
    if (told.current === key || count === '') return
    told.current = key
    setWords([order, filters, count].filter(Boolean).join(', '))
  }, [key, order, filters, count])
  return (
    <div className="unseen" role="status" aria-label="What the list shows">
      {words}
    </div>
  )
}
