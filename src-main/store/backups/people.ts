import { tables, type Reading, type Writing } from '../sql.ts'

const from = tables<{ person: { id: number; role: string; is_active: number } }>()

type People = {
  readonly all: ReadonlySet<number>
  /** Active owners. */
  readonly owners: ReadonlySet<number>
}

/** Who a book knows. */
function peopleIn(db: Reading): People {
  const rows = db.all(from.selectFrom('person').select(['id', 'role', 'is_active']))
  return {
    all: new Set(rows.map((row) => row.id)),
    owners: new Set(rows.filter((row) => row.role === 'owner' && row.is_active === 1).map((row) => row.id)),
  }
}

/** The people of a book that is being restored. */
export const openPeople = (db: Writing): People & { rest(withSlot: ReadonlySet<number>): void } => ({
  ...peopleIn(db),
  /** Who has no slot any more cannot sign in, and is shown so. */
  rest: (withSlot) => {
    db.run(
      from
        .updateTable('person')
        .set({ is_active: 0 })
        .where('is_active', '=', 1)
        .where('id', 'not in', [...withSlot]),
    )
  },
})
