import type { ReactNode } from 'react'
import classes from './Setup.module.css'

/** One page of the setup: what it is about in one sentence, and its content. */
export function Section({
  title,
  lead,
  action,
  children,
}: {
  readonly title: string
  readonly lead: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <section className={classes['page']} aria-label={title}>
      <header className={classes['head']}>
        <div className="grow">
          <h2>{title}</h2>
          <p className={classes['lead']}>{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  )
}
