import { MOST_CHOSEN, type Bulk, type Chosen } from '../../src-shared/contract/list.ts'
import type { ListPlan } from './lists/plan.ts'
import type { CommandWork, QueryWork, TaskWork } from './work.ts'

/* Commands on many records: which they are, a transaction for some of them at a time, and what is told at the end. */

/** The ids of what was chosen, of those the person sees: as they were named, or as the list has them now. */
export function chosenIds<DB, TB extends keyof DB, O>(
  { db, lists }: QueryWork,
  plan: ListPlan<DB, TB, O>,
  { ids, view, but = [] }: Chosen,
): number[] {
  if (view === undefined) return [...new Set(ids)]
  const left = new Set(but)
  const all = lists.ids(db, plan, view)
  return left.size === 0 ? all : all.filter((id) => !left.has(id))
}

/** Parts of a list, in order. */
export const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

/** Reasons and how many each is of, as they came up. */
export class Tally {
  readonly #counts = new Map<string, number>()
  add(words: string, n = 1): void {
    this.#counts.set(words, (this.#counts.get(words) ?? 0) + n)
  }
  get rows(): { words: string; n: number }[] {
    return [...this.#counts].map(([words, n]) => ({ words, n }))
  }
}

type Steps = {
  /** Records of one transaction: what is done of them stays done, whatever comes after. */
  readonly size: number
  /** What is being done, for the status bar. */
  readonly words: string
}

/**
 * Works through records, some in each transaction, and lets others have their turn in between. A person may stop it there.
 * @param one does one of them, or says in words why it stays as it is
 */
export async function inSteps(
  work: TaskWork,
  ids: readonly number[],
  { size, words }: Steps,
  one: (work: CommandWork, id: number) => string | undefined,
): Promise<Bulk> {
  const wont = new Tally()
  const changed: number[] = []
  let at = 0
  for (const part of chunks(ids, size)) {
    if (work.stopped()) break
    const why = work.write((step) => part.map((id) => one(step, id) ?? null) as never) as readonly (string | null)[]
    for (const [n, id] of part.entries()) {
      const words_ = why[n]
      if (typeof words_ === 'string') wont.add(words_)
      else changed.push(id)
    }
    at += part.length
    work.progress(at, ids.length, words)
    await othersTurn()
  }
  return { done: changed.length, wont: wont.rows, left: ids.length - at, ids: changed.length > MOST_CHOSEN ? null : changed }
}

/** Lets calls that wait be answered. */
export const othersTurn = (): Promise<void> => new Promise((next) => setImmediate(next))
