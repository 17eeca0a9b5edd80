import { tables, type Writing } from './sql.ts'

const from = tables<{ outbox: { id: number; state: string; committing: number; reason: string | null; withdrawn_at: string | null } }>()

/** An older book takes the place of the newer one: what was still to be sent then may have left since, so nothing of it is sent by itself. */
export function doubtOutbox(db: Writing): void {
  db.run(
    from
      .updateTable('outbox')
      .set({ state: 'reconcile', committing: 1, reason: 'restored' })
      .where('state', 'in', ['waiting', 'sending', 'failed'])
      .where('withdrawn_at', 'is', null),
  )
}
