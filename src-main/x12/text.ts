/**
 * A name or address as partners expect it: capitals, no accents, plain quotes and hyphens. Ids of the other side never go through here.
 * Source: basic character set of the 005010 guides, appendix B.
 */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/[\u2013\u2014]/g, '-')
    .replaceAll('ß', 'ss')
    .toUpperCase()
    .trim()
}

/** The name of an element as words: `payerControl` → `payer control`. */
export const spaced = (name: string): string => name.replace(/[A-Z0-9]+/g, (part) => ` ${part.toLowerCase()}`).trim()
