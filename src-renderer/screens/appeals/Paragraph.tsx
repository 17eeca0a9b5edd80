import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import classes from './Letter.module.css'
import { draw, select, splitAtCaret, textOf } from './text.ts'
import { factWords, type Appeal } from './words.ts'

type Props = {
  readonly text: string
  /** How it stands in the letter; a paragraph where it is not said. */
  readonly as?: 'heading' | 'item' | undefined
  readonly facts: Appeal['facts']
  readonly label: string
  readonly onChange: (text: string) => void
  /** Enter: what stands behind the caret goes into a paragraph of its own. */
  readonly onSplit: (before: string, behind: string) => void
  /** Backspace in a paragraph without words. */
  readonly onEmpty: () => void
  /** Alt and an arrow: the whole paragraph up or down. */
  readonly onMove: (by: 1 | -1) => void
}

/** One paragraph, typed in place; its facts stand in it filled in. */
export function Paragraph({ text, as, facts, label, onChange, onSplit, onEmpty, onMove }: Props): ReactNode {
  const field = useRef<HTMLDivElement>(null)
  const drawn = useRef<Appeal['facts']>(undefined)
  // The field is the browser's while one types, so that its own undo holds; it is drawn again only when the text came from elsewhere.
  useLayoutEffect(() => {
    if (!field.current || (drawn.current === facts && textOf(field.current) === text)) return
    drawn.current = facts
    draw(field.current, text, facts, factWords)
  }, [text, facts])
  const onKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      onSplit(...splitAtCaret(event.currentTarget))
    } else if (event.key === 'Backspace' && text === '') {
      event.preventDefault()
      onEmpty()
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      onMove(event.key === 'ArrowUp' ? -1 : 1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.currentTarget.closest<HTMLElement>('[data-paper]')?.focus()
    }
  }
  return (
    <div
      ref={field}
      className={classes['paragraph']}
      contentEditable="plaintext-only"
      suppressContentEditableWarning
      role="textbox"
      aria-multiline
      aria-label={label}
      tabIndex={0}
      data-paragraph
      data-as={as}
      spellCheck={false}
      onInput={(event) => onChange(textOf(event.currentTarget))}
      onKeyDown={onKey}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.matches('[data-missing]')) select(event.target)
      }}
    />
  )
}
