/** Where the letters that were typed stand in a name: pairs of from and to. */
export type Marks = readonly (readonly [from: number, to: number])[]
export type Match = { readonly score: number; readonly marks: Marks }

/** How well it fits: the whole beginning, a word's beginning, the beginnings of words in their order, initials, anywhere inside. */
const scores = { start: 5, word: 4, words: 3, initials: 2, inside: 1 } as const

const beginnings = (low: string): number[] => [...low.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => index)

/** Whether a name answers to a few letters, and where; undefined when it does not. */
export function match(name: string, typed: string): Match | undefined {
  const low = name.toLowerCase()
  const text = typed.trim().toLowerCase()
  if (text === '') return { score: 0, marks: [] }
  if (low.startsWith(text)) return { score: scores.start, marks: [[0, text.length]] }
  const starts = beginnings(low)
  const at = starts.find((start) => low.startsWith(text, start))
  if (at !== undefined) return { score: scores.word, marks: [[at, at + text.length]] }
  const words = inOrder(low, starts, text.split(/\s+/))
  if (words) return { score: scores.words, marks: words }
  const initials = text.length < 2 || text.includes(' ') ? undefined : inOrder(low, starts, [...text])
  if (initials) return { score: scores.initials, marks: initials }
  const inside = low.indexOf(text)
  return inside < 0 ? undefined : { score: scores.inside, marks: [[inside, inside + text.length]] }
}

/** Each part begins a word, one behind the other. */
function inOrder(low: string, starts: readonly number[], parts: readonly string[]): Marks | undefined {
  const marks: (readonly [number, number])[] = []
  let from = 0
  for (const part of parts) {
    const found = starts.find((start) => start >= from && low.startsWith(part, start))
    if (found === undefined) return undefined
    marks.push([found, found + part.length])
    from = found + part.length
  }
  return marks
}
