import type { ReactNode } from 'react'
import type { Icon as TablerIcon } from '@tabler/icons-react'

/** An icon beside words, which say the same: 16 px, hidden from a screen reader. */
export function Icon({
  of: Of,
  size = 16,
  className,
}: {
  readonly of: TablerIcon
  readonly size?: number
  readonly className?: string | undefined
}): ReactNode {
  return <Of size={size} stroke={1.6} aria-hidden className={className} />
}
