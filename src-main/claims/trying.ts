import type { Argument, Output } from '../../src-shared/contract/index.ts'
import type { ClaimStatus } from '../../src-shared/contract/fields.ts'
import type { Day } from '../../src-shared/day.ts'
import { cents } from '../../src-shared/money.ts'
import { fullName } from '../practice/index.ts'
import { chunks, othersTurn, refuse, type QueryWork, type TaskWork } from '../store/index.ts'
import { claimFacts, type ClaimFacts } from './facts.ts'
import { changeRule, outcomeOf, ownRuleRow, pastClaims, ruleOf } from './records/own.ts'
import { linesMet, type OwnRule } from './scrub/own.ts'

type Tried = Output<'rules.try'>
type Part = Tried['caught']
type Parts = { readonly [P in 'caught' | 'held' | 'other']: Part }

/** Claims that are told behind each number; more are only counted. */
const TOLD = 200
/** Claims read between two looks whether somebody stopped it. */
const STEP = 200

/**
 * Holds a rule against claims that left, as they stand now: what was denied and it speaks of, what was paid and it speaks of. It changes no claim.
 * The result is kept with the rule, which may then be switched on; not when it was stopped on the way.
 */
export async function tryRule(work: TaskWork, { id, from }: Argument<'rules.try'>): Promise<Tried> {
  const { row, past } = work.read((query) => ({ row: aliveRow(query, id), past: pastClaims(query.db, from) }))
  const rule = ruleOf(row)
  const parts: Parts = { caught: nothing(), held: nothing(), other: nothing() }
  let looked = 0
  for (const step of chunks(past, STEP)) {
    if (work.stopped()) break
    work.read((query) => step.forEach((claim) => look(query, rule, claim, parts)))
    looked += step.length
    work.progress(looked, past.length, 'Trying the rule')
    await othersTurn()
  }
  const left = past.length - looked
  // Only what everybody's claims say is kept for everybody, and only of the rule that was tried.
  if (left === 0) work.write((step) => keep(step, id, row.saved_at, looked, parts))
  return { looked, left, ...parts }
}

const nothing = (): Part => ({ n: 0, cents: cents(0), claims: [] })

function aliveRow({ db }: Pick<QueryWork, 'db'>, id: number): NonNullable<ReturnType<typeof ownRuleRow>> {
  const row = ownRuleRow(db, id)
  return row?.removed_at === null ? row : refuse('record.missing')
}

function look({ db }: QueryWork, rule: OwnRule, id: number, parts: Parts): void {
  const facts = claimFacts(db, id)
  if (!facts || linesMet(rule, facts).length === 0) return
  const outcome = outcomeOf(db, id)
  const denied = outcome?.denied ?? null
  const paid = outcome?.paid ?? 0
  if (denied !== null) add(parts.caught, facts, denied)
  else if (paid > 0) add(parts.held, facts, paid)
  else add(parts.other, facts, facts.claim.cents)
}

function add(part: Part, { claim, patient, payer }: ClaimFacts, amount: number): void {
  part.n += 1
  part.cents = cents(part.cents + amount)
  if (part.claims.length >= TOLD) return
  part.claims.push({
    id: claim.id,
    day: claim.first_day as Day,
    patient: fullName(patient),
    payer: payer.name,
    codes: claim.codes,
    status: claim.status as ClaimStatus,
    cents: cents(amount),
  })
}

function keep(work: Parameters<Parameters<TaskWork['write']>[0]>[0], id: number, savedAt: string, looked: number, parts: Parts): void {
  const { db, clock, announce } = work
  if (ownRuleRow(db, id)?.saved_at !== savedAt) return
  const sumOf = ({ n, cents: sum }: Part) => ({ n, cents: sum })
  const tried = { at: clock.now(), looked, caught: sumOf(parts.caught), held: sumOf(parts.held), other: sumOf(parts.other) }
  changeRule(db, id, { tried: JSON.stringify(tried) })
  announce('rules', [id])
}
