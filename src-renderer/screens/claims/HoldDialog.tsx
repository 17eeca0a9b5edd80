import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useConnection } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { BulkDialog, type Ended } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { counted } from '../../kit/figures.tsx'

type Props = {
  readonly chosen: Choice
  /** All of them are ready: checking them again makes them ready again, which takes it back. */
  readonly areReady: boolean
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Keeps claims back, with a reason that stands in their history. */
export function HoldDialog({ chosen, areReady, onDone, onClose }: Props): ReactNode {
  const [reason, setReason] = useState('')
  const connection = useConnection()
  const { tell } = useNotices()
  const preview = useCall('claims.preview', { ...chosen, of: 'hold' })
  const hold = useTask('claims.hold')
  const plain = reason.trim()
  const run = async (): Promise<Ended | undefined> => {
    const reply = await hold.run({ ...chosen, reason: plain })
    if (!reply.ok) return undefined
    const { done, ids } = reply.value
    const undo = ids && areReady ? { undo: () => connection.call('claims.recheck', { ids }, { key: newKey() }) } : {}
    tell({ words: `${counted(done, 'claim')} held.`, ...undo })
    onDone()
    return reply.value
  }
  return (
    <BulkDialog
      verb={['Hold', 'held']}
      noun={['claim', 'claims']}
      parts="Payer"
      preview={preview}
      run={run}
      isBusy={hold.isBusy}
      progress={hold.progress}
      problem={hold.problem}
      onStop={hold.stop}
      onClose={onClose}
      isReady={plain.length >= 3}
    >
      <p>
        Out of every batch until someone checks again.{' '}
        {areReady ? 'It can be taken back.' : 'It cannot be taken back at once: some are not ready now.'}
      </p>
      <TextInput label="Why" data-autofocus value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </BulkDialog>
  )
}
