import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useCommand } from '../../app/queries.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'

/** Keeps ready claims back, with a reason that stands in their history. */
export function HoldDialog({ ids, onClose }: { readonly ids: readonly number[] | undefined; readonly onClose: () => void }): ReactNode {
  const [reason, setReason] = useState('')
  const hold = useCommand('claims.hold')
  const plain = reason.trim()
  const many = ids?.length ?? 0
  const close = (): void => {
    setReason('')
    hold.forget()
    onClose()
  }
  const keep = async (): Promise<void> => {
    if (!ids || plain.length < 3) return
    const reply = await hold.run({ ids: [...ids], reason: plain })
    if (reply.ok) close()
  }
  return (
    <Dialog
      title={`Hold ${counted(many, 'claim')}?`}
      isOpen={ids !== undefined}
      onClose={close}
      actions={
        <>
          <Button look="go" isBusy={hold.isBusy} disabled={plain.length < 3} onPress={() => void keep()}>
            {`Hold ${many.toLocaleString('en-US')}`}
          </Button>
          <Button keys="Escape" onPress={close}>
            Not now
          </Button>
        </>
      }
    >
      <p>
        {many === 1 ? 'It stays' : 'They stay'} out of every batch until someone checks {many === 1 ? 'it' : 'them'} again.
      </p>
      <TextInput
        label="Why"
        data-autofocus
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void keep()
        }}
      />
      <ProblemNote problem={hold.problem} />
    </Dialog>
  )
}
