import { PasswordInput, Select, Textarea } from '@mantine/core'
import { IconLock, IconUser } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../kit/Button.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Key } from '../kit/Key.tsx'
import { Note } from '../kit/Note.tsx'
import type { Locked } from './locked.ts'
import classes from './Plain.module.css'
import { useCall } from './queries.ts'
import { starterWords } from './sitting.ts'
import { useTask } from './tasks.ts'
import { useWait, WaitNote } from './Wait.tsx'

type Props = {
  readonly locked: Locked
  readonly onRecover: () => void
  readonly onRestore: () => void
}

/** Who, and the passphrase; for the emergency's envelope also why. */
export function SignIn({ locked, onRecover, onRestore }: Props): ReactNode {
  const users = useCall('store.users', { folder: locked.folder })
  const open = useTask('store.open')
  const [chosen, setChosen] = useState<string>()
  const [passphrase, setPassphrase] = useState('')
  const [reason, setReason] = useState('')
  const wait = useWait(open.problem)
  const known = users.data ?? []
  const who = known.find(({ name }) => name === (chosen ?? locked.user)) ?? known[0]
  const isEmergency = who?.isEmergency === true
  const problem = users.error?.problem ?? open.problem
  const isDamaged = problem?.code === 'store.damaged' || problem?.code === 'store.keys'
  const isShut = problem?.code === 'access.shut'

  const unlock = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const reply = await open.run({
      folder: locked.folder,
      passphrase,
      ...(who && { user: who.name }),
      ...(isEmergency && { reason: reason.trim() }),
    })
    if (reply.ok) starterWords.set(reply.value.mustChange ? passphrase : undefined)
    else if (reply.problem.code !== 'store.passphrase' && reply.problem.code !== 'access.reason') setPassphrase('')
  }
  return (
    <form className={classes['lockCard']} style={{ padding: 0 }} onSubmit={(event) => void unlock(event)} noValidate>
      <Select
        label="Who"
        data={known.map((one) => ({ value: one.name, label: one.isEmergency ? `${one.name}, emergency` : one.name }))}
        value={who?.name ?? null}
        onChange={(name) => setChosen(name ?? undefined)}
        leftSection={<Icon of={IconUser} />}
        disabled={known.length < 2}
        allowDeselect={false}
      />
      {isEmergency && (
        <Textarea
          label="Why it cannot wait"
          description="Stands in the log, and the owners read it."
          rows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          aria-required
          error={problem?.code === 'access.reason' ? problem.message : undefined}
        />
      )}
      <PasswordInput
        label={isEmergency ? 'The words of the envelope' : 'Passphrase'}
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
      <Button
        look="go"
        submits
        className={classes['wide']}
        isBusy={open.isBusy}
        disabled={passphrase === '' || wait > 0 || (isEmergency && reason.trim().length < 3)}
      >
        Unlock <Key of="Enter" />
      </Button>
      {isDamaged ? (
        <>
          <Note family="bad" title={problem.message} isNews>
            {problem.fix ?? 'What is there stays as it is, beside what a backup brings back.'}
          </Note>
          <Button className={classes['wide']} onPress={onRestore}>
            Restore a backup
          </Button>
        </>
      ) : (
        problem?.code !== 'access.reason' && <WaitNote problem={problem} left={wait} />
      )}
      {!isDamaged && (
        <Button look={isShut ? 'default' : 'quiet'} small className={classes['way']} onPress={onRecover}>
          Use the recovery key
        </Button>
      )}
    </form>
  )
}
