import type { User } from '../../../src-shared/contract/access.ts'
import { cents, type Cents } from '../../../src-shared/money.ts'
import type { Reading } from '../../store/index.ts'
import { activePeople } from '../records/people.ts'
import { mayApprove, writeOffBy, type WriteOff, type WriteOffLimits } from './rules.ts'

/** Up to 50.00 by a biller, up to 500.00 by a lead, until an owner sets other limits. */
export const writeOffLimits = (_db: Reading): WriteOffLimits => ({ writeOffBiller: cents(5_000), writeOffLead: cents(50_000) })

/** Whether a write-off is done now or waits for a second person. */
export const howToWriteOff = (db: Reading, user: User, amount: Cents): WriteOff => {
  const limits = writeOffLimits(db)
  const isAnother = activePeople(db).some((row) => row.id !== user.id && mayApprove(row.role, amount, limits))
  return writeOffBy(user.role, amount, limits, isAnother)
}
