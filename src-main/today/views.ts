import type { User } from '../../src-shared/contract/access.ts'
import type { Argument, Name, Output, Permission } from '../../src-shared/contract/index.ts'
import { resolved, type Totals, type View } from '../../src-shared/contract/list.ts'
import type { Screen } from '../../src-shared/contract/today.ts'
import { refuse, type CommandWork, type Handlers, type QueryWork } from '../store/index.ts'
import { changeView, keepView, placeView, removeView, viewById, viewNamed, viewsOf, type SavedView } from './records/kept.ts'

/* Saved views: one's own, and those that somebody shares with the practice. */

type Content = Pick<Output<'views.list'>[number], 'view' | 'columns'>

/** The list behind a screen, by the beginning of its calls. */
const LIST_OF = {
  eligibility: 'eligibility',
  authorizations: 'authorizations',
  claims: 'claims',
  exchange: 'exchange',
  remits: 'remittance',
  denials: 'denials',
  appeals: 'appeals',
  patients: 'patients',
} as const satisfies Partial<Record<Screen, string>>
export type CountedList = (typeof LIST_OF)[keyof typeof LIST_OF]

/** Filters that may name a patient in words. */
const NAMING: readonly string[] = ['patient', 'patientId', 'name', 'memberId', 'born']

/** What this room may not import: the lists of the stages, and who may do what. */
export type ViewsGiven = {
  readonly totals: { readonly [L in CountedList as `${L}.totals`]: (work: QueryWork, input: { readonly view: View }) => Totals }
  readonly needs: (name: Name) => Permission
  readonly mayDo: (user: User, permission: Permission) => boolean
  readonly seesEverybody: (user: User) => boolean
}

type ViewCalls = 'views.list' | 'views.save' | 'views.change' | 'views.order' | 'views.pin' | 'views.counts' | 'views.remove'

export const viewHandlers = (given: ViewsGiven): Pick<Handlers, ViewCalls> => ({
  'views.list': ({ db, user }) => seenViews(given, viewsOf(db, user.id), user).map((row) => asView(row, user)),

  'views.save': ({ db, user, announce }, { screen, name, view, columns, isShared }) => {
    const id = keepView(db, { screen, owner: user.id, name }, JSON.stringify({ view, columns }), isShared)
    announce('desk')
    return { id }
  },

  'views.change': (work, { id, name, view, columns, isShared }) => {
    const { db, announce } = work
    const row = changeable(work, id)
    const before = JSON.parse(row.json) as Content
    const named = name === undefined ? undefined : viewNamed(db, { screen: row.screen, owner: row.owner, name })
    if (named && named.id !== id) refuse('view.exists', { at: { field: 'name' } })
    changeView(db, id, {
      name,
      json: view || columns ? JSON.stringify({ view: view ?? before.view, columns: columns ?? before.columns }) : undefined,
      isShared,
    })
    announce('desk')
    return {}
  },

  'views.order': ({ db, user, announce }, { screen, ids }) => {
    const mine = new Set(viewsOf(db, user.id).flatMap((row) => (row.screen === screen ? [row.id] : [])))
    const places = [...new Set(ids)].filter((id) => mine.has(id))
    for (const [position, view] of places.entries()) placeView(db, { person: user.id, view }, { position })
    announce('desk')
    return {}
  },

  'views.pin': ({ db, user, announce }, { id, isOnRail }) => {
    if (!viewsOf(db, user.id).some((row) => row.id === id)) refuse('record.missing')
    placeView(db, { person: user.id, view: id }, { isOnRail })
    announce('desk')
    return {}
  },

  'views.counts': (work) =>
    seenViews(given, viewsOf(work.db, work.user.id), work.user)
      .filter(({ isOnRail }) => isOnRail === 1)
      .flatMap((row) => {
        const list = Object.hasOwn(LIST_OF, row.screen) ? LIST_OF[row.screen as keyof typeof LIST_OF] : undefined
        if (list === undefined || !given.mayDo(work.user, given.needs(`${list}.totals`))) return []
        return [{ id: row.id, total: totalOf(given, work, list, (JSON.parse(row.json) as Content).view) }]
      }),

  'views.remove': (work, { id }) => {
    changeable(work, id)
    removeView(work.db, id)
    work.announce('desk')
    return {}
  },
})

/** A count needs no order and no groups, so that views of the same filters are counted once. */
const totalOf = ({ totals }: ViewsGiven, work: QueryWork, list: CountedList, { filters }: View): number =>
  totals[`${list}.totals`](work, { view: resolved({ filters, sort: [] }, work.clock.today()) }).total

/** A view that somebody shares may name a patient in its filters; who does not see everybody is not told of it. */
const seenViews = ({ seesEverybody }: ViewsGiven, rows: readonly SavedView[], user: User): readonly SavedView[] =>
  seesEverybody(user)
    ? rows
    : rows.filter(
        (row) => row.owner === user.id || !(JSON.parse(row.json) as Content).view.filters.some(({ field }) => NAMING.includes(field)),
      )

function asView(row: SavedView, user: User): Output<'views.list'>[number] {
  return {
    id: row.id,
    screen: row.screen as Screen,
    name: row.name,
    ...(JSON.parse(row.json) as Content),
    isShared: row.is_shared === 1,
    isMine: row.owner === user.id,
    mayChange: mayChange(row, user),
    owner: row.ownerName ?? '',
    isOnRail: row.isOnRail === 1,
  }
}

const mayChange = (row: { readonly owner: number; readonly is_shared: 0 | 1 }, user: User): boolean =>
  row.owner === user.id || (row.is_shared === 1 && (user.role === 'owner' || user.role === 'lead'))

/** @throws Trouble `record.missing` for a view the person does not see, `view.others` for one that is not his to change */
function changeable({ db, user }: CommandWork, id: Argument<'views.remove'>['id']) {
  const row = viewById(db, id)
  if (!row || (row.owner !== user.id && row.is_shared === 0)) return refuse('record.missing')
  if (!mayChange(row, user)) refuse('view.others', { fix: 'Ask who shares it, or an owner of the practice.' })
  return row
}
