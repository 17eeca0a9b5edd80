import { sql, type Generated, type Selectable } from 'kysely'
import type { PracticeTables } from '../practice/index.ts'
import { tables, type Reading, type Writing } from '../store/index.ts'
import type { Card } from './rules.ts'

/** Questions to payers and what they answered, as kysely sees them. */
export type EligibilityTables = Omit<PracticeTables, 'inquiry'> & {
  inquiry: {
    id: Generated<number>
    appointment: number | null
    coverage: number
    patient: number
    payer: number
    day: string
    trace: string
    asked_at: string
    request: number | null
    answer: number | null
    answered_at: string | null
    outcome: Generated<string>
    plan: string | null
    plan_begins: string | null
    plan_ends: string | null
    network: 'in' | 'out' | null
    copay: number | null
    coinsurance: number | null
    deductible: number | null
    deductible_left: number | null
    out_of_pocket: number | null
    out_of_pocket_left: number | null
    visits: number | null
    visits_left: number | null
    authorization: 'Y' | 'N' | 'U' | null
    administrator: string | null
    administrator_id: string | null
    reject_code: string | null
    messages: string | null
    reason: string | null
    copay_rule: 'first' | 'after' | null
    telehealth: 'Y' | 'N' | 'U' | null
    dual: 'Y' | null
    deductible_family: number | null
    deductible_family_left: number | null
    out_of_pocket_family: number | null
    out_of_pocket_family_left: number | null
    out_copay: number | null
    out_coinsurance: number | null
    out_deductible: number | null
    out_deductible_left: number | null
    out_out_of_pocket: number | null
    out_out_of_pocket_left: number | null
    member_id: string | null
    told_by: string | null
    told_reference: string | null
    /** Service types that were asked about, parted by commas. */
    services: Generated<string>
    /** The question its run began with; null where it began one. */
    follows: number | null
    next_service: string | null
  }
  inquiry_source: { inquiry: number; field: string; segment: number; file: number | null }
  carve_out: { payer: number; group_number: string; prefix: string; administrator: number; times: number; learned_at: string }
}
export type LearnedRow = Selectable<EligibilityTables['carve_out']>
export type InquiryRow = Selectable<EligibilityTables['inquiry']>

const from = tables<EligibilityTables>()

const begun = from.selectFrom('inquiry').selectAll().where('follows', 'is', null)

/** The question that began the newest run about a session; it holds the card of the run. */
export const inquiryOf = (db: Reading, appointment: number): InquiryRow | undefined =>
  db.first(begun.where('appointment', '=', appointment).orderBy('id', 'desc').limit(1))

export const inquiryById = (db: Reading, id: number): InquiryRow | undefined =>
  db.first(from.selectFrom('inquiry').selectAll().where('id', '=', id))

/** The questions that went on from one, in the order in which they were asked. */
export const followersOf = (db: Reading, id: number): InquiryRow[] =>
  db.all(from.selectFrom('inquiry').selectAll().where('follows', '=', id).orderBy('id'))

export const inquiryByTrace = (db: Reading, trace: string): InquiryRow | undefined =>
  db.first(from.selectFrom('inquiry').selectAll().where('trace', '=', trace))

/** The questions of one 270: their traces begin with its reference and a hyphen, behind which a full stop comes next in the alphabet. */
export const inquiriesUnder = (db: Reading, reference: string): InquiryRow[] =>
  db.all(from.selectFrom('inquiry').selectAll().where('trace', '>=', `${reference}-`).where('trace', '<', `${reference}.`).orderBy('id'))

/** The questions of one 270 file. */
export const inquiriesOfFile = (db: Reading, file: number): InquiryRow[] =>
  db.all(from.selectFrom('inquiry').selectAll().where('request', '=', file).orderBy('id'))

/** The newest 300 files with questions that wait for their answer. */
export const waitingFiles = (db: Reading): number[] =>
  db
    .all(
      from
        .selectFrom('inquiry')
        .select('request')
        .distinct()
        .where('answered_at', 'is', null)
        .where('request', 'is not', null)
        .orderBy('request', 'desc')
        .limit(300),
    )
    .flatMap(({ request }) => (request === null ? [] : [request]))

export function addInquiry(
  db: Writing,
  asked: Pick<InquiryRow, 'appointment' | 'coverage' | 'patient' | 'payer' | 'day' | 'trace' | 'asked_at' | 'request'> &
    Pick<InquiryRow, 'services'> &
    Partial<Pick<InquiryRow, 'member_id' | 'told_by' | 'told_reference' | 'follows'>>,
): number {
  return db.insert(from.insertInto('inquiry').values({ ...asked, outcome: 'asked' }))
}

