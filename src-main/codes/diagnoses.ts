import groupsFile from '../../resources/codes/icd10-groups.json' with { type: 'json' }
import headersFile from '../../resources/codes/icd10-headers.json' with { type: 'json' }
import moreFile from '../../resources/codes/icd10-more.json' with { type: 'json' }
import mainFile from '../../resources/codes/icd10.json' with { type: 'json' }
import type { Day } from '../../src-shared/day.ts'
import { type Coded, type Dated, isInForce, hasBegun, hasEnded, rowsOf, table } from './table.ts'

/**
 * `part2`: the code names a substance use disorder (Y), may in context (C), does not (N).
 * `primary`: may stand first (Y), as a short-term symptom (W), as a life circumstance only by a payer's rule (Wz), for screening or
 * evaluation (Wf), after its cause (S), never (N).
 */
export type Diagnosis = Coded &
  Dated & { readonly part2: 'Y' | 'C' | 'N'; readonly primary: 'Y' | 'W' | 'Wz' | 'Wf' | 'S' | 'N'; readonly group: string }

export type DiagnosisGroup = Coded & { readonly count: number }

export type DiagnosisHeader = { readonly code: string; readonly since: Day | null }

export type DiagnosisAnswer =
  | { readonly is: 'billable'; readonly row: Diagnosis }
  | { readonly is: 'header'; readonly children: readonly Diagnosis[] }
  | { readonly is: 'not-yet'; readonly from: Day }
  | { readonly is: 'ended'; readonly row: Diagnosis; readonly until: Day }
  | { readonly is: 'unknown' }
  /** The whole of the code set is known for that day, and the code is not in it. */
  | { readonly is: 'unlisted' }

/** The diagnosis codes of behavioral health, those of the daily picker first. Source: ICD-10-CM of CDC/NCHS, words ours. */
export const diagnoses = table<Diagnosis>({ rows: [...mainFile.rows, ...moreFile.rows] })

/** The codes that a picker offers before anything is typed: the table without the rarer children. */
export const commonDiagnoses: readonly Diagnosis[] = rowsOf<Diagnosis>(mainFile)

export const diagnosisGroups = table<DiagnosisGroup>(groupsFile)

export const diagnosisHeaders = table<DiagnosisHeader>(headersFile)

/** `f331` and `F33.1` are one code: a claim carries it without the dot. */
export function dottedDiagnosis(code: string): string {
  const plain = code.trim().toUpperCase().replaceAll('.', '')
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain
}

/**
 * What a diagnosis code is on a date of service. A code with longer codes beneath it is a header and is rejected.
 * Unknown says only that this table does not have the code: it carries behavioral health, not all of medicine.
 * Source: ICD-10-CM Official Guidelines, sections I.B and IV; yearly addenda of 1 October.
 */
export function diagnosis(code: string, on: Day): DiagnosisAnswer {
  const wanted = dottedDiagnosis(code)
  const row = diagnoses.find(wanted)
  if (row && isInForce(row, on)) return { is: 'billable', row }

  const children = wanted.length < 3 ? [] : childrenOf(wanted, on)
  if (children.length > 0) return { is: 'header', children }

  const header = diagnosisHeaders.find(wanted)
  if (header?.since && header.since > on) return { is: 'not-yet', from: header.since }
  if (header) return { is: 'header', children }

  if (row?.from && !hasBegun(row, on)) return { is: 'not-yet', from: row.from }
  if (row?.until && hasEnded(row, on)) return { is: 'ended', row, until: row.until }
  return { is: 'unknown' }
}

function childrenOf(header: string, on: Day): readonly Diagnosis[] {
  const below = diagnoses.rows.filter((row) => row.code.length > header.length && row.code.startsWith(header) && isInForce(row, on))
  return below.toSorted((one, other) => (one.code < other.code ? -1 : 1))
}
