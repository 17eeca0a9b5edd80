import { day } from '../../src-shared/day.ts'
import { USUAL, writeInterchange, writeSet, type Delimiters, type Described } from '../../src-main/x12/index.ts'

/** A file around one document. @throws when it cannot be written, with what is wrong */
export function fileOf<T>(set: Described<T>, value: T, delimiters: Delimiters = USUAL): string {
  const writing = writeSet(set, value, '0001', delimiters)
  if (!writing.ok) throw new Error(JSON.stringify(writing.problems.slice(0, 5)))
  const envelope = {
    senderQualifier: 'ZZ',
    sender: 'PLAN',
    receiverQualifier: 'ZZ',
    receiver: 'PRACTICE',
    day: day('2026-11-17'),
    time: '0930',
    interchangeControl: 1,
    groupControl: 1,
    functional: set.functional,
    guide: set.guide,
    usage: 'P',
    delimiters,
  } as const
  return writeInterchange(envelope, [writing.written.segments])
}

/** A value without `at` and `span`, which say where it stood and may change when it is written again. */
export const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, part: unknown) => (key === 'at' || key === 'span' ? undefined : part)))

/** Chance that can be had again from its seed. */
export { seeded as chanceOf } from '../bench/files.ts'
