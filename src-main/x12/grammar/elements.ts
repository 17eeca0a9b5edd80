import { parseDay, type Day } from '../../../src-shared/day.ts'
import { cents, parseMoney, type Cents } from '../../../src-shared/money.ts'
import { decimal, wholeNumber } from '../../../src-shared/number.ts'
import type { FindingCode } from '../notes.ts'
import type { Cursor, Parts } from '../syntax/cursor.ts'
import type { Element, ElementType, Period, Segment } from './words.ts'

/** Whom a reader of elements tells what is wrong. */
export type Ear = { tell(code: FindingCode, element: number, component?: number, repetition?: number): void }

/**
 * Reads one element or component. `parts` are the elements of the segment, or with `outer` (the element) the components of a composite; `place` is
 * the place in them.
 */
type Read = (parts: Parts, place: number, at: Reader, outer: number) => unknown
type Step = (parts: Parts, from: number, at: Reader, outer: number, into: Record<string, unknown>) => void
type ReadFields = (parts: Parts, from: number, at: Reader, outer: number) => Record<string, unknown>

/** What readers of elements share while they are at one segment. */
type Reader = { readonly cursor: Cursor; readonly ear: Ear; repetition: number }

const compiled = new WeakMap<readonly Element[], ReadFields>()
const compiledTypes = new WeakMap<ElementType, Read>()

/** Reads segments by their descriptions from a cursor; the values carry `at`, the ordinal in the file. */
export class ElementReader {
  readonly #at: Reader

  constructor(cursor: Cursor, ear: Ear) {
    this.#at = { cursor, ear, repetition: 0 }
  }

  read(of: Segment): Record<string, unknown> {
    const { cursor, ear } = this.#at
    const { fields, places } = planOf(of)
    const value = fields(cursor, 1, this.#at, 0)
    if (cursor.count - 1 > places) ear.tell('EL.EXTRA', places + 1)
    for (const note of of.notes) this.#note(note)
    value['at'] = cursor.ordinal
    return value
  }

  #note({ kind, places }: Segment['notes'][number]): void {
    const { cursor, ear } = this.#at
    let there = 0
    for (const place of places) if (!cursor.isEmpty(place)) there++
    const leads = !cursor.isEmpty(places[0] ?? 0)
    const holds =
      kind === 'P'
        ? there === 0 || there === places.length
        : kind === 'R'
          ? there > 0
          : kind === 'E'
            ? there <= 1
            : !leads || (kind === 'C' ? there === places.length : there > 1)
    if (holds) return
    if (kind === 'E') return ear.tell('EL.EXCLUDED', places[1] ?? 1)
    const missing = places.find((place) => cursor.isEmpty(place))
    ear.tell('EL.CONDITION', missing ?? places[0] ?? 1)
  }
}

type SegmentPlan = { readonly fields: ReadFields; readonly places: number }
const segmentPlans = new WeakMap<Segment, SegmentPlan>()

/** Elements pinned to one code are known from the match and are not read. */
function planOf(of: Segment): SegmentPlan {
  const known = segmentPlans.get(of)
  if (known) return known
  const silent = new Set(of.pins.flatMap((pin) => (pin.name !== undefined && pin.codes.length === 1 ? [pin.name] : [])))
  const plan = { fields: fieldsReader(of.elements, silent), places: widthOf(of.elements) }
  segmentPlans.set(of, plan)
  return plan
}

const widthOf = (elements: readonly Element[]): number => elements.reduce((places, one) => places + one.places, 0)

/** A reader of a run of elements; compiled once for each description. `silent` elements are known from their pin and left out. */
function fieldsReader(elements: readonly Element[], silent?: ReadonlySet<string>): ReadFields {
  const known = silent?.size ? undefined : compiled.get(elements)
  if (known) return known
  const steps: Step[] = []
  let place = 0
  for (const one of elements) {
    if (one.usage !== 'C' && !silent?.has(one.name)) steps.push(step(one, place))
    place += one.places
  }
  const Fields = plainObjects()
  const read: ReadFields = (parts, from, at, outer) => {
    const value = new Fields()
    for (let n = 0; n < steps.length; n++) steps[n]?.(parts, from, at, outer, value)
    return value
  }
  if (!silent?.size) compiled.set(elements, read)
  return read
}

/** A maker of plain objects of one kind. The machine learns how wide they become and gives later ones their room at once. */
export function plainObjects(): new () => Record<string, unknown> {
  const Fields = function () {} as unknown as new () => Record<string, unknown>
  Object.defineProperty(Fields, 'prototype', { value: Object.prototype })
  return Fields
}

const tell = (at: Reader, code: FindingCode, place: number, outer: number): void =>
  outer === 0
    ? at.ear.tell(code, place, undefined, at.repetition || undefined)
    : at.ear.tell(code, outer, place, at.repetition || undefined)

