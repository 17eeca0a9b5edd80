import type { ReactNode } from 'react'
import { Purpose } from '../../kit/Purpose.tsx'

export function EligibilityScreen(): ReactNode {
  return (
    <Purpose title="Eligibility" heading="Who is covered, before they come">
      Tomorrow’s sessions stand here with what each payer answered: active or not, the copay, visits left, whether an authorization is
      needed. Each figure opens to the segment it came from.
    </Purpose>
  )
}
