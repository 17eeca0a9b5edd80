import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import classes from './Term.module.css'
import { termOf } from './terms.ts'

/** How long one points before a word is explained; and how long the way over to the line may take. */
const WAIT_MS = 350
const LEAVE_MS = 200
const GAP = 6
const EDGE = 8

/**
 * The one line that explains whatever carries `data-term`: shown on pointing and on focus, stays while the pointer is on it, goes with Esc and
 * with the next word (WCAG 2.2, 1.4.13). There is one for the whole window, so that a label costs nothing until it is asked.
 */
export function TermTip(): ReactNode {
  const id = useId()
  const [target, setTarget] = useState<HTMLElement>()
  const tip = useRef<HTMLDivElement>(null)
  const entry = target && termOf(target.dataset['term'] ?? '')

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = (next: HTMLElement | undefined, after: number): void => {
      clearTimeout(timer)
      timer = setTimeout(() => setTarget(next), after)
    }
    const named = (of: EventTarget | null): HTMLElement | undefined =>
      (of instanceof Element ? of.closest<HTMLElement>('[data-term]') : null) ?? undefined
    const isTip = (of: EventTarget | null): boolean => of instanceof Node && tip.current?.contains(of) === true
    const onPoint = (event: PointerEvent): void => {
      if (isTip(event.target)) return clearTimeout(timer)
      const next = named(event.target)
      soon(next, next ? WAIT_MS : LEAVE_MS)
    }
    const onFocus = (event: FocusEvent): void => {
      const next = named(event.target)
      // A press gives the focus too; then the pointer has its say.
      if (event.target instanceof Element && event.target.matches(':focus-visible')) soon(next, 0)
    }
    const onBlur = (): void => soon(undefined, LEAVE_MS)
    const close = (): void => {
      clearTimeout(timer)
      setTarget(undefined)
    }
    document.addEventListener('pointerover', onPoint)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', onBlur)
    document.addEventListener('pointerdown', close)
    // What scrolls away takes its line with it; a word that one only just came to keeps its turn.
    const onScroll = (): void => setTarget(undefined)
    document.addEventListener('scroll', onScroll, { capture: true })
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onPoint)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', onBlur)
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [])

  // Esc puts the line away and does nothing else.
  useEffect(() => {
    if (!target) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') {
        if (!target.isConnected) setTarget(undefined)
        return
      }
      event.preventDefault()
      event.stopPropagation()
      setTarget(undefined)
    }
    target.setAttribute('aria-describedby', id)
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      target.removeAttribute('aria-describedby')
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [target, id])

  useLayoutEffect(() => {
    const own = tip.current
    if (!target || !own) return
    const at = target.getBoundingClientRect()
    const { width, height } = own.getBoundingClientRect()
    const above = at.top - height - GAP
    own.style.top = `${at.bottom + GAP + height > window.innerHeight && above > EDGE ? above : at.bottom + GAP}px`
    own.style.left = `${Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE))}px`
  }, [target, entry])

  if (!entry) return null
  return (
    <div ref={tip} id={id} role="tooltip" className={classes['tip']}>
      <b>{entry.name}</b>
      {entry.means}
      {target?.dataset['also'] !== undefined && <span className={classes['also']}>{target.dataset['also']}</span>}
    </div>
  )
}
