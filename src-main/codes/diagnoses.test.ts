import { describe, expect, it } from 'vitest'
import { day } from '../../src-shared/day.ts'
import { diagnoses, diagnosis, type DiagnosisAnswer, dottedDiagnosis } from './index.ts'

const today = day('2026-11-21')

const childrenOf = (answer: DiagnosisAnswer): readonly string[] | undefined =>
  answer.is === 'header' ? answer.children.map((row) => row.code) : undefined

describe('a diagnosis code', () => {
  it('is billable with or without its dot', () => {
    expect(diagnosis('F33.1', today)).toMatchObject({ is: 'billable', row: { words: 'Major depression, recurrent, moderate', part2: 'N' } })
    expect(diagnosis('f331', today)).toEqual(diagnosis('F33.1', today))
    expect(dottedDiagnosis('T1491XA')).toBe('T14.91XA')
  })

  it('F43.8 was billable until 2022-09-30 and is a header with two children since', () => {
    expect(diagnosis('F43.8', day('2022-09-30')).is).toBe('billable')
    expect(childrenOf(diagnosis('F43.8', day('2022-10-01')))).toEqual(['F43.81', 'F43.89'])
  })

  it('F43.81 is not yet there the day before', () => {
    expect(diagnosis('F43.81', day('2022-09-30'))).toEqual({ is: 'not-yet', from: '2022-10-01' })
  })

  it('opioid withdrawal is billable where alcohol withdrawal is a header', () => {
    expect(diagnosis('F11.23', today).is).toBe('billable')
    expect(childrenOf(diagnosis('F10.23', today))).toEqual(['F10.230', 'F10.231', 'F10.232', 'F10.239'])
  })

  it('hallucinogens and inhalants have no withdrawal codes', () => {
    expect(['F16.13', 'F16.23', 'F16.93', 'F18.13', 'F18.23', 'F18.93'].map((code) => diagnosis(code, today).is)).toEqual(
      Array(6).fill('unknown'),
    )
  })

  it.each(['F11', 'F12', 'F14', 'F15'])('%s has billable withdrawal codes without a longer one', (substance) => {
    expect(['.13', '.23', '.93'].map((level) => diagnosis(substance + level, today).is)).toEqual(Array(3).fill('billable'))
  })

  it('bulimia splits by severity on 2024-10-01', () => {
    expect(diagnosis('F50.2', day('2024-09-30')).is).toBe('billable')
    expect(childrenOf(diagnosis('F50.2', day('2024-10-01')))).toEqual(['F50.20', 'F50.21', 'F50.22', 'F50.23', 'F50.24', 'F50.25'])
  })

  it('a header lists only the children of that day', () => {
    expect(childrenOf(diagnosis('F50.0', day('2024-09-30')))).toEqual(['F50.00', 'F50.01', 'F50.02'])
    expect(childrenOf(diagnosis('F32', today))).toEqual([
      'F32.0',
      'F32.1',
      'F32.2',
      'F32.3',
      'F32.4',
      'F32.5',
      'F32.81',
      'F32.89',
      'F32.9',
      'F32.A',
    ])
  })

  it('a code without its seventh character offers the three', () => {
    expect(childrenOf(diagnosis('T14.91', today))).toEqual(['T14.91XA', 'T14.91XD', 'T14.91XS'])
    expect(childrenOf(diagnosis('T14.91X', today))).toEqual(['T14.91XA', 'T14.91XD', 'T14.91XS'])
  })

  it('a three-character category is a header even where nobody listed it', () => {
    expect(childrenOf(diagnosis('F20', today))).toContain('F20.81')
  })

  it('a header that did not exist yet says from when', () => {
    expect(diagnosis('F06.7', day('2022-09-30'))).toEqual({ is: 'not-yet', from: '2022-10-01' })
  })

  it('a code of another chapter, of ICD-9, or no code at all is unknown, not an accident', () => {
    expect(['E11.9', '296.32', 'F33.17', 'F', ''].map((code) => diagnosis(code, today))).toEqual(Array(5).fill({ is: 'unknown' }))
  })

  it('substance use disorders are marked for Part 2, nicotine is not', () => {
    const substances = diagnoses.rows.filter((row) => /^F1[0-689]/.test(row.code))
    expect(new Set(substances.map((row) => row.part2))).toEqual(new Set(['Y']))
    expect(diagnoses.rows.filter((row) => row.code.startsWith('F17')).map((row) => row.part2)).not.toContain('Y')
  })

  it('an external cause or a dementia with its own cause is never first', () => {
    expect(diagnosis('X78.9XXA', today)).toMatchObject({ row: { primary: 'N' } })
    expect(diagnosis('F02.B11', today)).toMatchObject({ row: { primary: 'N', words: 'Dementia from other disease, moderate, agitation' } })
    expect(diagnosis('F54', today)).toMatchObject({ row: { primary: 'S' } })
    expect(diagnosis('Z63.0', today)).toMatchObject({ row: { primary: 'Wz' } })
  })
})
