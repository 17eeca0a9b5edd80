import type { Totals, View } from '../../src-shared/contract/list.ts'
import { refuse, type QueryWork, type TaskWork } from '../store/index.ts'

/** One window of a list, as its own handler gives it. */
type Page = { readonly rows: readonly Readonly<Record<string, unknown>>[] }
/** A list as its own handlers give it. */
export type ListHandlers = {
  readonly page: (work: QueryWork, input: { readonly view: View; readonly window: number }) => Page
  readonly totals: (work: QueryWork, input: { readonly view: View }) => Totals
}

/** Takes the rows of a list in order, some at a time. */
export type Taker = { take(rows: Page['rows']): void }

/** A list that goes on changing is asked this often; then it is better done later. */
const TRIES = 3

/**
 * Gives all rows of a list as of one moment, and its sums. Other calls are served between windows; when one of them changes something, the walk begins
 * anew, for a file must not hold half of two states.
 * @throws Trouble `export.stopped` when a person stopped it, `busy` when the list does not stand still
 */
export async function walk<T extends Taker>(
  work: TaskWork,
  list: ListHandlers,
  view: View,
  taker: (totals: Totals) => T,
  hides?: 'protected',
): Promise<{ readonly taker: T; readonly totals: Totals }> {
  for (let tried = 0; tried < TRIES; tried++) {
    const done = await walkOnce(work, list, view, taker, hides)
    if (done) return done
  }
  return refuse('busy', { message: 'The list changes while it is read.', fix: 'Export it when nothing is being imported or posted.' })
}

async function walkOnce<T extends Taker>(
  work: TaskWork,
  list: ListHandlers,
  view: View,
  taker: (totals: Totals) => T,
  hides: 'protected' | undefined,
) {
  const version = work.lists.version
  const totals = work.read((query) => list.totals(query, { view }) as never, hides) as Totals
  const into = taker(totals)
  let rows = 0
  for (let window = 0; rows < totals.total; window++) {
    const page = work.read((query) => list.page(query, { view, window }) as never, hides) as Page
    into.take(page.rows)
    rows += page.rows.length
    if (work.stopped()) refuse('export.stopped')
    work.progress(rows, totals.total, 'Reading the rows')
    if (page.rows.length === 0) break
    await new Promise((next) => setImmediate(next))
    if (work.lists.version !== version) return undefined
  }
  return rows === totals.total ? { taker: into, totals } : undefined
}
