import { Fragment, type ReactNode } from 'react'
import { capsOf } from '../app/keyboard.tsx'
import classes from './Key.module.css'

/** A key, or keys, as they are drawn. What they press says the same to a screen reader, so they are hidden from it. */
export function Key({ of }: { readonly of: string }): ReactNode {
  return (
    <span className={classes['keys']} aria-hidden>
      {capsOf(of).map((cap, n) => (
        // Two keys may look alike, as in `g g`.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={n}>
          <kbd className={classes['key']}>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
