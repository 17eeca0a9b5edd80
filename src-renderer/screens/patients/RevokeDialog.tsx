import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { DayField } from '../../kit/Fields.tsx'
import { counted } from '../../kit/figures.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy } from '../../kit/problems.ts'

const RevokeForm = z.strictObject({ on: DayOfForm })
type Props = { readonly consent: Output<'part2.get'>['consents'][number]; readonly onClose: () => void }

/** Ends a consent as the patient asked in writing. */
export function RevokeDialog({ consent, onClose }: Props): ReactNode {
  const today = useToday()
  const revoke = useCommand('consents.revoke')
  const [held, setHeld] = useState<number>()
  const form = useForm({ resolver: checkedBy(RevokeForm), defaultValues: { on: today }, mode: 'onTouched' })
  const submit = form.handleSubmit(async ({ on }) => {
    const reply = await revoke.run({ id: consent.id, on })
    if (reply.ok) setHeld(reply.value.held)
  })
  if (held !== undefined)
    return (
      <Dialog
        title="The consent is revoked"
        isOpen
        onClose={onClose}
        actions={
          <Button look="go" keys="Enter" onPress={onClose} data-autofocus>
            Good
          </Button>
        }
      >
        <p>
          Nothing new leaves under it.{' '}
          {held === 0
            ? 'No claim was waiting to leave.'
            : `${counted(held, 'claim')} that had not left ${held === 1 ? 'is' : 'are'} held now.`}
        </p>
      </Dialog>
    )
  return (
    <Dialog
      title="Revoke this consent?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="go" submits form="revoke" keys="Mod+Enter" inFields isBusy={revoke.isBusy}>
            Revoke it
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>{consent.words}</p>
      <p>
        What left while it held stays told, and may be followed up with those who have it. Nothing new leaves, and claims that wait are
        held. This cannot be undone; a new consent can be put on file.
      </p>
      <form id="revoke" onSubmit={(event) => void submit(event)} noValidate>
        <DayField control={form.control} name="on" label="The day the patient asked in writing" today={today} isNeeded isFirst />
      </form>
      <ProblemNote problem={revoke.problem} />
    </Dialog>
  )
}
