import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { day } from '../../../src-shared/day.ts'
import { procedures } from '../../codes/index.ts'
import { scrub } from '../rules.ts'
import { EDITS } from './catalogue.ts'
import { isHolding } from './finding.ts'
import { inOrder, repair } from './repair.ts'
import { unitsFor } from './services.ts'

type Changes = Parameters<typeof claimFacts>[0]
type Others = Parameters<typeof scrub>[2]
const found = (changes: Changes, others: Others = { lines: [] }) => scrub(claimFacts(changes), TODAY, others)
const codes = (changes: Changes, others?: Others) => found(changes, others).map(({ rule }) => rule)

const inPerson = { minutes: 55, service: 'individual', mode: 'in-person' } as const
const seen = { modifiers: [], place: '11' } as const
const md = { discipline: 'physician', taxonomy: '2084P0800X' } as const

describe('the edits, one by one', () => {
  it('says nothing of a claim that is right', () => {
    expect(found({})).toEqual([])
    expect(found({ lines: [seen], session: inPerson })).toEqual([])
  })

  // What must be found, then its neighbour, of which the edit must say nothing.
  it.each<readonly [string, string, Changes, Changes]>([
    ['C03', 'an add-on alone', { lines: [{ code: '90785' }] }, { lines: [{}, { code: '90785' }] }],
    [
      'C04',
      'evaluation and therapy',
      { lines: [{}, { code: '90791', modifiers: ['59'] }] },
      { lines: [{}, { code: '90846', modifiers: ['59'] }] },
    ],
    ['C05', 'family and individual', { lines: [{}, { code: '90847' }] }, { lines: [{}, { code: '90847', modifiers: ['59', '95'] }] }],
    ['C07', 'E/M of a social worker', { lines: [{ code: '99214' }] }, { lines: [{ code: '99214' }], provider: md }],
    ['C07', 'evaluation with medical services', { lines: [{ code: '90792' }] }, { lines: [{ code: '90791' }] }],
    ['C09', 'an unlisted service', { lines: [{ code: '90899' }] }, {}],
    [
      'C12',
      '90846 with the patient there',
      { lines: [{ code: '90846' }], session: { minutes: 50, service: 'family', mode: 'video' } },
      { lines: [{ code: '90846' }], session: { minutes: 50, service: 'family-alone', mode: 'video' } },
    ],
    ['C24', 'more units than minutes', { lines: [{ code: 'H0004', units: 5 }] }, { lines: [{ code: 'H0004', units: 4 }] }],
    ['C25', 'two units of a session', { lines: [{ units: 2 }] }, {}],
    ['D06', 'an Excludes1 pair', { diagnoses: ['F20.9', 'F25.9'] }, { diagnoses: ['F20.9', 'F41.1'] }],
    [
      'D09',
      'TMS for anxiety',
      { lines: [{ code: '90868', ...seen }], provider: md, session: undefined },
      { lines: [{ code: '90868', ...seen }], diagnoses: ['F33.2'], provider: md, session: undefined },
    ],
    ['D10', 'a disorder of childhood', { diagnoses: ['F93.0'] }, { diagnoses: ['F93.0'], patient: { born: '2015-01-01' } }],
    ['D10', 'childbirth and sex', { diagnoses: ['F53.0'], patient: { sex: 'M' } }, { diagnoses: ['F53.0'] }],
    ['M04', '59 with XE', { lines: [{ modifiers: ['59', 'XE', '95'] }] }, { lines: [{ modifiers: ['59', '95'] }] }],
    [
      'M05',
      '25 on psychotherapy',
      { lines: [{ modifiers: ['25', '95'] }] },
      { lines: [{ code: '99214', modifiers: ['25', '95'] }], provider: md, session: { minutes: 55, service: 'em', mode: 'video' } },
    ],
    [
      'C24',
      'quarter hours of a payer that counts whole ones',
      { lines: [{ code: 'H0004', units: 4 }], payer: { quarter_hours: 'full' } },
      { lines: [{ code: 'H0004', units: 3 }], payer: { quarter_hours: 'full' } },
    ],
    [
      'C02',
      'a family session shorter than the payer takes',
      { lines: [{ code: '90847' }], session: { minutes: 44, service: 'family', mode: 'video' }, payer: { family_least: 45 } },
      { lines: [{ code: '90847' }], session: { minutes: 44, service: 'family', mode: 'video' } },
    ],
    [
      'M13',
      'no 25 beside psychotherapy where the payer wants it',
      { lines: [{ code: '99213' }, { code: '90833' }], provider: md, payer: { em_with_25: 1 } },
      { lines: [{ code: '99213', modifiers: ['25', '95'] }, { code: '90833' }], provider: md, payer: { em_with_25: 1 } },
    ],
    [
      'M13',
      'a visit alone',
      { lines: [{ code: '99213' }, { code: '90836' }], provider: md, payer: { em_with_25: 1 } },
      { lines: [{ code: '99213' }], provider: md, payer: { em_with_25: 1 } },
    ],
    [
      'D09',
      'health behavior for a mental health diagnosis first',
      { lines: [{ code: '96158' }], session: undefined },
      { lines: [{ code: '96158' }], diagnoses: ['E11.9', 'F33.1'], session: undefined },
    ],
    [
      'D09',
      'behavior analysis without autism',
      { lines: [{ code: '97153', ...seen }], provider: { discipline: 'analyst', taxonomy: '103K00000X' }, session: undefined },
      {
        lines: [{ code: '97153', ...seen }],
        diagnoses: ['F84.0'],
        provider: { discipline: 'analyst', taxonomy: '103K00000X' },
        session: undefined,
      },
    ],
    [
      'K01',
      'a telemedicine visit code to Medicare',
      { lines: [{ code: '98005' }], provider: md, payer: { kind: 'medicare' } },
      { lines: [{ code: '98005' }], provider: md },
    ],
    [
      'K01',
      'a state code to Medicare',
      { lines: [{ code: 'H0004' }], payer: { kind: 'medicare' } },
      { lines: [{ code: 'H0004' }], payer: { kind: 'medicaid' } },
    ],
    [
      'K05',
      'therapy by telephone to Medicare without 93',
      {
        lines: [{ code: '90834', modifiers: [] }],
        session: { minutes: 45, service: 'individual', mode: 'audio' },
        payer: { kind: 'medicare' },
      },
      {
        lines: [{ code: '90834', modifiers: ['93'] }],
        session: { minutes: 45, service: 'individual', mode: 'audio' },
        payer: { kind: 'medicare' },
      },
    ],
    ['M06', 'video without 95', { lines: [{ modifiers: [] }] }, { lines: [{ modifiers: [] }], payer: { video_modifier: '' } }],
    ['M08', 'HQ on a group', { lines: [{ code: '90853', modifiers: ['HQ', '95'] }] }, { lines: [{ code: '90853' }] }],
    [
      'M09',
      'a modifier of another payer',
      { payer: { kind: 'medicaid', state: 'WA', video_modifier: '' }, lines: [{ modifiers: ['GT'] }] },
      { payer: { kind: 'medicaid', state: 'FL', video_modifier: '' }, lines: [{ modifiers: ['GT'] }] },
    ],
    ['M10', 'a modifier nobody knows', { lines: [{ modifiers: ['95', 'QZ'] }] }, {}],
    [
      'M11',
      'HA on an adult',
      { lines: [{ modifiers: ['95', 'HA'] }] },
      { lines: [{ modifiers: ['95', 'HA'] }], patient: { born: '2012-01-01' } },
    ],
    ['M12', '52 on a timed session', { lines: [{ modifiers: ['52', '95'] }] }, {}],
    [
      'P02',
      'crisis outside, in the office',
      { lines: [{ code: 'G0017', ...seen }], session: undefined },
      { lines: [{ code: 'G0017', ...seen, place: '12' }], session: undefined },
    ],
    [
      'P02',
      'a hospital visit, in the office',
      { lines: [{ code: '99222', ...seen }], provider: md, session: undefined },
      { lines: [{ code: '99222', ...seen, place: '21' }], provider: md, session: undefined },
    ],
    ['P03', 'place 99', { lines: [{ ...seen, place: '99' }], session: undefined }, { lines: [seen], session: undefined }],
    ['P04', 'video at the office', { lines: [{ place: '11' }] }, {}],
    ['P05', 'in person at place 10', { lines: [{ modifiers: [] }], session: inPerson }, { lines: [seen], session: inPerson }],
    ['R18', 'another taxonomy', { provider: { taxonomy: '103T00000X' } }, {}],
    ['K01', 'a state code to Medicare', { lines: [{ code: 'H0004' }], payer: { kind: 'medicare' } }, { lines: [{ code: 'H0004' }] }],
    ['K02', 'a bundled code to Medicare', { lines: [{ code: '90887' }], payer: { kind: 'medicare' } }, { lines: [{ code: '90887' }] }],
    [
      'K03',
      'not covered by Medicare',
      { lines: [{ code: '90876' }], payer: { kind: 'medicare' } },
      { lines: [{ code: '90876', modifiers: ['GY'] }], payer: { kind: 'medicare' } },
    ],
    [
      'K04',
      '95 to Medicare',
      { payer: { kind: 'medicare' } },
      { payer: { kind: 'medicare', video_modifier: '' }, lines: [{ modifiers: [] }] },
    ],
    [
      'K05',
      'a telephone visit to Medicare',
      { payer: { kind: 'medicare' }, session: { minutes: 55, service: 'individual', mode: 'audio' }, lines: [{ modifiers: [] }] },
      { payer: { kind: 'medicare' }, session: { minutes: 55, service: 'individual', mode: 'audio' }, lines: [{ modifiers: ['93'] }] },
    ],
    [
      'K06',
      'a replacement to Medicare',
      { claim: { frequency: '7', payer_control: '1' }, payer: { kind: 'medicare' } },
      { claim: { frequency: '7', payer_control: '1' } },
    ],
    [
      'K07',
      'a behavior analyst to Medicare',
      { provider: { discipline: 'analyst', taxonomy: '103K00000X' }, payer: { kind: 'medicare' } },
      { provider: { discipline: 'analyst', taxonomy: '103K00000X' } },
    ],
    [
      'K08',
      'a counselor before 2024',
      { provider: { discipline: 'counselor', taxonomy: '101YM0800X' }, payer: { kind: 'medicare' }, claim: { first_day: '2023-12-31' } },
      { provider: { discipline: 'counselor', taxonomy: '101YM0800X' }, payer: { kind: 'medicare' } },
    ],
    [
      'S01',
      'a state group without HQ',
      { lines: [{ code: 'H0005' }], payer: { kind: 'medicaid' }, session: { minutes: 55, service: 'group', mode: 'video' } },
      {
        lines: [{ code: 'H0005', modifiers: ['HQ', '95'] }],
        payer: { kind: 'medicaid' },
        session: { minutes: 55, service: 'group', mode: 'video' },
      },
    ],
    [
      'S02',
      'a state family session',
      { lines: [{ code: 'H0004' }], payer: { kind: 'medicaid' }, session: { minutes: 55, service: 'family', mode: 'video' } },
      {
        lines: [{ code: 'H0004', modifiers: ['HR', '95'] }],
        payer: { kind: 'medicaid' },
        session: { minutes: 55, service: 'family', mode: 'video' },
      },
    ],
    ['T02', 'little time to file', { claim: { file_by: '2026-05-04' } }, {}],
  ])('%s: %s', (code, _case, wrong, right) => {
    expect(codes(wrong)).toContain(code)
    expect(codes(right)).not.toContain(code)
  })

  it('NCCI 0 is never overridden, and 1 is by what says the service was separate', () => {
    const never = found({ lines: [{ code: '90834', modifiers: ['59'] }, { code: '90791' }] }).find(({ rule }) => rule === 'C04')
    expect(never).toMatchObject({ grade: 'stop', field: 'line 2' })
  })

  it('meets the patient’s other claims of the day, and of the month for what is billed once in it', () => {
    const beside = (code: string, on = '2026-04-28', provider = 1) => ({
      lines: [
        {
          claim: 10_000,
          status: 'ready',
          code,
          modifiers: [],
          provider,
          units: 1,
          day: day(on),
          through: null,
          charge: null,
          minutes: null,
        },
      ],
    })
    expect(codes({}, beside('90837'))).toEqual(['X01'])
    expect(codes({}, beside('90791'))).toEqual(['X02'])
    expect(codes({}, beside('90791', '2026-04-27'))).toEqual([])
    expect(codes({}, beside('90791', '2026-04-28', 2))).toEqual([])
    const month = { lines: [{ code: '99484', modifiers: [], place: '11' }], provider: md, session: undefined }
    expect(codes(month, beside('99484', '2026-04-02'))).toEqual(['C13'])
    expect(codes(month, beside('99492', '2026-04-02'))).toEqual(['C13'])
  })

  it('stops what gives way to another claim of the day, and only says so on the one that stays', () => {
    const grade = (code: string, other: Partial<Others['lines'][number]>, more: Changes = {}) =>
      found(
        { lines: [{ code, ...seen }], session: undefined, ...more },
        {
          lines: [
            {
              claim: 10_000,
              status: 'ready',
              code: '',
              modifiers: [],
              provider: 1,
              units: 1,
              day: day('2026-04-28'),
              through: null,
              charge: null,
              minutes: null,
              ...other,
            },
          ],
        },
      ).find(({ rule }) => rule === 'X02')?.grade
    expect(grade('90834', { code: '90791' })).toBe('stop')
    expect(grade('90791', { code: '90834' })).toBe('warning')
    expect(grade('90791', { code: '90839' })).toBe('stop')
    expect(grade('90834', { code: '99213', claim: 10_000 }, { provider: md })).toBe('stop')
    expect(grade('90834', { code: '99213', claim: 99_999 }, { provider: md })).toBe('warning')
    expect(grade('90834', { code: '90791', status: 'denied' })).toBe('warning')
    expect(grade('90834', { code: '90847' })).toBe('warning')
    expect(grade('90834', { code: '90847', modifiers: ['59'] })).toBeUndefined()
  })

  it('looks at each day of a claim of several days', () => {
    const lines = [seen, { ...seen, day: day('2026-04-29') }]
    const other = {
      claim: 10_000,
      status: 'sent',
      modifiers: [],
      provider: 1,
      units: 1,
      day: day('2026-04-29'),
      through: null,
      charge: null,
      minutes: null,
    }
    const fields = (code: string) =>
      found({ lines, session: inPerson }, { lines: [{ ...other, code }] }).map(({ rule, field }) => `${rule} ${field}`)
    expect(fields('90847')).toEqual(['X02 line 2'])
    expect(fields('90837')).toEqual(['X01 claim'])
  })

  it('has a row in the table for every code, and what a finding says of box and source is the table’s', () => {
    const known = new Map(EDITS.map(({ edit }) => [edit.code, edit]))
    const some = found({
      diagnoses: ['F32', 'F93.0'],
      lines: [{ units: 0, modifiers: ['25', '59', 'XE'], place: '99' }],
      patient: { sex: null, born: null },
      provider: { npi: '1' },
    })
    const strange = some.filter(({ rule, box, source }) => known.get(rule)?.box !== box || known.get(rule)?.source !== source)
    expect(some.length).toBeGreaterThan(8)
    expect(strange).toEqual([])
  })

  it('holds this claim for a stop and lets a warning leave', () => {
    expect(found({ lines: [{ code: '99214' }] }).some(isHolding)).toBe(true)
    expect(found({ lines: [{ modifiers: [] }] }).some(isHolding)).toBe(false)
  })
})

