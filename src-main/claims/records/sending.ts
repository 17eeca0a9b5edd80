import { sql, type Updateable } from 'kysely'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { from, type BatchRow, type ClaimTables, type SubmissionRow } from './tables.ts'

/* Batches, and the submissions in them: each time a claim leaves. */

const batches = from.selectFrom('batch').selectAll('batch')
export const batchByInterchange = (db: Reading, control: number): BatchRow | undefined =>
  db.first(batches.where('interchange', '=', control))
export const batchByGroup = (db: Reading, control: number): BatchRow | undefined => db.first(batches.where('group_control', '=', control))
export const batchByReference = (db: Reading, reference: string): BatchRow | undefined =>
  db.first(batches.where('reference', '=', reference))

export const batchOfFile = (db: Reading, file: number): BatchRow | undefined => db.first(batches.where('file', '=', file))

/** The file of a batch, and how many claims live in it. */
export const livingIn = (db: Reading, batch: number): { file: number | null; staying: number } => ({
  file: db.first(batches.where('batch.id', '=', batch))?.file ?? null,
  staying: db.all(from.selectFrom('claim').select('id').where('batch', '=', batch)).length,
})

/** The newest 500 batches, each with its payer and its file. */
export const newestBatches = (db: Reading): (BatchRow & { payerName: string | null; fileName: string | null })[] =>
  db.all(
    batches
      .leftJoin('payer', 'payer.id', 'batch.payer')
      .leftJoin('file', 'file.id', 'batch.file')
      .select(['payer.name as payerName', 'file.name as fileName'])
      .orderBy('batch.id', 'desc')
      .limit(500),
  )

export const addBatch = (db: Writing, batch: Omit<BatchRow, 'id' | 'words' | 'answered_at'>): number =>
  db.insertRows('batch', [{ ...batch, answered_at: null }])

export function changeBatch(
  db: Writing,
  id: number,
  changes: Pick<Updateable<ClaimTables['batch']>, 'status' | 'words' | 'answered_at'>,
): void {
  db.run(from.updateTable('batch').set(changes).where('id', '=', id))
}

/** A submission with what came back on it, its claim's status, and the batch its claim is in by now. */
export type Submitted = { submission: number; answer: string | null; claim: number; status: string; living: number | null }

/** The claims of a batch as they stand now, in the order of the file. */
export const claimsOfBatch = (db: Reading, batch: number) =>
  db.all(
    from
      .selectFrom('submission')
      .innerJoin('claim', 'claim.id', 'submission.claim')
      .select([
        'submission.id as submission',
        'submission.answer',
        'submission.claim',
        'submission.control',
        'submission.from_segment',
        'submission.to_segment',
        'claim.status',
        'claim.batch as living',
      ])
      .where('submission.batch', '=', batch)
      .orderBy('submission.from_segment'),
  )

export function addSubmission(
  db: Writing,
  submission: Omit<SubmissionRow, 'id' | 'answer' | 'turn' | 'way'> & { readonly turn?: number },
): void {
  db.insertRows('submission', [submission])
}

const answered = prepared((answer: string, id: number) => from.updateTable('submission').set({ answer }).where('id', '=', id))
export function answerSubmission(db: Writing, id: number, answer: 'received' | 'accepted' | 'rejected'): void {
  db.run(answered(answer, id))
}

const newest = prepared((claim: number) =>
  from.selectFrom('submission').selectAll().where('claim', '=', claim).orderBy('n', 'desc').limit(1),
)
/** The last time a claim left. */
export const lastSubmission = (db: Reading, claim: number): SubmissionRow | undefined => db.first(newest(claim))

const underNumber = prepared((control: string) =>
  from
    .selectFrom('submission')
    .innerJoin('claim', 'claim.id', 'submission.claim')
    .select([
      'submission.id as submission',
      'submission.answer',
      'submission.claim',
      'claim.status',
      'submission.batch',
      'claim.batch as living',
    ])
    .where('control', '=', control)
    .orderBy('submission.id', 'desc')
    .limit(1),
)
/** What left last under a number. */
export const submittedAs = (db: Reading, control: string): (Submitted & { batch: number | null }) | undefined =>
  db.first(underNumber(control))

