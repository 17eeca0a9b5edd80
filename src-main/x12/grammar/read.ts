import { wholeNumber } from '../../../src-shared/number.ts'
import { must } from '../../../src-shared/result.ts'
import { finding, isGrave, type Finding, type FindingCode } from '../notes.ts'
import type { TransactionSet as RawSet } from '../syntax/envelope.ts'
import { spotOf, type Segment as RawSegment } from '../syntax/segments.ts'
import { checkRules } from './check.ts'
import { readSegment, type Ear } from './elements.ts'
import { fits, openers, planOf, type LoopPlan } from './plan.ts'
import type { Loop, Segment, TransactionSet } from './words.ts'

/**
 * What reading gives. The value is as its type says wherever no grave finding lies; whoever takes a part over asks {@link isSound} first.
 */
export type Reading<T> = {
  readonly value: T
  readonly findings: readonly Finding[]
  /** The segments by their ordinal in the file, for showing where a value came from. */
  readonly segments: ReadonlyMap<number, RawSegment>
}

/** A value as a damaged file may give it: whatever its type says, any part of it may be missing. */
export type Torn<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Torn<E>[]
    : { readonly [K in keyof T]?: Torn<T[K]> | undefined }

/** Whether no grave finding lies within a loop's or segment's place in the file. */
export function isSound(reading: Reading<unknown>, part: { readonly span?: readonly [number, number]; readonly at?: number }): boolean {
  const [from, to] = part.span ?? [part.at ?? 0, part.at ?? 0]
  return !reading.findings.some((one) => isGrave(one) && one.where.segment >= from && one.where.segment <= to)
}

/** What a segment was read as, by its ordinal: for explaining a file line by line. */
export type Parts = Map<number, { readonly described: Segment; readonly value: Readonly<Record<string, unknown>>; readonly loop: string }>

/** Reads a transaction set by its description. It never throws on content. @param parts filled when given */
export function readSet<T>(described: TransactionSet<T>, raw: RawSet, parts?: Parts): Reading<T> {
  const reader = new SetReader(described.body, raw, parts)
  const value = reader.read() as T
  const order = (one: Finding): number => one.where.segment
  const findings = [...raw.findings, ...reader.findings].sort((a, b) => order(a) - order(b))
  const segments = new Map(raw.segments.map((segment) => [segment.ordinal, segment]))
  return { value, findings: [...findings, ...checkRules(described, value, findings, segments)], segments }
}

type Frame = {
  readonly plan: LoopPlan
  readonly parent: Frame | undefined
  readonly value: Record<string, unknown>
  readonly counts: number[]
  readonly number: number
  readonly first: RawSegment
  /** The slot read last. */
  slot: number
  last: number
  level: string | undefined
}

type Match = { readonly frame: Frame; readonly slot: number; readonly note?: FindingCode }

class SetReader {
  readonly findings: Finding[] = []
  readonly #frames: Frame[] = []
  readonly #levels = new Map<string, Frame>()
  readonly #known: Set<string>
  readonly #raw: RawSet
  readonly #parts: Parts | undefined
  #current: Frame
  #levelCount = 0
  #segment: RawSegment
  #inSet = 1

  constructor(body: Loop, raw: RawSet, parts: Parts | undefined) {
    this.#raw = raw
    this.#parts = parts
    this.#segment = must('a set begins with its ST', raw.segments[0])
    this.#known = segmentIds(planOf(body))
    this.#current = this.#open(planOf(body), undefined, this.#segment, 1)
  }

  read(): unknown {
    const last = this.#raw.segments.at(-1)
    const body = this.#raw.segments.slice(1, last?.id === 'SE' ? -1 : undefined)
    for (const segment of body) {
      this.#inSet++
      this.#segment = segment
      this.#take(segment)
    }
    const bottom = this.#frames[0]
    this.#frames.forEach((frame) => this.#checkNeeded(frame, last ?? this.#segment))
    return bottom?.value
  }

