import { Checkbox, PasswordInput, Select, TextInput, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { parseDay, shownDay, typedDay, type Day } from '../../src-shared/day.ts'
import { cents, columnMoney, parseMoney } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { clock } from './figures.tsx'
import { sentenceOf } from './problems.ts'
import { typedTime } from '../../src-shared/times.ts'

/** What every field is told: the form it belongs to, its path in it, its label, and one line of help. */
type FieldProps<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  readonly name: FieldPath<T>
  readonly label: string
  readonly hint?: ReactNode
  readonly isNeeded?: boolean
  readonly isOff?: boolean
  /** Has the focus when the form opens. */
  readonly isFirst?: boolean
}

/** The parts of a field that are the same whatever it holds. */
function useField<T extends FieldValues, C, O>({ control, name, label, hint, isNeeded, isOff }: FieldProps<T, C, O>) {
  const { field, fieldState } = useController({ control, name })
  const bound = { name: field.name, onBlur: field.onBlur, ref: field.ref }
  return {
    field,
    bound,
    shared: {
      label,
      description: hint,
      error: fieldState.error?.message === undefined ? undefined : sentenceOf(fieldState.error.message),
      disabled: isOff ?? false,
      'aria-required': isNeeded ?? false,
      ...bound,
    },
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

type TextProps<T extends FieldValues, C, O> = FieldProps<T, C, O> & {
  /** What an empty field means: nothing was told. */
  readonly isOptional?: boolean
  readonly placeholder?: string
  readonly rows?: number
  /** Drops what people type between digits: `(555) 010-2233` is `5550102233`. */
  readonly digitsOnly?: boolean
  readonly isUpper?: boolean
  readonly isId?: boolean
}

export function TextField<T extends FieldValues, C, O>(props: TextProps<T, C, O>): ReactNode {
  const { field, shared } = useField(props)
  const { isOptional = false, placeholder, rows, digitsOnly = false, isUpper = false, isId = false, isFirst = false } = props
  const change = (text: string): void => {
    const cased = isUpper ? text.toUpperCase() : text
    const plain = digitsOnly ? cased.replaceAll(/[\s().-]/g, '') : cased
    field.onChange(plain === '' && isOptional ? null : plain)
  }
  const input = {
    ...shared,
    value: textOf(field.value),
    placeholder,
    'data-autofocus': isFirst || undefined,
    autoComplete: 'off',
    spellCheck: false,
  }
  if (rows !== undefined) return <Textarea {...input} rows={rows} onChange={(event) => change(event.currentTarget.value)} />
  return <TextInput {...input} className={isId || digitsOnly ? 'id' : ''} onChange={(event) => change(event.currentTarget.value)} />
}

export function SecretField<T extends FieldValues, C, O>(props: FieldProps<T, C, O>): ReactNode {
  const { field, shared } = useField(props)
  return (
    <PasswordInput
      {...shared}
      value={textOf(field.value)}
      onChange={field.onChange}
      data-autofocus={props.isFirst || undefined}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': `Show or hide: ${props.label}` }}
    />
  )
}

/** A date as one types it; it is read when one leaves the field. */
export function DayField<T extends FieldValues, C, O>(
  props: FieldProps<T, C, O> & { readonly today: Day; readonly isOptional?: boolean },
): ReactNode {
  const { field, shared } = useField(props)
  const [typed, setTyped] = useState<string>()
  const known = parseDay(textOf(field.value))
  const read = (text: string): void => {
    setTyped(undefined)
    field.onChange(text.trim() === '' && props.isOptional ? null : (typedDay(text, props.today) ?? text))
    field.onBlur()
  }
  return (
    <TextInput
      {...shared}
      error={shared.error === undefined ? undefined : 'A date is needed, as 11/19/2026.'}
      value={typed ?? (known ? shownDay(known) : textOf(field.value))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => read(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') read(event.currentTarget.value)
      }}
      placeholder="MM/DD/YYYY"
      className="num"
      autoComplete="off"
      data-autofocus={props.isFirst || undefined}
    />
  )
}

/** A time of day as one types it, `905`, `2p`, `14:05`; it is read when one leaves the field. `after` is the time it comes after. */
export function ClockField<T extends FieldValues, C, O>(props: FieldProps<T, C, O> & { readonly after?: string }): ReactNode {
  const { field, shared } = useField(props)
  const [typed, setTyped] = useState<string>()
  const known = textOf(field.value)
  const read = (text: string): void => {
    setTyped(undefined)
    field.onChange(typedTime(text, props.after === '' ? undefined : props.after) ?? text)
    field.onBlur()
  }
  return (
    <TextInput
      {...shared}
      data-autofocus={props.isFirst || undefined}
      value={typed ?? (/^\d{2}:\d{2}$/.test(known) ? clock(known) : known)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => read(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') read(event.currentTarget.value)
      }}
      className="num"
      autoComplete="off"
    />
  )
}

/** An amount as one types it; it is read when one leaves the field. */
export function MoneyField<T extends FieldValues, C, O>(props: FieldProps<T, C, O>): ReactNode {
  const { field, shared } = useField(props)
  const [typed, setTyped] = useState<string>()
  const known: unknown = field.value
  const read = (text: string): void => {
    setTyped(undefined)
    field.onChange(parseMoney(text, true) ?? (text.trim() === '' ? null : text))
    field.onBlur()
  }
  return (
    <TextInput
      {...shared}
      data-autofocus={props.isFirst || undefined}
      error={shared.error === undefined ? undefined : 'An amount is needed, as 175.00.'}
      value={typed ?? (typeof known === 'number' ? columnMoney(cents(known)) : textOf(known))}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => read(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') read(event.currentTarget.value)
      }}
      inputMode="decimal"
      className="num"
      autoComplete="off"
    />
  )
}

/** A whole number, such as days. */
export function NumberField<T extends FieldValues, C, O>(props: FieldProps<T, C, O>): ReactNode {
  const { field, shared } = useField(props)
  const value: unknown = field.value
  return (
    <TextInput
      {...shared}
      data-autofocus={props.isFirst || undefined}
      value={typeof value === 'number' ? String(value) : textOf(value)}
      onChange={(event) => field.onChange(wholeNumber(event.currentTarget.value.trim()) ?? event.currentTarget.value)}
      inputMode="numeric"
      className="num"
      autoComplete="off"
    />
  )
}

export type Choice = { readonly value: string; readonly label: string }

type ChoiceProps<T extends FieldValues, C, O> = FieldProps<T, C, O> & {
  readonly choices: readonly Choice[]
  readonly isOptional?: boolean
  readonly placeholder?: string
  /** The form holds a number, such as an id. */
  readonly isNumber?: boolean
  /** Hears what was chosen, after the form has it. */
  readonly onChoose?: (value: string) => void
}

/** One of some, found by typing. */
export function ChoiceField<T extends FieldValues, C, O>(props: ChoiceProps<T, C, O>): ReactNode {
  const { field, shared } = useField(props)
  const value: unknown = field.value
  return (
    <Select
      {...shared}
      data={[...props.choices]}
      searchable={props.choices.length > 6}
      clearable={props.isOptional ?? false}
      clearButtonProps={{ 'aria-label': `Clear ${props.label}` }}
      nothingFoundMessage="None"
      placeholder={props.placeholder ?? ''}
      value={value === null || value === undefined || value === '' ? null : String(value as string | number)}
      onChange={(next) => {
        field.onChange(next === null ? (props.isOptional ? null : '') : props.isNumber ? (wholeNumber(next) ?? null) : next)
        if (next !== null) props.onChoose?.(next)
      }}
    />
  )
}

export function TickField<T extends FieldValues, C, O>(props: FieldProps<T, C, O>): ReactNode {
  const { field, bound, shared } = useField(props)
  return (
    <Checkbox
      {...bound}
      label={props.label}
      description={props.hint}
      disabled={shared.disabled}
      checked={Boolean(field.value)}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
      size="xs"
    />
  )
}
