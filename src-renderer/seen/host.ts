import { Fragment } from 'react'
import { seen } from '../../src-shared/seen.ts'

/* What every element of the window passes through: text that stands on the screen shows the signs that would hide in it (`src-shared/seen.ts`). */

/** Attributes that are read or pointed at. What is in a field is not among them: it stays as it will be saved. */
const SPOKEN = ['title', 'aria-label', 'aria-description', 'aria-valuetext', 'alt', 'placeholder'] as const

type Props = Readonly<Record<string, unknown>>

/** Text, and text in lists of any depth; elements among it were here before. */
function asShown(children: unknown): unknown {
  if (typeof children === 'string') return seen(children)
  if (!Array.isArray(children)) return children
  const all: readonly unknown[] = children.map(asShown)
  return all.some((one, at) => one !== children[at]) ? all : children
}

/**
 * The properties of an element of the page, or of a fragment, with its text as it may be shown. Those of a component pass: its own elements come
 * here too; one that gives a bare text back calls `seen` itself.
 */
export function shown(type: unknown, props: Props): Props {
  if (typeof type !== 'string' && type !== Fragment) return props
  const { children } = props
  let changed: Record<string, unknown> | undefined
  const change = (name: string, value: unknown): void => {
    if (value !== props[name]) (changed ??= { ...props })[name] = value
  }
  change('children', asShown(children))
  for (const name of SPOKEN) {
    const value = props[name]
    if (typeof value === 'string') change(name, seen(value))
  }
  return changed ?? props
}
