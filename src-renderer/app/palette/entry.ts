import type { Icon as TablerIcon } from '@tabler/icons-react'
import type { Shape } from '../../../src-shared/contract/fields.ts'
import type { Route } from '../routes.ts'
import { match, type Marks } from './match.ts'

/** One line of the palette. What is a place can also be opened in a window beside. */
export type Entry = {
  readonly id: string
  readonly icon: TablerIcon | Shape
  readonly name: string
  readonly detail: string
  readonly keys?: string
  readonly place?: Route
  readonly run: () => void
}
export type Group = { readonly title: string; readonly entries: readonly (Entry & { readonly marks?: Marks })[] }

/** What the first sign narrows the search to. */
export const prefixes = { '>': 'actions', '#': 'claims', '@': 'payers', '=': 'codes' } as const
export type Part = (typeof prefixes)[keyof typeof prefixes]
export type Typed = { readonly only: Part | undefined; readonly text: string }

export function readTyped(typed: string): Typed {
  const sign = typed.charAt(0)
  const only = sign in prefixes ? prefixes[sign as keyof typeof prefixes] : undefined
  return { only, text: (only ? typed.slice(1) : typed).trim() }
}

/** Those that answer to the letters, the best first; those that fit alike stay as they stood. */
export function fitting(entries: readonly Entry[], text: string): Group['entries'] {
  return entries
    .flatMap((entry) => {
      const found = match(entry.name, text)
      return found ? [{ ...entry, marks: found.marks, score: found.score }] : []
    })
    .toSorted((one, other) => other.score - one.score)
}

/** What the engine found, with the letters marked where they stand in the name. */
export const marked = (entries: readonly Entry[], text: string): Group['entries'] =>
  entries.map((entry) => ({ ...entry, marks: match(entry.name, text)?.marks ?? [] }))
