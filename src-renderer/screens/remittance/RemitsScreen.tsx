import type { ReactNode } from 'react'
import { Purpose } from '../../kit/Purpose.tsx'

export function RemitsScreen(): ReactNode {
  return (
    <Purpose title="Remits" heading="Every payment, rehearsed first">
      Payers answer claims with an 835 file. Parity rehearses each one before it touches the ledger, so that you see every change first.
    </Purpose>
  )
}
