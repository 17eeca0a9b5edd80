import type { ReactNode } from 'react'
import type { ConnectionRow } from '../../../src-shared/contract/connections.ts'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

/** Asks before a connection is taken away, with what is lost by it. */
export function RemoveConnectionDialog({ row, onClose }: { readonly row: ConnectionRow; readonly onClose: () => void }): ReactNode {
  const remove = useCommand('connections.remove')
  const open = row.waiting + row.unsure + row.failed
  const run = async (): Promise<void> => {
    const reply = await remove.run({ id: row.id })
    if (reply.ok) onClose()
  }
  return (
    <Dialog
      title={`Remove ${row.name}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          {open === 0 && (
            <Button look="go" keys="Mod+Enter" inFields needs="security.manage" isBusy={remove.isBusy} onPress={() => void run()}>
              Remove
            </Button>
          )}
          <Button keys="Escape" onPress={onClose}>
            Keep it
          </Button>
        </>
      }
    >
      {open > 0 ? (
        <p>
          {counted(open, 'file')} of it {open === 1 ? 'waits' : 'wait'} to be sent, or nobody said yet whether {open === 1 ? 'it' : 'they'}{' '}
          arrived. Send {open === 1 ? 'it' : 'them'}, move {open === 1 ? 'it' : 'them'} to another connection, or say what became of{' '}
          {open === 1 ? 'it' : 'them'} under Exchange. Until then it stays.
        </p>
      ) : (
        <>
          <p>{lostWords(row)} This cannot be undone.</p>
          <p>
            {payersWords(row)} Files that were sent or fetched by it stay under Exchange. Answers that still lie over there are not fetched
            any more.
          </p>
        </>
      )}
      <ProblemNote problem={remove.problem} />
    </Dialog>
  )
}

function lostWords({ hasPassword, hasKey, hostKey }: ConnectionRow): string {
  const lost = [
    ...(hasPassword ? ['its password'] : []),
    ...(hasKey ? ['its private key'] : []),
    ...(hostKey === null ? [] : ['the key of the server that was confirmed']),
  ]
  const last = lost.at(-1)
  if (last === undefined) return 'Its addresses and folders are forgotten.'
  return `${sentence(lost.slice(0, -1), last)} ${lost.length === 1 ? 'is' : 'are'} deleted.`
}

function sentence(first: readonly string[], last: string): string {
  const words = first.length === 0 ? last : `${first.join(', ')} and ${last}`
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const payersWords = ({ payers, isForOthers }: ConnectionRow): string =>
  isForOthers
    ? 'Files of payers without a connection of their own then go by hand.'
    : payers.length === 0
      ? 'No payer’s files go by it.'
      : `Files to ${counted(payers.length, 'payer')} then go by hand.`
