import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day } from '../../../src-shared/day.ts'
import { procedures } from '../../codes/index.ts'
import { netMinutes, type Facts, type TimedService } from './facts.ts'
import { codeTime } from './rules.ts'
import type { FindingId } from './timed.ts'

const on = day('2026-11-19')
const of = (service: TimedService, minutes: number, more: Partial<Facts> = {}): Facts => ({
  service,
  minutes,
  day: on,
  discipline: 'social-worker',
  ...more,
})
const physician = { discipline: 'physician' } as const
const medicare = { isMedicare: true } as const
const codes = (facts: Facts): string =>
  codeTime(facts)
    .lines.map((line) => `${[line.code, ...line.modifiers].join('-')}${line.units > 1 ? `x${line.units}` : ''}`)
    .join(' ')
const ids = (facts: Facts): FindingId[] => codeTime(facts).findings.map((one) => one.id)

type Case = readonly [number, Facts, string, ...FindingId[]]
const cases = (...all: readonly Case[]): [number, Facts, string, FindingId[]][] =>
  all.map(([n, facts, expected, ...findings]) => [n, facts, expected, findings])

describe('from minutes to codes', () => {
  // The numbers are those of the worked cases in the time rules; a case of several sessions on one day stands in beside.test.ts, of the clock or the telephone in charges/worked.test.ts and actions.test.ts.
  it.each(
    cases(
      [1, of('individual', 15), '', 'T_TOO_SHORT'],
      [2, of('individual', 16), '90832'],
      [3, of('individual', 30), '90832'],
      [4, of('individual', 37), '90832'],
      [5, of('individual', netMinutes([{ start: '10:00:00', stop: '10:37:59' }]) ?? 0), '90832'],
      [6, of('individual', 38), '90834'],
      [7, of('individual', 45), '90834'],
      [8, of('individual', 50), '90834'],
      [9, of('individual', 52), '90834'],
      [10, of('individual', 53), '90837'],
      [11, of('individual', netMinutes([{ start: '10:00', stop: '11:00' }]) ?? 0), '90837'],
      [12, of('individual', 95), '90837', 'T_LONG'],
      [13, of('individual', netMinutes([{ start: '23:30', stop: '00:20' }]) ?? 0), '90834'],
      [14, of('individual', netMinutes([{ start: '10:00', stop: '11:00' }], 10) ?? 0), '90834'],
      [15, of('individual', 55, { patientMinutes: 20 }), '', 'T_PATIENT_ABSENT'],
      [16, of('individual', 30, { interactive: 'play' }), '90832 90785'],
      [17, of('individual', 45, { interactive: 'language' }), '90834', 'T_IC_LANGUAGE_ONLY'],
      [18, of('em-therapy', 15, { ...physician, em: '99213' }), '99213'],
      [19, of('em-therapy', 16, { ...physician, em: '99213' }), '99213 90833'],
      [20, of('em-therapy', 30, { ...physician, em: '99214' }), '99214 90833'],
      [21, of('em-therapy', 38, { ...physician, em: '99214' }), '99214 90836'],
      [22, of('em-therapy', 53, { ...physician, em: '99215' }), '99215 90838'],
      [23, of('em-therapy', 40, { ...physician, em: '99215', isEmByTime: true }), '', 'T_EM_BY_TIME'],
      [24, of('em-therapy', 45, { em: '99213' }), '', 'T_EM_NOT_ALLOWED'],
      [24, of('individual', 45), '90834'],
      [25, of('individual', 40, { ...physician, em: '99213' }), '99213 90836', 'T_CONVERTED_TO_ADDON'],
      [26, of('evaluation', 60, { discipline: 'family-therapist' }), '90791'],
      [28, of('evaluation', 12, { discipline: 'counselor' }), '90791', 'T_EVAL_SHORT'],
      [29, of('evaluation-medical', 60, { discipline: 'psychologist' }), '', 'T_NOT_MEDICAL'],
      [30, of('evaluation', 70, { interactive: 'communication' }), '90791 90785'],
      [31, of('crisis', 29), '90832', 'T_CRISIS_SHORT'],
      [32, of('crisis', 14), '', 'T_TOO_SHORT'],
      [33, of('crisis', 30), '90839'],
      [34, of('crisis', 74), '90839'],
      [35, of('crisis', 75), '90839 90840'],
      [36, of('crisis', 104), '90839 90840'],
      [37, of('crisis', 105), '90839 90840x2'],
      [38, of('crisis', 135), '90839 90840x3'],
      [
        39,
        of(
          'crisis',
          netMinutes([
            { start: '09:00', stop: '09:20' },
            { start: '15:00', stop: '15:25' },
          ]) ?? 0,
        ),
        '90839',
      ],
      [40, of('crisis', 60, { interactive: 'communication' }), '90839', 'T_IC_PARENT'],
      [42, of('crisis', 60, { ...medicare, place: '12' }), 'G0017'],
      [43, of('crisis', 110, { ...medicare, place: '12' }), 'G0017 G0018x2'],
      [44, of('family-alone', 25), '', 'T_TOO_SHORT'],
      [45, of('family-alone', 26), '90846'],
      [46, of('family', 50), '90847'],
      [47, of('family', 90), '90847'],
      [49, of('group', 90, { people: 8 }), '90853'],
      [50, of('group', 60, { people: 14 }), '90853', 'T_GROUP_SIZE'],
      [51, of('group', 60, { people: 8, interactive: 'caregiver' }), '90853 90785'],
      [51, of('group', 60, { people: 8 }), '90853'],
      [53, of('multi-family', 75, { people: 4 }), '90849'],
      [54, of('psychological-evaluation', 150, { discipline: 'psychologist' }), '96130 96131'],
      [55, of('psychological-evaluation', 151, { discipline: 'psychologist' }), '96130 96131x2'],
      [56, of('psychological-evaluation', 90, { discipline: 'psychologist' }), '96130'],
      [57, of('psychological-evaluation', 30, { discipline: 'psychologist' }), '', 'T_TOO_SHORT'],
      [58, of('testing-professional', 75, { tests: 4, discipline: 'psychologist' }), '96136 96137'],
      [59, of('testing-professional', 76, { tests: 4, discipline: 'psychologist' }), '96136 96137x2'],
      [60, of('testing-technician', 46, { tests: 4, discipline: 'psychologist' }), '96138 96139'],
      [61, of('testing-professional', 40, { tests: 1, discipline: 'psychologist' }), '', 'T_ONE_TEST'],
      [62, of('health-individual', 37, { primaryDiagnosis: 'E11.9' }), '96158'],
      [63, of('health-individual', 38, { primaryDiagnosis: 'E11.9' }), '96158 96159'],
      [64, of('health-individual', 45, { primaryDiagnosis: 'F33.1' }), '', 'T_DIAGNOSIS'],
      [65, of('quarter-hours', 7, { code: '97153' }), '', 'T_TOO_SHORT'],
      [66, of('quarter-hours', 8, { code: '97153' }), '97153'],
      [66, of('quarter-hours', 22, { code: '97153' }), '97153'],
      [66, of('quarter-hours', 23, { code: '97153' }), '97153x2'],
      [66, of('quarter-hours', 120, { code: '97153' }), '97153x8'],
      [67, of('quarter-hours', netMinutes([{ start: '09:00', stop: '11:00' }]) ?? 0, { code: '97153' }), '97153x8'],
      [67, of('quarter-hours', netMinutes([{ start: '10:00', stop: '11:00' }]) ?? 0, { code: '97155' }), '97155x4'],
      [68, of('quarter-hours', 190, { ...medicare, code: '97151' }), '97151x13', 'T_UNITS'],
      [69, of('quarter-hours', 29, { code: 'H2015', payer: { rounding: 'full' } }), 'H2015'],
      [70, of('quarter-hours', 29, { code: 'H2015' }), 'H2015x2'],
      [71, of('collaborative-first', 35, physician), 'G2214'],
      [72, of('collaborative-first', 36, physician), '99492'],
      [72, of('collaborative-first', 85, physician), '99492'],
      [72, of('collaborative-first', 86, physician), '99492 99494'],
      [72, of('collaborative-first', 116, physician), '99492 99494x2'],
      [73, of('collaborative-later', 30, physician), 'G2214'],
      [73, of('collaborative-later', 31, physician), '99493'],
      [73, of('collaborative-later', 75, physician), '99493'],
      [73, of('collaborative-later', 76, physician), '99493 99494'],
      [74, of('integration', 19, physician), '', 'T_TOO_SHORT'],
      [74, of('integration', 20, physician), '99484'],
      [75, of('integration', 25, medicare), 'G0323'],
      [76, of('substance-intervention', 14), '', 'T_TOO_SHORT'],
      [76, of('substance-intervention', 15), '99408'],
      [76, of('substance-intervention', 30), '99408'],
      [76, of('substance-intervention', 31), '99409'],
      [77, of('substance-intervention', 20, medicare), 'G0396'],
      [78, of('tobacco', 3), '', 'T_TOO_SHORT'],
      [78, of('tobacco', 4), '99406'],
      [78, of('tobacco', 10), '99406'],
      [78, of('tobacco', 11), '99407'],
      [79, of('em-time', 55, physician), '99215 99417'],
      [79, of('em-time', 55, { ...physician, ...medicare }), '99215'],
      [80, of('em-time', 69, { ...physician, ...medicare }), '99215 G2212'],
      [81, of('infusion', 40, physician), '96365'],
      [81, of('infusion', 90, physician), '96365'],
      [81, of('infusion', 91, physician), '96365 96366'],
      [82, of('esketamine', 120, { ...physician, ...medicare, mg: 84 }), 'G2083'],
      [82, of('esketamine', 120, { ...physician, em: '99214', mg: 84 }), '99214 J0013x84'],
      [82, of('esketamine', 120, { ...physician, em: '99214', mg: 84, day: day('2025-12-31') }), '99214 S0013x84'],
      [83, of('individual', 95, { day: day('2022-12-15') }), '90837 99354'],
      [84, of('phone', 15, { discipline: 'counselor' }), '98967'],
      [84, of('individual', 15, { discipline: 'counselor' }), '', 'T_TOO_SHORT'],
      [84, of('individual', 16, { discipline: 'counselor' }), '90832'],
      [85, of('individual', 45, medicare), '90834'],
    ),
  )('case %i', (_case, facts, expected, findings) => {
    expect(codes(facts)).toBe(expected)
    expect(ids(facts)).toEqual(findings)
  })

  // The thresholds of every other timed family, each from the minute before.
  it.each<readonly [TimedService, string, readonly number[], readonly string[], Partial<Facts>]>([
    ['family', '90847', [25, 26], ['', '90847'], {}],
    ['family-alone', '90846', [25, 26], ['', '90846'], {}],
    ['biofeedback', '90875', [15, 16, 37, 38], ['', '90875', '90875', '90876'], {}],
    ['crisis', '90840', [134, 135, 164, 165], ['90839 90840x2', '90839 90840x3', '90839 90840x3', '90839 90840x4'], {}],
    ['neuropsychological-evaluation', '96132', [30, 31, 90, 91, 151], ['', '96132', '96132', '96132 96133', '96132 96133x2'], {}],
    ['testing-professional', '96136', [15, 16, 45, 46], ['', '96136', '96136', '96136 96137'], { tests: 2 }],
    ['testing-technician', '96138', [15, 16, 45, 76], ['', '96138', '96138', '96138 96139x2'], { tests: 2 }],
    ['developmental-testing', '96112', [30, 31, 75, 76, 106], ['', '96112', '96112', '96112 96113', '96112 96113x2'], {}],
    ['neurobehavioral-exam', '96116', [30, 31, 90, 91], ['', '96116', '96116', '96116 96121'], {}],
    ['health-group', '96164', [15, 16, 37, 38, 53], ['', '96164', '96164', '96164 96165', '96164 96165x2'], {}],
    ['health-family', '96167', [15, 16, 37, 38], ['', '96167', '96167', '96167 96168'], {}],
    ['health-family-alone', '96170', [15, 16, 37, 38], ['', '96170', '96170', '96170 96171'], {}],
    ['caregiver-group', '96202', [30, 31, 67, 68], ['', '96202', '96202', '96202 96203'], {}],
    ['caregiver-training', 'G0539', [15, 16, 37, 38], ['', 'G0539', 'G0539', 'G0539 G0540'], {}],
    ['collaborative-first', 'G2214', [15, 16], ['', 'G2214'], physician],
    ['collaborative-later', '99493', [106, 105], ['99493 99494x2', '99493 99494'], physician],
    ['phone', '98966', [4, 5, 10, 11, 20, 21], ['', '98966', '98966', '98967', '98967', '98968'], {}],
    ['infusion', '96365', [15, 16, 150, 151], ['', '96365', '96365 96366', '96365 96366x2'], physician],
    ['substance-intervention', 'G2011', [4, 5, 14, 31], ['', 'G2011', 'G2011', 'G0397'], medicare],
    [
      'em-time',
      '99205',
      [59, 60, 74, 75, 90],
      ['99204', '99205', '99205', '99205 99417', '99205 99417x2'],
      { ...physician, isNewPatient: true },
    ],
    ['em-time', '99205', [88, 89, 104], ['99205', '99205 G2212', '99205 G2212x2'], { ...physician, ...medicare, isNewPatient: true }],
    ['em-time', '99215', [39, 40, 54, 55, 70], ['99214', '99215', '99215', '99215 99417', '99215 99417x2'], physician],
    ['em-time', '99215', [68, 69, 84], ['99215', '99215 G2212', '99215 G2212x2'], { ...physician, ...medicare }],
  ])('%s, from %s', (service, _code, minutes, expected, more) => {
    expect(minutes.map((one) => codes(of(service, one, more)))).toEqual(expected)
  })

  it.each<readonly [TimedService, number, Partial<Facts>, readonly FindingId[]]>([
    ['group', 44, { people: 8 }, ['T_GROUP_SHORT']],
    ['group', 121, { people: 8 }, ['T_GROUP_LONG']],
    ['group', 60, { people: 1 }, ['T_GROUP_SIZE']],
    ['group', 60, { people: 2 }, ['T_GROUP_SIZE']],
    ['group', 60, { people: 3 }, []],
    ['group', 60, { people: 10 }, []],
    ['group', 60, { people: 11 }, ['T_GROUP_SIZE']],
    ['multi-family', 44, { people: 4 }, ['T_SHORT']],
    ['multi-family', 60, { people: 9 }, ['T_GROUP_SIZE']],
    ['psychoanalysis', 39, {}, ['T_SHORT']],
    ['psychoanalysis', 40, {}, []],
    ['evaluation', 15, {}, ['T_EVAL_SHORT']],
    ['evaluation', 16, {}, ['T_EVAL_BRIEF']],
    ['evaluation-medical', 30, physician, ['T_EVAL_BRIEF']],
    ['evaluation', 31, {}, []],
    ['individual', 89, {}, []],
    ['individual', 90, {}, ['T_LONG']],
    ['individual', 50, { patientMinutes: 25 }, ['T_PATIENT_ABSENT']],
    ['individual', 50, { patientMinutes: 26 }, []],
  ])('%s of %i minutes, %o, is warned of %o', (service, minutes, more, expected) => {
    expect(ids(of(service, minutes, more))).toEqual(expected)
  })

  it.each([
    [1, 'One patient is no group: bill individual psychotherapy.'],
    [11, '11 in a group: payers want 3 to 10, and the number in the note.'],
    [12, '12 in a group: payers want 3 to 10, and the number in the note.'],
    [14, '14 in a group is above every known limit, 12 at most. Expect a denial.'],
  ])('a group of %i is told how grave it is', (people, words) => {
    expect(codeTime(of('group', 60, { people })).findings).toMatchObject([{ grade: 'warning', words }])
  })

  it('takes therapy beside an E/M for the add-on of a medical clinician alone, and beside a level alone', () => {
    expect(codes(of('individual', 40, { em: '99213' }))).toBe('90834')
    expect(codes(of('individual', 40, { ...physician, em: '99406' }))).toBe('90834')
    expect(codes(of('individual', 15, { ...physician, em: '99213' }))).toBe('99213')
  })

  it('offers what would fit instead of what is refused', () => {
    const instead = (facts: Facts) => codeTime(facts).findings[0]?.instead
    expect(instead(of('em-therapy', 45, { em: '99213' }))).toEqual(['90834'])
    expect(instead(of('individual', 55, { patientMinutes: 20 }))).toEqual(['90847'])
    expect(instead(of('individual', 55, { patientMinutes: 0 }))).toEqual(['90846'])
    expect(instead(of('evaluation-medical', 60))).toEqual(['90791'])
  })

  it('counts as the payer counts', () => {
    expect(codes(of('crisis', 75, { payer: { crisisFirstExtra: 76 } }))).toBe('90839')
    expect(codes(of('crisis', 106, { payer: { crisisFirstExtra: 76 } }))).toBe('90839 90840x2')
    expect(codes(of('family', 40, { payer: { familyLeast: 45 } }))).toBe('')
    expect(codes(of('em-therapy', 30, { ...physician, em: '99213', payer: { emNeeds25: true } }))).toBe('99213-25 90833')
    expect(ids(of('evaluation', 30, { payer: { evaluationLeast: 31 } }))).toEqual(['T_EVAL_SHORT'])
  })

  it('crisis therapy by video is not the home of the Medicare codes', () =>
    expect(['10', '02', '11', '21'].map((place) => codes(of('crisis', 60, { ...medicare, place })))).toEqual(Array(4).fill('90839')))

  it('says of each line why, and where the rule stands', () => {
    expect(codeTime(of('crisis', 110)).lines.map(({ why, source }) => [why, source])).toEqual([
      ['The first 74 minutes are 90839.', 'CPT, crisis table'],
      ['2 units of 90840: minute 75 and each 30 after it. 110 is short of 135, where the next begins.', 'CPT, crisis table'],
    ])
    expect(codeTime(of('quarter-hours', 29, { code: 'H2015' })).why).toBe(
      'A unit of H2015 is 15 minutes and counts from more than half of them: 23 to 37 minutes are 2.',
    )
  })
})

