import type { Letter } from '../../src-shared/contract/appeals.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Cents } from '../../src-shared/money.ts'
import type { ClaimFacts, LineFacts } from '../claims/index.ts'
import type { Denied, DenialRow, ExhibitKind } from '../denials/index.ts'
import type { Verdict } from '../access/index.ts'
import type { ProviderRow } from '../practice/index.ts'
import type { Acceptance } from './acceptance.ts'
import type { EnclosureRow } from './enclosures/records.ts'
import type { Approved, DenyingPayment } from './records.ts'

/** An answer about coverage, and the segments its figures stand in. */
export type Answer = {
  readonly file: number
  readonly day: Day
  readonly outcome: string
  readonly plan: string | null
  readonly begins: Day | null
  readonly ends: Day | null
  readonly network: string | null
  readonly copay: Cents | null
  readonly authorization: string | null
  readonly segments: ReadonlyMap<string, number>
}

export type Departure = {
  readonly n: number
  readonly control: string
  readonly frequency: string
  /** Unknown for a claim of before Parity. */
  readonly day: Day | undefined
  readonly batch: string | undefined
  readonly file: number | null
  readonly way: 'file' | 'paper'
}

/** What the payer told of the claim on the telephone, on its site or in a letter. */
export type Told = {
  readonly day: Day
  /** How, by whom, and under which number. */
  readonly words: string
  readonly note: string
}

/** The level below, and what came of it. */
export type Before = {
  readonly level: number
  readonly sent: Day | null
  readonly decided: Day
  readonly words: string
  readonly note: string
}

/** All that an appeal may say, gathered once. */
export type AppealCase = {
  readonly level: number
  readonly due: Day
  readonly answerBy: Day
  readonly letter: Letter
  readonly wants: readonly ExhibitKind[]
  /** What goes and in which order, where somebody said so. */
  readonly arranged: readonly string[] | undefined
  /** What there is to go with it besides, whether or not it was read for the letter. */
  readonly alsoThere: ReadonlySet<ExhibitKind>
  readonly enclosures: readonly EnclosureRow[]
  readonly approved: Approved | undefined
  /** Oldest first. */
  readonly told: readonly Told[]
  readonly before: Before | undefined
  readonly denial: DenialRow
  readonly denied: Denied
  readonly facts: ClaimFacts
  readonly line: LineFacts
  readonly practice: { readonly name: string; readonly phone: string }
  readonly signer: ProviderRow | undefined
  readonly payment: DenyingPayment
  /** What the contract allows for the line; undefined without a rate. */
  readonly rate: Cents | undefined
  readonly departures: readonly Departure[]
  /** The departure that the payer decided on. */
  readonly decided: Departure | undefined
  readonly acceptance: Acceptance | undefined
  readonly answer: Answer | undefined
  /** The last day on which the claim could be filed. */
  readonly fileBy: Day
  /** No other coverage of the patient held on the day. */
  readonly isOnlyCoverage: boolean
  /** Whether the law lets it leave to this payer; `basis` is null outside of every episode of a substance-use program (42 CFR part 2). */
  readonly leaving: Verdict
}
