import { Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { Problem } from '../../src-shared/contract/index.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ProblemNote } from './Problem.tsx'

type Props = {
  readonly title: string
  readonly children?: ReactNode
  /** Stands over the field. */
  readonly label: string
  /** On the filled button. */
  readonly save: string
  readonly isBusy: boolean
  readonly problem: Problem | undefined
  readonly onClose: () => void
  readonly onGive: (reason: string) => void
}

/** The shortest reason the engine takes, and the longest. */
const least = 3
const most = 300

/** Asks why, before what stands in the log with its reason. */
export function ReasonDialog({ title, children, label, save, isBusy, problem, onClose, onGive }: Props): ReactNode {
  const [typed, setTyped] = useState('')
  const reason = typed.trim().replaceAll(/\s+/g, ' ')
  const canGive = reason.length >= least && !isBusy
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      width={500}
      actions={
        <>
          <Button look="go" keys="Mod+Enter" inFields isBusy={isBusy} disabled={!canGive} onPress={() => onGive(reason)}>
            {save}
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {children}
      <Textarea
        label={label}
        rows={2}
        maxLength={most}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
        aria-required
      />
      <ProblemNote problem={problem} />
    </Dialog>
  )
}
