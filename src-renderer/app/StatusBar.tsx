import { IconKey, IconLoader, IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Note } from '../kit/Note.tsx'
import { PlainTable } from '../kit/Panel.tsx'
import { Status } from '../kit/Status.tsx'
import { useBox } from './box.ts'
import { useToldNotices } from './notices.ts'
import { ask, useConnection, type Refusal } from './queries.ts'
import { ROLE_WORDS } from './roles.ts'
import { useRouter } from './routes.ts'
import { useMay, useSitting } from './sitting.ts'
import classes from './StatusBar.module.css'

/** Whose practice, who works, what is under way; at the right the ledger and the version. */
export function StatusBar(): ReactNode {
  const { practice, user, version, recovery } = useSitting()
  const router = useRouter()
  const may = useMay()
  const running = useBox(useConnection().running)
  const [task] = running
  const [notice] = useToldNotices()
  return (
    <footer className={classes['bar']}>
      <span className="cut">
        {practice.name}
        {practice.isSample && ' · sample practice, nothing is real'}
      </span>
      <span>
        {user.name}, {ROLE_WORDS[user.role].inSentence}
      </span>
      {recovery === 'unconfirmed' && !practice.isSample && may('keys.manage') && (
        <button
          type="button"
          className={`${classes['press']} fam-warn`}
          onClick={() => router.go({ screen: 'setup', section: 'security' })}
        >
          <Icon of={IconKey} size={12} />
          No recovery key is written down
        </button>
      )}
      {task && (
        <span role="status">
          <Icon of={IconLoader} size={12} />
          {task.title}: {task.words}
          {running.length > 1 && `, and ${running.length - 1} more`}
        </span>
      )}
      {notice && (
        <span role="status" className={`cut fam-${notice.family}`}>
          {notice.words}
        </span>
      )}
      <span className={classes['gap']} />
      {may('verify') && <Ledger />}
      <span>Parity {version}</span>
    </footer>
  )
}

type Verified = Output<'store.verify'>

const time = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' })

/** Everything that must hold, recomputed when someone asks. */
function Ledger(): ReactNode {
  const connection = useConnection()
  const [isOpen, setOpen] = useState(false)
  const check = useQuery<Verified, Refusal>({ queryKey: ['ledger'], queryFn: () => ask(connection, 'store.verify', {}), enabled: false })
  const words = check.isFetching
    ? 'Checking the ledger'
    : check.data === undefined
      ? 'Check the ledger'
      : check.data.holds
        ? `Ledger in balance, ${time.format(check.dataUpdatedAt)}`
        : 'The ledger does not hold'
  const show = (): void => {
    setOpen(true)
    void check.refetch()
  }
  return (
    <>
      <button type="button" className={`${classes['press']} ${check.data?.holds === false ? 'fam-bad' : ''}`} onClick={show}>
        <Icon of={IconScale} size={12} />
        {words}
      </button>
      <Dialog
        title={words}
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
        {check.error && <Note family="bad" title={check.error.problem.message} />}
        {check.data && (
          // Reached by the keyboard, so that a long list can be scrolled.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <div style={{ maxHeight: 420, overflowY: 'auto' }} tabIndex={0} role="group" aria-label="What was checked">
            <PlainTable
              label="What was checked"
              rows={check.data.checks}
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
        )}
      </Dialog>
    </>
  )
}
