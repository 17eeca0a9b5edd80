import type { Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import type { ClaimInPlace } from '../x12/index.ts'

/* What a payer knows before anybody asks, and what it decides. */

/** What a payer knows of one of its members. */
export type Plan = {
  readonly name: string
  readonly isActive: boolean
  readonly begins: Day
  readonly ends?: Day
  readonly copay?: Cents
  /** Hundredths of a percent. */
  readonly coinsurance?: number
  readonly deductible?: Cents
  readonly deductibleLeft?: Cents
  readonly outOfPocket?: Cents
  readonly outOfPocketLeft?: Cents
  readonly visits?: number
  readonly visitsLeft?: number
  readonly authorization?: 'Y' | 'N'
  /** To a question for the plan it says nothing of what mental health costs; one must ask for that by name. */
  readonly isTerse?: boolean
  /** Mental health is with somebody else. */
  readonly administrator?: { readonly name: string; readonly id: string }
}

export type LineDecision = {
  readonly allowed: Cents
  readonly paid: Cents
  readonly adjustments: readonly { readonly group: 'CO' | 'PR' | 'OA' | 'PI'; readonly reason: string; readonly amount: Cents }[]
  readonly remarks?: readonly string[]
  /** The stated rule that decided, see rules.ts. */
  readonly rule?: string
}
export type Decision = {
  readonly place: ClaimInPlace
  readonly payerControl: string
  /** Turned back at the door with this status code; never decided. */
  readonly refused?: { readonly category: 'A3' | 'A6' | 'A7' | 'A8'; readonly status: string; readonly entity?: string }
  readonly lines: readonly LineDecision[]
  /** The stated rule that turned the claim back. */
  readonly rule?: string
}

/** Who pays. `taxNumber` has nine digits. */
export type PayerName = { readonly name: string; readonly id: string; readonly taxNumber: string }
/** `time` is HHMM. */
export type Moment = { readonly day: Day; readonly time: string }

/** A subscriber of the payer; whoever is on the same plan is covered as well. */
export type Member = {
  readonly plan: Plan
  readonly last?: string
  readonly born?: Day
  /** Another payer that has to decide first. */
  readonly first?: { readonly name: string; readonly id: string }
}

/** How a payer decides: its contract, its members, its limits. All that its stated rules need. */
export type Terms = PayerName & {
  /** What the contract allows for one unit of a code; of other codes `allows` hundredths of a percent of the charge. */
  readonly rates: Readonly<Record<string, Cents>>
  readonly allows: number
  readonly members: Readonly<Record<string, Member>>
  /** The plan of whoever is not listed; without it they are not known. */
  readonly others?: Plan | undefined
  /** NPIs that may bill and treat; without them everybody may. */
  readonly providers?: readonly string[]
  /** Days from the service to the receipt of a first claim, and from the decision before to that of a secondary one. */
  readonly filingDays: number
  /** Visits of a year that need no authorization, for plans that ask for one. */
  readonly freeVisits: number
  readonly notCovered: readonly string[]
  /** Hundredths of a percent of what is paid. */
  readonly sequestration: number
  /** Days from receipt to payment. */
  readonly paysAfter: number
  /** After so many days interest is due, at hundredths of a percent a year. */
  readonly interestAfter: number
  readonly interestRate: number
  /** Of 100 claims so many are denied by lot for want of information, and of 100 paid ones so many are taken back. */
  readonly deniesByLot: number
  readonly takesBack: number
}
