import { TextInput, Textarea } from '@mantine/core'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useTask } from '../../app/tasks.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted, momentWords } from '../../kit/figures.tsx'
import { Note } from '../../kit/Note.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'

type Preview = Output<'backup.preview'>
const word = 'restore'

/** What a restore brings back and what it loses, and then the restore, after its word was typed. */
export function RestoreDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }): ReactNode {
  const look = useTask('backup.preview')
  const restore = useTask('backup.restore')
  const [preview, setPreview] = useState<Preview>()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [done, setDone] = useState<Output<'backup.restore'>>()
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void look.run({ name }).then((reply) => {
      if (reply.ok) setPreview(reply.value)
    })
  })
  const go = async (): Promise<void> => {
    const reply = await restore.run({ name, reason: reason.trim() })
    if (reply.ok) setDone(reply.value)
  }
  if (done)
    return (
      <Dialog
        title="The backup is in place"
        isOpen
        onClose={onClose}
        actions={
          <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
            Good
          </Button>
        }
      >
        <p>
          {counted(done.lost, 'event')} since then {done.lost === 1 ? 'is' : 'are'} no longer in the store. The store as it was is kept
          here:
        </p>
        <p className="id words">{done.kept}</p>
      </Dialog>
    )
  const canRestore = preview?.holds === true && reason.trim().length >= 3 && typed.trim().toLowerCase() === word
  return (
    <Dialog
      title={preview ? `Restore the backup of ${momentWords(preview.at)}?` : 'Restore a backup'}
      isOpen
      onClose={onClose}
      width={560}
      actions={
        <>
          <Button
            look="go"
            keys="Mod+Enter"
            inFields
            needs="backup.manage"
            isBusy={restore.isBusy}
            disabled={!canRestore}
            onPress={() => void go()}
          >
            Restore this backup
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {look.isBusy && <Job progress={look.progress} title="Looking into the backup" />}
      <ProblemNote problem={look.problem} />
      {preview && <Previewed preview={preview} />}
      {preview?.holds === true && (
        <>
          <Textarea
            label="Why"
            rows={2}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            aria-required
            // It comes after the dialog is open.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
          />
          <TextInput
            label={`Type the word ${word}`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            aria-required
          />
        </>
      )}
      {restore.isBusy && <Job progress={restore.progress} title="Restoring the backup" />}
      <ProblemNote problem={restore.problem} />
    </Dialog>
  )
}

function Previewed({ preview }: { readonly preview: Preview }): ReactNode {
  const { lose, loseEntries, holds, broken, patients, claims } = preview
  if (!holds)
    return (
      <Note family="bad" title="This backup does not hold, so it cannot be restored.">
        <ul>
          {broken.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Note>
    )
  return (
    <>
      <p>
        It holds: {counted(patients, 'patient')} and {counted(claims, 'claim')}, and every check passed. The store as it is now is kept
        beside it, and nothing is deleted.
      </p>
      <Note family="warn" title={lose === null ? 'What came after it cannot be counted.' : loseWords(lose, loseEntries)}>
        {lose === null
          ? 'The store cannot be read, so Parity cannot tell what was done since.'
          : lose === 0
            ? ''
            : 'What was done since then is to be done again by hand. Files that were sent stay sent.'}
      </Note>
    </>
  )
}

const loseWords = (events: number, entries: number | null): string =>
  events === 0
    ? 'Nothing was done since, so nothing is lost.'
    : `You will lose ${counted(events, 'event')}${entries === null ? '' : ` and ${counted(entries, 'posting')}`} since.`
