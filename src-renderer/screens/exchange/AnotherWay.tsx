import { Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useNotices } from '../../app/notices.ts'
import { fileAt, useRouter } from '../../app/routes.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

type File = Output<'exchange.file'>

/** A file of claims that nobody answered may go to another clearinghouse; nothing is offered where there is none. */
export function AnotherWay({ file }: { readonly file: File }): ReactNode {
  const [isAsking, setAsking] = useState(false)
  const isOpen = file.direction === 'out' && file.kind === '837P' && !['sending', 'arrived', 'withdrawn'].includes(file.outbox?.state ?? '')
  const all = useCall('connections.list', {}, { when: isOpen }).data ?? []
  const others = all.filter(({ carries, name }) => carries.includes('837P') && name !== file.outbox?.connection)
  if (!isOpen || others.length === 0) return null
  return (
    <>
      <p className="row" style={{ padding: '0 16px 12px' }}>
        <Button small needs="claims.write" onPress={() => setAsking(true)}>
          Send by another connection
        </Button>
      </p>
      {isAsking && <AnotherWayDialog file={file} others={others} onClose={() => setAsking(false)} />}
    </>
  )
}

type Props = { readonly file: File; readonly others: readonly ConnectionRow[]; readonly onClose: () => void }

function AnotherWayDialog({ file, others, onClose }: Props): ReactNode {
  const [to, setTo] = useState(others.length === 1 ? String(others[0]?.id) : null)
  const [reason, setReason] = useState('')
  const reroute = useCommand('outbox.reroute')
  const router = useRouter()
  const notices = useNotices()
  const isReady = to !== null && reason.trim().length >= 3
  const run = async (): Promise<void> => {
    const chosen = others.find(({ id }) => String(id) === to)
    if (!chosen || !isReady || reroute.isBusy) return
    const reply = await reroute.run({ file: file.id, connection: chosen.id, reason: reason.trim() })
    if (!reply.ok) return
    notices.tell({ words: `${counted(reply.value.claims, 'claim')} moved to ${chosen.name} in ${reply.value.name}.` })
    onClose()
    router.go(fileAt(reply.value.file, null))
  }
  return (
    <Dialog
      title="Send by another connection?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields disabled={!isReady} isBusy={reroute.isBusy} onPress={() => void run()}>
            Send
          </Button>
          <Button keys="Escape" onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <p>{before(file.outbox)} The claims that nobody answered are written into a new file, under new numbers. The first file is kept.</p>
      {mayBeThere(file.outbox) && (
        <Note family="warn" title="The first file may have arrived.">
          If both arrive, the payer turns the second back as a duplicate. Ask whether they have the first before you send another.
        </Note>
      )}
      <Select
        label="Connection"
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={to}
        onChange={setTo}
        style={{ marginTop: 10 }}
      />
      <TextInput
        label="Why"
        description="It stands in the history of each claim."
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
        style={{ marginTop: 10 }}
      />
      <ProblemNote problem={reroute.problem} />
    </Dialog>
  )
}

/** What waits or was refused is not there; of all else nobody knows. */
const mayBeThere = (outbox: File['outbox']): boolean => outbox?.state !== 'waiting' && outbox?.state !== 'failed'

const before = (outbox: File['outbox']): string =>
  outbox === null
    ? 'This file goes by hand.'
    : mayBeThere(outbox)
      ? `This file went to ${outbox.connection}, and no answer came.`
      : `This file was not sent to ${outbox.connection}, and will not be.`
