import { digits } from '../../../src-shared/number.ts'
import type { SERVICES } from '../../../src-shared/contract/practice.ts'
import type { Day } from '../../../src-shared/day.ts'
import type { CodeBook } from '../../codes/index.ts'
import type { Rounding } from './ladders.ts'

export type Discipline =
  | 'physician'
  | 'nurse-practitioner'
  | 'physician-assistant'
  | 'psychologist'
  | 'social-worker'
  | 'counselor'
  | 'family-therapist'
  | 'analyst'
  | 'other'

/** The services of the charge sheet. */
export type Service = (typeof SERVICES)[number]

/** What was done, as far as minutes decide its code. */
export type TimedService =
  | Service
  | 'psychoanalysis'
  | 'biofeedback'
  | 'psychological-evaluation'
  | 'neuropsychological-evaluation'
  | 'testing-professional'
  | 'testing-technician'
  | 'developmental-testing'
  | 'neurobehavioral-exam'
  | 'health-individual'
  | 'health-group'
  | 'health-family'
  | 'health-family-alone'
  | 'caregiver-group'
  | 'caregiver-training'
  | 'quarter-hours'
  | 'collaborative-first'
  | 'collaborative-later'
  | 'integration'
  | 'substance-intervention'
  | 'tobacco'
  | 'phone'
  | 'infusion'
  | 'em-time'
  | 'esketamine'

/** Why interactive complexity is asked for (CPT, in our words); `language` alone is no reason since 2022. */
export type Interactive = 'communication' | 'caregiver' | 'sentinel-event' | 'play' | 'language'

/** What a payer may count its own way. */
export type PayerTime = {
  /** The first minute of the first 90840. */
  readonly crisisFirstExtra: 75 | 76
  readonly familyLeast: number
  readonly groupLeast: number
  readonly groupMost: number
  readonly evaluationLeast: number
  /** How codes of 15 minutes are counted. */
  readonly rounding: Rounding
  /** The E/M beside psychotherapy carries 25. */
  readonly emNeeds25: boolean
  /** A technician's treatment and the analyst's change of protocol may run at the same time. */
  readonly allowsConcurrent: boolean
}

const USUAL_PAYER: PayerTime = {
  crisisFirstExtra: 75,
  familyLeast: 26,
  groupLeast: 45,
  groupMost: 10,
  evaluationLeast: 16,
  rounding: 'midpoint',
  emNeeds25: false,
  allowsConcurrent: true,
}

/** How the payer of a session counts. */
export const payerTime = ({ payer }: { readonly payer?: Partial<PayerTime> }): PayerTime => ({ ...USUAL_PAYER, ...payer })

/** One session, or a month of care management. What is absent is not known, and no rule is held against it. */
export type Facts = {
  readonly service: TimedService
  /** Whole minutes of the service itself: of E/M with therapy those of the therapy, of a month those of the month. */
  readonly minutes: number
  readonly day: Day
  readonly discipline: Discipline
  /** The E/M code of a medical session. */
  readonly em?: string
  /** Its level was chosen by time. */
  readonly isEmByTime?: boolean
  readonly isNewPatient?: boolean
  /** How long the patient was there. */
  readonly patientMinutes?: number
  readonly interactive?: Interactive
  /** Patients of a group, families of a multi-family group. */
  readonly people?: number
  /** Tests that were given. */
  readonly tests?: number
  /** Drug, in milligrams. */
  readonly mg?: number
  /** The code of a service that is counted by 15 minutes. */
  readonly code?: string
  readonly primaryDiagnosis?: string
  readonly place?: string
  readonly isMedicare?: boolean
  readonly payer?: Partial<PayerTime>
  /** What codes are on the day, where files of the practice know it better than the tables that ship. */
  readonly codes?: CodeBook
}

/** From `start` to `stop`, as `HH:MM` or `HH:MM:SS`. */
export type Span = { readonly start: string; readonly stop: string }

/** Beyond this a stop before the start is a mistake, not the next day. */
const LONGEST_OVERNIGHT = 4 * 60 * 60
const secondsOf = (time: string): number =>
  digits(time.slice(0, 2)) * 3600 + digits(time.slice(3, 5)) * 60 + (time.length > 5 ? digits(time.slice(6, 8)) : 0)

/**
 * Whole minutes of a service: each span cut off to whole minutes, added up, less what was not the service (breaks, calls, the E/M). The date of service
 * is the day on which the first span began.
 * @returns undefined when a span stops before it starts and is not a short night
 */
export function netMinutes(spans: readonly Span[], excluded = 0): number | undefined {
  let all = 0
  for (const { start, stop } of spans) {
    const gross = secondsOf(stop) - secondsOf(start)
    const length = gross < 0 ? gross + 24 * 60 * 60 : gross
    if (gross === 0 || (gross < 0 && length > LONGEST_OVERNIGHT)) return undefined
    all += Math.floor(length / 60)
  }
  return Math.max(0, all - excluded)
}
