import type { Output, Permission } from '../../src-shared/contract/index.ts'
import type { Day } from '../../src-shared/day.ts'
import type { Reading } from '../store/index.ts'
import { unchargedSince } from './kind.ts'
import { openWork } from './records/figures.ts'
import { groupsOf, type Rows } from './records/rows.ts'
import { authorizationsEnding, sessionsRefused, sessionsUncharged, sessionsUnverified } from './records/waiting.ts'
import { nextWorkday } from './rules.ts'

const counted = (db: Reading, rows: Rows): number => groupsOf(db, rows, { not: [] }).reduce((all, { items }) => all + items, 0)

/**
 * The counts on the rail, of what the person may see. Those of sessions are of the same rows as the desk's lines. What is put off on the desk still
 * counts here: it is put off, not done.
 */
export function railCounts(db: Reading, today: Day, may: (permission: Permission) => boolean = () => true): Output<'desk.counts'> {
  const work = openWork(db)
  return {
    ...(may('eligibility.read') && {
      eligibility: counted(db, sessionsUnverified(nextWorkday(today))) + counted(db, sessionsRefused(today)),
    }),
    ...(may('eligibility.read') && { authorizations: counted(db, authorizationsEnding(today)) }),
    ...(may('charges.read') && { charges: counted(db, sessionsUncharged(unchargedSince(today), today)) }),
    ...(may('claims.read') && { claims: work.claims }),
    ...(may('remittance.read') && { remits: work.remits }),
    ...(may('denials.read') && { denials: work.denials }),
    ...(may('appeals.read') && { appeals: work.appeals }),
  }
}
