import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ACTIONS, CAUSES, OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { DayField as DaySchema, Line } from '../../../src-shared/contract/fields.ts'
import type { Input } from '../../../src-shared/contract/index.ts'
import { useCommand } from '../../app/queries.ts'
import { useSitting, useToday } from '../../app/sitting.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { checkedBy } from '../../kit/problems.ts'
import classes from './Denials.module.css'
import { ACTION_WORDS, choicesOf, STATUSES, type Row } from './words.ts'

const Work = z.strictObject({
  owner: Line(60).nullable(),
  action: z.enum(ACTIONS).nullable(),
  status: z.enum(OPEN_DENIAL).nullable(),
  note: Line(2000).nullable(),
  cause: z.enum(CAUSES),
  again: DaySchema.nullable(),
})
type Values = z.infer<typeof Work>
type OpenStatus = (typeof OPEN_DENIAL)[number]

/** A denial; `status` is what the step that was asked for leads to. */
export type WorkOf = { readonly one: Row; readonly status?: OpenStatus }

const statuses = OPEN_DENIAL.map((value) => ({ value, label: STATUSES[value].word }))

/** What changes: what stands as it stood is not sent. */
function changeOf({ one }: WorkOf, { owner, action, status, note, cause, again }: Values): Input<'denials.work'> {
  return {
    id: one.id,
    ...(owner !== one.owner && { owner: owner ?? '' }),
    ...(action !== null && action !== one.action && { action }),
    ...(status !== null && { status }),
    ...(note !== null && note !== '' && { note }),
    ...(cause !== one.cause && { cause }),
    ...(again !== one.again && { again }),
  }
}

type Props = {
  readonly of: WorkOf
  readonly onClose: () => void
}

/** Who works it, on what, and what was done. */
export function WorkDrawer({ of, onClose }: Props): ReactNode {
  const { user } = useSitting()
  const today = useToday()
  const { one } = of
  const form = useForm({
    resolver: checkedBy(Work),
    defaultValues: {
      owner: one.owner,
      action: one.action,
      status: of.status ?? (one.status === 'waiting' ? 'waiting' : 'in-work'),
      note: null,
      cause: CAUSES.find((cause) => cause === one.cause) ?? 'Other',
      again: one.again,
    },
  })
  const draft = useDraft(form, `denial ${one.id}`)
  const work = useCommand('denials.work')
  const save = form.handleSubmit(async (values) => {
    const reply = await work.run(changeOf(of, values))
    if (!reply.ok) return
    await draft.saved()
    onClose()
  })
  return (
    <Drawer
      title="Work this denial"
      under={`${one.patient}, ${one.code}, ${one.reason}, ${one.payer}`}
      isOpen
      onClose={onClose}
      foot={
        <>
          <span>Notes stand in the history of the claim.</span>
          <Button className="end" onPress={onClose}>
            Not now
          </Button>
          <Button look="go" submits form="work-form" keys="Mod+Enter" inFields isBusy={work.isBusy}>
            Save
          </Button>
        </>
      }
    >
      {draft.isBack && <Back onDiscard={draft.discard} />}
      <form id="work-form" onSubmit={(event) => void save(event)} noValidate>
        <FieldGroup title="What was done">
          <Span of={12}>
            <TextField
              control={form.control}
              name="note"
              label="Note"
              rows={5}
              isOptional
              isFirst
              hint="Whom you asked, what was said, the reference number. It takes the place of the note before, which stays in the history."
            />
          </Span>
        </FieldGroup>
        <FieldGroup title="Where it stands">
          <Span of={6}>
            <ChoiceField control={form.control} name="status" label="Status" choices={statuses} />
          </Span>
          <Span of={6}>
            <TextField control={form.control} name="owner" label="Owner" hint={`A name, such as ${user.name}.`} />
          </Span>
          <Span of={6}>
            <DayField
              control={form.control}
              name="again"
              label="Put off until"
              isOptional
              today={today}
              hint={`With the reason as the note. Its limit is ${shownDay(one.due)}; on that day it is back on Today.`}
            />
          </Span>
          <Span of={12}>
            <ChoiceField
              control={form.control}
              name="cause"
              label="Cause"
              choices={CAUSES.map((value) => ({ value, label: value }))}
              hint={`Another one is remembered for ${one.payer}, ${one.reason} and its remarks, and holds for the next denials of the kind.`}
            />
          </Span>
          <Span of={12}>
            <ChoiceField
              control={form.control}
              name="action"
              label="Next step"
              choices={choicesOf(ACTION_WORDS)}
              hint="Another step has another deadline. Parity keeps to what the payer’s rules allow."
            />
          </Span>
        </FieldGroup>
      </form>
      {work.problem && (
        <div className={classes['told']}>
          <ProblemNote problem={work.problem} />
        </div>
      )}
    </Drawer>
  )
}