/** Services whose lines grow with the minutes. */
const CLIMBING: readonly TimedService[] = [
  'individual',
  'em-therapy',
  'crisis',
  'family',
  'family-alone',
  'biofeedback',
  'psychological-evaluation',
  'neuropsychological-evaluation',
  'testing-professional',
  'testing-technician',
  'developmental-testing',
  'neurobehavioral-exam',
  'health-individual',
  'health-group',
  'health-family',
  'health-family-alone',
  'caregiver-group',
  'caregiver-training',
  'quarter-hours',
  'collaborative-first',
  'collaborative-later',
  'integration',
  'substance-intervention',
  'tobacco',
  'phone',
  'infusion',
  'em-time',
]

/** Behavior analysis, H and T codes. */
const QUARTERS = procedures.rows.filter(({ unitMinutes, addOn }) => unitMinutes === 15 && !addOn).map(({ code }) => code)

describe('more minutes', () => {
  it('never make less: no code is lost that a shorter session had, but for a better one, and no unit of the same', () => {
    /** Codes in the order in which more minutes reach them, and how much of each. */
    const worth = (facts: Facts): number => {
      let at = 0
      const seen: string[] = []
      for (let minutes = 0; minutes <= facts.minutes; minutes++) {
        const shown = codes({ ...facts, minutes })
        if (seen.at(-1) !== shown) {
          if (seen.includes(shown)) return -1
          seen.push(shown)
          at++
        }
      }
      return at
    }
    fc.assert(
      fc.property(fc.constantFrom(...CLIMBING), fc.integer({ min: 0, max: 400 }), fc.boolean(), (service, minutes, isMedicare) => {
        const facts = of(service, minutes, { discipline: 'physician', em: '99213', code: '97153', isMedicare, tests: 3 })
        expect(worth(facts)).toBeGreaterThan(0)
      }),
      { seed: 1, numRuns: 120 },
    )
  })

  const ways = fc.record({
    service: fc.constantFrom(...CLIMBING),
    code: fc.constantFrom(...QUARTERS),
    discipline: fc.constantFrom<Facts['discipline']>('physician', 'psychologist', 'social-worker', 'analyst'),
    em: fc.constantFrom('99202', '99215'),
    isMedicare: fc.boolean(),
    isNewPatient: fc.boolean(),
    place: fc.constantFrom('11', '12'),
    interactive: fc.constantFrom<Facts['interactive']>('play', 'language'),
    payer: fc.record({
      rounding: fc.constantFrom('midpoint', 'full'),
      crisisFirstExtra: fc.constantFrom(75, 76),
      familyLeast: fc.constantFrom(26, 45),
    }),
    day: fc.constantFrom(on, day('2022-12-15')),
  })

  it('never make fewer units of a code that is still there, whoever pays and however it counts', () =>
    fc.assert(
      fc.property(ways, fc.nat(600), fc.nat(120), ({ service, ...way }, minutes, further) => {
        const facts = of(service, minutes, { ...way, tests: 3 } as Partial<Facts>)
        const [short, long] = [codeTime(facts), codeTime({ ...facts, minutes: minutes + further })]
        for (const line of short.lines) {
          const later = long.lines.find((one) => one.code === line.code)
          expect(later === undefined || later.units >= line.units).toBe(true)
        }
        // What made a short talk harder is not said beside a crisis. Source: CPT, 90785.
        const own = (lines: typeof short.lines): number => lines.filter(({ code }) => code !== '90785').length
        expect(own(long.lines)).toBeGreaterThanOrEqual(own(short.lines))
      }),
      { seed: 2, numRuns: 1000 },
    ))

  it('make one unit more at a time of every code that is counted by 15 minutes', () => {
    const units = (code: string, minutes: number, rounding: 'midpoint' | 'full'): number =>
      codeTime(of('quarter-hours', minutes, { code, payer: { rounding } })).lines[0]?.units ?? 0
    fc.assert(
      fc.property(fc.constantFrom(...QUARTERS), fc.nat(700), fc.constantFrom('midpoint', 'full'), (code, minutes, rounding) => {
        const [short, long] = [units(code, minutes, rounding), units(code, minutes + 1, rounding)]
        expect([0, 1]).toContain(long - short)
        expect(long * 15 - (minutes + 1)).toBeLessThanOrEqual(rounding === 'full' ? 0 : 7)
      }),
      { seed: 5 },
    )
  })
})

describe('minutes', () => {
  it('are whole, cut off, and of the service alone', () => {
    expect(netMinutes([{ start: '10:00:30', stop: '10:38:20' }])).toBe(37)
    expect(netMinutes([{ start: '10:00', stop: '10:50' }], 60)).toBe(0)
    expect(netMinutes([{ start: '20:00', stop: '00:01' }])).toBeUndefined()
    expect(netMinutes([{ start: '10:00', stop: '10:00' }])).toBeUndefined()
    expect(netMinutes([])).toBe(0)
  })
})
