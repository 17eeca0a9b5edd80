import { digits } from '../../src-shared/number.ts'

/*
 * From minutes to codes. Pure: no store, no clock. Source of every threshold: CPT, the time rules of psychiatry.
 */

export type Service =
  'individual' | 'em-therapy' | 'em' | 'evaluation' | 'evaluation-medical' | 'crisis' | 'family' | 'family-alone' | 'group' | 'multi-family'
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

export type Session = {
  readonly service: Service
  /** Net minutes; of an E/M session those of the psychotherapy alone. */
  readonly minutes: number
  readonly discipline: Discipline
  /** The E/M code of a medical session. */
  readonly em?: string
  readonly interactive: boolean
}
export type CodedLine = { readonly code: string; readonly units: number }
export type Notice = { readonly grade: 'stop' | 'warning'; readonly words: string }
export type Coded = {
  readonly lines: readonly CodedLine[]
  readonly why: string
  readonly source: string
  readonly notice: Notice | undefined
}

/** Which code from which minute on; `undefined` is not billable. */
export type Band = { readonly from: number; readonly code: string | undefined }

/** Section 2: individual psychotherapy 16, 38, 53; family sessions 26; crisis 30, below it psychotherapy from 16. */
const BANDS: Readonly<Partial<Record<Service, readonly Band[]>>> = {
  individual: bands([16, '90832'], [38, '90834'], [53, '90837']),
  'em-therapy': bands([16, '90833'], [38, '90836'], [53, '90838']),
  crisis: bands([16, '90832'], [30, '90839']),
  family: bands([26, '90847']),
  'family-alone': bands([26, '90846']),
}
/** Services without minutes of their own: one unit a session. */
const UNTIMED: Readonly<Partial<Record<Service, string>>> = {
  evaluation: '90791',
  'evaluation-medical': '90792',
  group: '90853',
  'multi-family': '90849',
}

function bands(...steps: readonly (readonly [number, string])[]): readonly Band[] {
  return [{ from: 0, code: undefined }, ...steps.map(([from, code]) => ({ from, code }))]
}

/** Physicians, nurse practitioners and physician assistants alone may bill E/M, 90792 and the add-ons to E/M. */
const isMedical = (discipline: Discipline): boolean => ['physician', 'nurse-practitioner', 'physician-assistant'].includes(discipline)

/** The bands of a service, for the ruler; of an untimed one, none. */
export const bandsOf = (service: Service): readonly Band[] => BANDS[service] ?? []

/**
 * Whole minutes from start to stop, both `HH:MM`. A stop before the start is the next day when the session is at most four hours long.
 * @returns undefined when the order cannot be right
 */
export function minutesBetween(start: string, stop: string): number | undefined {
  const at = (time: string): number => digits(time.slice(0, 2)) * 60 + digits(time.slice(3))
  const gross = at(stop) - at(start)
  if (gross > 0) return gross
  const overnight = gross + 24 * 60
  return gross < 0 && overnight <= 240 ? overnight : undefined
}

/** Parents of interactive complexity, 90785. */
const INTERACTIVE_PARENTS = ['90791', '90792', '90832', '90833', '90834', '90836', '90837', '90838', '90853']

/** What a session is billed as, and why. */
export function codeSession(session: Session): Coded {
  const medical = isMedical(session.discipline)
  if (session.service === 'evaluation-medical' && !medical)
    return nothing('90792 is for physicians, nurse practitioners and physician assistants. This clinician bills 90791.')
  if ((session.service === 'em' || session.service === 'em-therapy') && !medical)
    return nothing('This clinician cannot bill E/M. Choose individual psychotherapy.')
  if ((session.service === 'em' || session.service === 'em-therapy') && session.em === undefined)
    return nothing('Choose the E/M code. Its level comes from medical decision making, not from time.')
  const coded = main(session)
  if (!session.interactive || coded.lines.length === 0) return coded
  if (!coded.lines.some((line) => INTERACTIVE_PARENTS.includes(line.code))) {
    return {
      ...coded,
      notice: { grade: 'warning', words: 'Interactive complexity, 90785, does not go with this service and was left out.' },
    }
  }
  return { ...coded, lines: [...coded.lines, { code: '90785', units: 1 }] }
}

