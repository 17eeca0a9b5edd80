import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { useCall } from '../../app/queries.ts'
import { waiting, type SheetRows, type Waiting } from './sheet.ts'
import { blank, enteredOf, hasLevel, inputOf, lackOf, typedOf, type FieldName, type Lack, type Typed } from './typed.ts'

export type Sheet = Output<'charges.day'>
export type Missing = Sheet['missing'][number]
export type Suggestion = Output<'charges.suggest'>

/** Keys come closer than this only from a machine. The engine is asked after each. */
const restMs = 25

/** Letters of a name of whom nobody was chosen yet; `isAnswered` once the engine has said who fits. */
export type Sought = { readonly letters: string; readonly isAnswered: boolean }
const NOBODY_SOUGHT: Sought = { letters: '', isAnswered: true }

export type Entry = {
  /** Counts the rows: its fields begin anew with each. */
  readonly row: number
  readonly typed: Typed
  /** The waiting row that is mended here. */
  readonly from: string | null
  readonly set: (change: Partial<Typed>) => void
  /** Says what stands in the field of the patient and was not chosen. */
  readonly seek: (sought: Sought) => void
  /** What the row becomes; of this row only, never of the one before. */
  readonly suggestion: Suggestion | undefined
  readonly lack: Lack | undefined
  /** Nothing of it can be billed, whatever is still typed. */
  readonly isUnbillable: boolean
  /** One more Enter saves it although it asks. */
  readonly asks: boolean
  /** What was typed before came back. */
  readonly isBack: boolean
  readonly hasTyped: boolean
  /** The field that shall have the focus; a new object each time. */
  readonly aim: { readonly field: FieldName } | undefined
  readonly aimAt: (field: FieldName) => void
  /** Where the cursor is, so that it comes back there. */
  readonly at: (field: FieldName) => void
  /** Sends the row off and opens the next. */
  readonly save: () => void
  readonly takeOver: (session: Missing) => void
  /** The patient of the row is the one of a booked session: what is not typed yet is as it was booked. */
  readonly choose: (session: Missing) => void
  readonly mend: (row: Waiting) => void
  /** A saved row, to be saved anew in its place; or one that was taken back. */
  readonly open: (typed: Typed) => void
  /** A blank row, and the focus in it; `isQuiet` leaves the focus where it is. */
  readonly clear: (isQuiet?: boolean) => void
}

const takenOver = (session: Missing): Typed =>
  typedOf({ ...session, appointment: session.id, interactive: false }, { id: session.patient, name: session.patientName })

type Given = {
  readonly day: Day
  readonly provider: number | null
  readonly rows: SheetRows
  /** The session that is offered after one was charged. */
  readonly nextOf: (appointment: number) => Missing | undefined
  /** After the last one. */
  readonly onLast: () => void
  readonly onSend: (row: Waiting) => void
}

type State = {
  readonly row: number
  readonly typed: Typed
  /** A key was pressed in it. */
  readonly isDirty: boolean
  readonly from: string | null
  readonly asks: boolean
  readonly isBack: boolean
  readonly lack: Lack | undefined
  readonly aim: Entry['aim']
}

