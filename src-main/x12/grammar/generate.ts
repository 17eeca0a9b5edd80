import { addDays, day } from '../../../src-shared/day.ts'
import { cents } from '../../../src-shared/money.ts'
import { Cursor } from '../syntax/cursor.ts'
import { USUAL } from '../syntax/delimiters.ts'
import { aroundOf, judgeValue, type Judged } from './check.ts'
import { planOf, type SlotPlan } from './plan.ts'
import type { Element, ElementType, Loop, Rule, Segment, TransactionSet } from './words.ts'
import { elementsOf } from './write.ts'

/** A source of chance: a whole number from 0 up to, not with, `below`. */
export type Chance = (below: number) => number

/**
 * A random valid document of a set: every part the description allows may be in it, every rule holds.
 * @param richness how many of a hundred optional parts are there
 * @throws when a rule cannot be made to hold by its `mend`: a fault of the description
 */
export function generate<T>(set: TransactionSet<T>, chance: Chance, richness = 15): T {
  const value = new Maker(chance, richness).loop(set.body)
  mendAll(set, value)
  return value as T
}

type Made = Record<string, unknown>

class Maker {
  readonly #chance: Chance
  readonly #richness: number
  readonly #cursor = new Cursor(USUAL)

  constructor(chance: Chance, richness: number) {
    this.#chance = chance
    this.#richness = richness
  }

  loop(loop: Loop, isAnother = false): Made {
    const value: Made = {}
    const { slots } = planOf(loop)
    slots.forEach((own, n) => {
      const { slot } = own
      // Another of a loop that may begin with an optional segment would be taken for more of the one before, were it left out.
      const isOpener = n === 0 && isAnother
      const wanted = this.#howMany(own, isOpener)
      const made: Made[] = []
      for (let k = 0; k < wanted; k++) {
        const one = slot.of.is === 'loop' ? this.loop(slot.of, k > 0) : this.#segmentFor(slots, n, slot.of)
        if (one) made.push(one)
      }
      if (made.length > 0) value[slot.name] = own.isList ? made : made[0]
    })
    return value
  }

