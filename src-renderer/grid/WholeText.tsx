import { useLayoutEffect, useRef, type ReactNode } from 'react'
import classes from './Grid.module.css'

const isCut = (element: Element): boolean =>
  element.scrollWidth > element.clientWidth + 1 ||
  [...element.querySelectorAll('.cut')].some((inner) => inner.scrollWidth > inner.clientWidth + 1)

/** The whole text of the cell that stands out, below it, where the cell cuts it. With the mouse it is the cell's own title. */
export function WholeText({ id, moves }: { readonly id: string | undefined; readonly moves: unknown }): ReactNode {
  const tip = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const cell = id === undefined ? null : document.getElementById(id)
    const body = cell?.closest('[role=rowgroup]')?.getBoundingClientRect()
    const { current } = tip
    if (!current) return
    const isShown = cell !== null && body !== undefined && cell.title !== '' && isCut(cell)
    current.hidden = !isShown
    if (!isShown) return
    const at = cell.getBoundingClientRect()
    current.textContent = cell.title
    current.style.left = `${at.left - body.left}px`
    current.style.top = `${at.bottom - body.top}px`
    current.style.minWidth = `${at.width}px`
  }, [id, moves])
  return <div ref={tip} className={classes['whole']} hidden aria-hidden />
}
