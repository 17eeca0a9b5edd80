import { expect, test } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { testPractice } from '../../../test/support/practice.ts'
import { testFiles, testTask } from '../../../test/support/task.ts'
import { codeHandlers } from './actions.ts'
import { codeBookOf } from './lookups.ts'

const MUE = [
  'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '96130,1,2 Date of Service Edit: Policy,Nature of Service',
  '97151,8,3 Date of Service Edit: Clinical,Clinical: Data',
  'J3490,1,1 Line Edit,Prescribing Information',
].join('\n')

test('an MUE file says what each limit is held against, from its day on', async () => {
  const at = testPractice()
  const files = testFiles({ 'MUE_Eff_10-01-2026.csv': MUE })
  const indicator = (code: string, on = '2026-10-01') => at.query(({ db }) => codeBookOf(db).unitLimitBy(code, day(on)) ?? 'none')
  expect(indicator('96130')).toBe('none')
  await codeHandlers['codes.import'](testTask(at, files), { path: 'MUE_Eff_10-01-2026.csv', starts: day('2026-10-01') })
  expect(['96130', '97151', 'J3490', '90837'].map((code) => indicator(code))).toEqual(['day', 'review', 'line', 'none'])
  expect(indicator('96130', '2026-09-30')).toBe('none')
})
