import type { Role, User } from '../../../src-shared/contract/access.ts'
import type { Cents } from '../../../src-shared/money.ts'

/*
 * Who may write money off, and who must say yes first. Nobody approves what he asked for himself; a practice of one person cannot have a second one, so
 * there it is done and the audit log says `alone`.
 */

/** Up to where a role writes off by itself, and a lead approves (whole cents). */
export type WriteOffLimits = { readonly writeOffBiller: Cents; readonly writeOffLead: Cents }

/** `done` by the person, `asked` of a second one, or `alone` because there is none. */
export type WriteOff = 'done' | 'asked' | 'alone'

/**
 * @param isAnother whether somebody else works here who may approve this amount
 * @param isAlways a second person decides whatever the amount: a refund, a bad debt
 */
export function writeOffBy(role: Role, cents: Cents, limits: WriteOffLimits, isAnother: boolean, isAlways = false): WriteOff {
  const limit = role === 'biller' ? limits.writeOffBiller : limits.writeOffLead
  if (cents <= limit && !isAlways) return 'done'
  return role === 'owner' && !isAnother ? 'alone' : 'asked'
}

/** Why a person may not decide what was asked, or undefined when he may. */
export function whyNotDecide(
  user: Pick<User, 'id' | 'role'>,
  asked: { readonly by: number; readonly cents: Cents },
  limits: WriteOffLimits,
): 'approval.own' | 'approval.limit' | undefined {
  if (asked.by === user.id) return 'approval.own'
  return mayApprove(user.role, asked.cents, limits) ? undefined : 'approval.limit'
}

export const mayApprove = (role: Role, cents: Cents, limits: WriteOffLimits): boolean =>
  role === 'owner' || (role === 'lead' && cents <= limits.writeOffLead)
