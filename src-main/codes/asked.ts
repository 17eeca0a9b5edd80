import type { Day } from '../../src-shared/day.ts'
import { conflict, type Conflict } from './conflicts.ts'
import { diagnosis, type DiagnosisAnswer } from './diagnoses.ts'
import { place, type Place } from './lists.ts'
import { procedure, procedures, type ProcedureAnswer } from './procedures.ts'

/** What is asked of codes for a day of service. A practice that took published files in answers from them first; see `practice/code-files`. */
export type CodeBook = {
  readonly procedure: (code: string, on: Day) => ProcedureAnswer
  /** Units a day that Medicare pays a practitioner. */
  readonly unitLimit: (code: string, on: Day) => number | undefined
  /** What that limit is held against (MUE adjudication indicator 1, 2, 3): a line, the day, the day with a review; undefined without a file. */
  readonly unitLimitBy: (code: string, on: Day) => 'line' | 'day' | 'review' | undefined
  /** What the Medicare telehealth list says of a code; undefined when no list was taken in. */
  readonly telehealth: (code: string, on: Day) => 'video' | 'audio' | 'none' | undefined
  readonly diagnosis: (code: string, on: Day) => DiagnosisAnswer
  readonly place: (code: string, on: Day) => Place | undefined
  /** What holds when two codes meet on a day. */
  readonly conflict: (one: string, other: string, on: Day) => Conflict | undefined
}

/** The tables that ship, alone. */
export const BUILT_IN: CodeBook = {
  procedure,
  unitLimit: (code) => procedures.find(code)?.muePerDay,
  unitLimitBy: () => undefined,
  telehealth: () => undefined,
  diagnosis,
  place,
  conflict,
}
