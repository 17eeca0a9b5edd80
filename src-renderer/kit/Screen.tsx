import type { ReactNode } from 'react'
import classes from './Screen.module.css'

/** The head of a screen: its name, its views or what else tells where one is, and its actions. */
export function ScreenHead({
  title,
  children,
  actions,
}: {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  return (
    <header className={classes['head']}>
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
