import type { Loop, Segment, Slot } from './words.ts'

/** A loop made ready for reading: which slots a segment id may open, and where runs of the same segment begin. */
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
}
export type SlotPlan = {
  readonly slot: Slot
  readonly segment?: Segment
  readonly loop?: LoopPlan
  readonly isList: boolean
  readonly needed: boolean
}

const plans = new WeakMap<Loop, LoopPlan>()

/** The plan of a loop; made once, loops that stand at several places share theirs. */
export function planOf(loop: Loop): LoopPlan {
  const known = plans.get(loop)
  if (known) return known
  const slots: SlotPlan[] = []
  const openedBy = new Map<string, number[]>()
  const plan: LoopPlan = { loop, slots, openedBy, runStart: runs(loop) }
  plans.set(loop, plan)
  for (const slot of loop.slots) {
    const kind = slot.of.is === 'segment' ? { segment: slot.of } : { loop: planOf(slot.of) }
    slots.push({
      slot,
      ...kind,
      isList: slot.count === 'many' || slot.count === 'some',
      needed: slot.count === 'one' || slot.count === 'some',
    })
    const number = slots.length - 1
    for (const id of new Set(openers(slot.of).map((segment) => segment.id))) openedBy.set(id, [...(openedBy.get(id) ?? []), number])
  }
  return plan
}

const openersKnown = new WeakMap<Loop, readonly Segment[]>()

/** The segments that may be the first of a part: for a loop, those of its slots up to the first that must be there. */
export function openers(part: Segment | Loop): readonly Segment[] {
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

/** Whether a segment as it came fits a described one: its id and every pinned qualifier. */
export function fits(described: Segment, elements: readonly string[], component: string): boolean {
  if (described.id !== elements[0]) return false
  for (const pin of described.pins) {
    const text = elements[pin.element] ?? ''
    const part = pin.component === undefined ? text.trim() : (text.split(component)[pin.component - 1] ?? '')
    if (!pin.codes.includes(part)) return false
  }
  return true
}
