import { sql, type Generated, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Letter } from '../../src-shared/contract/appeals.ts'
import type { Day } from '../../src-shared/day.ts'
import type { DenialTables } from '../denials/index.ts'
import { dayOf, tables, type ListPlan, type Reading, type Writing } from '../store/index.ts'

export type AppealTables = Omit<DenialTables, 'appeal'> & {
  appeal: {
    id: Generated<number>
    denial: number
    claim: number
    level: number
    template: string
    status: string
    due: string
    answer_by: string
    signer: number | null
    letter: string
    created_at: string
    changed_at: string
    sent_at: string | null
    sent_by: string | null
    tracking: Generated<string>
    packet: number | null
    /** The day of the decision on it, where somebody noted it. */
    decided_on: string | null
    decision_note: Generated<string>
    /** Ids of the exhibits that go, parted by spaces; null is those the template wants. */
    exhibits: Generated<string | null>
  }
  enclosure: {
    id: Generated<number>
    appeal: number
    kind: string
    title: string
    shows: string
    name: string
    sha256: string
    pages: number
    pdf: Uint8Array
    added_at: string
    added_by: number
  }
  // Read here; written by its own room.
  authorization: {
    id: number
    patient: number
    payer: number
    number: string
    status: string
    starts: string
    ends: string
    codes: string
    unit: string
    amount: number
    reference: string
  }
  letter_paragraph: { id: Generated<number>; title: string; text: string; saved_at: string }
}
const from = tables<AppealTables>()
export type AppealRow = Selectable<AppealTables['appeal']>

export const appealById = (db: Reading, id: number): AppealRow | undefined =>
  db.first(from.selectFrom('appeal').selectAll().where('id', '=', id))

export const appealsOf = (db: Reading, denial: number): AppealRow[] =>
  db.all(from.selectFrom('appeal').selectAll().where('denial', '=', denial).orderBy('level'))

export const addAppeal = (db: Writing, values: Insertable<AppealTables['appeal']>): number =>
  db.insert(from.insertInto('appeal').values(values))

export function changeAppeal(db: Writing, id: number, values: Updateable<AppealTables['appeal']>): void {
  db.run(from.updateTable('appeal').set(values).where('id', '=', id))
}

/** Deletes an appeal with its pages. A packet that was made of it stays among the files. */
export function dropAppeal(db: Writing, id: number): void {
  db.run(from.deleteFrom('enclosure').where('appeal', '=', id))
  db.run(from.deleteFrom('appeal').where('id', '=', id))
}

/** An appeal was begun: its denial is in work. */
export const takeUpDenial = (db: Writing, id: number): void =>
  void db.run(from.updateTable('denial').set({ status: 'in-work' }).where('id', '=', id).where('status', '=', 'new'))

/** An appeal left: the limit of its denial is kept, and what is due next is the payer's answer. */
export const awaitAnswer = (db: Writing, id: number, answerBy: Day): void =>
  void db.run(
    from.updateTable('denial').set({ status: 'waiting', due: answerBy, again: null }).where('id', '=', id).where('status', '<>', 'closed'),
  )

/** An appeal was decided: its denial is taken up again, or waits for its money. */
export const goOnWith = (
  db: Writing,
  id: number,
  next: { readonly status: 'in-work' | 'waiting'; readonly action: 'appeal' | 'close'; readonly next_step: string; readonly due: Day },
): void =>
  void db.run(
    from
      .updateTable('denial')
      .set({ ...next, again: null })
      .where('id', '=', id)
      .where('status', '<>', 'closed'),
  )

/** What the payer still owes on a line. */
export const openOnLine = (db: Reading, line: number): number =>
  db.first(from.selectFrom('line_sum').select('payer').where('line', '=', line))?.payer ?? 0

/** The letter of an appeal. Only this room writes the column, from the contract's own shape. */
export const letterOf = (row: Pick<AppealRow, 'letter'>): Letter => JSON.parse(row.letter) as Letter

