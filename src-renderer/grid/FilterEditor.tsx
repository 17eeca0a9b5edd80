import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { Filter } from '../../src-shared/contract/list.ts'
import { addDays, addMonths, parseDay, shownDay, typedDay, type Day } from '../../src-shared/day.ts'
import { cents, columnMoney, parseMoney } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { stated } from '../../src-shared/result.ts'
import { useToday } from '../app/sitting.ts'
import { usePicker } from '../desk/pickers.ts'
import { Button } from '../kit/Button.tsx'
import { TextSkeleton } from '../kit/Skeleton.tsx'
import { Mark } from '../kit/Status.tsx'
import type { FilterChoice } from './columns.tsx'
import classes from './Filters.module.css'
import type { FilterField } from './view.ts'

/** The pop-over looks for its first field once; the second step has its own. */
const focusFirst = (form: HTMLElement | null): void => form?.querySelector<HTMLElement>('[data-autofocus]')?.focus()

/** Up and down go through a list of buttons, from the field above it. */
function walkList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-option]')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

const has = (label: string, typed: string): boolean => label.toLowerCase().includes(typed.trim().toLowerCase())

/** Which column to filter by. */
export function FilterPicker({
  fields,
  onPick,
}: {
  readonly fields: readonly FilterField[]
  readonly onPick: (field: FilterField) => void
}): ReactNode {
  const [typed, setTyped] = useState('')
  const found = fields.filter(({ head }) => has(head, typed))
  return (
    // The keys go through the list; each of its parts can be pressed by itself.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes['editor']} onKeyDown={walkList}>
      <TextInput
        aria-label="Filter by"
        placeholder="Filter by"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !found[0]) return
          // The first choice has the focus as soon as it is picked, and would be pressed by the same key.
          event.preventDefault()
          onPick(found[0])
        }}
      />
      <div className={classes['list']}>
        {found.map((field) => (
          <button key={field.field} type="button" data-option className={classes['option']} onClick={() => onPick(field)}>
            {field.head}
          </button>
        ))}
      </div>
    </div>
  )
}

type EditorProps = {
  readonly field: FilterField
  readonly filter: Filter | undefined
  readonly onDone: (filter: Filter | undefined) => void
}

/** What the value of one column must be. Enter applies it. */
export function FilterEditor(props: EditorProps): ReactNode {
  const { field, filter, onDone } = props
  return (
    <>
      <Kind {...props} />
      {field.canBeEmpty && (
        <div className={classes['quick']} style={{ padding: '0 8px 8px' }}>
          <Button small onPress={() => onDone({ is: 'empty', field: field.field, empty: true })}>
            Is empty
          </Button>
          <Button small onPress={() => onDone({ is: 'empty', field: field.field, empty: false })}>
            Is not empty
          </Button>
        </div>
      )}
      {filter && (
        <div className={classes['quick']} style={{ padding: '0 8px 8px' }}>
          <Button look="quiet" small onPress={() => onDone(undefined)}>
            Without this filter
          </Button>
        </div>
      )}
    </>
  )
}

function Kind(props: EditorProps): ReactNode {
  const { kind } = props.field
  switch (kind.is) {
    case 'text':
      return <TextEditor {...props} />
    case 'any':
      return typeof kind.of === 'string' ? <PickerEditor {...props} picker={kind.of} /> : <AnyEditor {...props} choices={kind.of} />
    case 'number':
    case 'money':
      return <NumberEditor {...props} isMoney={kind.is === 'money'} />
    case 'days':
      return <DaysEditor {...props} />
  }
}

function Form({
  onApply,
  isReady,
  children,
}: {
  readonly onApply: () => void
  readonly isReady: boolean
  readonly children: ReactNode
}): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isReady) onApply()
  }
  return (
    // The keys go through the list; the form is sent by Enter all the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form ref={focusFirst} className={classes['editor']} onSubmit={submit} onKeyDown={walkList} noValidate>
      {children}
      <Button look="go" submits disabled={!isReady}>
        Filter
      </Button>
    </form>
  )
}

function TextEditor({ field, filter, onDone }: EditorProps): ReactNode {
  const [text, setText] = useState(filter?.is === 'text' ? filter.text : '')
  return (
    <Form isReady={text.trim() !== ''} onApply={() => onDone({ is: 'text', field: field.field, text: text.trim() })}>
      <TextInput
        label={`${field.head} has`}
        data-autofocus
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </Form>
  )
}

function PickerEditor({ picker, ...props }: EditorProps & { readonly picker: 'payers' | 'providers' }): ReactNode {
  const list = usePicker(picker)
  return list ? <AnyEditor {...props} choices={list.map(({ name }) => ({ value: name, label: name }))} /> : <TextSkeleton />
}

