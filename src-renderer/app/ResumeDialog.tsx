import type { ReactNode } from 'react'
import { ReasonDialog } from '../kit/ReasonDialog.tsx'
import { useTask } from './tasks.ts'

/** An owner looked into why the store was halted, and says what was found. */
export function ResumeDialog({ words, onClose }: { readonly words: string; readonly onClose: () => void }): ReactNode {
  const resume = useTask('store.resume')
  const go = async (reason: string): Promise<void> => {
    const reply = await resume.run({ reason })
    if (reply.ok) onClose()
  }
  return (
    <ReasonDialog
      title="Write to the store again?"
      label="What you looked into, and found"
      save="Write to it again"
      isBusy={resume.isBusy}
      problem={resume.problem}
      onClose={onClose}
      onGive={(reason) => void go(reason)}
    >
      <p>{words}</p>
      <p>What you write here stands in the log. If you are not sure, restore a backup, or ask whoever looks after the computer.</p>
    </ReasonDialog>
  )
}
