import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Bridge } from '../../src-shared/bridge.ts'
import { App, loadWindow } from './App.tsx'
import { createParts, type Parts } from './parts.ts'

/** The window drawn for a test. */
export type Drawn = {
  readonly parts: Parts
  readonly root: HTMLElement
  readonly text: () => string
  /** Presses a key where the focus is. */
  readonly press: (key: string, more?: KeyboardEventInit) => Promise<void>
  readonly click: (element: Element | null | undefined) => Promise<void>
  /** Types into a field as a person does: all of it, then out of the field. */
  readonly fill: (field: Element | null | undefined, text: string) => Promise<void>
  /** Until what is asked is so; fails after two seconds. */
  readonly until: (isSo: () => boolean) => Promise<void>
  readonly button: (words: string) => HTMLButtonElement | undefined
  readonly field: (label: string) => HTMLInputElement | undefined
  readonly close: () => void
}

/** What one reads, without style sheets. */
const words = (): string => [...document.body.children].map(readable).join(' ')
const readable = (element: Element): string =>
  [...element.childNodes]
    .map((node) => (node instanceof Element ? (node.tagName === 'STYLE' ? '' : readable(node)) : (node.textContent ?? '')))
    .join('')

const tick = (ms = 5): Promise<void> => act(() => new Promise<void>((done) => void setTimeout(done, ms)))

export async function drawWindow(bridge: Bridge<File>): Promise<Drawn> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  Object.defineProperty(window, 'parity', { value: bridge, configurable: true })
  // Without a layout every element is flat, and a flat list shows no row.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 })
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1000 })
  // Its code is there, as it is in a window that has stood for a moment.
  await loadWindow()
  const root = document.createElement('div')
  document.body.append(root)
  const parts = createParts(bridge)
  const drawing = createRoot(root)
  await act(async () => {
    drawing.render(<App parts={parts} nonce="" />)
    await Promise.resolve()
  })
  await tick(20)
  return {
    parts,
    root,
    text: words,
    async press(key, more = {}) {
      await act(async () => {
        const target = document.activeElement ?? document.body
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
        await Promise.resolve()
      })
      await tick(20)
    },
    async click(element) {
      if (!element) throw new Error('Nothing to click')
      await act(async () => {
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
        await Promise.resolve()
      })
      await tick(20)
    },
    async fill(field, text) {
      if (!(field instanceof HTMLInputElement)) throw new Error('No field to fill')
      await act(async () => {
        field.focus()
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))
        await Promise.resolve()
      })
      await tick()
    },
    async until(isSo) {
      for (let waited = 0; !isSo(); waited += 1) {
        if (waited > 200) throw new Error(`It did not come: ${words().slice(0, 1500)}`)
        await tick(10)
      }
    },
    button: (words) =>
      [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent ?? '').startsWith(words)),
    field: (label) => {
      const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
      const element = found ? document.getElementById(found.htmlFor) : null
      return element instanceof HTMLInputElement ? element : undefined
    },
    close() {
      act(() => drawing.unmount())
      root.remove()
    },
  }
}
