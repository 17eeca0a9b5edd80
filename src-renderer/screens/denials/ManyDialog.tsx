import { Select, Textarea, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ACTIONS, OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import type { Name, Output, Reply } from '../../../src-shared/contract/index.ts'
import { newKey, type Connection } from '../../app/connection.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useConnection } from '../../app/queries.ts'
import { useTask } from '../../app/tasks.ts'
import { BulkDialog, type Ended } from '../../grid/BulkDialog.tsx'
import type { Choice } from '../../grid/selection.ts'
import { counted } from '../../kit/figures.tsx'
import classes from './Denials.module.css'
import { ACTION_WORDS, choicesOf, STATUSES, type Row } from './words.ts'

type Before = NonNullable<Output<'denials.assign'>['before']>
type OpenStatus = (typeof OPEN_DENIAL)[number]

const statuses = OPEN_DENIAL.map((value) => ({ value, label: STATUSES[value].word }))

type Props = {
  readonly chosen: Choice
  /** The name that stands in the field of the owner first. */
  readonly owner: string
  /** A denial as the list has it, where it does. */
  readonly rowOf: (id: number) => Row | undefined
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Gives many denials to a person, or says of all of them what comes next, where they stand, and what was done. */
export function ManyDialog({ chosen, owner: first, rowOf, onDone, onClose }: Props): ReactNode {
  const [owner, setOwner] = useState(first)
  const [status, setStatus] = useState<OpenStatus | null>(null)
  const [action, setAction] = useState<(typeof ACTIONS)[number] | null>(null)
  const [note, setNote] = useState('')
  const connection = useConnection()
  const { tell } = useNotices()
  const preview = useCall('denials.preview', chosen)
  const assign = useTask('denials.assign')
  const isOwnerAlone = owner.trim() !== '' && status === null && action === null && note.trim() === ''
  const isReady = owner.trim() !== '' || status !== null || action !== null || note.trim() !== ''
  const run = async (): Promise<Ended | undefined> => {
    const reply = await assign.run({
      ...chosen,
      ...(owner.trim() !== '' && { owner: owner.trim() }),
      ...(status && { status }),
      ...(action && { action }),
      ...(note.trim() !== '' && { note: note.trim() }),
    })
    if (!reply.ok) return undefined
    const { before, done } = reply.value
    const standing = new Map((before ?? []).flatMap(({ ids }) => ids.map((id) => [id, rowOf(id)?.status] as const)))
    const words = isOwnerAlone ? `${counted(done, 'denial')} assigned.` : `${counted(done, 'denial')} changed.`
    tell({ words, ...(before && isOwnerAlone && { undo: () => giveBack(connection, before, standing) }) })
    onDone()
    return reply.value
  }
  return (
    <BulkDialog
      verb={isOwnerAlone ? ['Assign', 'assigned'] : ['Change', 'changed']}
      noun={['denial', 'denials']}
      parts="Owner"
      preview={preview}
      run={run}
      isBusy={assign.isBusy}
      progress={assign.progress}
      problem={assign.problem}
      onStop={assign.stop}
      onClose={onClose}
      isReady={isReady}
    >
      <p>What is left empty stays as it is. {isOwnerAlone ? 'It can be taken back.' : 'Only a new owner can be taken back at once.'}</p>
      <div className={classes['many']}>
        <TextInput
          label="Assign to"
          value={owner}
          maxLength={60}
          data-autofocus
          placeholder="As it is"
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <Select
          label="Status"
          data={statuses}
          value={status}
          clearable
          placeholder="As it is"
          onChange={(value) => setStatus(OPEN_DENIAL.find((one) => one === value) ?? null)}
        />
        <Select
          label="Next step"
          data={choicesOf(ACTION_WORDS)}
          value={action}
          clearable
          placeholder="As it is"
          onChange={(value) => setAction(ACTIONS.find((one) => one === value) ?? null)}
        />
      </div>
      <Textarea label="Note" value={note} maxLength={2000} rows={3} onChange={(event) => setNote(event.currentTarget.value)} />
    </BulkDialog>
  )
}

/** Each to whom it belonged, and as it stood then: a new denial that is given to somebody is in work. */
async function giveBack(
  connection: Connection,
  before: Before,
  standing: ReadonlyMap<number, Row['status'] | undefined>,
): Promise<Reply<Name>> {
  let last: Reply<Name> = { ok: true, value: {} } as Reply<Name>
  for (const { owner, ids } of before)
    for (const status of new Set(ids.map((id) => standing.get(id)))) {
      const those = ids.filter((id) => standing.get(id) === status)
      const back = { ids: those, owner, ...(status !== undefined && status !== 'closed' && { status }) }
      // One after the other: what was given back stays so where a later one is refused.
      // oxlint-disable-next-line no-await-in-loop
      last = await connection.call('denials.assign', back, { key: newKey() })
      if (!last.ok) return last
    }
  return last
}