/** The row being typed: its fields, what it becomes, and how it is sent off. */
export function useEntry({ day, provider, rows, nextOf, onLast, onSend }: Given): Entry {
  const [state, setState] = useState<State>(() => ({
    row: 0,
    typed: blank(provider),
    isDirty: false,
    from: null,
    asks: false,
    isBack: false,
    lack: undefined,
    aim: undefined,
  }))
  const { row, typed, isDirty, from } = state
  const sought = useRef(NOBODY_SOUGHT)
  const input = JSON.stringify(enteredOf(typed, day))
  const { suggestion, isCurrent } = useSuggestion(input, row)
  const amend = (change: Partial<State>): void => setState((before) => ({ ...before, ...change }))

  useEffect(() => {
    let isGone = false
    void rows.loaded.then(() => {
      const kept = isGone ? undefined : rows.takeBack()
      if (!kept?.typed) return
      const { typed: before, field } = kept
      setState((now) =>
        now.isDirty
          ? now
          : { ...now, row: now.row + 1, typed: before, from: kept.from, isDirty: true, isBack: true, aim: { field: field ?? 'patient' } },
      )
    })
    return () => {
      isGone = true
    }
  }, [rows])

  const start = (values: Typed, more: Partial<State> & { readonly field?: FieldName } = {}): void => {
    const { field, ...rest } = more
    sought.current = NOBODY_SOUGHT
    setState((before) => ({
      ...before,
      row: before.row + 1,
      typed: values,
      isDirty: false,
      from: null,
      asks: false,
      isBack: false,
      lack: undefined,
      ...rest,
      aim: field && { field },
    }))
    rows.keepEntry(
      rest.isDirty === true ? { typed: values, field: field ?? null, from: rest.from ?? null } : { typed: null, field: null, from: null },
    )
  }
  const take = (session: Missing): void => start(takenOver(session), { field: hasLevel(session.service) ? 'em' : 'stop' })
  const miss = (lack: Lack, more: Partial<State> = {}): void => amend({ lack, aim: { field: lack.field }, ...more })
  const isFree = (appointment: number | null): boolean => {
    if (!isDirty || (appointment !== null && typed.appointment === appointment)) return true
    miss({ field: 'patient', words: 'This row is not saved yet. Save it with Enter, or clear it with Shift Esc.' })
    return false
  }
  const next = ({ appointment, replaces, provider: same }: Typed): void => {
    if (appointment === null || replaces !== null) return start(blank(same), { field: 'patient' })
    const session = nextOf(appointment)
    if (session) return take(session)
    start(blank(same))
    onLast()
  }
  return {
    row,
    typed,
    from,
    suggestion,
    lack: state.lack,
    isUnbillable: suggestion?.outcome === 'unbillable' && lackOf(typed)?.field !== 'em',
    asks: state.asks,
    isBack: state.isBack,
    hasTyped: isDirty,
    aim: state.aim,
    set(change) {
      const values = { ...typed, ...change }
      setState((before) => ({ ...before, typed: { ...before.typed, ...change }, isDirty: true, asks: false, lack: undefined }))
      rows.keepEntry({ typed: values, field: fieldOfFocus(), from })
    },
    seek(next) {
      sought.current = next
    },
    aimAt: (field) => amend({ aim: { field } }),
    at(field) {
      if (isDirty) rows.keepEntry({ typed, field, from })
    },
    save() {
      // Letters that stand in the field are nobody: neither who stood there before, nor the first of a list. A quick hand is at the end of the row
      // before the engine has said whose it is: then the row goes, and is saved when one patient fits, or waits.
      const { letters, isAnswered } = sought.current
      const own = letters === '' ? typed : { ...typed, patient: null, appointment: null }
      const isOnItsWay = letters !== '' && !isAnswered
      const lacking = lackOf(isOnItsWay ? { ...own, patient: SOMEBODY } : own)
      if (lacking || (!isOnItsWay && !inputOf(own, day))) return lacking && miss(lacking)
      const known = isCurrent && !isOnItsWay ? suggestion : undefined
      if (known?.minutes === null) return miss({ field: 'stop', words: 'The session stops before it starts.' })
      if (known?.outcome === 'billed' && known.coverage === null)
        return miss({ field: 'patient', words: 'The patient has no coverage on this day. Add it on Patients, then save again.' })
      // What is not answered yet the engine says of the row on its way: then it waits with its reason.
      if (known && known.asks !== null && !state.asks) return amend({ asks: true, lack: undefined })
      const before = rows.rows.get().find(({ key }) => key === from)
      const sent = waiting(own, {
        n: before?.n ?? null,
        patientText: letters,
        asks: state.asks,
        shown: known ? shownOf(known) : null,
      })
      if (before) rows.drop([before.key])
      // In one step: what the store has of the row stands in one place.
      rows.keepEntry({ typed: null, field: null, from: null })
      rows.put([sent])
      onSend(sent)
      next(own)
    },
    takeOver(session) {
      if (isFree(session.id)) take(session)
    },
    choose(session) {
      const booked = takenOver(session)
      const keeps = typed.start !== '' || typed.stop !== ''
      const change = keeps ? { ...typed, patient: booked.patient, appointment: session.id } : { ...booked, code: typed.code }
      setState((before) => ({ ...before, typed: change, isDirty: true, asks: false, lack: undefined }))
      rows.keepEntry({ typed: change, field: 'start', from })
    },
    mend(of) {
      if (!isFree(null)) return
      // A pasted row waits on in the list until it is saved; a typed one is in one place at a time.
      if (of.n === null) rows.drop([of.key])
      start(of.typed, {
        from: of.n === null ? null : of.key,
        asks: of.asks,
        isDirty: true,
        field: of.field ?? 'start',
        ...(of.words !== null && of.is !== 'ready' && { lack: { field: of.field ?? 'start', words: of.words } }),
      })
    },
    open(values) {
      if (isFree(null)) start(values, { isDirty: true, field: values.replaces === null ? 'stop' : 'start' })
    },
    clear(isQuiet = false) {
      start(blank(provider ?? typed.provider), isQuiet ? {} : { field: 'patient' })
    },
  }
}

/** Stands for who is still sought. */
const SOMEBODY: NonNullable<Typed['patient']> = { id: 0, name: '' }

const fieldOfFocus = (): FieldName | null =>
  document.activeElement instanceof HTMLElement ? ((document.activeElement.dataset['field'] as FieldName | undefined) ?? null) : null

export const shownOf = ({ minutes, lines, place, cents }: Suggestion): NonNullable<Waiting['shown']> => ({
  minutes,
  codes: lines.map(({ code }) => code).join(', '),
  modifiers: lines[0]?.modifiers.join(' ') ?? '',
  units: lines.map(({ units }) => units).join(', '),
  place,
  cents,
})

/** What the row becomes, a moment after the last key. The last answer of this row stays until the next one is there. */
function useSuggestion(input: string, row: number): { readonly suggestion: Suggestion | undefined; readonly isCurrent: boolean } {
  const [asking] = useDebouncedValue(JSON.stringify({ row, input }), restMs)
  const { row: asked, input: text } = JSON.parse(asking) as { row: number; input: string }
  const question = JSON.parse(text) as ReturnType<typeof enteredOf>
  const hasBegun = question.patient !== undefined || question.start !== undefined || question.stop !== undefined
  const answer = useCall('charges.suggest', question, { when: hasBegun && asked === row }).data
  const [last, setLast] = useState<{ readonly row: number; readonly answer: Suggestion }>()
  const isNew = answer !== undefined && asked === row && (last?.row !== row || last.answer !== answer)
  if (isNew) setLast({ row, answer })
  if (!hasBegun || asked !== row) return { suggestion: undefined, isCurrent: false }
  const suggestion = isNew ? answer : last?.row === row ? last.answer : undefined
  return { suggestion, isCurrent: answer !== undefined && text === input }
}
