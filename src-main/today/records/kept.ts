import { must } from '../../../src-shared/result.ts'
import { engineTables, type Reading, type Writing } from '../../store/index.ts'

/* What the window keeps in the store: saved views, drafts, settings. Their content is JSON of the window's own. */

export const viewsOf = (db: Reading, owner: number) =>
  db.all(engineTables.selectFrom('saved_view').selectAll().where('owner', '=', owner).orderBy('screen').orderBy('position'))

type ViewName = { readonly screen: string; readonly owner: number; readonly name: string }

/** Keeps a view behind the others that its owner has of the screen, or in place of the one of its name. @returns its number */
export function keepView(db: Writing, { screen, owner, name }: ViewName, json: string): number {
  const last = db.first(
    engineTables
      .selectFrom('saved_view')
      .select((e) => e.fn.max<number | null>('position').as('position'))
      .where('screen', '=', screen)
      .where('owner', '=', owner),
  )?.position
  db.run(
    engineTables
      .insertInto('saved_view')
      .values({ screen, name, json, owner, position: (last ?? -1) + 1 })
      .onConflict((conflict) => conflict.columns(['screen', 'owner', 'name']).doUpdateSet({ json })),
  )
  const kept = db.first(
    engineTables.selectFrom('saved_view').select('id').where('screen', '=', screen).where('owner', '=', owner).where('name', '=', name),
  )
  return must('a view stands where it was kept', kept).id
}

/** @returns how many rows were touched: one, or none when the owner has no such view */
export const removeView = (db: Writing, id: number, owner: number): number =>
  db.run(engineTables.deleteFrom('saved_view').where('id', '=', id).where('owner', '=', owner))

export const draftOf = (db: Reading, key: string): string | undefined =>
  db.first(engineTables.selectFrom('draft').select('json').where('key', '=', key))?.json

export function keepDraft(db: Writing, draft: { readonly key: string; readonly json: string; readonly at: string }): void {
  const { json, at } = draft
  db.run(
    engineTables
      .insertInto('draft')
      .values(draft)
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ json, at })),
  )
}

export function forgetDraft(db: Writing, key: string): void {
  db.run(engineTables.deleteFrom('draft').where('key', '=', key))
}

export const settings = (db: Reading): { key: string; json: string }[] => db.all(engineTables.selectFrom('setting').selectAll())

export function keepSetting(db: Writing, key: string, json: string): void {
  db.run(
    engineTables
      .insertInto('setting')
      .values({ key, json })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ json })),
  )
}
