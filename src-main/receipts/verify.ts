import type { Check } from '../ledger/index.ts'
import type { Reading } from '../store/index.ts'
import { brokenMoney } from './records.ts'

/** What must hold of patients' money, from the postings alone. */
export function verifyReceipts(db: Reading): Check[] {
  const broken = brokenMoney(db)
  return [
    { id: 'L4.moves', says: 'Each move of a patient’s money is what its entry posted.', broken: broken.moves },
    {
      id: 'L4.receipts',
      says: 'What was received is what stands on lines, waits as credit or was given back; none of it below nothing.',
      broken: broken.receipts,
    },
    { id: 'L5.patient', says: 'Every entry of a patient’s money names whose it is.', broken: broken.strays },
  ]
}