describe('units of time', () => {
  it.each([
    [15, undefined, 7, 0],
    [15, undefined, 8, 1],
    [15, undefined, 22, 1],
    [15, undefined, 23, 2],
    [30, undefined, 15, 0],
    [30, undefined, 16, 1],
    [60, undefined, 30, 0],
    [60, undefined, 31, 1],
    [30, 75, 74, 0],
    [30, 75, 75, 1],
    [30, 75, 105, 2],
  ])('%i minutes a unit, first at %s: %i minutes are %i', (unitMinutes, firstUnitAt, minutes, units) => {
    const row = { unitMinutes, family: 'other', addOn: false, ...(firstUnitAt !== undefined && { firstUnitAt }) } as const
    expect(unitsFor(row, minutes, { quarter_hours: 'midpoint', crisis_from: 75 })).toBe(units)
  })

  it.each([
    ['H2015', 29, 'full', 75, 1],
    ['H2015', 29, 'midpoint', 75, 2],
    ['97153', 14, 'full', 75, 0],
    ['96159', 38, 'full', 75, 1],
    ['90840', 75, 'full', 75, 1],
    ['90840', 75, 'full', 76, 0],
    ['90840', 106, 'midpoint', 76, 2],
  ])('%s of %i minutes, a payer that counts %s and from %i: %i', (code, minutes, quarter_hours, crisis_from, units) => {
    const row = procedures.find(code)
    expect(row && unitsFor(row, minutes, { quarter_hours, crisis_from })).toBe(units)
  })
})

describe('repairs', () => {
  it('orders modifiers: fee, program, separate service, telehealth, population, information', () => {
    expect(inOrder(['95', '59', 'HF', 'HO', '26', 'KX'])).toEqual(['26', 'HO', '59', '95', 'HF', 'KX'])
  })

  it('writes what was typed as a claim has it, and lists each', () => {
    const messy = claimFacts({
      coverage: { member_id: 'nl 884 170' },
      claim: { authorization: 'AU 77 1' },
      diagnoses: ['f411'],
      lines: [{ modifiers: ['95', '59', '95'], pointers: [1, 1] }],
    })
    const { facts, findings } = repair(messy)
    expect(findings.map(({ rule }) => rule)).toEqual(['N01', 'N02', 'N03', 'N04', 'N05', 'N06'])
    expect(facts).toMatchObject({
      coverage: { member_id: 'NL884170' },
      claim: { authorization: 'AU771' },
      diagnoses: ['F41.1'],
      lines: [{ modifiers: ['59', '95'], pointers: [1] }],
    })
    expect(repair(claimFacts())).toEqual({ facts: claimFacts(), findings: [] })
  })
})
