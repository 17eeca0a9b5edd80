import { useMergedRef } from '@mantine/hooks'
import { use, useRef, type ButtonHTMLAttributes, type ReactNode, type Ref } from 'react'
import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { Permission } from '../../src-shared/contract/call.ts'
import { ActionGroupContext, ariaKeys, useKeys } from '../app/keyboard.tsx'
import { useWhyNot } from '../app/sitting.ts'
import classes from './Button.module.css'
import { Icon } from './Icon.tsx'
import { Key } from './Key.tsx'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'onClick' | 'type'>
export type ButtonProps = Native & {
  /** `go` is the next step: one a region. */
  readonly look?: 'go' | 'default' | 'quiet'
  readonly small?: boolean
  readonly icon?: TablerIcon
  /** Presses the button from anywhere on the screen, and stands on it. */
  readonly keys?: string | undefined
  /** The key works while one types, too: for the button that ends a form. */
  readonly inFields?: boolean
  /** The group of the key on the sheet of keys; without one it is not there. */
  readonly group?: string
  readonly submits?: boolean
  readonly isBusy?: boolean
  /** What one must be allowed to press it. Without that it is dimmed, and says why when it is pointed at. */
  readonly needs?: Permission | undefined
  readonly onPress?: (() => void) | undefined
  readonly children?: ReactNode
  /** The name where there are no words: an icon alone. */
  readonly label?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that says what happens. While it is busy it cannot be pressed again. */
export function Button({
  look = 'default',
  small = false,
  icon,
  keys,
  inFields = false,
  group,
  submits = false,
  isBusy = false,
  needs,
  onPress,
  children,
  label,
  disabled,
  className,
  ref,
  ...rest
}: ButtonProps): ReactNode {
  const whyNot = useWhyNot(needs)
  const isOff = disabled === true || isBusy || whyNot !== undefined
  const own = useRef<HTMLButtonElement>(null)
  const merged = useMergedRef(own, ref)
  const words = typeof children === 'string' ? children : label
  const gathered = use(ActionGroupContext)
  useKeys(
    gathered ?? group ?? '',
    keys === undefined && gathered === undefined
      ? []
      : [
          {
            keys: keys ?? [],
            run: () => (onPress ? onPress() : own.current?.click()),
            when: !isOff,
            inFields,
            ...((gathered ?? group) !== undefined && words !== undefined && !isOff && { words }),
          },
        ],
  )
  const names = [classes['button'], classes[look], small && classes['small'], children === undefined && classes['iconOnly'], className]
  return (
    <button
      {...rest}
      ref={merged}
      type={submits ? 'submit' : 'button'}
      className={names.filter(Boolean).join(' ')}
      disabled={isOff}
      aria-label={label}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      title={whyNot ?? (children === undefined ? label : rest.title)}
      onClick={onPress}
    >
      {icon && <Icon of={icon} size={small ? 14 : 16} />}
      {children}
      {keys !== undefined && children !== undefined && <Key of={keys} />}
    </button>
  )
}
