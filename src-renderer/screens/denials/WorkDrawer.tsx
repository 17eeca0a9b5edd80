import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { ACTIONS, OPEN_DENIAL } from '../../../src-shared/contract/denials.ts'
import { Line } from '../../../src-shared/contract/fields.ts'
import type { Input } from '../../../src-shared/contract/index.ts'
import { useEach } from '../../app/each.ts'
import { useCommand } from '../../app/queries.ts'
import { useSitting } from '../../app/sitting.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Back } from '../../kit/Back.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { ChoiceField, TextField } from '../../kit/Fields.tsx'
import { counted } from '../../kit/figures.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { ProblemNote } from '../../kit/Problem.tsx'
import { Job } from '../../kit/Progress.tsx'
import { checkedBy } from '../../kit/problems.ts'
import classes from './Denials.module.css'
import { Told, type Outcome } from './Told.tsx'
import { ACTION_WORDS, choicesOf, STATUSES, type Row } from './words.ts'

const Work = z.strictObject({
  owner: Line(60).nullable(),
  action: z.enum(ACTIONS).nullable(),
  status: z.enum(OPEN_DENIAL).nullable(),
  note: Line(2000).nullable(),
})
type Values = z.infer<typeof Work>
type OpenStatus = (typeof OPEN_DENIAL)[number]

/** One denial, or some that were selected; `status` is what the step that was asked for leads to. */
export type WorkOf = { readonly one: Row; readonly status?: OpenStatus } | { readonly ids: readonly number[] }

const statuses = OPEN_DENIAL.map((value) => ({ value, label: STATUSES[value].word }))

/** What changes for one denial: what stands as it stood is not sent. */
function changeOf(of: WorkOf, id: number, { owner, action, status, note }: Values): Input<'denials.work'> {
  const before = 'one' in of ? of.one : undefined
  return {
    id,
    ...(before ? owner !== before.owner && { owner: owner ?? '' } : owner !== null && owner !== '' && { owner }),
    ...(action !== null && action !== before?.action && { action }),
    ...(status !== null && { status }),
    ...(note !== null && note !== '' && { note }),
  }
}

type Props = {
  readonly of: WorkOf
  /** All of it was changed. */
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Who works it, on what, and what was done. */
export function WorkDrawer({ of, onDone, onClose }: Props): ReactNode {
  const { user } = useSitting()
  const one = 'one' in of ? of.one : undefined
  const ids = 'one' in of ? [of.one.id] : of.ids
  const form = useForm({
    resolver: checkedBy(Work),
    defaultValues: {
      owner: one ? one.owner : null,
      action: one ? one.action : null,
      status: 'one' in of ? (of.status ?? (of.one.status === 'waiting' ? 'waiting' : 'in-work')) : null,
      note: null,
    },
  })
  const draft = useDraft(form, one ? `denial ${one.id}` : 'denials')
  const work = useCommand('denials.work')
  const each = useEach('denials.work')
  const [told, setTold] = useState<Outcome>()
  const save = form.handleSubmit(async (values) => {
    if (one) {
      const reply = await work.run(changeOf(of, one.id, values))
      if (!reply.ok) return
      await draft.saved()
      return onClose()
    }
    const inputs = ids.map((id) => changeOf(of, id, values))
    const done = await each.run(inputs, `Changing ${counted(ids.length, 'denial')}`)
    await draft.saved()
    if (done.refused.length === 0 && !done.isStopped) {
      onDone()
      return onClose()
    }
    setTold({ ...done, of: ids })
  })
  const isBusy = work.isBusy || each.progress !== undefined
  return (
    <Drawer
      title={one ? 'Work this denial' : `Work ${counted(ids.length, 'denial')}`}
      under={one ? `${one.patient}, ${one.code}, ${one.reason}, ${one.payer}` : 'An empty field leaves each as it is.'}
      isOpen
      onClose={isBusy ? () => undefined : onClose}
      foot={
        <>
          <span>Notes stand in the history of the claim.</span>
          <Button className="end" disabled={isBusy} onPress={onClose}>
            {told ? 'Close' : 'Not now'}
          </Button>
          {!told && (
            <Button look="go" submits form="work-form" keys="Mod+Enter" inFields isBusy={isBusy}>
              {one ? 'Save' : `Change ${ids.length.toLocaleString('en-US')}`}
            </Button>
          )}
        </>
      }
    >
      {draft.isBack && !told && <Back onDiscard={draft.discard} />}
      {each.progress && <Job progress={each.progress} title="Changing denials" onStop={each.stop} />}
      {told && (
        <div className={classes['told']}>
          <Told outcome={told} />
        </div>
      )}
      <form id="work-form" onSubmit={(event) => void save(event)} noValidate hidden={told !== undefined}>
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
            <ChoiceField
              control={form.control}
              name="status"
              label="Status"
              choices={statuses}
              isOptional={!one}
              placeholder={one ? '' : 'As it is'}
            />
          </Span>
          <Span of={6}>
            <TextField
              control={form.control}
              name="owner"
              label="Owner"
              placeholder={one ? '' : 'As it is'}
              isOptional={!one}
              hint={`A name, such as ${user.name}.`}
            />
          </Span>
          <Span of={12}>
            <ChoiceField
              control={form.control}
              name="action"
              label="Next step"
              choices={choicesOf(ACTION_WORDS)}
              isOptional={!one}
              placeholder={one ? '' : 'As it is'}
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
