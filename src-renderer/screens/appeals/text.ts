import { seen } from '../../../src-shared/seen.ts'
import type { Appeal } from './words.ts'

/*
 * A paragraph of a letter as one edits it: its words, and its facts as pieces that cannot be typed into. What is kept is text with `{{name}}`
 * in the place of each fact.
 */

type Facts = Appeal['facts']

const MARK = /\{\{([a-z0-9._]+)\}\}/
/** Gives the caret a place behind a fact at the end. */
const BEHIND = '\u200B'

export function factElement(name: string, facts: Facts, words: string): HTMLElement {
  const element = document.createElement('span')
  const value = facts[name] ?? null
  element.contentEditable = 'false'
  element.dataset['fact'] = name
  if (value === null) element.dataset['missing'] = ''
  element.title = words
  element.textContent = seen(value ?? `[${words}]`)
  return element
}

/** Draws a text into its field. */
export function draw(field: HTMLElement, text: string, facts: Facts, wordsOf: (name: string) => string): void {
  const pieces = text
    .split(MARK)
    .map((piece, n) => (n % 2 === 0 ? document.createTextNode(piece) : factElement(piece, facts, wordsOf(piece))))
  field.replaceChildren(...pieces.filter((piece) => piece.textContent !== ''))
  if (field.lastChild instanceof HTMLElement) field.append(BEHIND)
}

/** The text of a field, or of a part of it. */
export function textOf(node: Node): string {
  if (node instanceof HTMLElement && node.dataset['fact'] !== undefined) return `{{${node.dataset['fact']}}}`
  if (node instanceof HTMLBRElement) return ' '
  if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').replaceAll(BEHIND, '').replaceAll(/[\u00A0\n]/g, ' ')
  return [...node.childNodes].map(textOf).join('')
}

/** The text before and behind the caret. */
export function splitAtCaret(field: HTMLElement): readonly [before: string, behind: string] {
  const range = caretIn(field)
  if (!range) return [textOf(field), '']
  const before = document.createRange()
  before.selectNodeContents(field)
  before.setEnd(range.startContainer, range.startOffset)
  const behind = document.createRange()
  behind.selectNodeContents(field)
  behind.setStart(range.endContainer, range.endOffset)
  return [textOf(before.cloneContents()), textOf(behind.cloneContents())]
}

/** Where the caret stands, if it is in this field. */
export function caretIn(field: HTMLElement): Range | undefined {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  return field.contains(range.commonAncestorContainer) ? range.cloneRange() : undefined
}

/** Puts a fact where the caret was, and the caret behind it. */
export function insertFact(field: HTMLElement, at: Range | undefined, fact: HTMLElement): void {
  const range = at && field.contains(at.commonAncestorContainer) ? at : document.createRange()
  if (range !== at) {
    range.selectNodeContents(field)
    range.collapse(false)
  }
  range.deleteContents()
  range.insertNode(fact)
  const before = fact.previousSibling
  if (before && /[^\s(]$/.test(textOf(before))) fact.before(' ')
  if (!fact.nextSibling) fact.after(BEHIND)
  field.focus()
  document.getSelection()?.collapse(field, [...field.childNodes].indexOf(fact) + 1)
}

/** Marks a fact so that the next words take its place. */
export function select(fact: Element): void {
  const range = document.createRange()
  range.selectNode(fact)
  setCaret(range)
}

export function setCaret(range: Range): void {
  const selection = document.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
}
