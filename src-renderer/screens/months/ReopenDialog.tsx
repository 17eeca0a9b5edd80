import type { ReactNode } from 'react'
import { shownMonth, type Month } from '../../../src-shared/month.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { ReasonDialog } from '../../kit/ReasonDialog.tsx'

/** Opens the last closed month again, with the reason that stays. */
export function ReopenDialog({ month, onClose }: { readonly month: Month; readonly onClose: () => void }): ReactNode {
  const notices = useNotices()
  const reopen = useCommand('month.reopen')
  const give = async (why: string): Promise<void> => {
    const reply = await reopen.run({ month, why })
    if (!reply.ok) return
    notices.tell({ words: `${shownMonth(month)} is open again.` })
    onClose()
  }
  return (
    <ReasonDialog
      title={`Open ${shownMonth(month)} again?`}
      label="Why"
      save="Open it again"
      isBusy={reopen.isBusy}
      problem={reopen.problem}
      onClose={onClose}
      onGive={(why) => void give(why)}
    >
      <p>
        Entries of its days come to it again, and its figures move. Reports that were made of it may no longer agree. That it was closed,
        and why it was opened, stays with it.
      </p>
    </ReasonDialog>
  )
}