  #howMany({ slot, needed, isList }: SlotPlan, isOpener: boolean): number {
    const least = needed || isOpener || this.#chance(100) < this.#richness ? 1 : 0
    if (least === 0 || !isList) return least
    return Math.min(slot.max, 1 + (this.#chance(3) === 0 ? this.#chance(3) : 0))
  }

  /** A segment that a reader puts into this slot and not into one before it; nothing when none was found. */
  #segmentFor(slots: readonly SlotPlan[], n: number, segment: Segment): Made | undefined {
    for (let tries = 0; tries < 30; tries++) {
      const value = this.segment(segment)
      this.#cursor.set(elementsOf(segment, value, USUAL))
      const taken = slots.slice(0, n).some((other) => other.segment?.id === segment.id && other.fits(this.#cursor))
      if (!taken && this.#cursor.count > 1) return value
    }
    return undefined
  }

  segment(segment: Segment): Made {
    const value = this.#fields(segment.elements, pinnedIn(segment))
    for (const { element, component, codes, name } of segment.pins) {
      if (component !== undefined) this.#pinComponent(segment, value, element, component, codes)
      else if (name !== undefined && codes.length > 1) value[name] = this.#pick(codes)
    }
    for (const note of segment.notes) this.#keepNote(segment, value, note)
    return value
  }

  /** HI and PWK: one component tells the segment from others. */
  #pinComponent(segment: Segment, value: Made, element: number, component: number, codes: readonly string[]): void {
    const at = placeOf(segment.elements, element)
    if (!at) return
    const own = value[at.name]
    if (Array.isArray(own)) {
      const [first] = own as Made[]
      const of = at.list && 'is' in at.list.of && at.list.of.is === 'composite' ? at.list.of.parts : []
      const part = placeOf(of, component)
      if (first && part) first[part.name] = this.#pick(codes)
    } else if (at.type.is === 'composite') {
      const part = placeOf(at.type.parts, component)
      if (part) value[at.name] = { ...(own as Made | undefined), [part.name]: this.#pick(codes) }
    } else value[at.name] = this.#pick(codes)
  }

  #keepNote(segment: Segment, value: Made, { kind, places }: Segment['notes'][number]): void {
    const named = places.flatMap((place) => placeOf(segment.elements, place) ?? [])
    const pinned = pinnedIn(segment)
    const there = named.map((one) => one.name in value || pinned.has(one.name))
    const give = (one: Element | undefined): void => {
      if (one && !(one.name in value)) this.#give(value, one, pinned)
    }
    const count = there.filter(Boolean).length
    const leads = there[0] === true
    if ((kind === 'P' && count > 0) || (kind === 'C' && leads)) named.forEach(give)
    else if (kind === 'R' && count === 0) give(named[0])
    else if (kind === 'L' && leads && count < 2) give(named[1])
    else if (kind === 'E' && count > 1) for (const one of named.slice(1)) if (one.usage !== 'R') delete value[one.name]
  }

  #fields(elements: readonly Element[], pinned: ReadonlySet<string> = NONE): Made {
    const value: Made = {}
    const usable = elements.filter((one) => one.usage === 'R' || one.usage === 'S')
    for (const one of usable) if (one.usage === 'R' || this.#chance(100) < this.#richness) this.#give(value, one, pinned)
    const [first] = usable
    if (Object.keys(value).length === 0 && first && elements.length === usable.length + unused(elements)) this.#give(value, first, pinned)
    return value
  }

  #give(value: Made, one: Element, pinned: ReadonlySet<string>): void {
    if (!pinned.has(one.name)) value[one.name] = this.#value(one)
  }

  #value(one: Element): unknown {
    const { list } = one
    if (!list) return this.#typed(one.type)
    const times = 1 + this.#chance(Math.min(3, list.times))
    return Array.from({ length: times }, () => ('is' in list.of ? this.#typed(list.of) : this.#fields(list.of)))
  }

  #typed(type: ElementType): unknown {
    switch (type.is) {
      case 'text': {
        const fitting = type.list?.table.rows.filter(({ code }) => code.length >= type.min && code.length <= type.max) ?? []
        return fitting.length > 0 ? (fitting[this.#chance(fitting.length)]?.code ?? '') : this.#word(type.min, type.max)
      }
      case 'code':
        return this.#pick(type.codes)
      case 'money':
        return cents(this.#chance(4) === 0 ? this.#chance(100) : this.#chance(100_000))
      case 'decimal':
        return 1 + this.#chance(9) + (this.#chance(5) === 0 && type.max > 1 ? 0.5 : 0)
      case 'whole':
        return 1 + this.#chance(9)
      case 'day':
        return this.#day()
      case 'time':
        return this.#pick(['0000', '0930', '2359', '093015'])
      case 'period': {
        const from = this.#day()
        return this.#chance(3) === 0 ? { from, to: addDays(from, this.#chance(90)) } : { from }
      }
      case 'composite': {
        const made = this.#fields(type.parts)
        const [first] = type.parts.filter((part) => part.usage !== 'N')
        if (Object.keys(made).length === 0 && first) made[first.name] = this.#value(first)
        return made
      }
      case 'repeat':
        return Array.from({ length: 1 + this.#chance(Math.min(3, type.max)) }, () => this.#typed(type.of))
    }
  }

  #day() {
    return addDays(day('2026-01-01'), this.#chance(320))
  }

  #pick(codes: readonly string[]): string {
    return codes[this.#chance(codes.length)] ?? ''
  }

  #word(min: number, max: number): string {
    const length = Math.min(max, Math.max(min, 1) + this.#chance(8))
    return Array.from({ length }, (_, n) => {
      const inner = n > 0 && n < length - 1 && length > 3
      return inner && this.#chance(12) === 0 ? (" '-.,/&#"[this.#chance(8)] ?? 'X') : (LETTERS[this.#chance(LETTERS.length)] ?? 'X')
    }).join('')
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

const NONE: ReadonlySet<string> = new Set()

/** The elements that are known from their pin and stand in no value. */
const pinnedIn = (segment: Segment): ReadonlySet<string> =>
  new Set(segment.pins.flatMap((pin) => (pin.name !== undefined && pin.codes.length === 1 ? [pin.name] : [])))

const unused = (elements: readonly Element[]): number => elements.filter((one) => one.usage === 'N').length

/** The element that covers a place. */
function placeOf(elements: readonly Element[], place: number): Element | undefined {
  let from = 1
  for (const one of elements) {
    if (place >= from && place < from + one.places) return one.usage === 'N' ? undefined : one
    from += one.places
  }
  return undefined
}

const ROUNDS = 12

/** Mends what is broken, rule by rule in their order, until every grave rule holds. */
function mendAll(set: TransactionSet, value: Made): void {
  for (let round = 0; round < ROUNDS; round++) {
    const broken = brokenIn(set, value)
    if (broken.length === 0) return
    const rules = set.rules.filter((rule) => broken.some((one) => one.rule === rule))
    for (const rule of rules) {
      for (const one of broken) {
        if (one.rule !== rule) continue
        if (!rule.mend) throw new Error(`A made-up ${set.name} breaks ${rule.id}, which has no way to be mended`)
        rule.mend(one.judged.value as never, aroundOf(one.judged))
      }
    }
  }
  throw new Error(`A made-up ${set.name} could not be mended: ${[...new Set(brokenIn(set, value).map((one) => one.rule.id))].join(', ')}`)
}

type Broken = { readonly rule: Rule; readonly judged: Judged }

function brokenIn(set: TransactionSet, value: Made): Broken[] {
  const found: Broken[] = []
  judgeValue(set, value, (rule, _, judged) => {
    const isKnown = found.some((one) => one.rule === rule && one.judged === judged)
    if (!isKnown && (rule.grave || rule.mend)) found.push({ rule, judged })
  })
  return found
}
