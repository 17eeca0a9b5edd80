import type { Day } from '../../../src-shared/day.ts'
import { NO_MONEY } from '../../../src-shared/money.ts'
import { must } from '../../../src-shared/result.ts'
import { claimSums } from '../../ledger/index.ts'
import { coveragesOf, isWithin, payerById, practiceOf, type CoverageRow } from '../../practice/index.ts'
import type { Reading } from '../../store/index.ts'
import type { ClaimFacts } from '../facts.ts'
import { lastSubmission } from '../records/sending.ts'
import type { FormFacts, OtherPlan } from './boxes.ts'

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
    day: isPaper ? (last.at.slice(0, 10) as Day) : today,
  }
}

/** A number that no other leaving has, in letters and digits: the practice, the claim, `P` for paper, which time. */
export function paperControl(prefix: string, claim: number, n: number): string {
  const own = `${claim}P${n}`
  return `${prefix.slice(0, MOST_CONTROL - own.length)}${own}`
}

/** The plan that pays just before the one that is billed, else the next after it. A plan and the one that carries its mental health are one. */
function otherPlan(db: Reading, { claim, coverage, patient }: ClaimFacts): OtherPlan | undefined {
  const others = coveragesOf(db, patient.id)
    .filter((one) => !isSamePlan(one, coverage) && holds(one, claim.first_day as Day))
    .toSorted((one, other) => one.position - other.position)
  const before = others.findLast((one) => one.position < coverage.position)
  const own = before ?? others[0]
  const payer = own && payerById(db, own.payer)
  return own && payer
    ? { coverage: own, payer, isBefore: before !== undefined, paid: before ? claimSums(db, claim.id).payment : NO_MONEY }
    : undefined
}

const isSamePlan = (one: CoverageRow, other: CoverageRow): boolean =>
  one.id === other.id || one.carve_of === other.id || other.carve_of === one.id
const holds = ({ starts, ends }: CoverageRow, on: Day): boolean => isWithin({ starts: (starts ?? on) as Day, ends: ends as Day | null }, on)
