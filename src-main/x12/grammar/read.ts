import { wholeNumber } from '../../../src-shared/number.ts'
import { sentenceMoney } from '../../../src-shared/money.ts'
import { finding, Findings, isGrave, NOTES, type Finding, type FindingCode, type Spot } from '../notes.ts'
import type { Cursor } from '../syntax/cursor.ts'
import type { SetFacts, TransactionSet as RawSet } from '../syntax/envelope.ts'
import { Judge, type Judged, type RuleTally } from './check.ts'
import { ElementReader } from './elements.ts'
import { planOf, type LoopPlan, type SlotPlan } from './plan.ts'
import type { Breach, Loop, Rule, Segment, TransactionSet } from './words.ts'

/**
 * What reading gives. The value is as its type says wherever no grave finding lies; whoever takes a part over asks {@link isSound} first.
 */
export type Reading<T> = {
  readonly value: T
  readonly findings: readonly Finding[]
  /** How each rule of the set came out. */
  readonly rules: readonly RuleTally[]
}

/** A value as a damaged file may give it: whatever its type says, any part of it may be missing. */
export type Torn<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? readonly Torn<E>[]
    : { readonly [K in keyof T]?: Torn<T[K]> | undefined }

/** Whether no grave finding lies within a loop's or segment's place in the file. */
export function isSound(
  { findings }: Pick<Reading<unknown>, 'findings'>,
  part: { readonly span?: readonly [number, number]; readonly at?: number },
): boolean {
  const [from, to] = part.span ?? [part.at ?? 0, part.at ?? 0]
  return !findings.some((one) => isGrave(one) && ((one.where.segment >= from && one.where.segment <= to) || one.code === 'FILE.MANY'))
}

/** What a segment was read as, by its ordinal: for explaining a file line by line. */
export type Parts = Map<number, { readonly described: Segment; readonly value: Readonly<Record<string, unknown>>; readonly loop: string }>

/** A unit of a long file: the value of one loop (a claim, or a level that has none), the values around it, and what was found since the unit before. */
export type Unit = {
  readonly loop: Loop
  readonly value: Readonly<Record<string, unknown>>
  readonly around: readonly { readonly loop: Loop; readonly value: Readonly<Record<string, unknown>> }[]
  readonly findings: readonly Finding[]
}

