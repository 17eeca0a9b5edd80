import { access } from './access.ts'
import { appeals } from './appeals.ts'
import { authorizations } from './authorizations.ts'
import { backup } from './backup.ts'
import type { Call, CallArgument, CallInput, CallOutput, CallReply } from './call.ts'
import { charges } from './charges.ts'
import { claims } from './claims.ts'
import { claimStatus } from './claim-status.ts'
import { codes } from './codes.ts'
import { contracts } from './contracts.ts'
import { connections } from './connections.ts'
import { consent } from './consent.ts'
import { credentials } from './credentials.ts'
import { denials } from './denials.ts'
import { deposits } from './deposits.ts'
import { eligibility } from './eligibility.ts'
import { enrollments } from './enrollments.ts'
import { exchange } from './exchange.ts'
import { exports } from './exports.ts'
import { forms } from './forms.ts'
import { intake } from './intake.ts'
import { disputes } from './disputes.ts'
import { statements } from './statements.ts'
import { standing } from './standing.ts'
import { ledger } from './ledger.ts'
import { figures } from './figures.ts'
import { month } from './month.ts'
import { practice } from './practice.ts'
import type { Problem } from './problems.ts'
import { receipts } from './receipts.ts'
import { remittance } from './remittance.ts'
import { remittanceByHand } from './remittance-by-hand.ts'
import { reports } from './reports.ts'
import { rules } from './rules.ts'
import { store } from './store.ts'
import { today } from './today.ts'

/**
 * Everything a person can do. The window, the command line, the tests and the demo call these; there is no second way in.
 */
export const contract = {
  ...store,
  ...practice,
  ...contracts,
  ...credentials,
  ...enrollments,
  ...eligibility,
  ...authorizations,
  ...charges,
  ...intake,
  ...standing,
  ...claims,
  ...claimStatus,
  ...forms,
  ...codes,
  ...rules,
  ...exchange,
  ...connections,
  ...remittance,
  ...remittanceByHand,
  ...deposits,
  ...denials,
  ...receipts,
  ...statements,
  ...disputes,
  ...ledger,
  ...appeals,
  ...today,
  ...access,
  ...consent,
  ...backup,
  ...exports,
  ...reports,
  ...figures,
  ...month,
} as const satisfies Record<string, Call>

export type Contract = typeof contract
export type Name = keyof Contract
export type Input<N extends Name> = CallInput<Contract[N]>
export type Argument<N extends Name> = CallArgument<Contract[N]>
export type Output<N extends Name> = CallOutput<Contract[N]>
export type Reply<N extends Name> = CallReply<Contract[N]>
export type NamesOf<K extends Call['kind']> = { [N in Name]: Contract[N]['kind'] extends K ? N : never }[Name]

export const isName = (text: string): text is Name => Object.hasOwn(contract, text)

/** What changed, for windows to look again: a topic and ids, never more. */
export const TOPICS = [
  'store',
  'practice',
  'patients',
  'appointments',
  'eligibility',
  'authorizations',
  'charges',
  'claims',
  'rules',
  'files',
  'connections',
  'remittances',
  'deposits',
  'months',
  'denials',
  'appeals',
  'desk',
  'work',
  'people',
  'audit',
  'consent',
  'backup',
] as const
export type Topic = (typeof TOPICS)[number]

/* The wire between window and engine: JSON text. */
export type Request =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown; readonly key?: string }
  | { readonly t: 'cancel'; readonly id: number }
export type Message =
  | { readonly t: 'ready'; readonly version: string }
  | { readonly t: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown; readonly ms: number }
  | { readonly t: 'reply'; readonly id: number; readonly ok: false; readonly problem: Problem; readonly ms: number }
  | { readonly t: 'event'; readonly topic: Topic; readonly ids: readonly number[]; readonly seq: number }
  | {
      readonly t: 'progress'
      readonly id: number
      readonly title: string
      readonly done: number
      readonly total: number | null
      readonly words: string
    }
  | { readonly t: 'engine'; readonly state: 'restarted'; readonly code: number }
  /** The store locks in so many seconds; null when it no longer does. */
  | { readonly t: 'lock-soon'; readonly seconds: number | null; readonly canStay: boolean }
  /** The store locks in so many seconds, if nobody does anything. */
  | { readonly t: 'lock-in'; readonly seconds: number }
  /** The system's own menu was used; the word is the key that does the same in the window. */
  | { readonly t: 'word'; readonly keys: string }

export type * from './call.ts'
export type { Place, Problem } from './problems.ts'
