import { BUILT_IN, dayRank, procedures, type CodeBook } from '../../codes/index.ts'
import type { Day } from '../../../src-shared/day.ts'
import { payerTime, type Facts } from './facts.ts'

/*
 * A session beside what the same clinician has charged for the same patient and day. What is saved stays as it is; the session that is being typed gives
 * way, is marked, or says what should become of the other. Source: CPT, NCCI, by the code book.
 */

export type DayLine = { readonly code: string; readonly modifiers: readonly string[] }
/** Another row of the day: when it was or where it stands, as it is said, and its lines. */
export type SavedRow = {
  readonly at: string
  readonly lines: readonly DayLine[]
  /** Its times run into those of the session; then nothing says that it was separate. */
  readonly isOverlapping: boolean
  /** It is not saved yet: it can be left out. */
  readonly isPasted?: boolean
}
export type BesideDay<L extends DayLine> = {
  readonly lines: readonly L[]
  /** The gravest first. */
  readonly notices: readonly { readonly grade: 'stop' | 'warning'; readonly words: string }[]
  readonly marks: readonly { readonly code: string; readonly modifier: string; readonly why: string }[]
}
type About = Pick<Facts, 'isMedicare' | 'payer'> & { readonly day: Day; readonly codes?: CodeBook }

/** Modifiers that say that a service was separate (NCCI). */
const SEPARATE: readonly string[] = ['59', 'XE', 'XP', 'XS', 'XU', '25']
const THERAPY: readonly string[] = ['90832', '90834', '90837']
const isEm = (code: string): boolean => procedures.find(code)?.family === 'em'

/** The lines of a session as they stand beside the day's other rows. */
export function besideDay<L extends DayLine>(lines: readonly L[], rows: readonly SavedRow[], about: About): BesideDay<L> {
  const { codes = BUILT_IN, day } = about
  let kept = [...lines]
  const notices: BesideDay<L>['notices'][number][] = []
  const marks: BesideDay<L>['marks'][number][] = []
  for (const line of lines)
    for (const row of rows)
      for (const other of row.lines) {
        const met = codes.conflict(line.code, other.code, day)
        // A rule about a modifier is not one about the pair.
        if (!met || met.within !== 'day' || met.whenModifier || !kept.some(({ code }) => code === line.code)) continue
        if (met.together === 'never') {
          const gives = dayRank(line.code) > dayRank(other.code) ? 'other' : 'own'
          notices.push(refusal(line.code, other.code, row, met, gives))
          if (gives === 'own' && met.indicator === 0) kept = withoutOrphans(kept.filter(({ code }) => code !== line.code))
        } else if (met.together === 'distinct' && !isConcurrent(line.code, other.code, about)) {
          const own = kept.find(({ code }) => code === line.code)
          if (row.isOverlapping || [...(own?.modifiers ?? []), ...other.modifiers].some((one) => SEPARATE.includes(one))) continue
          const modifier = about.isMedicare === true && met.override.includes('XE') ? 'XE' : met.override[0]
          if (modifier === undefined) continue
          const marked = modifier === '25' ? [line.code, other.code].find(isEm) : (met.modifierOn ?? line.code)
          if (marked === line.code) {
            marks.push({
              code: marked,
              modifier,
              why: `${other.code} of ${row.at} is of the same day; ${modifier} says that it was separate.`,
            })
            kept = kept.map((one) => (one.code === marked ? { ...one, modifiers: [modifier, ...one.modifiers] } : one))
          } else
            notices.push({
              grade: 'warning',
              words: `${other.code} of ${row.at} was separate from ${line.code} and needs ${modifier} to say so.`,
            })
        }
      }
  return { lines: kept, notices: notices.toSorted((one, other) => GRADES.indexOf(one.grade) - GRADES.indexOf(other.grade)), marks }
}
const GRADES = ['stop', 'warning']

type Refusing = { readonly rule: string; readonly indicator: 0 | 1 | null }

function refusal(
  own: string,
  other: string,
  { at, isPasted = false }: SavedRow,
  { rule, indicator }: Refusing,
  gives: 'own' | 'other',
): BesideDay<DayLine>['notices'][number] {
  const back = isPasted ? 'leave that row out' : 'take that row back'
  const grade = gives === 'own' && indicator === 0 ? 'stop' : 'warning'
  const [therapy, visit] = [own, other].toSorted((one, two) => THERAPY.indexOf(two) - THERAPY.indexOf(one))
  if (therapy !== undefined && visit !== undefined && THERAPY.includes(therapy) && isEm(visit))
    return { grade, words: `${own} and ${other} of ${at} are one visit: ${back}, and enter E/M with therapy.` }
  return gives === 'own'
    ? { grade, words: `${own} is not billed beside ${other} of ${at}. ${rule}.` }
    : { grade, words: `${other} of ${at} is not billed beside ${own}: ${back}. ${rule}.` }
}

/** An add-on does not stand without its main service. */
const withoutOrphans = <L extends DayLine>(lines: readonly L[]): L[] =>
  lines.filter(({ code }) => {
    const row = procedures.find(code)
    return row?.addOn !== true || lines.some((own) => row.parents.includes(own.code))
  })

/** A technician treats while the analyst changes the protocol: both count, where the payer lets them. */
const isConcurrent = (one: string, other: string, about: About): boolean =>
  [one, other].includes('97153') && [one, other].includes('97155') && payerTime(about).allowsConcurrent
