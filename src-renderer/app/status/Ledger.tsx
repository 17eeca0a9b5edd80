import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { PlainTable } from '../../kit/Panel.tsx'
import { Status } from '../../kit/Status.tsx'
import { ask, useConnection, type Refusal } from '../queries.ts'
import { timeWords } from './ago.ts'
import { useBalance } from './balance.ts'
import { Part } from './Part.tsx'

type Verified = Output<'store.verify'>

/** That the ledger balances, looked at quietly; everything that must hold is recomputed when someone asks. */
export function Ledger(): ReactNode {
  const connection = useConnection()
  const balance = useBalance()
  const [isOpen, setOpen] = useState(false)
  const check = useQuery<Verified, Refusal>({ queryKey: ['ledger'], queryFn: () => ask(connection, 'store.verify', {}), enabled: false })
  const isBroken = balance.is === 'broken' || check.data?.holds === false
  const show = (): void => {
    setOpen(true)
    void check.refetch()
  }
  const words = isBroken ? 'The ledger does not balance' : balance.is === 'checking' ? 'Looking at the ledger' : 'Ledger in balance'
  const title =
    balance.is === 'checking' ? 'Check everything now' : `Looked at ${timeWords(balance.at)}. Press to recompute everything that must hold.`
  return (
    <>
      <Part icon={IconScale} family={isBroken ? 'bad' : 'none'} title={title} onPress={show}>
        {words}
      </Part>
      <Dialog
        title={
          check.isFetching ? 'Checking the ledger' : check.data?.holds === true && !isBroken ? 'The ledger is in balance' : 'The ledger'
        }
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        width={640}
        actions={
          <>
            <Button look="go" isBusy={check.isFetching} onPress={() => void check.refetch()}>
              Check again
            </Button>
            <Button onPress={() => setOpen(false)}>Close</Button>
          </>
        }
      >
        {balance.is === 'broken' && (
          <Note family="bad" title={`${counted(balance.entries, 'entry does', 'entries do')} not sum to zero.`}>
            Post nothing more. Restore a backup, or ask for help with the list below.
          </Note>
        )}
        {balance.is === 'holds' && (
          <p>
            Every entry sums to zero, line by line: looked at {timeWords(balance.at)}, and again after each posting. Below everything is
            recomputed from the postings.
          </p>
        )}
        {check.error && <Note family="bad" title={check.error.problem.message} />}
        {check.data && <Checks checks={check.data.checks} />}
      </Dialog>
    </>
  )
}

function Checks({ checks }: { readonly checks: Verified['checks'] }): ReactNode {
  return (
    // Reached by the keyboard, so that a long list can be scrolled.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div style={{ maxHeight: 'min(420px, 50vh)', overflowY: 'auto' }} tabIndex={0} role="group" aria-label="What was checked">
      <PlainTable
        label="What was checked"
        rows={checks}
        columns={[
          { head: 'What must hold', cell: ({ says }) => says },
          {
            head: 'Now',
            width: '130px',
            cell: ({ broken }) =>
              broken === 0 ? <Status shape="active" word="Holds" /> : <Status shape="rejected" word={`Broken, ${broken}`} />,
          },
        ]}
      />
    </div>
  )
}
