import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { Filter } from '../../src-shared/contract/list.ts'
import { addMonths, shownDay, typedDay, type Day } from '../../src-shared/day.ts'
import { cents, columnMoney, parseMoney } from '../../src-shared/money.ts'
import { wholeNumber } from '../../src-shared/number.ts'
import { stated } from '../../src-shared/result.ts'
import { daysOf, SPANS, type Span } from '../../src-shared/span.ts'
import { useToday } from '../app/sitting.ts'
import { usePicker } from '../desk/pickers.ts'
import { Button } from '../kit/Button.tsx'
import { TextSkeleton } from '../kit/Skeleton.tsx'
import { Mark } from '../kit/Status.tsx'
import type { FilterChoice, GridRow } from './columns.tsx'
import classes from './Filters.module.css'
import { useValueCounts } from './counts.ts'
import type { Grid } from './useGrid.ts'
import { SPAN_WORDS, type FilterField } from './view.ts'

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

type PickerProps = {
  readonly fields: readonly FilterField[]
  readonly groups: readonly { readonly id: string; readonly head: string }[]
  readonly onPick: (field: FilterField) => void
  readonly onGroup: (id: string) => void
  /** Backspace where nothing is typed. */
  readonly onErase: () => void
}

/** Which column to filter by, or to group by. */
export function FilterPicker({ fields, groups, onPick, onGroup, onErase }: PickerProps): ReactNode {
  const [typed, setTyped] = useState('')
  const options = [
    ...fields.map((field) => ({ key: field.field, words: field.head, pick: () => onPick(field) })),
    ...groups.map(({ id, head }) => ({ key: `group ${id}`, words: `Group by ${head}`, pick: () => onGroup(id) })),
  ].filter(({ words }) => has(words, typed))
  return (
    // The keys go through the list; each of its parts can be pressed by itself.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={classes['editor']} onKeyDown={walkList}>
      <TextInput
        aria-label="Filter by"
        placeholder="Filter or group by"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' && typed === '') onErase()
          if (event.key !== 'Enter' || !options[0]) return
          // The first choice has the focus as soon as it is picked, and would be pressed by the same key.
          event.preventDefault()
          options[0].pick()
        }}
      />
      <div className={classes['list']}>
        {options.map(({ key, words, pick }) => (
          <button key={key} type="button" data-option className={classes['option']} onClick={pick}>
            {words}
          </button>
        ))}
      </div>
    </div>
  )
}

type EditorProps = {
  readonly grid: Grid<GridRow>
  readonly field: FilterField
  readonly filter: Filter | undefined
  readonly onDone: (filter: Filter | undefined) => void
}

/** What the value of one column must be. Enter applies it. */
export function FilterEditor<Row extends GridRow>({ grid, ...rest }: Omit<EditorProps, 'grid'> & { readonly grid: Grid<Row> }): ReactNode {
  const { field, filter, onDone } = rest
  // The editor reads no row.
  const props: EditorProps = { ...rest, grid: grid as unknown as Grid<GridRow> }
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

/** The other way round: all but these. */
function Not({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }): ReactNode {
  return (
    <button type="button" role="checkbox" aria-checked={isOn} data-option className={classes['option']} onClick={() => onChange(!isOn)}>
      <Tick isOn={isOn} />
      All but these
    </button>
  )
}

function Tick({ isOn }: { readonly isOn: boolean }): ReactNode {
  return (
    <span className={`${classes['tick']} ${isOn ? classes['ticked'] : ''}`}>
      {isOn && <IconCheck size={12} stroke={2.4} aria-hidden />}
    </span>
  )
}

const isNot = (filter: Filter | undefined): boolean => filter !== undefined && 'not' in filter && filter.not === true

function TextEditor({ field, filter, onDone }: EditorProps): ReactNode {
  const [text, setText] = useState(filter?.is === 'text' ? filter.text : filter?.is === 'any' ? (filter.of[0] ?? '') : '')
  const [not, setNot] = useState(isNot(filter))
  const apply = (): void => onDone({ is: 'text', field: field.field, text: text.trim(), ...(not && { not }) })
  return (
    <Form isReady={text.trim() !== ''} onApply={apply}>
      <TextInput
        label={`${field.head} has`}
        data-autofocus
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes['list']}>
        <Not isOn={not} onChange={setNot} />
      </div>
    </Form>
  )
}

function PickerEditor({ picker, ...props }: EditorProps & { readonly picker: 'payers' | 'providers' }): ReactNode {
  const list = usePicker(picker)
  return list ? <AnyEditor {...props} choices={list.map(({ name }) => ({ value: name, label: name }))} /> : <TextSkeleton />
}

