import type { ReactNode } from 'react'
import { Purpose } from '../../kit/Purpose.tsx'

export function ChargesScreen(): ReactNode {
  return (
    <Purpose title="Charges" heading="One row a session">
      The day’s sessions are charged here without the mouse. Start and stop become a code, with the reason; place, modifiers, diagnoses and
      fee fill themselves in.
    </Purpose>
  )
}
