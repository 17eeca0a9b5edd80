import { x12Day, type Day } from '../../../src-shared/day.ts'
import { x12Money, type Cents } from '../../../src-shared/money.ts'
import { isWhole } from '../../../src-shared/number.ts'
import type { Delimiters } from '../syntax/delimiters.ts'
import { judgeValue } from './check.ts'
import type { Element, ElementType, Loop, Period, Segment, Slot, TransactionSet } from './words.ts'

/** What keeps a value from being written: the field by its path in the value, and why. No value is in it. */
export type Unwritable = { readonly path: string; readonly why: string; readonly element?: string }

export type Written = {
  readonly segments: readonly string[]
  readonly places: Places
}

/** Where a loop's value ended up. */
export class Places {
  readonly #loops: object[] = []
  readonly #froms: number[] = []
  readonly #tos: number[] = []
  #found: Map<object, number> | undefined

  add(loop: object, from: number, to: number): void {
    this.#loops.push(loop)
    this.#froms.push(from)
    this.#tos.push(to)
  }

  /** Its first and last segment in the set, ST = 1, as a 999 counts them. */
  get(loop: object): readonly [from: number, to: number] | undefined {
    this.#found ??= new Map(this.#loops.map((one, n) => [one, n]))
    const n = this.#found.get(loop)
    return n === undefined ? undefined : [this.#froms[n] ?? 0, this.#tos[n] ?? 0]
  }
}
export type Writing = { readonly ok: true; readonly written: Written } | { readonly ok: false; readonly problems: readonly Unwritable[] }

/**
 * Writes ST to SE by the description. Counts, levels and line numbers are made here; the rules of the set are checked as a reader checks them.
 * Nothing is written when anything is wrong: all that is wrong is named at once.
 * @param guide ST03, where another version of the guide is wanted than the usual one
 */
export function writeSet<T>(
  described: TransactionSet<T>,
  value: T,
  control: string,
  delimiters: Delimiters,
  guide: string = described.guide,
): Writing {
  if (described.readOnly || !described.guides.includes(guide))
    return { ok: false, problems: [{ path: '', why: `Parity reads ${described.title} of ${guide}, and does not write it` }] }
  const writer = new SetWriter(delimiters)
  const { element } = delimiters
  writer.segments.push(['ST', described.id, control, ...(described.namesGuide ? [guide] : [])].join(element))
  writer.loop(described.body, value as Fields)
  judgeValue(described, value as object, (rule, { of }) => {
    if (rule.grave) writer.problems.push({ path: of ? pathTo(value, of) : '', why: rule.says })
  })
  if (writer.problems.length > 0) return { ok: false, problems: writer.problems }
  writer.segments.push(['SE', String(writer.segments.length + 1), control].join(element))
  return { ok: true, written: { segments: writer.segments, places: writer.places } }
}

/** The elements of one segment as they would be written, its id first; whatever is wrong with it is left aside. */
export function elementsOf(described: Segment, value: object, delimiters: Delimiters): string[] {
  return new SetWriter(delimiters).text(described, value as Fields).split(delimiters.element)
}

type Fields = Readonly<Record<string, unknown>>

/** Where in a value one of its parts lies: `groups.0.claims.2.claim`. */
function pathTo(value: unknown, part: object, path: readonly string[] = []): string {
  if (typeof value !== 'object' || value === null) return ''
  for (const [name, own] of Object.entries(value)) {
    const found = own === part ? [...path, name].join('.') : pathTo(own, part, [...path, name])
    if (found !== '') return found
  }
  return ''
}

type Level = { readonly number: number; readonly parent: Level | undefined; readonly at: number; hasChildren: boolean }

/** Writes one element or composite of a segment's value; nothing when it is empty. `place` is the element, `part` the component. */
type Write = (value: Fields, writer: SetWriter) => string

class SetWriter {
  readonly segments: string[] = []
  readonly problems: Unwritable[] = []
  readonly places = new Places()
  readonly delimiters: Delimiters
  readonly #allowed = new Uint8Array(256)
  readonly #path: (string | number)[] = []
  readonly #texts: string[] = []
  #levels = 0
  #level: Level | undefined
  #line = 0

