import type { Day } from '../../../src-shared/day.ts'
import type { CodeBook } from '../../codes/index.ts'
import type { ClaimFacts } from '../facts.ts'
import type { Beside } from '../records/claims.ts'
import { editOf } from './catalogue.ts'

export type Grade = 'stop' | 'hold' | 'warning' | 'repair' | 'tag'

/** One thing the checks found on a claim. */
export type ClaimFinding = {
  readonly rule: string
  readonly grade: Grade
  readonly words: string
  /** `patient`, `coverage`, `diagnoses`, `line 1` …: what the panel opens. */
  readonly field: string
  readonly box: string
  readonly source: string
}

/** What other claims of the patient say that is needed here. */
export type Others = { readonly lines: readonly Beside[] }

/** One part of the checks: pure, over what was gathered. */
export type Check = (facts: ClaimFacts, today: Day, others: Others, codes: CodeBook) => readonly ClaimFinding[]

/** A finding as the table of edits has it. @param grade where the case is graver or lighter than the edit usually is */
export function found(code: string, words: string, field: string, grade?: 'stop' | 'warning'): ClaimFinding {
  const edit = editOf(code)
  return { rule: code, grade: grade ?? edit?.class ?? 'warning', words, field, box: edit?.box ?? '', source: edit?.source ?? '' }
}

/** The finding when something is wrong, else none. */
export const when = (wrong: boolean, finding: () => ClaimFinding): readonly ClaimFinding[] => (wrong ? [finding()] : [])

/** Whether a claim with it may not leave. */
export const isHolding = ({ grade }: { readonly grade: string }): boolean => grade === 'stop' || grade === 'hold'

export const TELEHEALTH_PLACES: readonly string[] = ['02', '10']
export const TELEHEALTH_MODIFIERS: readonly string[] = ['95', 'GT', '93', 'FQ', 'GQ']
