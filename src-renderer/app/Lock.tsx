import { PasswordInput, Select } from '@mantine/core'
import { IconLock, IconPencil, IconUser } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { LockReason } from '../../src-shared/bridge.ts'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { Note } from '../kit/Note.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import { useBox } from './box.ts'
import classes from './Plain.module.css'
import { Plain } from './Plain.tsx'
import { useCall, useCommand } from './queries.ts'
import { lockWasAsked } from './sitting.ts'
import { useTask } from './tasks.ts'
import { BrandMark } from './TitleBar.tsx'

/** The store behind the lock. What its practice is called is known once it was open, or from the folder's name. */
export type Locked = {
  readonly folder: string
  readonly practice: string
  readonly isSample: boolean
  readonly user?: string
  readonly isNew?: boolean
  /** Told of a sitting that ended before this page was made. */
  readonly why?: LockReason
}

type Told = { readonly title: string; readonly words: string }

/** What a person who did not lock it themselves is told. */
const reasons: { readonly [why in LockReason]?: Told } = {
  idle: { title: 'Parity locked itself.', words: 'It had been left alone for a while.' },
  limit: { title: 'Parity locked itself.', words: 'The store had been open for twelve hours.' },
  suspend: { title: 'Parity locked itself.', words: 'The computer went to sleep.' },
  gap: { title: 'Parity locked itself.', words: 'The computer had been asleep.' },
  screen: { title: 'Parity locked itself.', words: 'The screen was locked.' },
  crash: { title: 'Parity had to start again.', words: 'What was saved is safe. Open the store to go on.' },
}

type Props = { readonly locked: Locked; readonly onLeave: () => void }

/** One store, one passphrase. What was being typed is in the store and comes back. */
export function Lock({ locked, onLeave }: Props): ReactNode {
  const wasAsked = useBox(lockWasAsked)
  const why = locked.why ?? (wasAsked || locked.isNew ? 'command' : 'crash')
  const told = reasons[why]
  return (
    <Plain
      left={locked.isNew ? locked.folder : 'Locked. Nothing of the practice is in memory.'}
      right={
        <Button look="quiet" small onPress={onLeave}>
          Another store
        </Button>
      }
    >
      <div className={classes['lock']}>
        <div className={`${classes['card']} ${classes['lockCard']}`}>
          <BrandMark size={32} />
          <div>
            <h1>{locked.isNew ? 'Open a store' : 'Locked'}</h1>
            <div className="second cut">
              {locked.practice}
              {locked.isSample && ' · sample practice'}
            </div>
          </div>
          {told && (
            <Note family={why === 'crash' ? 'warn' : 'none'} title={told.title} isNews>
              {told.words}
            </Note>
          )}
          {locked.isSample ? <SampleKey /> : <Passphrase locked={locked} />}
        </div>
        {!locked.isNew && (
          <div className={classes['meta']}>
            <Icon of={IconPencil} />
            <span>What you were typing is kept in the store, and comes back.</span>
          </div>
        )}
      </div>
    </Plain>
  )
}

function Passphrase({ locked }: { readonly locked: Locked }): ReactNode {
  const users = useCall('store.users', { folder: locked.folder })
  const open = useCommand('store.open')
  const [chosen, setChosen] = useState<string>()
  const [passphrase, setPassphrase] = useState('')
  const known = users.data ?? []
  const user = chosen ?? known.find(({ name }) => name === locked.user)?.name ?? known[0]?.name
  const problem = users.error?.problem ?? open.problem
  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reply = await open.run({ folder: locked.folder, passphrase, ...(user !== undefined && { user }) })
    if (!reply.ok && reply.problem.code !== 'store.passphrase') setPassphrase('')
  }
  return (
    <form className={classes['lockCard']} style={{ padding: 0 }} onSubmit={(event) => void unlock(event)} noValidate>
      <Select
        label="Who"
        data={known.map(({ name }) => ({ value: name, label: name }))}
        value={user ?? null}
        onChange={(name) => setChosen(name ?? undefined)}
        leftSection={<Icon of={IconUser} />}
        disabled={known.length < 2}
      />
      <PasswordInput
        label="Passphrase"
        leftSection={<Icon of={IconLock} />}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        // The lock has one thing to do.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        error={open.problem?.code === 'store.passphrase' ? open.problem.message : undefined}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the passphrase' }}
      />
      <Button look="go" submits className={classes['wide']} isBusy={open.isBusy} disabled={passphrase === ''}>
        Unlock <Key of="Enter" />
      </Button>
      {problem?.code !== 'store.passphrase' && <ProblemNote problem={problem} />}
    </form>
  )
}

/** The sample holds nothing to guard, so it opens without a passphrase. */
function SampleKey(): ReactNode {
  const sample = useTask('store.sample')
  return (
    <>
      {sample.progress ? (
        <Job progress={sample.progress} title="Opening the sample practice" />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the lock has one thing to do
        <Button look="go" className={classes['wide']} autoFocus isBusy={sample.isBusy} onPress={() => void sample.run({})}>
          Open the sample practice <Key of="Enter" />
        </Button>
      )}
      <ProblemNote problem={sample.problem} />
    </>
  )
}
