import { sql, type Generated, type Selectable } from 'kysely'
import type { Day } from '../../../src-shared/day.ts'
import { cents, NO_MONEY, type Cents } from '../../../src-shared/money.ts'
import type { ClaimTables } from '../../claims/index.ts'
import type { LedgerTables } from '../../ledger/index.ts'
import { prepared, refuse, tables, type Reading, type Writing } from '../../store/index.ts'
import type { Terms } from '../rules.ts'

type StatementTables = Pick<ClaimTables, 'claim' | 'claim_line' | 'line_sum'> &
  Pick<LedgerTables, 'entry' | 'posting'> & {
    statement_terms: {
      id: number
      policy: string
      fresh: string
      month: string
      two_months: string
      old: string
      least: number
      every: number
      pay_within: number
    }
    statement_hold: { patient: number; why: string; at: string; by: number }
    statement: {
      id: Generated<number>
      number: string
      patient: number
      day: string
      pay_by: string
      cents: number
      waiting: number
      fresh: number
      month: number
      two_months: number
      old: number
      file: number
      at: string
      by: number
    }
    // Read here; written by their own rooms.
    patient_move: { entry: number; does: string }
    person: { id: number; name: string }
    receipt: { id: number; patient: number }
  }
const from = tables<StatementTables>()
type StatementRow = Selectable<StatementTables['statement']>

/** What is said before the practice has said anything. */
const FIRST: Terms = {
  policy:
    'Please pay by check with the slip below, by phone, or at your next visit. If this is hard to pay at once, call us and we agree on parts.',
  fresh: '',
  month: 'A part of this is open for more than 30 days. If you have paid it already, thank you.',
  twoMonths: 'A part of this is open for more than 60 days. Please pay it, or call us so that we can agree on parts.',
  old: 'A part of this is open for more than 90 days. Please call us.',
  least: cents(500),
  every: 28,
  payWithin: 21,
}

