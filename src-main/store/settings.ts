import type { Generated } from 'kysely'
import { tables, type Reading, type Writing } from './sql.ts'

export type EngineTables = {
  counter: { name: string; next: number }
  setting: { key: string; json: string }
  person_setting: { person: number; key: string; json: string }
  draft: { key: string; json: string; at: string }
  command_done: { key: string; name: string; digest: string; reply: string; at: string }
  saved_view: {
    id: Generated<number>
    screen: string
    name: string
    json: string
    owner: number
    position: number
    is_shared: Generated<0 | 1>
  }
  view_place: { person: number; view: number; position: number | null; is_on_rail: Generated<0 | 1> }
}
export const engineTables = tables<EngineTables>()

/** The next number of a series, and never again: control numbers, traces. The first is `first`. */
export function nextNumber(db: Writing, series: string, first = 1): number {
  const row = db.first(engineTables.selectFrom('counter').select('next').where('name', '=', series))
  const next = row?.next ?? first
  db.run(
    engineTables
      .insertInto('counter')
      .values({ name: series, next: next + 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ next: next + 1 })),
  )
  return next
}

export const commandDone = (db: Reading, key: string): { name: string; digest: string; reply: string } | undefined =>
  db.first(engineTables.selectFrom('command_done').select(['name', 'digest', 'reply']).where('key', '=', key))

/** Keeps a command's reply with its effect, in the same transaction. */
export function keepReply(db: Writing, done: { key: string; name: string; digest: string; reply: string; at: string }): void {
  db.run(engineTables.insertInto('command_done').values(done))
}
