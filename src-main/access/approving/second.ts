import type { User } from '../../../src-shared/contract/access.ts'
import type { Cents } from '../../../src-shared/money.ts'
import type { Reading } from '../../store/index.ts'
import { securityOf } from '../security.ts'
import { activePeople } from '../records/people.ts'
import { mayApprove, writeOffBy, type WriteOff, type WriteOffLimits } from './rules.ts'

/** What may be written off alone, as an owner set it. */
export const writeOffLimits = (db: Reading): WriteOffLimits => securityOf(db)

/** Whether a write-off, or a refund, is done now or waits for a second person. */
export const howToWriteOff = (db: Reading, user: User, amount: Cents, { isAlways = false } = {}): WriteOff => {
  const limits = writeOffLimits(db)
  const isAnother = activePeople(db).some((row) => row.id !== user.id && mayApprove(row.role, amount, limits))
  return writeOffBy(user.role, amount, limits, isAnother, isAlways)
}
