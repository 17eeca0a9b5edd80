import type { Cursor } from '../syntax/cursor.ts'
import { plainObjects } from './elements.ts'
import type { Loop, Pin, Rule, Segment, Slot, TransactionSet } from './words.ts'

/** A loop made ready for reading: which slots a segment id may open, where runs of the same segment begin, and the rules to judge at its end. */
export type LoopPlan = {
  readonly loop: Loop
  readonly slots: readonly SlotPlan[]
  /** Slot numbers by the segment ids that may open them. */
  readonly openedBy: ReadonlyMap<string, readonly number[]>
  /**
   * For each slot the first of its run of slots with the same segment id: within such a run (the REFs of a claim) the order has no meaning
   * in the field, so a reader looks from the run's beginning.
   */
  readonly runStart: readonly number[]
  /** The slots that must be filled. */
  readonly needed: readonly number[]
  /** Makes the loop's value. */
  readonly Fields: new () => Record<string, unknown>
  /** A zero for each slot, to be copied. */
  readonly none: readonly number[]
  /** Whether a level (HL) opens it: later levels may name it as their parent. */
  readonly isLevel: boolean
}
export type SlotPlan = {
  readonly slot: Slot
  readonly segment?: Segment
  readonly loop?: LoopPlan
  readonly isList: boolean
  readonly needed: boolean
  /** Whether a segment, whose id is one of the slot's, may open it. */
  readonly fits: (cursor: Cursor) => boolean
}

const plans = new WeakMap<Loop, LoopPlan>()

/** The plan of a loop; made once, loops that stand at several places share theirs. */
export function planOf(loop: Loop): LoopPlan {
  const known = plans.get(loop)
  if (known) return known
  const slots: SlotPlan[] = []
  const openedBy = new Map<string, number[]>()
  const isLevel = openers(loop).some((segment) => segment.id === 'HL')
  const plan: LoopPlan = {
    loop,
    slots,
    openedBy,
    runStart: runs(loop),
    needed: loop.slots.flatMap(({ count }, n) => (count === 'one' || count === 'some' ? [n] : [])),
    none: loop.slots.map(() => 0),
    isLevel,
    Fields: plainObjects(),
  }
  plans.set(loop, plan)
  for (const slot of loop.slots) {
    const first = openers(slot.of)
    const kind = slot.of.is === 'segment' ? { segment: slot.of } : { loop: planOf(slot.of) }
    const matchers = first.map((segment) => ({ id: segment.id, fits: pinsReader(segment.pins) }))
    const only = matchers.length === 1 ? matchers[0] : undefined
    slots.push({
      slot,
      ...kind,
      isList: slot.count === 'many' || slot.count === 'some',
      needed: slot.count === 'one' || slot.count === 'some',
      fits: only ? only.fits : (cursor) => matchers.some((one) => one.id === cursor.id && one.fits(cursor)),
    })
    const number = slots.length - 1
    for (const id of new Set(first.map((segment) => segment.id))) openedBy.set(id, [...(openedBy.get(id) ?? []), number])
  }
  return plan
}

const openersKnown = new WeakMap<Loop, readonly Segment[]>()

/** The segments that may be the first of a part: for a loop, those of its slots up to the first that must be there. */
function openers(part: Segment | Loop): readonly Segment[] {
  if (part.is === 'segment') return [part]
  const known = openersKnown.get(part)
  if (known) return known
  const found: Segment[] = []
  for (const slot of part.slots) {
    found.push(...openers(slot.of))
    if (slot.count === 'one' || slot.count === 'some') break
  }
  openersKnown.set(part, found)
  return found
}

function runs(loop: Loop): number[] {
  const starts: number[] = []
  loop.slots.forEach((slot, n) => {
    const before = loop.slots[n - 1]
    const same = before?.of.is === 'segment' && slot.of.is === 'segment' && before.of.id === slot.of.id
    starts.push(same ? (starts[n - 1] ?? n) : n)
  })
  return starts
}

/** Whether every pinned qualifier stands in a segment; a pinned element may have blanks around it, a component not. */
function pinsReader(pins: readonly Pin[]): (cursor: Cursor) => boolean {
  const checks = pins.map((pin): ((cursor: Cursor) => boolean) => {
    const { element, component } = pin
    const codes = new Set(pin.codes)
    if (component !== undefined) return (cursor) => codes.has(cursor.components(element).get(component))
    const only = codes.size === 1 ? pin.codes[0] : undefined
    return only === undefined ? (cursor) => codes.has(cursor.trimmed(element)) : (cursor) => cursor.is(element, only)
  })
  const [first, second] = checks
  if (!first) return () => true
  if (!second) return first
  return (cursor) => checks.every((check) => check(cursor))
}

/** The rules of a set by the loop they judge, and by the loops they add up. */
export type RulePlan = {
  readonly judged: ReadonlyMap<Loop, readonly Rule[]>
  readonly added: ReadonlyMap<Loop, readonly Rule[]>
}
const rulePlans = new WeakMap<TransactionSet, RulePlan>()

export function rulePlanOf(set: TransactionSet): RulePlan {
  const known = rulePlans.get(set)
  if (known) return known
  const judged = new Map<Loop, Rule[]>()
  const added = new Map<Loop, Rule[]>()
  for (const rule of set.rules) {
    judged.set(rule.of, [...(judged.get(rule.of) ?? []), rule])
    if (rule.total) added.set(rule.total.each, [...(added.get(rule.total.each) ?? []), rule])
  }
  const plan = { judged, added }
  rulePlans.set(set, plan)
  return plan
}
