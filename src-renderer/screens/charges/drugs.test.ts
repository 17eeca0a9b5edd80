import { expect, test } from 'vitest'
import type { Day } from '../../../src-shared/day.ts'
import { NO_MONEY } from '../../../src-shared/money.ts'
import { drugLack, drugsIn, type TypedDrug } from '../../../src-shared/typed-drug.ts'
import { pastedRow } from './doing.ts'
import { blankDrug, drugRows, withDrug } from './drugs.ts'
import { inputOf } from './typed.ts'

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

test('a drug that was pasted goes with its row, and has a blank one behind it', () => {
  const day = '2026-11-05' as Day
  const row = pastedRow(
    {
      n: 1,
      grade: 'ready',
      words: null,
      field: null,
      day,
      dayText: '',
      patient: { id: 1, name: 'Nadia Kessler', born: null },
      offers: [],
      patientText: 'Kessler, Nadia',
      appointment: null,
      provider: 2,
      start: '09:00',
      stop: '09:20',
      service: 'injection',
      mode: 'in-person',
      code: '',
      em: '',
      therapyMinutes: '',
      diagnoses: '',
      interactive: false,
      drugs: [typed],
      minutes: 20,
      codes: '96372, J2426',
      modifiers: '',
      units: '1, 156',
      place: '11',
      cents: NO_MONEY,
    },
    day,
  )
  expect(row.typed.drugs).toEqual([typed, blankDrug])
  expect(inputOf(row.typed, day)?.drugs).toEqual([given])
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
