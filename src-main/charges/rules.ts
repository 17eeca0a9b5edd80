import type { Day } from '../../src-shared/day.ts'
import type { CodeBook } from '../codes/index.ts'
import { digits } from '../../src-shared/number.ts'
import type { PayerRow } from '../practice/index.ts'
import type { Discipline, Facts, PayerTime, Service } from './time/facts.ts'
import { codeTime, ladderOf } from './time/rules.ts'
import type { FindingId, TimedLine } from './time/timed.ts'

/*
 * From minutes to codes. Pure: no store, no clock. Source of every threshold: CPT, the time rules of psychiatry.
 */

export type Session = {
  readonly day: Day
  readonly service: Service
  /** Net minutes; of an E/M session those of the psychotherapy alone. */
  readonly minutes: number
  readonly discipline: Discipline
  /** The E/M code of a medical session. */
  readonly em?: string
  readonly interactive: boolean
  /** What codes are on the day, where files of the practice know it better than the tables that ship. */
  readonly codes?: CodeBook
  /** What the payer counts its own way. */
  readonly payer?: Partial<PayerTime>
}
export type CodedLine = Pick<TimedLine, 'code' | 'units' | 'modifiers' | 'why' | 'source'>
export type Notice = { readonly grade: 'stop' | 'warning'; readonly words: string }
export type Coded = {
  readonly lines: readonly CodedLine[]
  readonly why: string
  readonly source: string
  readonly notice: Notice | undefined
  /** Worth a word when nothing graver is to be said. */
  readonly remark?: string
}

/** Which code from which minute on; `undefined` is not billable. */
export type Band = { readonly from: number; readonly code: string | undefined }

/** The bands of a service, for the ruler; of an untimed one, none. */
export function bandsOf(service: Service, payer: Partial<PayerTime> = {}): readonly Band[] {
  const ladder = ladderOf({ service, payer, discipline: 'other' })
  return ladder ? [{ from: 0, code: undefined }, ...ladder.rungs.map(({ from, code }) => ({ from, code }))] : []
}

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

/** The facts of a session as the rules of time take them. */
export const factsOf = ({ interactive, ...session }: Session): Facts => ({
  ...session,
  // The sheet asks whether something made the session harder; which of the reasons it was stands in the note.
  ...(interactive && { interactive: 'communication' }),
})

/** What a session is billed as, and why. */
export function codeSession(session: Session): Coded {
  const { lines, why, source, findings } = codeTime(factsOf(session))
  const notice = findings.find((one) => one.grade !== 'note' && !REMARKS.includes(one.id))
  const remark = findings.find((one) => REMARKS.includes(one.id))
  return {
    lines: lines,
    why,
    source,
    notice: notice && { grade: notice.grade === 'stop' ? 'stop' : 'warning', words: notice.words },
    ...(remark && { remark: remark.words }),
  }
}
const REMARKS: readonly FindingId[] = ['T_UNITS', 'T_GROUP_LONG', 'T_SHORT', 'T_EVAL_BRIEF']

export type Typed = {
  readonly code: string
  readonly feeOf: (code: string) => number | undefined
  readonly shown: (cents: number) => string
}

/**
 * What a biller typed against what the minutes support. More than they support is never saved; less is kept, and said.
 */
export function holdAgainst(coded: Coded, session: Session, typed: Typed): Coded {
  const scale = bandsOf(session.service, session.payer)
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
  const lines = coded.lines.map((line) =>
    line.code === supported.code ? { ...line, code: typed.code, why: 'As it was typed.', source: 'Typed' } : line,
  )
  const words = `${typed.code} was typed and kept. ${session.minutes} minutes would support ${supported.code}${difference > 0 ? `, ${typed.shown(difference)} more` : ''}.`
  return { ...coded, lines, notice: { grade: 'warning', words } }
}

/** What a payer counts its own way, as Setup keeps it. */
export const payerTimeOf = (
  payer: Pick<PayerRow, 'quarter_hours' | 'crisis_from' | 'family_least' | 'em_with_25'>,
): Pick<PayerTime, 'rounding' | 'crisisFirstExtra' | 'familyLeast' | 'emNeeds25'> => ({
  rounding: payer.quarter_hours === 'full' ? 'full' : 'midpoint',
  crisisFirstExtra: payer.crisis_from === 76 ? 76 : 75,
  familyLeast: payer.family_least,
  emNeeds25: payer.em_with_25 === 1,
})

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
