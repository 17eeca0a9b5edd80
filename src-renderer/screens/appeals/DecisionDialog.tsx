import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DaySchema, Line } from '../../../src-shared/contract/fields.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { Span } from '../../kit/Form.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import classes from './Appeals.module.css'
import type { Appeal } from './words.ts'

const DECISIONS = ['won', 'partly-won', 'lost'] as const
const Decision = z.strictObject({ decision: z.enum(DECISIONS), day: DaySchema, note: Line(300) })
const choices = [
  { value: 'won', label: 'Overturned: it pays' },
  { value: 'partly-won', label: 'Overturned in part' },
  { value: 'lost', label: 'Upheld, or dismissed' },
]

/** Notes what was decided on an appeal, before its money comes or the next level begins. */
export function DecisionDialog({ appeal, onClose }: { readonly appeal: Appeal; readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const decide = useCommand('appeals.decide')
  const before = DECISIONS.find((one) => one === appeal.status)
  const form = useForm({
    resolver: checkedBy(Decision),
    defaultValues: {
      decision: before ?? ('lost' as const),
      day: before ? (appeal.decidedOn ?? today) : today,
      note: appeal.decisionNote,
    },
  })
  const submit = form.handleSubmit(async (values) => {
    const reply = await decide.run({ id: appeal.id, ...values })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(values))
  })
  return (
    <Dialog
      title="Note the decision"
      isOpen
      onClose={onClose}
      width={520}
      actions={
        <>
          <Button look="go" submits form="decision-form" keys="Mod+Enter" inFields isBusy={decide.isBusy}>
            Note it
          </Button>
          <Button keys="Escape" inFields onPress={onClose}>
            Not yet
          </Button>
        </>
      }
    >
      <p>
        The denial of claim {appeal.claim} stays open. If it was overturned, Parity waits for the money; if not, the next level is due, or
        the denial is to be closed.
      </p>
      <form id="decision-form" className={classes['fields']} onSubmit={(event) => void submit(event)} noValidate>
        <Span of={7}>
          <ChoiceField control={form.control} name="decision" label="Decision" choices={choices} isNeeded isFirst />
        </Span>
        <Span of={5}>
          <DayField control={form.control} name="day" label="Day of the decision" today={today} isNeeded />
        </Span>
        <Span of={12}>
          <TextField control={form.control} name="note" label="Note" isOptional hint="What it says, and the number of the letter." />
        </Span>
      </form>
      <ProblemNote problem={decide.problem} />
    </Dialog>
  )
}
