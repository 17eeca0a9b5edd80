import { Select, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ChangeEvent, ReactNode } from 'react'
import { useFieldArray, useForm, useFormState, useWatch } from 'react-hook-form'
import { RuleFields, type Then } from '../../../src-shared/contract/rules.ts'
import { useCommand } from '../../app/queries.ts'
import { useToday } from '../../app/sitting.ts'
import { Button } from '../../kit/Button.tsx'
import { DayField, TextField } from '../../kit/Fields.tsx'
import { FieldGroup, Span } from '../../kit/Form.tsx'
import { FormDrawer } from '../../kit/FormDrawer.tsx'
import { checkedBy, sentenceOf, showAt } from '../../kit/problems.ts'
import { ConditionRow } from './ConditionRow.tsx'
import { changesClaim, DOES, doesOf, newCondition, saysOf, thenOf } from './rule-words.ts'
import classes from './Rules.module.css'

type Props = {
  readonly id: number | null
  readonly rule: RuleFields
  readonly isOn: boolean
  /** It was begun from a denial. */
  readonly isBegun?: boolean
  readonly onClose: () => void
  readonly onSaved: (id: number) => void
}

const MOST = 12

/** A rule as a sentence: if, and, then. */
export function RuleDrawer({ id, rule, isOn, isBegun = false, onClose, onSaved }: Props): ReactNode {
  const today = useToday()
  const form = useForm({ resolver: checkedBy(RuleFields), defaultValues: rule, mode: 'onTouched' })
  const { control } = form
  const save = useCommand('rules.save')
  const list = useFieldArray({ control, name: 'when' })
  const when = useWatch({ control, name: 'when' })
  const action = useWatch({ control, name: 'action' })
  const { errors, isSubmitted } = useFormState({ control })
  const thenErrors = (errors.action ?? {}) as { readonly words?: { message?: string }; readonly value?: { message?: string } }
  const submit = form.handleSubmit(async (checked) => {
    const reply = await save.run({ ...checked, id })
    if (reply.ok) onSaved(reply.value.id)
    else showAt(reply.problem, form.setError, ['name'])
  })
  const errorOf = (n: number): string | undefined => {
    const message = errors.when?.[n]?.values?.message
    return message === undefined ? undefined : sentenceOf(message)
  }
  return (
    <FormDrawer
      title={id === null ? 'Write a rule' : `Edit “${rule.name}”`}
      width={760}
      onClose={onClose}
      says={isOn ? 'A changed rule is off until it was tried again.' : 'It is off until it was tried.'}
      save="Save and try"
      isBusy={save.isBusy}
      problem={save.problem}
      onSubmit={submit}
    >
      <FieldGroup title="Name" {...(isBegun && { hint: 'Begun from the denial. Make it as wide or as narrow as it should be.' })}>
        <Span of={12}>
          <TextField control={control} name="name" label="What you call it" isNeeded isFirst />
        </Span>
      </FieldGroup>
      <FieldGroup title="If" hint="All of these. Code, modifier, place and units must meet on one line of the claim.">
        {list.fields.map((one, n) => (
          <ConditionRow
            key={one.id}
            n={n}
            condition={when[n] ?? newCondition('payer')}
            error={errorOf(n)}
            onChange={(next) => form.setValue(`when.${n}`, next, { shouldDirty: true, shouldValidate: isSubmitted })}
            onRemove={list.fields.length > 1 ? () => list.remove(n) : undefined}
          />
        ))}
        <div className={classes['full']}>
          <Button small icon={IconPlus} disabled={list.fields.length >= MOST} onPress={() => list.append(newCondition('code'))}>
            And
          </Button>
        </div>
      </FieldGroup>
      <FieldGroup title="Then">
        <ThenRow
          action={action}
          error={thenErrors.words?.message ?? thenErrors.value?.message}
          onSet={(next) => form.setValue('action', next, { shouldDirty: true, shouldValidate: isSubmitted })}
        />
      </FieldGroup>
      <FieldGroup title="Services" hint="Empty for any day.">
        <Span of={6}>
          <DayField control={control} name="starts" label="From" today={today} isOptional />
        </Span>
        <Span of={6}>
          <DayField control={control} name="ends" label="Until" today={today} isOptional />
        </Span>
      </FieldGroup>
    </FormDrawer>
  )
}

type ThenProps = { readonly action: Then; readonly error: string | undefined; readonly onSet: (action: Then) => void }

function ThenRow({ action, error, onSet }: ThenProps): ReactNode {
  const does = doesOf(action)
  const isChange = changesClaim(does)
  const field = {
    value: saysOf(action),
    error: error === undefined ? undefined : sentenceOf(error),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onSet(thenOf(does, event.currentTarget.value)),
  }
  return (
    <div className={classes['then']}>
      <span className={classes['join']}>then</span>
      <Select
        aria-label="Does"
        data={[...DOES]}
        allowDeselect={false}
        value={does}
        onChange={(next) => next !== null && onSet(thenOf(next, changesClaim(next) === isChange ? saysOf(action) : ''))}
      />
      {isChange ? (
        <TextInput
          aria-label={does === 'place' ? 'Place' : 'Modifier'}
          placeholder={does === 'place' ? 'As 10' : 'As 95'}
          maxLength={2}
          {...field}
        />
      ) : (
        <Textarea aria-label="What it says" placeholder="What the biller reads on the claim" rows={3} maxLength={200} {...field} />
      )}
    </div>
  )
}