const terms = prepared(() => from.selectFrom('statement_terms').selectAll())
export function termsOf(db: Reading): Terms {
  const row = db.first(terms())
  if (!row) return FIRST
  const { policy, fresh, month, two_months: twoMonths, old, every, pay_within: payWithin } = row
  return { policy, fresh, month, twoMonths, old, every, payWithin, least: cents(row.least) }
}
export function setTerms(db: Writing, { twoMonths, payWithin, ...said }: Terms): void {
  const row = { ...said, two_months: twoMonths, pay_within: payWithin }
  db.run(
    from
      .insertInto('statement_terms')
      .values({ id: 1, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
  )
}

const hold = prepared((patient: number) => from.selectFrom('statement_hold').select('why').where('patient', '=', patient))
export const holdOf = (db: Reading, patient: number): string => db.first(hold(patient))?.why ?? ''
export function setHold(db: Writing, row: StatementTables['statement_hold']): void {
  db.run(from.deleteFrom('statement_hold').where('patient', '=', row.patient))
  if (row.why !== '') db.run(from.insertInto('statement_hold').values(row))
}

export const addStatement = (db: Writing, row: Omit<StatementRow, 'id'>): number => db.insert(from.insertInto('statement').values(row))

const ofPatient = prepared((patient: number) =>
  from
    .selectFrom('statement')
    .leftJoin('person', 'person.id', 'statement.by')
    .selectAll('statement')
    .select('person.name as who')
    .where('patient', '=', patient)
    .orderBy('statement.day', 'desc')
    .orderBy('statement.id', 'desc'),
)
/** Newest first. */
export const statementsOf = (db: Reading, patient: number) => db.all(ofPatient(patient))

const fileOf = prepared((id: number) => from.selectFrom('statement').select('file').where('id', '=', id))
export const statementFile = (db: Reading, id: number): number | undefined => db.first(fileOf(id))?.file

const last = prepared((patient: number) =>
  from
    .selectFrom('statement')
    .select((e) => e.fn.max('day').as('day'))
    .where('patient', '=', patient),
)
export const lastDay = (db: Reading, patient: number): Day | null => (db.first(last(patient))?.day ?? null) as Day | null

const owing = prepared(() =>
  from
    .selectFrom('line_sum')
    .innerJoin('claim', 'claim.id', 'line_sum.claim')
    .select('claim.patient')
    .distinct()
    .where('line_sum.patient', '>', 0)
    .orderBy('claim.patient'),
)
/** Patients with a share that is open on some line. */
export const patientsOwing = (db: Reading): number[] => db.all(owing()).map((row) => row.patient)

const codes = prepared((claim: number) =>
  from.selectFrom('claim_line').select(['day', 'code']).where('claim', '=', claim).orderBy('day').orderBy('id'),
)
export const servicesOf = (db: Reading, claim: number): { day: Day; code: string }[] =>
  db.all(codes(claim)).map((row) => ({ day: row.day as Day, code: row.code }))

const split = (of: 'posting.claim' | 'posting.line') =>
  prepared((id: number) =>
    from
      .selectFrom('posting')
      .leftJoin('patient_move', 'patient_move.entry', 'posting.entry')
      .select([
        sql<number>`sum(iif(posting.account = 'payment' and patient_move.entry is null, posting.cents, 0))`.as('insurance'),
        sql<number>`sum(iif(posting.account = 'payment' and patient_move.entry is not null, posting.cents, 0))`.as('paid'),
        sql<number>`sum(iif(posting.account = 'adjustment', posting.cents, 0))`.as('off'),
        sql<number>`sum(iif(posting.account = 'payer', posting.cents, 0))`.as('open'),
        sql<number>`sum(iif(posting.account = 'charge', -posting.cents, 0))`.as('charge'),
      ])
      .where(of, '=', id),
  )
const [ofClaim, ofLine] = [split('posting.claim'), split('posting.line')]
export type Split = { readonly charge: Cents; readonly insurance: Cents; readonly off: Cents; readonly paid: Cents; readonly open: Cents }
const shared = (row: { readonly [K in keyof Split]: number | null } | undefined): Split => {
  const of = (amount: number | null | undefined): Cents => (amount === null || amount === undefined ? NO_MONEY : cents(amount))
  return { charge: of(row?.charge), insurance: of(row?.insurance), off: of(row?.off), paid: of(row?.paid), open: of(row?.open) }
}
/** Who paid what of a claim, what was taken off, and what is still with the payer. */
export const splitOf = (db: Reading, claim: number): Split => shared(db.first(ofClaim(claim)))
/** The same of a line. */
export const splitOfLine = (db: Reading, line: number): Split => shared(db.first(ofLine(line)))

const decided = prepared((claim: number) =>
  from
    .selectFrom('posting')
    .innerJoin('entry', 'entry.id', 'posting.entry')
    .leftJoin('patient_move', 'patient_move.entry', 'entry.id')
    .select('entry.day')
    .where('posting.claim', '=', claim)
    .where('posting.account', '=', 'patient')
    .where((e) =>
      e.or([
        e('entry.kind', '=', 'remittance'),
        e.and([e('entry.kind', '=', 'transfer'), e('patient_move.entry', 'is', null)]),
        e('patient_move.does', '=', 'transfer'),
      ]),
    )
    .where((e) => e.not(e.exists(e.selectFrom('entry as back').select('back.id').whereRef('back.reverses', '=', 'entry.id'))))
    .groupBy(['entry.id', 'entry.day'])
    .having(sql`sum(posting.cents)`, '<>', 0)
    .orderBy('entry.day', 'desc')
    .limit(1),
)
/** The day of the last decision that stands on what the patient owes of a claim: of a payer, or a transfer. */
export const decidedOn = (db: Reading, claim: number): Day | undefined => db.first(decided(claim))?.day as Day | undefined

const within = prepared((patient: number, first: string, last: string) =>
  from
    .selectFrom('claim')
    .select('id')
    .where('patient', '=', patient)
    .where('first_day', '<=', last)
    .where('last_day', '>=', first)
    .orderBy('first_day')
    .orderBy('id'),
)
/** Claims of a patient with a session between two days, the oldest first. */
export const claimsWithin = (db: Reading, patient: number, first: Day, last: Day): number[] =>
  db.all(within(patient, first, last)).map((row) => row.id)

const owner = prepared((id: number) => from.selectFrom('receipt').select('patient').where('id', '=', id))
/** @throws Trouble `record.missing` */
export const receiptOwner = (db: Reading, id: number): number => (db.first(owner(id)) ?? refuse('record.missing')).patient
