import { sql } from 'kysely'
import { must } from '../../../src-shared/result.ts'
import { engineTables, type EngineTables, tables, type Reading, type Writing } from '../../store/index.ts'

/* What the window keeps in the store: saved views, drafts, settings. Their content is JSON of the window's own. */

const views = tables<EngineTables & { person: { id: number; name: string } }>()

export type SavedView = {
  id: number
  screen: string
  name: string
  json: string
  owner: number
  position: number
  is_shared: 0 | 1
  /** Who made it; null of a person who is gone. */
  ownerName: string | null
  isOnRail: number
}

/** The views a person has: his own and those that are shared, in his order, and those without a place of his own behind it. */
export const viewsOf = (db: Reading, person: number): SavedView[] =>
  db.all(
    views
      .selectFrom('saved_view')
      .leftJoin('view_place', (join) => join.onRef('view_place.view', '=', 'saved_view.id').on('view_place.person', '=', person))
      .leftJoin('person', 'person.id', 'saved_view.owner')
      .selectAll('saved_view')
      .select(['person.name as ownerName', sql<number>`coalesce(view_place.is_on_rail, 0)`.as('isOnRail')])
      .where((e) => e.or([e('saved_view.owner', '=', person), e('saved_view.is_shared', '=', 1)]))
      .orderBy('saved_view.screen')
      .orderBy(sql`view_place.position is null`)
      .orderBy('view_place.position')
      .orderBy(sql`saved_view.owner <> ${person}`)
      .orderBy('saved_view.position')
      .orderBy('saved_view.id'),
  )

export const viewById = (db: Reading, id: number) => db.first(views.selectFrom('saved_view').selectAll().where('id', '=', id))

type ViewName = { readonly screen: string; readonly owner: number; readonly name: string }

/** The view of a name that a person keeps of a screen. */
export const viewNamed = (db: Reading, { screen, owner, name }: ViewName): { id: number } | undefined =>
  db.first(views.selectFrom('saved_view').select('id').where('screen', '=', screen).where('owner', '=', owner).where('name', '=', name))

/** Keeps a view behind the others that its owner has of the screen, or in place of the one of its name. @returns its number */
export function keepView(db: Writing, { screen, owner, name }: ViewName, json: string, isShared?: boolean): number {
  const last = db.first(
    views
      .selectFrom('saved_view')
      .select((e) => e.fn.max<number | null>('position').as('position'))
      .where('screen', '=', screen)
      .where('owner', '=', owner),
  )?.position
  const shared = isShared === undefined ? {} : { is_shared: isShared ? (1 as const) : (0 as const) }
  db.run(
    views
      .insertInto('saved_view')
      .values({ screen, name, json, owner, position: (last ?? -1) + 1, ...shared })
      .onConflict((conflict) => conflict.columns(['screen', 'owner', 'name']).doUpdateSet({ json, ...shared })),
  )
  return must('a view stands where it was kept', viewNamed(db, { screen, owner, name })).id
}

export function changeView(
  db: Writing,
  id: number,
  changes: { readonly name?: string | undefined; readonly json?: string | undefined; readonly isShared?: boolean | undefined },
): void {
  const { name, json, isShared } = changes
  const set = {
    ...(name !== undefined && { name }),
    ...(json !== undefined && { json }),
    ...(isShared !== undefined && { is_shared: isShared ? (1 as const) : (0 as const) }),
  }
  if (Object.keys(set).length > 0) db.run(views.updateTable('saved_view').set(set).where('id', '=', id))
}

export function removeView(db: Writing, id: number): void {
  db.run(views.deleteFrom('view_place').where('view', '=', id))
  db.run(views.deleteFrom('saved_view').where('id', '=', id))
}

/** Says where a view stands with a person; what is not said stays. */
export function placeView(
  db: Writing,
  { person, view }: { readonly person: number; readonly view: number },
  place: { readonly position?: number; readonly isOnRail?: boolean },
): void {
  const set = {
    ...(place.position !== undefined && { position: place.position }),
    ...(place.isOnRail !== undefined && { is_on_rail: place.isOnRail ? (1 as const) : (0 as const) }),
  }
  db.run(
    views
      .insertInto('view_place')
      .values({ person, view, position: null, ...set })
      .onConflict((conflict) => conflict.columns(['person', 'view']).doUpdateSet(set)),
  )
}

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

/** How one person has the window. */
export const settingsOf = (db: Reading, person: number): { key: string; json: string }[] =>
  db.all(engineTables.selectFrom('person_setting').select(['key', 'json']).where('person', '=', person))

export function keepSetting(db: Writing, person: number, key: string, json: string): void {
  db.run(
    engineTables
      .insertInto('person_setting')
      .values({ person, key, json })
      .onConflict((conflict) => conflict.columns(['person', 'key']).doUpdateSet({ json })),
  )
}
