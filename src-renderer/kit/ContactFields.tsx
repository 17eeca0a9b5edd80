import type { ReactNode } from 'react'
import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import type { Day } from '../../src-shared/day.ts'
import { ChoiceField, DayField, TextField } from './Fields.tsx'
import { FieldGroup, Span } from './Form.tsx'

type Choices = readonly { readonly value: string; readonly label: string }[]

/** A record of words as the choices of a field. */
export const choicesOf = <T extends string>(words: Readonly<Record<T, string>>) =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))

type Props<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  readonly ways: Choices
  readonly says: Choices
  /** Whether it was a call: then who spoke and the number of the call are needed. */
  readonly isCall: boolean
  readonly today: Day
  readonly hint?: ReactNode
}

/** What a payer told a person: where, who, under which number, what, and when to look again. The fields are `way by reference said again note`. */
export function ContactFields<T extends FieldValues, C, O>({ control, ways, says, isCall, today, hint }: Props<T, C, O>): ReactNode {
  const name = (own: string): FieldPath<T> => own as FieldPath<T>
  return (
    <>
      <FieldGroup title="Asked">
        <Span of={4}>
          <ChoiceField control={control} name={name('way')} label="Where" choices={ways} isNeeded />
        </Span>
        <Span of={4}>
          <TextField control={control} name={name('by')} label="Who said it" isNeeded={isCall} isFirst />
        </Span>
        <Span of={4}>
          <TextField control={control} name={name('reference')} label="Number of the call" isId isNeeded={isCall} />
        </Span>
      </FieldGroup>
      <FieldGroup title="The answer" hint={hint}>
        <Span of={8}>
          <ChoiceField control={control} name={name('said')} label="What it said" choices={says} isNeeded />
        </Span>
        <Span of={4}>
          <DayField control={control} name={name('again')} label="Look again on" today={today} isOptional />
        </Span>
        <Span of={12}>
          <TextField control={control} name={name('note')} label="What else was said" rows={2} />
        </Span>
      </FieldGroup>
    </>
  )
}