function step(one: Element, offset: number): Step {
  const { name, usage, type, list } = one
  if (usage === 'N') {
    return (parts, from, at, outer) => {
      for (let n = 0; n < one.places; n++) if (!parts.isEmpty(from + offset + n)) tell(at, 'EL.NOTUSED', from + offset + n, outer)
    }
  }
  if (list) return listStep(one, list, offset)
  if (type.is === 'period') {
    return (parts, from, at, outer, into) => {
      const place = from + offset
      if (parts.isEmpty(place + 1)) {
        if (usage === 'R') tell(at, 'EL.MISSING', place + 1, outer)
        return
      }
      const value = readPeriod(parts, place)
      if (value === undefined) tell(at, isPlaceholder(parts.trimmed(place + 1)) ? 'EL.PLACEHOLDER' : 'EL.DATE', place + 1, outer)
      else into[name] = value
    }
  }
  const read = typeReader(type)
  const needed = usage === 'R'
  return (parts, from, at, outer, into) => {
    const place = from + offset
    if (parts.isEmpty(place)) {
      if (needed) tell(at, 'EL.MISSING', place, outer)
      return
    }
    const value = read(parts, place, at, outer)
    if (value !== undefined) into[name] = value
  }
}

/** Runs of like places. A run in which every place is empty is absent; the first must be there when the list is required. */
function listStep(one: Element, list: NonNullable<Element['list']>, offset: number): Step {
  const size = one.places / list.times
  const { of } = list
  const readOne = 'is' in of ? undefined : fieldsReader(of)
  const readType = 'is' in of ? typeReader(of) : undefined
  const gathered: unknown[] = []
  return (parts, from, at, outer, into) => {
    // Gathered aside, so that what is kept has just the room it needs.
    const values = gathered
    values.length = 0
    for (let start = from + offset, n = 0; n < list.times && start < parts.count; n++, start += size) {
      let there = false
      for (let place = start; place < start + size; place++) there ||= !parts.isEmpty(place)
      if (!there) continue
      const value = readOne ? readOne(parts, start, at, outer) : readType?.(parts, start, at, outer)
      if (value !== undefined) values.push(value)
    }
    if (values.length > 0) into[one.name] = values.slice()
    else if (one.usage === 'R') tell(at, 'EL.MISSING', from + offset, outer)
  }
}

function readPeriod(parts: Parts, place: number): Period | undefined {
  const value = place + 1
  if (parts.is(place, 'RD8')) {
    const begin = parts.begin(value)
    if (parts.end(value) - begin !== 17 || parts.text.charCodeAt(begin + 8) !== 0x2d) return undefined
    const from = dayAt(parts.text, begin)
    const to = dayAt(parts.text, begin + 9)
    return from && to && from <= to ? { from, to } : undefined
  }
  // DT carries a time behind the day, which no rule of ours asks for.
  const text = parts.trimmed(value)
  if (text.length !== 8 && !parts.is(place, 'DT')) return undefined
  const day = text.length >= 8 ? dayAt(text, 0) : undefined
  return day ? { from: day } : undefined
}

/** Payers write the years 0001, 1000, 1001 and 9999 for no date. */
const isPlaceholder = (text: string): boolean => /^(0001|1000|1001|9999)\d{4}$/.test(text)

const MOST_DAYS = 50_000
const days = new Map<number, Day | null>()

/** The day that eight digits from an offset name. A file has few different ones. */
function dayAt(text: string, from: number): Day | undefined {
  let packed = 0
  for (let at = from; at < from + 8; at++) {
    const digit = text.charCodeAt(at) - 0x30
    if (!(digit >= 0 && digit <= 9)) return undefined
    packed = packed * 10 + digit
  }
  const known = days.get(packed)
  if (known !== undefined) return known ?? undefined
  const eight = text.slice(from, from + 8)
  const day = parseDay(`${eight.slice(0, 4)}-${eight.slice(4, 6)}-${eight.slice(6)}`)
  if (days.size < MOST_DAYS) days.set(packed, day ?? null)
  return day
}

function typeReader(type: ElementType): Read {
  const known = compiledTypes.get(type)
  if (known) return known
  const read = compileType(type)
  compiledTypes.set(type, read)
  return read
}

function compileType(type: ElementType): Read {
  switch (type.is) {
    case 'text':
      return textReader(type)
    case 'code': {
      const codes = new Set(type.codes)
      return (parts, place, at, outer) => {
        const text = parts.get(place)
        if (codes.has(text)) return text
        const trimmed = text.trim()
        if (trimmed === '') return undefined
        if (codes.has(trimmed)) tell(at, 'EL.BLANKS', place, outer)
        else tell(at, 'EL.CODE', place, outer)
        return trimmed
      }
    }
    case 'money':
      return moneyReader
    case 'decimal':
    case 'whole':
      return numberReader(type)
    case 'day':
      return dated((text) => (text.length === 8 ? dayAt(text, 0) : undefined), 'EL.DATE')
    case 'time':
      return dated((text) => (/^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text) ? text : undefined), 'EL.TIME')
    case 'period':
      throw new Error('A period covers two elements and is read with its segment')
    case 'composite': {
      const fields = fieldsReader(type.parts)
      const size = widthOf(type.parts)
      return (_, place, at) => {
        const components = at.cursor.components(place)
        if (components.count - 1 > size) tell(at, 'EL.COMPONENTS', place, 0)
        return fields(components, 1, at, place)
      }
    }
    case 'repeat':
      return repeatReader(type)
  }
}

