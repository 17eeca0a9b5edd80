import type { Argument } from '../../src-shared/contract/index.ts'
import type { Reading } from '../store/index.ts'
import { clashOf, spokenTime, timesMeet, type Clash } from './overlap.ts'
import { chargesNear, linesOfCharge, type NearCharge } from './records.ts'
import type { SavedRow } from './time/beside.ts'

type Entered = Argument<'charges.suggest'>

/** What a session meets on its day: what it stands in the way of, and the rows of its patient and clinician. */
export type DayMet = { readonly clash: Clash | undefined; readonly rows: readonly SavedRow[] }

/** @param whose charges it may stand in the way of: `own` says nothing of other patients */
export function dayMet(db: Reading, entered: Entered, whose: 'any' | 'own'): DayMet {
  const { patient, provider, start, stop, day, service, replaces } = entered
  if (patient === undefined || provider === undefined || start === undefined || stop === undefined) return { clash: undefined, rows: [] }
  const held = { patient, provider, start, stop, service }
  const near = chargesNear(db, day, patient, provider).filter((one) => one.id !== replaces)
  const rowOf = (one: NearCharge): SavedRow => ({
    at: spokenTime(one.start),
    lines: linesOfCharge(db, one.id),
    isOverlapping: timesMeet(held, one),
  })
  return {
    clash: clashOf(
      held,
      near.filter((one) => whose === 'any' || one.patient === patient),
    ),
    rows: near.filter((one) => one.patient === patient && one.provider === provider).map(rowOf),
  }
}
