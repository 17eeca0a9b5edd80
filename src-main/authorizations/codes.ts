/*
 * Which codes an authorization covers, and which a session that is not charged yet may become.
 */

/** A code alone, a family that ends in a star, or a range of two codes of one length. */
const PATTERN = /^([0-9A-Z]{5}|[0-9A-Z]{1,4}\*|[0-9A-Z]{5}-[0-9A-Z]{5})$/

/** What was typed as codes, in capitals, each once. @returns undefined when one of them is none */
export function codePatterns(text: string): readonly string[] | undefined {
  const typed = text
    .toUpperCase()
    .replaceAll(/\s*[-–]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter(Boolean)
  return typed.every((one) => PATTERN.test(one)) ? [...new Set(typed)] : undefined
}

function matches(pattern: string, code: string): boolean {
  if (pattern.endsWith('*')) return code.startsWith(pattern.slice(0, -1))
  const [first = '', last = first] = pattern.split('-')
  return code >= first && code <= last
}

/** Whether a code is among those of some patterns; every code is when there is no pattern. */
export const covers = (patterns: readonly string[], code: string): boolean =>
  patterns.length === 0 || patterns.some((one) => matches(one, code))

/** A code that a pattern holds: the code itself, the first of a range or family. */
const oneOf = (pattern: string): string => (pattern.endsWith('*') ? pattern.slice(0, -1).padEnd(5, '0') : pattern.slice(0, 5))
/** Whether two sets of patterns have a code in common. */
export const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === 0 ||
  others.length === 0 ||
  some.some((pattern) => covers(others, oneOf(pattern))) ||
  others.some((pattern) => covers(some, oneOf(pattern)))

/** How wide patterns are, the narrowest least: single codes by their number, then ranges and families, then any code. */
export function width(patterns: readonly string[]): number {
  if (patterns.length === 0) return 1_000_000
  return patterns.reduce((all, one) => all + (one.endsWith('*') ? 1000 * (6 - one.length) : one.includes('-') ? 100 : 1), 0)
}

/** Psychotherapy by its minutes (CPT time rule: 16, 38, 53). */
const byMinutes = (minutes: number): string => (minutes >= 53 ? '90837' : minutes >= 38 ? '90834' : '90832')
const VISITS = ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215']

/** The codes that a session of a service may become; what it becomes indeed is known once it is charged. */
export function codesAhead(service: string, minutes: number): readonly string[] {
  switch (service) {
    case 'individual':
      return [byMinutes(minutes)]
    case 'em-therapy':
    case 'em':
      return VISITS
    case 'evaluation':
      return ['90791']
    case 'evaluation-medical':
      return ['90792']
    case 'crisis':
      return ['90839']
    case 'family':
      return ['90847']
    case 'family-alone':
      return ['90846']
    case 'group':
      return ['90853']
    case 'multi-family':
      return ['90849']
    default:
      return []
  }
}
