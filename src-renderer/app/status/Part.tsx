import { Popover } from '@mantine/core'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Icon } from '../../kit/Icon.tsx'
import { KeyLevel } from '../keyboard.tsx'
import classes from '../StatusBar.module.css'

type Look = {
  readonly icon?: TablerIcon
  readonly family?: 'none' | 'ok' | 'warn' | 'bad'
  /** It gives way when there is no room. */
  readonly canCut?: boolean
  /** It is said elsewhere too, and goes first. */
  readonly isSpare?: boolean
  /** Where it leads, for who points at it. */
  readonly title?: string
  readonly children: ReactNode
}

const names = ({ family = 'none', canCut = false, isSpare = false }: Look): string =>
  [classes['part'], canCut && classes['cut'], isSpare && classes['spare'], family !== 'none' && `fam-${family}`].filter(Boolean).join(' ')

/** One part of the status bar: words that lead to why. */
export function Part({ onPress, ...look }: Look & { readonly onPress: () => void }): ReactNode {
  return (
    <button type="button" className={names(look)} title={look.title} onClick={onPress}>
      {look.icon && <Icon of={look.icon} size={12} />}
      <span className="cut">{look.children}</span>
    </button>
  )
}

/** One whose reason is a few sentences, which open above it. */
export function PartWithWhy({
  why,
  label,
  ...look
}: Look & { readonly why: (close: () => void) => ReactNode; readonly label: string }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="top-start" offset={6} width={340}>
      <Popover.Target>
        <button type="button" className={names(look)} title={look.title} onClick={() => setOpen((before) => !before)}>
          {look.icon && <Icon of={look.icon} size={12} />}
          <span className="cut">{look.children}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <KeyLevel dialog={isOpen ? 'open' : 'closing'}>
          <div className={classes['why']}>{why(close)}</div>
        </KeyLevel>
      </Popover.Dropdown>
    </Popover>
  )
}
