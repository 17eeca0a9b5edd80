import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconSquareX, type Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Family } from './shapes.ts'
import { Icon } from './Icon.tsx'
import classes from './Note.module.css'

const icons = { none: IconInfoCircle, go: IconInfoCircle, ok: IconCircleCheck, warn: IconAlertTriangle, bad: IconSquareX } as const

type Props = {
  readonly family?: Exclude<Family, 'plea'>
  /** What is, in bold; then why and what to do. */
  readonly title?: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out when it appears: for what just happened. */
  readonly isNews?: boolean
}

/** A sentence that stays where it concerns something, until it is no longer true. */
export function Note({ family = 'none', title, children, actions, isNews = false }: Props): ReactNode {
  return (
    <div className={`${classes['note']} ${classes[family]}`} role={isNews ? 'status' : undefined}>
      <Icon of={icons[family]} className={classes['icon']} />
      <div className="grow words">
        {title !== undefined && <b className={classes['title']}>{title} </b>}
        {children}
      </div>
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </div>
  )
}

/** The same across the head of a region: offline, read-only, partly done. */
export function Banner({
  family = 'none',
  icon = icons[family],
  title,
  children,
  actions,
}: Omit<Props, 'isNews'> & { readonly icon?: TablerIcon }): ReactNode {
  return (
    <div className={`${classes['banner']} ${classes[family]}`} role="status">
      <Icon of={icon} size={14} className={classes['icon']} />
      <div className="grow">
        {title !== undefined && <b>{title} </b>}
        {children}
      </div>
      {actions}
    </div>
  )
}
