import type { ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DaySchema, Id } from '../../../src-shared/contract/fields.ts'
import { MODES, SERVICES } from '../../../src-shared/contract/practice.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { ChoiceField, ClockField, DayField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { MODE_OPTIONS, SERVICE_OPTIONS } from '../charges/words.ts'

const time = z.string().regex(/^\d{2}:\d{2}$/, 'a time, as 9:05a')
const Booking = z.strictObject({ provider: Id, day: DaySchema, start: time, stop: time, service: z.enum(SERVICES), mode: z.enum(MODES) })

type Props = { readonly patient: number; readonly name: string; readonly onClose: () => void }

/** Books a session, so that its benefits can be verified before it and it waits to be charged after. */
export function BookDrawer({ patient, name, onClose }: Props): ReactNode {
  const today = useToday()
  const clinicians = usePicker('providers') ?? []
  const form = useForm({
    resolver: checkedBy(Booking),
    defaultValues: { provider: '' as never, day: '' as never, start: '', stop: '', service: 'individual', mode: 'in-person' },
    mode: 'onTouched',
  })
  const book = useCommand('appointments.save')
  const { control } = form
  const start = useWatch({ control, name: 'start' })
  const submit = form.handleSubmit(async (session) => {
    const reply = await book.run({ ...session, patient })
    if (reply.ok) onClose()
    else showAt(reply.problem, form.setError, Object.keys(Booking.shape))
  })
  return (
    <FormDrawer
      title="Book a session"
      under={name}
      onClose={onClose}
      save="Book it"
      isBusy={book.isBusy}
      problem={book.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Session">
        <Span of={6}>
          <DayField control={control} name="day" label="Day" today={today} isNeeded isFirst />
        </Span>
        <Span of={3}>
          <ClockField control={control} name="start" label="From" isNeeded />
        </Span>
        <Span of={3}>
          <ClockField control={control} name="stop" label="To" isNeeded after={start} />
        </Span>
        <Span of={12}>
          <ChoiceField
            control={control}
            name="provider"
            label="Clinician"
            choices={clinicians.map(({ id, name: who }) => ({ value: String(id), label: who }))}
            isNumber
            isNeeded
          />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="service" label="Service" choices={SERVICE_OPTIONS} isNeeded />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="mode" label="Held" choices={MODE_OPTIONS} isNeeded />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