  constructor(delimiters: Delimiters) {
    this.delimiters = delimiters
    const { element, component, terminator, repetition = '' } = delimiters
    for (let sign = 0x20; sign <= 0x7e; sign++) this.#allowed[sign] = 1
    for (const sign of `${element}${component}${terminator}${repetition}`) this.#allowed[sign.charCodeAt(0)] = 0
  }

  /** Whether every sign of a text can stand in an element of this interchange. */
  isPlain(text: string): boolean {
    for (let at = 0; at < text.length; at++) if (this.#allowed[text.charCodeAt(at)] !== 1) return false
    return true
  }

  loop(described: Loop, value: Fields): void {
    const from = this.segments.length + 1
    const above = this.#level
    const { slots } = described
    const { indexOf, needed, restartsLines } = loopPlanOf(described)
    if (restartsLines) this.#line = 0
    const names = Object.keys(value)
    if (isInOrder(names, indexOf)) {
      // Of many slots few are filled: only those are gone to, and those that must be.
      let next = 0
      for (const name of names) {
        const at = indexOf.get(name)
        if (at === undefined) continue
        for (; (needed[next] ?? Infinity) < at; next++) this.#slotAt(slots, needed[next] ?? 0, value)
        if (needed[next] === at) next++
        this.#slotAt(slots, at, value)
      }
      for (; next < needed.length; next++) this.#slotAt(slots, needed[next] ?? 0, value)
    } else for (let at = 0; at < slots.length; at++) this.#slotAt(slots, at, value)
    this.#level = above
    this.places.add(value, from, this.segments.length)
  }

  #slotAt(slots: readonly Slot[], at: number, value: Fields): void {
    const slot = slots[at]
    if (!slot) return
    const given = value[slot.name]
    const path = this.#path
    if (slot.count === 'many' || slot.count === 'some') {
      const all = (given ?? []) as readonly Fields[]
      if (all.length === 0 && slot.count === 'some') return this.#absent(slot)
      path.push(slot.name)
      if (all.length > slot.max) this.refuse(`${slot.of.title}: at most ${slot.max} fit here, ${all.length} are given`, slot.of.id)
      for (let n = 0; n < all.length; n++) {
        path.push(n)
        this.#part(slot, all[n] ?? {})
        path.pop()
      }
      path.pop()
      return
    }
    if (given === undefined) return slot.count === 'one' ? this.#absent(slot) : undefined
    path.push(slot.name)
    this.#part(slot, given as Fields)
    path.pop()
  }

  /** What is counted or known by its pins needs no value to be written. */
  #absent(slot: Slot): void {
    const { of } = slot
    this.#path.push(slot.name)
    if (of.is === 'segment' && of.elements.every((one) => one.usage !== 'R' || isPinned(of, one))) this.#segment(of, {})
    else this.refuse(`${of.title} is missing`, of.id)
    this.#path.pop()
  }

