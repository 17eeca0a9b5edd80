import { expect, test } from 'vitest'
import { testPractice } from '../../../test/support/practice.ts'
import { findOrAddPatient } from './adding.ts'

test.each([
  ['Quill', 'QUILL'],
  ['Peña', 'Peña'],
  ['PEÑA', 'Peña'],
])('%s is found again as %s', (known, last) => {
  const at = testPractice()
  const add = (name: string) =>
    at.command(({ db, clock }) => findOrAddPatient(db, { last: name, first: 'Ann', born: '1980-01-01' }, undefined, clock.now()))
  const { id } = add(known)
  expect(add(last)).toEqual({ id, isNew: false })
})
