import { Checkbox, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconPencil, IconSquareX } from '@tabler/icons-react'
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { usePicker } from '../../desk/pickers.ts'
import { addDays, shownDay, typedDay } from '../../../src-shared/day.ts'
import { useToday } from '../../app/sitting.ts'
import { Money } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { blankDrug, drugRows } from './drugs.ts'
import { DrugRows } from './DrugRows.tsx'
import { Pick } from './Pick.tsx'
import { Small } from './Small.tsx'
import classes from './Charges.module.css'
import { cells } from './columns.tsx'
import { hasLevel, isWithTherapy, startOf, tidyTime, type FieldName, type Typed } from './typed.ts'
import { PatientField } from './PatientField.tsx'
import type { Entry, Missing } from './useEntry.ts'
import { letters, MODE_OPTIONS, modeWord, plainName, SERVICE_OPTIONS, serviceWord } from './words.ts'

type Props = {
  readonly entry: Entry
  readonly missing: readonly Missing[]
  readonly onEnterRow: () => void
  /** Back to the list; what is typed stays. */
  readonly onLeave: () => void
  readonly onDayBy: (days: number) => void
}

/** The row being typed. What Parity fills in is in its colour; Enter saves from any field. */
export function EntryRow({ entry, missing, onEnterRow, onLeave, onDayBy }: Props): ReactNode {
  const own = useRef<HTMLDivElement>(null)
  const { typed, set, suggestion, aim } = entry
  useEffect(() => {
    const field = aim && own.current?.querySelector<HTMLInputElement>(`[data-field=${aim.field}]`)
    field?.focus()
    field?.select()
  }, [aim])
  const lines = suggestion?.lines ?? []
  const [first] = lines
  const keyDown = (event: KeyboardEvent): void => {
    const { target } = event
    const isOpen = target instanceof Element && target.getAttribute('aria-expanded') === 'true'
    if (event.defaultPrevented || isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    if (event.shiftKey && event.key !== '+') return
    // Nothing that is typed as a name begins with a sign; a stop may be +50.
    const isBlank = target instanceof HTMLInputElement && target.dataset['field'] === 'patient' && target.value === ''
    if (event.key === 'Enter') entry.save()
    else if (event.key === 'Escape') onLeave()
    else if (isBlank && event.key === '-') onDayBy(-1)
    else if (isBlank && (event.key === '+' || event.key === '=')) onDayBy(1)
    else return
    event.preventDefault()
  }
  return (
    // Enter and Esc bubble up from the fields inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={own}
      role="group"
      aria-label="The row being typed"
      className={classes['entry']}
      onKeyDown={keyDown}
      onFocus={(event: FocusEvent<HTMLElement>) => {
        if (event.target === event.currentTarget) return
        onEnterRow()
        const { field } = event.target.dataset
        if (field !== undefined) entry.at(field as FieldName)
      }}
    >
      <div className={classes['line']}>
        {cells({
          status: (
            <span className={classes['auto']}>
              <Icon of={IconPencil} size={14} /> {typed.replaces === null ? 'This row' : 'Changing'}
            </span>
          ),
          patient: <PatientField entry={entry} missing={missing} />,
          clinician: <Clinician provider={typed.provider} />,
          start: <TimeInput entry={entry} field="start" label="Start" />,
          stop: <TimeInput entry={entry} field="stop" label="Stop" after={startOf(typed)} />,
          minutes: <b className={`num ${classes['auto'] ?? ''}`}>{suggestion?.minutes}</b>,
          service: (
            <Pick
              label="Service"
              field="service"
              shown={serviceWord(typed.service)}
              options={SERVICE_OPTIONS}
              onPick={({ value }) => set({ service: value, ...(typed.drugs.length === 0 && { drugs: drugRows([], value) }) })}
            />
          ),
          code: (
            <Plain
              entry={entry}
              field="code"
              label="Code"
              filled={entry.isUnbillable ? 'not billable' : lines.map(({ code }) => code).join(', ')}
              most={5}
            />
          ),
          modifiers: <Auto>{first?.modifiers.join(' ')}</Auto>,
          units: <Auto>{lines.map(({ units }) => units).join(', ')}</Auto>,
          place: <Auto>{suggestion?.place}</Auto>,
          diagnoses: <Auto>{suggestion?.diagnoses.join(', ')}</Auto>,
          pointers: <Auto>{letters(first?.pointers ?? [])}</Auto>,
          fee: suggestion?.outcome === 'billed' && (
            <Auto>
              <Money cents={suggestion.cents} />
            </Auto>
          ),
        })}
      </div>
      <More entry={entry} />
      <DrugRows entry={entry} />
      <Said entry={entry} />
    </div>
  )
}

const Auto = ({ children }: { readonly children: ReactNode }): ReactNode => <span className={classes['auto']}>{children}</span>

function Clinician({ provider }: { readonly provider: number | null }): ReactNode {
  const name = usePicker('providers')?.find(({ id }) => id === provider)?.name
  return <Auto>{name === undefined ? '' : plainName(name)}</Auto>
}

/** What stays from row to row, and what few sessions need. */
function More({ entry }: { readonly entry: Entry }): ReactNode {
  const { typed, set, suggestion, lack } = entry
  const today = useToday()
  const providers = usePicker('providers') ?? []
  return (
    <div className={classes['more']}>
      {(typed.day !== null || typed.dayText !== '') && (
        <Small words="Date" width={99}>
          <TextInput
            aria-label="Date"
            data-field="day"
            className="num"
            value={typed.dayText !== '' ? typed.dayText : typed.day === null ? '' : shownDay(typed.day)}
            error={lack?.field === 'day'}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => set({ dayText: value, day: typedDay(value, addDays(today, 366)) ?? null })}
          />
        </Small>
      )}
      <Small words="Clinician" width={170}>
        <Pick
          label="Clinician"
          field="provider"
          shown={providers.find(({ id }) => id === typed.provider)?.name ?? ''}
          options={providers.map(({ id, name }) => ({ value: id, label: name }))}
          onPick={({ value }) => set({ provider: value })}
          placeholder="Who held it"
          isWrong={lack?.field === 'provider'}
        />
      </Small>
      <Small words="Held" width={96}>
        <Pick label="Held" field="mode" shown={modeWord(typed.mode)} options={MODE_OPTIONS} onPick={({ value }) => set({ mode: value })} />
      </Small>
      <Small words="Diagnoses" width={150}>
        <Plain entry={entry} field="diagnoses" label="Diagnoses" filled={suggestion?.diagnoses.join(', ') ?? ''} most={110} />
      </Small>
      {hasLevel(typed.service) && (
        <Small words="E/M code" width={64}>
          <Plain entry={entry} field="em" label="E/M code" filled="" most={5} />
        </Small>
      )}
      {isWithTherapy(typed.service) && (
        <Small words="Therapy minutes" width={48}>
          <Plain entry={entry} field="therapyMinutes" label="Therapy minutes" filled="" most={3} />
        </Small>
      )}
      <Checkbox
        label="Interactive complexity"
        size="xs"
        data-field="interactive"
        checked={typed.interactive}
        onChange={(event) => set({ interactive: event.currentTarget.checked })}
      />
      <Checkbox
        label="Drug given"
        size="xs"
        checked={typed.drugs.length > 0}
        onChange={(event) => set({ drugs: event.currentTarget.checked ? [blankDrug] : [] })}
      />
    </div>
  )
}

