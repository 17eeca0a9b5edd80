import { cents, negate, sentenceMoney, type Cents } from '../../src-shared/money.ts'
import { must } from '../../src-shared/result.ts'
import type { CommandWork, Happening } from '../store/index.ts'
import { allocate, follow } from './posting.ts'
import { partsOf, receiptById, receiptsOnLine } from './records.ts'
import type { Part } from './rules.ts'

/** What a patient paid for a session that bills nothing any more is credit again: it was not paid for nothing, nor is it gone with the claim. */
export function freeMoney(work: CommandWork, happening: Happening): void {
  if (happening.is !== 'lines-leave') return
  const leaving = new Map<number, Part[]>()
  for (const line of happening.lines)
    for (const id of receiptsOnLine(work.db, line)) {
      const own = partsOf(work.db, id).get(line)
      if (own !== undefined && own > 0) leaving.set(id, [...(leaving.get(id) ?? []), { line, cents: negate(own) }])
    }
  for (const [id, parts] of leaving) {
    const { patient } = must('a receipt stands on the line', receiptById(work.db, id))
    allocate(work, { patient, receipt: id, day: work.clock.today(), note: 'The session is not billed any more' }, parts)
    follow(work, parts, (own: Cents) => `A payment of the patient is credit again, ${sentenceMoney(cents(0 - own))}`, '')
    work.announce('patients', [patient])
  }
}
