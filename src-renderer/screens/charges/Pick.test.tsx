import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { foundFor } from '../../desk/pickers.ts'
import { Pick, type PickOption } from './Pick.tsx'

let drawing: Root
let picked: string[] = []

const draw = (options: readonly PickOption<string>[]): void =>
  act(() =>
    drawing.render(
      <MantineProvider>
        <Pick
          label="Patient"
          field="patient"
          shown=""
          options={options}
          onType={() => undefined}
          onPick={({ value }) => picked.push(value)}
        />
      </MantineProvider>,
    ),
  )

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const root = document.createElement('div')
  document.body.append(root)
  drawing = createRoot(root)
  picked = []
  draw([])
})
afterEach(() => act(() => drawing.unmount()))

const input = (): HTMLInputElement => document.querySelector('input') as HTMLInputElement
const type = (text: string): void =>
  act(() => {
    input().focus()
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(), text)
    input().dispatchEvent(new Event('input', { bubbles: true }))
  })
const leave = (): void => act(() => input().blur())
const show = (...options: readonly PickOption<string>[]): void => draw(options)
const option = (name: string, isUnsure = false): PickOption<string> => ({ value: name, label: name, isUnsure })

test('nobody is taken from a list that is still on its way, whoever stands first in it', () => {
  type('sil nov')
  show(option('Harriet Sable', true), option('Silas Novak', true))
  leave()
  expect(picked).toEqual([])
  expect(input().value).toBe('sil nov')
  // The whole list is there, and has one name.
  show(option('Silas Novak'))
  expect(picked).toEqual(['Silas Novak'])
})

test('of several names that come after the hand has left none is taken', () => {
  type('s')
  leave()
  show(option('Harriet Sable'), option('Silas Novak'))
  expect(picked).toEqual([])
  expect(input().value).toBe('s')
})

test('the first of a whole list is taken when the field is left', () => {
  type('s')
  show(option('Silas Novak'), option('Harriet Sable'))
  leave()
  expect(picked).toEqual(['Silas Novak'])
})

test('who was found for other letters is not shown', () => {
  const [novak, sable] = ['Silas Novak', 'Harriet Sable'].map((name, at) => ({ id: at + 1, name, born: null, payer: null }))
  const kept = { plain: 's', patients: [sable, novak].flatMap((one) => one ?? []) }
  expect(foundFor('sil nov', undefined, kept)).toEqual({ patients: [], isWhole: false })
  expect(foundFor('s', undefined, kept)).toEqual({ patients: kept.patients, isWhole: false })
  expect(foundFor('s', [], kept)).toEqual({ patients: [], isWhole: true })
  expect(foundFor('', kept.patients, kept)).toEqual({ patients: [], isWhole: true })
})
