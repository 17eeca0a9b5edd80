import { isWhole } from '../../../src-shared/number.ts'
import type { Around, Breach, Loop, Rule, TransactionSet, Verdict } from './words.ts'
import { rulePlanOf } from './plan.ts'

/** How often a rule held, was broken, and could not be judged because the file does not state what it needs. */
export type RuleTally = { readonly rule: string; readonly says: string; holds: number; broken: number; notStated: number }

/** A loop that is being judged, with the loops around it. */
export type Judged = {
  readonly loop: Loop
  readonly value: object
  readonly above: Judged | undefined
  totals?: Map<Rule, number | undefined> | undefined
}

/** Whom a judge tells of a breach; the answer is whether the place is sound enough to say so. */
export type Told = (rule: Rule, breach: Breach, judged: Judged) => boolean

/** Judges the rules of a set loop by loop, and counts the outcomes. */
export class Judge {
  readonly tallies: readonly RuleTally[]
  readonly #plan: ReturnType<typeof rulePlanOf>
  readonly #tally = new Map<Rule, RuleTally>()
  readonly #told: Told
  #judged: Judged | undefined
  readonly #around: Around = (loop) => within(this.#judged, loop)

  constructor(set: TransactionSet, told: Told) {
    this.#plan = rulePlanOf(set)
    this.#told = told
    for (const rule of set.rules) this.#tally.set(rule, { rule: rule.id, says: rule.says, holds: 0, broken: 0, notStated: 0 })
    this.tallies = [...this.#tally.values()]
  }

  /** Judges the rules of a loop that has ended. A rule that meets a hole in a damaged value cannot be judged. */
  end(judged: Judged): void {
    const own = this.#plan.judged.get(judged.loop)
    if (own) for (const rule of own) this.#count(rule, judged, this.#outcome(rule, judged))
    const added = this.#plan.added.get(judged.loop)
    if (added) for (const rule of added) add(rule, judged)
  }

  #outcome(rule: Rule, judged: Judged): Verdict {
    this.#judged = judged
    try {
      return rule.judge(judged.value as never, this.#around, rule.total && (judged.totals?.has(rule) ? judged.totals.get(rule) : 0))
    } catch (error) {
      return unstated(error)
    }
  }

  #count(rule: Rule, judged: Judged, verdict: Verdict): void {
    const tally = this.#tally.get(rule)
    if (!tally) return
    if (verdict === undefined) tally.notStated++
    else if (verdict === true) tally.holds++
    else {
      const breaches = Array.isArray(verdict) ? (verdict as readonly Breach[]) : [verdict as Breach]
      if (breaches.length === 0) tally.holds++
      else if (breaches.filter((one) => this.#told(rule, one, judged)).length > 0) tally.broken++
      else tally.notStated++
    }
  }
}

/** Adds what a loop states to the loop around it that the rule is of. */
function add(rule: Rule, judged: Judged): void {
  let over = judged.above
  while (over && over.loop !== rule.of) over = over.above
  if (!over) return
  over.totals ??= new Map()
  const before = over.totals.has(rule) ? over.totals.get(rule) : 0
  let more: number | undefined
  try {
    more = rule.total?.add(judged.value as never)
  } catch (error) {
    more = unstated(error)
  }
  over.totals.set(rule, before === undefined || more === undefined || !isWhole(more) ? undefined : before + more)
}

/** What a damaged value cannot give is not stated. */
function unstated(error: unknown): undefined {
  if (error instanceof TypeError || error instanceof RangeError) return undefined
  throw error
}

function within<T>(judged: Judged | undefined, loop: Loop<T>): T | undefined {
  for (let at = judged; at; at = at.above) if (at.loop === (loop as Loop)) return at.value as T
  return undefined
}

/** The loops around a judged one, and itself. */
export const aroundOf =
  (judged: Judged): Around =>
  (loop) =>
    within(judged, loop)

/** Judges a whole value, from the innermost loops outwards: for writing, where every loop is at hand. */
export function judgeValue(set: TransactionSet, value: object, told: (rule: Rule, breach: Breach, judged: Judged) => void): void {
  const judge = new Judge(set, (rule, breach, judged) => {
    told(rule, breach, judged)
    return true
  })
  const walk = (loop: Loop, own: Record<string, unknown>, above: Judged | undefined): void => {
    const judged: Judged = { loop, value: own, above }
    for (const slot of loop.slots) {
      if (slot.of.is !== 'loop') continue
      const given = own[slot.name]
      if (given === undefined) continue
      for (const one of slot.count === 'many' || slot.count === 'some' ? (given as readonly unknown[]) : [given])
        walk(slot.of, one as Record<string, unknown>, judged)
    }
    judge.end(judged)
  }
  walk(set.body, value as Record<string, unknown>, undefined)
}
