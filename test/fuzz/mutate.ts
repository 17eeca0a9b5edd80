/* Damages X12 files at random: as a careless program would, and as a broken line would. Everything follows from a number, so that it can be made again. */

/** A whole number from 0 up to, not with, `below`. */
export type Chance = (below: number) => number

/** Files as text in which each character is one byte. */
type Damage = (text: string, chance: Chance, seeds: readonly string[]) => string

/** No file grows past this: what takes long is measured elsewhere. */
const MOST = 16_384

const pick = <T>(from: readonly [T, ...T[]], chance: Chance): T => from[chance(from.length)] ?? from[0]
const seedOf = (seeds: readonly string[], chance: Chance): string => seeds[chance(seeds.length)] ?? ''

/** The signs that divide a file, by the places an ISA has them at; those of most files where it has none. */
const signsOf = (text: string) => {
  const isWhole = text.startsWith('ISA') && text.length >= 106
  const sign = (at: number, usual: string): string => (isWhole ? text.charAt(at) : usual)
  return { element: sign(3, '*'), repetition: sign(82, '^'), component: sign(104, ':'), terminator: sign(105, '~') }
}

/** What stands in an element that nobody expects there. */
const NASTY = [
  '',
  ' ',
  '0',
  '-',
  '.',
  '-.',
  '1e9',
  '+5',
  '007',
  '-0',
  '99999999999999999999.99',
  '0.0000000000000000000001',
  '9'.repeat(40),
  '9'.repeat(400),
  '10010101',
  '00000000',
  '20260230',
  '20261301-20260101',
  '20260101-20251231',
  '2460',
  'RD8',
  'D8',
  'ZZ',
  'hc',
  '__proto__',
  'constructor',
  'toString',
  'ISA',
  'ST',
  'SE',
  'HL',
  'IEA',
  '\u0000',
  '\r\n',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf',
  '\u00c3\u00a9',
  'X'.repeat(300),
] as const

/** Changes the parts of a text that a sign divides. */
function inParts(text: string, sign: string, chance: Chance, change: (parts: string[], at: number) => void): string {
  if (sign === '') return text
  const parts = text.split(sign)
  change(parts, chance(parts.length))
  return parts.join(sign)
}
const inSegment = (text: string, chance: Chance, change: (segment: string) => string): string =>
  inParts(text, signsOf(text).terminator, chance, (parts, at) => {
    parts[at] = change(parts[at] ?? '')
  })

/** Deletes, doubles, swaps, empties or replaces one of some parts, or puts another among them. */
const rearranged = (parts: string[], at: number, chance: Chance, other: string): void => {
  switch (chance(6)) {
    case 0:
      parts.splice(at, 1 + chance(3))
      return
    case 1:
      parts.splice(at, 0, parts[at] ?? '')
      return
    case 2: {
      const to = chance(parts.length)
      ;[parts[at], parts[to]] = [parts[to] ?? '', parts[at] ?? '']
      return
    }
    case 3:
      parts.splice(at, 0, other)
      return
    case 4:
      parts[at] = other
      return
    default:
      parts[at] = ''
  }
}

const segments: Damage = (text, chance, seeds) => {
  const other = seedOf(seeds, chance)
  const foreign = other.split(signsOf(other).terminator)
  return inParts(text, signsOf(text).terminator, chance, (parts, at) =>
    rearranged(parts, at, chance, foreign[chance(foreign.length)] ?? ''),
  )
}
const elements: Damage = (text, chance) =>
  inSegment(text, chance, (segment) =>
    inParts(segment, signsOf(text).element, chance, (parts, at) => rearranged(parts, at, chance, pick(NASTY, chance))),
  )
const components: Damage = (text, chance) => {
  const { element, component, repetition } = signsOf(text)
  const sign = chance(3) === 0 ? repetition : component
  return inSegment(text, chance, (segment) =>
    inParts(segment, element, chance, (parts, at) => {
      parts[at] = inParts(parts[at] ?? '', sign, chance, (own, n) => rearranged(own, n, chance, pick(NASTY, chance)))
    }),
  )
}
const values: Damage = (text, chance) =>
  inSegment(text, chance, (segment) =>
    inParts(segment, signsOf(text).element, chance, (parts, at) => {
      if (parts.length > 1) parts[Math.max(1, at)] = pick(NASTY, chance)
    }),
  )
