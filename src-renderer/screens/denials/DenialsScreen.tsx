import type { ReactNode } from 'react'
import { Purpose } from '../../kit/Purpose.tsx'

export function DenialsScreen(): ReactNode {
  return (
    <Purpose title="Denials" heading="Denied lines, by days left">
      Each line that was not paid stands here with its cause, its deadline and its next step, until it is paid, corrected, appealed or
      closed with a reason.
    </Purpose>
  )
}
