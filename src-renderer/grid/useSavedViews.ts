import type { Input, Name, NamesOf, Reply } from '../../src-shared/contract/index.ts'
import { newKey } from '../app/connection.ts'
import { useNotices } from '../app/notices.ts'
import { useConnection } from '../app/queries.ts'
import type { GridRow } from './columns.tsx'
import { layoutWords } from './layout.ts'
import type { Grid, Tab } from './useGrid.ts'

type Saved = NonNullable<Tab['saved']>

export type SavedViews = {
  /** Keeps the filters, the order, the groups and the columns as they are now. */
  readonly update: (saved: Saved) => Promise<void>
  readonly putBack: () => void
  readonly share: (saved: Saved, isShared: boolean) => Promise<void>
  readonly pin: (saved: Saved, isOnRail: boolean) => Promise<void>
  readonly canStep: (saved: Saved, by: -1 | 1) => boolean
  readonly step: (saved: Saved, by: -1 | 1) => Promise<void>
  readonly forget: (saved: Saved) => Promise<void>
}

/** What is done with saved views. All of it can be taken back. A name may be a patient's, so no notice says one. */
export function useSavedViews<Row extends GridRow>(grid: Grid<Row>): SavedViews {
  const connection = useConnection()
  const { tell } = useNotices()
  const run = <N extends NamesOf<'command'>>(name: N, input: Input<N>): Promise<Reply<N>> => connection.call(name, input, { key: newKey() })
  /** Says what was done, and how it is taken back; or why it was not. */
  const done = (reply: Reply<Name>, words: string, undo: () => Promise<Reply<Name>>): boolean => {
    if (reply.ok) tell({ words, undo })
    else tell({ words: reply.problem.message, family: 'bad' })
    return reply.ok
  }
  const mine = grid.tabs.flatMap(({ saved }) => (saved ? [saved.id] : []))
  const putBack = (): void => {
    grid.setView(grid.tab?.view ?? grid.view)
    if (grid.isDrawn) grid.resetLayout()
  }
  return {
    putBack,
    async update(saved) {
      const { id, view, columns } = saved
      const reply = await run('views.change', { id, view: grid.view, columns: layoutWords(grid.layout) })
      done(reply, 'The view is saved.', () => run('views.change', { id, view, columns }))
    },
    async share({ id }, isShared) {
      const reply = await run('views.change', { id, isShared })
      const words = isShared ? 'Everybody in the practice sees the view.' : 'The view is shared no more.'
      done(reply, words, () => run('views.change', { id, isShared: !isShared }))
    },
    async pin({ id }, isOnRail) {
      const reply = await run('views.pin', { id, isOnRail })
      const words = isOnRail ? 'The view is on the rail.' : 'The view is off the rail.'
      done(reply, words, () => run('views.pin', { id, isOnRail: !isOnRail }))
    },
    canStep: ({ id }, by) => mine[mine.indexOf(id) + by] !== undefined,
    async step({ id }, by) {
      const ids = mine.filter((one) => one !== id)
      ids.splice(mine.indexOf(id) + by, 0, id)
      const { screen } = grid
      done(await run('views.order', { screen, ids }), 'The views stand in another order.', () => run('views.order', { screen, ids: mine }))
    },
    async forget({ id, name, screen, view, columns, isShared, isOnRail }) {
      const reply = await run('views.remove', { id })
      const back = async (): Promise<Reply<Name>> => {
        const again = await run('views.save', { screen, name, view, columns, isShared })
        if (again.ok && isOnRail) await run('views.pin', { id: again.value.id, isOnRail })
        return again
      }
      if (done(reply, 'The view is forgotten. Its rows stay as they are.', back)) grid.showTab(grid.tabs[0]?.id ?? '')
    },
  }
}
