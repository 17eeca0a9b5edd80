import type { Reading } from '../../store/index.ts'
import { from } from './tables.ts'

/* Every time a claim left, with its batch and file, and the files in which it was answered. */

export const departuresOf = (db: Reading, claim: number) =>
  db.all(
    from
      .selectFrom('submission')
      .innerJoin('file', 'file.id', 'submission.file')
      .innerJoin('batch', 'batch.id', 'submission.batch')
      .select(['submission.id', 'submission.n', 'submission.control', 'submission.frequency', 'submission.at'])
      .select(['batch.reference', 'batch.interchange', 'batch.group_control as group', 'batch.set_control as set'])
      .select(['file.id as file', 'file.name', 'file.sha256'])
      .where('submission.claim', '=', claim)
      .orderBy('submission.n'),
  )
export type Departure = ReturnType<typeof departuresOf>[number]

export const answersWithFiles = (db: Reading, submission: number) =>
  db.all(
    from
      .selectFrom('claim_answer')
      .innerJoin('file', 'file.id', 'claim_answer.file')
      .selectAll('claim_answer')
      .select(['file.name', 'file.sha256', 'file.at as arrived'])
      .where('claim_answer.submission', '=', submission)
      .orderBy('claim_answer.id'),
  )
export type FiledAnswer = ReturnType<typeof answersWithFiles>[number]
