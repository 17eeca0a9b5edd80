import { spaced } from '../text.ts'
import type { Element, ElementType, Loop, Pin, Rule, Segment, Slot, TransactionSet } from './words.ts'

const WIDTH = 120

/**
 * A transaction set as a table of loops, segments and elements, to be held against the guide: what is required, how often, when, with which codes,
 * and the rules. A loop or a run of elements that stands at several places is printed at the first.
 */
export function printSet(set: TransactionSet): string {
  const rules = set.rules.length > 0 ? ['', '', 'RULES', ...set.rules.flatMap(ruleLines)] : []
  return pageOf([
    `${set.name}  ${set.title}`,
    ...wrapped(
      `Guide ${set.guide}${also(set)}. ST01 ${set.id}, GS01 ${set.functional}.${set.readOnly ? ' Parity reads it and does not write it.' : ''}`,
      0,
    ),
    '',
    'R required, S situational, C counted by Parity when it writes and checked when it reads; then how often it may stand.',
    'The words are Parity’s own. The guide itself is X12’s and has the last word.',
    '',
    ...new Page().loop(set.body, 0),
    ...rules,
  ])
}

/** A segment that belongs to no set, as TA1 does. */
export const printSegment = (segment: Segment): string =>
  pageOf([`${segment.id}  ${segment.title}`, '', ...new Page().segment(segment, 'R    1', undefined, 0)])

const pageOf = (lines: readonly string[]): string => `${lines.map((line) => line.trimEnd()).join('\n')}\n`

function also({ guide, guides, older = [] }: TransactionSet): string {
  const others = guides.filter((one) => one !== guide)
  const read = others.length > 0 ? `, reads ${others.join(', ')}` : ''
  return older.length > 0 ? `${read}, and earlier ones with a warning: ${older.join(', ')}` : read
}

function ruleLines(rule: Rule): string[] {
  const grade = rule.grave ? '' : ' Doubtful when broken, not wrong.'
  return wrapped(`${rule.id.padEnd(22)} ${rule.of.id.padEnd(7)} ${rule.says}${grade}`, 2, 33)
}

/** What was printed already is not printed again. */
class Page {
  readonly #loops = new Set<Loop>()
  readonly #runs = new Set<readonly Element[]>()

