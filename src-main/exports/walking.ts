import type { View } from '../../src-shared/contract/list.ts'
import { refuse, type QueryWork, type TaskWork } from '../store/index.ts'

/** One window of a list, as its own handler gives it. */
export type Page = {
  readonly total: number
  readonly sums: Readonly<Record<string, number>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}
export type ListHandler = (work: QueryWork, input: { readonly view: View; readonly window: number }) => Page

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
  list: ListHandler,
  view: View,
  taker: (first: Page) => T,
  hides?: 'protected',
): Promise<{ readonly taker: T; readonly page: Page }> {
  for (let tried = 0; tried < TRIES; tried++) {
    const done = await walkOnce(work, list, view, taker, hides)
    if (done) return done
  }
  return refuse('busy', { message: 'The list changes while it is read.', fix: 'Export it when nothing is being imported or posted.' })
}

async function walkOnce<T extends Taker>(
  work: TaskWork,
  list: ListHandler,
  view: View,
  taker: (first: Page) => T,
  hides: 'protected' | undefined,
) {
  const version = work.lists.version
  const first = work.read((query) => list(query, { view, window: 0 }) as never, hides) as Page
  const into = taker(first)
  let page = first
  let rows = 0
  for (let window = 0; ; window++) {
    into.take(page.rows)
    rows += page.rows.length
    if (work.stopped()) refuse('export.stopped')
    work.progress(rows, first.total, 'Reading the rows')
    if (rows >= first.total || page.rows.length === 0) break
    await new Promise((next) => setImmediate(next))
    if (work.lists.version !== version) return undefined
    page = work.read((query) => list(query, { view, window: window + 1 }) as never, hides) as Page
  }
  return rows === first.total ? { taker: into, page: first } : undefined
}
