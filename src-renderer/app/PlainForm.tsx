import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'
import { Plain } from './Plain.tsx'
import classes from './SetUp.module.css'

type Props = {
  readonly title: string
  readonly lead: ReactNode
  readonly left?: ReactNode
  readonly right?: ReactNode
  /** Stands over the card: where one is among several pages. */
  readonly above?: ReactNode
  /** The fields, on twelve columns. */
  readonly children: ReactNode
  /** What the engine said, below the fields. */
  readonly below?: ReactNode
  readonly buttons: ReactNode
  readonly onSubmit: (event: FormEvent) => void
}

/** One page before the window opens: a card with a form in it, and its buttons below. */
export function PlainForm({ title, lead, left, right, above, children, below, buttons, onSubmit }: Props): ReactNode {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [title])
  return (
    <Plain left={left} right={right}>
      <form ref={form} className={classes['page']} onSubmit={onSubmit} noValidate>
        {above}
        <div className={classes['card']}>
          <h1>{title}</h1>
          <p className={classes['lead']}>{lead}</p>
          <div className={classes['fields']}>{children}</div>
          {below}
        </div>
        <div className={classes['buttons']}>{buttons}</div>
      </form>
    </Plain>
  )
}
