import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import classes from './Sheet.module.css'

/** A page that is never on the screen: what goes on paper when it is printed, and nothing else does. */
export function Sheet({
  title,
  under,
  children,
}: {
  readonly title: string
  readonly under: string
  readonly children: ReactNode
}): ReactNode {
  return createPortal(
    <div className={`paper ${classes['sheet']}`} aria-hidden>
      <h1>{title}</h1>
      <p className={classes['under']}>{under}</p>
      {children}
    </div>,
    document.body,
  )
}

/** The system's own printing dialog, with the sheet that is there. Nothing of it touches a file of ours. */
export const printSheet = (): void => window.print()