/** The numbers that begin so, the newest first: columns of text cut numbers off. */
export const numbersLike = (db: Reading, start: string): { control: string; claim: number }[] =>
  db.all(
    from
      .selectFrom('submission')
      .select(['control', 'claim'])
      .where('control', '>=', start)
      .where('control', '<', `${start}~`)
      .orderBy('id', 'desc')
      .limit(50),
  )

const sameClaim = prepared((control: string, patient: number, firstDay: string, charge: number) =>
  from
    .selectFrom('submission')
    .innerJoin('claim', 'claim.id', 'submission.claim')
    .select('claim.id')
    .where('submission.control', '=', control)
    .where('claim.patient', '=', patient)
    .where('claim.first_day', '=', firstDay)
    .where('claim.cents', '=', charge),
)
const turnOfSubmission = prepared((claim: number, control: string) =>
  from.selectFrom('submission').select('turn').where('claim', '=', claim).where('control', '=', control).orderBy('n', 'desc').limit(1),
)
/** Whose turn it was when a claim left under a number; undefined when it never did. */
export const turnUnder = (db: Reading, claim: number, control: string): number | undefined =>
  db.first(turnOfSubmission(claim, control))?.turn

/** A claim of before Parity is the same when number, patient, first day and charge are: practices reuse numbers, and files come twice. */
export const isKnownClaim = (db: Reading, control: string, patient: number, firstDay: string, charge: number): boolean =>
  db.first(sameClaim(control, patient, firstDay, charge)) !== undefined

/** Claims of one status to one payer, and of those that the checks hold, for one reason. */
export type Standing = { status: string; payer: string; payerId: number; why: string | null; claims: number; cents: number }

const firstStop = sql<number>`(select min(n) from claim_finding stop where stop.claim = claim.id and stop.grade in ('stop', 'hold'))`
const standing = from
  .selectFrom('claim')
  .innerJoin('payer', 'payer.id', 'claim.payer')
  .leftJoin('claim_finding as held', (join) =>
    join.onRef('held.claim', '=', 'claim.id').on('claim.status', '=', 'held').on('held.n', '=', firstStop),
  )
  .select(['claim.status', 'payer.name as payer', 'payer.id as payerId', 'held.words as why'])
  .select([sql<number>`count(*)`.as('claims'), sql<number>`sum(claim.cents)`.as('cents')])
  .groupBy(['claim.status', 'payer.id', 'held.words'])

/** How some claims stand, and what for, by payer. */
export const standingOf = (db: Reading, ids: readonly number[]): Standing[] =>
  db.all(standing.where(sql<boolean>`claim.id in (select value from json_each(${JSON.stringify(ids)}))`))

/** The claims that are ready, and those that are held. */
export const standingOfReady = (db: Reading): Standing[] => db.all(standing.where('claim.status', 'in', ['ready', 'held']))

/** The payer of each of some claims that are ready, in the order given; what is not ready comes with its status. */
export const leavingOf = (db: Reading, ids: readonly number[]): { id: number; payer: number; status: string }[] =>
  db.all(
    from
      .selectFrom(sql<{ key: number; value: number }>`json_each(${JSON.stringify(ids)})`.as('chosen'))
      .innerJoin('claim', 'claim.id', 'chosen.value')
      .select(['claim.id', 'claim.payer', 'claim.status'])
      .orderBy('chosen.key'),
  )

/** Under which numbers each claim of a batch was billed. */
export const billersOfBatch = (db: Reading, batch: number): { claim: number; npi: string | null; taxId: string | null }[] =>
  db.all(
    from
      .selectFrom('submission')
      .innerJoin('claim', 'claim.id', 'submission.claim')
      .innerJoin('biller', 'biller.id', 'claim.biller')
      .select(['claim.id as claim', 'biller.npi', 'biller.tax_id as taxId'])
      .where('submission.batch', '=', batch),
  )