  loop(loop: Loop, depth: number): string[] {
    this.#loops.add(loop)
    return loop.slots.flatMap((slot) => {
      const { of } = slot
      if (of.is === 'segment') return this.segment(of, useOf(slot), slot.when, depth)
      const head = wrapped(`${`LOOP ${of.id}`.padEnd(12)}${useOf(slot)}  ${of.title}${situation(slot.when)}`, depth * 2, depth * 2 + 20)
      if (this.#loops.has(of)) return ['', ...head, `${' '.repeat(depth * 2 + 2)}as above`]
      return ['', ...head, ...this.loop(of, depth + 1)]
    })
  }

  segment(segment: Segment, use: string, when: string | undefined, depth: number): string[] {
    const indent = depth * 2
    const head = wrapped(`${segment.id.padEnd(12)}${use}  ${segment.title}${situation(when)}`, indent, indent + 20)
    if (!this.#runs.has(segment.elements)) {
      this.#runs.add(segment.elements)
      const notes = segment.notes.map(({ kind, places }) => `${kind}${places.map((place) => String(place).padStart(2, '0')).join('')}`)
      const noted = notes.length > 0 ? [`${' '.repeat(indent + 12)}together: ${notes.join(' ')}`] : []
      return [...head, ...elementLines(segment, indent + 12), ...noted]
    }
    return [...head, ...segment.pins.flatMap((pin) => pinLines(segment, pin, indent + 12))]
  }
}

const useOf = ({ count, max }: Slot): string =>
  `${count === 'one' || count === 'some' ? 'R' : 'S'} ${(max === Infinity ? 'any' : String(max)).padStart(4)}`
/** `: when the patient is a dependent`; a description may leave out the first word. */
function situation(when: string | undefined): string {
  if (when === undefined) return ''
  return /^(when|unless|always|for|not|nearly|only)\b/.test(when) ? `: ${when}` : `: when ${when}`
}

/** Of a segment whose elements are printed already only what tells it from the others. */
function pinLines(segment: Segment, pin: Pin, indent: number): string[] {
  let place = 1
  for (const one of segment.elements) {
    if (pin.element >= place && pin.element < place + one.places) {
      const here = `${String(pin.element).padStart(2, '0')}${pin.component === undefined ? '' : `-${pin.component}`}`
      const type = one.list && 'is' in one.list.of ? one.list.of : one.type
      const part = pin.component !== undefined && type.is === 'composite' ? (type.parts[pin.component - 1]?.type ?? type) : type
      return wrapped(`${here.padEnd(5)} is ${typeText(part, pin.codes)}`, indent, indent + 9)
    }
    place += one.places
  }
  return []
}

function elementLines(segment: Segment, indent: number): string[] {
  let place = 1
  return segment.elements.flatMap((one) => {
    const from = String(place).padStart(2, '0')
    const to = one.places > 1 ? `–${String(place + one.places - 1).padStart(2, '0')}` : ''
    place += one.places
    if (one.usage === 'N') return []
    const pin = segment.pins.find((own) => own.name !== undefined && own.name === one.name)
    const other = segment.pins.find((own) => own.name === undefined && own.element === place - one.places)
    const only = other ? ` (${other.component === undefined ? '' : `-${other.component} of the first `}is ${other.codes.join(', ')})` : ''
    return wrapped(`${`${from}${to}`.padEnd(5)} ${elementText(one, pin)}${only}`, indent, indent + 8)
  })
}

function elementText(one: Element, pin?: Pin): string {
  const name = one.counts ? COUNTED[one.counts] : spaced(one.name)
  const type = one.list
    ? `up to ${one.list.times} of ${'is' in one.list.of ? typeText(one.list.of) : `(${one.list.of.map((part) => elementText(part)).join('; ')})`}`
    : typeText(one.type, pin?.codes)
  return `${one.usage} ${name}${type && `: ${type}`}${situation(one.when)}`
}

const COUNTED = {
  level: 'level number',
  parent: 'number of the level above',
  children: 'whether levels follow',
  line: 'line number',
} as const

function typeText(type: ElementType, pinned?: readonly string[]): string {
  switch (type.is) {
    case 'text': {
      if (pinned) return listedCodes(pinned, (code) => withWords(code, type.list?.table.find(code)?.words))
      return `${type.id ? 'ID' : 'AN'} ${type.min}/${type.max}${type.list ? ' of a list' : ''}`
    }
    case 'code':
      return listedCodes(pinned ?? type.codes, (code) => withWords(code, type.words?.[code]))
    case 'money':
      return 'money'
    case 'decimal':
      return `number, ${type.max} digits`
    case 'whole':
      return `whole number, ${type.max} digits`
    case 'day':
      return 'CCYYMMDD'
    case 'time':
      return 'HHMM'
    case 'period':
      return 'D8 or RD8'
    case 'composite': {
      let place = 1
      const parts = type.parts.flatMap((part) => {
        const here = place
        place += part.places
        return part.usage === 'N' ? [] : [`-${here} ${elementText(part)}`]
      })
      return `(${parts.join('; ')})`
    }
    case 'repeat':
      return `${typeText(type.of)}, repeated up to ${type.max} times`
  }
}

/** In the order of the description; numbers, which have none there, in their own. */
function listedCodes(codes: readonly string[], text: (code: string) => string): string {
  const ordered = codes.some((code) => /^\d+$/.test(code)) ? [...codes].sort() : codes
  return ordered.map(text).join(', ')
}
const withWords = (code: string, words: string | undefined): string => (words === undefined ? code : `${code} ${words}`)

/** A line no wider than the page, broken at single blanks. */
function wrapped(text: string, indent: number, hanging = indent): string[] {
  const lines: string[] = []
  let line = `${' '.repeat(indent)}${text}`
  while (line.length > WIDTH) {
    let cut = line.lastIndexOf(' ', WIDTH)
    if (cut <= hanging) cut = WIDTH
    lines.push(line.slice(0, cut))
    line = `${' '.repeat(hanging)}${line.slice(cut).trimStart()}`
  }
  return [...lines, line]
}
