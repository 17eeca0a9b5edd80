import type { ReactNode } from 'react'
import classes from './states.module.css'

const widths = [
  [90, 40],
  [70, 55],
  [80, 35],
  [95, 48],
  [60, 42],
  [85, 50],
  [75, 38],
] as const

/** Where rows will be. Nothing shows for the first 100 ms. */
export function RowsSkeleton({ rows = 7 }: { readonly rows?: number }): ReactNode {
  return (
    <div className={classes['skeleton']} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, n) => {
        const [second, third] = widths[n % widths.length] ?? widths[0]
        return (
          <div key={n} className={classes['line']}>
            <i />
            <i style={{ width: `${second}%` }} />
            <i style={{ width: `${third}%` }} />
            <i />
          </div>
        )
      })}
    </div>
  )
}

/** Where a panel's or a form's words will be. */
export function TextSkeleton({ lines = 6 }: { readonly lines?: number }): ReactNode {
  return (
    <div className={`${classes['skeleton']} ${classes['text']}`} role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, n) => (
        <i key={n} className={classes['bar']} style={{ width: `${widths[n % widths.length]?.[0] ?? 80}%` }} />
      ))}
    </div>
  )
}
