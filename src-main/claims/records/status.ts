import { sql } from 'kysely'
import { prepared, type Reading, type Writing } from '../../store/index.ts'
import { isRemitted } from './silence.ts'
import { from, type AnswerRow, type InquiryRow, type StatusAnswerRow, type ToldRow } from './tables.ts'

/* Questions about claims, what was answered, and what was last told of each. */

export const addStatusInquiry = (db: Writing, row: Omit<InquiryRow, 'id' | 'answer' | 'answered_at' | 'words'>): number =>
  db.insertRows('status_inquiry', [row])

const inquiries = from.selectFrom('status_inquiry').selectAll('status_inquiry')
const byTrace = prepared((trace: string) => inquiries.where('trace', '=', trace))
export const statusInquiryByTrace = (db: Reading, trace: string): InquiryRow | undefined => db.first(byTrace(trace))

/** The questions of one 276, by its BHT03. */
export const statusInquiriesUnder = (db: Reading, reference: string): InquiryRow[] =>
  db.all(inquiries.where('reference', '=', reference).orderBy('id'))

/** The questions of a 276, by the number of its envelope (ISA13) or its group (GS06). */
export const statusInquiriesOf = (db: Reading, field: 'interchange' | 'group_control', control: number): InquiryRow[] =>
  db.all(inquiries.where(field, '=', control).orderBy('id'))

const ofClaim = prepared((claim: number) =>
  inquiries
    .leftJoin('person', 'person.id', 'status_inquiry.user')
    .select('person.name as who')
    .where('claim', '=', claim)
    .orderBy('status_inquiry.n', 'desc')
    .limit(50),
)
/** What was asked about a claim, the newest first. */
export const statusInquiriesAbout = (db: Reading, claim: number): (InquiryRow & { readonly who: string | null })[] => db.all(ofClaim(claim))

export function closeStatusInquiry(
  db: Writing,
  id: number,
  closed: { readonly answer: number; readonly answered_at: string; readonly words: string },
): void {
  db.run(from.updateTable('status_inquiry').set(closed).where('id', '=', id))
}

export const addStatusAnswer = (db: Writing, row: Omit<StatusAnswerRow, 'id'>): number => db.insertRows('status_answer', [row])

const answers = prepared((claim: number) =>
  from.selectFrom('status_answer').selectAll().where('claim', '=', claim).orderBy('n', 'desc').limit(50),
)
/** What was answered about a claim, the newest first. */
export const statusAnswersAbout = (db: Reading, claim: number): StatusAnswerRow[] => db.all(answers(claim))

const statements = prepared((claim: number) =>
  from
    .selectFrom('claim_answer')
    .leftJoin('claim_line', 'claim_line.id', 'claim_answer.line')
    .selectAll('claim_answer')
    .select('claim_line.n as lineNumber')
    .where('claim_answer.claim', '=', claim)
    .where('claim_answer.kind', '=', '277')
    .orderBy('claim_answer.id'),
)
/** Every status of the answers about a claim, in the order of their files. */
export const statementsAbout = (db: Reading, claim: number): (AnswerRow & { readonly lineNumber: number | null })[] =>
  db.all(statements(claim))

const told = prepared((claim: number) => from.selectFrom('claim_told').selectAll().where('claim', '=', claim))
/** What was last told of a claim whose remittance has not come. */
export const toldOf = (db: Reading, claim: number): ToldRow | undefined => db.first(told(claim))

export function putTold(db: Writing, row: ToldRow): void {
  db.run(
    from
      .insertInto('claim_told')
      .values(row)
      .onConflict((conflict) => conflict.column('claim').doUpdateSet(row)),
  )
}

export function removeTold(db: Writing, claim: number): void {
  db.run(from.deleteFrom('claim_told').where('claim', '=', claim))
}

/** The claims of some, with what decides whether they may be asked about. */
export type Askable = {
  readonly id: number
  readonly payer: number
  readonly payerName: string
  readonly status: string
  readonly cents: number
  /** When it left last; null where it never did. */
  readonly sent: string | null
  /** When it was asked about last, while that is not answered. */
  readonly asked: string | null
  /** The remittance that names it and is not posted yet. */
  readonly remitted: number | null
}
export const askables = (db: Reading, ids: readonly number[]): Askable[] =>
  db.all(
    from
      .selectFrom(sql<{ key: number; value: number }>`json_each(${JSON.stringify(ids)})`.as('chosen'))
      .innerJoin('claim', 'claim.id', 'chosen.value')
      .innerJoin('payer', 'payer.id', 'claim.payer')
      .select(['claim.id', 'claim.payer', 'payer.name as payerName', 'claim.status', 'claim.cents'])
      .select([
        sql<string | null>`(select max(at) from submission where submission.claim = claim.id)`.as('sent'),
        sql<string | null>`(select max(asked_at) from status_inquiry q where q.claim = claim.id and q.answered_at is null)`.as('asked'),
      ])
      .select((e) => isRemitted(e.ref('claim.id'), e.ref('claim.turn')).limit(1).as('remitted'))
      .orderBy('chosen.key'),
  )
