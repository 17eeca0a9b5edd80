import { useEffect, useState, type ReactNode } from 'react'
import { shownDay } from '../../../src-shared/day.ts'
import type { PatientPick } from '../../desk/desk.ts'
import { usePatientPick } from '../../desk/pickers.ts'
import { clock } from '../../kit/figures.tsx'
import { Pick, type PickOption } from './Pick.tsx'
import type { Entry, Missing } from './useEntry.ts'

type Choice = { readonly session: Missing } | { readonly patient: PatientPick }
type Props = {
  readonly entry: Entry
  /** The sessions of the day that are still to be charged: they are looked for first. */
  readonly missing: readonly Missing[]
}

/** Whose session it was, by some letters of the name, the initials or the birth date. Who is booked on the day stands first, with the times. */
export function PatientField({ entry, missing }: Props): ReactNode {
  const [text, setText] = useState('')
  const { patients, isWhole } = usePatientPick(text)
  const { seek } = entry
  const letters = text.trim()
  useEffect(() => seek({ letters, isAnswered: isWhole }))
  const booked = text.trim() === '' ? [] : missing.filter(({ patientName }) => fitsName(patientName, text))
  const options: readonly PickOption<Choice>[] = [
    ...booked.map((session) => ({
      value: { session },
      label: session.patientName,
      detail: `booked ${clock(session.start)}`,
    })),
    ...patients
      .filter(({ id }) => !booked.some(({ patient }) => patient === id))
      .map((patient) => ({
        value: { patient },
        label: patient.name,
        isUnsure: !isWhole,
        detail: [patient.born && `born ${shownDay(patient.born)}`, patient.payer].filter(Boolean).join(' · '),
      })),
  ]
  return (
    <Pick
      label="Patient"
      field="patient"
      shown={entry.typed.patient?.name ?? ''}
      placeholder="Patient"
      nothing={isWhole ? 'Nobody by that name. Add the patient on Patients first.' : 'Looking …'}
      options={options}
      onType={setText}
      onPick={({ value }) => {
        if ('session' in value) entry.choose(value.session)
        else entry.set({ patient: value.patient, ...(value.patient.id !== entry.typed.patient?.id && { appointment: null }) })
      }}
      isWrong={entry.lack?.field === 'patient'}
    />
  )
}

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Each word that is typed begins a word of the name; or two or three letters are its initials. */
function fitsName(name: string, text: string): boolean {
  const [parts, typed] = [wordsOf(name), wordsOf(text)]
  if (typed.length > 0 && typed.every((word) => parts.some((part) => part.startsWith(word)))) return true
  const [only] = typed
  return (
    typed.length === 1 &&
    only !== undefined &&
    only.length >= 2 &&
    only.length <= 3 &&
    only ===
      parts
        .map(([first]) => first)
        .join('')
        .slice(0, only.length)
  )
}
