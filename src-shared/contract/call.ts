import type { z, ZodType } from 'zod'
import type { Problem, ProblemCode } from './problems.ts'

/** What a role may be granted. The engine's gate compares; the window only dims what will be refused. */
export const PERMISSIONS = [
  'open',
  'desk',
  'practice.read',
  'practice.write',
  'payers.write',
  'fees.write',
  'patients.read',
  'patients.write',
  /** Diagnoses, and whatever shows one. */
  'clinical.read',
  'sessions.read',
  'sessions.write',
  'eligibility.read',
  'eligibility.write',
  'charges.read',
  'charges.write',
  'claims.read',
  'claims.write',
  'exchange.read',
  'exchange.write',
  'remittance.read',
  'remittance.post',
  'receipts.read',
  'receipts.take',
  'receipts.write',
  'deposits.reconcile',
  'month.read',
  'month.close',
  'denials.read',
  'denials.write',
  'appeals.read',
  'appeals.write',
  'writeoff.approve',
  'exports',
  'exports.plain',
  'part2.read',
  'part2.write',
  'disclosures.read',
  'audit.read',
  'audit.patient',
  'audit.export',
  'people.read',
  'people.manage',
  'keys.manage',
  'security.manage',
  'backup.read',
  'backup.make',
  'backup.manage',
  'verify',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What the audit log keeps of a call (45 CFR 164.312(b)): nothing, that a patient was looked at, that something changed, that money moved, that something left, that access or keys changed. */
export type AuditLevel = 'none' | 'view' | 'change' | 'money' | 'export' | 'security'

/** What an id in a call's input names: the gate looks whether the person may see the patient behind it, and the audit log keeps whose record it was. */
export type Subject =
  | 'patient'
  | 'appointment'
  | 'inquiry'
  | 'authorization'
  | 'charge'
  | 'claim'
  | 'remitClaim'
  | 'denial'
  | 'appeal'
  | 'episode'
  | 'consent'
  | 'approval'
  | 'receipt'
  | 'move'
  | 'statement'

/** The ways any call can fail, besides those it names. */
export const COMMON_FAILURES = ['access.denied', 'access.confirm', 'store.halted', 'input.invalid', 'busy', 'internal'] as const
type CommonFailure = (typeof COMMON_FAILURES)[number]

type Terms<F extends readonly ProblemCode[]> = {
  /** One line on what a person gets from it. */
  readonly does: string
  readonly needs: Permission
  readonly audit: AuditLevel
  readonly fails?: F
  /** True when it works without an open store. */
  readonly closed?: boolean
  /** True when the passphrase must have been given again within five minutes. */
  readonly confirm?: boolean
  /** Which fields of the input are ids of patients or of records that belong to one. A field may hold one id, or several; `claims.claim` is a field within a list. */
  readonly about?: Readonly<Record<string, Subject>>
}

/**
 * - `query` reads and changes nothing;
 * - `command` is one synchronous transaction, done once per idempotency key;
 * - `task` is long or waits for the outside (files, the printer): several steps, progress, cancel.
 */
export type Kind = 'query' | 'command' | 'task'

export type Call<
  K extends Kind = Kind,
  I extends ZodType = ZodType,
  O extends ZodType = ZodType,
  F extends readonly ProblemCode[] = readonly ProblemCode[],
> = {
  readonly kind: K
  readonly input: I
  readonly output: O
  readonly does: string
  readonly needs: Permission
  readonly audit: AuditLevel
  readonly fails: F
  readonly closed: boolean
  readonly confirm: boolean
  readonly about: Readonly<Record<string, Subject>>
}

const call =
  <K extends Kind>(kind: K) =>
  <I extends ZodType, O extends ZodType, const F extends readonly ProblemCode[] = readonly []>(
    input: I,
    output: O,
    terms: Terms<F>,
  ): Call<K, I, O, F> => ({
    kind,
    input,
    output,
    does: terms.does,
    needs: terms.needs,
    audit: terms.audit,
    fails: (terms.fails ?? []) as unknown as F,
    closed: terms.closed ?? false,
    confirm: terms.confirm ?? false,
    about: terms.about ?? {},
  })

export const query = call('query')
export const command = call('command')
export const task = call('task')

export type CallInput<C extends Call> = z.input<C['input']>
/** What a handler gets: defaults filled in. */
export type CallArgument<C extends Call> = z.output<C['input']>
export type CallOutput<C extends Call> = z.output<C['output']>
type CallFailure<C extends Call> = C['fails'][number] | CommonFailure
export type CallReply<C extends Call> =
  { readonly ok: true; readonly value: CallOutput<C> } | { readonly ok: false; readonly problem: Problem<CallFailure<C>> }
