import { dottedDiagnosis, isDrugCode, type CodeBook } from '../../codes/index.ts'
import type { Output } from '../../../src-shared/contract/index.ts'
import { shownDay, type Day } from '../../../src-shared/day.ts'
import { clockAfter } from '../../../src-shared/times.ts'
import { drugLack, type TypedDrug } from '../../../src-shared/typed-drug.ts'
import { spokenTime } from '../overlap.ts'
import { minutesBetween } from '../rules.ts'
import { codedAs, codesOf, isOtherPlace, minutesOf, modeOf, serviceOf, spanOf, timeOf, type Mode } from './cells.ts'
import { drugsOf } from './drugs.ts'
import type { Cells } from './heads.ts'

/* When a row was held, what it was, and how: as it says, else as it was booked. Pure. */

type Row = Output<'charges.paste'>['rows'][number]

/** Why a row is not ready: a person answers it, or mends it first. */
export type Flaw = { readonly grade: 'look' | 'cannot'; readonly words: string; readonly field: Row['field'] }
export const cannot = (field: Row['field'], words: string): Flaw => ({ grade: 'cannot', words, field })
export const look = (field: Row['field'], words: string): Flaw => ({ grade: 'look', words, field })

/** Start and stop, from their own columns, from one that holds both, or from start and minutes. */
export function timesOf(cells: Cells): { readonly start?: string; readonly stop?: string } {
  const span = cells.stop === '' ? spanOf(cells.start) : undefined
  if (span) return span
  const start = cells.start === '' ? undefined : timeOf(cells.start)
  const minutes = minutesOf(cells.minutes)
  const stop =
    cells.stop !== '' ? timeOf(cells.stop, start) : start !== undefined && minutes !== undefined ? clockAfter(start, minutes) : undefined
  return { ...(start !== undefined && { start }), ...(stop !== undefined && { stop }) }
}

const isClock = (text: string): boolean => /^\d{2}:\d{2}$/.test(text)

export function timeFlaws({ start, stop }: Pick<Row, 'start' | 'stop'>, cells: Cells): readonly Flaw[] {
  if (!isClock(start)) return [cannot('start', start === '' ? 'No start is given.' : `“${cells.start}” is no time.`)]
  if (!isClock(stop)) return [cannot('stop', stop === '' ? 'Neither stop nor minutes are given.' : `“${cells.stop}” is no time.`)]
  return minutesBetween(start, stop) === undefined
    ? [cannot('stop', `Start is after stop, ${spokenTime(start)} to ${spokenTime(stop)}.`)]
    : []
}

type What = Pick<Row, 'service' | 'mode' | 'code' | 'em' | 'diagnoses' | 'therapyMinutes' | 'interactive' | 'drugs'>

/** What was held and how: as the row says it by words or by codes, else as it was booked. */
export function whatOf(
  cells: Cells,
  day: Day,
  session: { readonly service: string; readonly mode: string } | undefined,
  book: CodeBook,
): { readonly fields: What; readonly flaws: readonly Flaw[] } {
  const codes = codesOf(`${cells.code} ${cells.code === '' ? cells.service : ''}`)
  const named = serviceOf(cells.service)
  const { drugs, rest, isGiven } = drugsOf(cells, codes, named === 'injection')
  const coded = codedAs(rest)
  // A level beside words of therapy is an E/M with therapy; a code of its own says more than any words.
  const service =
    coded.service === 'em' && named === 'em-therapy'
      ? named
      : (coded.service ?? named ?? (isGiven ? 'injection' : (session?.service ?? 'individual')))
  const mode: Mode | undefined = modeOf(cells.mode) ?? (cells.mode === '' ? modeOfModifiers(cells.modifiers) : undefined)
  const diagnoses = cells.diagnoses
    .split(/[\s,;]+/)
    .filter((one) => /^[A-TV-Z]\d[0-9A-Z]/i.test(one))
    .map(dottedDiagnosis)
  return {
    fields: {
      service: service as What['service'],
      mode: mode ?? (cells.mode === '' ? ((session?.mode as Mode | undefined) ?? 'in-person') : 'in-person'),
      code: coded.service !== undefined && coded.service !== 'em' ? coded.code : '',
      em: coded.em,
      diagnoses: diagnoses.join(', '),
      therapyMinutes: service === 'em-therapy' && cells.start !== '' && cells.stop !== '' ? String(minutesOf(cells.minutes) ?? '') : '',
      interactive: coded.interactive,
      drugs,
    },
    flaws: [
      ...codes.flatMap((code) => codeFlaws(code, day, book)),
      ...drugFlaws(drugs),
      ...(cells.service !== '' && codes.length === 0 && named === undefined
        ? [look('service', `“${cells.service}” is no service Parity knows. Kept as ${session ? 'it was booked' : 'individual'}?`)]
        : []),
      ...((service === 'em' || service === 'em-therapy') && coded.em === ''
        ? [cannot('em', 'Which E/M code? Its level comes from medical decision making, not from time.')]
        : []),
      ...(isOtherPlace(cells.mode) ? [look(null, `Place ${cells.mode} is not one that is charged here. Kept as the office, 11?`)] : []),
      ...diagnoses
        .filter((code) => ['unknown', 'unlisted'].includes(book.diagnosis(code, day).is))
        .slice(0, 1)
        .map((code) => look('diagnoses', `${code} is no diagnosis code Parity knows.`)),
    ],
  }
}

const modeOfModifiers = (text: string): Mode | undefined =>
  text
    .split(/[\s,;]+/)
    .map((one) => (/^(95|GT|93)$/i.test(one) ? modeOf(one) : undefined))
    .find((one) => one !== undefined)

/** A code that a day does not know: what it was replaced by is charged by the minutes. */
function codeFlaws(code: string, day: Day, book: CodeBook): readonly Flaw[] {
  const answer = book.procedure(code, day)
  if (answer.is === 'ended') return [cannot('code', `${code} ended on ${shownDay(answer.until)}.`)]
  return answer.is === 'unknown' && !isDrugCode(code)
    ? [look('code', `${code} is no code of behavioral health. Leave it empty, and the minutes decide.`)]
    : []
}

function drugFlaws(drugs: readonly TypedDrug[]): readonly Flaw[] {
  const lack = drugLack(drugs)
  return lack === undefined ? [] : [cannot('drugs', lack)]
}
