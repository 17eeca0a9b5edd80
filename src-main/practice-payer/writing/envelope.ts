import { must } from '../../../src-shared/result.ts'
import { readFile, setsOf, USUAL, writeInterchange, writeSet, type Described, type RawSet } from '../../x12/index.ts'
import type { Moment, PayerName } from '../plans.ts'

/** A file of the payer. @throws when the description does not take a value: a bug of the practice payer */
export function fileWith<T>(
  set: Described<T>,
  values: readonly T[],
  payer: PayerName,
  to: string,
  control: number,
  at: Moment,
  usage: 'T' | 'P' = 'P',
): Uint8Array {
  const sets = values.map((value, n) => {
    const writing = writeSet(set, value, String(n + 1).padStart(4, '0'), USUAL)
    if (writing.ok) return writing.written.segments
    throw new Error(`The practice payer cannot write ${set.id}: ${writing.problems.map((one) => `${one.path} ${one.why}`).join('; ')}`)
  })
  const written = writeInterchange(
    {
      senderQualifier: 'ZZ',
      sender: payer.id,
      receiverQualifier: 'ZZ',
      receiver: to,
      day: at.day,
      time: at.time,
      interchangeControl: control,
      groupControl: control,
      functional: set.functional,
      guide: set.guide,
      usage,
    },
    sets,
  )
  return Buffer.from(written, 'latin1')
}

/** The same with one transaction set. */
export const text = <T>(set: Described<T>, value: T, payer: PayerName, to: string, control: number, at: Moment): Uint8Array =>
  fileWith(set, [value], payer, to, control, at)

/** The one set of a file that Parity wrote. */
export function setOf(bytes: Uint8Array): RawSet {
  return must('a file of Parity has one transaction set', setsOf(readFile(bytes))[0])
}

/** The number a payer gives its n-th claim. */
export const payerNumber = (payer: PayerName, day: string, n: number): string =>
  `${payer.id.slice(0, 2)}${day.slice(2, 4)}${day.slice(5, 7)}${String(n).padStart(6, '0')}`

/** The name of an answer; names sort in the order in which they were written. */
export const nameOf = (kind: string, control: number): string => `${String(control).padStart(6, '0')}_${kind}.x12`
