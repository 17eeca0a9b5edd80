import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DayField as DaySchema, Id, Line } from '../../../src-shared/contract/fields.ts'
import { addDays, daysBetween, type Day } from '../../../src-shared/day.ts'
import { partsIn, UNITS } from '../../../src-shared/quantity.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { ChoiceField, DayField, NumberField, TextField, TickField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import type { Card } from './AuthorizationDrawer.tsx'
import { PatientChoice } from './PatientChoice.tsx'
import { UNIT_CHOICES } from './words.ts'

/** What is asked for: a first one of a patient still to be named; more where one ends or runs out; the same again, corrected. */
export type Asking = { readonly is: 'new' } | { readonly is: 'more' | 'again'; readonly of: Card }

const Form = z
  .strictObject({
    coverage: Id,
    starts: DaySchema,
    ends: DaySchema,
    codes: Line(200),
    provider: Id.nullable(),
    unit: z.enum(UNITS),
    amount: z.int('a whole number, at least 1').min(1, 'a whole number, at least 1').max(10_000),
    isUrgent: z.boolean(),
    note: Line(200),
  })
  .refine((one) => one.ends >= one.starts, { path: ['ends'], message: 'a day not before the first' })
type Values = z.input<typeof Form>

const untyped = '' as never
const fresh: Values = {
  coverage: untyped,
  starts: untyped,
  ends: untyped,
  codes: '',
  provider: null,
  unit: 'visit',
  amount: untyped,
  isUrgent: false,
  note: '',
}

/** More begins where visits run out, at the first session that is not covered, or behind the last day, whichever comes first; for as long and as much. */
function valuesOf(asking: Asking, today: Day): Values {
  if (asking.is === 'new') return fresh
  const { coverage, codes, providerId, unit, amount, note, starts, ends, uncoveredDay, lastDay, state } = asking.of
  const shared = { coverage, codes, provider: providerId, unit, amount: Math.floor(amount / partsIn(unit)), isUrgent: false }
  if (asking.is === 'again') return { ...shared, note, starts, ends }
  const runsOut = (state === 'short' || state === 'over') && lastDay !== null ? [addDays(lastDay, 1)] : []
  const [soonest = today] = [addDays(ends, 1), ...runsOut, ...(uncoveredDay === null ? [] : [uncoveredDay])].toSorted()
  const first = soonest < today ? today : soonest
  return { ...shared, note: '', starts: first, ends: addDays(first, daysBetween(starts, ends)) }
}

type Props = { readonly asking: Asking; readonly onClose: () => void; readonly onAsked: (id: number) => void }

/** What the payer is asked to agree to; then the request stands with the authorization, to be saved and uploaded. */
export function RequestDrawer({ asking, onClose, onAsked }: Props): ReactNode {
  const today = useToday()
  const { tell } = useNotices()
  const [picked, setPicked] = useState<number>()
  const patient = asking.is === 'new' ? picked : asking.of.patient
  const known = useCall('patients.get', { id: patient ?? 1 }, { when: patient !== undefined })
  const coverages = patient === undefined ? [] : (known.data?.coverages ?? [])
  const clinicians = usePicker('providers') ?? []
  const form = useForm({ resolver: checkedBy(Form), defaultValues: valuesOf(asking, today), mode: 'onTouched' })
  const ask = useCommand('authorizations.ask')
  const { control } = form
  const submit = form.handleSubmit(async (typed) => {
    if (patient === undefined) return
    const reply = await ask.run({
      ...typed,
      id: asking.is === 'again' ? asking.of.id : null,
      patient,
      amount: typed.amount * partsIn(typed.unit),
      renews: asking.is === 'more' ? asking.of.id : asking.is === 'again' ? asking.of.renews : null,
    })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(fresh))
      return
    }
    const { payer, id, file } = reply.value
    tell({ words: `The request to ${payer} is written. Save it and upload it.`, open: { screen: 'exchange', open: file } })
    onClose()
    onAsked(id)
  })
  return (
    <FormDrawer
      title={TITLES[asking.is]}
      {...(asking.is !== 'new' && { under: `${asking.of.patientName}, ${asking.of.payer}` })}
      width={600}
      onClose={onClose}
      says="Writes a 278 file. Nothing leaves this computer until you upload it."
      save="Write the request"
      isBusy={ask.isBusy}
      problem={ask.problem}
      onSubmit={submit}
    >
      {asking.is === 'new' && <PatientChoice picked={picked} onPick={setPicked} />}
      <FieldGroup title="When">
        <Span of={12}>
          <ChoiceField
            control={control}
            name="coverage"
            label="Coverage"
            choices={coverages.map(({ id, payerName, memberId }) => ({ value: String(id), label: `${payerName}, ${memberId}` }))}
            isNumber
            isNeeded
          />
        </Span>
        <Span of={6}>
          <DayField control={control} name="starts" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={control} name="ends" label="To" today={today} isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="What" hint="A code as 90837, a family as 9083*, a range as 90832-90838. Nothing asks for any outpatient code.">
        <Span of={7}>
          <TextField control={control} name="codes" label="Codes" isId />
        </Span>
        <Span of={5}>
          <ChoiceField
            control={control}
            name="provider"
            label="Clinician"
            placeholder="The practice"
            choices={clinicians.map(({ id, name }) => ({ value: String(id), label: name }))}
            isNumber
            isOptional
          />
        </Span>
        <Span of={6}>
          <NumberField control={control} name="amount" label="How many" isNeeded isFirst={asking.is !== 'new'} />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="unit" label="Counted in" choices={UNIT_CHOICES} isNeeded />
        </Span>
        <Span of={12}>
          <TickField control={control} name="isUrgent" label="Urgent: the care cannot wait for the usual time of a review" />
        </Span>
        <Span of={12}>
          <TextField control={control} name="note" label="Note, kept here and not sent" />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}

const TITLES = { new: 'Ask a payer for an authorization', more: 'Ask the payer for more', again: 'Ask the payer again' } as const
