import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DayOfForm, Line } from '../../../src-shared/contract/fields.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'

const EpisodeForm = z.strictObject({ program: Line(120, 1), starts: DayOfForm, ends: DayOfForm.nullable() })

type Props = { readonly patient: number; readonly name: string; readonly onClose: () => void }

/** Marks an episode of a substance-use program by hand. */
export function MarkDrawer({ patient, name, onClose }: Props): ReactNode {
  const today = useToday()
  const mark = useCommand('part2.mark')
  const form = useForm<z.input<typeof EpisodeForm>, unknown, z.output<typeof EpisodeForm>>({
    resolver: checkedBy(EpisodeForm),
    defaultValues: { program: '', starts: '' as never, ends: null },
    mode: 'onTouched',
  })
  const submit = form.handleSubmit(async (episode) => {
    const reply = await mark.run({ ...episode, patient })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(EpisodeForm.shape))
  })
  return (
    <FormDrawer
      title="Mark an episode"
      under={name}
      width={500}
      onClose={onClose}
      save="Mark it"
      isBusy={mark.isBusy}
      problem={mark.problem}
      onSubmit={submit}
    >
      <FieldGroup
        title="Episode of a substance-use program"
        hint="From its first day on, nothing about the services in it leaves without a consent on file, and only people with the grant see the patient."
      >
        <Span of={12}>
          <TextField
            control={form.control}
            name="program"
            label="Program"
            hint="As the practice calls it, such as Intensive outpatient."
            isNeeded
            isFirst
          />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="starts" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={form.control} name="ends" label="Until" today={today} isOptional hint="Empty while it goes on." />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
