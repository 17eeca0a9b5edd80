/*
 * What a member id looks like, as a person says it: `3 letters then 9 digits`, `W then 8 digits`, `9 digits or 12 digits`. Spaces, dashes and the size of
 * letters are for the eye and count nowhere.
 */

/** Signs in a row: so many of a kind, or some that are always the same. */
type Part = { readonly of: 'letter' | 'digit' | 'sign'; readonly many: number } | { readonly text: string }

const SIGNS = { letter: '[A-Z]', digit: '[0-9]', sign: '[0-9A-Z]' } as const
const LONGEST = 80

/** An id without what is for the eye. */
export const plainMemberId = (text: string): string => text.replaceAll(/[\s-]/g, '').toUpperCase()

/** The ways an id may look. Undefined for words that do not say it. */
function waysOf(words: string): readonly (readonly Part[])[] | undefined {
  const ways = words
    .trim()
    .split(/\s+or\s+/i)
    .map((way) => way.split(/\s*,\s*(?:then\s+)?|\s+then\s+/i).map(partOf))
  return ways.every((way) => way.every((part) => part !== undefined)) && words.trim() !== '' ? (ways as Part[][]) : undefined
}

function partOf(words: string): Part | undefined {
  const counted = /^(\d{1,2}|a|one) (letter|digit|sign)s?$/i.exec(words.trim())
  if (!counted) return /^[0-9A-Z]{1,10}$/.test(words.trim()) ? { text: words.trim() } : undefined
  const [, many = '', of = ''] = counted
  const count = /^\d/.test(many) ? parseInt(many, 10) : 1
  return count >= 1 && count <= LONGEST ? { of: of.toLowerCase() as 'letter', many: count } : undefined
}

const patterns = new Map<string, RegExp | undefined>()
/** The pattern some words stand for. Undefined for words that do not say one. */
export function memberIdPattern(words: string): RegExp | undefined {
  if (!patterns.has(words)) {
    const ways = waysOf(words)
    const text = ways?.map((way) => way.map((part) => ('text' in part ? part.text : `${SIGNS[part.of]}{${part.many}}`)).join('')).join('|')
    patterns.set(words, text === undefined ? undefined : new RegExp(`^(?:${text})$`))
  }
  return patterns.get(words)
}

/** What an id looks like: letters and digits in a row, counted. An empty text for one that holds other signs too. */
export function memberIdShape(id: string): string {
  const plain = plainMemberId(id)
  if (!/^[0-9A-Z]+$/.test(plain) || plain.length > LONGEST) return ''
  return (plain.match(/[A-Z]+|[0-9]+/g) ?? [])
    .map((run) => `${run.length} ${/^[A-Z]/.test(run) ? 'letter' : 'digit'}${run.length === 1 ? '' : 's'}`)
    .join(' then ')
}