  #open(plan: LoopPlan, parent: Frame | undefined, first: RawSegment, number: number): Frame {
    const frame: Frame = {
      plan,
      parent,
      value: {},
      counts: plan.slots.map(() => 0),
      number,
      first,
      slot: 0,
      last: first.ordinal,
      level: undefined,
    }
    this.#frames.push(frame)
    return frame
  }

  #take(segment: RawSegment): void {
    if (segment.id === 'HL') this.#goToParentLevel(segment)
    const match = this.#match(segment)
    if (!match) {
      this.#say(this.#known.has(segment.id) ? 'SEG.UNEXPECTED' : 'SEG.UNKNOWN')
      return
    }
    if (match.note) this.#say(match.note)
    this.#enter(match, segment)
  }

  /** Levels usually follow each other as their numbers say. Where HL02 names another level that is there, that one is gone on with. */
  #goToParentLevel(segment: RawSegment): void {
    const named = this.#levels.get((segment.elements[2] ?? '').trim())
    if (!named) return
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.parent) if (frame === named) return
    this.#current = named
  }

  /**
   * Where a segment belongs: ahead in the open loop, else ahead in the loops around it, each with room; then the same beyond the maximum;
   * then anywhere in them, against the order. A stray segment therefore never closes a loop that others still need.
   */
  #match(segment: RawSegment): Match | undefined {
    return this.#search(segment, 'ahead', true) ?? this.#search(segment, 'ahead', false) ?? this.#search(segment, 'anywhere', true)
  }

  #search(segment: RawSegment, where: 'ahead' | 'anywhere', room: boolean): Match | undefined {
    const component = this.#raw.delimiters.component
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.parent) {
      const candidates = frame.plan.openedBy.get(segment.id)
      if (!candidates) continue
      const lowest = where === 'ahead' ? (frame.plan.runStart[frame.slot] ?? 0) : 0
      for (const slot of candidates) {
        if (slot < lowest) continue
        const plan = frame.plan.slots[slot]
        if (!plan || (room && (frame.counts[slot] ?? 0) >= plan.slot.max)) continue
        if (!openers(plan.slot.of).some((opener) => fits(opener, segment.elements, component))) continue
        if (where === 'anywhere') return { frame, slot, note: 'SEG.ORDER' }
        return room ? { frame, slot } : { frame, slot, note: plan.loop ? 'LOOP.MAX' : 'SEG.MAX' }
      }
    }
    return undefined
  }

  #enter(match: Match, segment: RawSegment): void {
    const { frame, slot } = match
    const plan = frame.plan.slots[slot]
    if (!plan) return
    const count = (frame.counts[slot] = (frame.counts[slot] ?? 0) + 1)
    const outOfOrder = match.note === 'SEG.ORDER'
    if (!outOfOrder) frame.slot = Math.max(frame.slot, slot)
    if (plan.loop) {
      const child = this.#open(plan.loop, frame, segment, count)
      this.#put(frame, plan.slot.name, plan.isList, child.value)
      this.#current = child
      const inside = this.#search(segment, 'ahead', true)
      if (inside) this.#enter(inside, segment)
      return
    }
    if (!outOfOrder) this.#current = frame
    const value = plan.segment ? this.#readSegment(plan.segment, segment, frame) : {}
    this.#put(frame, plan.slot.name, plan.isList, value)
    for (let up: Frame | undefined = frame; up; up = up.parent) up.last = Math.max(up.last, segment.ordinal)
  }

  #put(frame: Frame, name: string, isList: boolean, value: unknown): void {
    const known = frame.value[name]
    if (isList) {
      if (Array.isArray(known)) known.push(value)
      else frame.value[name] = [value]
    } else if (known === undefined) {
      // One too many of a single part: the first is kept, the finding says that there was another.
      frame.value[name] = value
    }
  }

  #readSegment(described: Segment, segment: RawSegment, frame: Frame): Record<string, unknown> {
    const ear: Ear = {
      delimiters: this.#raw.delimiters,
      tell: (code, element, component, repetition) =>
        this.findings.push(
          finding(code, {
            ...this.#spot(frame),
            element,
            ...(component !== undefined && { component }),
            ...(repetition !== undefined && { repetition }),
          }),
        ),
    }
    if (described.id === 'HL') this.#checkLevel(segment, frame)
    const value = readSegment(described, segment.elements, segment.ordinal, ear)
    this.#parts?.set(segment.ordinal, { described, value, loop: frame.plan.loop.id })
    return value
  }

  #checkLevel(segment: RawSegment, frame: Frame): void {
    this.#levelCount++
    const [, own = '', parent = ''] = segment.elements
    if (wholeNumber(own.trim()) !== this.#levelCount) this.#say('HL.SEQ', frame, 1)
    let above = frame.parent
    while (above && above.level === undefined) above = above.parent
    if ((above?.level ?? '') !== parent.trim()) this.#say('HL.PARENT', frame, 2)
    frame.level = own.trim()
    this.#levels.set(own.trim(), frame)
  }

  #checkNeeded(frame: Frame, end: RawSegment): void {
    if (frame.parent) frame.value['span'] = [frame.first.ordinal, frame.last]
    frame.plan.slots.forEach((plan, n) => {
      if (!plan.needed || (frame.counts[n] ?? 0) > 0) return
      const near = frame.parent ? frame.first : end
      const what = plan.loop ? `${plan.slot.of.id}, ${plan.slot.of.title}` : `${plan.slot.of.id}, ${plan.slot.of.title},`
      const where = { ...spotOf(near), inSet: near.ordinal - (this.#raw.segments[0]?.ordinal ?? 0) + 1, loop: pathOf(frame) }
      const counted = plan.slot.of.id === 'HL' || plan.slot.of.id === 'LX'
      this.findings.push(
        plan.loop
          ? finding('LOOP.MISSING', where, `The required loop ${what} is missing.`)
          : finding('SEG.MISSING', where, `The required segment ${what} is missing.`, counted ? 'warning' : undefined),
      )
    })
  }

  #spot(frame: Frame) {
    return { ...spotOf(this.#segment), inSet: this.#inSet, set: this.#raw.control, loop: pathOf(frame) }
  }

  #say(code: FindingCode, frame = this.#current, element?: number): void {
    this.findings.push(finding(code, { ...this.#spot(frame), ...(element !== undefined && { element }) }))
  }
}

/** `2000A[1]/2000B[3]/2300[1]` */
function pathOf(frame: Frame): string {
  const here = frame.parent ? `${frame.plan.loop.id}[${frame.number}]` : frame.plan.loop.id
  return frame.parent?.parent ? `${pathOf(frame.parent)}/${here}` : here
}

const idsKnown = new WeakMap<LoopPlan, Set<string>>()

function segmentIds(plan: LoopPlan): Set<string> {
  const known = idsKnown.get(plan)
  if (known) return known
  const ids = new Set<string>()
  idsKnown.set(plan, ids)
  for (const slot of plan.slots) for (const id of slot.loop ? segmentIds(slot.loop) : [slot.slot.of.id]) ids.add(id)
  return ids
}
