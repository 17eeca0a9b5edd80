import type { ReactNode } from 'react'
import classes from './Form.module.css'

/** Fields that belong together, under a heading, on twelve columns. */
export function FieldGroup({
  title,
  aside,
  hint,
  children,
}: {
  readonly title: string
  readonly aside?: ReactNode
  readonly hint?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <fieldset className={classes['group']}>
      <legend className="unseen">{title}</legend>
      <div className={classes['heading']} aria-hidden={aside === undefined}>
        <h3>{title}</h3>
        {aside !== undefined && <span className="end">{aside}</span>}
      </div>
      {hint !== undefined && <p className={classes['hint']}>{hint}</p>}
      <div className={classes['fields']}>{children}</div>
    </fieldset>
  )
}

/** A field's place: how many of the twelve columns it takes. */
export function Span({ of, children }: { readonly of: number; readonly children: ReactNode }): ReactNode {
  return <div style={{ gridColumn: `span ${of}` }}>{children}</div>
}
