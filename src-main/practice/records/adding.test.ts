import { expect, test } from 'vitest'
import { plansOf } from '../../../test/support/plans.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { findOrAddPatient } from './adding.ts'
import { patientsNamed } from './patients.ts'

test.each([
  ['Quill', 'QUILL'],
  ['Peña', 'Peña'],
  ['PEÑA', 'Peña'],
  ['Peña', 'PEÑA'],
  ['Peña'.normalize('NFD'), 'PEÑA'],
  ['Weiß', 'WEISS'],
])('%s is found again as %s', (known, last) => {
  const at = testPractice()
  const add = (name: string) =>
    at.command(({ db, clock }) => findOrAddPatient(db, { last: name, first: 'Ann', born: '1980-01-01' }, undefined, clock.now()))
  const { id } = add(known)
  expect(add(last)).toEqual({ id, isNew: false })
})

test('a name is looked up in an index, not patient by patient', () => {
  const at = testPractice()
  const plan = plansOf(at, (db) => patientsNamed(db, { last: 'Peña', first: 'Ann' }))
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH patient USING .*INDEX patient_folded/))
})
