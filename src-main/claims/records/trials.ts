import { sql } from 'kysely'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from } from './tables.ts'

/* Claims that left as a test. They are no submissions: no answer to one moves a claim, and nothing counts from the day they left. */

const tried = prepared((claim: number) =>
  from
    .selectFrom('trial')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('claim', '=', claim),
)
/** How often a claim left as a test. */
export const trialsOf = (db: Reading, claim: number): number => db.first(tried(claim))?.n ?? 0

export function addTrial(db: Writing, trial: { readonly claim: number; readonly batch: number; readonly control: string }): void {
  db.insertRows('trial', [{ ...trial, answer: null }])
}

export type TrialRow = { readonly id: number; readonly claim: number; readonly batch: number }

const underNumber = prepared((control: string) => from.selectFrom('trial').select(['id', 'claim', 'batch']).where('control', '=', control))
/** What left as a test under a number. */
export const trialAs = (db: Reading, control: string): TrialRow | undefined => db.first(underNumber(control))

/** What left in a test batch. */
export const trialsIn = (db: Reading, batch: number): TrialRow[] =>
  db.all(from.selectFrom('trial').select(['id', 'claim', 'batch']).where('batch', '=', batch).orderBy('id'))

export function answerTrial(db: Writing, id: number, answer: 'received' | 'accepted' | 'rejected'): void {
  db.run(from.updateTable('trial').set({ answer }).where('id', '=', id))
}

/** How many claims of a test batch were answered how; none of a batch that was no test. */
export const trialAnswers = (db: Reading, batch: number): { all: number; accepted: number; rejected: number; open: number } =>
  db.first(
    from
      .selectFrom('trial')
      .select((e) => [
        e.fn.countAll<number>().as('all'),
        sql<number>`coalesce(sum(answer = 'accepted'), 0)`.as('accepted'),
        sql<number>`coalesce(sum(answer = 'rejected'), 0)`.as('rejected'),
        sql<number>`coalesce(sum(answer is null), 0)`.as('open'),
      ])
      .where('batch', '=', batch),
  ) ?? { all: 0, accepted: 0, rejected: 0, open: 0 }
