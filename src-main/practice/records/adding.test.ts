import { expect, test } from 'vitest'
import { plansOf } from '../../../test/support/plans.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { findOrAddBiller, findOrAddPatient } from './adding.ts'
import { patientsNamed } from './patients.ts'
import { billerById, ourBiller } from './people.ts'
import { setOurBiller } from './setup.ts'

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

test('a practice that takes the NPI of a biller from old claim files bills as that one from then on', () => {
  const at = testPractice()
  const before = at.query(({ db }) => ourBiller(db))
  const { id, is_ours: _, ...fields } = { ...before }
  const found = at.command(({ db }) =>
    findOrAddBiller(db, { ...fields, name: 'CEDAR HOLLOW', npi: '1497758544', is_person: 0, tax_id_kind: 'EI', line1: 'A', city: 'B' }),
  )
  at.command(({ db }) =>
    setOurBiller(db, {
      ...fields,
      name: 'Cedar Hollow',
      npi: '1497758544',
      is_person: 0,
      tax_id_kind: 'EI',
      line1: 'A',
      city: 'B',
      is_ours: 1,
    }),
  )
  expect(at.query(({ db }) => ourBiller(db))).toMatchObject({ id: found, name: 'Cedar Hollow' })
  expect(at.query(({ db }) => billerById(db, id ?? 0))).toMatchObject({ is_ours: 0 })
})
