import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimFacts, TODAY } from '../../../test/support/claim-facts.ts'
import { day } from '../../../src-shared/day.ts'
import type { Facts, TimedService } from '../../charges/time/facts.ts'
import { codeTime } from '../../charges/time/rules.ts'
import { procedures } from '../../codes/index.ts'
import { scrub } from '../rules.ts'
import { unitsFor } from './services.ts'

/* What minutes become passes the checks of a claim, for every timed service and not only those of the charge sheet. */

const SERVED = day('2026-04-28')
type Setting = Partial<Facts> & { readonly kind?: string; readonly taxonomy: string; readonly dx: string }
const physician = { discipline: 'physician', taxonomy: '2084P0800X', dx: 'F33.1' } as const
const psychologist = { discipline: 'psychologist', taxonomy: '103TC0700X', dx: 'F33.1' } as const
const worker = { discipline: 'social-worker', taxonomy: '1041C0700X', dx: 'F33.1' } as const
const analyst = { discipline: 'analyst', taxonomy: '103K00000X', dx: 'F84.0' } as const
const physical = { ...psychologist, dx: 'G47.00' } as const
const medicare = { kind: 'medicare', isMedicare: true } as const

const isQuarter = ({ unitMinutes, addOn }: (typeof procedures.rows)[number]): boolean => unitMinutes === 15 && !addOn
const quarters = (starts: RegExp): readonly string[] =>
  procedures.rows.filter((row) => isQuarter(row) && starts.test(row.code)).map(({ code }) => code)

const SETTINGS: readonly (readonly [TimedService, Setting])[] = [
  ['individual', worker],
  ['individual', { ...physician, em: '99214' }],
  ['individual', { ...worker, interactive: 'play' }],
  ['em-therapy', { ...physician, em: '99214' }],
  ['em-therapy', { ...physician, em: '99215', interactive: 'communication' }],
  ['em', { ...physician, em: '99213' }],
  ['evaluation', { ...worker, interactive: 'caregiver' }],
  ['evaluation-medical', physician],
  ['crisis', worker],
  ['crisis', { ...worker, interactive: 'communication' }],
  ['crisis', { ...worker, payer: { crisisFirstExtra: 76 } }],
  ['crisis', { ...worker, ...medicare, place: '12' }],
  ['family', worker],
  ['family', { ...worker, payer: { familyLeast: 45 } }],
  ['family-alone', worker],
  ['group', { ...worker, interactive: 'caregiver', people: 8 }],
  ['multi-family', worker],
  ['psychoanalysis', physician],
  ['psychological-evaluation', psychologist],
  ['neuropsychological-evaluation', psychologist],
  ['testing-professional', { ...psychologist, tests: 3 }],
  ['testing-technician', { ...psychologist, tests: 3 }],
  ['developmental-testing', psychologist],
  ['neurobehavioral-exam', psychologist],
  ['health-individual', physical],
  ['health-group', physical],
  ['health-family', physical],
  ['health-family-alone', physical],
  ['caregiver-group', psychologist],
  ['caregiver-training', psychologist],
  ['substance-intervention', { ...physician, dx: 'F10.20' }],
  ['substance-intervention', { ...physician, ...medicare, dx: 'F10.20' }],
  ['tobacco', { ...physician, dx: 'F17.210' }],
  ['em-time', physician],
  ['em-time', { ...physician, isNewPatient: true }],
  ['em-time', { ...physician, ...medicare }],
  ['collaborative-first', physician],
  ['collaborative-later', physician],
  ['integration', physician],
  ['integration', { ...worker, ...medicare }],
  ['infusion', { ...physician, dx: 'F33.2' }],
  ...quarters(/^97/).flatMap((code) => [
    ['quarter-hours', { ...analyst, code }] as const,
    ['quarter-hours', { ...analyst, code, payer: { rounding: 'full' } }] as const,
  ]),
  ...quarters(/^[HT]/).flatMap((code) => [
    ['quarter-hours', { ...worker, kind: 'medicaid', code }] as const,
    ['quarter-hours', { ...worker, kind: 'medicaid', code, payer: { rounding: 'full' } }] as const,
  ]),
]

function checked(service: TimedService, minutes: number, { kind = 'commercial', taxonomy, dx, ...facts }: Setting) {
  const given: Facts = { service, minutes, day: SERVED, discipline: 'other', primaryDiagnosis: dx, ...facts }
  const timed = codeTime(given)
  const place = facts.place ?? '11'
  const claim = claimFacts({
    lines: timed.lines.map(({ code, units, modifiers }) => ({ code, units, modifiers: [...modifiers], place })),
    diagnoses: [dx],
    claim: { place, authorization: 'A1' },
    provider: { discipline: given.discipline, taxonomy },
    payer: {
      kind,
      quarter_hours: facts.payer?.rounding ?? 'midpoint',
      crisis_from: facts.payer?.crisisFirstExtra ?? 75,
      family_least: facts.payer?.familyLeast ?? 26,
    },
    session: { minutes, service, mode: 'in-person' },
  })
  const warned = new Set(timed.findings.map(({ id }) => id))
  // Units beyond what Medicare pays are said with the suggestion too.
  return {
    timed,
    findings:
      timed.lines.length === 0 ? [] : scrub(claim, TODAY, { lines: [] }).filter(({ rule }) => rule !== 'C06' || !warned.has('T_UNITS')),
  }
}

describe('a suggestion', () => {
  it.each(SETTINGS)('of %s, %o, passes its own checks at any length', (service, setting) => {
    let billed = 0
    for (let minutes = 1; minutes <= 300; minutes++) {
      const { timed, findings } = checked(service, minutes, setting)
      expect([minutes, findings.map(({ rule, words }) => `${rule} ${words}`)]).toEqual([minutes, []])
      billed += timed.lines.length
    }
    expect(billed).toBeGreaterThan(0)
  })

  it('never has a unit more than the checks allow of any code that minutes count', () =>
    fc.assert(
      fc.property(fc.constantFrom(...SETTINGS), fc.nat(600), ([service, setting], minutes) => {
        for (const { code, units } of checked(service, minutes, setting).timed.lines) {
          const row = procedures.find(code)
          const payer = { quarter_hours: setting.payer?.rounding ?? 'midpoint', crisis_from: setting.payer?.crisisFirstExtra ?? 75 }
          const most = row?.per === 'minutes' && row.firstUnitAt !== undefined ? unitsFor(row, minutes, payer) : undefined
          expect(units).toBeLessThanOrEqual(most ?? units)
        }
      }),
    ))
})

describe('the units that minutes support', () => {
  const timed = procedures.rows.filter(({ unitMinutes }) => unitMinutes !== undefined)
  it('grow with the minutes for each timed code and each way of counting, one at a time', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...timed),
        fc.nat(700),
        fc.constantFrom('midpoint', 'full'),
        fc.constantFrom(75, 76),
        (row, minutes, quarter_hours, crisis_from) => {
          const units = (of: number): number => unitsFor(row, of, { quarter_hours, crisis_from }) ?? NaN
          expect(units(0)).toBe(0)
          expect([0, 1]).toContain(units(minutes + 1) - units(minutes))
        },
      ),
      { numRuns: 2000 },
    ))
})
