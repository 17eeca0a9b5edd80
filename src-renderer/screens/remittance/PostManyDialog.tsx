import type { ReactNode } from 'react'
import { useNotices } from '../../app/notices.ts'
import { useCall } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { BulkDialog, type Ended } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { counted } from '../../kit/figures.tsx'

type Props = { readonly chosen: Choice; readonly onDone: () => void; readonly onClose: () => void }

/** Posts what passes of many remittances, and says of the rest why it stays. */
export function PostManyDialog({ chosen, onDone, onClose }: Props): ReactNode {
  const { tell } = useNotices()
  const preview = useCall('remittance.posting', { ...chosen })
  const post = useTask('remittance.postMany')
  const run = async (): Promise<Ended | undefined> => {
    const reply = await post.run({ ...chosen })
    if (!reply.ok) return undefined
    tell({ words: `${counted(reply.value.done, 'remittance')} posted.` })
    onDone()
    return reply.value
  }
  return (
    <BulkDialog
      verb={['Post', 'posted']}
      noun={['remittance', 'remittances']}
      parts="Payer"
      preview={preview}
      run={run}
      isBusy={post.isBusy}
      progress={post.progress}
      problem={post.problem}
      onStop={post.stop}
      onClose={onClose}
    >
      <p>
        Those that balance and pass the gates of Setup, Security are posted, each as a whole. The rest stays as it is: open it to see what
        each claim becomes.
      </p>
    </BulkDialog>
  )
}
