/* What minutes become, as it is said. */

export type FindingId =
  | 'T_TOO_SHORT'
  | 'T_EM_NOT_ALLOWED'
  | 'T_EM_MISSING'
  | 'T_EM_BY_TIME'
  | 'T_CONVERTED_TO_ADDON'
  | 'T_NOT_MEDICAL'
  | 'T_NO_CODE'
  | 'T_PATIENT_ABSENT'
  | 'T_CRISIS_SHORT'
  | 'T_EVAL_SHORT'
  | 'T_EVAL_BRIEF'
  | 'T_GROUP_SHORT'
  | 'T_GROUP_LONG'
  | 'T_GROUP_SIZE'
  | 'T_SHORT'
  | 'T_LONG'
  | 'T_ONE_TEST'
  | 'T_DIAGNOSIS'
  | 'T_UNITS'
  | 'T_IC_LANGUAGE_ONLY'
  | 'T_IC_PARENT'
  | 'T_ENDED'

export type Finding = {
  readonly id: FindingId
  readonly grade: 'stop' | 'warning' | 'note'
  readonly words: string
  /** What would fit instead. */
  readonly instead?: readonly string[]
}
export type TimedLine = {
  readonly code: string
  readonly units: number
  readonly modifiers: readonly string[]
  readonly why: string
  readonly source: string
}
export type Timed = {
  readonly lines: readonly TimedLine[]
  /** The sentence for all lines together, and where it comes from. */
  readonly why: string
  readonly source: string
  readonly findings: readonly Finding[]
}

export const stop = (id: FindingId, words: string, instead?: readonly string[]): Finding => ({
  id,
  grade: 'stop',
  words,
  ...(instead && { instead }),
})
export const warn = (id: FindingId, words: string): Finding => ({ id, grade: 'warning', words })
export const note = (id: FindingId, words: string): Finding => ({ id, grade: 'note', words })

export const line = (code: string, why: string, source: string, units = 1, modifiers: readonly string[] = []): TimedLine => ({
  code,
  units,
  modifiers,
  why,
  source,
})
export const refused = (finding: Finding, source = 'CPT time rule'): Timed => ({
  lines: [],
  why: finding.words,
  source,
  findings: [finding],
})
