import { dayFromX12, type Day } from '../../../src-shared/day.ts'
import { parseMoney } from '../../../src-shared/money.ts'
import { decimal, wholeNumber } from '../../../src-shared/number.ts'
import type { FindingCode } from '../notes.ts'
import type { Delimiters } from '../syntax/delimiters.ts'
import type { Element, ElementType, Period, Segment } from './words.ts'

/** What a reader of elements needs: the separators, and whom to tell. */
export type Ear = {
  readonly delimiters: Delimiters
  tell(code: FindingCode, element: number, component?: number, repetition?: number): void
}

type Read = (text: string, ear: Ear, element: number, component?: number, repetition?: number) => unknown
type ReadFields = (texts: readonly string[], from: number, ear: Ear, element: number | undefined) => Record<string, unknown>

const compiled = new WeakMap<readonly Element[], ReadFields>()
const compiledTypes = new WeakMap<ElementType, Read>()

/** The value of a segment by its description, with `at`. */
export function readSegment(of: Segment, texts: readonly string[], ordinal: number, ear: Ear): Record<string, unknown> {
  const value = fieldsReader(of.elements)(texts, 1, ear, undefined)
  const places = widthOf(of.elements)
  if (texts.length - 1 > places) ear.tell('EL.EXTRA', places + 1)
  for (const pin of of.pins) if (pin.name !== undefined && pin.codes.length === 1) delete value[pin.name]
  for (const note of of.notes)
    if (
      !holds(
        note.kind,
        note.places.map((place) => (texts[place] ?? '') !== ''),
      )
    )
      ear.tell('EL.CONDITION', note.places[0] ?? 1)
  value['at'] = ordinal
  return value
}

function holds(kind: 'P' | 'R' | 'E' | 'C' | 'L', there: readonly boolean[]): boolean {
  const [first = false, ...others] = there
  switch (kind) {
    case 'P':
      return there.every((one) => one === first)
    case 'R':
      return there.some((one) => one)
    case 'E':
      return there.filter((one) => one).length <= 1
    case 'C':
      return !first || others.every((one) => one)
    case 'L':
      return !first || others.some((one) => one)
  }
}

const widthOf = (elements: readonly Element[]): number => elements.reduce((places, one) => places + one.places, 0)

/** A reader of a run of elements; compiled once for each description. `element` is given when the run lies inside a composite. */
function fieldsReader(elements: readonly Element[]): ReadFields {
  const known = compiled.get(elements)
  if (known) return known
  const steps: ((texts: readonly string[], from: number, ear: Ear, into: Record<string, unknown>, element: number | undefined) => void)[] =
    []
  let place = 0
  for (const one of elements) {
    steps.push(step(one, place))
    place += one.places
  }
  const read: ReadFields = (texts, from, ear, element) => {
    const value: Record<string, unknown> = {}
    for (const take of steps) take(texts, from, ear, value, element)
    return value
  }
  compiled.set(elements, read)
  return read
}

function step(
  one: Element,
  offset: number,
): (texts: readonly string[], from: number, ear: Ear, into: Record<string, unknown>, element: number | undefined) => void {
  const { name, usage, type, list } = one
  if (usage === 'C') return () => undefined
  if (usage === 'N') {
    return (texts, from, ear, _into, element) => {
      for (let n = 0; n < one.places; n++)
        if ((texts[from + offset + n] ?? '') !== '')
          ear.tell('EL.NOTUSED', element ?? from + offset + n, element === undefined ? undefined : from + offset + n)
    }
  }
  if (list) return listStep(one, list, offset)
  if (type.is === 'period') {
    return (texts, from, ear, into, element) => {
      const format = texts[from + offset] ?? ''
      const text = texts[from + offset + 1] ?? ''
      if (text === '') return usage === 'R' ? ear.tell('EL.MISSING', element ?? from + offset + 1) : undefined
      const value = readPeriod(format, text)
      if (value === undefined) ear.tell('EL.DATE', element ?? from + offset + 1)
      else into[name] = value
    }
  }
  const read = typeReader(type)
  return (texts, from, ear, into, element) => {
    const place = from + offset
    const text = texts[place]
    if (text === undefined || text === '') {
      if (usage === 'R') ear.tell('EL.MISSING', element ?? place, element === undefined ? undefined : place)
      return
    }
    const value = element === undefined ? read(text, ear, place) : read(text, ear, element, place)
    if (value !== undefined) into[name] = value
  }
}

