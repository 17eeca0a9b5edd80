import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFieldArray, useForm, useWatch, type Control } from 'react-hook-form'
import { z } from 'zod'
import { Line } from '../../../src-shared/contract/fields.ts'
import type { Input, Output } from '../../../src-shared/contract/index.ts'
import { PatientFields } from '../../../src-shared/contract/practice.ts'
import { useCall, useCommand } from '../../app/queries.ts'
import { useMay, useToday } from '../../app/sitting.ts'
import { useDraft } from '../../desk/drafts.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Answer } from '../../kit/Answer.tsx'
import { Button } from '../../kit/Button.tsx'
import { Drawer } from '../../kit/Dialog.tsx'
import { ChoiceField, DayField, NumberField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, showAt } from '../../kit/problems.ts'
import { DiagnosesField } from './DiagnosesField.tsx'
import { RELATIONSHIPS, SEXES } from './words.ts'

/** The contract's fields, with diagnoses as a list a form can move about. */
const PatientForm = PatientFields.extend({
  diagnoses: z
    .array(z.strictObject({ code: Line(8, 3) }))
    .max(12)
    .nullable(),
})
type Values = z.input<typeof PatientForm>
type Checked = z.output<typeof PatientForm>
/** What is not typed yet is empty text, which the schema refuses. */
const untyped = '' as never

const newPatient: Values = {
  id: null,
  last: '',
  first: '',
  middle: null,
  born: untyped,
  sex: untyped,
  address: { line1: '', line2: null, city: '', state: null, zip: null },
  phone: null,
  diagnoses: [],
  coverages: [],
}
const newCoverage = (position: number): NonNullable<Values['coverages']>[number] => ({
  id: null,
  payer: untyped,
  position,
  memberId: '',
  group: null,
  plan: null,
  relationship: '18',
  subscriberLast: null,
  subscriberFirst: null,
  subscriberBorn: null,
  starts: null,
  ends: null,
})

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

function valuesOf(patient: Output<'patients.get'>): Values {
  const { id, last, first, middle, born, sex, address, phone } = patient
  return {
    id,
    last,
    first,
    middle,
    born: born ?? untyped,
    sex,
    address,
    phone,
    diagnoses: patient.diagnoses?.map((code) => ({ code })) ?? null,
    coverages: patient.coverages.map((one) => {
      const { payerName: _, ...coverage } = one
      return coverage
    }),
  }
}

const inputOf = ({ diagnoses, ...rest }: Checked): Input<'patients.save'> => ({
  ...rest,
  diagnoses: diagnoses?.map(({ code }) => code) ?? null,
})

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

type CoverageProps = { readonly control: Control<Values, unknown, Checked> }

/** Who pays, in which order; the subscriber's own facts where the patient is a dependent. */
function Coverages({ control }: CoverageProps): ReactNode {
  const list = useFieldArray({ control, name: 'coverages', keyName: 'key' })
  return (
    <>
      {list.fields.map((field, n) => (
        <CoverageFields key={field.key} control={control} at={n} onDrop={() => list.remove(n)} />
      ))}
      <FieldGroup
        title={list.fields.length === 0 ? 'Coverage' : 'Another coverage'}
        hint={list.fields.length === 0 ? 'A claim needs one. Without any, the patient pays.' : 'A second plan pays after the first.'}
      >
        <Span of={12}>
          <Button
            small
            icon={IconPlus}
            disabled={list.fields.length >= 5}
            onPress={() => list.append(newCoverage(list.fields.length + 1), { focusName: `coverages.${list.fields.length}.payer` })}
          >
            Add a coverage
          </Button>
        </Span>
      </FieldGroup>
    </>
  )
}

function CoverageFields({ control, at, onDrop }: CoverageProps & { readonly at: number; readonly onDrop: () => void }): ReactNode {
  const today = useToday()
  const payers = usePicker('payers') ?? []
  const relationship = useWatch({ control, name: `coverages.${at}.relationship` })
  return (
    <FieldGroup
      title={at === 0 ? 'First coverage' : `Coverage ${at + 1}`}
      aside={
        <Button look="quiet" small icon={IconTrash} onPress={onDrop}>
          Remove
        </Button>
      }
    >
      <Span of={6}>
        <ChoiceField
          control={control}
          name={`coverages.${at}.payer`}
          label="Payer"
          choices={payers.map(({ id, name }) => ({ value: String(id), label: name }))}
          isNumber
          isNeeded
        />
      </Span>
      <Span of={4}>
        <TextField control={control} name={`coverages.${at}.memberId`} label="Member id" isId isNeeded />
      </Span>
      <Span of={2}>
        <NumberField control={control} name={`coverages.${at}.position`} label="Order" isNeeded />
      </Span>
      <Span of={4}>
        <TextField control={control} name={`coverages.${at}.plan`} label="Plan" isOptional />
      </Span>
      <Span of={4}>
        <TextField control={control} name={`coverages.${at}.group`} label="Group" isOptional isId />
      </Span>
      <Span of={4}>
        <ChoiceField control={control} name={`coverages.${at}.relationship`} label="The patient" choices={RELATIONSHIPS} />
      </Span>
      {relationship !== '18' && (
        <>
          <Span of={4}>
            <TextField control={control} name={`coverages.${at}.subscriberLast`} label="Subscriber’s last name" isOptional />
          </Span>
          <Span of={4}>
            <TextField control={control} name={`coverages.${at}.subscriberFirst`} label="First name" isOptional />
          </Span>
          <Span of={4}>
            <DayField control={control} name={`coverages.${at}.subscriberBorn`} label="Born" today={today} isOptional />
          </Span>
        </>
      )}
      <Span of={4}>
        <DayField control={control} name={`coverages.${at}.starts`} label="From" today={today} isOptional />
      </Span>
      <Span of={4}>
        <DayField control={control} name={`coverages.${at}.ends`} label="Until" today={today} isOptional />
      </Span>
    </FieldGroup>
  )
}
