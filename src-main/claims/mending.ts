import { must } from '../../src-shared/result.ts'
import { correctMemberId } from '../practice/index.ts'
import type { CommandWork, Writing } from '../store/index.ts'
import { consentFindings } from './consent.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { changeClaim, changeLine, findingsOf, setDiagnoses, setDrug, setPlace } from './records/claims.ts'
import type { passesOf } from './records/own.ts'
import { scrub } from './rules.ts'
import type { ClaimFinding } from './scrub/finding.ts'

/* What a check makes of a claim besides its findings: what was mended is kept, what was let go is told, and a void is left as it is. */

/** CLM05-3 of a void. */
export const VOID = '8'
/** What a void must have of its own. */
const OF_VOIDS: readonly string[] = ['F01', 'K06']

/** A void has the content that the payer has, so nothing of it is mended or judged but what makes it one, and whether it may leave. */
export function checkVoid(
  { db, clock }: CommandWork,
  id: number,
): { readonly findings: readonly ClaimFinding[]; readonly facts: ClaimFacts } {
  const facts = must('a claim that is checked is there', claimFacts(db, id))
  const today = clock.today()
  const own = scrub(facts, today, { lines: [] }).filter(({ rule }) => OF_VOIDS.includes(rule))
  return { findings: [...own, ...consentFindings(db, facts, today)], facts }
}

/** Repairs stay listed after the next check, which has nothing to repair: what was done before, but for what is done again. */
export function repairsOf(db: Writing, id: number, now: readonly ClaimFinding[]): readonly ClaimFinding[] {
  const keyOf = ({ rule, field }: { readonly rule: string; readonly field: string }): string => `${rule} ${field}`
  const again = new Set(now.map(keyOf))
  const before = findingsOf(db, id).filter((one) => one.grade === 'repair' && !again.has(keyOf(one)))
  return [...before.map(({ rule, words, field, box, source }) => ({ rule, grade: 'repair' as const, words, field, box, source })), ...now]
}

/** What a person let go is still told, and holds nothing. */
export const letGo = (findings: readonly ClaimFinding[], passes: ReturnType<typeof passesOf>): readonly ClaimFinding[] =>
  findings.map((one) => {
    const pass = one.grade === 'hold' ? passes.find(({ rule }) => rule === one.rule) : undefined
    return pass ? { ...one, grade: 'tag', words: `${one.words} Approved${pass.who === null ? '' : ` by ${pass.who}`}: ${pass.why}` } : one
  })

/** Keeps what repairs and rules made of a claim. */
export function keepMended(db: Writing, before: ClaimFacts, after: ClaimFacts): void {
  if (after === before) return
  const { id } = before.claim
  if (after.coverage.member_id !== before.coverage.member_id) correctMemberId(db, before.coverage.id, after.coverage.member_id)
  if (after.diagnoses.join() !== before.diagnoses.join()) setDiagnoses(db, id, after.diagnoses)
  if (after.claim.place !== before.claim.place) setPlace(db, id, after.claim.place)
  for (const [n, line] of after.lines.entries()) {
    if (line !== before.lines[n]) changeLine(db, id, line.id, { modifiers: line.modifiers, pointers: line.pointers })
    if (line.drug !== before.lines[n]?.drug) setDrug(db, id, line.id, line.drug)
  }
  changeClaim(db, id, { codes: codesOf(after.lines), authorization: after.claim.authorization })
}

/** `90837 95`, `99214, 90833`: the codes as a grid shows them. */
export function codesOf(lines: readonly { readonly code: string; readonly modifiers: readonly string[] }[]): string {
  const shared = lines[0]?.modifiers ?? []
  const same = lines.every((line) => line.modifiers.join() === shared.join())
  const codes = lines
    .map((line) => (same || line.modifiers.length === 0 ? line.code : `${line.code} ${line.modifiers.join(' ')}`))
    .join(', ')
  return same && shared.length > 0 ? `${codes} ${shared.join(' ')}` : codes
}
