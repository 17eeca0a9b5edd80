import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Key } from './Key.tsx'

/** Leads from amounts to why they are so. The key is bound by the screen, where it works without the panel, too. */
export function Why({ onPress }: { readonly onPress: () => void }): ReactNode {
  return (
    <div style={{ margin: '6px 0 -2px -8px' }}>
      <Button look="quiet" small needs="claims.read" onPress={onPress}>
        Why this amount? <Key of="=" />
      </Button>
    </div>
  )
}
