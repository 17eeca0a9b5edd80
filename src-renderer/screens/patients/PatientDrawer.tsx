import type { ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { useDraft } from '../../desk/drafts.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { Coverages } from './Coverages.tsx'
import { DiagnosesField } from './DiagnosesField.tsx'
import { inputOf, newPatient, PatientForm, valuesOf, type Values } from './patient-form.ts'
import { SEXES } from './words.ts'

type Props = { readonly id: number | undefined; readonly onClose: () => void; readonly onSaved: (id: number) => void }

/** Adds a patient, or changes one. */
export function PatientDrawer({ id, onClose, onSaved }: Props): ReactNode {
  const asked = useCall('patients.get', { id: id ?? 1 }, { when: id !== undefined })
  // Who sees no diagnoses leaves them as they are.
  const seesDiagnoses = useMay()('clinical.read')
  if (id === undefined)
    return (
      <PatientForming
        values={{ ...newPatient, diagnoses: seesDiagnoses ? [] : null }}
        title="Add a patient"
        onClose={onClose}
        onSaved={onSaved}
      />
    )
  if (asked.data)
    return (
      <PatientForming
        values={valuesOf(asked.data)}
        title={`Edit ${asked.data.first} ${asked.data.last}`}
        onClose={onClose}
        onSaved={onSaved}
      />
    )
  return (
    <Drawer title="Edit a patient" isOpen onClose={onClose} foot={null}>
      <Answer of={asked}>{() => null}</Answer>
    </Drawer>
  )
}

function PatientForming({
  values,
  title,
  onClose,
  onSaved,
}: {
  readonly values: Values
  readonly title: string
  readonly onClose: () => void
  readonly onSaved: (id: number) => void
}): ReactNode {
  const today = useToday()
  const form = useForm({ resolver: checkedBy(PatientForm), defaultValues: values, mode: 'onTouched' })
  const save = useCommand('patients.save')
  const draft = useDraft(form, `patient ${values.id ?? 'new'}`)
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run(inputOf(checked))
    if (!reply.ok) {
      showAt(reply.problem, form.setError, Object.keys(newPatient))
      return
    }
    await draft.saved()
    onClose()
    onSaved(reply.value.id)
  })
  const { control } = form
  return (
    <FormDrawer
      title={title}
      onClose={onClose}
      width={640}
      draft={draft}
      says="What you type is kept until it is saved."
      save={values.id === null ? 'Add the patient' : 'Save the changes'}
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Who">
        <Span of={5}>
          <TextField control={control} name="last" label="Last name" isNeeded isFirst />
        </Span>
        <Span of={4}>
          <TextField control={control} name="first" label="First name" isNeeded />
        </Span>
        <Span of={3}>
          <TextField control={control} name="middle" label="Middle" isOptional />
        </Span>
        <Span of={4}>
          <DayField control={control} name="born" label="Born" today={today} isNeeded />
        </Span>
        <Span of={4}>
          <ChoiceField control={control} name="sex" label="Sex on claims" choices={SEXES} isNeeded />
        </Span>
        <Span of={4}>
          <TextField control={control} name="phone" label="Phone" isOptional digitsOnly />
        </Span>
      </FieldGroup>
      <FieldGroup title="Address">
        <Span of={7}>
          <TextField control={control} name="address.line1" label="Street" />
        </Span>
        <Span of={5}>
          <TextField control={control} name="address.line2" label="Apartment" isOptional />
        </Span>
        <Span of={6}>
          <TextField control={control} name="address.city" label="City" />
        </Span>
        <Span of={2}>
          <TextField control={control} name="address.state" label="State" isOptional isUpper />
        </Span>
        <Span of={4}>
          <TextField control={control} name="address.zip" label="ZIP" isOptional digitsOnly />
        </Span>
      </FieldGroup>
      <Coverages control={control} />
      {values.diagnoses !== null && (
        <FieldGroup title="Diagnoses" hint="What the next claims start with. The first is the main one.">
          <Span of={12}>
            <DiagnosesField control={control} name="diagnoses" />
          </Span>
        </FieldGroup>
      )}
    </FormDrawer>
  )
}
