import { seen } from '../../src-shared/seen.ts'

/* What every element of the window passes through: text that stands on the screen shows the signs that would hide in it (`src-shared/seen.ts`). */

/** Attributes that are read or pointed at. What is in a field is not among them: it stays as it will be saved. */
const SPOKEN = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder'] as const

type Props = Readonly<Record<string, unknown>>

/** The properties of an element of the page with its text as it may be shown. Those of a component pass: its own elements come here too. */
export function shown(type: unknown, props: Props): Props {
  if (typeof type !== 'string') return props
  const { children } = props
  let changed: Record<string, unknown> | undefined
  const change = (name: string, value: unknown): void => {
    if (value !== props[name]) (changed ??= { ...props })[name] = value
  }
  if (typeof children === 'string') change('children', seen(children))
  else if (Array.isArray(children) && children.some((one) => typeof one === 'string' && seen(one) !== one))
    change(
      'children',
      children.map((one: unknown) => (typeof one === 'string' ? seen(one) : one)),
    )
  for (const name of SPOKEN) {
    const value = props[name]
    if (typeof value === 'string') change(name, seen(value))
  }
  return changed ?? props
}
