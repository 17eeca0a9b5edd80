import groupsFile from '../../resources/codes/adjustment-groups.json' with { type: 'json' }
import carcFile from '../../resources/codes/carc.json' with { type: 'json' }
import clpStatusFile from '../../resources/codes/clp-status.json' with { type: 'json' }
import plbFile from '../../resources/codes/plb.json' with { type: 'json' }
import rarcFile from '../../resources/codes/rarc.json' with { type: 'json' }
import { type Coded, table, unknownWords } from './table.ts'

export type AdjustmentGroup = Coded & {
  readonly patientBillable: 'yes' | 'no' | 'not yet'
  readonly ledger: string
  readonly retired?: boolean
}

export const REASON_CLASSES = [
  'ELIG',
  'AUTH',
  'COD',
  'MOD',
  'DX',
  'MN',
  'COB',
  'TF',
  'DUP',
  'ENR',
  'LIM',
  'NC',
  'CTR',
  'PT',
  'BUN',
  'INF',
  'OTH',
] as const

export type ReasonClass = (typeof REASON_CLASSES)[number]

export type ReasonRoute = 'RES' | 'APL' | 'WO' | 'PAT' | 'NXT' | 'INV' | 'POST' | 'WAIT' | 'REFUND' | 'RARC'

/** A claim adjustment reason. `short` fits a grid; `type`: D denial, A ordinary adjustment, P patient share, I information, null not stated. */
export type AdjustmentReason = Coded & {
  readonly short: string
  readonly groups: readonly ('CO' | 'PR' | 'OA' | 'PI' | 'CR')[]
  readonly class: ReasonClass
  readonly alsoClass?: ReasonClass
  readonly type: 'D' | 'A' | 'P' | 'I' | null
  readonly route: readonly ReasonRoute[]
  readonly nextAction?: string
  /** CF corrected-claim limit, AP appeal limit, TFL timely filing, 30 answer within 30 days. */
  readonly deadline: readonly ('CF' | 'AP' | 'TFL' | '30')[]
  /** The reason says little without its remark code. */
  readonly needsRemark?: boolean
  /** Only in old remittances; `nowSentAs` is what payers send today. */
  readonly retired?: boolean
  readonly nowSentAs?: readonly string[]
}

/** A remark code. `kind`: A an alert, never the cause; S explains the reason. */
export type Remark = Coded & { readonly kind: 'A' | 'S'; readonly pairs: readonly string[]; readonly action?: string }

export type ClaimPaymentStatus = Coded & {
  readonly payerOrder?: 1 | 2 | 3
  readonly isForwarded: boolean
  readonly isReversal: boolean
  readonly postsMoney: boolean
  readonly nextAction: string
}

/** A provider-level adjustment. `sign` is the usual one; `positive` and `negative` say what that sign means for this code. */
export type ProviderAdjustment = Coded & {
  readonly sign: '+' | '-' | '±'
  readonly positive?: string
  readonly negative?: string
  readonly handling: string
}

export const adjustmentGroups = table<AdjustmentGroup>(groupsFile)
export const adjustmentReasons = table<AdjustmentReason>(carcFile)
export const remarks = table<Remark>(rarcFile)

/** CLP02. Source: 835, 005010X221A1. */
export const claimPaymentStatuses = table<ClaimPaymentStatus>(clpStatusFile)

/** PLB reasons. Source: 835, 005010X221A1. */
export const providerAdjustments = table<ProviderAdjustment>(plbFile)

/**
 * A reason by its code. One that the table does not have is to be looked into by a person: never written off, never the patient's.
 * Source: X12 external list 139 in our words; class, route and deadline are practice experience.
 */
export function adjustmentReason(code: string): AdjustmentReason & { readonly isKnown: boolean } {
  const row = adjustmentReasons.find(code)
  if (row) return { ...row, isKnown: true }
  const words = unknownWords(code)
  return { code, short: "See the payer's list", words, groups: [], class: 'OTH', type: null, route: ['INV'], deadline: [], isKnown: false }
}

/** A remark by its code; an unknown one explains, so that nobody takes it for a mere alert. Source: X12 external list 411 in our words. */
export function remark(code: string): Remark & { readonly isKnown: boolean } {
  const row = remarks.find(code)
  return row ? { ...row, isKnown: true } : { code, words: unknownWords(code), kind: 'S', pairs: [], isKnown: false }
}

/** `CO-197, no authorization`: a group and a reason as a grid shows them. Source: as for `adjustmentReason`. */
export const reasonWords = (group: string, code: string): string => `${group}-${code}, ${midSentence(adjustmentReason(code).short)}`

const midSentence = (words: string): string => (/^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words)

/** What an amount of a PLB segment does to the payment, whatever its reason. Source: 835, BPR02 = Σ CLP04 − Σ PLB. */
export function effectOfProviderAdjustment(amountCents: number): 'reduces' | 'raises' | 'nothing' {
  if (amountCents === 0) return 'nothing'
  return amountCents > 0 ? 'reduces' : 'raises'
}
