import { expect, test } from 'vitest'
import { draw, factElement, insertFact, splitAtCaret, textOf } from './text.ts'

const facts = { 'denial.code': 'CO-197', 'your.reason': null }
const field = (text: string): HTMLElement => {
  const element = document.createElement('div')
  document.body.append(element)
  draw(element, text, facts, (name) => name.toUpperCase())
  return element
}

test('a paragraph shows its facts filled in, and is kept with their names', () => {
  const text = 'You denied it with {{denial.code}}. {{your.reason}}'
  const drawn = field(text)
  expect(drawn.textContent?.replaceAll('\u200B', '')).toBe('You denied it with CO-197. [YOUR.REASON]')
  expect([...drawn.querySelectorAll('[data-missing]')].map((one) => one.textContent)).toEqual(['[YOUR.REASON]'])
  expect(textOf(drawn)).toBe(text)
})

test('it parts where the caret stands', () => {
  const drawn = field('One two {{denial.code}} three')
  document.getSelection()?.collapse(drawn.firstChild, 4)
  expect(splitAtCaret(drawn)).toEqual(['One ', 'two {{denial.code}} three'])
})

test('a fact goes to the end when no caret was there, parted from the word before it', () => {
  const drawn = field('See')
  insertFact(drawn, undefined, factElement('denial.code', facts, 'code'))
  expect(textOf(drawn)).toBe('See {{denial.code}}')
})
