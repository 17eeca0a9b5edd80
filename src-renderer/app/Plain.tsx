import type { ReactNode } from 'react'
import classes from './Plain.module.css'
import { TitleBar } from './TitleBar.tsx'

/** The window before a store is open: title bar, one thing in the middle, and a line below. */
export function Plain({
  children,
  left,
  right,
}: {
  readonly children: ReactNode
  readonly left?: ReactNode
  readonly right?: ReactNode
}): ReactNode {
  return (
    <div className={classes['plain']}>
      <TitleBar />
      <main className={classes['middle']}>{children}</main>
      <footer className={classes['foot']}>
        <span>{left}</span>
        <span>{right}</span>
      </footer>
    </div>
  )
}
