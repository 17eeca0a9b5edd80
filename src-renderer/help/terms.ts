import { GLOSSARY } from './glossary.ts'

/** A word of the trade and its one line. */
export type Entry = { readonly name: string; readonly also: readonly string[]; readonly means: string }

function entryOf(line: string): Entry {
  const [names = '', means = ''] = line.split(' = ')
  const [name = '', ...also] = names.split('; ')
  return { name, also, means }
}

/** Every word, in the order of the alphabet. */
export const TERMS: readonly Entry[] = GLOSSARY.flatMap((part) => part.trim().split('\n'))
  .map(entryOf)
  .toSorted((one, other) => one.name.localeCompare(other.name, 'en-US'))

const byWord = new Map(TERMS.flatMap((entry) => [entry.name, ...entry.also].map((word) => [word.toLowerCase(), entry] as const)))

/** What a word means, whichever way it is said; undefined for one that needs no explaining. */
export const termOf = (word: string): Entry | undefined => byWord.get(word.trim().toLowerCase())

/**
 * What makes an element explain its word when it is pointed at or has the focus. `also` is said below, where the element would have a title of its own.
 */
export const explained = (
  word: string,
  also?: string,
): { readonly 'data-term'?: string; readonly 'data-also'?: string; readonly title?: string } =>
  termOf(word) ? { 'data-term': word, ...(also !== undefined && { 'data-also': also }) } : also === undefined ? {} : { title: also }

/** Words that hold what is typed: those that begin with it first. */
export function findTerms(typed: string, most = Infinity): readonly Entry[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return TERMS.slice(0, most)
  const words = (entry: Entry): readonly string[] => [entry.name, ...entry.also].map((word) => word.toLowerCase())
  const begins = TERMS.filter((entry) => words(entry).some((word) => word.startsWith(text)))
  const holds = TERMS.filter(
    (entry) => !begins.includes(entry) && (words(entry).some((word) => word.includes(text)) || entry.means.toLowerCase().includes(text)),
  )
  return [...begins, ...holds].slice(0, most)
}

/** `What does CO-45 mean?` asks for the word in it. */
const question = /^what (?:does|is|are)(?: an?| the)? (.+?)(?: mean)?\??$/i

/** A few words that fit what is typed, or that it asks about. */
export function soughtTerms(text: string): readonly Entry[] {
  const word = question.exec(text)?.[1] ?? text
  return word.length < 2 ? [] : findTerms(word, 4)
}
