import type { ReactNode } from 'react'
import { Note } from './Note.tsx'

type Props = {
  /** What is in it: `12 sessions on the sheet.` */
  readonly title: string
  readonly path: string
  readonly password?: string | null
}

/** A file a form has just written: where it is, and the password it opens with, which nobody can ask for later. */
export function FileMade({ title, path, password = null }: Props): ReactNode {
  return (
    <div style={{ padding: '12px 20px 0' }}>
      <Note family="ok" title={title} isNews>
        <span className="id words">{path}</span>
        {password !== null && (
          <>
            <p>Its password, shown this once. Give it another way than the file:</p>
            <output className="id words" aria-label="Password">
              {password}
            </output>
          </>
        )}
      </Note>
    </div>
  )
}
