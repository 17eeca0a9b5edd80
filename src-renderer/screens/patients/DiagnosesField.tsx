import { Autocomplete } from '@mantine/core'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useFieldArray, useFormState, type Control, type FieldArray, type FieldArrayPath, type FieldValues } from 'react-hook-form'
import { usePicker } from '../../desk/pickers.ts'
import { Button } from '../../kit/Button.tsx'
import { sentenceOf } from '../../kit/problems.ts'
import classes from './Patients.module.css'

type Props<T extends FieldValues, C, O> = {
  readonly control: Control<T, C, O>
  readonly name: FieldArrayPath<T>
  readonly isFirst?: boolean
}

const most = 12

/** Diagnoses in their order, found by code or by words. */
export function DiagnosesField<T extends FieldValues, C, O>({ control, name, isFirst = false }: Props<T, C, O>): ReactNode {
  const known = usePicker('diagnoses') ?? []
  const list = useFieldArray({ control, name })
  const { errors } = useFormState({ control })
  const [typed, setTyped] = useState('')
  const codes = list.fields.map((field) => ('code' in field && typeof field.code === 'string' ? field.code : ''))
  const labels = new Map(known.map(({ code, words }) => [code, words]))
  const add = (text: string): void => {
    const code = text.split(' ')[0]?.trim().toUpperCase() ?? ''
    setTyped('')
    if (code === '' || codes.includes(code) || codes.length >= most) return
    list.append({ code } as FieldArray<T, FieldArrayPath<T>>)
  }
  const message = messageOf(errors[name])
  return (
    <div className={classes['diagnoses']}>
      {codes.length > 0 && (
        <ol className={classes['codes']} aria-label="Diagnoses">
          {codes.map((code, n) => (
            <li key={list.fields[n]?.id ?? code}>
              <span className="third">{String.fromCharCode(65 + n)}</span>
              <b className="id">{code}</b>
              <span className="second cut">{labels.get(code) ?? ''}</span>
              <span className={classes['moves']}>
                <Button
                  look="quiet"
                  small
                  icon={IconArrowUp}
                  label={`${code}: one place up`}
                  disabled={n === 0}
                  onPress={() => list.swap(n, n - 1)}
                />
                <Button look="quiet" small icon={IconX} label={`Without ${code}`} onPress={() => list.remove(n)} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <Autocomplete
        data-autofocus={isFirst || undefined}
        label="Add a diagnosis"
        placeholder="Code or words"
        value={typed}
        onChange={setTyped}
        data={known.map(({ code, words }) => ({ value: `${code} ${words}`, label: `${code} ${words}` }))}
        limit={8}
        error={message === undefined ? undefined : sentenceOf(message)}
        disabled={codes.length >= most}
        onOptionSubmit={(value) => setTimeout(() => add(value))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || typed.trim() === '') return
          event.preventDefault()
          add(typed)
        }}
      />
    </div>
  )
}

function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('message' in error && typeof error.message === 'string') return error.message
  return 'root' in error ? messageOf(error.root) : undefined
}
