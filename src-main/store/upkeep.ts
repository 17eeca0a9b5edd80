import { tables, type Reading, type Writing } from './sql.ts'

/*
 * What the store knows of its own upkeep. Never sent to a window as it is.
 */

const from = tables<{ upkeep: { key: string; json: string }; backup_key: { name: string; key: string; at: string } }>()

type Upkeep = {
  /** When all pages and the whole chain were last proved, an ISO instant. */
  readonly proved: string
  /** That an anchor was written once; from then on one is missed. */
  readonly anchored: true
  /** The second folder for backups. */
  readonly second: string
  readonly drill: { readonly at: string; readonly name: string; readonly holds: boolean; readonly seconds: number }
}

export function upkeep<K extends keyof Upkeep>(db: Reading, key: K): Upkeep[K] | null {
  const row = db.first(from.selectFrom('upkeep').select('json').where('key', '=', key))
  return row ? (JSON.parse(row.json) as Upkeep[K]) : null
}

/** Notes a fact of upkeep; null forgets it. */
export function noteUpkeep<K extends keyof Upkeep>(db: Writing, key: K, value: Upkeep[K] | null): void {
  if (value === null) {
    db.run(from.deleteFrom('upkeep').where('key', '=', key))
    return
  }
  const json = JSON.stringify(value)
  db.run(
    from
      .insertInto('upkeep')
      .values({ key, json })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ json })),
  )
}

/** The store key of a backup, 32 bytes; undefined for one this store did not make. */
export function backupKey(db: Reading, name: string): Buffer | undefined {
  const row = db.first(from.selectFrom('backup_key').select('key').where('name', '=', name))
  return row && Buffer.from(row.key, 'hex')
}

export const backupKeys = (db: Reading): { name: string; key: string; at: string }[] => db.all(from.selectFrom('backup_key').selectAll())

/** Keeps the keys of backups. A name is taken again when the backup that had it was never finished: the key of the later one counts. */
export function keepBackupKeys(db: Writing, keys: readonly { name: string; key: string; at: string }[]): void {
  for (const one of keys)
    db.run(
      from
        .insertInto('backup_key')
        .values(one)
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ key: one.key, at: one.at })),
    )
}

export const dropBackupKey = (db: Writing, name: string): number => db.run(from.deleteFrom('backup_key').where('name', '=', name))
