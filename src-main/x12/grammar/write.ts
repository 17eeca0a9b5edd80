import { x12Day, type Day } from '../../../src-shared/day.ts'
import { x12Money, type Cents } from '../../../src-shared/money.ts'
import { isWhole } from '../../../src-shared/number.ts'
import type { Delimiters } from '../syntax/delimiters.ts'
import { judgeValue } from './check.ts'
import type { Element, ElementType, Loop, Period, Segment, Slot, TransactionSet } from './words.ts'

/** What keeps a value from being written: the field by its path in the value, and why. No value is in it. */
export type Unwritable = { readonly path: string; readonly why: string; readonly element?: string }

/** Where a loop's value ended up: first and last segment in the set, ST = 1, as a 999 counts them. */
export type Written = {
  readonly segments: readonly string[]
  readonly places: ReadonlyMap<object, readonly [from: number, to: number]>
}
export type Writing = { readonly ok: true; readonly written: Written } | { readonly ok: false; readonly problems: readonly Unwritable[] }

/**
 * Writes ST to SE by the description. Counts, levels and line numbers are made here; the rules of the set are checked as a reader checks them.
 * Nothing is written when anything is wrong: all that is wrong is named at once.
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
  writer.loop(described.body, value as Record<string, unknown>, [])
  judgeValue(described, value as object, (rule, { of }) => {
    if (rule.grave) writer.problems.push({ path: of ? pathTo(value, of) : '', why: rule.says })
  })
  if (writer.problems.length > 0) return { ok: false, problems: writer.problems }
  const { element } = delimiters
  const header = ['ST', described.id, control, ...(described.namesGuide ? [guide] : [])].join(element)
  const segments = [header, ...writer.segments]
  segments.push(['SE', String(segments.length + 1), control].join(element))
  return { ok: true, written: { segments, places: writer.places } }
}

/** Where in a value one of its parts lies: `groups.0.claims.2.claim`. */
function pathTo(value: unknown, part: object, path: readonly string[] = []): string {
  if (value === part) return path.join('.')
  if (typeof value !== 'object' || value === null) return ''
  for (const [name, own] of Object.entries(value)) {
    const found = own === part ? [...path, name].join('.') : pathTo(own, part, [...path, name])
    if (found !== '') return found
  }
  return ''
}

type Level = { readonly number: number; readonly parent: Level | undefined; readonly at: number; hasChildren: boolean }

class SetWriter {
  readonly segments: string[] = []
  readonly problems: Unwritable[] = []
  readonly places = new Map<object, readonly [number, number]>()
  readonly #delimiters: Delimiters
  readonly #forbidden: readonly string[]
  #levels = 0
  #level: Level | undefined
  #line = 0

