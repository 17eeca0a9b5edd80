/*
 * Which code from which minute on, and how further units are counted. Source of every number: CPT, the time rules of each family; the payer's own
 * limits are options of `facts.ts`. Minutes are whole minutes of the service itself, cut off, never rounded up.
 */

/** Further units: the first from minute `from` on, then one for each `step` begun at the same distance. */
export type More = { readonly code: string; readonly from: number; readonly step: number }
export type Rung = { readonly from: number; readonly code: string; readonly more?: More }
export type Ladder = { readonly rungs: readonly Rung[]; readonly source: string }

const rungs = (...steps: readonly (readonly [from: number, code: string, more?: readonly [code: string, from: number, step: number]])[]) =>
  steps.map(([from, code, more]): Rung => ({ from, code, ...(more && { more: { code: more[0], from: more[1], step: more[2] } }) }))

const PSYCHIATRY = 'CPT time rule'
const TESTING = 'CPT, testing time'
const HEALTH = 'CPT, health behavior time'
const MONTH = 'CPT, care management month'
const EM_TIME = 'CPT, E/M total time'

/** The first minute of 90840: the 74 minutes of the first hour and one more. Some payers count from 76. */
export const CRISIS_FIRST_EXTRA = 75
/** The least minutes of a family session: more than half of 50. Some payers want 45 or 50. */
export const FAMILY_LEAST = 26

export const LADDERS = {
  individual: { rungs: rungs([16, '90832'], [38, '90834'], [53, '90837']), source: PSYCHIATRY },
  'em-therapy': { rungs: rungs([16, '90833'], [38, '90836'], [53, '90838']), source: PSYCHIATRY },
  crisis: { rungs: rungs([16, '90832'], [30, '90839', ['90840', CRISIS_FIRST_EXTRA, 30]]), source: 'CPT, crisis table' },
  'crisis-away': { rungs: rungs([16, '90832'], [30, 'G0017', ['G0018', CRISIS_FIRST_EXTRA, 30]]), source: 'Medicare fee schedule, crisis' },
  family: { rungs: rungs([FAMILY_LEAST, '90847']), source: PSYCHIATRY },
  'family-alone': { rungs: rungs([FAMILY_LEAST, '90846']), source: PSYCHIATRY },
  biofeedback: { rungs: rungs([16, '90875'], [38, '90876']), source: PSYCHIATRY },

  'psychological-evaluation': { rungs: rungs([31, '96130', ['96131', 91, 60]]), source: TESTING },
  'neuropsychological-evaluation': { rungs: rungs([31, '96132', ['96133', 91, 60]]), source: TESTING },
  'testing-professional': { rungs: rungs([16, '96136', ['96137', 46, 30]]), source: TESTING },
  'testing-technician': { rungs: rungs([16, '96138', ['96139', 46, 30]]), source: TESTING },
  'developmental-testing': { rungs: rungs([31, '96112', ['96113', 76, 30]]), source: TESTING },
  'neurobehavioral-exam': { rungs: rungs([31, '96116', ['96121', 91, 60]]), source: TESTING },

  'health-individual': { rungs: rungs([16, '96158', ['96159', 38, 15]]), source: HEALTH },
  'health-group': { rungs: rungs([16, '96164', ['96165', 38, 15]]), source: HEALTH },
  'health-family': { rungs: rungs([16, '96167', ['96168', 38, 15]]), source: HEALTH },
  'health-family-alone': { rungs: rungs([16, '96170', ['96171', 38, 15]]), source: HEALTH },
  'caregiver-group': { rungs: rungs([31, '96202', ['96203', 68, 15]]), source: HEALTH },
  'caregiver-training': { rungs: rungs([16, 'G0539', ['G0540', 38, 15]]), source: 'Medicare fee schedule, caregiver training' },

  'collaborative-first': { rungs: rungs([16, 'G2214'], [36, '99492', ['99494', 86, 30]]), source: MONTH },
  'collaborative-later': { rungs: rungs([16, 'G2214'], [31, '99493', ['99494', 76, 30]]), source: MONTH },
  integration: { rungs: rungs([20, '99484']), source: MONTH },
  'integration-therapist': { rungs: rungs([20, 'G0323']), source: 'Medicare fee schedule, integration' },

  'substance-intervention': { rungs: rungs([15, '99408'], [31, '99409']), source: 'CPT, screening and intervention' },
  'substance-intervention-medicare': {
    rungs: rungs([5, 'G2011'], [15, 'G0396'], [31, 'G0397']),
    source: 'Medicare fee schedule, screening and intervention',
  },
  tobacco: { rungs: rungs([4, '99406'], [11, '99407']), source: 'CPT, tobacco counseling' },
  phone: { rungs: rungs([5, '98966'], [11, '98967'], [21, '98968']), source: 'CPT, telephone time' },
  infusion: { rungs: rungs([16, '96365', ['96366', 91, 60]]), source: 'CPT, infusion time' },

  'em-new': {
    rungs: rungs([15, '99202'], [30, '99203'], [45, '99204'], [60, '99205', ['99417', 75, 15]]),
    source: EM_TIME,
  },
  'em-established': {
    rungs: rungs([10, '99212'], [20, '99213'], [30, '99214'], [40, '99215', ['99417', 55, 15]]),
    source: EM_TIME,
  },
  'em-new-medicare': {
    rungs: rungs([15, '99202'], [30, '99203'], [45, '99204'], [60, '99205', ['G2212', 89, 15]]),
    source: 'Medicare fee schedule, prolonged visit',
  },
  'em-established-medicare': {
    rungs: rungs([10, '99212'], [20, '99213'], [30, '99214'], [40, '99215', ['G2212', 69, 15]]),
    source: 'Medicare fee schedule, prolonged visit',
  },
} as const satisfies Readonly<Record<string, Ladder>>

/** How many further units the minutes make. */
export const moreUnits = (minutes: number, { from, step }: Pick<More, 'from' | 'step'>): number =>
  minutes < from ? 0 : Math.floor((minutes - from) / step) + 1

export const ROUNDINGS = ['midpoint', 'full'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** The first minute of a unit of 15: more than half of it by CPT, all of it by some Medicaid programs. */
export const quarterFrom = (rounding: Rounding): number => (rounding === 'full' ? 15 : 8)

/** Units of a code that is counted by 15 minutes alone: behavior analysis, H and T codes. */
export const quarterUnits = (minutes: number, rounding: Rounding): number => moreUnits(minutes, { from: quarterFrom(rounding), step: 15 })
