import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { APPEAL_WAYS } from '../../../src-shared/contract/appeals.ts'
import { DayField as DaySchema, Line } from '../../../src-shared/contract/fields.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy } from '../../kit/problems.ts'
import classes from './Appeals.module.css'
import { WAYS, type Appeal } from './words.ts'

const Sent = z.strictObject({ by: z.enum(APPEAL_WAYS), tracking: Line(80), day: DaySchema })
const choices = APPEAL_WAYS.map((value) => ({ value, label: WAYS[value].choice }))

/** Notes when, how and under which number the packet left. */
export function SentDialog({ appeal, onClose }: { readonly appeal: Appeal; readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const sent = useCommand('appeals.sent')
  const form = useForm({
    resolver: checkedBy(Sent),
    defaultValues: { by: appeal.facts['payer.fax'] === null ? ('mail' as const) : ('fax' as const), tracking: '', day: today },
  })
  const submit = form.handleSubmit(async (values) => {
    const reply = await sent.run({ id: appeal.id, ...values })
    if (reply.ok) onClose()
  })
  return (
    <Dialog
      title="Record how it was sent"
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" submits form="sent-form" keys="Mod+Enter" inFields isBusy={sent.isBusy}>
            Record it as sent
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <p>
        Parity does not send it: fax, upload or mail the PDF first. Once it is recorded, this letter stays as it is, claim {appeal.claim} is
        marked as appealed, and the time for {appeal.payer} to answer begins.
      </p>
      <form id="sent-form" className={classes['fields']} onSubmit={(event) => void submit(event)} noValidate>
        <Span of={7}>
          <ChoiceField control={form.control} name="by" label="How" choices={choices} isNeeded isFirst />
        </Span>
        <Span of={5}>
          <DayField control={form.control} name="day" label="Day" today={today} isNeeded />
        </Span>
        <Span of={12}>
          <TextField
            control={form.control}
            name="tracking"
            label="Number"
            isId
            hint="Of the fax report, the upload or the mail piece. It may stay empty."
          />
        </Span>
      </form>
      <ProblemNote problem={sent.problem} />
    </Dialog>
  )
}
