/* Who is meant by a name as it is written in a spreadsheet. Pure. */

export type Person = { readonly id: number; readonly first: string | null; readonly last: string }

/** Letters only, without accents and case, the parts of a name apart. */
const parts = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part !== '' && !['jr', 'sr', 'ii', 'iii', 'iv', 'mr', 'mrs', 'ms', 'dr'].includes(part))

type Named = { readonly first: readonly string[]; readonly last: readonly string[] }

/** The ways a text may be a name: `Last, First`, or `First Last` with any division between. */
function readings(text: string): readonly Named[] {
  const [before = '', after] = text.split(',')
  if (after !== undefined && parts(after).length > 0) return [{ last: parts(before), first: parts(after) }]
  const all = parts(text)
  return all.slice(1).map((_, n) => ({ first: all.slice(0, n + 1), last: all.slice(n + 1) }))
}

const joined = (words: readonly string[]): string => words.join('')
const nameOf = (person: Person): Named => ({ first: parts(person.first ?? ''), last: parts(person.last) })

/** A middle name or letter may be there or not. */
const sameFirst = (read: readonly string[], known: readonly string[]): boolean =>
  joined(read) === joined(known) ||
  (read.length > 0 && known.length > 0 && read[0] === known[0] && (read.length === 1 || known.length === 1))

export type People<P extends Person> = {
  /** Those of exactly this name. */
  readonly named: (text: string) => readonly P[]
  /** Those whose name is near, nearest first; three at most. */
  readonly near: (text: string) => readonly P[]
}

/** Looks names up among people. */
export function peopleOf<P extends Person>(people: readonly P[]): People<P> {
  const known = people.map((person) => ({ person, name: nameOf(person) }))
  const byLast = grouped(known)
  return {
    named(text) {
      const found = readings(text).flatMap(({ first, last }) =>
        (byLast.get(joined(last)) ?? []).filter(({ name }) => sameFirst(first, name.first)),
      )
      const exact = readings(text).flatMap(({ first, last }) =>
        (byLast.get(joined(last)) ?? []).filter(({ name }) => joined(first) === joined(name.first)),
      )
      return [...new Set((exact.length > 0 ? exact : found).map(({ person }) => person))]
    },
    near(text) {
      const ways = readings(text)
      return known
        .map(({ person, name }) => ({ person, far: Math.min(...ways.map((way) => distance(way, name)), 99) }))
        .filter(({ far }) => far <= 3)
        .toSorted((one, other) => one.far - other.far)
        .slice(0, 3)
        .map(({ person }) => person)
    },
  }
}

type Known<P> = { readonly person: P; readonly name: Named }
function grouped<P>(known: readonly Known<P>[]): Map<string, Known<P>[]> {
  const groups = new Map<string, Known<P>[]>()
  for (const one of known) {
    const key = joined(one.name.last)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

/** How far a written name is from a known one; an initial stands for a first name at a little distance. */
function distance(read: Named, known: Named): number {
  const [first, firstKnown] = [joined(read.first), joined(known.first)]
  const [last, lastKnown] = [joined(read.last), joined(known.last)]
  if (Math.abs(last.length - lastKnown.length) > 2) return 99
  const lasts = edits(last, lastKnown)
  const most = last.length < 4 ? 0 : last.length < 6 ? 1 : 2
  if (lasts > most) return 99
  const firsts =
    first === firstKnown
      ? 0
      : first === firstKnown.slice(0, 1) || firstKnown.startsWith(first) || first.startsWith(firstKnown)
        ? 1
        : edits(first, firstKnown)
  return firsts > 2 || (first.slice(0, 1) !== firstKnown.slice(0, 1) && firsts > 1) ? 99 : lasts + firsts
}

/** The fewest letters to change, add, leave out or swap with their neighbor. */
function edits(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let n = 1; n <= other.length; n++) {
      const same = one[at - 1] === other[n - 1] ? 0 : 1
      const swap = at > 1 && n > 1 && one[at - 1] === other[n - 2] && one[at - 2] === other[n - 1] ? (before[n - 2] ?? 99) + 1 : 99
      next.push(Math.min((row[n] ?? 99) + 1, (next[n - 1] ?? 99) + 1, (row[n - 1] ?? 99) + same, swap))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 99
}

/** `Marcus Bell, LCSW` is Marcus Bell, not a person of the last name Marcus Bell. */
export const withoutLetters = (text: string): string => text.replace(/,\s*[A-Z][A-Za-z.-]*[A-Z][A-Za-z.-]*(\s*,.*)?$/, '')