/** Reads a transaction set by its description. It never throws on content. @param parts filled when given */
export function readSet<T>(described: TransactionSet<T>, raw: RawSet, parts?: Parts): Reading<T> {
  const reader = new SetReader(described, raw, { places: (segment) => raw.segments.spot(segment), ...(parts && { parts }) })
  raw.segments.each((cursor) => {
    const inSet = cursor.ordinal - raw.first + 1
    if (inSet > 1 && !(cursor.id === 'SE' && inSet === raw.count)) reader.take(cursor, inSet)
    else reader.pass(cursor)
  })
  const value = reader.end() as T
  return { value, findings: inOrder([...raw.findings, ...reader.takeFindings()]), rules: reader.rules }
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.length < 2 ? findings : [...findings].sort((a, b) => a.where.segment - b.where.segment)

/** A loop that is being read. */
class Frame implements Judged {
  readonly loop: Loop
  readonly plan: LoopPlan
  above: Frame | undefined
  value: Record<string, unknown>
  readonly counts: number[]
  number: number
  byte: number
  first: number
  firstId: string
  /** The slot read last. */
  slot = 0
  last: number
  level: string | undefined = undefined
  /** HL04 as it stands, and whether a level followed. */
  saysChildren = ''
  hasChildren = false
  hasUnits = false
  isClosed = false
  totals: Judged['totals'] = undefined

  constructor(plan: LoopPlan, above: Frame | undefined, number: number, byte: number, first: number, firstId: string) {
    this.loop = plan.loop
    this.plan = plan
    this.above = above
    this.value = new plan.Fields()
    this.counts = plan.none.slice()
    this.number = number
    this.byte = byte
    this.first = first
    this.firstId = firstId
    this.last = first
  }

  reset(above: Frame | undefined, number: number, byte: number, first: number, firstId: string): void {
    this.above = above
    this.value = new this.plan.Fields()
    this.counts.fill(0)
    this.number = number
    this.byte = byte
    this.first = first
    this.firstId = firstId
    this.slot = 0
    this.last = first
    this.hasUnits = false
    this.isClosed = false
    this.totals = undefined
  }
}

/** So many levels may still be named as a parent by a level that comes later. */
const MOST_LEVELS = 256

type ReadOptions = {
  readonly parts?: Parts
  readonly unit?: (unit: Unit) => void
  /** Where a segment stands, when the file is in memory. */
  readonly places?: (segment: number) => Spot
}

/** Reads one set segment by segment. With `unit`, what is complete is handed out and forgotten, so that memory does not grow with the file. */
export class SetReader {
  readonly #found = new Findings()
  readonly #described: TransactionSet
  readonly #judge: Judge
  readonly #facts: SetFacts
  readonly #parts: Parts | undefined
  readonly #unit: ((unit: Unit) => void) | undefined
  readonly #places: ((segment: number) => Spot) | undefined
  readonly #units: ReadonlySet<Loop>
  /** The loops around units: each is handed out with its units, and kept nowhere else. */
  readonly #passing: ReadonlySet<Loop>
  readonly #levels = new Map<string, Frame>()
  readonly #known: Set<string>
  readonly #free = new Map<LoopPlan, Frame[]>()
  readonly #unsound = new Set<number>()
  #heard = 0
  #bytes: number[] = []
  #ids: string[] = []
  #from: number
  #root: Frame | undefined
  #current!: Frame
  #levelCount = 0
  #byte = 0
  #ordinal = 0
  #id = ''
  #elements: ElementReader | undefined
  #reading: Frame | undefined
  #inSet = 1
  /** What the last search found besides the frame. */
  #slot = 0
  #note: FindingCode | undefined

  constructor(described: TransactionSet, facts: SetFacts, options: ReadOptions = {}) {
    this.#described = described
    this.#judge = new Judge(described, (rule, breach, judged) => this.#breach(judged as Frame, rule, breach))
    this.#facts = facts
    this.#parts = options.parts
    this.#unit = options.unit
    this.#places = options.places
    this.#units = new Set(options.unit ? described.units : [])
    this.#passing = options.unit ? aboveUnits(described) : new Set()
    this.#known = segmentIds(planOf(described.body))
    this.#from = facts.first
  }

  get rules(): readonly RuleTally[] {
    return this.#judge.tallies
  }

  /** ST and SE, which belong to no loop. */
  pass(cursor: Cursor): void {
    this.#at(cursor, cursor.ordinal - this.#facts.first + 1)
    if (!this.#root) this.#current = this.#root = this.#open(planOf(this.#described.body), undefined, 1)
  }

  /** The next segment of the set. */
  take(cursor: Cursor, inSet: number): void {
    this.#at(cursor, inSet)
    if (cursor.id === 'HL') this.#goToParentLevel(cursor.trimmed(2))
    const frame =
      this.#search(cursor, true, true) ??
      this.#openLevelWithout(cursor) ??
      this.#search(cursor, true, false) ??
      this.#search(cursor, false, true)
    if (!frame) return this.#say(this.#known.has(cursor.id) ? 'SEG.UNEXPECTED' : 'SEG.UNKNOWN')
    if (this.#note) this.#sayMisplaced(frame, this.#note)
    this.#enter(frame, this.#slot, cursor)
  }

  /** The cursor moves on and may be past the set when its end is noticed, so the place is noted. */
  #at(cursor: Cursor, inSet: number): void {
    this.#byte = cursor.byte
    this.#ordinal = cursor.ordinal
    this.#id = cursor.id
    this.#inSet = inSet
    if (this.#unit) {
      this.#bytes.push(cursor.byte)
      this.#ids.push(cursor.id)
    }
  }

  /** The set ends. @returns its value; where units were handed out, with the first of them only */
  end(): Record<string, unknown> {
    const root = this.#root
    if (!root) return {}
    const open: Frame[] = []
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.above) open.push(frame)
    this.#moveTo(root)
    for (const level of [...this.#levels.values()].reverse()) this.#close(level)
    for (const frame of open) this.#close(frame)
    return root.value
  }

  /** What was found since it was last asked. */
  takeFindings(): readonly Finding[] {
    return inOrder(this.#found.take())
  }

  /** Frames are used again when they are closed: there are as many as loops in the file, and few at a time. */
  #open(plan: LoopPlan, above: Frame | undefined, number: number): Frame {
    const frame = this.#free.get(plan)?.pop()
    if (!frame) return new Frame(plan, above, number, this.#byte, this.#ordinal, this.#id)
    frame.reset(above, number, this.#byte, this.#ordinal, this.#id)
    return frame
  }

  /** Levels usually follow each other as their numbers say. Where HL02 names another level that is there, that one is gone on with. */
  #goToParentLevel(name: string): void {
    const named = this.#levels.get(name)
    if (!named || named.isClosed) return
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.above) if (frame === named) return
    this.#moveTo(named)
  }

  /** Goes on in a frame; the loops that are left for good are closed. */
  #moveTo(frame: Frame): void {
    let left: Frame | undefined = this.#current
    while (left && left !== frame && !isAround(left, frame)) {
      const { above }: Frame = left
      if (left.level === undefined || this.#units.has(left.loop)) this.#close(left)
      left = above
    }
    this.#current = frame
  }

  /**
   * Where a segment belongs: ahead in the open loop, else ahead in the loops around it, each with room; then the same beyond the maximum;
   * then anywhere in them, against the order. A stray segment therefore never closes a loop that others still need.
   */
  #search(cursor: Cursor, isAhead: boolean, room: boolean): Frame | undefined {
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.above) {
      const { plan } = frame
      const candidates = plan.openedBy.get(cursor.id)
      if (!candidates) continue
      const lowest = isAhead ? (plan.runStart[frame.slot] ?? 0) : 0
      for (const slot of candidates) {
        if (slot < lowest) continue
        const own = plan.slots[slot]
        if (!own || (room && (frame.counts[slot] ?? 0) >= own.slot.max)) continue
        if (!own.fits(cursor)) continue
        this.#slot = slot
        this.#note = isAhead ? (room ? (slot < frame.slot ? 'SEG.SHUFFLED' : undefined) : own.loop ? 'LOOP.MAX' : 'SEG.MAX') : 'SEG.ORDER'
        return frame
      }
    }
    return undefined
  }

  /**
   * Where an HL is lost, what must stand behind it (SBR, PAT, the name of the payer) opens the level all the same: the claims below it belong to no
   * other. A segment that only stands twice opens nothing.
   */
  #openLevelWithout(cursor: Cursor): Frame | undefined {
    const { plan, slot } = this.#current
    const isTwice = plan.slots[slot]?.segment?.id === cursor.id && plan.slots[slot].fits(cursor)
    if (isTwice || this.#hasRoomInLevel(cursor)) return undefined
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.above) {
      for (let n = frame.slot; n < frame.plan.slots.length; n++) {
        const own = frame.plan.slots[n]
        if (!own?.loop?.isLevel || (frame.counts[n] ?? 0) >= own.slot.max || !isFirstBehind(own.loop, cursor)) continue
        const count = (frame.counts[n] = (frame.counts[n] ?? 0) + 1)
        frame.slot = n
        this.#moveTo(frame)
        this.#current = this.#open(own.loop, frame, count)
        this.#keep(frame, own, this.#current.value)
        return this.#search(cursor, true, true)
      }
    }
    return undefined
  }

  /** Whether the level that is read has a place for the segment, be it against the order. */
  #hasRoomInLevel(cursor: Cursor): boolean {
    for (let frame: Frame | undefined = this.#current; frame; frame = frame.above) {
      const { plan, counts } = frame
      const fits = (n: number): boolean => (counts[n] ?? 0) < (plan.slots[n]?.slot.max ?? 0) && (plan.slots[n]?.fits(cursor) ?? false)
      if (plan.openedBy.get(cursor.id)?.some(fits)) return true
      if (plan.isLevel) return false
    }
    return false
  }

  #enter(frame: Frame, slot: number, cursor: Cursor): void {
    const own = frame.plan.slots[slot]
    if (!own) return
    const count = (frame.counts[slot] = (frame.counts[slot] ?? 0) + 1)
    const outOfOrder = this.#note === 'SEG.ORDER'
    if (!outOfOrder && slot > frame.slot) frame.slot = slot
    if (own.loop) {
      this.#moveTo(frame)
      if (cursor.id === 'HL') frame.hasChildren = true
      const child = this.#open(own.loop, frame, count)
      this.#keep(frame, own, child.value)
      this.#current = child
      if (this.#search(cursor, true, true) === child) this.#enter(child, this.#slot, cursor)
      return
    }
    if (!outOfOrder) this.#moveTo(frame)
    if (own.segment) put(frame, own.slot.name, own.isList, this.#readSegment(own.segment, cursor, frame))
    if (cursor.ordinal > frame.last) frame.last = cursor.ordinal
  }

  /** In a stream a loop keeps the first of those that are handed out, so that a rule can see whether there are any. */
  #keep(frame: Frame, { slot, loop, isList }: SlotPlan, value: Record<string, unknown>): void {
    const isPassing = loop && (this.#units.has(loop.loop) || this.#passing.has(loop.loop))
    if (!isPassing || frame.value[slot.name] === undefined) put(frame, slot.name, isList, value)
  }

  #readSegment(described: Segment, cursor: Cursor, frame: Frame): Record<string, unknown> {
    if (described.id === 'HL') this.#checkLevel(cursor, frame)
    else if (described.id === 'LX' && described.elements[0]?.usage === 'C' && wholeNumber(cursor.trimmed(1)) !== frame.number)
      this.#say('LX.SEQ', frame, 1)
    this.#reading = frame
    this.#elements ??= new ElementReader(cursor, {
      tell: (code, element, component, repetition) =>
        this.#isWanted(code) &&
        this.#tell(
          finding(code, {
            ...this.#spot(this.#reading ?? frame),
            element,
            ...(component !== undefined && { component }),
            ...(repetition !== undefined && { repetition }),
          }),
        ),
    })
    const value = this.#elements.read(described)
    this.#parts?.set(cursor.ordinal, { described, value, loop: frame.loop.id })
    return value
  }

  #checkLevel(cursor: Cursor, frame: Frame): void {
    this.#levelCount++
    const own = cursor.trimmed(1)
    if (wholeNumber(own) !== this.#levelCount) this.#say('HL.SEQ', frame, 1)
    let { above } = frame
    while (above && above.level === undefined) above = above.above
    if ((above?.level ?? '') !== cursor.trimmed(2)) this.#say('HL.PARENT', frame, 2)
    frame.level = own
    frame.saysChildren = cursor.trimmed(4)
    // A number that stands twice names the later level; the earlier one is over when it is not around it.
    const before = this.#levels.get(own)
    if (before && !isAround(before, frame)) this.#close(before)
    this.#levels.set(own, frame)
    if (this.#levels.size > MOST_LEVELS) this.#forgetLevel()
  }

  #forgetLevel(): void {
    for (const [name, level] of this.#levels) {
      if (isAround(level, this.#current) || level === this.#current) continue
      this.#levels.delete(name)
      return this.#close(level)
    }
  }

  #close(frame: Frame): void {
    if (frame.isClosed) return
    // A level without its HL cannot be come back to, so those below it are over too, and are counted before it is judged.
    if (frame.plan.isLevel && frame.level === undefined)
      for (const level of [...this.#levels.values()].reverse()) if (isAround(frame, level)) this.#close(level)
    frame.isClosed = true
    if (frame.level !== undefined) {
      if (this.#levels.get(frame.level) === frame) this.#levels.delete(frame.level)
      if ((frame.saysChildren === '1') !== frame.hasChildren && frame.saysChildren !== '')
        this.#tell(finding('HL.CHILD', { ...this.#placeOf(frame), element: 4 }))
    }
    const { above } = frame
    if (above) {
      if (frame.last > above.last) above.last = frame.last
      frame.value['span'] = [frame.first, frame.last]
    }
    this.#checkNeeded(frame)
    const { findings } = this.#facts
    for (; this.#heard < findings.length; this.#heard++) this.#mark(findings[this.#heard])
    this.#judge.end(frame)
    if (this.#units.has(frame.loop) || (this.#passing.has(frame.loop) && !frame.hasUnits)) this.#handOut(frame)
    // A level may still be known by its number.
    if (!frame.plan.isLevel) {
      const free = this.#free.get(frame.plan)
      if (free) free.push(frame)
      else this.#free.set(frame.plan, [frame])
    }
  }

  #handOut(frame: Frame): void {
    const around: { loop: Loop; value: Record<string, unknown> }[] = []
    for (let { above } = frame; above; { above } = above) {
      around.unshift({ loop: above.loop, value: above.value })
      above.hasUnits = true
    }
    this.#unit?.({ loop: frame.loop, value: frame.value, around, findings: this.takeFindings() })
    // Places are needed for the header and for what is still open.
    if (this.#bytes.length > 4096) {
      this.#bytes = []
      this.#ids = []
      this.#from = this.#ordinal + 1
      this.#unsound.clear()
    }
  }

  #breach(frame: Frame, rule: Rule, { of, off }: Breach): boolean {
    const { at, span } = (of ?? {}) as { at?: number; span?: readonly [number, number] }
    const [from, to] = span ?? [at ?? frame.first, at ?? frame.first]
    if (this.#unsound.size > 0) for (let n = from; n <= to; n++) if (this.#unsound.has(n)) return false
    const place = this.#spotAt(from) ?? this.#placeOf(frame)
    const code = rule.balance ? (rule.grave ? 'BAL.BROKEN' : 'BAL.DOUBTFUL') : rule.grave ? 'RULE.BROKEN' : 'RULE.DOUBTFUL'
    const where = { ...place, inSet: place.segment - this.#facts.first + 1, set: this.#facts.control, loop: pathOf(frame) }
    const says = off === undefined ? rule.says : `${rule.says} It is off by ${sentenceMoney(off)}.`
    this.#tell({ ...finding(code, where, says), rule: rule.id })
    return true
  }

  #spotAt(segment: number): Spot | undefined {
    if (this.#places) return this.#places(segment)
    const id = this.#ids[segment - this.#from]
    return id === undefined ? undefined : { byte: this.#bytes[segment - this.#from] ?? 0, segment, id }
  }

  #checkNeeded(frame: Frame): void {
    const { slots, needed } = frame.plan
    for (const n of needed) {
      const own = slots[n]
      if (!own || (frame.counts[n] ?? 0) > 0) continue
      const { slot } = own
      const near = frame.above ? this.#placeOf(frame) : { ...this.#spot(frame), loop: frame.loop.id }
      const counted = slot.of.id === 'HL' || slot.of.id === 'LX'
      this.#tell(
        own.loop
          ? finding('LOOP.MISSING', near, `The required loop ${slot.of.id}, ${slot.of.title}, is missing.`)
          : finding(
              'SEG.MISSING',
              near,
              `The required segment ${slot.of.id}, ${slot.of.title}, is missing.`,
              counted ? 'warning' : undefined,
            ),
      )
    }
  }

  #tell(one: Finding): void {
    this.#mark(one)
    this.#found.say(one)
  }

  #mark(one: Finding | undefined): void {
    if (one && isGrave(one)) this.#unsound.add(one.where.segment)
  }

  /** Where a loop begins. */
  #placeOf(frame: Frame): Spot {
    const { byte, first, firstId } = frame
    return { byte, segment: first, id: firstId, inSet: first - this.#facts.first + 1, set: this.#facts.control, loop: pathOf(frame) }
  }

  #spot(frame: Frame): Spot {
    return { byte: this.#byte, segment: this.#ordinal, id: this.#id, inSet: this.#inSet, set: this.#facts.control, loop: pathOf(frame) }
  }

  /** Of what may stand once only the first is kept: that another is lost is grave. */
  #sayMisplaced(frame: Frame, code: FindingCode): void {
    const isLost = code === 'SEG.MAX' || code === 'LOOP.MAX' ? !frame.plan.slots[this.#slot]?.isList : false
    this.#tell(finding(code, this.#spot(frame), undefined, isLost ? 'error' : undefined))
  }

  #isWanted(code: FindingCode): boolean {
    if (this.#found.wants(code)) return true
    if (isGrave(NOTES[code])) this.#unsound.add(this.#ordinal)
    return false
  }

  #say(code: FindingCode, frame = this.#current, element?: number): void {
    if (!this.#isWanted(code)) return
    this.#tell(finding(code, { ...this.#spot(frame), ...(element !== undefined && { element }) }))
  }
}

/** Whether a segment is the one that must stand behind the HL of a level. */
function isFirstBehind(plan: LoopPlan, cursor: Cursor): boolean {
  const candidates = plan.openedBy.get(cursor.id)
  if (!candidates || cursor.id === 'HL') return false
  const firstNeeded = plan.slots.findIndex((own, n) => n > 0 && own.needed)
  return candidates.includes(firstNeeded) && (plan.slots[firstNeeded]?.fits(cursor) ?? false)
}

/** The loops that hold a unit, without the set itself. */
function aboveUnits(set: TransactionSet): Set<Loop> {
  const found = new Set<Loop>()
  const units = new Set(set.units)
  const holds = (loop: Loop): boolean => {
    const inside = loop.slots.filter(({ of }) => of.is === 'loop' && (units.has(of) || holds(of))).length > 0
    if (inside) found.add(loop)
    return inside
  }
  holds(set.body)
  found.delete(set.body)
  return found
}

function put(frame: Frame, name: string, isList: boolean, value: unknown): void {
  const known = frame.value[name]
  if (isList) {
    if (known === undefined) frame.value[name] = [value]
    else if ((known as unknown[]).length < 8)
      frame.value[name] = [...(known as unknown[]), value] // A list that is added to takes room for many more.
    else (known as unknown[]).push(value)
  } else if (known === undefined) {
    // One too many of a single part: the first is kept, the finding says that there was another.
    frame.value[name] = value
  }
}

/** Whether the one frame is around the other. */
function isAround(outer: Frame, inner: Frame): boolean {
  for (let { above } = inner; above; { above } = above) if (above === outer) return true
  return false
}

/** `2000A[1]/2000B[3]/2300[1]` */
function pathOf(frame: Frame): string {
  const here = frame.above ? `${frame.loop.id}[${frame.number}]` : frame.loop.id
  return frame.above?.above ? `${pathOf(frame.above)}/${here}` : here
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
