import { MultiSelect, Select, TagsInput, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { DISCIPLINES, MODES, PAYER_KINDS } from '../../../src-shared/contract/practice.ts'
import { RULE_FIELDS, type Condition, type RuleField } from '../../../src-shared/contract/rules.ts'
import { cents, columnMoney, parseMoney } from '../../../src-shared/money.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import { usePicker } from '../../desk/pickers.ts'
import { Button } from '../../kit/Button.tsx'
import classes from './Rules.module.css'
import { comparisons, FIELD_NAMES, hasValues, MODE_NAMES, newCondition } from './rule-words.ts'
import { DISCIPLINE_WORDS, KIND_WORDS } from './words.ts'

type Props = {
  readonly n: number
  readonly condition: Condition
  readonly error: string | undefined
  readonly onChange: (condition: Condition) => void
  /** Without it, the only condition stays. */
  readonly onRemove?: (() => void) | undefined
}

/** Where one types beside what was chosen, on its line while there is room. */
const narrow = { inputField: classes['narrow'] ?? '' }
const fieldChoices = RULE_FIELDS.map((value) => ({ value, label: FIELD_NAMES[value] }))

/** One line of the sentence: what is looked at, how it compares, with what. */
export function ConditionRow({ n, condition, error, onChange, onRemove }: Props): ReactNode {
  const { field, is } = condition
  return (
    <div className={classes['condition']} role="group" aria-label={`Condition ${n + 1}`}>
      <span className={classes['join']}>{n === 0 ? 'If' : 'and'}</span>
      <Select
        aria-label="What"
        data={fieldChoices}
        searchable
        allowDeselect={false}
        value={field}
        onChange={(next) => next !== null && onChange(newCondition(next as RuleField))}
      />
      <Select
        aria-label="Compares"
        data={[...comparisons(field)]}
        allowDeselect={false}
        value={is}
        onChange={(next) =>
          next !== null &&
          onChange({ ...condition, is: next as Condition['is'], values: hasValues(next as Condition['is']) ? condition.values : [] })
        }
      />
      {hasValues(is) ? <Values condition={condition} error={error} onChange={onChange} /> : <span />}
      {onRemove ? <Button look="quiet" small icon={IconX} label={`Without condition ${n + 1}`} onPress={onRemove} /> : <span />}
    </div>
  )
}

function Values({ condition, error, onChange }: Pick<Props, 'condition' | 'error' | 'onChange'>): ReactNode {
  const { field, is, values } = condition
  const choices = useChoices(field)
  const change = (next: readonly string[]): void => onChange({ ...condition, values: [...next] })
  if (is === 'least' || is === 'most')
    return <NumberValue key={field} isMoney={field === 'charge'} value={values[0]} error={error} onChange={change} />
  if (choices)
    return (
      <MultiSelect
        classNames={narrow}
        aria-label="Values"
        data={choices}
        searchable
        hidePickedOptions
        value={[...values]}
        error={error}
        onChange={change}
      />
    )
  return (
    <TagsInput
      classNames={narrow}
      aria-label="Values"
      placeholder={values.length === 0 ? PLACEHOLDERS[field] : ''}
      splitChars={[',', ' ']}
      acceptValueOnBlur
      value={[...values]}
      error={error}
      onChange={(next) => change(next.map((one) => one.toUpperCase()))}
    />
  )
}

const PLACEHOLDERS: Partial<Record<RuleField, string>> = { code: 'As 90837', modifier: 'As 95', diagnosis: 'As F41.1', state: 'As OH' }

/** A whole number, or an amount in dollars that is kept in cents. */
function NumberValue({
  isMoney,
  value,
  error,
  onChange,
}: {
  readonly isMoney: boolean
  readonly value: string | undefined
  readonly error: string | undefined
  readonly onChange: (values: readonly string[]) => void
}): ReactNode {
  const [typed, setTyped] = useState(() => (value === undefined ? '' : isMoney ? columnMoney(cents(wholeNumber(value) ?? 0)) : value))
  const read = (text: string): number | undefined => (isMoney ? parseMoney(text) : wholeNumber(text))
  return (
    <TextInput
      aria-label={isMoney ? 'Amount' : 'Number'}
      inputMode="numeric"
      value={typed}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const number = read(text.trim())
        onChange(number === undefined ? [] : [String(number)])
      }}
    />
  )
}

/** What a field is picked from; undefined where it is typed. */
function useChoices(field: RuleField): { value: string; label: string }[] | undefined {
  const payers = usePicker('payers') ?? []
  const providers = usePicker('providers') ?? []
  const places = usePicker('places') ?? []
  switch (field) {
    case 'payer':
      return payers.map(({ id, name }) => ({ value: String(id), label: name }))
    case 'clinician':
      return providers.map(({ id, name }) => ({ value: String(id), label: name }))
    case 'place':
      return places.map(({ code, words }) => ({ value: code, label: `${code} ${words}` }))
    case 'payerKind':
      return PAYER_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))
    case 'discipline':
      return DISCIPLINES.map((value) => ({ value, label: DISCIPLINE_WORDS[value] }))
    case 'mode':
      return MODES.map((value) => ({ value, label: MODE_NAMES[value] ?? value }))
    case 'frequency':
      return [
        { value: '1', label: '1, first' },
        { value: '7', label: '7, replacement' },
        { value: '8', label: '8, void' },
      ]
    default:
      return undefined
  }
}
