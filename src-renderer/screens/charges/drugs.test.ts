import { expect, test } from 'vitest'
import { blankDrug, drugLack, drugRows, drugsIn, withDrug, type TypedDrug } from './drugs.ts'

const typed: TypedDrug = { ...blankDrug, code: 'J2426', units: '156', ndc: '50458-563-01', quantity: '1.5', unit: 'ML' }
const given = {
  code: 'J2426',
  units: 156,
  isInjected: true,
  drug: { ndc: '50458-563-01', thousandths: 1_500, unit: 'ML' as const, number: null },
}

test('what is typed of a drug goes as it is meant, and comes back as it was typed', () => {
  expect(drugsIn([typed, blankDrug])).toEqual([given])
  expect(drugRows([given])).toEqual([typed, blankDrug])
  expect(drugsIn([{ ...typed, kind: 'VY', number: ' 12 ' }])[0]?.drug?.number).toEqual({ kind: 'VY', value: '12' })
  expect(drugsIn([{ ...typed, ndc: '', quantity: '' }])).toEqual([{ ...given, drug: null }])
})

test('an injection begins with one blank row; a row that is begun opens the next, four at most', () => {
  expect(drugRows([], 'injection')).toEqual([blankDrug])
  expect(drugRows([], 'individual')).toEqual([])
  let rows: readonly TypedDrug[] = [blankDrug]
  for (const at of [0, 1, 2, 3]) rows = withDrug(rows, at, { code: 'J3490' })
  expect(rows.map(({ code }) => code)).toEqual(['J3490', 'J3490', 'J3490', 'J3490'])
})

test('tablets and sprays are not injected, unless somebody says so', () => {
  const isInjected = (code: string) => withDrug([blankDrug], 0, { code })[0]?.isInjected
  expect(['J2426', 'Q9991', 'J0571', 'J0013'].map(isInjected)).toEqual([true, true, false, false])
  expect(withDrug([typed], 0, { isInjected: false })[0]?.isInjected).toBe(false)
})

test.each<readonly [RegExp, Partial<TypedDrug>]>([
  [/five signs/, { code: 'J24' }],
  [/units of J2426/, { units: '1.5' }],
  [/units of J2426/, { units: '0' }],
  [/Which NDC/, { ndc: '' }],
  [/three different drugs/, { ndc: '5045856301' }],
  [/eleven digits/, { ndc: '504-58563-01' }],
  [/How much of J2426/, { quantity: '' }],
  [/How much of J2426/, { unit: null }],
  [/no quantity/, { quantity: '1,5' }],
])('%s is said of a drug with %j', (words, change) => {
  expect(drugLack([typed, blankDrug])).toBeUndefined()
  expect(drugLack([{ ...typed, ...change }])).toMatch(words)
})
