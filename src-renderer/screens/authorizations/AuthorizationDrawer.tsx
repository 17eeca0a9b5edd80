import { useState, type ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { AUTHORIZATION_STATUSES } from '../../../src-shared/contract/authorizations.ts'
import { DayField as DaySchema, Id, Line } from '../../../src-shared/contract/fields.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { addDays, daysBetween } from '../../../src-shared/day.ts'
import { partsIn, UNITS } from '../../../src-shared/quantity.ts'
import { useNotices } from '../../app/notices.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { ChoiceField, DayField, NumberField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { PatientChoice } from './PatientChoice.tsx'
import { STATUS_CHOICES, UNIT_CHOICES } from './words.ts'

export type Card = Output<'authorizations.cards'>[number]
/** What the drawer is for: a new one of a patient, or of one still to be named; a change; the renewal of one. */
export type Entering =
  | { readonly is: 'new'; readonly patient?: { readonly id: number; readonly name: string } }
  | { readonly is: 'edit' | 'renew'; readonly of: Card }

const Form = z
  .strictObject({
    coverage: Id,
    number: Line(50),
    status: z.enum(AUTHORIZATION_STATUSES),
    starts: DaySchema,
    ends: DaySchema,
    codes: Line(200),
    provider: Id.nullable(),
    unit: z.enum(UNITS),
    amount: z.int('a whole number, at least 1').min(1, 'a whole number, at least 1').max(10_000),
    earlier: z.int('a whole number').min(0).max(10_000),
    reference: Line(50),
    note: Line(200),
  })
  .refine((one) => one.ends >= one.starts, { path: ['ends'], message: 'a day not before the first' })
type Values = z.input<typeof Form>

const untyped = '' as never
const fresh: Values = {
  coverage: untyped,
  number: '',
  status: 'approved',
  starts: untyped,
  ends: untyped,
  codes: '',
  provider: null,
  unit: 'visit',
  amount: untyped,
  earlier: 0,
  reference: '',
  note: '',
}

function valuesOf(entering: Entering): Values {
  if (entering.is === 'new') return fresh
  const { coverage, number, status, starts, ends, codes, providerId, unit, amount, earlier, reference, note } = entering.of
  const whole = partsIn(unit)
  const known: Values = {
    coverage,
    number,
    status,
    starts,
    ends,
    codes,
    provider: providerId,
    unit,
    amount: Math.floor(amount / whole),
    earlier: Math.floor(earlier / whole),
    reference,
    note,
  }
  if (entering.is === 'edit') return known
  // A renewal goes on where the earlier one ends, for as long and as much.
  const next = addDays(ends, 1)
  return {
    ...known,
    number: '',
    reference: '',
    note: '',
    status: 'approved',
    earlier: 0,
    starts: next,
    ends: addDays(next, daysBetween(starts, ends)),
  }
}

type Props = { readonly entering: Entering; readonly onClose: () => void; readonly onSaved?: (id: number) => void }

/** Enters an authorization, changes one, or renews one. */
export function AuthorizationDrawer({ entering, onClose, onSaved }: Props): ReactNode {
  const today = useToday()
  const { tell } = useNotices()
  const [picked, setPicked] = useState<number>()
  const patient = entering.is === 'new' ? (entering.patient?.id ?? picked) : entering.of.patient
  const known = useCall('patients.get', { id: patient ?? 1 }, { when: patient !== undefined })
  const coverages = patient === undefined ? [] : (known.data?.coverages ?? [])
  const clinicians = usePicker('providers') ?? []
  const form = useForm({ resolver: checkedBy(Form), defaultValues: valuesOf(entering), mode: 'onTouched' })
  const save = useCommand('authorizations.save')
  const { control } = form
  const unit = useWatch({ control, name: 'unit' })
  const submit = form.handleSubmit(async (typed) => {
    if (patient === undefined) return
    const whole = partsIn(typed.unit)
    const reply = await save.run({
      ...typed,
      id: entering.is === 'edit' ? entering.of.id : null,
      patient,
      amount: typed.amount * whole,
      earlier: typed.earlier * whole,
      renews: entering.is === 'renew' ? entering.of.id : entering.is === 'edit' ? entering.of.renews : null,
    })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(fresh))
      return
    }
    tell({ words: entering.is === 'edit' ? 'Authorization changed.' : 'Authorization entered. Sessions are counted against it.' })
    onClose()
    onSaved?.(reply.value.id)
  })
  const under = entering.is === 'new' ? entering.patient?.name : entering.of.patientName
  return (
    <FormDrawer
      title={TITLES[entering.is]}
      {...(under !== undefined && { under })}
      width={600}
      onClose={onClose}
      says="What is booked and charged is counted at once."
      save={entering.is === 'edit' ? 'Save the changes' : 'Enter it'}
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      {entering.is === 'new' && entering.patient === undefined && <PatientChoice picked={picked} onPick={setPicked} />}
      <FieldGroup title="What the payer said">
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
        <Span of={5}>
          <TextField control={control} name="number" label="Number" isId />
        </Span>
        <Span of={7}>
          <ChoiceField control={control} name="status" label="Answer" choices={STATUS_CHOICES} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={control} name="starts" label="From" today={today} isNeeded />
        </Span>
        <Span of={6}>
          <DayField control={control} name="ends" label="To" today={today} isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="For what" hint="A code as 90837, a family as 9083*, a range as 90832-90838. Nothing is any code.">
        <Span of={7}>
          <TextField control={control} name="codes" label="Codes" isId />
        </Span>
        <Span of={5}>
          <ChoiceField
            control={control}
            name="provider"
            label="Clinician"
            placeholder="Any"
            choices={clinicians.map(({ id, name }) => ({ value: String(id), label: name }))}
            isNumber
            isOptional
          />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="amount" label="How many" isNeeded />
        </Span>
        <Span of={4}>
          <ChoiceField control={control} name="unit" label="Counted in" choices={UNIT_CHOICES} isNeeded />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="earlier" label={unit === 'visit' ? 'Visits used before' : 'Used before'} />
        </Span>
      </FieldGroup>
      <FieldGroup title="Review">
        <Span of={5}>
          <TextField control={control} name="reference" label="Reference of the review" isId />
        </Span>
        <Span of={7}>
          <TextField control={control} name="note" label="Note" />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}

const TITLES = { new: 'Enter an authorization', edit: 'Edit the authorization', renew: 'Renew the authorization' } as const
