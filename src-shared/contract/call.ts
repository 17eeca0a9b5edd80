import type { z, ZodType } from 'zod'
import type { Problem, ProblemCode } from './problems.ts'

/** What a role may be granted. The engine's gate compares; the window only dims what will be refused. */
export type Permission =
  | 'open'
  | 'practice.read'
  | 'practice.write'
  | 'eligibility.read'
  | 'eligibility.write'
  | 'charges.read'
  | 'charges.write'
  | 'claims.read'
  | 'claims.write'
  | 'exchange.read'
  | 'exchange.write'
  | 'remittance.read'
  | 'remittance.post'
  | 'denials.read'
  | 'denials.write'
  | 'appeals.read'
  | 'appeals.write'
  | 'desk'

/** What the audit log keeps of a call (45 CFR 164.312(b)): nothing, that a patient was looked at, that something changed, that money moved, that something left. */
export type AuditLevel = 'none' | 'view' | 'change' | 'money' | 'export'

/** The ways any call can fail, besides those it names. */
export const COMMON_FAILURES = ['access.denied', 'input.invalid', 'busy', 'internal'] as const
type CommonFailure = (typeof COMMON_FAILURES)[number]

type Terms<F extends readonly ProblemCode[]> = {
  /** One line on what a person gets from it. */
  readonly does: string
  readonly needs: Permission
  readonly audit: AuditLevel
  readonly fails?: F
  /** True when it works without an open store. */
  readonly closed?: boolean
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
