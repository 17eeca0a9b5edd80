import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFieldArray, useWatch, type Control } from 'react-hook-form'
import { useToday } from '../../app/sitting.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField, DayField, NumberField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { newCoverage, type Checked, type Values } from './patient-form.ts'
import { HOMES, RELATIONSHIPS } from './words.ts'

type CoverageProps = { readonly control: Control<Values, unknown, Checked> }

/** Who pays, in which order; the subscriber's own facts where the patient is a dependent. */
export function Coverages({ control }: CoverageProps): ReactNode {
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

type PlaceProps = CoverageProps & { readonly at: number }

function CoverageFields({ control, at, onDrop }: PlaceProps & { readonly onDrop: () => void }): ReactNode {
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
      {relationship !== '18' && <SubscriberFields control={control} at={at} />}
      <Span of={4}>
        <DayField control={control} name={`coverages.${at}.starts`} label="From" today={today} isOptional />
      </Span>
      <Span of={4}>
        <DayField control={control} name={`coverages.${at}.ends`} label="Until" today={today} isOptional />
      </Span>
    </FieldGroup>
  )
}

/** Who has the plan, where the patient is a dependent on it. The home is asked by paper claims alone. */
function SubscriberFields({ control, at }: PlaceProps): ReactNode {
  const today = useToday()
  const lives = useWatch({ control, name: `coverages.${at}.subscriberLives` })
  return (
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
      <Span of={4}>
        <ChoiceField control={control} name={`coverages.${at}.subscriberLives`} label="Subscriber lives" choices={HOMES} />
      </Span>
      {lives === 'elsewhere' && (
        <>
          <Span of={5}>
            <TextField control={control} name={`coverages.${at}.subscriberAddress.line1`} label="Subscriber’s street" />
          </Span>
          <Span of={3}>
            <TextField control={control} name={`coverages.${at}.subscriberAddress.line2`} label="Apartment" isOptional />
          </Span>
          <Span of={6}>
            <TextField control={control} name={`coverages.${at}.subscriberAddress.city`} label="Subscriber’s city" />
          </Span>
          <Span of={2}>
            <TextField control={control} name={`coverages.${at}.subscriberAddress.state`} label="State" isOptional isUpper />
          </Span>
          <Span of={4}>
            <TextField control={control} name={`coverages.${at}.subscriberAddress.zip`} label="ZIP" isOptional digitsOnly />
          </Span>
        </>
      )}
    </>
  )
}
