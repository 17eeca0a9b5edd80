import { refuse, type CommandWork, type Reading } from '../store/index.ts'
import { appealById, changeAppeal, type AppealRow } from './records.ts'

/** An appeal that may still change. @throws Trouble `record.missing`, `appeal.left` */
export function draftOf({ db }: { readonly db: Reading }, id: number): AppealRow {
  const row = appealById(db, id) ?? refuse('record.missing')
  if (row.status !== 'draft' && row.status !== 'ready') refuse('appeal.left', { fix: 'Start the next level.' })
  return row
}

/** Changes an appeal. A packet that was made before is of what it was. @throws Trouble `record.missing`, `appeal.left` */
export function changeDraft(work: CommandWork, id: number, values: Parameters<typeof changeAppeal>[2]): void {
  draftOf(work, id)
  changeAppeal(work.db, id, { ...values, status: 'draft', packet: null, changed_at: work.clock.now() })
  work.announce('appeals', [id])
}
