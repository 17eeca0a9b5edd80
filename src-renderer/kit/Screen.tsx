import type { ReactNode } from 'react'
import classes from './Screen.module.css'

/** The head of a screen: its name, its views or what else tells where one is, and its actions. */
export function ScreenHead({
  before,
  title,
  children,
  actions,
}: {
  /** The way back to what this is a part of. */
  readonly before?: ReactNode
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  return (
    <header className={classes['head']}>
      {before}
      <h1>{title}</h1>
      {children}
      <div className={classes['actions']}>{actions}</div>
    </header>
  )
}

/** What stands below the head, parted from it by the stronger line. */
export function ScreenBody({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={classes['body']}>{children}</div>
}
