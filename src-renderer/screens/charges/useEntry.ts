import { useDebouncedValue } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { Output, Problem } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { useCall, useCommand, useConnection } from '../../app/queries.ts'
import { useDraft } from '../../desk/drafts.ts'
import { clock } from '../../kit/figures.tsx'
import { blank, enteredOf, hasLevel, inputOf, lackOf, type FieldName, type Lack, type Typed } from './typed.ts'

export type Sheet = Output<'charges.day'>
export type Missing = Sheet['missing'][number]
export type Suggestion = Output<'charges.suggest'>
type Saved = Output<'charges.save'> & { readonly name: string; readonly codes: string }

/** Typing rests this long before the row is asked about. */
const restMs = 120

export type Entry = {
  /** Counts the rows: its fields begin anew with each. */
  readonly row: number
  readonly typed: Typed
  readonly set: (change: Partial<Typed>) => void
  /** What the row becomes; of this row only, never of the one before. */
  readonly suggestion: Suggestion | undefined
  readonly lack: Lack | undefined
  readonly problem: Problem | undefined
  /** Nothing of it can be billed, whatever is still typed. */
  readonly isUnbillable: boolean
  /** One more Enter keeps it as a visit. */
  readonly asksToKeep: boolean
  readonly isBusy: boolean
  readonly isBack: boolean
  readonly hasTyped: boolean
  readonly saved: Saved | undefined
  /** The field that shall have the focus; a new object each time. */
  readonly aim: { readonly field: FieldName } | undefined
  readonly aimAt: (field: FieldName) => void
  readonly save: () => Promise<void>
  readonly takeOver: (session: Missing) => void
  /** A blank row, and the focus in it; `isQuiet` leaves the focus where it is. */
  readonly clear: (isQuiet?: boolean) => void
}

const takenOver = (session: Missing): Typed => ({
  ...blank(session.provider),
  appointment: session.id,
  patient: { id: session.patient, name: session.patientName },
  start: clock(session.start),
  stop: clock(session.stop),
  service: session.service,
  mode: session.mode,
})

/** The row being typed: its fields, what it becomes, and how it is saved. `nextOf` is the session that is offered after one was charged;
 * after the last one `onLast` is called. */
export function useEntry(
  day: Day,
  provider: number | null,
  nextOf: (appointment: number) => Missing | undefined,
  onLast: () => void,
): Entry {
  const connection = useConnection()
  const form = useForm<Typed>({ defaultValues: blank(provider) })
  const draft = useDraft(form, `charges ${day}`)
  const command = useCommand('charges.save')
  const [row, setRow] = useState(0)
  const [aim, setAim] = useState<Entry['aim']>()
  const [lack, setLack] = useState<Lack>()
  const [asksToKeep, setAsksToKeep] = useState(false)
  const [wasCleared, setWasCleared] = useState(false)
  const [saved, setSaved] = useState<Saved>()
  const isSaving = useRef(false)
  const typed = useWatch({ control: form.control }) as Typed
  const suggestion = useSuggestion(typed, day, row)

  const still = (): void => {
    setLack(undefined)
    setAsksToKeep(false)
    command.forget()
  }
  const start = (values: Typed, field?: FieldName): void => {
    form.reset(values)
    still()
    setRow((before) => before + 1)
    setAim(field && { field })
  }
  const take = (session: Missing): void => start(takenOver(session), hasLevel(session.service) ? 'em' : 'stop')
  const miss = (next: Lack): void => {
    setLack(next)
    setAim({ field: next.field })
  }
  /** The codes it is saved with; undefined while something must be said first. The engine weighs a save anew, whatever is found here. */
  const codesToSave = async (input: NonNullable<ReturnType<typeof inputOf>>): Promise<string | undefined> => {
    const reply = await connection.call('charges.suggest', input)
    if (!reply.ok) return ''
    const codes = reply.value.lines.map(({ code }) => code).join(', ')
    if (asksToKeep) return codes
    if (reply.value.minutes === null) miss({ field: 'stop', words: 'The session stops before it starts.' })
    else if (reply.value.outcome === 'unbillable') setAsksToKeep(true)
    return reply.value.outcome === 'billed' ? codes : undefined
  }
  const save = async (): Promise<void> => {
    if (isSaving.current) return
    const values = form.getValues()
    const lacking = lackOf(values)
    const input = inputOf(values, day)
    if (lacking || !input) return lacking && miss(lacking)
    isSaving.current = true
    try {
      setLack(undefined)
      const codes = await codesToSave(input)
      if (codes === undefined) return
      const reply = await command.run(input)
      if (!reply.ok) return
      setSaved({ ...reply.value, name: values.patient?.name ?? '', codes })
      setWasCleared(true)
      const next = values.appointment === null ? undefined : nextOf(values.appointment)
      if (next) take(next)
      else if (values.appointment === null) start(blank(values.provider), 'patient')
      else {
        start(blank(values.provider))
        onLast()
      }
      // The blank row is news to the draft too; so it is forgotten last.
      await draft.saved()
    } finally {
      isSaving.current = false
    }
  }
  return {
    row,
    typed,
    set(change) {
      for (const [field, value] of Object.entries(change)) form.setValue(field as FieldName, value, { shouldDirty: true })
      still()
    },
    suggestion,
    lack,
    problem: command.problem,
    isUnbillable: suggestion?.outcome === 'unbillable' && lackOf(typed)?.field !== 'em',
    asksToKeep,
    isBusy: command.isBusy,
    isBack: draft.isBack && !wasCleared,
    hasTyped: form.formState.isDirty,
    saved,
    aim,
    aimAt: (field) => setAim({ field }),
    save,
    takeOver(session) {
      if (form.formState.isDirty && typed.appointment !== session.id)
        return miss({ field: 'patient', words: 'This row is not saved yet. Save it with Enter, or clear it with Shift Esc.' })
      setWasCleared(true)
      take(session)
      void draft.saved()
    },
    clear(isQuiet = false) {
      draft.discard()
      setWasCleared(true)
      start(blank(provider ?? typed.provider), isQuiet ? undefined : 'patient')
    },
  }
}

/** What the row becomes, a moment after the last key. The last answer of this row stays until the next one is there. */
function useSuggestion(typed: Typed, day: Day, row: number): Suggestion | undefined {
  const [asking] = useDebouncedValue(JSON.stringify({ row, input: enteredOf(typed, day) }), restMs)
  const { row: asked, input } = JSON.parse(asking) as { row: number; input: ReturnType<typeof enteredOf> }
  const hasBegun = input.patient !== undefined || input.start !== undefined || input.stop !== undefined
  const answer = useCall('charges.suggest', input, { when: hasBegun && asked === row }).data
  const [last, setLast] = useState<{ readonly row: number; readonly answer: Suggestion }>()
  const isNew = answer !== undefined && asked === row && (last?.row !== row || last.answer !== answer)
  if (isNew) setLast({ row, answer })
  if (!hasBegun || asked !== row) return undefined
  return isNew ? answer : last?.row === row ? last.answer : undefined
}