/** The figures of a card and the columns they are kept in. */
export const FIGURES = {
  planBegins: 'plan_begins',
  planEnds: 'plan_ends',
  copay: 'copay',
  coinsurance: 'coinsurance',
  copayRule: 'copay_rule',
  deductible: 'deductible',
  deductibleLeft: 'deductible_left',
  deductibleFamily: 'deductible_family',
  deductibleFamilyLeft: 'deductible_family_left',
  outOfPocket: 'out_of_pocket',
  outOfPocketLeft: 'out_of_pocket_left',
  outOfPocketFamily: 'out_of_pocket_family',
  outOfPocketFamilyLeft: 'out_of_pocket_family_left',
  visits: 'visits',
  visitsLeft: 'visits_left',
  authorization: 'authorization',
  telehealth: 'telehealth',
  dual: 'dual',
  outCopay: 'out_copay',
  outCoinsurance: 'out_coinsurance',
  outDeductible: 'out_deductible',
  outDeductibleLeft: 'out_deductible_left',
  outOutOfPocket: 'out_out_of_pocket',
  outOutOfPocketLeft: 'out_out_of_pocket_left',
} as const satisfies Partial<Record<keyof Card, keyof InquiryRow>>

/** What the answers of a run come to beside its card: what to ask next, and where a figure stands. */
export type RunFacts = { readonly next: string | undefined; readonly placeOf: (at: number) => Place }
/** A segment; without a file it stands in the answer to the first question. */
export type Place = { readonly segment: number; readonly file: number | null }

/** Writes a card onto its question; a later answer takes the place of an earlier one. What somebody said by telephone came in no file. */
export function keepCard(
  db: Writing,
  inquiry: number,
  card: Card,
  answer: { readonly at: string; readonly from?: number; readonly to?: number; readonly file?: number; readonly run?: RunFacts },
): void {
  const { administrator, reject, messages, plan, network, outcome, reason, ...figures } = card
  const values = Object.fromEntries(
    Object.entries(FIGURES).map(([field, column]) => [column, figures[field as keyof typeof FIGURES]?.value ?? null]),
  )
  db.run(
    from
      .updateTable('inquiry')
      .set({
        ...values,
        answer: answer.file ?? null,
        answered_at: answer.at,
        outcome,
        reason: reason?.value ?? null,
        plan: plan ?? null,
        network: network ?? null,
        administrator: administrator?.name ?? null,
        administrator_id: administrator?.id ?? null,
        reject_code: reject?.value ?? null,
        messages: messages.join('\n'),
        next_service: answer.run?.next ?? null,
      })
      .where('id', '=', inquiry),
  )
  db.run(from.deleteFrom('inquiry_source').where('inquiry', '=', inquiry))
  if (answer.file === undefined) return
  const placeOf = answer.run?.placeOf ?? ((segment: number): Place => ({ segment, file: null }))
  const sources = { ...figures, reason, reject, administrator, from: { at: answer.from }, to: { at: answer.to } }
  db.insertRows(
    'inquiry_source',
    Object.entries(sources).flatMap(([field, source]) => (source?.at === undefined ? [] : [{ inquiry, field, ...placeOf(source.at) }])),
  )
}

/** The run before one about the same: of the same coverage and payer, so that the two can be held against each other. */
export const answerBefore = (db: Reading, one: InquiryRow): InquiryRow | undefined =>
  db.first(
    begun
      .where('patient', '=', one.patient)
      .where('payer', '=', one.payer)
      .where('answered_at', 'is not', null)
      .where('id', '<', one.id)
      .orderBy('id', 'desc')
      .limit(1),
  )

/** What a payer answered about a patient, newest first. */
export const answersFor = (db: Reading, asked: { readonly patient: number; readonly payer: number }): InquiryRow[] =>
  db.all(
    begun
      .where('patient', '=', asked.patient)
      .where('payer', '=', asked.payer)
      .where('answered_at', 'is not', null)
      .orderBy('id', 'desc')
      .limit(60),
  )

/** What was learned of a payer whose mental health is with somebody else. */
export const administratorsLearned = (db: Reading, payer: number): LearnedRow[] =>
  db.all(from.selectFrom('carve_out').selectAll().where('payer', '=', payer))

/** Learns once more that patients like this one are with an administrator. */
export function learnAdministrator(db: Writing, learned: Omit<LearnedRow, 'times'>): void {
  db.run(
    from
      .insertInto('carve_out')
      .values({ ...learned, times: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['payer', 'group_number', 'prefix', 'administrator'])
          .doUpdateSet({ times: sql<number>`times + 1`, learned_at: learned.learned_at }),
      ),
  )
}

/** Takes one such lesson back. */
export function unlearnAdministrator(db: Writing, learned: Omit<LearnedRow, 'times' | 'learned_at'>): void {
  const { payer, group_number: group, prefix, administrator } = learned
  const same = from.updateTable('carve_out').set({ times: sql<number>`times - 1` })
  db.run(
    same
      .where('payer', '=', payer)
      .where('group_number', '=', group)
      .where('prefix', '=', prefix)
      .where('administrator', '=', administrator),
  )
  db.run(from.deleteFrom('carve_out').where('times', '<=', 0))
}

/** Where each figure came from, by the field of the card; `from` and `to` bound the person in the answer to the first question. */
export const sourcesOf = (db: Reading, inquiry: number): ReadonlyMap<string, Place> =>
  new Map(
    db
      .all(from.selectFrom('inquiry_source').select(['field', 'segment', 'file']).where('inquiry', '=', inquiry))
      .map(({ field, segment, file }) => [field, { segment, file }]),
  )