function textReader(type: ElementType & { is: 'text' }): Read {
  const { min, max, id, list } = type
  return (parts, place, at, outer) => {
    const from = parts.begin(place)
    const to = parts.end(place)
    const isPadded = parts.text.charCodeAt(to - 1) === 0x20 || (id && parts.text.charCodeAt(from) === 0x20)
    const value = isPadded ? (id ? parts.trimmed(place) : parts.get(place).trimEnd()) : parts.get(place)
    if (value.length > max) tell(at, 'EL.LONG', place, outer)
    else if (value.length < min) tell(at, value === '' ? 'EL.MISSING' : 'EL.SHORT', place, outer)
    if (list?.whole && value !== '' && list.table.find(value) === undefined) tell(at, 'EL.UNLISTED', place, outer)
    return value === '' ? undefined : value
  }
}

/** Money straight from the digits, so that no float ever touches it; anything out of the ordinary goes to `parseMoney`. */
const moneyReader: Read = (parts, place, at, outer) => {
  const { text } = parts
  const to = parts.end(place)
  let pos = parts.begin(place)
  const isNegative = text.charCodeAt(pos) === 0x2d
  if (isNegative) pos++
  let amount = 0
  let decimals = -1
  const isShort = to - pos <= 9 && to > pos
  for (; isShort && pos < to; pos++) {
    const sign = text.charCodeAt(pos)
    const digit = sign - 0x30
    if (digit >= 0 && digit <= 9 && decimals < 2) {
      amount = amount * 10 + digit
      if (decimals >= 0) decimals++
    } else if (sign === 0x2e && decimals < 0) decimals = 0
    else break
  }
  if (!isShort || pos < to || (decimals === 0 && to - parts.begin(place) < 2 + (isNegative ? 1 : 0))) {
    const value = parseMoney(parts.trimmed(place))
    if (value === undefined) tell(at, 'EL.NUMBER', place, outer)
    return value
  }
  const whole: Cents = cents(decimals === 2 ? amount : decimals === 1 ? amount * 10 : amount * 100)
  return isNegative && whole !== 0 ? cents(-whole) : whole
}

function numberReader(type: ElementType & { is: 'decimal' | 'whole' }): Read {
  const parse = type.is === 'whole' ? wholeNumber : decimal
  return (parts, place, at, outer) => {
    const from = parts.begin(place)
    const to = parts.end(place)
    if (to - from === 1) {
      const digit = parts.text.charCodeAt(from) - 0x30
      if (digit >= 0 && digit <= 9) return digit
    }
    const text = parts.trimmed(place)
    const value = parse(text)
    if (value === undefined) tell(at, 'EL.NUMBER', place, outer)
    else if (text.length > type.max && text.replace(/[-.]/g, '').length > type.max) tell(at, 'EL.LONG', place, outer)
    return value
  }
}

function repeatReader(type: ElementType & { is: 'repeat' }): Read {
  const single = type.of.is === 'composite' ? undefined : typeReader(type.of)
  const fields = type.of.is === 'composite' ? fieldsReader(type.of.parts) : undefined
  return (parts, place, at, outer) => {
    const { repetition } = at.cursor.delimiters
    const text = parts.get(place)
    const texts = repetition === undefined ? [text] : text.split(repetition)
    if (texts.length > type.max) tell(at, 'EL.REPEAT', place, outer)
    const values: unknown[] = []
    const here: Reader = { cursor: at.cursor, repetition: 0, ear: { tell: (code) => tell(at, code, place, outer) } }
    texts.forEach((own, n) => {
      at.repetition = n + 1
      if (fields) values.push(fields(at.cursor.componentsOf(own), 1, at, place))
      else if (single && own !== '') {
        const value = single(at.cursor.alone(own), 1, here, 0)
        if (value !== undefined) values.push(value)
      }
    })
    at.repetition = 0
    return values
  }
}

const dated =
  (parse: (text: string) => unknown, code: FindingCode): Read =>
  (parts, place, at, outer) => {
    const text = parts.trimmed(place)
    const value = parse(text)
    if (value === undefined) tell(at, code === 'EL.DATE' && isPlaceholder(text) ? 'EL.PLACEHOLDER' : code, place, outer)
    return value
  }