function AnyEditor({ grid, field, filter, onDone, choices }: EditorProps & { readonly choices: readonly FilterChoice[] }): ReactNode {
  const [of, setOf] = useState<readonly string[]>(filter?.is === 'any' ? filter.of : [])
  const [not, setNot] = useState(isNot(filter))
  const [typed, setTyped] = useState('')
  const counts = useValueCounts(grid, field.field)
  const isLong = choices.length > 8
  const shown = choices.filter(({ label }) => has(label, typed))
  const turn = (value: string): void => setOf(of.includes(value) ? of.filter((one) => one !== value) : [...of, value])
  const apply = (): void => onDone({ is: 'any', field: field.field, of: [...of], ...(not && { not }) })
  return (
    <Form isReady={of.length > 0} onApply={apply}>
      {isLong && (
        <TextInput
          aria-label={`Find in ${field.head}`}
          placeholder="Find"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // What was found is ticked by Enter; where the field is empty, Enter filters.
            if (event.key !== 'Enter' || typed.trim() === '' || !shown[0]) return
            event.preventDefault()
            turn(shown[0].value)
            setTyped('')
          }}
        />
      )}
      <div className={classes['list']} role="group" aria-label={field.head}>
        {shown.map(({ value, label, shape }, n) => (
          <button
            key={value}
            type="button"
            role="checkbox"
            aria-checked={of.includes(value)}
            aria-label={label}
            data-option
            data-autofocus={(!isLong && n === 0) || undefined}
            className={classes['option']}
            onClick={() => turn(value)}
          >
            <Tick isOn={of.includes(value)} />
            {shape && <Mark shape={shape} />}
            <span className="cut">{label}</span>
            {counts && <span className={`${classes['many']} num`}>{(counts.get(value) ?? 0).toLocaleString('en-US')}</span>}
          </button>
        ))}
      </div>
      <div className={classes['list']}>
        <Not isOn={not} onChange={setNot} />
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

/** Spans whose names begin as what was typed, the shortest way to say "this month". */
const spanOf = (typed: string): Span | undefined => {
  const plain = typed.trim().toLowerCase()
  return plain.length < 2 || /^\d/.test(plain) ? undefined : SPANS.find((span) => SPAN_WORDS[span].startsWith(plain))
}

function DaysEditor({ field, filter, onDone }: EditorProps): ReactNode {
  const today = useToday()
  const shown = (day: Day | undefined): string => (day === undefined ? '' : shownDay(day))
  const within = filter?.is === 'days' ? filter.within : undefined
  const [from, setFrom] = useState(within ? SPAN_WORDS[within] : filter?.is === 'days' ? shown(filter.from) : '')
  const [to, setTo] = useState(filter?.is === 'days' ? shown(filter.to) : '')
  const span = spanOf(from)
  const read = (text: string): Day | undefined => typedDay(text, addMonths(today, 240))
  const isWrong = (text: string): boolean => text.trim() !== '' && read(text) === undefined
  const isReady = span !== undefined || ((from.trim() !== '' || to.trim() !== '') && !isWrong(from) && !isWrong(to))
  const choose = (one: Span): void => onDone({ is: 'days', field: field.field, within: one })
  const apply = (): void => {
    if (span) choose(span)
    else onDone({ is: 'days', field: field.field, ...stated({ from: read(from), to: read(to) }) })
  }
  return (
    <Form isReady={isReady} onApply={apply}>
      <div className={classes['pair']}>
        <TextInput
          label={`${field.head} from`}
          data-autofocus
          className="num"
          placeholder="MM/DD/YYYY"
          value={from}
          error={span === undefined && isWrong(from) && 'As 11/19/2026, or this month'}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="until"
          className="num"
          placeholder="MM/DD/YYYY"
          value={to}
          disabled={span !== undefined}
          error={isWrong(to) && 'As 11/19/2026'}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <p className={classes['means']} aria-live="polite">
        {span && `${SPAN_WORDS[span]}: ${shownDay(daysOf(span, today).from)} – ${shownDay(daysOf(span, today).to)}`}
      </p>
      <div className={classes['quick']}>
        {SPANS.map((one) => (
          <Button key={one} small aria-pressed={one === (span ?? within)} onPress={() => choose(one)}>
            {SPAN_WORDS[one].charAt(0).toUpperCase() + SPAN_WORDS[one].slice(1)}
          </Button>
        ))}
      </div>
    </Form>
  )
}
