import { createContext, use, useLayoutEffect, type ReactNode } from 'react'
import type { Box } from '../box.ts'

/** A list as it goes on paper: all rows that fit the filters, not only those in sight. */
export type PrintableList = {
  readonly title: string
  /** The filters and the order, each as a sentence. */
  readonly words: readonly string[]
  readonly rows: number
  /** Too wide for a page that stands. */
  readonly isWide: boolean
  /** Gives the table when all its rows are there. */
  readonly table: () => Promise<ReactNode>
}

/** What the screen that shows would print; undefined for one that prints as it stands. */
export const PrintableContext = createContext<Box<PrintableList | undefined> | undefined>(undefined)

/** Says what is printed in place of the screen, for as long as the component shows. */
export function usePrintable(list: PrintableList): void {
  const printable = use(PrintableContext)
  useLayoutEffect(() => {
    printable?.set(list)
  })
  useLayoutEffect(() => () => printable?.set(undefined), [printable])
}
