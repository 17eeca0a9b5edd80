import { Checkbox, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconPencil, IconSquareX } from '@tabler/icons-react'
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'
import { usePatientPick, usePicker } from '../../desk/pickers.ts'
import { shownDay } from '../../../src-shared/day.ts'
import { Money } from '../../kit/figures.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { Pick } from './Pick.tsx'
import classes from './Charges.module.css'
import { cells } from './columns.tsx'
import { hasLevel, isWithTherapy, startOf, tidyTime, type FieldName, type Typed } from './typed.ts'
import type { Entry } from './useEntry.ts'
import { letters, MODE_OPTIONS, modeWord, plainName, SERVICE_OPTIONS, serviceWord } from './words.ts'

type Props = {
  readonly entry: Entry
  readonly onEnterRow: () => void
  /** Back to the list; what is typed stays. */
  readonly onLeave: () => void
  readonly onDayBy: (days: number) => void
}

/** The row being typed. What Parity fills in is in its colour; Enter saves from any field. */
export function EntryRow({ entry, onEnterRow, onLeave, onDayBy }: Props): ReactNode {
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
    const isBlank = target instanceof HTMLInputElement && target.type === 'text' && target.value === ''
    if (event.key === 'Enter') void entry.save()
    else if (event.key === 'Escape') onLeave()
    // Nothing that is typed here begins with these.
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
        if (event.target !== event.currentTarget) onEnterRow()
      }}
    >
      <div className={classes['line']}>
        {cells({
          status: (
            <span className={classes['auto']}>
              <Icon of={IconPencil} size={14} /> This row
            </span>
          ),
          patient: <PatientPickField entry={entry} />,
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
              onPick={({ value }) => set({ service: value })}
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
  const providers = usePicker('providers') ?? []
  return (
    <div className={classes['more']}>
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
    </div>
  )
}

function Small({ words, width, children }: { readonly words: string; readonly width: number; readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes['small']}>
      <span aria-hidden>{words}</span>
      <div style={{ width }}>{children}</div>
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

function PatientPickField({ entry }: { readonly entry: Entry }): ReactNode {
  const [text, setText] = useState('')
  const found = usePatientPick(text)
  return (
    <Pick
      label="Patient"
      field="patient"
      shown={entry.typed.patient?.name ?? ''}
      placeholder="Patient"
      nothing="Nobody by that name. Add the patient on Patients first."
      options={found.map((one) => ({
        value: one,
        label: one.name,
        detail: [one.born && `born ${shownDay(one.born)}`, one.payer].filter(Boolean).join(' · '),
      }))}
      onType={setText}
      onPick={({ value }) => entry.set({ patient: value, ...(value.id !== entry.typed.patient?.id && { appointment: null }) })}
      isWrong={entry.lack?.field === 'patient'}
    />
  )
}

/** The one thing to know about the row just now, under it. */
function Said({ entry }: { readonly entry: Entry }): ReactNode {
  const { lack, problem, suggestion, asksToKeep } = entry
  const { notice } = suggestion ?? {}
  const isBad = problem !== undefined || (lack === undefined && notice?.grade === 'stop' && entry.isUnbillable)
  const words = lack
    ? lack.words
    : problem
      ? [problem.message, problem.fix].filter(Boolean).join(' ')
      : [notice?.words, asksToKeep ? 'Enter again keeps it as a visit without a claim.' : undefined].filter(Boolean).join(' ')
  return (
    <div role="status" className={words === '' ? undefined : `${classes['said'] ?? ''} ${isBad ? 'fam-bad' : 'fam-warn'}`}>
      {words !== '' && <Icon of={isBad ? IconSquareX : IconAlertTriangle} size={14} />}
      {words !== '' && <span className="words">{words}</span>}
    </div>
  )
}
