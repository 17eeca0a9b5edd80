import type { Condition, RuleFields, Then } from '../../../src-shared/contract/rules.ts'
import type { Day } from '../../../src-shared/day.ts'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import type { OwnRule } from '../scrub/own.ts'
import { from, type OwnRuleRow } from './tables.ts'

/* The practice’s own rules, what they let go, and the past claims they are tried on. */

const alive = prepared(() => from.selectFrom('claim_rule').selectAll().where('removed_at', 'is', null).orderBy('n').orderBy('id'))
export const ownRuleRows = (db: Reading): OwnRuleRow[] => db.all(alive())

export const ownRuleRow = (db: Reading, id: number): OwnRuleRow | undefined =>
  db.first(from.selectFrom('claim_rule').selectAll().where('id', '=', id))

/** A row as the rule it keeps. */
export const ruleOf = (row: OwnRuleRow): OwnRule & { readonly starts: Day | null; readonly ends: Day | null } => ({
  id: row.id,
  name: row.name,
  when: JSON.parse(row.conditions) as Condition[],
  action: JSON.parse(row.action) as Then,
  starts: row.starts as Day | null,
  ends: row.ends as Day | null,
})

/** Rules as they were read last: the same few are asked of thousands of claims, one after the other. */
let readLast: { readonly key: string; readonly rules: readonly OwnRule[] } = { key: '', rules: [] }

/** The rules that are on, in their order. */
export function rulesOn(db: Reading): readonly OwnRule[] {
  const rows = ownRuleRows(db).filter((row) => row.is_on === 1)
  const key = rows.map((row) => [row.id, row.name, row.conditions, row.action, row.starts, row.ends].join('\n')).join('\n\n')
  if (key !== readLast.key) readLast = { key, rules: rows.map(ruleOf) }
  return readLast.rules
}

/** Writes a rule, off and not tried. @returns its number */
export function writeRule(db: Writing, id: number | null, rule: RuleFields, user: number, at: string): number {
  const values = {
    name: rule.name,
    conditions: JSON.stringify(rule.when),
    action: JSON.stringify(rule.action),
    starts: rule.starts,
    ends: rule.ends,
    is_on: 0,
    user,
    saved_at: at,
    tried: null,
    removed_at: null,
  }
  if (id === null) {
    const n = ownRuleRows(db).length + 1
    return db.insert(from.insertInto('claim_rule').values({ ...values, n }))
  }
  db.run(from.updateTable('claim_rule').set(values).where('id', '=', id))
  return id
}

export function changeRule(db: Writing, id: number, changes: Partial<Pick<OwnRuleRow, 'n' | 'is_on' | 'tried' | 'removed_at'>>): void {
  db.run(from.updateTable('claim_rule').set(changes).where('id', '=', id))
}

const passes = prepared((claim: number) =>
  from
    .selectFrom('claim_pass')
    .leftJoin('person', 'person.id', 'claim_pass.user')
    .select(['claim_pass.rule', 'claim_pass.why', 'person.name as who'])
    .where('claim_pass.claim', '=', claim),
)
/** Which holds of a claim a person let go, and why. */
export const passesOf = (db: Reading, claim: number): { rule: string; why: string; who: string | null }[] => db.all(passes(claim))

/** Keeps that a person let a hold go. */
export function setPass(db: Writing, pass: { claim: number; rule: string; user: number; at: string; why: string }): void {
  db.run(from.deleteFrom('claim_pass').where('claim', '=', pass.claim).where('rule', '=', pass.rule))
  db.insertRows('claim_pass', [pass])
}
export function dropPass(db: Writing, claim: number, rule: string): void {
  db.run(from.deleteFrom('claim_pass').where('claim', '=', claim).where('rule', '=', rule))
}

/** Claims that left, the newest service first; of before Parity too. */
export const pastClaims = (db: Reading, since: Day | null): number[] =>
  db
    .all(
      from
        .selectFrom('claim')
        .select('id')
        .where('status', 'not in', ['draft', 'ready', 'held', 'voided'])
        .$if(since !== null, (q) => q.where('first_day', '>=', since ?? ''))
        .orderBy('first_day', 'desc')
        .orderBy('id', 'desc'),
    )
    .map((row) => row.id)

const outcome = prepared((claim: number) =>
  from
    .selectFrom('claim')
    .leftJoin('claim_sum', 'claim_sum.claim', 'claim.id')
    .select((e) => [
      'claim.cents as charge',
      'claim_sum.payment as paid',
      e
        .selectFrom('denial')
        .whereRef('denial.claim', '=', 'claim.id')
        .select((d) => d.fn.sum<number | null>('denial.cents').as('sum'))
        .as('denied'),
    ])
    .where('claim.id', '=', claim),
)
/** What came of a claim: charged, paid, denied, in cents; null where nothing was. */
export const outcomeOf = (db: Reading, claim: number): { charge: number; paid: number | null; denied: number | null } | undefined =>
  db.first(outcome(claim))

/** What a denial says of itself. */
export const denialFacts = (db: Reading, id: number): { claim: number; line: number; group_code: string; reason: string } | undefined =>
  db.first(from.selectFrom('denial').select(['claim', 'line', 'group_code', 'reason']).where('id', '=', id))

export const personName = (db: Reading, id: number): string | undefined =>
  db.first(from.selectFrom('person').select('name').where('id', '=', id))?.name
