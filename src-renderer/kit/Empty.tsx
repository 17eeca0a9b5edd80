import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import classes from './states.module.css'

/** What a screen or a list is for when there is nothing in it, and the one action that fills it. */
export function Empty({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: TablerIcon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}): ReactNode {
  return (
    <div className={classes['center']}>
      {icon && <Icon of={icon} size={20} className={classes['icon']} />}
      <h2>{title}</h2>
      {children !== undefined && <p className={classes['words']}>{children}</p>}
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  )
}
