import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type AnswerRow } from './tables.ts'

/* What the answers said of claims, statement by statement. */

export type NewAnswer = Omit<AnswerRow, 'id'>

export function addAnswers(db: Writing, answers: readonly NewAnswer[]): void {
  db.insertRows('claim_answer', answers)
}

const ofSubmission = prepared((submission: number) =>
  from.selectFrom('claim_answer').selectAll().where('submission', '=', submission).orderBy('id'),
)
/** What was said of a submission, in the order in which it came. */
export const answersOfSubmission = (db: Reading, submission: number): AnswerRow[] => db.all(ofSubmission(submission))

const lineUnder = prepared((claim: number, control: string) =>
  from.selectFrom('claim_line').select(['id', 'n']).where('claim', '=', claim).where('control', '=', control).limit(1),
)
/** The line of a claim by its number (REF 6R of the claim, REF FJ of the answer). */
export const lineByControl = (db: Reading, claim: number, control: string): { id: number; n: number } | undefined =>
  db.first(lineUnder(claim, control))