type FieldProps = { readonly entry: Entry; readonly label: string }

function Plain({
  entry,
  field,
  label,
  filled,
  most,
}: FieldProps & {
  readonly field: Extract<FieldName, keyof Typed & ('code' | 'em' | 'diagnoses' | 'therapyMinutes')>
  readonly filled: string
  readonly most: number
}): ReactNode {
  return (
    <TextInput
      aria-label={label}
      aria-description={filled === '' ? undefined : `Parity fills in ${filled}`}
      data-field={field}
      className={`id ${classes['filled'] ?? ''}`}
      value={entry.typed[field]}
      placeholder={filled}
      maxLength={most}
      error={entry.lack?.field === field}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => entry.set({ [field]: event.currentTarget.value.toUpperCase().trimStart() })}
    />
  )
}

function TimeInput({
  entry,
  field,
  label,
  after,
}: FieldProps & { readonly field: 'start' | 'stop'; readonly after?: string | undefined }): ReactNode {
  const text = entry.typed[field]
  return (
    <TextInput
      aria-label={label}
      data-field={field}
      className={`num ${classes['time'] ?? ''}`}
      value={text}
      placeholder={label}
      error={entry.lack?.field === field}
      autoComplete="off"
      onChange={(event) => entry.set({ [field]: event.currentTarget.value })}
      onBlur={() => {
        const tidy = tidyTime(text, after)
        if (tidy !== text) entry.set({ [field]: tidy })
      }}
    />
  )
}

/** What a second Enter does. */
const keepsWords = (entry: Entry): string =>
  entry.isUnbillable ? 'Enter again keeps it as a visit without a claim.' : 'Enter again saves it all the same.'

/** The one thing to know about the row just now, under it. */
function Said({ entry }: { readonly entry: Entry }): ReactNode {
  const { lack, suggestion, asks } = entry
  const { notice } = suggestion ?? {}
  const isBad = lack === undefined && notice?.grade === 'stop' && entry.isUnbillable
  const words = lack ? lack.words : [notice?.words, asks ? keepsWords(entry) : undefined].filter(Boolean).join(' ')
  return (
    <div role="status" className={words === '' ? undefined : `${classes['said'] ?? ''} ${isBad ? 'fam-bad' : 'fam-warn'}`}>
      {words !== '' && <Icon of={isBad ? IconSquareX : IconAlertTriangle} size={14} />}
      {words !== '' && <span className="words">{words}</span>}
    </div>
  )
}