  constructor(delimiters: Delimiters) {
    this.#delimiters = delimiters
    this.#forbidden = [
      delimiters.element,
      delimiters.component,
      delimiters.terminator,
      ...(delimiters.repetition === undefined ? [] : [delimiters.repetition]),
    ]
  }

  loop(described: Loop, value: Record<string, unknown>, path: readonly string[]): void {
    const from = this.segments.length + 2
    const above = this.#level
    if (described.slots.some((slot) => slot.of.id === 'CLM')) this.#line = 0
    for (const slot of described.slots) this.#slot(slot, value, path)
    this.#level = above
    this.places.set(value, [from, this.segments.length + 1])
  }

  #slot(slot: Slot, value: Record<string, unknown>, path: readonly string[]): void {
    const isList = slot.count === 'many' || slot.count === 'some'
    const given = value[slot.name]
    const values: unknown[] = given === undefined ? [] : isList ? [...(given as readonly unknown[])] : [given]
    const here = [...path, slot.name]
    if (values.length === 0 && (slot.count === 'one' || slot.count === 'some')) {
      const counted =
        slot.of.is === 'segment' &&
        slot.of.elements.every((element) => element.usage === 'C' || this.#isPinned(slot.of as Segment, element))
      if (!counted) return this.#refuse(here, `${slot.of.title} is missing`, slot.of.id)
      values.push({})
    }
    if (values.length > slot.max)
      this.#refuse(here, `${slot.of.title}: at most ${slot.max} fit here, ${values.length} are given`, slot.of.id)
    values.forEach((one, n) => {
      const at = isList ? [...here, String(n)] : here
      if (slot.of.is === 'loop') this.loop(slot.of, one as Record<string, unknown>, at)
      else this.#segment(slot.of, one as Record<string, unknown>, at)
    })
  }

  #isPinned(segment: Segment, element: Element): boolean {
    return segment.pins.some((pin) => pin.name === element.name && pin.codes.length === 1)
  }

  #segment(described: Segment, value: Record<string, unknown>, path: readonly string[]): void {
    if (described.id === 'HL') this.#openLevel()
    if (described.id === 'LX') this.#line++
    const texts = this.#fields(described.elements, value, path, described)
    for (const pin of described.pins) {
      if (pin.name === undefined || pin.codes.length !== 1) continue
      texts[pin.element - 1] = pin.codes[0] ?? ''
    }
    for (const note of described.notes) {
      const there = note.places.map((place) => (texts[place - 1] ?? '') !== '')
      const paired = note.kind !== 'P' || there.every((one) => one === there[0])
      const leading = note.kind !== 'C' || !there[0] || there.every((one) => one)
      if (!paired || !leading)
        this.#refuse(path, 'these elements go together, and one is missing', `${described.id}${String(note.places[0]).padStart(2, '0')}`)
    }
    this.segments.push(this.#join([described.id, ...texts], this.#delimiters.element))
  }

  /** Trailing empties are never sent. */
  #join(parts: readonly string[], separator: string): string {
    let end = parts.length
    while (end > 1 && (parts[end - 1] ?? '') === '') end--
    return parts.slice(0, end).join(separator)
  }

  #openLevel(): void {
    const parent = this.#level
    this.#levels++
    if (parent && !parent.hasChildren) {
      parent.hasChildren = true
      const { element } = this.#delimiters
      const parts = (this.segments[parent.at] ?? '').split(element)
      if (parts[4] === '0') this.segments[parent.at] = [...parts.slice(0, 4), '1'].join(element)
    }
    this.#level = { number: this.#levels, parent, at: this.segments.length, hasChildren: false }
  }

  #counted(element: Element): string {
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

  #fields(
    elements: readonly Element[],
    value: Record<string, unknown>,
    path: readonly string[],
    segment: Segment,
    composite?: number,
  ): string[] {
    const texts: string[] = []
    for (const element of elements) {
      const place = texts.length + 1
      const named =
        composite === undefined
          ? `${segment.id}${String(place).padStart(2, '0')}`
          : `${segment.id}${String(composite).padStart(2, '0')}-${place}`
      const given = value[element.name]
      if (element.usage === 'C') texts.push(this.#counted(element))
      else if (element.usage === 'N') texts.push(...Array<string>(element.places).fill(''))
      else if (element.list) texts.push(...this.#list(element, given, path, segment, named))
      else if (given === undefined) {
        if (element.usage === 'R' && !this.#isPinned(segment, element))
          this.#refuse([...path, element.name], 'it is required and empty', named)
        texts.push(...Array<string>(element.places).fill(''))
      } else if (element.type.is === 'period') texts.push(...this.#period(given as Period))
      else texts.push(this.#text(element.type, given, [...path, element.name], segment, named, place))
    }
    return texts
  }

  #list(element: Element, given: unknown, path: readonly string[], segment: Segment, named: string): string[] {
    const list = element.list
    if (!list) return []
    const values = (given ?? []) as readonly unknown[]
    const here = [...path, element.name]
    if (values.length === 0 && element.usage === 'R') this.#refuse(here, 'it is required and empty', named)
    if (values.length > list.times) this.#refuse(here, `at most ${list.times} fit into one segment`, named)
    const size = element.places / list.times
    const texts = values.flatMap((one, n) => {
      const at = [...here, String(n)]
      if ('is' in list.of) return [this.#text(list.of, one, at, segment, named, n + 1)]
      const fields = this.#fields(list.of, one as Record<string, unknown>, at, segment)
      return [...fields, ...Array<string>(size - fields.length).fill('')]
    })
    return [...texts, ...Array<string>(Math.max(0, element.places - texts.length)).fill('')]
  }

  #period(value: Period): string[] {
    return value.to === undefined ? ['D8', x12Day(value.from)] : ['RD8', `${x12Day(value.from)}-${x12Day(value.to)}`]
  }

  #text(type: ElementType, given: unknown, path: readonly string[], segment: Segment, named: string, place: number): string {
    switch (type.is) {
      case 'text':
        return this.#plain(String(given), type.min, type.max, path, named)
      case 'code':
        if (!type.codes.includes(given as string)) this.#refuse(path, 'it is not one of the codes allowed here', named)
        return this.#plain(String(given), 1, 30, path, named)
      case 'money':
        return x12Money(given as Cents)
      case 'decimal':
        return this.#decimal(given as number, type.max, path, named)
      case 'whole':
        if (!isWhole(given) || String(given).length > type.max) this.#refuse(path, 'it is not a whole number of the right length', named)
        return String(given)
      case 'day':
        return x12Day(given as Day)
      case 'time':
        return String(given)
      case 'composite':
        return this.#join(
          ['', ...this.#fields(type.parts, given as Record<string, unknown>, path, segment, place)],
          this.#delimiters.component,
        ).slice(1)
      case 'repeat':
        return this.#repeat(type, given as readonly unknown[], path, segment, named, place)
      case 'period':
        return ''
    }
  }

  #repeat(
    type: ElementType & { is: 'repeat' },
    given: readonly unknown[],
    path: readonly string[],
    segment: Segment,
    named: string,
    place: number,
  ): string {
    if (given.length > 1 && this.#delimiters.repetition === undefined)
      this.#refuse(path, 'this interchange has no sign for repetition', named)
    if (given.length > type.max) this.#refuse(path, `at most ${type.max} fit here`, named)
    return given
      .map((one, n) => this.#text(type.of, one, [...path, String(n)], segment, named, place))
      .join(this.#delimiters.repetition ?? '')
  }

  #decimal(given: number, max: number, path: readonly string[], named: string): string {
    const text = String(Math.round(given * 1_000_000) / 1_000_000)
    if (!/^-?\d+(\.\d+)?$/.test(text) || text.replace(/[-.]/g, '').length > max)
      this.#refuse(path, 'it is not a number of the right length', named)
    return text
  }

  /** X12 has no escape sign: a value that holds a separator cannot be written, and is refused rather than changed behind the biller's back. */
  #plain(given: string, min: number, max: number, path: readonly string[], named: string): string {
    const text = given.trimEnd()
    if (this.#forbidden.some((sign) => text.includes(sign)))
      this.#refuse(path, 'it holds a sign that separates the parts of an X12 file (* : ~ ^)', named)
    else if (/[^\x20-\x7e]/.test(text)) this.#refuse(path, 'it holds a letter that X12 does not have', named)
    if (text.length < min) this.#refuse(path, text === '' ? 'it is required and empty' : `it is shorter than ${min} characters`, named)
    if (text.length > max) this.#refuse(path, `it is longer than ${max} characters`, named)
    return text
  }

  #refuse(path: readonly string[], why: string, element?: string): void {
    this.problems.push({ path: path.join('.'), why, ...(element !== undefined && { element }) })
  }
}
