import type { User } from '../../src-shared/contract/access.ts'
import type { Subject } from '../../src-shared/contract/call.ts'
import type { Reading, Sight } from '../store/index.ts'
import { isSeen } from './records/sight.ts'
import { recordOf } from './records/subjects.ts'
import { seesEverybody } from './roles.ts'

/*
 * Who sees whom. What is hidden is the patient: with an episode of a substance-use program (42 CFR part 2) for everybody without the grant, and of other
 * clinicians for a clinician. Queries are narrowed beneath every room (store/sight.ts); calls that name a record are asked about here first.
 */

/** Calls that judge the store as a whole and name nobody: a part of it would not balance, and a part of the chain would prove nothing. */
const WHOLE_CALLS: ReadonlySet<string> = new Set(['store.verify', 'audit.export'])

/** What a person may read; undefined when nobody is hidden. @param call for the few that need the store whole */
export function sightOf(user: User, call?: string): Sight | undefined {
  if (seesEverybody(user) || (call !== undefined && WHOLE_CALLS.has(call))) return undefined
  return { showsProtected: user.part2, ownOf: user.role !== 'clinician' ? 'any' : (user.provider ?? 'nobody') }
}

/** The same, without patients of a substance-use program: for lists that go to somebody else. */
export const withoutProtected = (sight: Sight | undefined): Sight => ({ showsProtected: false, ownOf: sight?.ownOf ?? 'any' })

/**
 * Whether a person may know of a record. For one who does not see everybody a record that is not there is as little visible as a hidden one, so that
 * both are answered alike: by `record.missing`, before any handler is asked.
 */
export function isVisible(db: Reading, user: User, subject: Subject, id: number): boolean {
  const sight = sightOf(user)
  return sight === undefined || isSeen(db, sight, subject, id)
}

/** Those of some records that a person may know of: for calls that find records by themselves. */
export function visibleOnes(db: Reading, user: User, subject: Subject, ids: readonly number[]): number[] {
  const sight = sightOf(user)
  return ids.filter((id) => sight === undefined || isSeen(db, sight, subject, id))
}

/** The patient behind a record, for the audit log; null when it is nobody's, or is not there. */
export const patientOf = (db: Reading, subject: Subject, id: number): number | null => recordOf(db, subject, id)?.patient ?? null
