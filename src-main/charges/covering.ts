import { tables, type Writing } from '../store/index.ts'
import type { ChargeTables } from './records.ts'

const from = tables<ChargeTables>()

/** A charge is billed to another coverage of its patient. */
export function coverCharge(db: Writing, id: number, coverage: number): void {
  db.run(from.updateTable('charge').set({ coverage }).where('id', '=', id))
}
