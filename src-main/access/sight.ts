import type { User } from '../../src-shared/contract/access.ts'
import type { Subject } from '../../src-shared/contract/call.ts'
import type { Reading } from '../store/index.ts'
import { recordOf } from './records/subjects.ts'

/** Whether a person may know of a record at all. A record that is hidden answers exactly as one that is not there. */
export const isVisible = (db: Reading, _user: User, subject: Subject, id: number): boolean => recordOf(db, subject, id) !== undefined

/** The patient behind a record, for the audit log; null when it is nobody's, or is not there. */
export const patientOf = (db: Reading, subject: Subject, id: number): number | null => recordOf(db, subject, id)?.patient ?? null
