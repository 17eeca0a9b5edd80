import type { ReactNode } from 'react'
import classes from './SetUp.module.css'

export const SET_UP_PAGES = ['The practice', 'You', 'The passphrase', 'The place', 'The recovery key'] as const

/** Where one is among the pages of a set-up. */
export function SetUpSteps({ at }: { readonly at: number }): ReactNode {
  return (
    <ol className={classes['steps']} aria-label="Pages">
      {SET_UP_PAGES.map((title, n) => (
        <li key={title} aria-current={n === at ? 'step' : undefined} className={n === at ? classes['here'] : n < at ? classes['done'] : ''}>
          <b>{n + 1}</b> {title}
        </li>
      ))}
    </ol>
  )
}
