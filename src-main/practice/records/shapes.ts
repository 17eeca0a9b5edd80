import { sql } from 'kysely'
import { memberIdShape } from '../../../src-shared/member-id.ts'
import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/** A claim of one of these was taken by its payer under its member id; a denied one may have been denied for it. */
const TAKEN = ['accepted', 'paid', 'partly-paid', 'short', 'with-patient', 'overturned'] as const
/** So many ids, and so large a share of them, make a way an id looks. */
const LEAST = 20
const SHARE = 0.98

/** How nearly all ids look that a payer took, each counted once. The signs keep SQLite to the few claims of each patient. */
export function learnedShape(db: Reading, payer: number): { readonly shape: string | null; readonly like: number; readonly all: number } {
  const ids = db.all(
    from
      .selectFrom('coverage')
      .select('member_id')
      .distinct()
      .where('payer', '=', payer)
      .where(
        sql<boolean>`exists (select 1 from claim where claim.patient = coverage.patient and claim.coverage = coverage.id
          and +claim.payer = coverage.payer and +claim.status in (${sql.join(TAKEN.map((one) => sql.val(one)))}))`,
      ),
  )
  const counts = new Map<string, number>()
  for (const { member_id } of ids) {
    const shape = memberIdShape(member_id)
    counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  const [[shape, like] = ['', 0]] = [...counts].toSorted(([, one], [, other]) => other - one)
  const isLearned = shape !== '' && ids.length >= LEAST && like >= LEAST && like >= SHARE * ids.length
  return { shape: isLearned ? shape : null, like, all: ids.length }
}
