import type { Input } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import type { PatientPick } from '../../desk/desk.ts'
import { clock } from '../../kit/figures.tsx'
import { typedTime } from '../../../src-shared/times.ts'
import type { Mode, Service } from './words.ts'

/** The row being typed, as it stands in its fields. */
export type Typed = {
  readonly appointment: number | null
  readonly patient: (Pick<PatientPick, 'id' | 'name'> & Partial<PatientPick>) | null
  readonly provider: number | null
  readonly start: string
  readonly stop: string
  readonly service: Service
  readonly mode: Mode
  readonly code: string
  readonly em: string
  readonly therapyMinutes: string
  readonly diagnoses: string
  readonly interactive: boolean
}
export type FieldName = keyof Typed

export const blank = (provider: number | null): Typed => ({
  appointment: null,
  patient: null,
  provider,
  start: '',
  stop: '',
  service: 'individual',
  mode: 'in-person',
  code: '',
  em: '',
  therapyMinutes: '',
  diagnoses: '',
  interactive: false,
})

export const startOf = (typed: Typed): string | undefined => typedTime(typed.start)
const stopOf = (typed: Typed): string | undefined => typedTime(typed.stop, startOf(typed))
/** A time as it is shown once one leaves its field; what is no time stays as it was typed. */
export const tidyTime = (text: string, after?: string): string => {
  const time = typedTime(text, after)
  return time === undefined ? text : clock(time)
}

export const isWithTherapy = (service: Service): boolean => service === 'em-therapy'
export const hasLevel = (service: Service): boolean => service === 'em' || service === 'em-therapy'

const diagnosesOf = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)
const isDiagnosis = (code: string): boolean => code.length >= 3 && code.length <= 8
const codeLength = 5

type Entered = Input<'charges.suggest'>

/** What of the row can be asked about already. */
export function enteredOf(typed: Typed, day: Day): Entered {
  const start = startOf(typed)
  const stop = stopOf(typed)
  const diagnoses = diagnosesOf(typed.diagnoses).filter(isDiagnosis)
  const therapyMinutes = wholeNumber(typed.therapyMinutes.trim())
  return {
    day,
    appointment: typed.appointment,
    service: typed.service,
    mode: typed.mode,
    interactive: typed.interactive,
    ...(typed.patient && { patient: typed.patient.id }),
    ...(typed.provider !== null && { provider: typed.provider }),
    ...(start !== undefined && { start }),
    ...(stop !== undefined && { stop }),
    ...(typed.code.length === codeLength && { code: typed.code }),
    ...(hasLevel(typed.service) && typed.em.length === codeLength && { em: typed.em }),
    ...(isWithTherapy(typed.service) && therapyMinutes !== undefined && therapyMinutes <= 600 && { therapyMinutes }),
    ...(diagnoses.length > 0 && { diagnoses: diagnoses.slice(0, 12) }),
  }
}

export type Lack = { readonly field: FieldName; readonly words: string }

/** The first thing that keeps the row from being saved. */
export function lackOf(typed: Typed): Lack | undefined {
  if (!typed.patient) return { field: 'patient', words: 'Whose session was it? Type a part of the name.' }
  if (startOf(typed) === undefined) return { field: 'start', words: 'When did it start? Type 905, 9:05 or 2p.' }
  if (stopOf(typed) === undefined) return { field: 'stop', words: 'When did it stop? Type 950, 9:50 or 3p.' }
  if (typed.provider === null) return { field: 'provider', words: 'Who held it? Choose the clinician.' }
  if (typed.code !== '' && typed.code.length !== codeLength)
    return { field: 'code', words: 'A code has five signs. Leave it empty, and the minutes decide.' }
  if (hasLevel(typed.service) && typed.em.length !== codeLength)
    return { field: 'em', words: 'Which E/M code? Its level comes from medical decision making, not from time.' }
  if (typed.therapyMinutes.trim() !== '' && isWithTherapy(typed.service) && wholeNumber(typed.therapyMinutes.trim()) === undefined)
    return { field: 'therapyMinutes', words: 'How many minutes of it were psychotherapy? A whole number.' }
  const odd = diagnosesOf(typed.diagnoses).find((code) => !isDiagnosis(code))
  if (odd !== undefined)
    return { field: 'diagnoses', words: `${odd} is no diagnosis code. Type codes with a comma between, as F41.1, F33.1.` }
  return undefined
}

/** The whole row, once nothing lacks. */
export function inputOf(typed: Typed, day: Day): Input<'charges.save'> | undefined {
  const { patient, provider, start, stop, ...rest } = enteredOf(typed, day)
  if (patient === undefined || provider === undefined || start === undefined || stop === undefined) return undefined
  return { ...rest, patient, provider, start, stop }
}
