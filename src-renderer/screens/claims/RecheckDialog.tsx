import type { ReactNode } from 'react'
import { useNotices } from '../../app/notices.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { BulkDialog, type Ended } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { counted } from '../../kit/figures.tsx'

type Props = { readonly chosen: Choice; readonly onDone: () => void; readonly onClose: () => void }

/** Runs the checks again, and says what came of them. */
export function RecheckDialog({ chosen, onDone, onClose }: Props): ReactNode {
  const { tell } = useNotices()
  const preview = useCall('claims.preview', { ...chosen, of: 'recheck' })
  const recheck = useTask('claims.recheck')
  const run = async (): Promise<Ended | undefined> => {
    const reply = await recheck.run(chosen)
    if (!reply.ok) return undefined
    const { ready, held } = reply.value
    tell({ words: `Checked again: ${counted(ready, 'claim')} ready, ${held.toLocaleString('en-US')} held.` })
    onDone()
    return reply.value
  }
  return (
    <BulkDialog
      verb={['Check', 'checked again']}
      noun={['claim', 'claims']}
      parts="Payer"
      preview={preview}
      run={run}
      isBusy={recheck.isBusy}
      progress={recheck.progress}
      problem={recheck.problem}
      onStop={recheck.stop}
      onClose={onClose}
    >
      <p>Every check runs again. Claims that pass are ready, also those that were held by hand; the others are held with the reason.</p>
    </BulkDialog>
  )
}
