import { PasswordInput, Select, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Output } from '../../src-shared/contract/index.ts'
import { Button } from '../kit/Button.tsx'
import { Choices } from '../kit/Choices.tsx'
import { Empty } from '../kit/Empty.tsx'
import { momentWords, sizeWords } from '../kit/figures.tsx'
import { Span } from '../kit/Form.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Job } from '../kit/Progress.tsx'
import { TextSkeleton } from '../kit/Skeleton.tsx'
import type { Locked } from './locked.ts'
import { PlainForm } from './PlainForm.tsx'
import { useCall } from './queries.ts'
import { useTask } from './tasks.ts'
import { useWait, WaitNote } from './Wait.tsx'

type Backups = Output<'store.backups'>

/** A store that cannot be opened: a backup takes its place. What is there stays, beside it. */
export function Damaged({ locked, onLeave }: { readonly locked: Locked; readonly onLeave: () => void }): ReactNode {
  const look = useTask('store.backups')
  const users = useCall('store.users', { folder: locked.folder })
  const restore = useTask('store.restore')
  const [found, setFound] = useState<Backups>()
  const [chosen, setChosen] = useState<string>()
  const [who, setWho] = useState<string>()
  const [passphrase, setPassphrase] = useState('')
  const wait = useWait(restore.problem)
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void look.run({ folder: locked.folder }).then((reply) => {
      if (!reply.ok) return
      setFound(reply.value)
      setChosen(reply.value[0]?.name)
    })
  })
  const names = (users.data ?? []).filter(({ isEmergency }) => !isEmergency).map(({ name }) => name)
  const user = who ?? names.find((name) => name === locked.user) ?? names[0]
  const bring = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (chosen === undefined || user === undefined) return
    const reply = await restore.run({ folder: locked.folder, name: chosen, user, passphrase })
    if (!reply.ok) setPassphrase('')
  }
  const words = Object.fromEntries(
    (found ?? []).map(({ name, at, bytes }) => [name, [momentWords(at), `${sizeWords(bytes)}, ${name}`]]),
  ) as Record<string, readonly [string, string]>
  return (
    <PlainForm
      title="Restore a backup"
      lead={`${locked.practice} cannot be opened as it is. A backup takes its place; the damaged store is kept beside it, and nothing is deleted.`}
      left={locked.folder}
      onSubmit={(event) => void bring(event)}
      below={
        <>
          {restore.isBusy && <Job progress={restore.progress} title="Restoring the backup" />}
          <ProblemNote problem={look.problem} />
          <WaitNote problem={restore.problem} left={wait} />
        </>
      }
      buttons={
        <>
          <Button look="quiet" onPress={onLeave}>
            Back to the lock
          </Button>
          <Button
            look="go"
            submits
            className="end"
            isBusy={restore.isBusy}
            disabled={chosen === undefined || user === undefined || passphrase === '' || wait > 0}
          >
            Restore this backup
          </Button>
        </>
      }
    >
      {found === undefined ? (
        <Span of={12}>{look.problem ? null : <TextSkeleton lines={4} />}</Span>
      ) : found.length === 0 ? (
        <Span of={12}>
          <Empty title="No backup is beside this store">
            Look on the disk or in the second folder where the practice keeps its copies, put the backups beside the store, and come back.
          </Empty>
        </Span>
      ) : (
        <>
          <Span of={12}>
            <Choices
              label="Backup"
              isTitled
              isStacked
              all={found.map(({ name }) => name)}
              words={words}
              chosen={chosen}
              onChoose={setChosen}
            />
          </Span>
          <Span of={6}>
            {names.length > 0 ? (
              <Select
                label="Who"
                description="As in the practice on the day of the backup."
                data={names}
                value={user ?? null}
                onChange={(name) => setWho(name ?? undefined)}
                allowDeselect={false}
              />
            ) : (
              <TextInput
                label="Who"
                description="Your name, as it stood on the lock."
                value={who ?? ''}
                onChange={(event) => setWho(event.currentTarget.value)}
                autoComplete="off"
              />
            )}
          </Span>
          <Span of={6}>
            <PasswordInput
              label="Passphrase"
              description="The one of that day."
              value={passphrase}
              onChange={(event) => setPassphrase(event.currentTarget.value)}
              autoComplete="off"
              error={restore.problem?.code === 'store.passphrase' ? restore.problem.message : undefined}
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the passphrase' }}
            />
          </Span>
        </>
      )}
    </PlainForm>
  )
}