/** Runs of like places. A run in which every place is empty is absent; the first must be there when the list is required. */
function listStep(one: Element, list: NonNullable<Element['list']>, offset: number): ReturnType<typeof step> {
  const size = one.places / list.times
  const readOne = 'is' in list.of ? single(typeReader(list.of)) : fieldsReader(list.of)
  return (texts, from, ear, into, element) => {
    const values: unknown[] = []
    for (let n = 0; n < list.times; n++) {
      const start = from + offset + n * size
      if (start >= texts.length) break
      let there = false
      for (let place = start; place < start + size; place++) there ||= (texts[place] ?? '') !== ''
      if (there) values.push(readOne(texts, start, ear, element))
    }
    if (values.length > 0) into[one.name] = values
    else if (one.usage === 'R') ear.tell('EL.MISSING', element ?? from + offset, element === undefined ? undefined : from + offset)
  }
}

const single =
  (read: Read): ReadFields =>
  (texts, from, ear, element) =>
    read(texts[from] ?? '', ear, element ?? from, element === undefined ? undefined : from) as Record<string, unknown>

function readPeriod(format: string, text: string): Period | undefined {
  if (format.trim() === 'RD8') {
    const [from, to] = [dayFromX12(text.slice(0, 8)), dayFromX12(text.slice(9))]
    return from && to && text.charAt(8) === '-' ? { from, to } : undefined
  }
  // DT carries a time behind the day, which no rule of ours asks for.
  const day = dayFromX12(format.trim() === 'DT' ? text.slice(0, 8) : text)
  return day ? { from: day } : undefined
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
    case 'text': {
      const { min, max, id } = type
      return (text, ear, element, component, repetition) => {
        const value = id ? text.trim() : text.trimEnd()
        if (value.length > max || value.length < min) ear.tell('EL.LENGTH', element, component, repetition)
        return value === '' ? undefined : value
      }
    }
    case 'code': {
      const codes = new Set(type.codes)
      return (text, ear, element, component, repetition) => {
        if (codes.has(text)) return text
        const trimmed = text.trim()
        if (!codes.has(trimmed)) ear.tell('EL.CODE', element, component, repetition)
        return trimmed
      }
    }
    case 'money':
      return numeric((text): Cents | undefined => parseMoney(text))
    case 'decimal':
      return numeric(decimal)
    case 'whole':
      return numeric(wholeNumber)
    case 'day':
      return dated((text): Day | undefined => dayFromX12(text), 'EL.DATE')
    case 'time':
      return dated((text) => (/^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text) ? text : undefined), 'EL.TIME')
    case 'period':
      throw new Error('A period covers two elements and is read with its segment')
    case 'composite': {
      const fields = fieldsReader(type.parts)
      const size = widthOf(type.parts)
      return (text, ear, element) => {
        const parts = text.split(ear.delimiters.component)
        if (parts.length > size) ear.tell('EL.COMPONENTS', element)
        return fields(['', ...parts], 1, ear, element)
      }
    }
    case 'repeat': {
      const read = typeReader(type.of)
      return (text, ear, element, component) => {
        const texts = ear.delimiters.repetition === undefined ? [text] : text.split(ear.delimiters.repetition)
        if (texts.length > type.max) ear.tell('EL.REPEAT', element, component)
        return texts.map((one, n) => read(one, ear, element, component, n + 1)).filter((value) => value !== undefined)
      }
    }
  }
}

type Cents = ReturnType<typeof parseMoney>

const numeric =
  (parse: (text: string) => unknown): Read =>
  (text, ear, element, component, repetition) => {
    const value = parse(text.trim())
    if (value === undefined) ear.tell('EL.NUMBER', element, component, repetition)
    return value
  }

const dated =
  (parse: (text: string) => unknown, code: FindingCode): Read =>
  (text, ear, element, component, repetition) => {
    const value = parse(text.trim())
    if (value === undefined) ear.tell(code, element, component, repetition)
    return value
  }
