import type { ReactNode } from 'react'
import classes from './Term.module.css'
import { termOf } from './terms.ts'

/**
 * A label whose word is explained when it is pointed at or has the focus. `of` is the word, where the label says more than it; a label nobody needs
 * explained stays plain.
 */
export function Term({ children, of }: { readonly children: string; readonly of?: string }): ReactNode {
  const word = of ?? children
  if (!termOf(word)) return children
  return (
    // The line that explains is read out where the focus is, so the label can have it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <span className={classes['term']} tabIndex={0} data-term={word}>
      {children}
    </span>
  )
}
