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
  readonly #judges = new Map<Loop, readonly { readonly rule: Rule; readonly tally: RuleTally }[]>()
  readonly #adds: ReadonlyMap<Loop, readonly Rule[]>
  readonly #told: Told
  #judged: Judged | undefined
  readonly #around: Around = (loop) => within(this.#judged, loop)

  constructor(set: TransactionSet, told: Told) {
    const { judged, added } = rulePlanOf(set)
    this.#adds = added
    this.#told = told
    const tallies = new Map<Rule, RuleTally>()
    for (const rule of set.rules) tallies.set(rule, { rule: rule.id, says: rule.says, holds: 0, broken: 0, notStated: 0 })
    for (const [loop, rules] of judged)
      this.#judges.set(
        loop,
        rules.flatMap((rule) => {
          const tally = tallies.get(rule)
          return tally ? [{ rule, tally }] : []
        }),
      )
    this.tallies = [...tallies.values()]
  }

  /** Judges the rules of a loop that has ended. A rule that meets a hole in a damaged value cannot be judged. */
  end(judged: Judged): void {
    const own = this.#judges.get(judged.loop)
    if (own) for (const { rule, tally } of own) this.#count(rule, tally, judged, this.#outcome(rule, judged))
    const added = this.#adds.get(judged.loop)
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

  #count(rule: Rule, tally: RuleTally, judged: Judged, verdict: Verdict): void {
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

const loopsKnown = new WeakMap<Loop, readonly { readonly name: string; readonly of: Loop }[]>()

/** The loops that may lie directly in a loop, by the names of their slots. */
function loopsIn(loop: Loop): readonly { readonly name: string; readonly of: Loop }[] {
  const known = loopsKnown.get(loop)
  if (known) return known
  const found = loop.slots.flatMap(({ name, of }) => (of.is === 'loop' ? [{ name, of }] : []))
  loopsKnown.set(loop, found)
  return found
}

/** Judges a whole value, from the innermost loops outwards: for writing, where every loop is at hand. */
export function judgeValue(set: TransactionSet, value: object, told: (rule: Rule, breach: Breach, judged: Judged) => void): void {
  const judge = new Judge(set, (rule, breach, judged) => {
    told(rule, breach, judged)
    return true
  })
  const walk = (loop: Loop, own: Record<string, unknown>, above: Judged | undefined): void => {
    const judged: Judged = { loop, value: own, above }
    for (const { name, of } of loopsIn(loop)) {
      const given = own[name]
      if (given === undefined) continue
      if (Array.isArray(given)) for (const one of given as readonly Record<string, unknown>[]) walk(of, one, judged)
      else walk(of, given as Record<string, unknown>, judged)
    }
    judge.end(judged)
  }
  walk(set.body, value as Record<string, unknown>, undefined)
}