const delimiters: Damage = (text, chance) => {
  const { element, component, repetition, terminator } = signsOf(text)
  const sign = pick([element, component, repetition, terminator, '\n', '*', '~'], chance)
  const at = chance(text.length + 1)
  if (chance(3) > 0) return text.slice(0, at) + sign + text.slice(at)
  const found = text.indexOf(sign, at)
  return found === -1 ? text : text.slice(0, found) + text.slice(found + sign.length)
}
const bytes: Damage = (text, chance) => {
  const at = chance(text.length + 1)
  const some = 1 + chance(chance(4) === 0 ? 200 : 4)
  switch (chance(5)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << chance(8))) + text.slice(at + 1)
    case 1:
      return text.slice(0, at) + Array.from({ length: some }, () => String.fromCharCode(chance(256))).join('') + text.slice(at)
    case 2:
      return text.slice(0, at) + text.slice(at + some)
    case 3:
      return text.slice(0, at) + text.slice(at, at + some) + text.slice(at)
    default:
      return text.slice(0, at) + String.fromCharCode(chance(32)) + text.slice(at)
  }
}
const cut: Damage = (text, chance) => (chance(4) === 0 ? text.slice(chance(text.length + 1)) : text.slice(0, chance(text.length + 1)))
const spliced: Damage = (text, chance, seeds) => {
  const other = seedOf(seeds, chance)
  return text.slice(0, chance(text.length + 1)) + other.slice(chance(other.length + 1))
}
const several: Damage = (text, chance, seeds) => {
  const between = pick(['', '\r\n', '~', 'junk', '\u001a', ' '], chance)
  return chance(2) === 0 ? text + between + seedOf(seeds, chance) : text + between + text
}
const otherSigns: Damage = (text, chance) => {
  const { element, component, repetition, terminator } = signsOf(text)
  const from = pick([element, component, repetition, terminator], chance)
  const to = pick(['|', '\n', '\r', "'", '>', '\u001d', '\u001e', '*', '~', ':', '^', 'A', ' ', '\u00a7', '!'], chance)
  // Everywhere, or in the header alone, which then says what is not so.
  return chance(2) === 0 ? text.replaceAll(from, to) : text.slice(0, 106).replaceAll(from, to) + text.slice(106)
}
const repeated: Damage = (text, chance) => {
  const { element, repetition, terminator } = signsOf(text)
  const times = 2 + chance(120)
  const parts = text.split(terminator)
  const at = chance(parts.length)
  const own = parts[at] ?? ''
  if (chance(2) === 0) return parts.toSpliced(at, 1, ...Array.from({ length: times }, () => own)).join(terminator)
  const fields = own.split(element)
  const n = chance(fields.length)
  const sign = chance(2) === 0 ? repetition : element
  fields[n] = Array.from({ length: times }, () => fields[n] ?? '').join(sign)
  parts[at] = fields.join(element)
  return parts.join(terminator)
}
const typed: Damage = (text, chance) => {
  const { terminator } = signsOf(text)
  switch (chance(6)) {
    case 0:
      return `\u00ef\u00bb\u00bf${text}`
    case 1: {
      const at = chance(text.length + 1)
      return text.slice(0, at) + text.slice(at, at + 80).toLowerCase() + text.slice(at + 80)
    }
    case 2:
      return text.replaceAll(terminator, `${terminator}\r\n`)
    case 3:
      return (text.match(/[^]{1,80}/g) ?? []).join('\n')
    case 4:
      return text.toLowerCase()
    default:
      return `${' '.repeat(chance(20))}From: clearinghouse\n\n${text}`
  }
}

/** The kinds of damage; those that keep most of the file stand more often. */
const DAMAGES: readonly [Damage, ...Damage[]] = [
  segments,
  segments,
  segments,
  elements,
  elements,
  elements,
  components,
  values,
  values,
  values,
  delimiters,
  bytes,
  bytes,
  cut,
  spliced,
  several,
  otherSigns,
  repeated,
  typed,
]

/** A damaged file: one of the seeds, changed once or several times. */
export function damaged(seeds: readonly string[], chance: Chance): string {
  let text = seedOf(seeds, chance)
  const times = 1 + chance(chance(5) === 0 ? 12 : 3)
  for (let n = 0; n < times; n++) text = pick(DAMAGES, chance)(text, chance, seeds).slice(0, MOST)
  return text
}
