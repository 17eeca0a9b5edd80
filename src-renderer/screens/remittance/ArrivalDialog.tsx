import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { shownDay, typedDay } from '../../../src-shared/day.ts'
import { newKey } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useConnection } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { useTask } from '../../app/tasks.ts'
import { BulkDialog, type Ended } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { counted } from '../../kit/figures.tsx'

type Props = { readonly chosen: Choice; readonly onDone: () => void; readonly onClose: () => void }

/** Says on which day the money of remittances came to the bank. */
export function ArrivalDialog({ chosen, onDone, onClose }: Props): ReactNode {
  const today = useToday()
  const [typed, setTyped] = useState(shownDay(today))
  const connection = useConnection()
  const { tell } = useNotices()
  const preview = useCall('remittance.arriving', { ...chosen })
  const arrived = useTask('remittance.arrived')
  const day = typedDay(typed, today)
  const run = async (): Promise<Ended | undefined> => {
    if (day === undefined) return undefined
    const reply = await arrived.run({ ...chosen, day })
    if (!reply.ok) return undefined
    const { done, ids } = reply.value
    const undo = ids && ids.length > 0 ? { undo: () => connection.call('remittance.notArrived', { ids }, { key: newKey() }) } : {}
    tell({ words: `The money of ${counted(done, 'remittance')} came on ${shownDay(day)}.`, ...undo })
    onDone()
    return reply.value
  }
  return (
    <BulkDialog
      verb={['Note the money of', 'noted']}
      noun={['remittance', 'remittances']}
      parts="Payer"
      preview={preview}
      run={run}
      isBusy={arrived.isBusy}
      progress={arrived.progress}
      problem={arrived.problem}
      onStop={arrived.stop}
      onClose={onClose}
      isReady={day !== undefined}
    >
      <p>A remittance says that money was sent. Say here that the bank has it; what does not come in its usual time is work on Today.</p>
      <TextInput
        label="It came on"
        placeholder="MM/DD/YYYY"
        className="num"
        autoComplete="off"
        data-autofocus
        value={typed}
        error={day === undefined ? 'A day until today, as 11/19/2026.' : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </BulkDialog>
  )
}