function AnyEditor({ field, filter, onDone, choices }: EditorProps & { readonly choices: readonly FilterChoice[] }): ReactNode {
  const [of, setOf] = useState<readonly string[]>(filter?.is === 'any' ? filter.of : [])
  const [typed, setTyped] = useState('')
  const isLong = choices.length > 8
  return (
    <Form isReady={of.length > 0} onApply={() => onDone({ is: 'any', field: field.field, of: [...of] })}>
      {isLong && (
        <TextInput
          aria-label={`Find in ${field.head}`}
          placeholder="Find"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={classes['list']} role="group" aria-label={field.head}>
        {choices
          .filter(({ label }) => has(label, typed))
          .map(({ value, label, shape }, n) => {
            const isOn = of.includes(value)
            return (
              <button
                key={value}
                type="button"
                role="checkbox"
                aria-checked={isOn}
                data-option
                data-autofocus={(!isLong && n === 0) || undefined}
                className={classes['option']}
                onClick={() => setOf(isOn ? of.filter((one) => one !== value) : [...of, value])}
              >
                <span className={`${classes['tick']} ${isOn ? classes['ticked'] : ''}`}>
                  {isOn && <IconCheck size={12} stroke={2.4} aria-hidden />}
                </span>
                {shape && <Mark shape={shape} />}
                <span className="cut">{label}</span>
              </button>
            )
          })}
      </div>
    </Form>
  )
}

function NumberEditor({ field, filter, onDone, isMoney }: EditorProps & { readonly isMoney: boolean }): ReactNode {
  const shown = (value: number | undefined): string => (value === undefined ? '' : isMoney ? columnMoney(cents(value)) : String(value))
  const [from, setFrom] = useState(filter?.is === 'number' ? shown(filter.from) : '')
  const [to, setTo] = useState(filter?.is === 'number' ? shown(filter.to) : '')
  const read = (text: string): number | undefined => (isMoney ? parseMoney(text, true) : wholeNumber(text.trim()))
  const isWrong = (text: string): boolean => text.trim() !== '' && read(text) === undefined
  const isReady = (from.trim() !== '' || to.trim() !== '') && !isWrong(from) && !isWrong(to)
  const wrong = isMoney ? 'As 175.00' : 'A whole number'
  return (
    <Form isReady={isReady} onApply={() => onDone({ is: 'number', field: field.field, ...stated({ from: read(from), to: read(to) }) })}>
      <div className={classes['pair']}>
        <TextInput
          label={`${field.head} from`}
          data-autofocus
          className="num"
          value={from}
          error={isWrong(from) && wrong}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="up to"
          className="num"
          value={to}
          error={isWrong(to) && wrong}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
    </Form>
  )
}

const monthStart = (day: Day): Day => parseDay(`${day.slice(0, 7)}-01`) ?? day

/** Spans people often want, by their names. */
function spans(today: Day): readonly { readonly name: string; readonly from: Day; readonly to: Day }[] {
  const month = monthStart(today)
  const year = parseDay(`${today.slice(0, 4)}-01-01`) ?? today
  return [
    { name: 'Last 30 days', from: addDays(today, -30), to: today },
    { name: 'This month', from: month, to: addDays(addMonths(month, 1), -1) },
    { name: 'Last month', from: addMonths(month, -1), to: addDays(month, -1) },
    { name: 'This year', from: year, to: addDays(addMonths(year, 12), -1) },
  ]
}

function DaysEditor({ field, filter, onDone }: EditorProps): ReactNode {
  const today = useToday()
  const shown = (day: Day | undefined): string => (day === undefined ? '' : shownDay(day))
  const [from, setFrom] = useState(filter?.is === 'days' ? shown(filter.from) : '')
  const [to, setTo] = useState(filter?.is === 'days' ? shown(filter.to) : '')
  const read = (text: string): Day | undefined => typedDay(text, addMonths(today, 240))
  const isWrong = (text: string): boolean => text.trim() !== '' && read(text) === undefined
  const isReady = (from.trim() !== '' || to.trim() !== '') && !isWrong(from) && !isWrong(to)
  return (
    <Form isReady={isReady} onApply={() => onDone({ is: 'days', field: field.field, ...stated({ from: read(from), to: read(to) }) })}>
      <div className={classes['pair']}>
        <TextInput
          label={`${field.head} from`}
          data-autofocus
          className="num"
          placeholder="MM/DD/YYYY"
          value={from}
          error={isWrong(from) && 'As 11/19/2026'}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="until"
          className="num"
          placeholder="MM/DD/YYYY"
          value={to}
          error={isWrong(to) && 'As 11/19/2026'}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <div className={classes['quick']}>
        {spans(today).map((span) => (
          <Button key={span.name} small onPress={() => onDone({ is: 'days', field: field.field, from: span.from, to: span.to })}>
            {span.name}
          </Button>
        ))}
      </div>
    </Form>
  )
}
