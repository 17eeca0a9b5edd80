import type { ReactNode } from 'react'
import { Purpose } from '../../kit/Purpose.tsx'

export function AppealsScreen(): ReactNode {
  return (
    <Purpose title="Appeals" heading="One packet a dispute">
      A letter from a template, filled with the facts of the claim, and the pages that prove them, as one file that a payer can read from
      front to back.
    </Purpose>
  )
}