  #part(slot: Slot, value: Fields): void {
    if (slot.of.is === 'loop') this.loop(slot.of, value)
    else this.#segment(slot.of, value)
  }

  #segment(described: Segment, value: Fields): void {
    if (described.id === 'HL') this.#openLevel()
    else if (described.id === 'LX') this.#line++
    this.segments.push(this.text(described, value))
  }

  text(described: Segment, value: Fields): string {
    const { parts, notes } = planOf(described)
    const texts = this.#texts
    texts[0] = described.id
    let filled = 1
    for (let n = 0; n < parts.length; n++) {
      const own = parts[n]?.(value, this) ?? ''
      texts[n + 1] = own
      if (own !== '') filled = n + 2
    }
    const there = notes.length > 0 ? parts.map((_, n) => texts[n + 1] !== '') : undefined
    there?.unshift(true)
    // Trailing empties are never sent. Joined at once: a text that grows piece by piece keeps all of its pieces in memory.
    const text = texts.slice(0, filled).join(this.delimiters.element)
    if (there) for (const note of notes) this.#note(described, note, there)
    return text
  }

  #note(described: Segment, { kind, places }: Segment['notes'][number], there: readonly boolean[]): void {
    const present = places.filter((place) => there[place]).length
    const leads = there[places[0] ?? 0] ?? false
    const named = elementNamed(described, places[0] ?? 1)
    if (kind === 'P' && present > 0 && present < places.length) this.refuse('these elements go together, and one is missing', named)
    if (kind === 'R' && present === 0) this.refuse('one of these elements must be there', named)
    if (kind === 'E' && present > 1) this.refuse('these elements exclude each other', named)
    if (leads && ((kind === 'C' && present < places.length) || (kind === 'L' && present < 2)))
      this.refuse('these elements go together, and one is missing', named)
  }

  #openLevel(): void {
    const parent = this.#level
    this.#levels++
    if (parent && !parent.hasChildren) {
      parent.hasChildren = true
      const { element } = this.delimiters
      const parts = (this.segments[parent.at] ?? '').split(element)
      if (parts[4] === '0') this.segments[parent.at] = [...parts.slice(0, 4), '1'].join(element)
    }
    this.#level = { number: this.#levels, parent, at: this.segments.length, hasChildren: false }
  }

  counted(element: Element): string {
    switch (element.counts) {
      case 'level':
        return String(this.#level?.number ?? '')
      case 'parent':
        return String(this.#level?.parent?.number ?? '')
      case 'children':
        return '0'
      default:
        return String(this.#line)
    }
  }

  /** What was refused since then lies within a part of the segment. */
  deepen(since: number, path: readonly (string | number)[]): void {
    const above = this.#path.length === 0 ? 0 : this.#path.join('.').length + 1
    for (let n = since; n < this.problems.length; n++) {
      const one = this.problems[n]
      if (one) this.problems[n] = { ...one, path: [...this.#path, ...path, one.path.slice(above)].join('.') }
    }
  }

  refuse(why: string, element?: string, name?: string, n?: number): void {
    const path = [...this.#path, ...(name === undefined ? [] : [name]), ...(n === undefined ? [] : [n])]
    this.problems.push({ path: path.join('.'), why, ...(element !== undefined && { element }) })
  }
}

type LoopPlan = {
  readonly indexOf: ReadonlyMap<string, number>
  /** The slots that must be filled. */
  readonly needed: readonly number[]
  /** Service lines are counted within their claim. */
  readonly restartsLines: boolean
}
const loopPlans = new WeakMap<Loop, LoopPlan>()

function loopPlanOf(of: Loop): LoopPlan {
  const known = loopPlans.get(of)
  if (known) return known
  const plan = {
    indexOf: new Map(of.slots.map((slot, n) => [slot.name, n])),
    needed: of.slots.flatMap((slot, n) => (slot.count === 'one' || slot.count === 'some' ? [n] : [])),
    restartsLines: of.slots.some((slot) => slot.of.id === 'CLM'),
  }
  loopPlans.set(of, plan)
  return plan
}

/** Whether a value has its parts in the order of the description, as one that was read has. */
function isInOrder(names: readonly string[], indexOf: ReadonlyMap<string, number>): boolean {
  let last = -1
  for (const name of names) {
    const at = indexOf.get(name)
    if (at === undefined) continue
    if (at < last) return false
    last = at
  }
  return true
}

const isPinned = (segment: Segment, element: Element): boolean =>
  segment.pins.some((pin) => pin.name === element.name && pin.codes.length === 1)

/** `NM109`, `SV101-2` */
const elementNamed = (segment: Segment, element: number, component?: number): string =>
  `${segment.id}${String(element).padStart(2, '0')}${component === undefined ? '' : `-${component}`}`

type SegmentPlan = { readonly parts: readonly Write[]; readonly notes: Segment['notes'] }
const plans = new WeakMap<Segment, SegmentPlan>()

function planOf(of: Segment): SegmentPlan {
  const known = plans.get(of)
  if (known) return known
  const pinned = new Map(
    of.pins.flatMap((pin) => (pin.name !== undefined && pin.codes.length === 1 ? [[pin.name, pin.codes[0] ?? '']] : [])),
  )
  const plan = { parts: writers(of, of.elements, pinned), notes: of.notes }
  plans.set(of, plan)
  return plan
}

const NOTHING: Write = () => ''

/** A writer for each place of a run of elements. `composite` is the element in which they are components. */
function writers(of: Segment, elements: readonly Element[], pinned: ReadonlyMap<string, string>, composite?: number, from = 1): Write[] {
  const all: Write[] = []
  for (const element of elements) {
    const place = from + all.length
    const named = composite === undefined ? elementNamed(of, place) : elementNamed(of, composite, place)
    const known = pinned.get(element.name)
    if (element.usage === 'C') all.push((_, writer) => writer.counted(element))
    else if (element.usage === 'N') all.push(...Array.from({ length: element.places }, () => NOTHING))
    else if (known !== undefined) all.push(() => known)
    else if (element.list) all.push(...listWriters(of, element, element.list, composite, place, named))
    else if (element.type.is === 'period') all.push(...periodWriters(element, named))
    else all.push(fieldWriter(of, element, composite ?? place, named))
  }
  return all
}

function fieldWriter(of: Segment, { name, usage, type }: Element, place: number, named: string): Write {
  const write = typeWriter(of, type, place, named)
  return (value, writer) => {
    const own = value[name]
    if (own !== undefined) return write(own, writer, name)
    if (usage === 'R') writer.refuse('it is required and empty', named, name)
    return ''
  }
}

function periodWriters({ name, usage }: Element, named: string): Write[] {
  return [
    (value, writer) => {
      const own = value[name] as Period | undefined
      if (own === undefined && usage === 'R') writer.refuse('it is required and empty', named, name)
      return own === undefined ? '' : own.to === undefined ? 'D8' : 'RD8'
    },
    (value) => {
      const own = value[name] as Period | undefined
      return own === undefined ? '' : own.to === undefined ? x12Day(own.from) : `${x12Day(own.from)}-${x12Day(own.to)}`
    },
  ]
}

function listWriters(
  of: Segment,
  { name, usage, places }: Element,
  list: NonNullable<Element['list']>,
  composite: number | undefined,
  place: number,
  named: string,
): Write[] {
  const size = places / list.times
  return Array.from({ length: list.times }, (_, n): Write[] => {
    const inner =
      'is' in list.of
        ? [itemWriter(of, list.of, composite ?? place + n, composite === undefined ? elementNamed(of, place + n) : named, name, n)]
        : writers(of, list.of, new Map(), composite, place + n * size)
    const isItem = 'is' in list.of
    return inner.map((write, k): Write => {
      return (value, writer) => {
        const all = value[name] as readonly unknown[] | undefined
        if (n === 0 && k === 0) {
          if (all === undefined || all.length === 0) {
            if (usage === 'R') writer.refuse('it is required and empty', named, name)
          } else if (all.length > list.times) writer.refuse(`at most ${list.times} fit into one segment`, named, name)
        }
        if (all === undefined || n >= all.length) return ''
        if (isItem) return write(value, writer)
        const since = writer.problems.length
        const text = write(all[n] as Fields, writer)
        if (writer.problems.length > since) writer.deepen(since, [name, n])
        return text
      }
    })
  }).flat()
}

function itemWriter(of: Segment, type: ElementType, place: number, named: string, name: string, n: number): Write {
  const write = typeWriter(of, type, place, named)
  return (value, writer) => write((value[name] as readonly unknown[])[n], writer, name, n)
}

/** Writes a value that stands under a name in its segment, as one of several when `n` is given. */
type WriteType = (own: unknown, writer: SetWriter, name: string, n?: number) => string

function typeWriter(of: Segment, type: ElementType, place: number, named: string): WriteType {
  switch (type.is) {
    case 'text': {
      const { min, max } = type
      return (own, writer, name, n) => plain(String(own), min, max, named, writer, name, n)
    }
    case 'code': {
      const codes = new Set<unknown>(type.codes)
      return (own, writer, name, n) => {
        if (codes.has(own)) return own as string
        writer.refuse('it is not one of the codes allowed here', named, name, n)
        return ''
      }
    }
    case 'money':
      return (own) => x12Money(own as Cents)
    case 'decimal':
      return (own, writer, name, n) => decimalText(own as number, type.max, named, writer, name, n)
    case 'whole':
      return (own, writer, name, n) => {
        const text = String(own)
        if (!isWhole(own) || text.length > type.max) writer.refuse('it is not a whole number of the right length', named, name, n)
        return text
      }
    case 'day':
      return (own) => x12Day(own as Day)
    case 'time':
      return (own) => String(own)
    case 'composite': {
      const parts = writers(of, type.parts, new Map(), place)
      return (own, writer, name, n) => {
        const since = writer.problems.length
        const text = join(parts, own as Fields, writer)
        if (writer.problems.length > since) writer.deepen(since, n === undefined ? [name] : [name, n])
        return text
      }
    }
    case 'repeat': {
      const write = typeWriter(of, type.of, place, named)
      const { max } = type
      return (own, writer, name, n) => {
        const all = own as readonly unknown[]
        const { repetition } = writer.delimiters
        if (all.length > 1 && repetition === undefined) writer.refuse('this interchange has no sign for repetition', named, name, n)
        if (all.length > max) writer.refuse(`at most ${max} fit here`, named, name, n)
        return all.map((one, k) => write(one, writer, name, k)).join(repetition ?? '')
      }
    }
    case 'period':
      return () => ''
  }
}

/** Trailing empties are never sent. */
function join(parts: readonly Write[], value: Fields, writer: SetWriter): string {
  const { component } = writer.delimiters
  let text = ''
  let empty = ''
  for (const write of parts) {
    const own = write(value, writer)
    if (own !== '') {
      text += empty + own
      empty = ''
    }
    empty += component
  }
  return text
}

function decimalText(own: number, max: number, named: string, writer: SetWriter, name: string, n?: number): string {
  const text = isWhole(own) ? String(own) : String(Math.round(own * 1_000_000) / 1_000_000)
  if ((!isWhole(own) && !/^-?\d+\.\d+$/.test(text)) || (text.length > max && text.replace(/[-.]/g, '').length > max))
    writer.refuse('it is not a number of the right length', named, name, n)
  return text
}

/** X12 has no escape sign: a value that holds a separator cannot be written, and is refused rather than changed behind the biller's back. */
function plain(given: string, min: number, max: number, named: string, writer: SetWriter, name: string, n?: number): string {
  const text = given.endsWith(' ') ? given.trimEnd() : given
  if (!writer.isPlain(text))
    writer.refuse(
      /[^\x20-\x7e]/.test(text)
        ? 'it holds a letter that X12 does not have'
        : 'it holds a sign that separates the parts of an X12 file (* : ~ ^)',
      named,
      name,
      n,
    )
  if (text.length < min) writer.refuse(text === '' ? 'it is required and empty' : `it is shorter than ${min} characters`, named, name, n)
  if (text.length > max) writer.refuse(`it is longer than ${max} characters`, named, name, n)
  return text
}
