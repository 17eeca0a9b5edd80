import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FormSheet, type Cell, type ClaimForm } from './FormSheet.tsx'

let root: Root
beforeEach(() => {
  const host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

const cell = (box: string, behind: Cell['behind'], y: number): Cell => ({
  x: 20,
  y,
  width: 200,
  height: 24,
  box,
  caption: box,
  isShaded: false,
  behind,
})
const FORM: ClaimForm = {
  id: 10_001,
  status: 'held',
  patient: 1,
  cells: [cell('1a', 'memberId', 96), cell('12', 'none', 400), cell('24D.2', 'modifiers', 540)],
  marks: [],
  sheets: [
    [
      { x: 20, y: 108, box: '1a', text: 'NL884170' },
      { x: 20, y: 552, box: '24D.2', text: '90837' },
    ],
    [],
  ],
  notes: [],
  findings: [{ sheet: 0, box: '24D.2', grade: 'stop', words: 'Line 2 has too many modifiers.' }],
}
const draw = (n: number): Cell[] => {
  const opened: Cell[] = []
  act(() => root.render(<FormSheet form={FORM} n={n} onOpen={(one) => opened.push(one)} />))
  return opened
}
const boxes = (): HTMLButtonElement[] => [...document.querySelectorAll('button')]

test('a box says what is in it and that the checks found something, and opens what lies behind it', () => {
  const opened = draw(0)
  expect(boxes().map((one) => one.getAttribute('aria-label'))).toEqual([
    'Box 1a: NL884170',
    'Box 24D, line 2: 90837. The checks found something',
  ])
  act(() => boxes()[1]?.click())
  expect(opened.map(({ behind }) => behind)).toEqual(['modifiers'])
})

test('a finding of a line stands on its own sheet alone', () => {
  draw(1)
  expect(boxes().map((one) => one.getAttribute('aria-label'))).toEqual(['Box 1a: empty', 'Box 24D, line 2: empty'])
})

test('the arrows go from box to box', () => {
  draw(0)
  boxes()[0]?.focus()
  act(() => void boxes()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })))
  expect(document.activeElement).toBe(boxes()[1])
})
