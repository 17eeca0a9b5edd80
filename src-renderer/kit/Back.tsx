import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Note } from './Note.tsx'

/** What was typed before and not saved came back. */
export function Back({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  return (
    <div style={{ padding: '12px 20px 0' }}>
      <Note
        family="go"
        title="What you typed before is back."
        isNews
        actions={
          <Button look="quiet" small onPress={onDiscard}>
            Start over
          </Button>
        }
      >
        It was not saved yet.
      </Note>
    </div>
  )
}
