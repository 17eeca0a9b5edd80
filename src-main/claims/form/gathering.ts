import { dayAt, type Day } from '../../../src-shared/day.ts'
import { NO_MONEY } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { claimSums } from '../../ledger/index.ts'
import { practiceOf } from '../../practice/index.ts'
import type { Reading } from '../../store/index.ts'
import type { OtherPayer } from '../coordination.ts'
import type { ClaimFacts } from '../facts.ts'
import { lastSubmission } from '../records/sending.ts'
import type { FormFacts } from './boxes.ts'
import type { OtherPlan } from './insured.ts'

/** Box 26 has room for so many characters. */
const MOST_CONTROL = 14

/** What the form of a claim is filled with. @param n which time it leaves; without it as it left on paper, or as it would leave next */
export function formFacts(db: Reading, facts: ClaimFacts, today: Day, n?: number): FormFacts {
  const practice = must('a store has its practice', practiceOf(db))
  const last = lastSubmission(db, facts.claim.id)
  const isPaper = n === undefined && last?.way === 'paper'
  return {
    facts,
    other: otherPlan(db, facts),
    control: isPaper ? last.control : paperControl(practice.prefix, facts.claim.id, n ?? (last?.n ?? 0) + 1),
    phone: practice.phone,
    day: isPaper ? dayAt(last.at) : today,
  }
}

/** A number that no other leaving has, in letters and digits: the practice, the claim, `P` for paper, which time. */
export function paperControl(prefix: string, claim: number, n: number): string {
  const own = `${claim}P${n}`
  return `${prefix.slice(0, MOST_CONTROL - own.length)}${own}`
}

/** The plan that pays just before the one that is billed, else the next after it. What was paid before its decision was posted line by line is in the ledger. */
function otherPlan(db: Reading, { claim, coverage, others }: ClaimFacts): OtherPlan | undefined {
  const paysBefore = (one: OtherPayer): boolean => one.isBefore || one.coverage.position < coverage.position
  const before = others.findLast(paysBefore)
  const own = before ?? others[0]
  if (!own) return undefined
  const paid = before ? (before.decision?.paid ?? claimSums(db, claim.id).payment) : NO_MONEY
  return { coverage: own.coverage, payer: own.payer, isBefore: before !== undefined, paid }
}
