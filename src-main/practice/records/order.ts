import { refuse, type Writing } from '../../store/index.ts'
import { coveragesOf } from './people.ts'
import { from, type CoverageRow } from './tables.ts'

/** The last place of a coverage: 837P knows eleven. */
const LAST = 11

/**
 * Puts a coverage of a patient before another, which takes its place; who carries mental health for one of them moves with it. One that is before it
 * already stays.
 * @throws Trouble `record.missing` when the patient has not both
 */
export function putBefore(db: Writing, patient: number, first: number, then: number): void {
  const all = coveragesOf(db, patient)
  const [next, now] = [first, then].map((id) => all.find((one) => one.id === id) ?? refuse('record.missing', { at: { field: 'coverage' } }))
  if (!next || !now || next.position < now.position) return
  const place = (of: CoverageRow, position: number): void => {
    const ids = all.filter(({ id, carve_of }) => id === of.id || carve_of === of.id).map(({ id }) => id)
    db.run(from.updateTable('coverage').set({ position }).where('id', 'in', ids))
  }
  const isLevel = next.position === now.position
  place(next, isLevel && now.position === LAST ? LAST - 1 : now.position)
  place(now, isLevel ? Math.min(now.position + 1, LAST) : next.position)
}
