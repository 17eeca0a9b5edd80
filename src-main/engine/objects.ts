import type { Touched } from './seat.ts'

const MOST_IDS = 50

/** `claim 12 13; files`: what a row of the audit log says was touched, or null. */
export function objectOf(touched: readonly Touched[], topics: readonly string[] = []): string | null {
  const bySubject = new Map<string, Set<number>>()
  for (const { subject, id } of touched.slice(0, MOST_IDS)) bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(id))
  const words = [...[...bySubject].map(([subject, ids]) => `${subject} ${[...ids].join(' ')}`), ...topics]
  if (touched.length > MOST_IDS) words.push(`and ${touched.length - MOST_IDS} more`)
  return words.length === 0 ? null : words.join('; ')
}