function main(session: Session): Coded {
  const { service, minutes, em } = session
  const untimed = UNTIMED[service]
  if (untimed !== undefined)
    return {
      lines: [{ code: untimed, units: 1 }],
      why: 'One unit a session, whatever its length.',
      source: 'CPT',
      notice: untimedNotice(service, minutes),
    }
  if (service === 'em')
    return {
      lines: [{ code: em ?? '', units: 1 }],
      why: 'The level comes from medical decision making.',
      source: 'CPT, E/M',
      notice: undefined,
    }
  const scale = bandsOf(service)
  const at = scale.findLastIndex((band) => minutes >= band.from)
  const band = scale[at]
  const next = scale[at + 1]
  if (band?.code === undefined) {
    if (service === 'em-therapy')
      return {
        lines: [{ code: em ?? '', units: 1 }],
        why: `${minutes} minutes are too few for psychotherapy beside the E/M; that begins at 16.`,
        source: 'CPT time rule',
        notice: undefined,
      }
    const least = scale[1]?.from ?? 0
    return nothing(
      `${minutes} minutes ${minutes === 1 ? 'is' : 'are'} too short to bill as ${service === 'family' || service === 'family-alone' ? 'a family session' : 'psychotherapy'}; it starts at ${least}. Modifier 52 does not rescue it.`,
    )
  }
  const reach = next ? `${band.from} to ${next.from - 1} minutes are ${band.code}.` : `${band.from} minutes or more is ${band.code}.`
  if (service === 'crisis') return crisis(minutes, band.code, reach)
  const lines =
    service === 'em-therapy'
      ? [
          { code: em ?? '', units: 1 },
          { code: band.code, units: 1 },
        ]
      : [{ code: band.code, units: 1 }]
  return { lines, why: `${reach} ${margin(minutes, band, scale[at - 1])}`.trim(), source: 'CPT time rule', notice: undefined }
}

/** Section 4: 90840 for each begun 30 minutes from minute 75, 105, 135. */
function crisis(minutes: number, code: string, reach: string): Coded {
  if (code !== '90839')
    return {
      lines: [{ code, units: 1 }],
      why: reach,
      source: 'CPT time rule',
      notice: { grade: 'warning', words: `Crisis psychotherapy starts at 30 minutes; ${minutes} minutes are billed as psychotherapy.` },
    }
  const extra = minutes < 75 ? 0 : Math.floor((minutes - 75) / 30) + 1
  const lines = [{ code, units: 1 }, ...(extra > 0 ? [{ code: '90840', units: extra }] : [])]
  return {
    lines,
    why: extra > 0 ? `The first 74 minutes are 90839, each begun half hour from minute 75 one 90840.` : '30 to 74 minutes are 90839.',
    source: 'CPT, crisis table',
    notice: undefined,
  }
}

function margin(minutes: number, band: Band, below: Band | undefined): string {
  const spare = minutes - band.from
  if (spare > 3 || below?.code === undefined) return ''
  return spare === 0 ? `One fewer would be ${below.code}.` : `${spare + 1} fewer would be ${below.code}.`
}

function untimedNotice(service: Service, minutes: number): Notice | undefined {
  if (service === 'group' && minutes < 45) return { grade: 'warning', words: 'Many payers want 45 minutes or more for a group session.' }
  if ((service === 'evaluation' || service === 'evaluation-medical') && minutes < 16)
    return { grade: 'warning', words: 'Auditors expect an evaluation to last 16 minutes or more.' }
  return undefined
}

const nothing = (words: string): Coded => ({ lines: [], why: words, source: 'CPT time rule', notice: { grade: 'stop', words } })

export type Typed = {
  readonly code: string
  readonly feeOf: (code: string) => number | undefined
  readonly shown: (cents: number) => string
}

/**
 * What a biller typed against what the minutes support. More than they support is never saved; less is kept, and said.
 */
export function holdAgainst(coded: Coded, session: Session, typed: Typed): Coded {
  const scale = bandsOf(session.service)
  const supported = coded.lines.find((line) => scale.some((band) => band.code === line.code))
  if (!supported || supported.code === typed.code || coded.lines.some((line) => line.code === typed.code)) return coded
  const wanted = scale.find((band) => band.code === typed.code)
  if (!wanted)
    return {
      ...coded,
      notice: { grade: 'warning', words: `${typed.code} was typed, which is not a code of this service. Saved as ${supported.code}.` },
    }
  const least = scale.find((band) => band.code === supported.code)?.from ?? 0
  const difference = (typed.feeOf(supported.code) ?? 0) - (typed.feeOf(typed.code) ?? 0)
  if (wanted.from > least) {
    const words = `${typed.code} was typed. ${session.minutes} minutes supports ${supported.code}; ${typed.code} needs ${wanted.from} or more. Saved as ${supported.code}${difference < 0 ? `, ${typed.shown(-difference)} less` : ''}.`
    return { ...coded, notice: { grade: 'warning', words } }
  }
  const lines = coded.lines.map((line) => (line.code === supported.code ? { ...line, code: typed.code } : line))
  const words = `${typed.code} was typed and kept. ${session.minutes} minutes would support ${supported.code}${difference > 0 ? `, ${typed.shown(difference)} more` : ''}.`
  return { ...coded, lines, notice: { grade: 'warning', words } }
}

/** Place of service from the way the session was held: 11 office, 10 video or telephone with the patient at home (CMS place of service codes). */
export const placeOf = (mode: string): string => (mode === 'in-person' ? '11' : '10')

/** The payer's modifier for the way a session was held; none for a visit in person. */
export const modifiersFor = (
  mode: string,
  payer: { readonly video_modifier: string; readonly audio_modifier: string } | undefined,
): string[] =>
  [mode === 'video' ? payer?.video_modifier : mode === 'audio' ? payer?.audio_modifier : ''].filter(
    (one): one is string => one !== undefined && one !== '',
  )
