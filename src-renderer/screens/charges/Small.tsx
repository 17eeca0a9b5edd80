import type { ReactNode } from 'react'
import classes from './Charges.module.css'

type Props = { readonly words: string; readonly width: number; readonly children: ReactNode }

/** A field that few sessions need, with its words beside it. */
export function Small({ words, width, children }: Props): ReactNode {
  return (
    <div className={classes['small']}>
      <span aria-hidden>{words}</span>
      <div style={{ width }}>{children}</div>
    </div>
  )
}