/** The claim payment that denied a line, with the payment it came in. */
export function denyingPayment(db: Reading, remitClaim: number) {
  return db.first(
    from
      .selectFrom('remit_claim')
      .innerJoin('remittance', 'remittance.id', 'remit_claim.remittance')
      .select([
        'remit_claim.id',
        'remit_claim.control',
        'remit_claim.payer_control as payerControl',
        'remit_claim.charge',
        'remit_claim.paid',
        'remit_claim.patient',
        'remit_claim.status',
        'remit_claim.from_segment as first',
        'remit_claim.to_segment as last',
        'remittance.id as remittance',
        'remittance.file',
        'remittance.day',
        'remittance.payer_name as payerName',
        'remittance.trace',
        'remittance.method',
        'remittance.claims',
      ])
      .where('remit_claim.id', '=', remitClaim),
  )
}

export type DenyingPayment = NonNullable<ReturnType<typeof denyingPayment>>

/** The lines of one claim payment, each with its reasons and remarks; what concerns the claim as a whole stands under `null`. */
export function decidedLines(db: Reading, remitClaim: number) {
  return {
    lines: db.all(from.selectFrom('remit_line').selectAll().where('remit_claim', '=', remitClaim).orderBy('n')),
    adjustments: db.all(from.selectFrom('remit_adjustment').selectAll().where('remit_claim', '=', remitClaim).orderBy('id')),
    remarks: db.all(from.selectFrom('remit_remark').selectAll().where('remit_claim', '=', remitClaim).orderBy('n')),
  }
}

/** Each time the claim left. A claim of before Parity left on a day nobody noted. */
export function submissionsOf(db: Reading, claim: number) {
  return db.all(
    from
      .selectFrom('submission')
      .leftJoin('batch', 'batch.id', 'submission.batch')
      .select([
        'submission.n',
        'submission.control',
        'submission.frequency',
        'submission.at',
        'submission.file',
        'submission.way',
        'batch.reference',
      ])
      .where('submission.claim', '=', claim)
      .orderBy('submission.n'),
  )
}

/** What a payer approved under the number that a claim carries. */
export const approvedUnder = (db: Reading, patient: number, number: string) =>
  db.first(
    from
      .selectFrom('authorization')
      .select(['number', 'starts', 'ends', 'codes', 'unit', 'amount', 'reference'])
      .where('patient', '=', patient)
      .where('number', '=', number)
      .where('status', '=', 'approved')
      .orderBy('id', 'desc'),
  )
export type Approved = NonNullable<ReturnType<typeof approvedUnder>>

/** The files in which an answer to the claim came that says the payer accepted it, newest first. */
export function acceptancesOf(db: Reading, claim: number): { readonly file: number; readonly day: Day }[] {
  return db
    .all(
      from
        .selectFrom('claim_event')
        .select(['file', 'day'])
        .where('claim', '=', claim)
        .where('shape', '=', 'accepted')
        .where('file', 'is not', null)
        .orderBy('id', 'desc')
        .limit(5),
    )
    .flatMap(({ file, day }) => (file === null ? [] : [{ file, day: day as Day }]))
}

/** The segments of an answer about coverage from which figures came, by figure; what a later answer of the same run stated stands in another file. */
export const inquirySources = (db: Reading, inquiry: number): ReadonlyMap<string, number> =>
  new Map(
    db
      .all(from.selectFrom('inquiry_source').select(['field', 'segment']).where('inquiry', '=', inquiry).where('file', 'is', null))
      .map((row) => [row.field, row.segment]),
  )

/** The paragraphs that the practice keeps, by title. */
export const ownParagraphs = (db: Reading): { id: number; title: string; text: string }[] =>
  db.all(from.selectFrom('letter_paragraph').select(['id', 'title', 'text']).orderBy('title'))

/** Keeps a paragraph under its title; one that is kept under it is replaced. */
export function keepParagraph(db: Writing, title: string, text: string, at: string): void {
  db.run(
    from
      .insertInto('letter_paragraph')
      .values({ title, text, saved_at: at })
      .onConflict((conflict) => conflict.column('title').doUpdateSet({ text, saved_at: at })),
  )
}

export const dropParagraph = (db: Writing, title: string): void =>
  void db.run(from.deleteFrom('letter_paragraph').where('title', '=', title))

