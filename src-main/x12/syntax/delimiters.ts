import type { FindingCode } from '../notes.ts'

/** The four signs that divide an interchange. Each interchange of a file may have its own. */
export type Delimiters = {
  readonly element: string
  readonly component: string
  /** Absent before version 00402, where ISA11 held something else. */
  readonly repetition: string | undefined
  readonly terminator: string
}

/** What Parity writes unless a partner wants otherwise (005010 guides, appendix B). */
export const USUAL: Delimiters = { element: '*', component: ':', repetition: '^', terminator: '~' }

const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const
/** Bytes 3, 6, 17 … 103: where the element separator stands when all widths are right. */
const SEPARATORS: readonly number[] = WIDTHS.reduce<number[]>((at, width) => [...at, (at.at(-1) ?? 0) + width + 1], [3])
/** A segment longer than this means that a terminator is missing. */
export const LONGEST_SEGMENT = 65_536

export type Header = {
  readonly delimiters: Delimiters
  /** ISA and its sixteen elements, untrimmed. */
  readonly elements: readonly string[]
  /** Offset of the first character after the terminator. */
  readonly end: number
  readonly notes: readonly FindingCode[]
}

/**
 * Reads the ISA at `start` by its fixed widths; where they are off, by its separators, as far as those can be trusted.
 * @returns the header, or the code of what makes the interchange unreadable
 */
export function readHeader(text: string, start: number): Header | FindingCode {
  const element = text.charAt(start + 3)
  if (hasWidths(text, start, element)) return byWidth(text, start, element, start + 105, [])
  // A file wrapped at 80 columns has its first line break inside the ISA.
  const window = text.slice(start, start + 130)
  const breaks = window.slice(0, 106).match(/[\r\n]/g)?.length ?? 0
  const plain = window.replace(/[\r\n]+(?=.)/g, '')
  if (breaks > 0 && hasWidths(plain, 0, element)) {
    const header = byWidth(plain, 0, element, 105, ['SEG.WRAPPED'])
    return typeof header === 'string' ? header : { ...header, end: start + header.end + breaks }
  }
  return bySeparator(text, start, element)
}

const hasWidths = (text: string, start: number, element: string): boolean =>
  text.length >= start + 106 && SEPARATORS.slice(0, 16).every((at) => text.charAt(start + at) === element)

function byWidth(text: string, start: number, element: string, terminatorAt: number, notes: readonly FindingCode[]): Header | FindingCode {
  return header(text, text.slice(start, terminatorAt).split(element), terminatorAt, element, notes)
}

/** Some senders do not pad ISA06 and ISA08. The sixteenth element is one character, the terminator the next. */
function bySeparator(text: string, start: number, element: string): Header | FindingCode {
  let at = start + 3
  for (let count = 0; count < 15; count++) {
    const next = text.indexOf(element, at + 1)
    if (next === -1 || next - at > 120) return 'ISA.SHORT'
    at = next
  }
  if (text.length < at + 3) return 'ISA.SHORT'
  return header(text, [...text.slice(start, at).split(element), text.charAt(at + 1)], at + 2, element, ['ISA.WIDTH'])
}

function header(
  text: string,
  elements: readonly string[],
  terminatorAt: number,
  element: string,
  notes: readonly FindingCode[],
): Header | FindingCode {
  const first = text.charAt(terminatorAt)
  const [component = '', standard = '', version = '', usage = ''] = [elements[16], elements[11], elements[12], elements[15]]
  const repetition = standard.length > 1 || /^[A-Za-z0-9 ]?$/.test(standard) ? undefined : standard
  const delimiters = { element, component, repetition, terminator: first }
  const signs = [element, component, first, ...(repetition === undefined ? [] : [repetition])]
  if (new Set(signs).size < signs.length || signs.some((sign) => sign === '' || /[A-Za-z0-9 ]/.test(sign))) return 'ISA.DELIMS'
  const wrong: FindingCode[] = [...notes]
  if (version !== '00501') wrong.push('ISA.VERSION')
  if (usage !== 'P' && usage !== 'T') wrong.push('ISA.USAGE')
  // A carriage return as terminator is written with its line feed by Windows programs.
  const end = terminatorAt + (first === '\r' && text.charAt(terminatorAt + 1) === '\n' ? 2 : 1)
  return { delimiters, elements, end, notes: wrong }
}
