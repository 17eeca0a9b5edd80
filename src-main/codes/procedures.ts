import proceduresFile from '../../resources/codes/procedures.json' with { type: 'json' }
import type { Day } from '../../src-shared/day.ts'
import { type Dated, hasBegun, hasEnded, table } from './table.ts'

/**
 * Who may bill. MED: physicians, nurse practitioners and physician assistants; ORG: an enrolled program or agency; AUX: staff incident-to.
 * For state codes (H, S, T) it is the usual staff, not a limit.
 */
export const BILLERS = [
  'MED',
  'PSY',
  'RXPSY',
  'SW',
  'MHC',
  'MFT',
  'BCBA',
  'RBT',
  'ORG',
  'AUX',
  'ANY',
  'OT',
  'SLP',
  'COUN',
  'BA',
  'CM',
  'LAB',
  'PEER',
  'RN',
  'OTH',
] as const

export type Biller = (typeof BILLERS)[number]

export const FAMILIES = [
  'evaluation',
  'individual',
  'add-on',
  'crisis',
  'family',
  'group',
  'testing',
  'screening',
  'health-behavior',
  'em',
  'aba',
  'care-management',
  'online',
  'consult',
  'digital',
  'neuromodulation',
  'procedure',
  'coordination',
  'injection',
  'drug',
  'opioid',
  'program',
  'unlisted',
  'other',
] as const

export type ProcedureFamily = (typeof FAMILIES)[number]

export const UNITS = [
  'session',
  'day',
  'minutes',
  '7 days',
  'week',
  'month',
  '30 days',
  'year',
  'course',
  'episode',
  'encounter',
  'instrument',
  'amount',
  'each',
  'varies',
] as const

export type ProcedureUnit = (typeof UNITS)[number]

/**
 * A procedure code under a short name of ours. Minutes are those of the service; of a month code, of the month; of an add-on, of one
 * more unit, and `firstUnitAt` is then the total at which the first unit counts. What is absent is not stated.
 */
export type Procedure = Dated & {
  readonly code: string
  readonly short: string
  readonly family: ProcedureFamily
  readonly addOn: boolean
  readonly parents: readonly string[]
  /** Parents that only some payers accept. */
  readonly payerParents?: readonly string[]
  readonly billers: readonly Biller[]
  /** What one unit is. */
  readonly per?: ProcedureUnit
  readonly timeMin?: number
  readonly timeMax?: number
  readonly unitMinutes?: number
  readonly firstUnitAt?: number
  readonly patientPresent?: 'Y' | 'N' | 'either'
  readonly telehealth?: 'Y' | 'N' | 'P'
  readonly audio?: 'Y' | 'N' | 'P'
  readonly muePerDay?: number
  readonly mueConfidence?: 'H' | 'M' | 'L'
  /** Medicare: A paid, B bundled, C priced by the contractor, I use another code, N not covered. */
  readonly medicare?: 'A' | 'B' | 'C' | 'I' | 'N'
  readonly part2?: boolean
  readonly replacedBy?: readonly string[]
  /** What an auditor looks for in the record. */
  readonly documents?: readonly string[]
  /** Where the row comes from. */
  readonly source: string
  readonly confidence: 'high' | 'medium' | 'low'
  readonly note?: string
}

export type ProcedureAnswer =
  | { readonly is: 'active'; readonly row: Procedure }
  | { readonly is: 'not-yet'; readonly row: Procedure; readonly from: Day }
  | { readonly is: 'ended'; readonly row: Procedure; readonly until: Day; readonly replacedBy: readonly string[] }
  /** `missing`: the list of a file that holds on that day, and does not have it. */
  | { readonly is: 'unknown'; readonly missing?: 'CPT' | 'HCPCS' }

/** CPT and HCPCS codes of behavioral health. Source: rules of CPT, NCCI and the Medicare fee schedule for 2026, in our words. */
export const procedures = table<Procedure>(proceduresFile)

/** What a procedure code is on a date of service, with what took its place. Source: edit C01 of the coding rules. */
export function procedure(code: string, on: Day): ProcedureAnswer {
  const row = procedures.find(code.trim().toUpperCase())
  if (!row) return { is: 'unknown' }
  if (row.from && !hasBegun(row, on)) return { is: 'not-yet', row, from: row.from }
  if (row.until && hasEnded(row, on)) return { is: 'ended', row, until: row.until, replacedBy: row.replacedBy ?? [] }
  return { is: 'active', row }
}
