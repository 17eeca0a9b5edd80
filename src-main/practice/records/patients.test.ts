import { expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { setDiagnoses } from './patients.ts'
import { from } from './tables.ts'

test('a diagnosis that stays keeps the day since when it is known', () => {
  const at = testPractice()
  at.command(({ db }) => setDiagnoses(db, at.patient, ['F33.1', 'F41.1'], day('2027-01-10')))
  const rows = at.query(({ db }) => db.all(from.selectFrom('patient_diagnosis').select(['code', 'since']).orderBy('position')))
  expect(rows).toEqual([
    { code: 'F33.1', since: '2027-01-10' },
    { code: 'F41.1', since: '2026-11-19' },
  ])
})
