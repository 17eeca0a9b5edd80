import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldValues, Resolver, UseFormSetError, FieldPath } from 'react-hook-form'
import type { z, ZodType } from 'zod'
import type { Problem } from '../../src-shared/contract/index.ts'

type Issue = {
  readonly code?: string | undefined
  readonly input?: unknown
  readonly origin?: string | undefined
  readonly minimum?: unknown
  readonly maximum?: unknown
}

/** What zod itself would say, in words for a person. Messages of the contract's own are fragments, such as `nine digits`. */
function plainWords(issue: Issue): string {
  const isEmpty = issue.input === undefined || issue.input === null || issue.input === ''
  if (isEmpty) return 'This is needed.'
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? `It needs ${String(issue.minimum)} characters or more.`
      : `It is ${String(issue.minimum)} at the least.`
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `It has ${String(issue.maximum)} characters at the most.`
      : `It is ${String(issue.maximum)} at the most.`
  return 'Something else is needed here.'
}

/** A message of a field as a sentence: a fragment of the contract says what is needed. */
export const sentenceOf = (message: string): string => (/^[a-z]/.test(message) ? `It needs ${message}.` : message)

/** Checks a form by the contract's own schema. */
export function checkedBy<S extends ZodType<FieldValues, FieldValues>>(schema: S): Resolver<z.input<S>, unknown, z.output<S>> {
  return zodResolver(schema as never, { error: (issue: Issue) => plainWords(issue) } as never) as unknown as Resolver<
    z.input<S>,
    unknown,
    z.output<S>
  >
}

/** Puts a problem of the engine at the field it names. Gives false when the form has no such field. */
export function showAt<T extends FieldValues>(problem: Problem, setError: UseFormSetError<T>, fields: readonly string[]): boolean {
  const field = problem.at?.field
  if (field === undefined || !fields.includes(field.split('.')[0] ?? '')) return false
  setError(field as FieldPath<T>, { type: problem.code, message: problem.message })
  return true
}
