import { useRef, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { caretIn, factElement, insertFact, select, setCaret } from './text.ts'
import { factWords, type Appeal } from './words.ts'

type Caret = { readonly field: HTMLElement; readonly range: Range | undefined }

/** Long enough for a dialog to give the focus back. */
const afterDialogMs = 50

/** The places of the letter one is sent to: its beginning, what is missing, and where the caret last was. */
export type Places = {
  readonly begin: () => void
  readonly fill: (fact: string) => void
  readonly confirm: () => void
  /** What lies on the desk, when a dialog was the last thing here. */
  readonly rest: () => void
  readonly remember: () => void
  /** To where the caret was. */
  readonly back: () => void
  readonly insert: (fact: string) => void
}

export function usePlaces(desk: RefObject<HTMLDivElement | null>, facts: Appeal['facts'], showLetter: () => void): Places {
  const caret = useRef<Caret>(undefined)
  const find = (selector: string): HTMLElement | undefined => desk.current?.querySelector<HTMLElement>(selector) ?? undefined
  return {
    begin() {
      // At once, so that no quick hand types into nothing.
      flushSync(showLetter)
      find('[data-paragraph]')?.focus()
    },
    fill(name) {
      if (name === 'signer.name') return find('input[name=signer]')?.focus()
      flushSync(showLetter)
      const fact = find(`[data-paragraph] [data-fact="${name}"]`)
      if (!fact)
        return find(
          name === 'criteria' ? '[data-criteria] textarea, [data-criteria] button' : '[aria-label="Missing facts"] button',
        )?.focus()
      fact.closest<HTMLElement>('[data-paragraph]')?.focus()
      select(fact)
    },
    confirm: () => find('input[data-need]')?.focus(),
    rest: () => void setTimeout(() => find('[data-paper]')?.focus(), afterDialogMs),
    remember() {
      const field = document.activeElement
      if (field instanceof HTMLElement && field.matches('[data-paragraph]')) caret.current = { field, range: caretIn(field) }
    },
    back: () =>
      void setTimeout(() => {
        const last = caret.current
        if (!last?.field.isConnected) return find('[data-paper]')?.focus()
        last.field.focus()
        if (last.range) setCaret(last.range)
      }, afterDialogMs),
    insert(name) {
      const last = caret.current?.field.isConnected ? caret.current : undefined
      const field = last?.field ?? [...(desk.current?.querySelectorAll<HTMLElement>('[data-paragraph]') ?? [])].at(-1)
      if (!field) return
      setTimeout(() => {
        insertFact(field, last?.range, factElement(name, facts, factWords(name)))
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }, afterDialogMs)
    },
  }
}
