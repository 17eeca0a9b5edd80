import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { Told } from '../../../src-shared/contract/eligibility.ts'
import { useNotices } from '../../app/notices.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { ChoiceField, DayField, MoneyField, NumberField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import type { Card } from './words.ts'

const OUTCOMES = [
  { value: 'active', label: 'Covered' },
  { value: 'inactive', label: 'Not covered' },
  { value: 'undetermined', label: 'They could not say' },
]
const NETWORKS = [
  { value: 'in', label: 'In network' },
  { value: 'out', label: 'Out of network' },
]
const RULES = [
  { value: 'first', label: 'Before the deductible' },
  { value: 'after', label: 'After the deductible' },
]
const NEEDED = [
  { value: 'Y', label: 'Needed' },
  { value: 'N', label: 'Not needed' },
  { value: 'U', label: 'They could not say' },
]
const COVERED = [
  { value: 'Y', label: 'Covered' },
  { value: 'N', label: 'Not covered' },
  { value: 'U', label: 'They could not say' },
]
const NOTHING = {
  plan: null,
  planBegins: null,
  planEnds: null,
  network: null,
  copay: null,
  coinsurance: null,
  copayRule: null,
  deductible: null,
  deductibleLeft: null,
  outOfPocket: null,
  outOfPocketLeft: null,
  visits: null,
  visitsLeft: null,
  authorization: null,
  telehealth: null,
} as const

/** What a payer said on the telephone: asked in the order of the call, kept with who said it and its number. What was not said stays empty. */
export function TellDrawer({ card, onClose }: { readonly card: Card; readonly onClose: () => void }): ReactNode {
  const today = useToday()
  const { tell } = useNotices()
  const form = useForm({
    resolver: checkedBy(Told),
    defaultValues: { by: '', reference: '', outcome: 'active' as const, note: '', ...NOTHING },
    mode: 'onTouched',
  })
  const keep = useCommand('eligibility.tell')
  const { control } = form
  const submit = form.handleSubmit(async (told) => {
    const reply = await keep.run({ appointment: card.appointment, ...told })
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(Told.shape))
      return
    }
    tell({ words: 'The telephone check is on the card.' })
    onClose()
  })
  return (
    <FormDrawer
      title={`Call ${card.payer ?? 'the payer'}`}
      under={`${card.patient}, member ${card.memberId ?? 'id not known'}`}
      onClose={onClose}
      says="What was not said stays empty: that is not zero."
      save="Keep it"
      isBusy={keep.isBusy}
      problem={keep.problem}
      onSubmit={submit}
    >
      <FieldGroup title="The call">
        <Span of={6}>
          <TextField control={control} name="by" label="Who said it" isNeeded isFirst />
        </Span>
        <Span of={6}>
          <TextField control={control} name="reference" label="Number of the call" isId isNeeded />
        </Span>
      </FieldGroup>
      <FieldGroup title="Coverage">
        <Span of={6}>
          <ChoiceField control={control} name="outcome" label="On the day of the session" choices={OUTCOMES} isNeeded />
        </Span>
        <Span of={6}>
          <TextField control={control} name="plan" label="Plan" isOptional />
        </Span>
        <Span of={4}>
          <DayField control={control} name="planBegins" label="Plan begins" today={today} isOptional />
        </Span>
        <Span of={4}>
          <DayField control={control} name="planEnds" label="Plan ends" today={today} isOptional />
        </Span>
        <Span of={4}>
          <ChoiceField control={control} name="network" label="Network" choices={NETWORKS} />
        </Span>
      </FieldGroup>
      <FieldGroup title="Outpatient mental health">
        <Span of={4}>
          <MoneyField control={control} name="copay" label="Copay" />
        </Span>
        <Span of={4}>
          <NumberField control={control} name="coinsurance" label="Coinsurance, %" />
        </Span>
        <Span of={4}>
          <ChoiceField control={control} name="copayRule" label="Copay is owed" choices={RULES} />
        </Span>
        <Span of={6}>
          <MoneyField control={control} name="deductible" label="Deductible" />
        </Span>
        <Span of={6}>
          <MoneyField control={control} name="deductibleLeft" label="Left of it" />
        </Span>
        <Span of={6}>
          <MoneyField control={control} name="outOfPocket" label="Out of pocket" />
        </Span>
        <Span of={6}>
          <MoneyField control={control} name="outOfPocketLeft" label="Left of that" />
        </Span>
        <Span of={6}>
          <NumberField control={control} name="visits" label="Visits allowed" />
        </Span>
        <Span of={6}>
          <NumberField control={control} name="visitsLeft" label="Visits left" />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="authorization" label="Authorization" choices={NEEDED} />
        </Span>
        <Span of={6}>
          <ChoiceField control={control} name="telehealth" label="Telehealth" choices={COVERED} />
        </Span>
        <Span of={12}>
          <TextField control={control} name="note" label="What else was said" rows={2} />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}
