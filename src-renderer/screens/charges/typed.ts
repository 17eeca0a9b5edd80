import type { Input, Output } from '../../../src-shared/contract/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { wholeNumber } from '../../../src-shared/number.ts'
import type { PatientPick } from '../../desk/desk.ts'
import { clock } from '../../kit/figures.tsx'
import { typedTime } from '../../../src-shared/times.ts'
import { drugLack, drugsIn, type TypedDrug } from '../../../src-shared/typed-drug.ts'
import { drugRows } from './drugs.ts'
import type { Mode, Service } from './words.ts'

/** The row being typed, as it stands in its fields. */
export type Typed = {
  /** Null is the day of the sheet; rows of a spreadsheet may be of others. */
  readonly day: Day | null
  /** A day that could not be read, as it was written. */
  readonly dayText: string
  /** The saved row that this one takes the place of. */
  readonly replaces: number | null
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
  /** Drugs that were given; the last is blank, for one more. */
  readonly drugs: readonly TypedDrug[]
}
export type FieldName = keyof Typed

export const blank = (provider: number | null): Typed => ({
  day: null,
  dayText: '',
  replaces: null,
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
  drugs: [],
})

type Times = Pick<Typed, 'start' | 'stop'>
export const startOf = (typed: Times): string | undefined => typedTime(typed.start)
export const stopOf = (typed: Times): string | undefined => typedTime(typed.stop, startOf(typed))
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

type Asked = Input<'charges.suggest'>

/** What of the row can be asked about already. */
export function enteredOf(typed: Typed, day: Day): Asked {
  const start = startOf(typed)
  const stop = stopOf(typed)
  const diagnoses = diagnosesOf(typed.diagnoses).filter(isDiagnosis)
  const therapyMinutes = wholeNumber(typed.therapyMinutes.trim())
  const drugs = drugsIn(typed.drugs)
  return {
    day: typed.day ?? day,
    appointment: typed.appointment,
    ...(typed.replaces !== null && { replaces: typed.replaces }),
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
    ...(drugs.length > 0 && { drugs }),
  }
}

export type Lack = { readonly field: FieldName; readonly words: string }

/** The first thing that keeps the row from being saved. */
export function lackOf(typed: Typed): Lack | undefined {
  if (!typed.patient) return { field: 'patient', words: 'Whose session was it? Type a part of the name.' }
  if (typed.day === null && typed.dayText !== '')
    return { field: 'day', words: `“${typed.dayText}” is no day that was. Type it as 11/19/2026.` }
  if (startOf(typed) === undefined) return { field: 'start', words: 'When did it start? Type 905, 9:05 or 2p.' }
  if (stopOf(typed) === undefined) return { field: 'stop', words: 'When did it stop? Type 950, 3p, or +50 for the minutes.' }
  if (typed.provider === null) return { field: 'provider', words: 'Who held it? Choose the clinician.' }
  if (typed.code !== '' && typed.code.length !== codeLength)
    return { field: 'code', words: 'A code has five signs. Leave it empty, and the minutes decide.' }
  if (hasLevel(typed.service) && typed.em.length !== codeLength)
    return { field: 'em', words: 'Which E/M code? Its level comes from medical decision making, not from time.' }
  if (isWithTherapy(typed.service) && wholeNumber(typed.therapyMinutes.trim()) === undefined)
    return { field: 'therapyMinutes', words: 'How many minutes of it were psychotherapy? Those of the E/M do not count.' }
  const odd = diagnosesOf(typed.diagnoses).find((code) => !isDiagnosis(code))
  if (odd !== undefined)
    return { field: 'diagnoses', words: `${odd} is no diagnosis code. Type codes with a comma between, as F41.1, F33.1.` }
  const drug = drugLack(typed.drugs)
  return drug === undefined ? undefined : { field: 'drugs', words: drug }
}

/** The whole row, once nothing lacks. */
export function inputOf(typed: Typed, day: Day): Input<'charges.save'> | undefined {
  const { patient, provider, start, stop, ...rest } = enteredOf(typed, day)
  if (patient === undefined || provider === undefined || start === undefined || stop === undefined) return undefined
  return { ...rest, patient, provider, start, stop }
}

type Entered = Output<'charges.withdraw'>['entered']
type Again = Omit<Entered, 'patient' | 'day'>

/** A saved session as it stands in the fields. */
export const typedOf = (of: Again, patient: NonNullable<Typed['patient']>): Typed => ({
  ...blank(of.provider),
  appointment: of.appointment,
  patient,
  start: clock(of.start),
  stop: clock(of.stop),
  service: of.service,
  mode: of.mode,
  code: of.code ?? '',
  em: of.em ?? '',
  therapyMinutes: of.therapyMinutes === undefined ? '' : String(of.therapyMinutes),
  diagnoses: (of.diagnoses ?? []).join(', '),
  interactive: of.interactive,
  drugs: drugRows(of.drugs, of.service),
})
