import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { conflict, conflictsOf, procedure, procedures } from './index.ts'

const today = day('2026-11-21')

describe('a procedure code', () => {
  it('of individual therapy has its band of minutes, and the longest has no end', () => {
    const bands = ['90832', '90834', '90837'].map((code) => procedures.find(code)).map((row) => [row?.timeMin, row?.timeMax])
    expect(bands).toEqual([
      [16, 37],
      [38, 52],
      [53, undefined],
    ])
  })

  it('S0013 ended with 2025 and J0013 took its place', () => {
    expect(procedure('S0013', day('2025-12-31')).is).toBe('active')
    expect(procedure('S0013', day('2026-01-01'))).toMatchObject({ is: 'ended', until: '2025-12-31', replacedBy: ['J0013'] })
    expect(procedure('J0013', day('2025-12-31'))).toMatchObject({ is: 'not-yet', from: '2026-01-01' })
    expect(procedure('j0013', today).is).toBe('active')
  })

  it('of the old psychiatric set points to what it became', () => {
    expect(procedure('90806', today)).toMatchObject({ is: 'ended', until: '2012-12-31', replacedBy: ['90834'] })
    expect(procedure('90815', today)).toMatchObject({ replacedBy: ['90838', '90785'] })
    expect(procedure('90829', today)).toMatchObject({ replacedBy: ['90838', '90785'] })
    expect(procedure('90862', today).is).toBe('ended')
    expect(procedure('99441', day('2024-12-31')).is).toBe('active')
    expect(procedure('99441', day('2025-01-01')).is).toBe('ended')
  })

  it('that the table does not have is unknown', () => {
    expect(procedure('27447', today)).toEqual({ is: 'unknown' })
  })

  it('therapy with an E/M has the E/M codes as parents, but not the staff visit', () => {
    const { parents = [], payerParents = [] } = procedures.find('90836') ?? {}
    expect(parents).toHaveLength(44)
    expect(parents).toEqual(expect.arrayContaining(['99202', '99215', '99236', '99245', '99310', '99316', '99342', '99350']))
    expect([...parents, ...payerParents]).not.toContain('99211')
    expect(payerParents).toEqual(expect.arrayContaining(['98000', '98015', '99281', '99285']))
  })

  it('only physicians and their like bill E/M and the medical evaluation', () => {
    const medical = ['90792', '90833', '99214', '99223'].map((code) => procedures.find(code)?.billers)
    expect(medical).toEqual(Array(4).fill(['MED']))
    expect(procedures.find('90837')?.billers).toEqual(['MED', 'PSY', 'SW', 'MHC', 'MFT'])
  })

  it('of a state program is not for Medicare and its quarter-hours begin at eight minutes', () => {
    const state = procedures.rows.filter((row) => /^[HT]\d/.test(row.code))
    expect(new Set(state.map((row) => row.medicare))).toEqual(new Set(['I']))
    expect(new Set(state.filter((row) => row.unitMinutes === 15).map((row) => row.timeMin))).toEqual(new Set([8]))
  })

  it('the two severe-behavior codes end with 2026', () => {
    expect(procedure('0373T', day('2026-12-31')).is).toBe('active')
    expect(procedure('0373T', day('2027-01-01')).is).toBe('ended')
  })
})

describe('the code book', () => {
  it('says of every code in force where it comes from, and of every therapy what an auditor looks for', () => {
    const inForce = procedures.rows.filter((row) => procedure(row.code, today).is === 'active')
    expect(inForce.filter((row) => row.source === '' || row.billers.length === 0).map((row) => row.code)).toEqual([])
    const silent = inForce.filter((row) => row.documents === undefined && row.family !== 'other' && row.family !== 'coordination')
    expect(silent.map((row) => row.code)).toEqual(['0820T', '0821T', '0822T'])
    expect(procedures.find('90837')?.documents).toContain('Why the session was long')
    expect(procedures.find('90846')?.documents).toContain('Why the patient was absent')
  })

  it('dates what ends and what begins', () => {
    expect(['S0013', 'G0136', '0362T', '0373T', '99441', '99354'].map((code) => procedures.find(code)?.until)).toEqual([
      '2025-12-31',
      '2025-12-31',
      '2026-12-31',
      '2026-12-31',
      '2024-12-31',
      '2022-12-31',
    ])
    expect(['J0013', 'G0568', '98979', '98986', '98000', 'G0017'].map((code) => procedures.find(code)?.from)).toEqual([
      ...Array<string>(4).fill('2026-01-01'),
      '2025-01-01',
      '2024-01-01',
    ])
  })

  it('finds for one code everything it meets on a day', () => {
    const met = conflictsOf('90839').flatMap((one) => one.with)
    expect(met).toEqual(expect.arrayContaining(['90791', '90785', '90834', '99213']))
    expect(conflictsOf('H0038')).toEqual([])
  })
})

describe('two codes on one day', () => {
  it('an evaluation and therapy never go together', () => {
    expect(conflict('90834', '90791')).toMatchObject({ indicator: 0, together: 'never', override: [] })
  })

  it('family and individual therapy pass as separate sessions, marked on the family line', () => {
    expect(conflict('90834', '90847')).toMatchObject({ indicator: 1, together: 'distinct', override: ['59', 'XE'], modifierOn: '90847' })
    expect(conflict('90847', '90834')).toEqual(conflict('90834', '90847'))
  })

  it('stand-alone therapy with an E/M becomes the add-on', () => {
    expect(conflict('99213', '90834')).toMatchObject({ indicator: 0, together: 'never' })
    expect(conflict('99213', '90836')).toMatchObject({ indicator: null, together: 'allowed', modifierOn: '99213' })
  })

  it('interactive complexity does not go with a crisis or a family session', () => {
    expect(['90839', '90847', '97153'].map((code) => conflict('90785', code)?.together)).toEqual(Array(3).fill('never'))
  })

  it('some rules are about the week or the month', () => {
    expect(conflict('99492', '99484')).toMatchObject({ indicator: 0, within: 'month' })
    expect(conflict('G2067', 'G2068')).toMatchObject({ indicator: 0, within: 'week' })
  })

  it('the complexity add-on conflicts only with an E/M that carries 25', () => {
    expect(conflict('99214', 'G2211')).toMatchObject({ together: 'never', whenModifier: { code: '99214', modifier: '25' } })
  })

  it('a pair that no rule names is free', () => {
    expect(conflict('90834', '90792')).toBeDefined()
    expect(conflict('90834', 'H0038')).toBeUndefined()
  })
})