/** The appeals that were decided since a day, with what was asked of them. */
export const decidedSince = (
  db: Reading,
  since: Day,
): { status: string; template: string; payer: string; cause: string; cents: number }[] =>
  db.all(
    from
      .selectFrom('appeal')
      .innerJoin('denial', 'denial.id', 'appeal.denial')
      .innerJoin('payer', 'payer.id', 'denial.payer')
      .select(['appeal.status', 'appeal.template', 'payer.name as payer', 'denial.cause', 'denial.cents'])
      .where('appeal.status', 'in', ['won', 'partly-won', 'lost'])
      .where((e) => e(e.fn.coalesce('appeal.decided_on', dayOf('appeal.changed_at')), '>=', since)),
  )

/** How the denials ended that were opened in a span of days, the last one left out; null for those that are open. */
export const endsOfDenials = (db: Reading, first: Day, until: Day): { outcome: string | null; n: number }[] =>
  db.all(
    from
      .selectFrom('denial')
      .select((e) => ['outcome', e.fn.countAll<number>().as('n')])
      .where('opened', '>=', first)
      .where('opened', '<', until)
      .groupBy('outcome'),
  )

export type AppealListRow = AppealRow & {
  first: string
  last: string
  day: string
  code: string
  payerName: string
  payerKind: string
  group_code: string
  reason: string
  cents: number
}

type ListTables = 'appeal' | 'denial' | 'claim_line' | 'claim' | 'patient' | 'payer'

const appealRows = from
  .selectFrom('appeal')
  .innerJoin('denial', 'denial.id', 'appeal.denial')
  .innerJoin('claim', 'claim.id', 'appeal.claim')
  .innerJoin('claim_line', 'claim_line.id', 'denial.line')
  .innerJoin('patient', 'patient.id', 'claim.patient')
  .innerJoin('payer', 'payer.id', 'denial.payer')

const rowColumns = [
  'patient.first',
  'patient.last',
  'claim_line.day',
  'claim_line.code',
  'payer.name as payerName',
  'payer.kind as payerKind',
  'denial.group_code',
  'denial.reason',
  'denial.cents',
] as const

/** An appeal with what the grid shows of it. */
export const appealRow = (db: Reading, id: number): AppealListRow | undefined =>
  db.first(appealRows.selectAll('appeal').select(rowColumns).where('appeal.id', '=', id))

/** The appeals grid; the soonest due first. */
export const appealPlan = (today: Day): ListPlan<AppealTables, ListTables, AppealListRow> => ({
  name: `appeals ${today}`,
  from: appealRows as unknown as ListPlan<AppealTables, ListTables, AppealListRow>['from'],
  row: (query) => query.selectAll('appeal').select(rowColumns) as ReturnType<ListPlan<AppealTables, ListTables, AppealListRow>['row']>,
  fields: {
    id: { is: 'number', of: sql`appeal.id` },
    status: { is: 'text', of: sql`appeal.status` },
    due: { is: 'day', of: sql`appeal.due` },
    daysLeft: { is: 'number', of: sql`cast(julianday(appeal.due) - julianday(${today}) as integer)` },
    level: { is: 'number', of: sql`appeal.level` },
    answerBy: { is: 'day', of: sql`appeal.answer_by` },
    patient: { is: 'text', of: sql`patient.last || ', ' || patient.first` },
    patientId: { is: 'number', of: sql`claim.patient` },
    payer: { is: 'text', of: sql`payer.name` },
    reason: { is: 'text', of: sql`denial.group_code || '-' || denial.reason` },
    template: { is: 'text', of: sql`appeal.template` },
    title: { is: 'text', of: sql`json_extract(appeal.letter, '$.title')` },
    claim: { is: 'number', of: sql`appeal.claim` },
    day: { is: 'day', of: sql`claim_line.day` },
    code: { is: 'text', of: sql`claim_line.code` },
    cents: { is: 'number', of: sql`denial.cents` },
    sentOn: { is: 'day', of: sql`coalesce(appeal.sent_at, '')` },
  },
  id: sql<number>`appeal.id`,
  sums: { cents: sql<number>`denial.cents` },
  usual: [{ by: 'due', down: false }],
})
